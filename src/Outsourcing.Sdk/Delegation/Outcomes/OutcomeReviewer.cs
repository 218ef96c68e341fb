using System.Globalization;
using Outsourcing.Calls;
using Outsourcing.Statistics;

namespace Outsourcing.Delegation;

/// <summary>Computes the outcomes of a brief from call records, and holds them against their targets.</summary>
public static class OutcomeReviewer
{
    private const string Rule = "outcome.target/1";

    /// <summary>Computes every outcome of a brief.</summary>
    /// <param name="brief">The brief whose outcomes and hours count.</param>
    /// <param name="calls">The calls of the period.</param>
    /// <param name="options">How; the defaults when left out.</param>
    /// <returns>The review. A metric without <see cref="OutcomeMetric.Measure"/> or target is refused, with the reason.</returns>
    public static OutcomeReview Review(DelegationBrief brief, IEnumerable<CallRecord> calls, OutcomeReviewOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(brief);
        ArgumentNullException.ThrowIfNull(calls);
        options ??= new OutcomeReviewOptions();
        OutcomeTally[] tallies = [.. brief.Outcomes.Select(metric => new OutcomeTally { Metric = metric.Id })];
        long count = 0;
        long outside = 0;
        foreach (CallRecord call in calls)
        {
            count++;
            if (!Counts(brief, call, options))
            {
                outside++;
                continue;
            }

            for (int index = 0; index < tallies.Length; index++)
            {
                tallies[index] = Add(tallies[index], OutcomeObservation.Of(brief, brief.Outcomes[index], call));
            }
        }

        return new OutcomeReview
        {
            Brief = brief.Id,
            Version = brief.Version,
            Calls = count,
            OutsideHours = outside,
            Results = [.. brief.Outcomes.Select((metric, index) => Judge(metric, tallies[index], options.Confidence))],
        };
    }

    /// <summary>Counts one metric over some calls. Tallies of disjoint calls add.</summary>
    /// <param name="brief">The brief.</param>
    /// <param name="metric">One of its outcomes.</param>
    /// <param name="calls">The calls.</param>
    /// <param name="options">How; the defaults when left out.</param>
    /// <returns>The tally.</returns>
    public static OutcomeTally Tally(DelegationBrief brief, OutcomeMetric metric, IEnumerable<CallRecord> calls, OutcomeReviewOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(brief);
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(calls);
        options ??= new OutcomeReviewOptions();
        return calls.Where(call => Counts(brief, call, options))
            .Aggregate(new OutcomeTally { Metric = metric.Id }, (tally, call) => Add(tally, OutcomeObservation.Of(brief, metric, call)));
    }

    /// <summary>Lists the calls that missed a metric, ready for diagnosis.</summary>
    /// <param name="brief">The brief.</param>
    /// <param name="metric">One of its outcomes.</param>
    /// <param name="calls">The calls; those without a start are left out, as no version can be joined to them.</param>
    /// <param name="options">How; the defaults when left out.</param>
    /// <returns>One failure per call, in the order of the calls. That the record misses the metric is taken as not done as briefed.</returns>
    public static IEnumerable<CallFailure> Failures(DelegationBrief brief, OutcomeMetric metric, IEnumerable<CallRecord> calls, OutcomeReviewOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(brief);
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(calls);
        options ??= new OutcomeReviewOptions();
        BriefPlace place = BriefPlace.From($"outcomes[{BriefTexts.Escape(metric.Id)}]");
        return calls
            .Where(call => call.StartedAt is not null && Counts(brief, call, options) && OutcomeObservation.Of(brief, metric, call).Missed)
            .Select(call => new CallFailure
            {
                Call = call.Id,
                At = call.StartedAt!.Value,
                Expectation = metric.Definition ?? metric.Name,
                Place = place,
                CallType = OutcomeObservation.TypeOf(brief, call)?.Id,
                DoneAsBriefed = false,
            });
    }

    /// <summary>Holds a tally against the target of its metric.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="tally">What was counted.</param>
    /// <param name="confidence">The confidence level of the interval, between 0 and 1 exclusive.</param>
    /// <returns>The result: met or missed when the whole interval is on one side of the target, otherwise a refusal.</returns>
    /// <exception cref="ArgumentException">The tally is of another metric.</exception>
    public static OutcomeResult Judge(OutcomeMetric metric, OutcomeTally tally, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(tally);
        if (tally.Metric != metric.Id)
        {
            throw new ArgumentException($"The tally is of '{tally.Metric}', the metric is '{metric.Id}'.", nameof(tally));
        }

        bool time = metric.Measure == MetricMeasure.HandlingTime && metric.Target is null or { Unit: not "1" };
        (double? value, Interval? interval) = time ? MeanTime(tally, confidence) : (tally.Share.Rate, tally.Counted == 0 ? null : tally.Share.ConfidenceInterval(confidence));
        return new OutcomeResult { Metric = metric, Tally = tally, Value = value, Interval = interval, Verdict = Decide(metric, tally, time, confidence) };
    }

    /// <summary>Decides again from what a verdict lists.</summary>
    /// <param name="explanation">The explanation of <see cref="OutcomeResult.Verdict"/>.</param>
    /// <returns>The same verdict.</returns>
    /// <exception cref="ArgumentException">The explanation is of another rule.</exception>
    public static Verdict<OutcomeState> Recompute(VerdictExplanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        if (explanation.Rule != Rule)
        {
            throw new ArgumentException($"The explanation is of the rule '{explanation.Rule}', not '{Rule}'.", nameof(explanation));
        }

        bool time = explanation.Text("kind") == "mean-time";
        double counted = explanation.Number("counted")!.Value;
        OutcomeTally tally = new()
        {
            Metric = explanation.Text("metric")!,
            Hits = (long)(explanation.Number("hits") ?? 0),
            Counted = (long)counted,
            Unknown = (long)explanation.Number("unknown")!.Value,
            Seconds = (decimal)(explanation.Number("seconds") ?? 0),
            SquaredSeconds = (decimal)(explanation.Number("squaredSeconds") ?? 0),
        };
        OutcomeMetric metric = new()
        {
            Id = tally.Metric,
            Name = explanation.Text("name")!,
            Measure = explanation.Text("measure") is { } measure ? MetricMeasure.From(measure) : null,
            Target = explanation.Number("target") is { } target
                ? new MetricTarget { Comparison = Enum.Parse<Comparison>(explanation.Text("comparison")!), Value = target, Unit = explanation.Text("unit")! }
                : null,
        };
        return Decide(metric, tally, time, explanation.Number("confidence")!.Value);
    }

    /// <summary>Draws a metric window by window as a p-chart: a point outside its limits is a signal, the rest is noise.</summary>
    /// <param name="brief">The brief; its hours give the time zone of the windows, UTC without.</param>
    /// <param name="metric">One of its outcomes; its window gives the length of the windows, a month without.</param>
    /// <param name="calls">The calls; those without a start are left out.</param>
    /// <param name="options">How; the defaults when left out.</param>
    /// <returns>The chart.</returns>
    public static OutcomeChart Chart(DelegationBrief brief, OutcomeMetric metric, IEnumerable<CallRecord> calls, OutcomeReviewOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(brief);
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(calls);
        options ??= new OutcomeReviewOptions();
        TimeZoneInfo zone = brief.Hours is { } hours ? TimeZoneInfo.FindSystemTimeZoneById(hours.TimeZone) : TimeZoneInfo.Utc;
        SortedDictionary<DateOnly, Proportion> windows = [];
        foreach (CallRecord call in calls)
        {
            if (call.StartedAt is { } start && Counts(brief, call, options))
            {
                OutcomeObservation seen = OutcomeObservation.Of(brief, metric, call);
                DateOnly window = WindowOf(metric.Window, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(start, zone).DateTime));
                windows[window] = windows.GetValueOrDefault(window) + new Proportion(seen.Hits, seen.Counted);
            }
        }

        KeyValuePair<DateOnly, Proportion>[] counted = [.. windows.Where(window => window.Value.Trials > 0)];
        if (counted.Length == 0)
        {
            return new OutcomeChart { Metric = metric.Id };
        }

        (double center, IReadOnlyList<ControlPoint> points) = ControlChart.P([.. counted.Select(window => window.Value)]);
        return new OutcomeChart
        {
            Metric = metric.Id,
            Center = center,
            Points = [.. counted.Zip(points, (window, point) => new OutcomePoint(Midnight(window.Key, zone), window.Value, point.LowerLimit, point.UpperLimit, point.InControl))],
        };
    }

    internal static bool Counts(DelegationBrief brief, CallRecord call, OutcomeReviewOptions options) =>
        options.IncludeOutsideHours || brief.Hours is not { } hours || hours.Weekly.Count == 0 || call.StartedAt is not { } start || hours.IsOpen(start);

    private static OutcomeTally Add(OutcomeTally tally, OutcomeObservation seen)
    {
        if (seen.Counted + seen.Unknown == 0)
        {
            return tally;
        }

        decimal seconds = seen.Time is { } time ? (decimal)Math.Round(time.TotalSeconds, 3) : 0;
        return tally with
        {
            Hits = tally.Hits + seen.Hits,
            Counted = tally.Counted + seen.Counted,
            Unknown = tally.Unknown + seen.Unknown,
            Seconds = tally.Seconds + seconds,
            SquaredSeconds = tally.SquaredSeconds + (seconds * seconds),
        };
    }

    private static (double? Value, Interval? Interval) MeanTime(OutcomeTally tally, double confidence)
    {
        if (tally.Counted == 0)
        {
            return (null, null);
        }

        double n = tally.Counted;
        double mean = (double)tally.Seconds / n;
        if (tally.Counted == 1)
        {
            return (mean, new Interval(double.NegativeInfinity, double.PositiveInfinity));
        }

        double variance = Math.Max(0, ((double)tally.SquaredSeconds - (n * mean * mean)) / (n - 1));
        double half = SpecialFunctions.StudentQuantile(0.5 + (confidence / 2), n - 1) * Math.Sqrt(variance / n);
        return (mean, new Interval(mean - half, mean + half));
    }

    private static Verdict<OutcomeState> Decide(OutcomeMetric metric, OutcomeTally tally, bool time, double confidence)
    {
        List<VerdictInput> inputs =
        [
            new() { Name = "metric", Text = metric.Id },
            new() { Name = "name", Text = metric.Name },
            new() { Name = "kind", Text = time ? "mean-time" : "share" },
            new() { Name = "counted", Value = tally.Counted, Unit = "calls", Origin = EvidenceOrigin.Measured },
            new() { Name = "unknown", Value = tally.Unknown, Unit = "calls", Origin = EvidenceOrigin.Measured },
            new() { Name = "confidence", Value = confidence, Origin = EvidenceOrigin.Assumed },
            .. time
                ? (VerdictInput[])
                [
                    new() { Name = "seconds", Value = (double)tally.Seconds, Unit = "s", Origin = EvidenceOrigin.Measured },
                    new() { Name = "squaredSeconds", Value = (double)tally.SquaredSeconds, Unit = "s2", Origin = EvidenceOrigin.Measured },
                ]
                : [new() { Name = "hits", Value = tally.Hits, Unit = "calls", Origin = EvidenceOrigin.Measured }],
        ];
        if (metric.Measure is { } measure)
        {
            inputs.Add(new() { Name = "measure", Text = measure.Value });
        }

        if (metric.Target is { } wanted)
        {
            inputs.AddRange(
            [
                new() { Name = "target", Value = wanted.Value, Unit = wanted.Unit, Origin = EvidenceOrigin.Stated },
                new() { Name = "comparison", Text = wanted.Comparison.ToString() },
                new() { Name = "unit", Text = wanted.Unit },
            ]);
        }

        if (metric.Measure is null || metric.Target is not { } target)
        {
            string lacks = metric.Measure is null ? "a measure on call records" : "a target";
            return Refuse($"“{metric.Name}” has no {lacks[2..]}.", $"Give the outcome {lacks}.", [], null);
        }

        (double? value, Interval? interval) = time ? MeanTime(tally, confidence) : (tally.Share.Rate, tally.Share.ConfidenceInterval(confidence));
        if (value is null || interval is not { } range)
        {
            return Refuse($"No call tells about “{metric.Name}”; {tally.Unknown} are silent.", "Record on each call what the outcome counts.", [], null);
        }

        bool up = target.Comparison is Comparison.AtLeast or Comparison.Above;
        VerdictCheck[] checks =
        [
            VerdictCheck.Decide("met", up ? range.Lower : range.Upper, target.Comparison, target.Value, target.Unit),
            VerdictCheck.Decide("possible", up ? range.Upper : range.Lower, target.Comparison, target.Value, target.Unit),
        ];
        OutcomeState state = StateOf(range, target);
        VerdictFlip? flip = time ? null : Flip(tally, target, confidence, state);
        string seen = string.Create(CultureInfo.InvariantCulture, $"{value:0.###} of “{metric.Name}”, between {range.Lower:0.###} and {range.Upper:0.###} at {confidence:P0}, out of {tally.Counted}; the target is {Words(target.Comparison)} {target.Value:0.###}.");
        return state == OutcomeState.InsufficientEvidence
            ? Refuse(seen, "Wait for more calls: the interval narrows as their number grows.", checks, flip)
            : Verdict.Of(state, Explanation($"{(state == OutcomeState.Met ? "Met" : "Missed")}: {seen}", checks, flip));

        Verdict<OutcomeState> Refuse(string reason, string remedy, VerdictCheck[] because, VerdictFlip? nearest) =>
            Verdict.Refused<OutcomeState>(new Refusal { Kind = RefusalKind.InsufficientEvidence, Reason = reason, Remedy = remedy }, Explanation(reason, because, nearest));

        VerdictExplanation Explanation(string summary, VerdictCheck[] because, VerdictFlip? nearest) => new()
        {
            Rule = Rule,
            Source = "Wilson 1927 for shares, Student's t for mean times; met or missed only when the whole interval is on one side of the target.",
            Summary = summary,
            Inputs = inputs,
            Checks = because,
            Flip = nearest,
        };
    }

    private static OutcomeState StateOf(Interval range, MetricTarget target)
    {
        bool up = target.Comparison is Comparison.AtLeast or Comparison.Above;
        return VerdictCheck.Holds(up ? range.Lower : range.Upper, target.Comparison, target.Value) ? OutcomeState.Met
            : VerdictCheck.Holds(up ? range.Upper : range.Lower, target.Comparison, target.Value) ? OutcomeState.InsufficientEvidence
            : OutcomeState.Missed;
    }

    // The nearest number of hits, of the same calls, at which the state is another one.
    private static VerdictFlip? Flip(OutcomeTally tally, MetricTarget target, double confidence, OutcomeState state)
    {
        long? down = Nearest(tally.Hits, -1);
        long? up = Nearest(tally.Counted - tally.Hits, 1);
        if ((down is null || up < down ? up : -down) is not { } step)
        {
            return null;
        }

        OutcomeState becomes = At(tally.Hits + step);
        return new VerdictFlip { Input = "hits", From = tally.Hits, To = tally.Hits + step, Unit = "calls", Becomes = becomes switch { OutcomeState.Met => "met", OutcomeState.Missed => "missed", _ => "insufficient evidence" } };

        OutcomeState At(long hits) => StateOf(new Proportion(hits, tally.Counted).ConfidenceInterval(confidence), target);

        // More hits never bring the state back, so the nearest other state is found by halving.
        long? Nearest(long reach, int direction)
        {
            if (reach == 0 || At(tally.Hits + (direction * reach)) == state)
            {
                return null;
            }

            long same = 0;
            long other = reach;
            while (other - same > 1)
            {
                long middle = same + ((other - same) / 2);
                (same, other) = At(tally.Hits + (direction * middle)) == state ? (middle, other) : (same, middle);
            }

            return other;
        }
    }

    private static string Words(Comparison comparison) => comparison switch
    {
        Comparison.AtLeast => "at least",
        Comparison.Above => "above",
        Comparison.AtMost => "at most",
        _ => "below",
    };

    private static DateOnly WindowOf(MetricWindow? window, DateOnly day) =>
        window == MetricWindow.Day ? day
        : window == MetricWindow.Week ? day.AddDays(-(((int)day.DayOfWeek + 6) % 7))
        : window == MetricWindow.Quarter ? new DateOnly(day.Year, (((day.Month - 1) / 3) * 3) + 1, 1)
        : new DateOnly(day.Year, day.Month, 1);

    private static DateTimeOffset Midnight(DateOnly day, TimeZoneInfo zone)
    {
        DateTime midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight));
    }
}
