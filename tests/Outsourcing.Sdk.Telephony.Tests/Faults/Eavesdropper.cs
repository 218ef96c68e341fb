using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Outsourcing.Telephony.Tests.Faults;

/// <summary>Hears everything an app could write down: logs at every level with their values, traces and metrics of every source.</summary>
internal sealed class Eavesdropper : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _heard = new();
    private readonly ActivityListener _activities;
    private readonly MeterListener _meters = new();

    internal Eavesdropper()
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                _heard.Enqueue($"{activity.Source.Name} {activity.DisplayName} {activity.StatusDescription}");
                foreach ((string name, object? value) in activity.TagObjects)
                {
                    _heard.Enqueue($"{name}={value}");
                }

                foreach ((string name, object? value) in activity.Events.SelectMany(happened => happened.Tags))
                {
                    _heard.Enqueue($"{name}={value}");
                }
            },
        };
        ActivitySource.AddActivityListener(_activities);
        _meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        _meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Hear(instrument, tags));
        _meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Hear(instrument, tags));
        _meters.Start();
    }

    internal IReadOnlyCollection<string> Heard => _heard;

    internal void Add(string text) => _heard.Enqueue(text);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        _heard.Enqueue($"{state}");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _heard.Enqueue($"{formatter(state, exception)} {exception}");
        foreach ((string name, object? value) in state as IEnumerable<KeyValuePair<string, object?>> ?? [])
        {
            _heard.Enqueue($"{name}={value}");
        }
    }

    public void Dispose()
    {
        _activities.Dispose();
        _meters.Dispose();
    }

    private void Hear(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach ((string name, object? value) in tags)
        {
            _heard.Enqueue($"{instrument.Name} {name}={value}");
        }
    }
}
