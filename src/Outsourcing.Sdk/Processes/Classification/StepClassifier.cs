using System.Globalization;
using Outsourcing.Statistics;

namespace Outsourcing.Processes;

/// <summary>Tells core from supportive steps by two axes: the core index, and the hazard of a contract about the step.</summary>
/// <remarks>
/// Core index: weighted mean of differentiation, revenue contribution, expertise and customer ownership. Contract hazard: weighted mean of
/// asset specificity, uncertainty, failure impact and the market's immaturity. Ratings 1 to 5 count as 0 to 1. What nobody knows may be
/// anything: a step is placed only when every possible value places it the same.
/// </remarks>
public static class StepClassifier
{
    private const string Rule = "classification.two-axes/1";
    private const string Source = "Core index after Quinn and Hilmer (1994), contract hazard after transaction cost economics; weights and boundaries are this project's proposal.";
    private const int Draws = 2048;
    private const double Beyond = 1e-9;

    private static readonly Item[] Items =
    [
        new("differentiation", true, false, "differentiation", policy => policy.Differentiation),
        new("revenueShare", true, false, "the share of the revenue", policy => policy.Revenue),
        new("expertise", true, false, "the expertise needed", policy => policy.Expertise),
        new("customerOwnership", true, false, "customer ownership", policy => policy.CustomerOwnership),
        new("assetSpecificity", false, false, "asset specificity", policy => policy.AssetSpecificity),
        new("uncertainty", false, false, "how unpredictable the work is", policy => policy.Uncertainty),
        new("failureImpact", false, false, "what a failure does", policy => policy.FailureImpact),
        new("marketMaturity", false, true, "how mature the market of partners is", policy => policy.MarketImmaturity),
    ];

    /// <summary>Classifies a step.</summary>
    /// <param name="step">The step, with its profile.</param>
    /// <param name="policy">Weights and boundaries; the defaults when left out.</param>
    /// <returns>
    /// The placement; or a refusal: <see cref="RefusalKind.InsufficientEvidence"/> when what is not known decides,
    /// <see cref="RefusalKind.Undecided"/> when the step lies between the boundaries.
    /// </returns>
    /// <exception cref="ArgumentException">All weights of an axis are 0, or the boundaries of the core index are reversed.</exception>
    public static Verdict<StepPlacement> Classify(ProcessStep step, ClassificationPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Classify(step.Name.Length > 0 ? step.Name : step.Id.Value, step.Profile, policy);
    }

    /// <summary>Classifies a step by what is known about it.</summary>
    /// <param name="name">What people call the step.</param>
    /// <param name="profile">What is known about it.</param>
    /// <param name="policy">Weights and boundaries; the defaults when left out.</param>
    /// <returns>The placement or a refusal, as for a step.</returns>
    /// <exception cref="ArgumentException">All weights of an axis are 0, or the boundaries of the core index are reversed.</exception>
    public static Verdict<StepPlacement> Classify(string name, StepProfile profile, ClassificationPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(profile);
        VerdictInput[] inputs =
        [
            Rating("differentiation", profile.Differentiation),
            new VerdictInput
            {
                Name = "revenueShare",
                Value = profile.Revenue?.Share,
                Uncertainty = profile.Revenue?.Interval,
                SampleSize = profile.Revenue?.Cases,
                Origin = profile.Revenue?.Origin ?? EvidenceOrigin.Unknown,
            },
            Rating("expertise", profile.Expertise),
            Rating("customerOwnership", profile.CustomerOwnership),
            Rating("assetSpecificity", profile.AssetSpecificity),
            Rating("uncertainty", profile.Uncertainty),
            Rating("failureImpact", profile.FailureImpact),
            Rating("marketMaturity", profile.MarketMaturity),
        ];
        string? regulated = profile.RegulatedData is { } kinds ? string.Join(", ", kinds) : null;
        return Decide(name, inputs, regulated, policy ?? new ClassificationPolicy());
    }

    /// <summary>Classifies a step again by what an explanation lists.</summary>
    /// <param name="explanation">The explanation of a verdict of <see cref="Classify(ProcessStep, ClassificationPolicy?)"/>.</param>
    /// <returns>The same verdict.</returns>
    /// <exception cref="ArgumentException">The explanation is of another rule.</exception>
    public static Verdict<StepPlacement> Recompute(VerdictExplanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        if (explanation.Rule != Rule)
        {
            throw new ArgumentException($"The explanation is of the rule '{explanation.Rule}', not of '{Rule}'.", nameof(explanation));
        }

        ClassificationPolicy policy = new()
        {
            Differentiation = Listed("weight.differentiation"),
            Revenue = Listed("weight.revenueShare"),
            Expertise = Listed("weight.expertise"),
            CustomerOwnership = Listed("weight.customerOwnership"),
            AssetSpecificity = Listed("weight.assetSpecificity"),
            Uncertainty = Listed("weight.uncertainty"),
            FailureImpact = Listed("weight.failureImpact"),
            MarketImmaturity = Listed("weight.marketMaturity"),
            CoreFrom = Listed("boundary.coreFrom"),
            SupportiveUpTo = Listed("boundary.supportiveUpTo"),
            HazardUpTo = Listed("boundary.hazardUpTo"),
            FullRevenueShare = Listed("fullRevenueShare"),
        };
        VerdictInput[] inputs = [.. Items.Select(item => explanation.Inputs.First(input => input.Name == item.Name))];
        return Decide(explanation.Text("step") ?? "", inputs, explanation.Text("regulatedData"), policy);

        double Listed(string input) => explanation.Number(input) ?? throw new ArgumentException($"The explanation lists no '{input}'.", nameof(explanation));
    }

    private static Verdict<StepPlacement> Decide(string name, VerdictInput[] inputs, string? regulated, ClassificationPolicy policy)
    {
        if (policy.SupportiveUpTo >= policy.CoreFrom)
        {
            throw new ArgumentException($"SupportiveUpTo ({policy.SupportiveUpTo}) must lie below CoreFrom ({policy.CoreFrom}).", nameof(policy));
        }

        ClassificationAxis core = Axis(inputs, policy, core: true);
        ClassificationAxis hazard = Axis(inputs, policy, core: false);
        StepDecision? decision = Place(core.Index, hazard.Index, policy);
        WeightSensitivity sensitivity = new()
        {
            CoreIndex = core.Range,
            ContractHazard = hazard.Range,
            Agreement = Agreement(core, hazard, decision, policy),
        };
        VerdictExplanation explanation = new()
        {
            Rule = Rule,
            Source = Source,
            Summary = Summary(name, decision, core.Index, hazard.Index),
            Inputs = [.. inputs, .. Context(name, regulated, policy, core.Index, hazard.Index, sensitivity)],
            Checks = Checks(core.Index, hazard.Index, policy),
            Flip = Flip(inputs, decision, policy),
        };
        return decision is { } decided
            ? Verdict.Of(
                new StepPlacement
                {
                    Decision = decided,
                    CoreIndex = core.Index,
                    ContractHazard = hazard.Index,
                    Sensitivity = sensitivity,
                    StrengthenFirst = Strengthen(inputs, decided, regulated, policy),
                },
                explanation)
            : Verdict.Refused<StepPlacement>(Refuse(name, inputs, core.Index, hazard.Index, policy), explanation);
    }

    // Null between the boundaries, or where the ranges reach over one.
    private static StepDecision? Place(Interval core, Interval hazard, ClassificationPolicy policy) =>
        core.Lower >= policy.CoreFrom ? StepDecision.Keep
        : core.Upper > policy.SupportiveUpTo ? null
        : hazard.Upper <= policy.HazardUpTo ? StepDecision.Delegate
        : hazard.Lower > policy.HazardUpTo ? StepDecision.DelegateInPieces
        : null;

    private static ClassificationAxis Axis(VerdictInput[] inputs, ClassificationPolicy policy, bool core)
    {
        int[] own = [.. Enumerable.Range(0, Items.Length).Where(index => Items[index].IsCore == core)];
        return new ClassificationAxis(
            core ? "core index" : "contract hazard",
            [.. own.Select(index => Scaled(Items[index], inputs[index], policy))],
            [.. own.Select(index => Items[index].Weight(policy))]);
    }

    private static Interval Scaled(Item item, VerdictInput input, ClassificationPolicy policy)
    {
        if (input.Value is not { } value)
        {
            return new Interval(0, 1);
        }

        Interval range = input.Uncertainty ?? new Interval(value, value);
        double low = item.Scale(range.Lower, policy);
        double high = item.Scale(range.Upper, policy);
        return new Interval(Math.Min(low, high), Math.Max(low, high));
    }

    private static double Agreement(ClassificationAxis core, ClassificationAxis hazard, StepDecision? decision, ClassificationPolicy policy)
    {
        // Seeded: the same share on every machine. 2,048 draws give it to about ± 0.02.
        SeededRandom random = new(20261124);
        int same = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            same += Place(core.With(core.Draw(ref random)), hazard.With(hazard.Draw(ref random)), policy) == decision ? 1 : 0;
        }

        return same / (double)Draws;
    }

    private static VerdictCheck[] Checks(Interval core, Interval hazard, ClassificationPolicy policy) =>
    [
        VerdictCheck.Decide("core", core.Lower, Comparison.AtLeast, policy.CoreFrom),
        VerdictCheck.Decide("supportive", core.Upper, Comparison.AtMost, policy.SupportiveUpTo),
        VerdictCheck.Decide("lowHazard", hazard.Upper, Comparison.AtMost, policy.HazardUpTo),
        VerdictCheck.Decide("highHazard", hazard.Lower, Comparison.Above, policy.HazardUpTo),
    ];

    // Moves one known input, with its range, until the step is placed otherwise; the shortest way relative to the input's scale is given.
    private static VerdictFlip? Flip(VerdictInput[] inputs, StepDecision? decision, ClassificationPolicy policy)
    {
        VerdictFlip? nearest = null;
        double shortest = double.PositiveInfinity;
        for (int index = 0; index < inputs.Length; index++)
        {
            Item item = Items[index];
            if (inputs[index].Value is not { } value || item.Weight(policy) == 0)
            {
                continue;
            }

            foreach (double end in (double[])[item.Lowest, item.Highest])
            {
                if (Crossing(inputs, index, end, decision, policy) is { } to && Math.Abs(to - value) / (item.Highest - item.Lowest) < shortest)
                {
                    shortest = Math.Abs(to - value) / (item.Highest - item.Lowest);
                    nearest = new VerdictFlip
                    {
                        Input = item.Name,
                        From = value,
                        To = to,
                        Unit = item.Unit,
                        Becomes = Place(inputs, index, to, policy)?.ToString() ?? "Undecided",
                    };
                }
            }
        }

        return nearest;
    }

    // Each index is monotone in each input, so the first crossing on the way to an end of the scale is found by candidates at the boundaries.
    private static double? Crossing(VerdictInput[] inputs, int moved, double end, StepDecision? decision, ClassificationPolicy policy)
    {
        double from = inputs[moved].Value!.Value;
        double low = 0;
        double high = double.NaN;

        // A placement may be passed through only where its region is narrow; 64 steps see regions wider than 1/64 of the scale.
        for (int step = 1; step <= 64; step++)
        {
            double part = step / 64.0;
            if (Place(inputs, moved, from + (part * (end - from)), policy) != decision)
            {
                high = part;
                break;
            }

            low = part;
        }

        if (double.IsNaN(high))
        {
            return null;
        }

        while (high - low > Beyond)
        {
            double middle = (low + high) / 2;
            if (Place(inputs, moved, from + (middle * (end - from)), policy) != decision)
            {
                high = middle;
            }
            else
            {
                low = middle;
            }
        }

        return from + (high * (end - from));
    }

    private static StepDecision? Place(VerdictInput[] inputs, int moved, double to, ClassificationPolicy policy)
    {
        VerdictInput[] changed = [.. inputs];
        Item item = Items[moved];
        double shift = to - inputs[moved].Value!.Value;
        changed[moved] = inputs[moved] with
        {
            Value = to,
            Uncertainty = inputs[moved].Uncertainty is { } range
                ? new Interval(Math.Clamp(range.Lower + shift, item.Lowest, item.Highest), Math.Clamp(range.Upper + shift, item.Lowest, item.Highest))
                : null,
        };
        return Place(Axis(changed, policy, core: true).Index, Axis(changed, policy, core: false).Index, policy);
    }

    private static Refusal Refuse(string name, VerdictInput[] inputs, Interval core, Interval hazard, ClassificationPolicy policy)
    {
        // The missing inputs that can still move an index over a boundary, heaviest first.
        bool hazardCounts = core.Upper <= policy.SupportiveUpTo;
        string[] missing = [.. Enumerable.Range(0, Items.Length)
            .Where(index => inputs[index].Value is null && Items[index].Weight(policy) > 0 && (Items[index].IsCore || hazardCounts || core.Lower <= policy.SupportiveUpTo))
            .OrderByDescending(index => Items[index].Weight(policy))
            .Select(index => Items[index].Words)];
        bool certain = core.Lower > policy.SupportiveUpTo && core.Upper < policy.CoreFrom;
        return missing.Length > 0 && !certain
            ? new Refusal
            {
                Kind = RefusalKind.InsufficientEvidence,
                Reason = $"Nobody has said {string.Join(", ", missing)} of '{name}'; the core index may be anything in {core}, the contract hazard in {hazard}.",
                Remedy = $"Rate {missing[0]} first.",
            }
            : new Refusal
            {
                Kind = RefusalKind.Undecided,
                Reason = string.Create(CultureInfo.InvariantCulture, $"'{name}' lies between core (from {policy.CoreFrom:0.##}) and supportive (up to {policy.SupportiveUpTo:0.##}), or its ranges reach over a boundary: core index {core}, contract hazard {hazard}."),
                Remedy = "Keep the step for now, and look again at the input the smallest change names.",
            };
    }

    private static string[] Strengthen(VerdictInput[] inputs, StepDecision decision, string? regulated, ClassificationPolicy policy)
    {
        List<string> first = [];
        if (decision == StepDecision.DelegateInPieces)
        {
            first.AddRange(Enumerable.Range(0, Items.Length)
                .Where(index => !Items[index].IsCore && Items[index].Weight(policy) > 0)
                .Select(index => (Item: Items[index], Value: Scaled(Items[index], inputs[index], policy).Upper))
                .Where(pair => pair.Value > policy.HazardUpTo)
                .OrderByDescending(pair => pair.Value * pair.Item.Weight(policy))
                .Select(pair => Advice(pair.Item.Name)));
        }

        if (decision != StepDecision.Keep && !string.IsNullOrEmpty(regulated))
        {
            first.Add($"Agree in writing how the partner handles regulated data ({regulated}) before the first record is shared.");
        }

        return [.. first];
    }

    private static string Advice(string item) => item switch
    {
        "assetSpecificity" => "Start with the part that needs nothing made for this business only, and keep what was made for it in your own hands.",
        "uncertainty" => "Write down the exceptions and who decides them, and hand over the predictable cases first.",
        "failureImpact" => "Name the mistakes that must not happen, and check every case until none occurred in a month.",
        _ => "Find a second partner who could step in, and keep the contract short.",
    };

    private static string Summary(string name, StepDecision? decision, Interval core, Interval hazard) => decision switch
    {
        StepDecision.Keep => $"Keep '{name}': it is core (index {core}).",
        StepDecision.Delegate => $"Delegate '{name}': it is supportive (index {core}) and a contract about it carries little hazard ({hazard}).",
        StepDecision.DelegateInPieces => $"Delegate '{name}' in pieces: it is supportive (index {core}) but a contract about it is hazardous ({hazard}).",
        _ => $"No decision about '{name}': core index {core}, contract hazard {hazard}.",
    };

    private static IEnumerable<VerdictInput> Context(string name, string? regulated, ClassificationPolicy policy, Interval core, Interval hazard, WeightSensitivity sensitivity)
    {
        yield return new VerdictInput { Name = "step", Text = name, Origin = EvidenceOrigin.Stated };
        if (regulated is not null)
        {
            yield return new VerdictInput { Name = "regulatedData", Text = regulated, Origin = EvidenceOrigin.Stated };
        }

        foreach (Item item in Items)
        {
            yield return Assumed($"weight.{item.Name}", item.Weight(policy));
        }

        yield return Assumed("boundary.coreFrom", policy.CoreFrom);
        yield return Assumed("boundary.supportiveUpTo", policy.SupportiveUpTo);
        yield return Assumed("boundary.hazardUpTo", policy.HazardUpTo);
        yield return Assumed("fullRevenueShare", policy.FullRevenueShare);
        yield return Derived("coreIndex", core);
        yield return Derived("contractHazard", hazard);
        yield return Derived("sensitivity.coreIndex", sensitivity.CoreIndex);
        yield return Derived("sensitivity.contractHazard", sensitivity.ContractHazard);
        yield return new VerdictInput { Name = "sensitivity.agreement", Value = sensitivity.Agreement, Origin = EvidenceOrigin.Measured };
    }

    private static VerdictInput Assumed(string name, double value) => new() { Name = name, Value = value, Origin = EvidenceOrigin.Assumed };

    private static VerdictInput Derived(string name, Interval range) =>
        new() { Name = name, Value = (range.Lower + range.Upper) / 2, Uncertainty = range, Origin = EvidenceOrigin.Measured };

    private static VerdictInput Rating(string name, StepRating? rating) => new()
    {
        Name = name,
        Value = rating?.Value,
        Unit = "rating 1-5",
        Uncertainty = rating?.Interval,
        Origin = rating?.Origin ?? EvidenceOrigin.Unknown,
    };

    private sealed record Item(string Name, bool IsCore, bool IsReversed, string Words, Func<ClassificationPolicy, double> Weight)
    {
        private bool IsShare => Name == "revenueShare";

        internal double Lowest => IsShare ? 0 : StepRating.Lowest;

        internal double Highest => IsShare ? 1 : StepRating.Highest;

        internal string Unit => IsShare ? "1" : "rating 1-5";

        internal double Scale(double value, ClassificationPolicy policy)
        {
            double scaled = IsShare ? Math.Min(1, value / policy.FullRevenueShare) : (value - StepRating.Lowest) / (StepRating.Highest - StepRating.Lowest);
            return IsReversed ? 1 - scaled : scaled;
        }
    }
}
