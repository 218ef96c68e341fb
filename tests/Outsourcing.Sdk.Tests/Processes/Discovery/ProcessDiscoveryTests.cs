using System.Text;
using CsCheck;
using Outsourcing.Processes;
using Shouldly;

namespace Outsourcing.Tests.Processes.Discovery;

public sealed class ProcessDiscoveryTests
{
    private static readonly string[] Activities = ["call", "visit", "offer", "sell"];
    private static readonly string?[] Resources = ["Ann", "Bob", null];
    private static readonly string?[] Lifecycles = [null, "schedule", "start", "complete", "suspend"];

    // Cases of up to 12 events with many equal time stamps: ties are where order could leak in.
    private static readonly Gen<LogEvent[][]> GenLog = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 6], Gen.Int[0, 2], Gen.Int[0, 4], Gen.Int[0, 3])
        .Array[1, 12].Array[1, 10]
        .Select(cases => cases.Select((events, number) => events.Select(item =>
            Logs.Event($"case {number}", Activities[item.Item1], item.Item2, Resources[item.Item3], Lifecycles[item.Item4], item.Item5 == 0 ? 10 * item.Item1 : null)).ToArray()).ToArray());

    [Fact]
    public void Complete_ShuffledCases_ChangeNothing() =>
        Gen.Select(GenLog, Gen.Int).Sample((log, seed) =>
        {
            LogEvent[][] shuffled = [.. log];
            new Random(seed).Shuffle(shuffled);

            Logs.Discover(shuffled.SelectMany(events => events)).Fingerprint().ShouldBe(Logs.Discover(log.SelectMany(events => events)).Fingerprint());
        });

    [Fact]
    public void Complete_CasesInterleaved_ChangeNothing() =>
        Gen.Select(GenLog, Gen.Int).Sample((log, seed) =>
        {
            Random random = new(seed);
            Queue<LogEvent>[] open = [.. log.Select(events => new Queue<LogEvent>(events))];
            List<LogEvent> mixed = [];
            while (open.Where(queue => queue.Count > 0).ToArray() is { Length: > 0 } left)
            {
                mixed.Add(left[random.Next(left.Length)].Dequeue());
            }

            Logs.Discover(mixed).Fingerprint().ShouldBe(Logs.Discover(log.SelectMany(events => events)).Fingerprint());
        });

    [Fact]
    public void Complete_EveryCaseTwice_LeavesSharesEntropyAndGatesUnchanged() =>
        GenLog.Sample(log =>
        {
            DiscoveredProcess once = Logs.Discover(log.SelectMany(events => events));
            DiscoveredProcess twice = Logs.Discover(log.SelectMany(events => events).Concat(log.SelectMany(events => events.Select(item => item with { Case = item.Case + " copy" }))));

            twice.Cases.ShouldBe(2 * once.Cases);
            twice.VariantStatistics.TopShare.ShouldBe(once.VariantStatistics.TopShare, 1e-12);
            twice.VariantStatistics.TopThreeShare.ShouldBe(once.VariantStatistics.TopThreeShare, 1e-12);
            twice.VariantStatistics.For80Percent.ShouldBe(once.VariantStatistics.For80Percent);
            twice.VariantStatistics.Entropy.ShouldBe(once.VariantStatistics.Entropy, 1e-12);
            twice.Rework.Cases.Rate!.Value.ShouldBe(once.Rework.Cases.Rate!.Value, 1e-12);
            twice.Entropy.VariantNormalized.ShouldBe(once.Entropy.VariantNormalized, 1e-12);
            twice.Entropy.PerEvent.ShouldBe(once.Entropy.PerEvent, 1e-9);
            twice.Entropy.AtReferenceSize.ShouldBe(once.Entropy.AtReferenceSize, 1e-9);
            twice.Throughput!.CoefficientOfVariation.ShouldBe(once.Throughput!.CoefficientOfVariation, 1e-9);
        });

    [Fact]
    public void Complete_AllTimesShifted_ChangesNoDuration() =>
        GenLog.Sample(log =>
        {
            DiscoveredProcess before = Logs.Discover(log.SelectMany(events => events));
            DiscoveredProcess after = Logs.Discover(log.SelectMany(events => events).Select(item => item with { Timestamp = item.Timestamp!.Value.AddHours(1).ToOffset(TimeSpan.FromHours(-3)) }));

            after.Throughput.ShouldBe(before.Throughput);
            after.Flows.ShouldBe(before.Flows);
            after.Entropy.ShouldBe(before.Entropy);
            after.Activities.Select(activity => (activity.Name, activity.Service, activity.Waiting, activity.LoopTime))
                .ShouldBe(before.Activities.Select(activity => (activity.Name, activity.Service, activity.Waiting, activity.LoopTime)));
        });

    [Fact]
    public void Merge_PartsOfALog_EqualTheWhole() =>
        Gen.Select(GenLog, Gen.Int[0, 60]).Sample((log, cut) =>
        {
            LogEvent[] all = [.. log.SelectMany(events => events)];
            ProcessDiscovery first = new();
            ProcessDiscovery second = new();
            for (int index = 0; index < all.Length; index++)
            {
                (index < cut ? first : second).Add(all[index]);
            }

            first.Merge(second);

            first.Complete().Fingerprint().ShouldBe(Logs.Discover(all).Fingerprint());
        });

    [Fact]
    public void Add_FewEventsHeld_EqualsAllHeldWhenInOrder() =>
        GenLog.Sample(log =>
        {
            LogEvent[] sorted = [.. log.SelectMany(events => events.OrderBy(item => item.Timestamp))];

            Logs.Discover(sorted, new EventLogOptions { MaximumEventsHeldPerCase = 2 }).Fingerprint().ShouldBe(Logs.Discover(sorted).Fingerprint());
        });

    [Fact]
    public void Add_OutOfOrder_IsPutInOrderAndCounted()
    {
        DiscoveredProcess process = Logs.Discover([Logs.Event("1", "sell", 2), Logs.Event("1", "call", 0), Logs.Event("1", "visit", 1)]);

        process.Variants[0].Activities.ShouldBe(["call", "visit", "sell"]);
        process.Problems.Count(EventLogProblemKind.OutOfOrderEvent).ShouldBe(1);
    }

    [Fact]
    public void Add_TooLateToOrder_IsCountedAsLate()
    {
        DiscoveredProcess process = Logs.Discover(
            [Logs.Event("1", "a", 1), Logs.Event("1", "b", 2), Logs.Event("1", "c", 3), Logs.Event("1", "d", 4), Logs.Event("1", "e", 0)],
            new EventLogOptions { MaximumEventsHeldPerCase = 2 });

        process.Problems.Count(EventLogProblemKind.LateEvent).ShouldBe(1);
        process.Events.ShouldBe(5);
    }

    [Fact]
    public void Add_WithoutTime_KeepsItsPlace()
    {
        DiscoveredProcess process = Logs.Discover([Logs.Event("1", "call", 0), Logs.Event("1", "note", 0) with { Timestamp = null }, Logs.Event("1", "sell", 1)]);

        process.Variants[0].Activities.ShouldBe(["call", "note", "sell"]);
        process.Throughput!.MeanSeconds.ShouldBe(3600);
        process.Flows.Single(flow => flow.From == "call").MeanTime.ShouldBeNull();
    }

    [Fact]
    public void Add_Duplicates_AreCountedAndDroppedOnlyWhenAsked()
    {
        LogEvent[] log = [Logs.Event("1", "call", 0, "Ann"), Logs.Event("1", "call", 0, "Bob"), Logs.Event("1", "call", 0, "Ann")];

        Logs.Discover(log).Events.ShouldBe(3);
        Logs.Discover(log).Problems.Count(EventLogProblemKind.DuplicateEvent).ShouldBe(1);
        Logs.Discover(log, new EventLogOptions { DropDuplicates = true }).Events.ShouldBe(2);
    }

    [Fact]
    public void Activities_Lifecycle_GivesServiceAndWaiting()
    {
        DiscoveredProcess process = Logs.Discover(
        [
            Logs.Event("1", "call", 0, lifecycle: "schedule"),
            Logs.Event("1", "call", 1, lifecycle: "start"),
            Logs.Event("1", "call", 3, lifecycle: "complete"),
            Logs.Event("1", "visit", 7, lifecycle: "start"),
            Logs.Event("1", "visit", 8, lifecycle: "complete"),
        ]);

        DiscoveredActivity call = process.Activity("call")!;
        call.Executions.ShouldBe(1);
        call.Waiting!.MeanSeconds.ShouldBe(3600);
        call.Service!.MeanSeconds.ShouldBe(7200);
        call.Service.MedianSeconds.ShouldBe(7200, 72);
        process.Activity("visit")!.Waiting!.MeanSeconds.ShouldBe(4 * 3600);
        process.Activity("visit")!.Rework.Total.ShouldBe(0);
    }

    [Fact]
    public void Activities_OverlappingRuns_AreNotTimed()
    {
        DiscoveredProcess process = Logs.Discover(
        [
            Logs.Event("1", "call", 0, lifecycle: "start"), Logs.Event("1", "call", 1, lifecycle: "start"),
            Logs.Event("1", "call", 5, lifecycle: "complete"), Logs.Event("1", "call", 6, lifecycle: "complete"),
        ]);

        process.Activity("call")!.Executions.ShouldBe(2);
        process.Activity("call")!.Service.ShouldBeNull();
    }

    [Fact]
    public void Activities_Rework_IsSplitAsRepeatAndRedoAndSelfLoop()
    {
        DiscoveredProcess process = Logs.Discover(
        [
            Logs.Event("1", "call", 0, "Ann"), Logs.Event("1", "call", 1, "Ann"), Logs.Event("1", "call", 2, "Bob"),
            Logs.Event("1", "offer", 3, "Bob"), Logs.Event("1", "call", 4, "Bob"), Logs.Event("1", "offer", 6, "Ann"), Logs.Event("1", "call", 7),
        ]);

        process.Activity("call")!.Rework.ShouldBe(new ReworkCounts { RepeatSelfLoops = 1, RedoSelfLoops = 1, Repeats = 1, RepetitionsByUnknown = 1 });
        process.Activity("offer")!.Rework.ShouldBe(new ReworkCounts { Redos = 1 });
        process.Activity("offer")!.LoopTime.ShouldBe(TimeSpan.FromHours(3));
        process.Rework.CasesWithSelfLoop.ShouldBe(1);
    }

    [Fact]
    public void HandOvers_BetweenKnownResources_AreCountedAndRedacted()
    {
        DiscoveredProcess process = Logs.Discover([Logs.Event("1", "call", 0, "Ann"), Logs.Event("1", "offer", 2, "Bob"), Logs.Event("1", "sell", 3)]);

        process.HandOvers.ShouldHaveSingleItem().Count.ShouldBe(1);
        process.HandOvers[0].ToString().ShouldNotContain("Ann");
        process.Flows.Single(flow => flow.From == "call").MeanHandOverTime.ShouldBe(TimeSpan.FromHours(2));
    }

    [Fact]
    public void Volume_HoursOfTheWeek_AreLocal()
    {
        // Monday 09:00 at +01:00, and the same eight days later.
        DiscoveredProcess process = Logs.Discover([Logs.Event("1", "call", 0), Logs.Event("2", "call", 7 * 24), Logs.Event("2", "sell", 14 * 24)]);

        process.Activity("call")!.Volume!.At(DayOfWeek.Monday, 9).ShouldBe(1);
        process.Activity("call")!.Volume!.ObservedWeeks.ShouldBe(2);
        Logs.Discover([Logs.Event("1", "call", 0), Logs.Event("1", "sell", 24 * 7)], new EventLogOptions { BusinessTimeZone = TimeZoneInfo.Utc })
            .Activity("call")!.Volume!.At(DayOfWeek.Monday, 8).ShouldBe(1);
    }

    [Fact]
    public void Complete_Twice_Throws()
    {
        ProcessDiscovery discovery = new();
        discovery.Complete().Cases.ShouldBe(0);

        Should.Throw<InvalidOperationException>(() => discovery.Complete());
        Should.Throw<InvalidOperationException>(() => discovery.Add(Logs.Event("1", "call", 0)));
    }

    [Fact]
    public void ToBusinessProcess_AnyLog_HoldsEveryActivityOnAWayFromStartToEnd() =>
        Gen.Select(GenLog, Gen.Double[0, 1]).Sample((log, share) =>
        {
            DiscoveredProcess process = Logs.Discover(log.SelectMany(events => events));

            BusinessProcess model = process.ToBusinessProcess(ProcessId.From("p"), "P", share);

            model.Activities.Select(step => step.Name).ShouldBe(process.Activities.Select(activity => activity.Name), ignoreOrder: true);
            foreach (ProcessStep step in model.Activities)
            {
                model.Preceding(step.Id).ShouldNotBeEmpty();
                model.Following(step.Id).ShouldNotBeEmpty();
                process.StepOf(step.Name).ShouldBe(step.Id);
            }

            BpmnReader.Parse(BpmnWriter.Write(model)).Process.Steps.Select(step => step.Name).ShouldBe(model.Steps.Select(step => step.Name), ignoreOrder: true);
        });

    [Fact]
    public async Task AddAsync_OwnTables_EqualsCsv()
    {
        LogEvent[] log = [Logs.Event("1", "call", 0, "Ann"), Logs.Event("1", "sell", 1.5, "Bob"), Logs.Event("2", "call", 2)];
        StringBuilder csv = new("case:concept:name,concept:name,time:timestamp,org:resource\n");
        foreach (LogEvent item in log)
        {
            csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"{item.Case},{item.Activity},{item.Timestamp:O},{item.Resource?.Value}\n");
        }

        (await EventLog.DiscoverAsync(log.ToAsyncEnumerable())).Fingerprint().ShouldBe((await Logs.Csv(csv.ToString())).Fingerprint());
    }
}
