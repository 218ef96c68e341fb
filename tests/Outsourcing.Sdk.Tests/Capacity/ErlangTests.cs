using CsCheck;
using Shouldly;

namespace Outsourcing.Capacity;

public sealed class ErlangTests
{
    private static readonly TimeSpan Target = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Handle = TimeSpan.FromSeconds(180);
    private static readonly Gen<(int Agents, double Erlangs)> Desks = Gen.Select(Gen.Int[1, 400], Gen.Double[0.001, 2]).Select((agents, share) => (agents, agents * share));

    [Fact]
    public void Blocking_MoreLoadOrFewerServers_NeverLess() => Desks.Sample(desk =>
    {
        double blocking = ErlangB.Blocking(desk.Agents, desk.Erlangs);
        blocking.ShouldBeInRange(0, 1);
        ErlangB.Blocking(desk.Agents, desk.Erlangs * 1.1).ShouldBeGreaterThanOrEqualTo(blocking);
        ErlangB.Blocking(desk.Agents + 1, desk.Erlangs).ShouldBeLessThanOrEqualTo(blocking);
    });

    [Fact]
    public void OfferedLoad_InvertsBlocking() => Gen.Select(Gen.Int[1, 300], Gen.Double[0.0005, 0.9]).Sample((servers, blocking) =>
        ErlangB.Blocking(servers, ErlangB.OfferedLoad(servers, blocking)).ShouldBe(blocking, 1e-9));

    [Fact]
    public void Servers_AreTheFewestThatKeepTheLimit() => Gen.Select(Gen.Double[0.1, 200], Gen.Double[0.001, 0.5]).Sample((erlangs, blocking) =>
    {
        int servers = ErlangB.Servers(erlangs, blocking);
        ErlangB.Blocking(servers, erlangs).ShouldBeLessThanOrEqualTo(blocking);
        ErlangB.Blocking(servers - 1, erlangs).ShouldBeGreaterThan(blocking);
    });

    [Fact]
    public void DelayProbability_IsOrderedLossAbandonmentDelay() => Gen.Select(Gen.Int[1, 200], Gen.Double[0.01, 0.99], Gen.Int[5, 3600]).Sample((agents, share, patience) =>
    {
        double erlangs = agents * share;
        double loss = ErlangB.Blocking(agents, erlangs);
        double abandonment = ErlangA.Evaluate(Load(erlangs, patience), agents, Target).WaitProbability;
        double delay = ErlangC.WaitProbability(agents, erlangs)!.Value;

        abandonment.ShouldBeGreaterThanOrEqualTo(loss - 1e-12);
        abandonment.ShouldBeLessThanOrEqualTo(delay + 1e-12);
    });

    [Fact]
    public void Abandonment_MoreAgents_ServeBetter() => Gen.Select(Gen.Int[1, 120], Gen.Double[0.05, 3], Gen.Int[5, 3600], Gen.Int[0, 120]).Sample((agents, share, patience, within) =>
    {
        QueueLoad load = Load(agents * share, patience);
        QueuePerformance few = ErlangA.Evaluate(load, agents, TimeSpan.FromSeconds(within));
        QueuePerformance more = ErlangA.Evaluate(load, agents + 1, TimeSpan.FromSeconds(within));

        more.ServiceLevelOfOffered.ShouldBeGreaterThanOrEqualTo(few.ServiceLevelOfOffered - 1e-9);
        more.AbandonmentProbability.ShouldBeLessThanOrEqualTo(few.AbandonmentProbability + 1e-9);
        more.Occupancy.ShouldBeLessThanOrEqualTo(few.Occupancy + 1e-9);
        few.ServiceLevelOfAnswered.ShouldBeGreaterThanOrEqualTo(few.ServiceLevelOfOffered - 1e-12);
        few.ServiceLevelWithoutEarlyHangUps.ShouldBeInRange(few.ServiceLevelOfOffered - 1e-12, few.ServiceLevelOfAnswered + 1e-9);
        foreach (double share2 in (double[])[few.ServiceLevelOfOffered, few.ServiceLevelOfAnswered, few.WaitProbability, few.AbandonmentProbability, few.Occupancy])
        {
            share2.ShouldBeInRange(0, 1);
        }
    });

    [Fact]
    public void Abandonment_MoreLoad_ServesWorse() => Gen.Select(Gen.Int[1, 120], Gen.Double[0.05, 3], Gen.Int[5, 3600]).Sample((agents, share, patience) =>
    {
        QueuePerformance less = ErlangA.Evaluate(Load(agents * share, patience), agents, Target);
        QueuePerformance more = ErlangA.Evaluate(Load(agents * share * 1.1, patience), agents, Target);

        more.ServiceLevelOfOffered.ShouldBeLessThanOrEqualTo(less.ServiceLevelOfOffered + 1e-9);
        more.WaitProbability.ShouldBeGreaterThanOrEqualTo(less.WaitProbability - 1e-9);
        more.AbandonmentProbability.ShouldBeGreaterThanOrEqualTo(less.AbandonmentProbability - 1e-9);
    });

    [Fact]
    public void WaitProbability_MoreLoadOrFewerAgents_NeverLess() => Desks.Sample(desk =>
    {
        if (ErlangC.WaitProbability(desk.Agents, desk.Erlangs) is not { } waiting)
        {
            return;
        }

        waiting.ShouldBeInRange(0, 1);
        (ErlangC.WaitProbability(desk.Agents, desk.Erlangs * 1.1) ?? 1).ShouldBeGreaterThanOrEqualTo(waiting - 1e-12);
        ErlangC.WaitProbability(desk.Agents + 1, desk.Erlangs)!.Value.ShouldBeLessThanOrEqualTo(waiting + 1e-12);
    });

    [Fact]
    public void Abandonment_ImmensePatience_TendsToDelay()
    {
        QueuePerformance delay = ErlangC.Evaluate(Load(9, null), 11, Target).Require();
        QueuePerformance patient = ErlangA.Evaluate(Load(9, 100_000_000), 11, Target);

        patient.ServiceLevelOfOffered.ShouldBe(delay.ServiceLevelOfOffered, 1e-5);
        patient.MeanQueueLength.ShouldBe(delay.MeanQueueLength, 1e-3);
    }

    [Theory]
    [InlineData(100_000, 99_000, 120)]
    [InlineData(100_000, 100_000, 120)]
    [InlineData(100_000, 50_000, 120)]
    [InlineData(100_000, 50_000, 1_000_000)]
    [InlineData(1, 100_000, 120)]
    [InlineData(100_000, 100_500, 5)]
    public void Evaluate_AHundredThousandErlangs_StaysANumber(double erlangs, int agents, int patience)
    {
        QueuePerformance performance = ErlangA.Evaluate(Load(erlangs, patience), agents, Target);

        performance.ServiceLevelOfOffered.ShouldBeInRange(0, 1);
        double.IsFinite(performance.MeanQueueLength).ShouldBeTrue();

        // What is offered is served or hangs up.
        (performance.Occupancy * agents / erlangs).ShouldBe(1 - performance.AbandonmentProbability, 1e-6);
        ErlangB.Blocking(agents, erlangs).ShouldBeInRange(0, 1);
    }

    [Fact]
    public void Abandonment_FarOverload_IsTheFluidLimit()
    {
        QueuePerformance performance = ErlangA.Evaluate(Load(100_000, 600), 80_000, Target);

        performance.AbandonmentProbability.ShouldBe(0.2, 1e-6);
        performance.WaitProbability.ShouldBe(1, 1e-12);
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(10.5, 10)]
    public void Evaluate_LoadReachesTheAgents_IsRefusedAsUnstable(double erlangs, int agents)
    {
        Verdict<QueuePerformance> verdict = ErlangC.Evaluate(Load(erlangs, null), agents, Target);

        verdict.Refusal!.Kind.ShouldBe(RefusalKind.UnstableQueue);
        verdict.Explanation.Flip!.To.ShouldBe(11);
        ErlangC.Recompute(verdict.Explanation).ShouldBe(verdict);
    }

    [Fact]
    public void Require_GivesTheFewestAgentsThatMeetTheTarget() => Gen.Select(Gen.Double[0.05, 80], Gen.Double[0.5, 0.95], Gen.Int[0, 2], Gen.Int[0, 2]).Sample((erlangs, level, denominator, kind) =>
    {
        StaffingTarget target = new() { ServiceLevel = level, Denominator = (ServiceLevelDenominator)denominator, MaxAbandonment = 0.05 };
        QueueLoad load = Load(erlangs, kind == 0 ? null : kind * 120);
        StaffingRequirement requirement = Staffing.Require(load, target);

        Meets(requirement.Performance!, target).ShouldBeTrue();
        requirement.Scheduled.ShouldBe((int)Math.Ceiling((requirement.Agents / 0.7) - 1e-9));
        if (requirement.Agents > 1)
        {
            QueuePerformance? fewer = kind == 0
                ? ErlangC.Evaluate(load, requirement.Agents - 1, Target).Value
                : ErlangA.Evaluate(load, requirement.Agents - 1, Target);
            (fewer is not null && Meets(fewer, target)).ShouldBeFalse();
        }
    }, iter: 300);

    [Fact]
    public void Require_CallersHangUp_FindsWhatCountingUpFinds() => Gen.Select(
        Gen.Double[0.01, 60], Gen.Int[1, 900], Gen.Double[0.3, 0.99], Gen.Double[0.5, 1], Gen.Double[0.001, 1], Gen.Int[0, 2], Gen.Int[0, 5]).Sample((erlangs, patience, level, occupancy, hangUps, denominator, minimum) =>
    {
        StaffingTarget target = new() { ServiceLevel = level, MaxOccupancy = occupancy, MaxAbandonment = hangUps, Denominator = (ServiceLevelDenominator)denominator, MinimumAgents = minimum };
        QueueLoad load = Load(erlangs, patience);
        int agents = Math.Max(1, minimum);
        while (!Meets(ErlangA.Evaluate(load, agents, Target), target))
        {
            agents++;
        }

        Staffing.Require(load, target).Agents.ShouldBe(agents);
    }, iter: 300);

    [Fact]
    public void Pool_MoreBusinesses_NeedFewerAgentsEach()
    {
        IReadOnlyList<PooledDesk> desks = Staffing.Pool(new QueueLoad(6, TimeSpan.FromSeconds(240)), [1, 5, 20, 100], new StaffingTarget());

        desks.Select(desk => desk.AgentsPerBusiness).ShouldBeInOrder(SortDirection.Descending);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    [InlineData(double.PositiveInfinity)]
    public void QueueLoad_NoNumberOfCalls_IsRefused(double calls) => Should.Throw<ArgumentOutOfRangeException>(() => new QueueLoad(calls, Handle));

    private static bool Meets(QueuePerformance performance, StaffingTarget target) =>
        performance.ServiceLevel(target.Denominator) >= target.ServiceLevel && performance.Occupancy <= target.MaxOccupancy && performance.AbandonmentProbability <= target.MaxAbandonment;

    private static QueueLoad Load(double erlangs, int? patience) =>
        new(erlangs * 3600 / Handle.TotalSeconds, Handle, patience is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
}
