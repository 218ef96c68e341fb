using System.Text.Json;
using Outsourcing.Capacity;
using Shouldly;

namespace Outsourcing.Vectors;

[Collection(VectorSuite.Name)]
public sealed class ErlangVectors
{
    private const string Folder = "erlang";

    [VectorTheory(Folder)]
    [VectorData(Folder)]
    public void Vector_GivesTheExpectedNumbers(string file)
    {
        using JsonDocument vector = VectorFiles.Read(Folder, file);
        Action<JsonElement, double> check = vector.Method().Split(' ')[0] switch
        {
            "erlang-a" => Abandonment,
            "erlang-b-and-c" => Forward,
            "erlang-b-inverse" => Inverse,
            "erlang-c" => Delay,
            "erlang-c-staffing" => Required,
            "erlang-c-pooling" => Pooled,
            var other => throw new NotSupportedException($"{file}: method '{other}' is not known"),
        };

        foreach (JsonElement item in vector.Cases())
        {
            check(item, vector.Tolerance());
            VectorFiles.Ran(Folder);
        }
    }

    private static void Abandonment(JsonElement item, double tolerance)
    {
        QueuePerformance performance = ErlangA.Evaluate(Load(item), item.GetProperty("agents").GetInt32(), Within(item));

        Performance(performance, item.GetProperty("expected"), tolerance);
    }

    private static void Forward(JsonElement item, double tolerance)
    {
        int servers = item.GetProperty("servers").GetInt32();
        double offered = item.Number("offered");
        ErlangB.Blocking(servers, offered).ShouldBeClose(item.Number("blocking"), tolerance, "blocking");
        JsonElement wanted = item.GetProperty("wait_probability");
        double? waiting = ErlangC.WaitProbability(servers, offered);
        if (wanted.ValueKind == JsonValueKind.Null)
        {
            waiting.ShouldBeNull();
        }
        else
        {
            waiting!.Value.ShouldBeClose(wanted.GetDouble(), tolerance, "wait probability");
        }
    }

    private static void Inverse(JsonElement item, double tolerance) =>
        ErlangB.OfferedLoad(item.GetProperty("servers").GetInt32(), item.Number("blocking")).ShouldBeClose(item.Number("offered_erlangs"), tolerance, "offered load");

    private static void Delay(JsonElement item, double tolerance)
    {
        Verdict<QueuePerformance> verdict = ErlangC.Evaluate(Load(item), item.GetProperty("agents").GetInt32(), Within(item));

        Performance(verdict.Require(), item.GetProperty("expected"), tolerance);
    }

    private static void Required(JsonElement item, double tolerance)
    {
        StaffingTarget target = new()
        {
            ServiceLevel = item.Number("target_service_level"),
            AnswerWithin = Within(item),
            MaxOccupancy = item.Number("max_occupancy"),
            Shrinkage = item.TryGetProperty("shrinkage", out JsonElement shrinkage) ? shrinkage.GetDouble() : 0,
        };

        StaffingRequirement requirement = Staffing.Require(Load(item), target);

        JsonElement expected = item.GetProperty("expected");
        requirement.Agents.ShouldBe(expected.GetProperty("agents").GetInt32());
        requirement.Scheduled.ShouldBe(expected.GetProperty("scheduled").GetInt32());
        Performance(requirement.Performance!, expected, tolerance);
    }

    private static void Pooled(JsonElement item, double tolerance)
    {
        StaffingTarget target = new() { MaxOccupancy = 1 };
        QueueLoad each = new(item.Number("calls_per_hour_each"), TimeSpan.FromSeconds(item.Number("aht_seconds")));

        PooledDesk desk = Staffing.Pool(each, item.GetProperty("businesses").GetInt32(), target);

        desk.Requirement.Agents.ShouldBe(item.GetProperty("agents_total").GetInt32());
        desk.AgentsPerBusiness.ShouldBeClose(item.Number("agents_per_business"), tolerance, "agents per business");
        Performance(desk.Requirement.Performance!, item, tolerance);
    }

    private static QueueLoad Load(JsonElement item) => QueueLoad.FromInterval(
        item.Number("calls"),
        TimeSpan.FromMinutes(item.Number("interval_minutes")),
        TimeSpan.FromSeconds(item.Number("aht_seconds")),
        item.TryGetProperty("mean_patience_seconds", out JsonElement patience) ? TimeSpan.FromSeconds(patience.GetDouble()) : null);

    private static TimeSpan Within(JsonElement item) => TimeSpan.FromSeconds(item.Number("target_answer_seconds"));

    private static void Performance(QueuePerformance performance, JsonElement expected, double tolerance)
    {
        foreach (JsonProperty wanted in expected.EnumerateObject())
        {
            double? actual = wanted.Name switch
            {
                "offered" => performance.Erlangs,
                "wait_probability" => performance.WaitProbability,
                "immediate_answer" => 1 - performance.WaitProbability,
                "service_level" or "served_within_T_over_offered" => performance.ServiceLevelOfOffered,
                "served_within_T_over_served" => performance.ServiceLevelOfAnswered,
                "abandonment_probability" => performance.AbandonmentProbability,
                "mean_queue_length" => performance.MeanQueueLength,
                "occupancy" => performance.Occupancy,
                "businesses" or "calls_per_hour_each" or "aht_seconds" or "agents_total" or "agents_per_business" or "agents" or "scheduled" => null,
                "asa_seconds" or "mean_wait_seconds_all" => null,
                "served_within_T_over_offered_minus_early_abandonments" => performance.ServiceLevelWithoutEarlyHangUps,
                _ => throw new NotSupportedException($"expected '{wanted.Name}' is not known"),
            };
            actual?.ShouldBeClose(wanted.Value.GetDouble(), tolerance, wanted.Name);
            if (wanted.Name is "asa_seconds" or "mean_wait_seconds_all")
            {
                // A duration has a resolution of 100 ns.
                performance.MeanWait.TotalSeconds.ShouldBe(wanted.Value.GetDouble(), Math.Max(tolerance, 1e-7), wanted.Name);
            }
        }
    }
}
