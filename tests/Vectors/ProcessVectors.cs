using System.Text.Json;
using Outsourcing.Processes;
using Shouldly;

namespace Outsourcing.Vectors;

/// <summary>The event logs among process/*.json; BPMN models, which are those that expect element counts, are run by <see cref="BpmnVectors"/>.</summary>
[Collection(VectorSuite.Name)]
public sealed class ProcessVectors
{
    [VectorTheory("process")]
    [VectorData("process")]
    public async Task Log_GivesTheExpectedNumbers(string file)
    {
        using JsonDocument vector = VectorFiles.Read("process", file);
        JsonElement root = vector.RootElement;
        string log = root.GetProperty("file").GetString()!;
        if (root.GetProperty("expected").TryGetProperty("element_counts", out _))
        {
            // A model: the BPMN vectors run it.
            return;
        }

        if (root.TryGetProperty("method", out JsonElement method) && method.GetString() != "event-log")
        {
            throw new NotSupportedException($"method '{method}'");
        }

        DiscoveredProcess process = await EventLog.DiscoverAsync(
            VectorFiles.PathOf("process", log),
            new EventLogOptions
            {
                Columns = Columns(root.GetProperty("columns")),
                TieOrder = Ties(root),

                // The expected durations of XES logs are differences of wall-clock times, those of CSV logs of instants: in bpic2012 the 668
                // cases that cross the change of clocks on 30 October 2011 are an hour short, in receipt the offsets count.
                IgnoreOffsets = log.Contains(".xes", StringComparison.Ordinal),
            });

        foreach (JsonProperty expected in root.GetProperty("expected").EnumerateObject())
        {
            Check(process, expected, vector.Tolerance());
        }

        VectorFiles.Ran("process");
    }

    private static EventLogColumns Columns(JsonElement columns)
    {
        EventLogColumns read = new();
        foreach (JsonProperty column in columns.EnumerateObject())
        {
            string name = column.Value.GetString()!;
            read = column.Name switch
            {
                "case" => read with { Case = name },
                "activity" => read with { Activity = name },
                "timestamp" => read with { Timestamp = name },
                "start" or "start_timestamp" => read with { StartedAt = name },
                "resource" => read with { Resource = name },
                "lifecycle" => read with { Lifecycle = name },
                "cost" => read with { Cost = name },
                "revenue" => read with { Revenue = name },
                _ => throw new NotSupportedException($"column '{column.Name}'"),
            };
        }

        return read;
    }

    private static EventLogTieOrder Ties(JsonElement root)
    {
        if (root.TryGetProperty("order", out JsonElement order))
        {
            order.GetString()!.ShouldContain("by timestamp then file order");
        }

        return EventLogTieOrder.FileOrder;
    }

    private static void Check(DiscoveredProcess process, JsonProperty expected, double tolerance)
    {
        JsonElement value = expected.Value;
        VariantStatistics variants = process.VariantStatistics;
        switch (expected.Name)
        {
            case "cases":
                process.Cases.ShouldBe(value.GetInt64());
                break;
            case "events":
                process.Events.ShouldBe(value.GetInt64());
                break;
            case "activities":
                process.Activities.Count.ShouldBe(value.GetInt32());
                break;
            case "variants":
                variants.Count.ShouldBe(value.GetInt32());
                process.Variants.Count.ShouldBe(value.GetInt32());
                break;
            case "top_variant_share":
                variants.TopShare.ShouldBeClose(value.GetDouble(), tolerance, expected.Name);
                break;
            case "top3_variant_share":
                variants.TopThreeShare.ShouldBeClose(value.GetDouble(), tolerance, expected.Name);
                break;
            case "variants_for_80pct":
                variants.For80Percent.ShouldBe(value.GetInt32());
                break;
            case "variant_ratio":
                variants.Ratio.ShouldBeClose(value.GetDouble(), tolerance, expected.Name);
                break;
            case "variant_entropy_nats":
                variants.Entropy.ShouldBeClose(value.GetDouble(), tolerance, expected.Name);
                break;
            case "variant_entropy_normalised_by_log_cases":
                variants.EntropyNormalizedByCases.ShouldBeClose(value.GetDouble(), tolerance, expected.Name);
                break;
            case "variant_gini":
                variants.Gini.ShouldBeClose(value.GetDouble(), tolerance, expected.Name);
                break;
            case "variant_hhi":
                variants.HerfindahlIndex.ShouldBeClose(value.GetDouble(), tolerance, expected.Name);
                break;
            case "top5_variants":
                process.Variants.Take(value.GetArrayLength()).Select(variant => (variant.Count, string.Join('|', variant.Activities)))
                    .ShouldBe(value.EnumerateArray().Select(item => (item.GetProperty("count").GetInt64(), string.Join('|', item.GetProperty("activities").Strings()))));
                break;
            case "case_length":
                Numbers(value, tolerance, name => name switch
                {
                    "mean" => process.CaseLengths.Mean,
                    "min" => process.CaseLengths.Minimum,
                    "max" => process.CaseLengths.Maximum,
                    _ => null,
                });
                break;
            case "rework":
                Rework(process, value, tolerance);
                break;
            case "start_activities":
                Counts(process.StartActivities.Select(item => (item.Activity, item.Cases)), value);
                break;
            case "end_activities":
                Counts(process.EndActivities.Select(item => (item.Activity, item.Cases)), value);
                break;
            case "dfg_edges":
                process.Flows.Count.ShouldBe(value.GetInt32());
                break;
            case "dfg_total":
                process.Flows.Sum(flow => flow.Count).ShouldBe(value.GetInt64());
                break;
            case "dfg":
                process.Flows.Select(flow => (flow.From, flow.To, flow.Count)).ShouldBe(
                    value.EnumerateArray().Select(item => (item.GetProperty("from").GetString()!, item.GetProperty("to").GetString()!, item.GetProperty("count").GetInt64())),
                    ignoreOrder: true);
                break;
            case "throughput_seconds":
                Throughput(process.Throughput!, value, tolerance);
                break;
            case "epa":
                Automaton(process.Entropy, value, tolerance);
                break;
            default:
                throw new NotSupportedException($"expected '{expected.Name}'");
        }
    }

    private static void Rework(DiscoveredProcess process, JsonElement expected, double tolerance)
    {
        Counts(
            process.Activities.Where(activity => activity.CasesRepeating > 0).Select(activity => (activity.Name, activity.CasesRepeating)),
            expected.GetProperty("cases_by_activity"));
        Numbers(expected, tolerance, name => name switch
        {
            "cases_with_repeated_activity" => process.Rework.Cases.Successes,
            "rework_case_rate" => process.Rework.Cases.Rate,
            "repeated_events" => process.Rework.Events.Successes,
            "repeated_event_rate" => process.Rework.Events.Rate,
            "cases_with_self_loop" => process.Rework.CasesWithSelfLoop,
            _ => null,
        });
    }

    private static void Throughput(DurationSummary actual, JsonElement expected, double tolerance) => Numbers(expected, tolerance, name => name switch
    {
        "mean" => actual.MeanSeconds,
        "median" => actual.MedianSeconds,
        "p90" => actual.Percentile90Seconds,
        "min" => actual.MinimumSeconds,
        "max" => actual.MaximumSeconds,
        "std_pop" => actual.StandardDeviationSeconds,
        "cv" => actual.CoefficientOfVariation,
        _ => null,
    });

    private static void Automaton(SequenceEntropy actual, JsonElement expected, double tolerance) => Numbers(expected, tolerance, name => name switch
    {
        "states" => actual.States,
        "partitions" => actual.Partitions,
        "variant_entropy" => actual.Variant,
        "variant_entropy_normalised" => actual.VariantNormalized,
        "sequence_entropy" => actual.Sequence,
        "sequence_entropy_normalised" => actual.SequenceNormalized,
        _ => null,
    });

    private static void Numbers(JsonElement expected, double tolerance, Func<string, double?> actual)
    {
        foreach (JsonProperty number in expected.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Number))
        {
            double found = actual(number.Name) ?? throw new NotSupportedException($"expected '{number.Name}'");
            found.ShouldBeClose(number.Value.GetDouble(), tolerance, number.Name);
        }
    }

    private static void Counts(IEnumerable<(string Name, long Count)> actual, JsonElement expected) =>
        actual.ShouldBe(expected.EnumerateObject().Select(member => (member.Name, member.Value.GetInt64())), ignoreOrder: true);
}
