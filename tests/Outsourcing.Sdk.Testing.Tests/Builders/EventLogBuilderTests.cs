using Outsourcing.Processes;
using Shouldly;

namespace Outsourcing.Testing.Tests.Builders;

public sealed class EventLogBuilderTests
{
    private static readonly DateTimeOffset Eight = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Cases_FollowEachOther_AndTheirStepsToo()
    {
        IReadOnlyList<LogEvent> log = new EventLogBuilder().Case("A", "register", "check").Case("B", "register").Build();

        log.Select(item => (item.Case, item.Activity, item.Timestamp)).ShouldBe(
            [("A", "register", Eight), ("B", "register", Eight.AddMinutes(10)), ("A", "check", Eight.AddMinutes(30))]);
        log.ShouldAllBe(item => item.StartedAt == null && item.Resource == null && item.Cost == null);
    }

    [Fact]
    public void Process_IsFoundAsItWasSaid()
    {
        DiscoveredProcess process = new EventLogBuilder()
            .Cases(7, "register", "check", "pay")
            .Cases(3, "register", "reject")
            .Waiting(TimeSpan.FromHours(1))
            .Taking("check", TimeSpan.FromMinutes(20))
            .Costing("check", 4)
            .Earning("pay", 90)
            .DoneBy("register", "ann")
            .DoneBy("check", "bea")
            .Discover();

        (process.Cases, process.Events).ShouldBe((10, 27));
        process.Variants.Select(variant => (string.Join(' ', variant.Activities), variant.Count, variant.Revenue)).ShouldBe([("register check pay", 7, 630m), ("register reject", 3, 0m)]);
        process.Activity("check")!.Service!.MeanSeconds.ShouldBe(1200);
        process.Activity("check")!.MeanCost.ShouldBe(4);
        process.Variants[0].MeanDuration.ShouldBe(TimeSpan.FromMinutes(140));
        process.HandOvers.Single().Count.ShouldBe(7);
    }

    [Fact]
    public void Rework_HappensInTheShareOfCasesThatWasSaid()
    {
        EventLogBuilder log = new EventLogBuilder().Cases(40, "register", "check", "pay").Cases(10, "register", "pay");

        log.Reworking("check", 0.25).Discover().Activity("check")!.CasesRepeating.ShouldBe(10);
        log.Reworking("check", 0.25).Discover().Rework.CasesWithSelfLoop.ShouldBe(10);
        log.Discover().Rework.Cases.Successes.ShouldBe(0);
        log.Reworking("check", 1).Discover().Activity("check")!.CasesRepeating.ShouldBe(40);
    }

    [Fact]
    public void SameSeed_GivesTheSameLog_AndAnotherSeedAnotherOne()
    {
        static IReadOnlyList<LogEvent> Log(int seed) => new EventLogBuilder(seed)
            .Cases(30, "register", "check", "pay")
            .Waiting(TimeSpan.FromMinutes(5), TimeSpan.FromHours(3))
            .Taking("check", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(30))
            .DoneBy("check", "ann", "bea", "cy")
            .Reworking("check", 0.3)
            .Build();

        Log(5).ShouldBe(Log(5));
        Log(6).ShouldNotBe(Log(5));
        Log(5).Where(item => item.Activity == "check").Select(item => item.Resource!.Value.Value).Distinct().Count().ShouldBe(3);
        Log(5).Where(item => item.Activity == "check").ShouldAllBe(item => item.Timestamp - item.StartedAt >= TimeSpan.FromMinutes(1) && item.Timestamp - item.StartedAt <= TimeSpan.FromMinutes(30));
        Log(5).Select(item => item.Timestamp).ShouldBeInOrder();
    }

    [Fact]
    public void AnotherCase_ChangesNoneBeforeIt()
    {
        EventLogBuilder log = new EventLogBuilder(3).Cases(5, "register", "check").Waiting(TimeSpan.FromMinutes(1), TimeSpan.FromHours(2));

        log.Case("late", "register", "check").Build().Where(item => item.Case != "late").ShouldBe(log.Build());
    }

    [Fact]
    public void Start_AndDistanceOfCases_AreAsSaid()
    {
        DateTimeOffset start = new(2026, 5, 4, 9, 0, 0, TimeSpan.FromHours(2));

        new EventLogBuilder().StartingAt(start).CasesApart(TimeSpan.FromDays(1)).Cases(2, "register").Build()
            .Select(item => item.Timestamp).ShouldBe([start, start.AddDays(1)]);
    }

    [Fact]
    public void WrongWords_AreRefused()
    {
        EventLogBuilder log = new();

        Should.Throw<ArgumentException>(() => log.Case("A"));
        Should.Throw<ArgumentException>(() => log.Case("A", "register", " "));
        Should.Throw<ArgumentOutOfRangeException>(() => log.Cases(0, "register"));
        Should.Throw<ArgumentOutOfRangeException>(() => log.Reworking("check", 1.1));
        Should.Throw<ArgumentOutOfRangeException>(() => log.Waiting(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(1)));
        log.Build().ShouldBeEmpty();
    }
}
