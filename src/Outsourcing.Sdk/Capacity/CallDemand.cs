using System.Globalization;
using System.Text.Json.Serialization;
using Outsourcing.Calls;
using Outsourcing.Delegation;
using Outsourcing.Statistics;

namespace Outsourcing.Capacity;

/// <summary>How many calls come in each hour of the week, how long they take and how long callers wait, fitted to a call log.</summary>
public sealed record CallDemand
{
    private const string Rule = "capacity.demand/2";
    private const string EnoughDays = "days of records";
    private const string EnoughCalls = "answered calls with a duration";
    private const string Counts = "calls by hour of the log";
    private const string HandleSeconds = "mean talk and hold time";
    private const string HandleVariance = "variance of talk and hold time";
    private const string Queued = "time in queue";
    private const string HungUp = "abandonments";
    private const string AfterCall = "after-call work";
    private const string Confidence = "confidence";

    /// <summary>Gets the days the log covers; hours are in its time zone.</summary>
    public required LogPeriod Period { get; init; }

    /// <summary>Gets the 168 hours of the week, Monday midnight first.</summary>
    public required IReadOnlyList<HourDemand> Hours { get; init => field = ValueList.Copy(value); }

    /// <summary>Gets the mean talk, hold and after-call time of an answered call.</summary>
    public required TimeSpan HandleTime { get; init; }

    /// <summary>Gets the range of <see cref="HandleTime"/>, in seconds.</summary>
    public required Interval HandleTimeRange { get; init; }

    /// <summary>Gets how much the counts of like hours vary, over what chance alone (Poisson) would give: 1 is chance.</summary>
    public required double Dispersion { get; init; }

    /// <summary>Gets the probability of so much variation by chance alone (Pearson χ²).</summary>
    public required double DispersionPValue { get; init; }

    /// <summary>Gets how long callers wait before they hang up; refused when none did.</summary>
    public required Verdict<Patience> Patience { get; init; }

    /// <summary>Gets whether calls bunch more than chance (p &lt; 0.05): formulas that assume chance then understate the agents needed in bad weeks.</summary>
    [JsonIgnore]
    public bool IsOverdispersed => Dispersion > 1 && DispersionPValue < 0.05;

    /// <summary>Gets the mean calls per week.</summary>
    [JsonIgnore]
    public double CallsPerWeek => Hours.Sum(hour => hour.CallsPerHour);

    /// <summary>Gets the load of an hour of the week.</summary>
    /// <param name="day">The day.</param>
    /// <param name="hour">The hour, 0 to 23.</param>
    /// <param name="atUpperBound">Whether to plan for the upper end of the range instead of the mean.</param>
    /// <returns>The load, with the patience where it is known.</returns>
    public QueueLoad LoadAt(DayOfWeek day, int hour, bool atUpperBound = false)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)hour, 23u, nameof(hour));
        HourDemand demand = Hours[((((int)day + 6) % 7) * 24) + hour];
        return new QueueLoad(atUpperBound ? demand.Range.Upper : demand.CallsPerHour, HandleTime, Patience.IsDecided ? Patience.Value.Mean : null);
    }

    /// <summary>Gets the volume in the form a delegation task holds it.</summary>
    /// <returns>The mean calls of each hour that has any.</returns>
    public WeeklyVolume ToWeeklyVolume() => new()
    {
        TimeZone = Period.TimeZone,
        ObservedWeeks = Period.Days / 7.0,
        Hours = [.. Hours.Where(hour => hour.CallsPerHour > 0).Select(hour => new HourVolume { Day = hour.Day, Hour = hour.Hour, PerWeek = hour.CallsPerHour })],
    };

    /// <summary>Fits demand to a call log.</summary>
    /// <param name="calls">The calls, in any order; those outside the period, outbound ones and spam are left out.</param>
    /// <param name="period">The days the log covers.</param>
    /// <param name="policy">How to fit; <see langword="null"/> for the defaults.</param>
    /// <returns>The demand; refused when the log is too short.</returns>
    public static Verdict<CallDemand> Fit(IEnumerable<CallRecord> calls, LogPeriod period, CallDemandPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(calls);
        ArgumentNullException.ThrowIfNull(period);
        policy ??= new();
        Observations seen = new(period);
        foreach (CallRecord call in calls)
        {
            seen.Add(call);
        }

        seen.Summarize();
        return Decide(seen, policy);
    }

    /// <summary>Recomputes a verdict from what its explanation lists.</summary>
    /// <param name="explanation">An explanation of <see cref="Fit"/>.</param>
    /// <returns>The same verdict.</returns>
    /// <exception cref="ArgumentException">An input or a check is missing, or is none that <see cref="Fit"/> could have listed.</exception>
    public static Verdict<CallDemand> Recompute(VerdictExplanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        LogPeriod period = new(Day("first day"), Day("last day"), Text("time zone"));
        Observations seen = new(period)
        {
            Handled = (int)(Input(HandleSeconds).SampleSize ?? 0),
            HandledSeconds = ErlangC.Listed(explanation, HandleSeconds),
            HandledVariance = ErlangC.Listed(explanation, HandleVariance),
            QueueSeconds = ErlangC.Listed(explanation, Queued),
            Waited = (int)(Input(Queued).SampleSize ?? 0),
            Abandonments = (int)ErlangC.Listed(explanation, HungUp),
        };
        seen.AddCounts(Text(Counts));
        return Decide(seen, new CallDemandPolicy
        {
            MinimumDays = Threshold(EnoughDays),
            MinimumCalls = Threshold(EnoughCalls),
            AfterCallWork = TimeSpan.FromSeconds(ErlangC.Listed(explanation, AfterCall)),
            Confidence = ErlangC.Listed(explanation, Confidence),
        });

        VerdictInput Input(string name) => explanation.Inputs.FirstOrDefault(input => input.Name == name) ?? throw Missing(name);

        string Text(string name) => Input(name).Text ?? throw Missing(name);

        DateOnly Day(string name) => DateOnly.TryParseExact(Text(name), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : throw Missing(name);

        int Threshold(string name) => (int)(explanation.Checks.FirstOrDefault(check => check.Name == name) ?? throw Missing(name)).Threshold;

        ArgumentException Missing(string name) => new($"The explanation lists no '{name}'.", nameof(explanation));
    }

    private static Verdict<CallDemand> Decide(Observations seen, CallDemandPolicy policy)
    {
        LogPeriod period = seen.Period;
        VerdictCheck days = VerdictCheck.Decide(EnoughDays, period.Days, Comparison.AtLeast, policy.MinimumDays, "day");
        VerdictCheck answered = VerdictCheck.Decide(EnoughCalls, seen.Handled, Comparison.AtLeast, policy.MinimumCalls, "call");
        (double dispersion, double chance) = seen.Dispersion();
        bool bunched = dispersion > 1 && chance < 0.05;
        double work = policy.AfterCallWork.TotalSeconds;
        VerdictExplanation explanation = new()
        {
            Rule = Rule,
            Source = "means by hour of the week; exact Poisson ranges (Garwood 1936), scaled by Pearson's dispersion where p < 0.05; Student's t for the handle time; limits are this project's own",
            Summary = string.Create(CultureInfo.InvariantCulture, $"{seen.Counted} calls in {period.Days} days{(bunched ? $", bunched {dispersion:0.0} times more than chance" : string.Empty)}."),
            Inputs =
            [
                new VerdictInput { Name = "first day", Text = period.From.ToString("O", CultureInfo.InvariantCulture), Origin = EvidenceOrigin.Stated },
                new VerdictInput { Name = "last day", Text = period.Until.ToString("O", CultureInfo.InvariantCulture), Origin = EvidenceOrigin.Stated },
                new VerdictInput { Name = "time zone", Text = period.TimeZone, Origin = EvidenceOrigin.Stated },
                new VerdictInput { Name = "calls", Value = seen.Counted, Unit = "call", SampleSize = seen.Counted, Origin = EvidenceOrigin.Measured },
                new VerdictInput { Name = Counts, Text = seen.CountsText(), SampleSize = seen.Counted, Origin = EvidenceOrigin.Measured },
                new VerdictInput { Name = "dispersion", Value = dispersion, SampleSize = seen.Counted, Origin = EvidenceOrigin.Measured },
                new VerdictInput { Name = HandleSeconds, Value = seen.HandledSeconds, Unit = "s", SampleSize = seen.Handled, Origin = EvidenceOrigin.Measured },
                new VerdictInput { Name = HandleVariance, Value = seen.HandledVariance, Unit = "s²", SampleSize = seen.Handled, Origin = EvidenceOrigin.Measured },
                new VerdictInput { Name = Queued, Value = seen.QueueSeconds, Unit = "s", SampleSize = seen.Waited, Origin = EvidenceOrigin.Measured },
                new VerdictInput { Name = HungUp, Value = seen.Abandonments, Unit = "call", SampleSize = seen.Waited, Origin = EvidenceOrigin.Measured },
                new VerdictInput { Name = AfterCall, Value = work, Unit = "s", Origin = EvidenceOrigin.Stated },
                new VerdictInput { Name = Confidence, Value = policy.Confidence, Origin = EvidenceOrigin.Stated },
            ],
            Checks = [days, answered],
        };
        if (!days.Passed || !answered.Passed)
        {
            return Verdict.Refused<CallDemand>(
                new Refusal
                {
                    Kind = RefusalKind.InsufficientEvidence,
                    Reason = string.Create(CultureInfo.InvariantCulture, $"{period.Days} days with {seen.Handled} answered calls do not show a week."),
                    Remedy = string.Create(CultureInfo.InvariantCulture, $"Collect at least {policy.MinimumDays} days and {policy.MinimumCalls} answered calls with their durations."),
                },
                explanation);
        }

        Interval range = Estimate.MeanInterval(seen.HandledSeconds, seen.HandledVariance, seen.Handled, policy.Confidence);
        return Verdict.Of(
            new CallDemand
            {
                Period = period,
                Hours = seen.Hours(policy.Confidence, bunched ? dispersion : 1),
                HandleTime = TimeSpan.FromSeconds(Math.Max(seen.HandledSeconds + work, 1e-3)),
                HandleTimeRange = new Interval(Math.Max(0, range.Lower) + work, range.Upper + work),
                Dispersion = dispersion,
                DispersionPValue = chance,
                Patience = Capacity.Patience.Decide(seen.QueueSeconds, seen.Waited, seen.Abandonments),
            },
            explanation);
    }

    private sealed class Observations
    {
        private readonly LogPeriod _period;
        private readonly int[] _counts;
        private readonly double[] _exposure;
        private readonly List<double> _handled = [];

        internal Observations(LogPeriod period)
        {
            _period = period;
            _counts = new int[period.Days * 24];
            _exposure = new double[period.Days * 24];
            for (int slot = 0; slot < _exposure.Length; slot++)
            {
                // An hour the clocks skip was not there to count in; one they repeat counts twice.
                DateTime local = period.From.ToDateTime(TimeOnly.MinValue).AddHours(slot);
                _exposure[slot] = period.Zone.IsInvalidTime(local) ? 0 : period.Zone.IsAmbiguousTime(local) ? 2 : 1;
            }
        }

        internal LogPeriod Period => _period;

        internal int Counted { get; private set; }

        internal int Handled { get; set; }

        internal double HandledSeconds { get; set; }

        internal double HandledVariance { get; set; }

        internal double QueueSeconds { get; set; }

        internal int Waited { get; set; }

        internal int Abandonments { get; set; }

        internal void Add(CallFacts call)
        {
            if (call.StartedAt is not { } start || call.Direction == CallDirection.Outbound || call.Disposition?.Kind == DispositionKind.Spam)
            {
                return;
            }

            DateTime local = TimeZoneInfo.ConvertTime(start, _period.Zone).DateTime;
            int day = DateOnly.FromDateTime(local).DayNumber - _period.From.DayNumber;
            if (day < 0 || day >= _period.Days)
            {
                return;
            }

            _counts[(day * 24) + local.Hour]++;
            Counted++;
            bool answered = CallReading.IsAnswered(call);
            if (answered && (call.Duration ?? (call.EndedAt - call.AnsweredAt)) is { } duration && duration > TimeSpan.Zero)
            {
                _handled.Add(duration.TotalSeconds);
            }

            // A busy tone or a voicemail box says nothing about patience; a caller who hung up does.
            DateTimeOffset? left = answered ? call.AnsweredAt : call.Disposition?.Kind == DispositionKind.VoicemailLeft ? null : call.EndedAt;
            if (left - start is { } wait && wait >= TimeSpan.Zero)
            {
                QueueSeconds += wait.TotalSeconds;
                Waited++;
                Abandonments += answered ? 0 : 1;
            }
        }

        internal void Summarize()
        {
            Handled = _handled.Count;
            HandledSeconds = Handled == 0 ? 0 : _handled.Average();
            HandledVariance = Handled < 2 ? 0 : _handled.Sum(seconds => (seconds - HandledSeconds) * (seconds - HandledSeconds)) / (Handled - 1);
        }

        /// <summary>Writes the hours that had calls, counted from the first midnight of the log, as hour:calls.</summary>
        internal string CountsText() => string.Join(' ', Enumerable.Range(0, _counts.Length)
            .Where(hour => _counts[hour] > 0)
            .Select(hour => string.Create(CultureInfo.InvariantCulture, $"{hour}:{_counts[hour]}")));

        internal void AddCounts(string text)
        {
            foreach (string part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (part.Split(':') is not [var at, var many]
                    || !int.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out int hour) || hour >= _counts.Length
                    || !int.TryParse(many, NumberStyles.None, CultureInfo.InvariantCulture, out int calls))
                {
                    throw new ArgumentException($"'{part}' in '{Counts}' is no hour of the log with its calls, such as 10:2.", nameof(text));
                }

                _counts[hour] += calls;
                Counted += calls;
            }
        }

        internal IReadOnlyList<HourDemand> Hours(double confidence, double widening) =>
        [
            .. Enumerable.Range(0, 168).Select(slot =>
            {
                (int calls, double hours, _) = Sum(slot);
                (double low, double high) = Count.Interval(calls / widening, confidence);
                return new HourDemand
                {
                    Day = (DayOfWeek)(((slot / 24) + 1) % 7),
                    Hour = slot % 24,
                    Calls = calls,
                    ObservedHours = hours,
                    CallsPerHour = hours > 0 ? calls / hours : 0,
                    Range = hours > 0 ? new Interval(low * widening / hours, high * widening / hours) : new Interval(0, double.PositiveInfinity),
                };
            }),
        ];

        /// <summary>Compares the counts of like hours with chance: Pearson's χ² over its degrees of freedom, and its tail probability.</summary>
        internal (double Ratio, double PValue) Dispersion()
        {
            double statistic = 0;
            int freedom = 0;
            for (int slot = 0; slot < 168; slot++)
            {
                (int calls, double hours, int weeks) = Sum(slot);
                if (calls == 0 || weeks < 2)
                {
                    continue;
                }

                freedom += weeks - 1;
                foreach (int index in Slots(slot))
                {
                    double expected = calls / hours * _exposure[index];
                    statistic += (_counts[index] - expected) * (_counts[index] - expected) / expected;
                }
            }

            return freedom == 0 ? (1, 1) : (statistic / freedom, SpecialFunctions.GammaUpper(freedom / 2.0, statistic / 2));
        }

        private (int Calls, double Hours, int Weeks) Sum(int slot)
        {
            int calls = 0;
            double hours = 0;
            int weeks = 0;
            foreach (int index in Slots(slot))
            {
                calls += _counts[index];
                hours += _exposure[index];
                weeks++;
            }

            return (calls, hours, weeks);
        }

        private IEnumerable<int> Slots(int slot)
        {
            int firstDay = (((slot / 24) + 1 - (int)_period.From.DayOfWeek) + 7) % 7;
            for (int index = (firstDay * 24) + (slot % 24); index < _counts.Length; index += 168)
            {
                if (_exposure[index] > 0)
                {
                    yield return index;
                }
            }
        }
    }
}
