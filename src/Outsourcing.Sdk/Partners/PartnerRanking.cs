using System.Globalization;
using System.Text.Json.Serialization;

namespace Outsourcing.Partners;

/// <summary>How sure a ranking is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RankingCertainty>))]
public enum RankingCertainty
{
    /// <summary>The leader stays first over nearly all plausible weights and values.</summary>
    Clear = 0,

    /// <summary>The leader is first more often than not; the flip says what would change it.</summary>
    Fragile = 1,
}

/// <summary>Where a partner stands.</summary>
public sealed record PartnerStanding
{
    /// <summary>Gets the partner.</summary>
    public required PartnerId Partner { get; init; }

    /// <summary>Gets the rank by <see cref="Cautious"/>: 1 is best, ties share the better rank.</summary>
    public required int Rank { get; init; }

    /// <summary>Gets the weighted sum of the values, 0 to 1.</summary>
    public required double Score { get; init; }

    /// <summary>Gets the weighted sum of the lower ends of what the evidence supports, 0 to 1.</summary>
    public required double Cautious { get; init; }

    /// <summary>Gets what the weighted sum may be.</summary>
    public required Interval Range { get; init; }

    /// <summary>Gets the share of plausible weights and values that put the partner on each rank; the first is rank 1.</summary>
    public required IReadOnlyList<double> RankAcceptability { get; init => field = ValueList.Copy(value); }
}

/// <summary>A ranking of the partners that qualify.</summary>
public sealed record PartnerRanking
{
    private const string Rule = "partners.ranking/1";

    /// <summary>Gets the partners that qualify, best first.</summary>
    public required IReadOnlyList<PartnerStanding> Standings { get; init => field = ValueList.Copy(value); }

    /// <summary>Gets the partners that are knocked out, and the criteria that did it.</summary>
    public required IReadOnlyDictionary<string, string> KnockedOut { get; init => field = ValueMap.Copy(value); }

    /// <summary>Gets how sure the ranking is.</summary>
    public required RankingCertainty Certainty { get; init; }

    /// <summary>Gets the leader.</summary>
    [JsonIgnore]
    public PartnerId Leader => Standings[0].Partner;

    /// <summary>Ranks partners on evidence, and says how sure the ranking is.</summary>
    /// <param name="criteria">The criteria with their weights.</param>
    /// <param name="partners">The partners.</param>
    /// <param name="evidence">What is known of them.</param>
    /// <param name="policy">The thresholds; null takes the defaults.</param>
    /// <param name="cancellationToken">Cancels the analysis.</param>
    /// <returns>
    /// The ranking: clear or fragile; refused as undecided when no partner is first at least half the time, as insufficient
    /// evidence when too little of the leader's weight is known, and as none-qualifies when all are knocked out.
    /// </returns>
    /// <remarks>Weighted sum of cautious values on fixed bounds, so that little evidence does not win by luck; SMAA-2 over weights within a band around those stated and values within their ranges.</remarks>
    public static Verdict<PartnerRanking> Rank(
        IReadOnlyList<PartnerCriterion> criteria, IReadOnlyList<Partner> partners, IReadOnlyList<PartnerEvidence> evidence, RankingPolicy? policy = null, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<PartnerScore> scores = PartnerScoring.Score(criteria, partners, evidence);
        return Decide([.. criteria.Select(criterion => criterion.Id)], CriteriaWeights.Direct([.. criteria.Select(criterion => criterion.Weight)]), scores, policy ?? new RankingPolicy(), cancellationToken);
    }

    /// <summary>Recomputes a verdict from what its explanation lists.</summary>
    /// <param name="explanation">An explanation of <see cref="Rank"/>.</param>
    /// <param name="cancellationToken">Cancels the analysis.</param>
    /// <returns>The same verdict.</returns>
    /// <exception cref="ArgumentException">The explanation is of another rule.</exception>
    public static Verdict<PartnerRanking> Recompute(VerdictExplanation explanation, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        if (explanation.Rule != Rule)
        {
            throw new ArgumentException($"'{explanation.Rule}' is not '{Rule}'.", nameof(explanation));
        }

        (string Name, VerdictInput Input)[] weights = [.. Listed(explanation, "weight of ")];
        (string Name, VerdictInput Input)[] values = [.. Listed(explanation, "value of ")];
        string[] criteria = [.. weights.Select(weight => weight.Name)];
        double[] scaled = [.. weights.Select(weight => weight.Input.Value!.Value)];
        PartnerScore[] scores = [.. values
            .GroupBy(value => value.Input.Text!, StringComparer.Ordinal)
            .Select(group => Relisted(PartnerId.From(group.Key), [.. criteria.Select(criterion => group.Single(value => value.Name == criterion))], scaled))];
        RankingPolicy policy = new()
        {
            WeightBand = explanation.Number("weight band")!.Value,
            ClearAt = explanation.Number("clear at")!.Value,
            FragileAt = explanation.Number("fragile at")!.Value,
            KnownWeightAt = explanation.Number("known weight at")!.Value,
            Draws = (long)explanation.Number("draws")!.Value,
            Seed = (ulong)explanation.Number("seed")!.Value,
        };
        return Decide(criteria, scaled, scores, policy, cancellationToken);
    }

    private static Verdict<PartnerRanking> Decide(string[] criteria, IReadOnlyList<double> weights, IReadOnlyList<PartnerScore> scores, RankingPolicy policy, CancellationToken cancellationToken)
    {
        List<VerdictInput> inputs = Inputs(criteria, weights, scores, policy);
        PartnerScore[] qualified = [.. scores.Where(score => score.KnockedOutBy.Count == 0).OrderByDescending(score => score.Cautious)];
        if (qualified.Length == 0)
        {
            return Refuse(RefusalKind.NoneQualifies, "Every partner is known to miss something demanded.", "Look for other partners, or reconsider what is demanded.", inputs, []);
        }

        RankAcceptability acceptability = Smaa.Analyze(
            [.. qualified.Select(score => score.Criteria.Select(criterion => criterion.Range).ToArray())],
            WeightSpace.Bounded([.. weights.Select(weight => new Interval(Math.Max(0, weight * (1 - policy.WeightBand)), Math.Min(1, weight * (1 + policy.WeightBand))))]),
            policy.Draws,
            policy.Seed,
            cancellationToken);
        double first = acceptability.Acceptability[0][0];
        VerdictCheck known = VerdictCheck.Decide("known weight of the leader", qualified[0].KnownWeight, Comparison.AtLeast, policy.KnownWeightAt);
        VerdictCheck clear = VerdictCheck.Decide("leader first, clear", first, Comparison.AtLeast, policy.ClearAt);
        VerdictCheck fragile = VerdictCheck.Decide("leader first, fragile", first, Comparison.AtLeast, policy.FragileAt);
        VerdictCheck[] checks = [known, clear, fragile];
        VerdictFlip? flip = Flip(criteria, weights, qualified);
        if (!known.Passed)
        {
            return Refuse(
                RefusalKind.InsufficientEvidence,
                string.Create(CultureInfo.InvariantCulture, $"Only {qualified[0].KnownWeight:P0} of what counts is known of {qualified[0].Partner}, who leads."),
                $"Collect evidence on {string.Join(", ", qualified[0].Criteria.Where(score => !score.IsKnown).Select(score => score.Criterion))}.",
                inputs,
                checks);
        }

        if (!fragile.Passed)
        {
            return Refuse(
                RefusalKind.Undecided,
                string.Create(CultureInfo.InvariantCulture, $"{qualified[0].Partner} leads, but is first in only {first:P0} of the plausible weights and values."),
                $"Narrow the widest evidence first: {Widest(weights, qualified)}.",
                inputs,
                checks);
        }

        IReadOnlyList<int> ranks = Ranking.FromScores([.. qualified.Select(score => score.Cautious)]);
        PartnerRanking ranking = new()
        {
            Standings = [.. qualified.Select((score, index) => new PartnerStanding
            {
                Partner = score.Partner,
                Rank = ranks[index],
                Score = score.Total,
                Cautious = score.Cautious,
                Range = score.Range,
                RankAcceptability = acceptability.Acceptability[index],
            })],
            KnockedOut = ValueMap.Copy(scores.Where(score => score.KnockedOutBy.Count > 0).Select(score => KeyValuePair.Create(score.Partner.Value, string.Join(", ", score.KnockedOutBy)))),
            Certainty = clear.Passed ? RankingCertainty.Clear : RankingCertainty.Fragile,
        };
        string summary = string.Create(CultureInfo.InvariantCulture, $"{qualified[0].Partner} leads and is first in {first:P0} of the plausible weights and values: the ranking is {(clear.Passed ? "clear" : "fragile")}.");
        return Verdict.Of(ranking, Explain(summary, inputs, checks, flip));
    }

    private static Verdict<PartnerRanking> Refuse(RefusalKind kind, string reason, string remedy, List<VerdictInput> inputs, VerdictCheck[] checks) =>
        Verdict.Refused<PartnerRanking>(new Refusal { Kind = kind, Reason = reason, Remedy = remedy }, Explain(reason, inputs, checks, null));

    private static VerdictExplanation Explain(string summary, List<VerdictInput> inputs, VerdictCheck[] checks, VerdictFlip? flip) => new()
    {
        Rule = Rule,
        Source = "weighted sum of cautious values on fixed bounds; SMAA-2 (Lahdelma and Salminen 2001) over weights and values; thresholds are this project's own proposal",
        Summary = summary,
        Inputs = inputs,
        Checks = checks,
        Flip = flip,
    };

    private static VerdictFlip? Flip(string[] criteria, IReadOnlyList<double> weights, PartnerScore[] qualified)
    {
        WeightThreshold[] thresholds = [.. WeightThreshold.FindAll([.. qualified.Select(score => score.Criteria.Select(criterion => criterion.Cautious).ToArray())], weights)
            .OrderBy(threshold => Math.Abs(threshold.Delta))];
        return thresholds is [var nearest, ..]
            ? new VerdictFlip
            {
                Input = $"weight of {criteria[nearest.Criterion]}",
                From = nearest.Current,
                To = nearest.Threshold,
                Becomes = $"{qualified[nearest.NewWinner].Partner} leads",
            }
            : null;
    }

    private static string Widest(IReadOnlyList<double> weights, PartnerScore[] qualified) => qualified.Take(2)
        .SelectMany(score => score.Criteria.Select((criterion, index) => (score.Partner, criterion.Criterion, Width: criterion.Range.Width * weights[index])))
        .OrderByDescending(entry => entry.Width)
        .Select(entry => $"{entry.Criterion} of {entry.Partner}")
        .First();

    private static List<VerdictInput> Inputs(string[] criteria, IReadOnlyList<double> weights, IReadOnlyList<PartnerScore> scores, RankingPolicy policy)
    {
        List<VerdictInput> inputs =
        [
            new() { Name = "weight band", Value = policy.WeightBand, Origin = EvidenceOrigin.Assumed },
            new() { Name = "clear at", Value = policy.ClearAt, Origin = EvidenceOrigin.Assumed },
            new() { Name = "fragile at", Value = policy.FragileAt, Origin = EvidenceOrigin.Assumed },
            new() { Name = "known weight at", Value = policy.KnownWeightAt, Origin = EvidenceOrigin.Assumed },
            new() { Name = "draws", Value = policy.Draws, Origin = EvidenceOrigin.Assumed },
            new() { Name = "seed", Value = policy.Seed, Origin = EvidenceOrigin.Assumed },
        ];
        inputs.AddRange(criteria.Select((criterion, index) => new VerdictInput { Name = $"weight of {criterion}", Value = weights[index], Origin = EvidenceOrigin.Stated }));
        foreach (PartnerScore score in scores)
        {
            inputs.AddRange(score.Criteria.Select(criterion => new VerdictInput
            {
                Name = $"value of {criterion.Criterion}",
                Text = score.Partner.Value,
                Value = criterion.Value,
                Uncertainty = criterion.Range,
                SampleSize = criterion.SampleSize is { } size ? (long)size : null,
                Unit = criterion.IsKnockedOut ? "knocked-out" : "1",
                Origin = criterion.IsKnown ? EvidenceOrigin.Measured : EvidenceOrigin.Unknown,
            }));
        }

        return inputs;
    }

    private static PartnerScore Relisted(PartnerId partner, (string Name, VerdictInput Input)[] values, double[] weights)
    {
        CriterionScore[] criteria = [.. values.Select(value => new CriterionScore
        {
            Criterion = value.Name,
            Value = value.Input.Value!.Value,
            Range = value.Input.Uncertainty!.Value,
            SampleSize = value.Input.SampleSize,
            IsKnown = value.Input.Origin != EvidenceOrigin.Unknown,
            IsKnockedOut = value.Input.Unit == "knocked-out",
        })];
        return PartnerScoring.Total(partner, criteria, weights);
    }

    private static IEnumerable<(string Name, VerdictInput Input)> Listed(VerdictExplanation explanation, string prefix) => explanation.Inputs
        .Where(input => input.Name.StartsWith(prefix, StringComparison.Ordinal))
        .Select(input => (input.Name[prefix.Length..], input));
}
