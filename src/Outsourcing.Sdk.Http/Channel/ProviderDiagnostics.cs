using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Outsourcing.Http;

/// <summary>The names under which traces and metrics of provider requests are published.</summary>
public static class ProviderDiagnostics
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string SourceName = "Outsourcing.Http";

    internal static readonly ActivitySource Source = new(SourceName);

    private static readonly Meter Meter = new(SourceName);

    // Buckets of the OpenTelemetry convention for http.client.request.duration.
    internal static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "outsourcing.provider.request.duration",
        "s",
        "How long an operation at a provider took, retries included.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] });
}
