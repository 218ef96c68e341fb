using System.Diagnostics;
using System.Diagnostics.Metrics;
using Shouldly;

namespace Outsourcing.Http.Tests.Channel;

/// <summary>Traces and metrics by the conventions of OpenTelemetry for HTTP clients; no path, for it may hold telephone numbers.</summary>
public sealed class ProviderTelemetryTests
{
    [Fact]
    public async Task Trace_AnsweredAtTheSecondAttempt_NamesServerStatusAndResends()
    {
        StubChannel stub = new StubChannel().Answer(503).Answer(200, """{"name":"x"}""");
        stub.Http.RetryDelay = TimeSpan.Zero;

        Activity trace = await TraceAsync(stub, "telemetry.retried");

        trace.Kind.ShouldBe(ActivityKind.Client);
        trace.Status.ShouldBe(ActivityStatusCode.Unset);
        Tags(trace).ShouldBe(new Dictionary<string, object?>
        {
            ["http.request.method"] = "GET",
            ["server.address"] = "api.example.com",
            ["server.port"] = 443,
            ["http.response.status_code"] = 200,
            ["http.request.resend_count"] = 1,
            ["outsourcing.provider"] = "stub",
            ["outsourcing.account"] = "north",
        }, ignoreOrder: true);
    }

    [Fact]
    public async Task Trace_Refusal_IsAnErrorNamedByItsStatus()
    {
        Activity trace = await TraceAsync(new StubChannel().Answer(422), "telemetry.refused");

        trace.Status.ShouldBe(ActivityStatusCode.Error);
        Tags(trace)["error.type"].ShouldBe("422");
    }

    [Fact]
    public async Task Trace_NoAnswer_IsAnErrorNamedByItsKind()
    {
        StubChannel stub = new StubChannel().Throw(new HttpRequestException(HttpRequestError.ConnectionError));
        stub.Http.Retries = 0;

        Activity trace = await TraceAsync(stub, "telemetry.unreachable");

        Tags(trace)["error.type"].ShouldBe("Connection");
        Tags(trace).ShouldNotContainKey("http.response.status_code");
    }

    [Fact]
    public async Task Metric_Duration_CarriesOperationMethodAndStatus()
    {
        List<KeyValuePair<string, object?>[]> measured = [];
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Name == "outsourcing.provider.request.duration")
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            lock (measured)
            {
                measured.Add(tags.ToArray());
            }
        });
        listener.Start();

        await new StubChannel().Answer(200).Build().SendAsync(ProviderRequest.Get("telemetry.measured", "/things/1"));

        Dictionary<string, object?> tags = measured.Select(found => found.ToDictionary()).Single(found => (string?)found["outsourcing.operation"] == "telemetry.measured");
        tags["http.request.method"].ShouldBe("GET");
        tags["http.response.status_code"].ShouldBe(200);
        tags["error.type"].ShouldBeNull();
    }

    private static async Task<Activity> TraceAsync(StubChannel stub, string operation)
    {
        List<Activity> stopped = [];
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == ProviderDiagnostics.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (stopped)
                {
                    stopped.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        try
        {
            await stub.Build().SendAsync(ProviderRequest.Get(operation, "/things/1"), ThingContext.Default.Thing);
        }
        catch (ProviderException)
        {
            // The trace is what counts here.
        }

        return stopped.Single(activity => activity.OperationName == operation);
    }

    private static Dictionary<string, object?> Tags(Activity activity) => activity.TagObjects.Where(tag => tag.Value is not null).ToDictionary();
}
