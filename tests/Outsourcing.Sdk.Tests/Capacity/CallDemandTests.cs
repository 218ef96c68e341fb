using System.Text.Json;
using System.Xml.Linq;
using Outsourcing.Calls;
using Outsourcing.Delegation;
using Outsourcing.Tests;
using Shouldly;

namespace Outsourcing.Capacity;

public sealed class CallDemandTests
{
    private static readonly LogPeriod FourWeeks = new(new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 29), "Europe/London");

    [Fact]
    public void Fit_SteadyCalls_FindsTheirHoursAndTimes()
    {
        CallDemand demand = CallDemand.Fit(Calls(_ => 6), FourWeeks, new CallDemandPolicy { AfterCallWork = TimeSpan.FromSeconds(30) }).Require();

        HourDemand ten = demand.Hours[10];
        (ten.Day, ten.Hour, ten.Calls, ten.CallsPerHour).ShouldBe((DayOfWeek.Monday, 10, 24, 6.0));
        ten.Range.Contains(6).ShouldBeTrue();
        demand.Hours[(6 * 24) + 10].CallsPerHour.ShouldBe(0);
        demand.HandleTime.ShouldBe(TimeSpan.FromSeconds(210));
        demand.IsOverdispersed.ShouldBeFalse();
        demand.CallsPerWeek.ShouldBe(30);
        demand.Patience.Refusal!.Kind.ShouldBe(RefusalKind.InsufficientEvidence);
        demand.LoadAt(DayOfWeek.Monday, 10).Erlangs.ShouldBe(6 * 210 / 3600.0, 1e-12);
        demand.ToWeeklyVolume().PerWeek.ShouldBe(30);
    }

    [Fact]
    public void Fit_BunchedCalls_ReportsItAndWidensTheRanges()
    {
        CallDemand bunched = CallDemand.Fit(Calls(week => week % 2 == 0 ? 12 : 0), FourWeeks).Require();
        CallDemand steady = CallDemand.Fit(Calls(_ => 6), FourWeeks).Require();

        bunched.IsOverdispersed.ShouldBeTrue();
        bunched.Dispersion.ShouldBeGreaterThan(3);
        bunched.Hours[10].CallsPerHour.ShouldBe(6);
        bunched.Hours[10].Range.Width.ShouldBeGreaterThan(steady.Hours[10].Range.Width * 1.5);
    }

    [Fact]
    public void Fit_MoreWeeks_NarrowTheRange()
    {
        CallDemand two = CallDemand.Fit(Calls(_ => 6), new LogPeriod(FourWeeks.From, FourWeeks.From.AddDays(13), "Europe/London")).Require();
        CallDemand four = CallDemand.Fit(Calls(_ => 6), FourWeeks).Require();

        four.Hours[10].Range.Width.ShouldBeLessThan(two.Hours[10].Range.Width);
    }

    [Fact]
    public void Fit_SomeHangUp_EstimatesPatience()
    {
        IEnumerable<CallRecord> calls = Calls(_ => 6).Select((call, index) => index % 4 != 0 ? call : call with { Status = CallStatus.NoAnswer, AnsweredAt = null, Duration = null, EndedAt = call.StartedAt!.Value.AddSeconds(30) });

        Verdict<Patience> verdict = CallDemand.Fit(calls, FourWeeks).Require().Patience;
        Patience patience = verdict.Require();

        // 90 answered after 10 s, 30 gone after 30 s.
        patience.Mean.TotalSeconds.ShouldBe(((90 * 10) + (30 * 30)) / 30.0, 1e-6);
        patience.Lower.ShouldBeLessThan(patience.Mean);
        patience.Upper.ShouldBeGreaterThan(patience.Mean);
        Patience.Recompute(verdict.Explanation).ShouldBe(verdict);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Recompute_FromWhatIsListed_IsTheSameVerdict(int kind)
    {
        IEnumerable<CallRecord> calls = Calls(week => week % 2 == 0 ? 12 : 1).Select((call, index) => index % 5 == 0 && kind > 0
            ? call with { Status = CallStatus.NoAnswer, AnsweredAt = null, Duration = null, EndedAt = call.StartedAt!.Value.AddSeconds(7.3 + index) }
            : call with { Duration = TimeSpan.FromSeconds(100 + (index * 1.7)) });
        CallDemandPolicy policy = new() { AfterCallWork = TimeSpan.FromSeconds(12.5), Confidence = 0.9, MinimumDays = kind == 2 ? 60 : 14 };
        Verdict<CallDemand> verdict = CallDemand.Fit(calls, FourWeeks, policy);
        VerdictExplanation stored = JsonSerializer.Deserialize(
            JsonSerializer.Serialize(verdict.Explanation, OutsourcingJson.TypeInfo<VerdictExplanation>()), OutsourcingJson.TypeInfo<VerdictExplanation>())!;

        verdict.IsDecided.ShouldBe(kind != 2);
        CallDemand.Recompute(stored).ShouldBe(verdict);
    }

    [Theory]
    [InlineData("calls by hour of the log")]
    [InlineData("time zone")]
    [InlineData("confidence")]
    public void Recompute_InputMissing_Throws(string name)
    {
        VerdictExplanation explanation = CallDemand.Fit(Calls(_ => 6), FourWeeks).Explanation;

        Should.Throw<ArgumentException>(() => CallDemand.Recompute(explanation with { Inputs = [.. explanation.Inputs.Where(input => input.Name != name)] })).Message.ShouldContain(name);
    }

    [Fact]
    public void Fit_ShortLog_IsRefused() =>
        CallDemand.Fit(Calls(_ => 6), new LogPeriod(FourWeeks.From, FourWeeks.From.AddDays(6))).Refusal!.Kind.ShouldBe(RefusalKind.InsufficientEvidence);

    [Fact]
    public void RequireWeek_OpenHours_HaveTheMinimum()
    {
        ServiceHours hours = new() { TimeZone = "Europe/London", Weekly = [new OpeningHours { Day = DayOfWeek.Monday, From = new TimeOnly(9, 0), Until = new TimeOnly(12, 30) }, new OpeningHours { Day = DayOfWeek.Sunday, From = new TimeOnly(22, 0), Until = new TimeOnly(1, 0) }] };
        WeeklyRequirement week = Staffing.RequireWeek(CallDemand.Fit(Calls(_ => 6), FourWeeks).Require(), new StaffingTarget { MinimumAgents = 1 }, hours);

        week.Hours.Where(hour => hour.IsOpen).Select(hour => (hour.Day, hour.Hour)).ShouldBe(
            [(DayOfWeek.Monday, 0), (DayOfWeek.Monday, 9), (DayOfWeek.Monday, 10), (DayOfWeek.Monday, 11), (DayOfWeek.Monday, 12), (DayOfWeek.Sunday, 22), (DayOfWeek.Sunday, 23)]);
        week.Hours.Where(hour => hour.IsOpen).ShouldAllBe(hour => hour.Requirement.Agents >= 1);
        week.CallsWhileClosed.ShouldBe(24);
        week.PeakAgents.ShouldBe(week.Hours[10].Requirement.Agents);
        Snapshot.Match(week.ToMarkdown(), "week", "md");
        Snapshot.Match(week.ToSvg(), "week", "svg");
        XDocument.Parse(week.ToSvg()).Root!.Name.LocalName.ShouldBe("svg");
    }

    // Monday to Friday at ten, each call of three minutes answered after ten seconds.
    private static IEnumerable<CallRecord> Calls(Func<int, int> perHour) =>
        from week in Enumerable.Range(0, 4)
        from day in Enumerable.Range(0, 5)
        from call in Enumerable.Range(0, perHour(week))
        let start = new DateTimeOffset(2026, 3, 2, 10, call * 5, 0, TimeSpan.Zero).AddDays((7 * week) + day)
        select new CallRecord
        {
            Id = new CallId("csv", "log", $"{week}-{day}-{call}"),
            LastRevision = new CallRevision(start, "row"),
            StartedAt = start,
            AnsweredAt = start.AddSeconds(10),
            EndedAt = start.AddSeconds(190),
            Duration = TimeSpan.FromSeconds(180),
            Status = CallStatus.Completed,
        };
}
