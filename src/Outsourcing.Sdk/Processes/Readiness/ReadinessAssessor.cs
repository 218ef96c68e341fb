using System.Globalization;
using Outsourcing.Statistics;

namespace Outsourcing.Processes;

/// <summary>Says whether a business is ready to outsource: it must be profitable, streamlined and documented, each by its own gates.</summary>
/// <remarks>As in staged maturity models, a strong side never makes up for a weak one; the weakest check is named.</remarks>
public static class ReadinessAssessor
{
    private const string Rule = "readiness.gates/1";
    private const string Source = "Conjunctive gates after process maturity models (the level is that of the weakest enabler); thresholds are this project's proposal. Bounds: Student's t, Mann-Kendall, Wilson.";
    private const int WorkListLength = 10;
    private static readonly string[] Documents = ["suppliers", "inputs", "steps", "outputs", "customers", "owner", "exceptions"];

    /// <summary>Assesses readiness.</summary>
    /// <param name="evidence">What it is judged by.</param>
    /// <param name="policy">The gates; the defaults when left out.</param>
    /// <returns>The readiness; or <see cref="RefusalKind.InsufficientEvidence"/> when there are fewer cases or periods than the gates need.</returns>
    /// <exception cref="CurrencyMismatchException">The periods are of different currencies.</exception>
    public static Verdict<Readiness> Assess(ReadinessEvidence evidence, ReadinessPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        policy ??= new ReadinessPolicy();
        Money[] margins = [.. evidence.Periods.OrderBy(period => period.Start).TakeLast(policy.Periods).Select(period => period.Margin)];
        string currency = margins.Length > 0 ? margins[0].Currency : "1";
        if (margins.FirstOrDefault(margin => margin.Currency != currency) is { } other && other != default)
        {
            throw new CurrencyMismatchException(currency, other.Currency);
        }

        DiscoveredProcess? process = evidence.Process;
        ProcessDocumentation documents = evidence.Documentation;
        List<VerdictInput> inputs = [.. margins.Select((margin, index) => Measured($"margin.{index + 1}", (double)margin.Amount, currency))];
        inputs.Add(Measured("periods", margins.Length, "periods"));
        inputs.Add(Measured("cases", process?.Cases ?? 0, "cases"));
        if (process is { Cases: > 0 })
        {
            Interval rework = process.Rework.Cases.ConfidenceInterval(policy.ReworkConfidence);
            inputs.Add(Measured("sequenceEntropy", process.Entropy.AtReferenceSize, samples: process.Events));
            inputs.Add(Measured("sequenceEntropyNormalized", process.Entropy.SequenceNormalized, samples: process.Events));
            inputs.Add(Measured("variantsFor80Percent", process.VariantStatistics.For80Percent, "variants", process.Cases));
            inputs.Add(Measured("reworkCases", process.Rework.Cases.Successes, "cases", process.Cases));
            inputs.Add(Measured("reworkCaseRate", process.Rework.Cases.Rate ?? 0, samples: process.Cases) with { Uncertainty = rework });
            if (process.Throughput is { } throughput)
            {
                inputs.Add(Measured("throughputVariation", throughput.CoefficientOfVariation, samples: throughput.Count));
                inputs.Add(Measured("throughputPercentile90ToMedian", RatioToMedian(throughput), samples: throughput.Count));
            }
        }

        int[] documented =
        [
            documents.Suppliers.Count, documents.Inputs.Count, documents.Steps.Count, documents.Outputs.Count, documents.Customers.Count,
            string.IsNullOrWhiteSpace(documents.Owner?.Value) ? 0 : 1, documents.Exceptions.Count,
        ];
        inputs.AddRange(Documents.Select((name, index) => Measured($"documented.{name}", documented[index], "entries") with { Origin = EvidenceOrigin.Stated }));
        IReadOnlyList<StreamliningItem> work = process is null ? [] : StreamliningWorkList.From(process, WorkListLength);
        inputs.AddRange(work.Select((item, index) => Measured($"work.{index + 1}", item.Hours, "h", item.Occurrences) with { Text = $"{item.Kind}: {item.Subject}" }));
        return Decide(inputs, policy);
    }

    /// <summary>Assesses readiness again by what an explanation lists.</summary>
    /// <param name="explanation">The explanation of a verdict of <see cref="Assess"/>.</param>
    /// <returns>The same verdict.</returns>
    /// <exception cref="ArgumentException">The explanation is of another rule.</exception>
    public static Verdict<Readiness> Recompute(VerdictExplanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        if (explanation.Rule != Rule)
        {
            throw new ArgumentException($"The explanation is of the rule '{explanation.Rule}', not of '{Rule}'.", nameof(explanation));
        }

        ReadinessPolicy policy = new()
        {
            Periods = (int)Listed("policy.periods"),
            ProfitablePeriods = (int)Listed("policy.profitablePeriods"),
            MarginConfidence = Listed("policy.marginConfidence"),
            TrendSignificance = Listed("policy.trendSignificance"),
            LeastCases = (int)Listed("policy.leastCases"),
            MaximumSequenceEntropy = Listed("policy.maximumSequenceEntropy"),
            MaximumVariantsFor80Percent = (int)Listed("policy.maximumVariantsFor80Percent"),
            MaximumReworkCaseRate = Listed("policy.maximumReworkCaseRate"),
            ReworkConfidence = Listed("policy.reworkConfidence"),
            MaximumVariation = Listed("policy.maximumVariation"),
            MaximumPercentile90ToMedian = Listed("policy.maximumPercentile90ToMedian"),
        };
        return Decide([.. explanation.Inputs.Where(input => !input.Name.StartsWith("policy.", StringComparison.Ordinal))], policy);

        double Listed(string name) => explanation.Number(name) ?? throw new ArgumentException($"The explanation lists no '{name}'.", nameof(explanation));
    }

    private static Verdict<Readiness> Decide(List<VerdictInput> inputs, ReadinessPolicy policy)
    {
        Numbers numbers = new(inputs);
        Refusal? refusal = Refuse(numbers, policy);
        VerdictCheck[] profitable = numbers.Margins.Length < 2 ? [] : Profitable(numbers.Margins, policy);
        VerdictCheck[] streamlined = numbers["sequenceEntropy"] is null ? [] : Streamlined(numbers, policy);
        VerdictCheck[] documented = [.. Documents.Select(name => VerdictCheck.Decide($"documented.{name}", numbers[$"documented.{name}"] ?? 0, Comparison.AtLeast, 1, "entries"))];
        VerdictCheck[] checks = [.. profitable, .. streamlined, .. documented];
        VerdictCheck weakest = checks.OrderBy(check => check.Passed).ThenBy(Relative).First();
        Readiness readiness = new()
        {
            IsProfitable = Array.TrueForAll(profitable, check => check.Passed),
            IsStreamlined = Array.TrueForAll(streamlined, check => check.Passed),
            IsDocumented = Array.TrueForAll(documented, check => check.Passed),
            WeakestLink = weakest.Name,
        };
        if (readiness is { IsProfitable: true, IsStreamlined: false })
        {
            readiness = readiness with { WorkList = ValueList.Copy(numbers.WorkList) };
        }

        VerdictExplanation explanation = new()
        {
            Rule = Rule,
            Source = Source,
            Summary = refusal is null ? Summary(readiness, checks) : $"No answer yet: {refusal.Reason}",
            Inputs = [.. inputs, .. Context(policy)],
            Checks = checks,
            Flip = refusal is null ? Flip(checks, numbers, policy) : null,
        };
        return refusal is null ? Verdict.Of(readiness, explanation) : Verdict.Refused<Readiness>(refusal, explanation);
    }

    private static Refusal? Refuse(Numbers numbers, ReadinessPolicy policy)
    {
        double cases = numbers["cases"] ?? 0;
        if (cases < policy.LeastCases)
        {
            return Insufficient($"The records hold {cases} cases; the gates need at least {policy.LeastCases}.", $"Record {policy.LeastCases - cases} more cases.");
        }

        if (numbers["throughputVariation"] is null)
        {
            return Insufficient("The records hold no times, so that nobody can say how long a case takes.", "Record when each step is done.");
        }

        return numbers.Margins.Length < policy.Periods
            ? Insufficient($"Figures of {numbers.Margins.Length} periods are there; the gates need {policy.Periods}.", $"Add the figures of {policy.Periods - numbers.Margins.Length} more periods.")
            : null;
    }

    private static Refusal Insufficient(string reason, string remedy) => new() { Kind = RefusalKind.InsufficientEvidence, Reason = reason, Remedy = remedy };

    private static VerdictCheck[] Profitable(double[] margins, ReadinessPolicy policy)
    {
        // The lower bound of a two-sided interval at 2c - 1 is the one-sided bound at c.
        double lower = policy.MarginConfidence > 0.5
            ? Estimate.Mean(margins, (2 * policy.MarginConfidence) - 1).Interval.Lower
            : margins.Average();
        Trend trend = Trend.MannKendall(margins);
        return
        [
            VerdictCheck.Decide("profitable.periods", margins.Count(margin => margin > 0), Comparison.AtLeast, policy.ProfitablePeriods, "periods"),
            VerdictCheck.Decide("profitable.marginLowerBound", lower, Comparison.Above, 0, "currency"),
            VerdictCheck.Decide("profitable.noFallingTrend", trend.S < 0 ? trend.PValue : 1, Comparison.AtLeast, policy.TrendSignificance),
        ];
    }

    private static VerdictCheck[] Streamlined(Numbers numbers, ReadinessPolicy policy)
    {
        List<VerdictCheck> checks =
        [
            VerdictCheck.Decide("streamlined.sequenceEntropy", numbers["sequenceEntropy"] ?? 0, Comparison.AtMost, policy.MaximumSequenceEntropy),
            VerdictCheck.Decide("streamlined.variantsFor80Percent", numbers["variantsFor80Percent"] ?? 0, Comparison.AtMost, policy.MaximumVariantsFor80Percent, "variants"),
            VerdictCheck.Decide("streamlined.reworkCaseRateLowerBound", LowerRework(numbers["reworkCases"] ?? 0, numbers["cases"] ?? 0, policy), Comparison.AtMost, policy.MaximumReworkCaseRate),
        ];
        if (numbers["throughputVariation"] is { } variation && numbers["throughputPercentile90ToMedian"] is { } ratio)
        {
            // One of the two must hold, so the better one counts, each as a part of its own limit.
            checks.Add(VerdictCheck.Decide("streamlined.throughputSpread", Math.Min(variation / policy.MaximumVariation, ratio / policy.MaximumPercentile90ToMedian), Comparison.AtMost, 1));
        }

        return [.. checks];
    }

    private static double LowerRework(double rework, double cases, ReadinessPolicy policy) => new Proportion(rework, cases).ConfidenceInterval(policy.ReworkConfidence).Lower;

    private static double Relative(VerdictCheck check) => check.Distance / Math.Max(1e-9, Math.Abs(check.Threshold) > 0 ? Math.Abs(check.Threshold) : Math.Abs(check.Observed));

    // Only where a single check decides can a single change flip the verdict.
    private static VerdictFlip? Flip(VerdictCheck[] checks, Numbers numbers, ReadinessPolicy policy)
    {
        VerdictCheck[] failed = [.. checks.Where(check => !check.Passed)];
        if (failed.Length > 1)
        {
            return null;
        }

        string becomes = failed.Length == 1 ? "ready" : "not yet ready";
        return (failed.Length == 1 ? failed : [.. checks.OrderBy(Relative)])
            .Select(check => Change(check, numbers, policy, becomes))
            .FirstOrDefault(flip => flip is not null);
    }

    private static VerdictFlip? Change(VerdictCheck check, Numbers numbers, ReadinessPolicy policy, string becomes)
    {
        bool passed = check.Passed;
        switch (check.Name)
        {
            case "streamlined.sequenceEntropy":
                return Make("sequenceEntropy", check.Observed, passed ? Math.BitIncrement(check.Threshold) : check.Threshold, "1");
            case "streamlined.variantsFor80Percent":
                return Make("variantsFor80Percent", check.Observed, passed ? check.Threshold + 1 : check.Threshold, "variants");
            case "streamlined.reworkCaseRateLowerBound":
                double cases = numbers["cases"] ?? 0;
                double now = numbers["reworkCases"] ?? 0;
                double to = now;
                while (to is >= 0 && to <= cases && LowerRework(to, cases, policy) <= policy.MaximumReworkCaseRate == passed)
                {
                    to += passed ? 1 : -1;
                }

                return to >= 0 && to <= cases ? Make("reworkCases", now, to, "cases") : null;
            case "streamlined.throughputSpread":
                double variation = numbers["throughputVariation"] ?? 0;
                double ratio = numbers["throughputPercentile90ToMedian"] ?? 0;
                bool byVariation = variation / policy.MaximumVariation <= ratio / policy.MaximumPercentile90ToMedian;

                // Both have to fail before the gate does, which one change cannot bring about unless the other fails already.
                if (passed && Math.Max(variation / policy.MaximumVariation, ratio / policy.MaximumPercentile90ToMedian) <= 1)
                {
                    return null;
                }

                return byVariation
                    ? Make("throughputVariation", variation, passed ? Math.BitIncrement(policy.MaximumVariation) : policy.MaximumVariation, "1")
                    : Make("throughputPercentile90ToMedian", ratio, passed ? Math.BitIncrement(policy.MaximumPercentile90ToMedian) : policy.MaximumPercentile90ToMedian, "1");
            case not null when check.Name.StartsWith("documented.", StringComparison.Ordinal):
                return Make(check.Name, check.Observed, passed ? 0 : 1, "entries");
            default:
                // A margin takes part in three checks at once; no single one is said to be the nearest.
                return null;
        }

        VerdictFlip Make(string input, double from, double target, string unit) => new() { Input = input, From = from, To = target, Unit = unit, Becomes = becomes };
    }

    private static string Summary(Readiness readiness, VerdictCheck[] checks)
    {
        if (readiness.IsReady)
        {
            return $"Ready to outsource: profitable, streamlined and documented. The narrowest gate is {readiness.WeakestLink}.";
        }

        string missing = string.Join(" and ", new[]
        {
            readiness.IsProfitable ? null : "profitable",
            readiness.IsStreamlined ? null : "streamlined",
            readiness.IsDocumented ? null : "documented",
        }.Where(word => word is not null));
        VerdictCheck weakest = checks.First(check => check.Name == readiness.WeakestLink);
        return string.Create(CultureInfo.InvariantCulture, $"Not yet: the process is not {missing}. The weakest link is {weakest.Name} ({weakest.Observed:0.###}, gate {weakest.Threshold:0.###}).");
    }

    private static double RatioToMedian(DurationSummary throughput) =>
        throughput.MedianSeconds > 0 ? throughput.Percentile90Seconds / throughput.MedianSeconds : throughput.Percentile90Seconds > 0 ? double.PositiveInfinity : 1;

    private static IEnumerable<VerdictInput> Context(ReadinessPolicy policy)
    {
        yield return Assumed("policy.periods", policy.Periods);
        yield return Assumed("policy.profitablePeriods", policy.ProfitablePeriods);
        yield return Assumed("policy.marginConfidence", policy.MarginConfidence);
        yield return Assumed("policy.trendSignificance", policy.TrendSignificance);
        yield return Assumed("policy.leastCases", policy.LeastCases);
        yield return Assumed("policy.maximumSequenceEntropy", policy.MaximumSequenceEntropy);
        yield return Assumed("policy.maximumVariantsFor80Percent", policy.MaximumVariantsFor80Percent);
        yield return Assumed("policy.maximumReworkCaseRate", policy.MaximumReworkCaseRate);
        yield return Assumed("policy.reworkConfidence", policy.ReworkConfidence);
        yield return Assumed("policy.maximumVariation", policy.MaximumVariation);
        yield return Assumed("policy.maximumPercentile90ToMedian", policy.MaximumPercentile90ToMedian);
    }

    private static VerdictInput Measured(string name, double value, string unit = "1", long? samples = null) =>
        new() { Name = name, Value = value, Unit = unit, SampleSize = samples, Origin = EvidenceOrigin.Measured };

    private static VerdictInput Assumed(string name, double value) => new() { Name = name, Value = value, Origin = EvidenceOrigin.Assumed };

    private sealed class Numbers(List<VerdictInput> inputs)
    {
        private readonly Dictionary<string, VerdictInput> _byName = inputs.ToDictionary(input => input.Name, StringComparer.Ordinal);

        internal double? this[string name] => _byName.GetValueOrDefault(name)?.Value;

        internal double[] Margins { get; } = [.. inputs.Where(input => input.Name.StartsWith("margin.", StringComparison.Ordinal)).Select(input => input.Value ?? 0)];

        internal IEnumerable<StreamliningItem> WorkList => inputs
            .Where(input => input.Name.StartsWith("work.", StringComparison.Ordinal))
            .Select(input => (Input: input, Text: input.Text ?? ": "))
            .Select(pair => new StreamliningItem
            {
                Kind = Enum.Parse<StreamliningKind>(pair.Text[..pair.Text.IndexOf(':', StringComparison.Ordinal)]),
                Subject = pair.Text[(pair.Text.IndexOf(':', StringComparison.Ordinal) + 2)..],
                Occurrences = pair.Input.SampleSize ?? 0,
                Hours = pair.Input.Value ?? 0,
            });
    }
}
