using CsCheck;
using Outsourcing.Calls;
using Outsourcing.Statistics;
using Shouldly;

namespace Outsourcing.Delegation;

public sealed class OutcomeReviewerTests
{
    // A Tuesday within the hours of the sample brief.
    private static readonly DateTimeOffset Morning = new(2026, 10, 6, 9, 0, 0, TimeSpan.FromHours(2));

    private static readonly DelegationBrief Brief = SampleBriefs.Plumber();

    [Fact]
    public void Review_EnoughQuickAnswers_IsMet()
    {
        OutcomeResult result = OutcomeReviewer.Review(Brief, Answered(95, 5)).Results.ShouldHaveSingleItem();

        result.State.ShouldBe(OutcomeState.Met);
        result.Tally.Share.ShouldBe(new Proportion(95, 100));
        result.Interval.ShouldBe(new Proportion(95, 100).ConfidenceInterval());
        result.Verdict.Explanation.Flip!.From.ShouldBe(95);
        result.Verdict.Explanation.Flip.Becomes.ShouldBe("insufficient evidence");
    }

    [Fact]
    public void Review_TargetWithinTheInterval_IsRefused()
    {
        OutcomeResult result = OutcomeReviewer.Review(Brief, Answered(8, 2)).Results[0];

        result.State.ShouldBe(OutcomeState.InsufficientEvidence);
        result.Verdict.Refusal!.Kind.ShouldBe(RefusalKind.InsufficientEvidence);
    }

    [Fact]
    public void Review_MostlyLate_IsMissed() => OutcomeReviewer.Review(Brief, Answered(50, 50)).Results[0].State.ShouldBe(OutcomeState.Missed);

    [Fact]
    public void Review_CallOutsideTheHours_IsLeftOutUnlessAskedFor()
    {
        CallRecord night = Record("n", Morning.AddHours(12), TimeSpan.FromSeconds(5));

        OutcomeReview review = OutcomeReviewer.Review(Brief, [night]);
        (review.Calls, review.OutsideHours, review.Results[0].Tally.Counted).ShouldBe((1, 1, 0));

        OutcomeReviewer.Review(Brief, [night], new() { IncludeOutsideHours = true }).Results[0].Tally.Counted.ShouldBe(1);
    }

    [Fact]
    public void Review_RecordThatDoesNotTell_IsUnknownAndNotAMiss()
    {
        CallRecord silent = Record("s", Morning, null);
        CallRecord missed = silent with { Status = CallStatus.NoAnswer };

        OutcomeTally tally = OutcomeReviewer.Tally(Brief, Brief.Outcomes[0], [silent, missed]);

        (tally.Hits, tally.Counted, tally.Unknown).ShouldBe((0, 1, 1));
    }

    [Fact]
    public void Review_EveryMeasure_CountsWhatItsNameSays()
    {
        CallRecord call = Record("c", Morning, TimeSpan.FromSeconds(5)) with
        {
            Status = CallStatus.Completed,
            Duration = TimeSpan.FromSeconds(90),
            Disposition = new() { Kind = DispositionKind.AppointmentBooked },
            Intent = new() { Kind = CallerIntentKind.From("booking"), Label = "New job" },
            IntakeAnswers = [new() { QuestionId = "name", Value = "\"Ann\"" }],
            Transfers = [new() { Status = TransferStatus.Failed }, new() { Status = TransferStatus.Bridged }],
            Successful = true,
            Message = new() { Body = "call back", DeliveredBy = ["Email"] },
        };

        (long Hits, long Counted, long Unknown) Of(MetricMeasure measure, TimeSpan? within = null, string? disposition = null, string? type = null)
        {
            OutcomeMetric metric = Brief.Outcomes[0] with { Measure = measure, Within = within, Disposition = disposition, CallType = type is null ? null : CallTypeId.From(type) };
            OutcomeTally tally = OutcomeReviewer.Tally(Brief, metric, [call]);
            return (tally.Hits, tally.Counted, tally.Unknown);
        }

        Of(MetricMeasure.Answered).ShouldBe((1, 1, 0));
        Of(MetricMeasure.Abandoned).ShouldBe((0, 1, 0));
        Of(MetricMeasure.AnsweredWithin, TimeSpan.FromSeconds(4)).ShouldBe((0, 1, 0));
        Of(MetricMeasure.Disposition, disposition: "appointment-booked").ShouldBe((1, 1, 0));
        Of(MetricMeasure.QuestionsAnswered).ShouldBe((0, 1, 0));
        Of(MetricMeasure.TransferCompleted).ShouldBe((1, 2, 0));
        Of(MetricMeasure.HandlingTime, TimeSpan.FromMinutes(2)).ShouldBe((1, 1, 0));
        Of(MetricMeasure.Successful).ShouldBe((1, 1, 0));
        Of(MetricMeasure.MessageDeliveredWithin).ShouldBe((1, 1, 0));
        Of(MetricMeasure.MessageDeliveredWithin, TimeSpan.FromMinutes(10)).ShouldBe((0, 0, 1));
        Of(MetricMeasure.Successful, type: "emergency").ShouldBe((0, 0, 0));
        Of(MetricMeasure.From("applause")).ShouldBe((0, 0, 1));
    }

    [Fact]
    public void Judge_MeanHandlingTime_IsHeldAgainstSeconds()
    {
        OutcomeMetric metric = Brief.Outcomes[0] with { Measure = MetricMeasure.HandlingTime, Within = null, Target = MetricTarget.AtMost(120, "s") };
        CallRecord[] calls = [.. Enumerable.Range(0, 40).Select(index => Record($"h{index}", Morning, TimeSpan.FromSeconds(5)) with { Duration = TimeSpan.FromSeconds(80 + index) })];

        OutcomeResult result = OutcomeReviewer.Judge(metric, OutcomeReviewer.Tally(Brief, metric, calls));

        result.State.ShouldBe(OutcomeState.Met);
        result.Value!.Value.ShouldBe(99.5, 1e-9);
        result.Interval.ShouldBe(Estimate.Mean([.. Enumerable.Range(0, 40).Select(index => 80.0 + index)]).Interval, new IntervalComparer());
        OutcomeReviewer.Recompute(result.Verdict.Explanation).ShouldBe(result.Verdict);
    }

    [Fact]
    public void Judge_AnyShareAndTarget_RecomputesAndFlipsWhereItSays() =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60], Gen.Double[0.05, 0.95], Gen.Bool).Sample((hits, misses, target, up) =>
        {
            OutcomeMetric metric = Brief.Outcomes[0] with { Target = up ? MetricTarget.AtLeast(target) : MetricTarget.AtMost(target) };
            OutcomeTally tally = new() { Metric = metric.Id, Hits = hits, Counted = hits + misses };
            OutcomeResult result = OutcomeReviewer.Judge(metric, tally);

            OutcomeReviewer.Recompute(result.Verdict.Explanation).ShouldBe(result.Verdict);
            if (result.Verdict.Explanation.Flip is { } flip)
            {
                OutcomeReviewer.Judge(metric, tally with { Hits = (long)flip.To }).State.ShouldNotBe(result.State);
                OutcomeReviewer.Judge(metric, tally with { Hits = (long)flip.To - Math.Sign(flip.To - flip.From) }).State.ShouldBe(result.State);
            }
        });

    [Fact]
    public void Tally_OfPartsInAnyOrder_AddsUpToTheWhole() =>
        Gen.Int[0, 3].Array[0, 30].Sample(kinds =>
        {
            CallRecord[] calls = [.. kinds.Select((kind, index) => Record($"p{index}", Morning, kind == 0 ? null : TimeSpan.FromSeconds(10.25 * kind)))];
            OutcomeTally whole = OutcomeReviewer.Tally(Brief, Brief.Outcomes[0], calls);
            OutcomeTally parts = calls.Reverse().Chunk(4).Select(part => OutcomeReviewer.Tally(Brief, Brief.Outcomes[0], part)).Aggregate(new OutcomeTally { Metric = "answered" }, (sum, part) => part.Add(sum));

            parts.ShouldBe(whole);
        });

    [Fact]
    public void Chart_OneBadMonthAmongMany_IsTheOnlySignal()
    {
        IEnumerable<CallRecord> calls = Enumerable.Range(0, 10).SelectMany(month =>
            Answered(month == 7 ? 40 : 85, month == 7 ? 60 : 15, new DateTimeOffset(2026, 1, 6, 9, 0, 0, TimeSpan.FromHours(1)).AddMonths(month), $"m{month}"));

        OutcomeChart chart = OutcomeReviewer.Chart(Brief, Brief.Outcomes[0], calls, new() { IncludeOutsideHours = true });

        chart.Points.Count.ShouldBe(10);
        chart.Signals.ShouldHaveSingleItem().From.ShouldBe(new DateTimeOffset(2026, 8, 1, 0, 0, 0, TimeSpan.FromHours(2)));
    }

    private static IEnumerable<CallRecord> Answered(int quick, int late, DateTimeOffset? at = null, string prefix = "c") =>
        Enumerable.Range(0, quick + late).Select(index => Record($"{prefix}{index}", at ?? Morning, TimeSpan.FromSeconds(index < quick ? 10 : 60)));

    private static CallRecord Record(string id, DateTimeOffset at, TimeSpan? answeredAfter) => new()
    {
        Id = new CallId("test", "main", id),
        LastRevision = new CallRevision(at, "test"),
        Direction = CallDirection.Inbound,
        StartedAt = at,
        AnsweredAt = answeredAfter is { } after ? at + after : null,
    };

    private sealed class IntervalComparer : IEqualityComparer<Interval?>
    {
        public bool Equals(Interval? x, Interval? y) => x is { } a && y is { } b && Math.Abs(a.Lower - b.Lower) < 1e-6 && Math.Abs(a.Upper - b.Upper) < 1e-6;

        public int GetHashCode(Interval? obj) => 0;
    }
}
