using System.Globalization;
using Outsourcing.Statistics;

namespace Outsourcing.Partners;

/// <summary>Turns evidence into values: counts with their uncertainty, measurements with their range, the unknown as [0, 1].</summary>
public static class PartnerScoring
{
    /// <summary>Scores partners.</summary>
    /// <param name="criteria">The criteria; names differ, and at least one has a weight.</param>
    /// <param name="partners">The partners.</param>
    /// <param name="evidence">What is known; evidence of the same share adds up, the last measurement counts.</param>
    /// <returns>One score per partner, in their order.</returns>
    /// <remarks>
    /// Shares of several partners are drawn toward what they have in common (beta-binomial empirical Bayes), with a common strength
    /// of at most the median number of trials, so that a partner's own evidence keeps its say.
    /// That bound is this project's own proposal.
    /// </remarks>
    /// <exception cref="ArgumentException">There is no criterion or partner, a name stands twice, or evidence names an unknown criterion or partner.</exception>
    public static IReadOnlyList<PartnerScore> Score(IReadOnlyList<PartnerCriterion> criteria, IReadOnlyList<Partner> partners, IReadOnlyList<PartnerEvidence> evidence)
    {
        Check(criteria, partners, evidence);
        IReadOnlyList<double> weights = CriteriaWeights.Direct([.. criteria.Select(criterion => criterion.Weight)]);
        CriterionScore[][] byCriterion = [.. criteria.Select(criterion => Score(criterion, partners, [.. evidence.Where(item => item.Criterion == criterion.Id)]))];
        return ValueList.Copy(partners.Select((partner, index) => Total(partner.Id, [.. byCriterion.Select(column => column[index])], weights)));
    }

    internal static PartnerScore Total(PartnerId partner, CriterionScore[] scores, IReadOnlyList<double> weights)
    {
        double value = 0;
        double cautious = 0;
        double lower = 0;
        double upper = 0;
        double known = 0;
        for (int index = 0; index < scores.Length; index++)
        {
            value += weights[index] * scores[index].Value;
            cautious += weights[index] * scores[index].Cautious;
            lower += weights[index] * scores[index].Range.Lower;
            upper += weights[index] * scores[index].Range.Upper;
            known += scores[index].IsKnown ? weights[index] : 0;
        }

        // Rounding of the sum must not leave [0, 1].
        return new PartnerScore
        {
            Partner = partner,
            Criteria = scores,
            Total = Math.Min(1, value),
            Cautious = Math.Min(1, cautious),
            Range = new Interval(Math.Min(1, lower), Math.Min(1, upper)),
            KnownWeight = Math.Min(1, known),
        };
    }

    private static CriterionScore[] Score(PartnerCriterion criterion, IReadOnlyList<Partner> partners, PartnerEvidence[] evidence)
    {
        Proportion[] shares = [.. partners.Select(partner => evidence
            .Where(item => item.Partner == partner.Id && item.Counted is not null)
            .Aggregate(new Proportion(0, 0), (sum, item) => sum + item.Counted!.Value))];
        (double alpha, double beta) = Common(shares);
        return [.. partners.Select((partner, index) =>
            shares[index].Trials > 0 ? Counted(criterion, shares[index], alpha, beta)
            : evidence.LastOrDefault(item => item.Partner == partner.Id && item.Measured is not null) is { } measured ? Measured(criterion, measured)
            : new CriterionScore { Criterion = criterion.Id, Value = 0.5, Range = new Interval(0, 1) })];
    }

    private static CriterionScore Counted(PartnerCriterion criterion, Proportion share, double alpha, double beta)
    {
        double a = share.Successes + alpha;
        double b = share.Trials - share.Successes + beta;
        double mean = a / (a + b);
        Interval range = new(SpecialFunctions.BetaQuantile(0.025, a, b), SpecialFunctions.BetaQuantile(0.975, a, b));
        // A demand is held against the partner's own counts: nobody is out for what others did.
        return Of(criterion, mean, range, share.ConfidenceInterval(), share.Trials);
    }

    private static CriterionScore Measured(PartnerCriterion criterion, PartnerEvidence evidence)
    {
        double measured = evidence.Measured!.Value;
        Interval range = evidence.Range ?? new Interval(measured, measured);
        return Of(criterion, measured, range, range, null);
    }

    private static CriterionScore Of(PartnerCriterion criterion, double measured, Interval range, Interval own, double? sampleSize)
    {
        bool benefit = criterion.Value.Direction == CriterionDirection.Benefit;
        return new CriterionScore
        {
            Criterion = criterion.Id,
            Value = criterion.Value.Of(measured),
            Range = criterion.Value.Of(range),
            Measured = measured,
            SampleSize = sampleSize,
            IsKnown = true,

            // Out only when even the friendly end of the range misses: doubt is no knock-out.
            IsKnockedOut = criterion.KnockOut is { } limit && (benefit ? own.Upper < limit : own.Lower > limit),
        };
    }

    private static (double Alpha, double Beta) Common(Proportion[] shares)
    {
        Proportion[] observed = [.. shares.Where(share => share.Trials > 0)];
        if (observed.Length < 2)
        {
            // Jeffreys' prior: nobody to learn from.
            return (0.5, 0.5);
        }

        Shrinkage fit = Shrinkage.MaximumLikelihood(observed);
        double[] trials = [.. observed.Select(share => share.Trials).Order()];
        double strength = Math.Min(fit.Alpha + fit.Beta, Math.Max(1, Estimate.Quantile(trials, 0.5)));
        double mean = Math.Clamp(fit.Alpha / (fit.Alpha + fit.Beta), 1e-6, 1 - 1e-6);
        return (mean * strength, (1 - mean) * strength);
    }

    private static void Check(IReadOnlyList<PartnerCriterion> criteria, IReadOnlyList<Partner> partners, IReadOnlyList<PartnerEvidence> evidence)
    {
        ArgumentNullException.ThrowIfNull(criteria);
        ArgumentNullException.ThrowIfNull(partners);
        ArgumentNullException.ThrowIfNull(evidence);
        if (criteria.Count == 0 || partners.Count == 0)
        {
            throw new ArgumentException("Scoring needs at least one criterion and one partner.", criteria.Count == 0 ? nameof(criteria) : nameof(partners));
        }

        if (criteria.GroupBy(criterion => criterion.Id, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"The criterion '{twice.Key}' stands twice.", nameof(criteria));
        }

        if (partners.GroupBy(partner => partner.Id).FirstOrDefault(group => group.Count() > 1) is { } same)
        {
            throw new ArgumentException($"The partner '{same.Key}' stands twice.", nameof(partners));
        }

        foreach (PartnerEvidence item in evidence)
        {
            if (criteria.All(criterion => criterion.Id != item.Criterion) || partners.All(partner => partner.Id != item.Partner))
            {
                throw new ArgumentException($"Evidence names the criterion '{item.Criterion}' and the partner '{item.Partner}'; both must be among those scored.", nameof(evidence));
            }

            if (item.Counted is null == item.Measured is null || (item.Measured is { } measured && !double.IsFinite(measured)))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Evidence of '{item.Criterion}' for '{item.Partner}' is either a share or a finite measurement, not {item.Counted} and {item.Measured}."), nameof(evidence));
            }
        }
    }
}
