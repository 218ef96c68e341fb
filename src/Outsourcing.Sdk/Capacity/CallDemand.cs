using System.Globalization;
using System.Text.Json.Serialization;
using Outsourcing.Calls;
using Outsourcing.Delegation;
using Outsourcing.Statistics;

namespace Outsourcing.Capacity;

/// <summary>How many calls come in each hour of the week, how long they take and how long callers wait, fitted to a call log.</summary>
public sealed record CallDemand
{
    private const string Rule = "capacity.demand/1";

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

        VerdictCheck days = VerdictCheck.Decide("days of records", period.Days, Comparison.AtLeast, policy.MinimumDays, "day");
        VerdictCheck answered = VerdictCheck.Decide("answered calls with a duration", seen.Handled.Count, Comparison.AtLeast, policy.MinimumCalls, "call");
        (double dispersion, double chance) = seen.Dispersion();
        VerdictExplanation explanation = new()
        {
            Rule = Rule,
            Source = "means by hour of the week; exact Poisson ranges (Garwood 1936), scaled by Pearson's dispersion where p < 0.05; Student's t for the handle time; limits are this project's own",
            Summary = string.Create(CultureInfo.InvariantCulture, $"{seen.Counted} calls in {period.Days} days{(dispersion > 1 && chance < 0.05 ? $", bunched {dispersion:0.0} times more than chance" : string.Empty)}."),
            Inputs =
            [
                new VerdictInput { Name = "calls", Value = seen.Counted, Unit = "call", SampleSize = seen.Counted, Origin = EvidenceOrigin.Measured },
                new VerdictInput { Name = "dispersion", Value = dispersion, SampleSize = seen.Counted, Origin = EvidenceOrigin.Measured },
                new VerdictInput { Name = "after-call work", Value = policy.AfterCallWork.TotalSeconds, Unit = "s", Origin = EvidenceOrigin.Stated },
            ],
            Checks = [days, answered],
        };
        if (!days.Passed || !answered.Passed)
        {
            return Verdict.Refused<CallDemand>(
                new Refusal
                {
                    Kind = RefusalKind.InsufficientEvidence,
                    Reason = string.Create(CultureInfo.InvariantCulture, $"{period.Days} days with {seen.Handled.Count} answered calls do not show a week."),
                    Remedy = string.Create(CultureInfo.InvariantCulture, $"Collect at least {policy.MinimumDays} days and {policy.MinimumCalls} answered calls with their durations."),
                },
                explanation);
        }

        double widening = dispersion > 1 && chance < 0.05 ? dispersion : 1;
        (double mean, Interval range) = Estimate.Mean(seen.Handled, policy.Confidence);
        double work = policy.AfterCallWork.TotalSeconds;
        return Verdict.Of(
            new CallDemand
            {
                Period = period,
                Hours = seen.Hours(policy.Confidence, widening),
                HandleTime = TimeSpan.FromSeconds(Math.Max(mean + work, 1e-3)),
                HandleTimeRange = new Interval(Math.Max(0, range.Lower) + work, range.Upper + work),
                Dispersion = dispersion,
                DispersionPValue = chance,
                Patience = Capacity.Patience.Estimate(seen.Waits),
            },
            explanation);
    }

    private sealed class Observations
    {
        private readonly LogPeriod _period;
        private readonly int[] _counts;
        private readonly double[] _exposure;

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

        internal int Counted { get; private set; }

        internal List<double> Handled { get; } = [];

        internal List<(TimeSpan Wait, bool Abandoned)> Waits { get; } = [];

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
                Handled.Add(duration.TotalSeconds);
            }

            // A busy tone or a voicemail box says nothing about patience; a caller who hung up does.
            DateTimeOffset? left = answered ? call.AnsweredAt : call.Disposition?.Kind == DispositionKind.VoicemailLeft ? null : call.EndedAt;
            if (left - start is { } wait && wait >= TimeSpan.Zero)
            {
                Waits.Add((wait, !answered));
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
