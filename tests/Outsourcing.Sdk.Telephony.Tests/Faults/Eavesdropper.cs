using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;

namespace Outsourcing.Telephony.Tests.Faults;

/// <summary>
/// Hears everything an app could write down: logs at every level with their values, scopes and exceptions, traces and metrics of every
/// source, and exceptions when they are thrown, caught or not. What is heard begins with where it was heard.
/// </summary>
internal sealed class Eavesdropper : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _heard = new();
    private readonly ActivityListener _activities;
    private readonly MeterListener _meters = new();
    private readonly Func<Exception, bool>? _thrown;

    /// <summary>Begins to listen.</summary>
    /// <param name="thrown">Which exceptions are heard when they are thrown; null for none.</param>
    internal Eavesdropper(Func<Exception, bool>? thrown = null)
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Hear,
        };
        ActivitySource.AddActivityListener(_activities);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            _heard.Enqueue($"metric {instrument.Meter.Name} {instrument.Name} {instrument.Description}");
            listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Hear(instrument, tags));
        _meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Hear(instrument, tags));
        _meters.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Hear(instrument, tags));
        _meters.Start();
        _thrown = thrown;
        if (thrown is not null)
        {
            AppDomain.CurrentDomain.FirstChanceException += Hear;
        }
    }

    internal IReadOnlyCollection<string> Heard => _heard;

    internal void Add(string text) => _heard.Enqueue(text);

    public ILogger CreateLogger(string categoryName) => new Log(categoryName, _heard);

    public void Dispose()
    {
        AppDomain.CurrentDomain.FirstChanceException -= Hear;
        _activities.Dispose();
        _meters.Dispose();
    }

    private static string Text(object? value) => value is IEnumerable items and not string ? string.Join(" ", items.Cast<object?>().Select(Text)) : $"{value}";

    private void Hear(Activity activity)
    {
        string where = $"activity {activity.Source.Name}";
        _heard.Enqueue($"{where} {activity.OperationName} {activity.DisplayName} {activity.StatusDescription} {activity.TraceStateString}");
        foreach ((string name, object? value) in activity.TagObjects
            .Concat(activity.Baggage.Select(item => KeyValuePair.Create(item.Key, (object?)item.Value)))
            .Concat(activity.Events.SelectMany(happened => happened.Tags.Prepend(new("event", happened.Name))))
            .Concat(activity.Links.SelectMany(link => link.Tags ?? [])))
        {
            _heard.Enqueue($"{where} {name}={Text(value)}");
        }
    }

    private void Hear(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach ((string name, object? value) in tags)
        {
            _heard.Enqueue($"metric {instrument.Meter.Name} {instrument.Name} {name}={Text(value)}");
        }
    }

    private void Hear(object? sender, FirstChanceExceptionEventArgs happened)
    {
        if (_thrown!(happened.Exception))
        {
            _heard.Enqueue($"thrown {happened.Exception}");
        }
    }

    private sealed class Log(string category, ConcurrentQueue<string> heard) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            heard.Enqueue($"scope {category} {state}");
            Values("scope", state);
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            heard.Enqueue($"log {category} {formatter(state, exception)} {exception}");
            Values("log", state);
        }

        private void Values(string where, object? state)
        {
            foreach ((string name, object? value) in state as IEnumerable<KeyValuePair<string, object?>> ?? [])
            {
                heard.Enqueue($"{where} {category} {name}={Text(value)}");
            }
        }
    }
}
