using Outsourcing.Partners;

namespace Outsourcing.Testing;

/// <summary>Puts candidates and criteria together, so that a ranking can be computed.</summary>
/// <remarks>Immutable: each word gives a new builder.</remarks>
public sealed class CandidatesBuilder
{
    private readonly IReadOnlyList<PartnerBuilder> _candidates;

    /// <summary>Initializes a builder with the criteria of <see cref="DefaultCriteria"/> and no candidate.</summary>
    public CandidatesBuilder()
        : this(DefaultCriteria, [])
    {
    }

    private CandidatesBuilder(IReadOnlyList<PartnerCriterion> criteria, IReadOnlyList<PartnerBuilder> candidates)
    {
        Criteria = ValueList.Copy(criteria);
        _candidates = candidates;
    }

    /// <summary>Gets a criterion for each question about a partner: answered in time (half of the calls at least), the quiz on the brief, mistakes mended, price in GBP.</summary>
    public static IReadOnlyList<PartnerCriterion> DefaultCriteria { get; } = ValueList.Copy<PartnerCriterion>(
    [
        new() { Id = PartnerBuilder.InTime, Name = "Answered within 20 seconds", Question = PartnerQuestion.Capability, Value = ValueFunction.Linear(worst: 0.5, best: 1), Weight = 4, KnockOut = 0.5 },
        new() { Id = PartnerBuilder.Quiz, Name = "Quiz on the brief", Question = PartnerQuestion.Understanding, Value = ValueFunction.Linear(worst: 0.4, best: 1), Weight = 3, Source = EvidenceSource.BriefQuiz },
        new() { Id = PartnerBuilder.MendedInADay, Name = "Mistakes mended in a day", Question = PartnerQuestion.Commitment, Value = ValueFunction.Linear(worst: 0, best: 1), Weight = 2 },
        new() { Id = PartnerBuilder.MonthlyPrice, Name = "Price per month", Question = PartnerQuestion.Price, Unit = "GBP", Value = ValueFunction.Linear(worst: 900, best: 200), Weight = 1, Source = EvidenceSource.Price },
    ]);

    /// <summary>Gets the criteria.</summary>
    public IReadOnlyList<PartnerCriterion> Criteria { get; }

    /// <summary>Gets the candidates.</summary>
    public IReadOnlyList<Partner> Partners => ValueList.Copy(_candidates.Select(candidate => candidate.Build()));

    /// <summary>Gets what is known of them, on the criteria there are.</summary>
    public IReadOnlyList<PartnerEvidence> Evidence =>
        ValueList.Copy(_candidates.SelectMany(candidate => candidate.Evidence).Where(known => Criteria.Any(criterion => criterion.Id == known.Criterion)));

    /// <summary>Adds a candidate.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <returns>A builder with it.</returns>
    /// <exception cref="ArgumentException">There is a candidate of that id.</exception>
    public CandidatesBuilder Add(PartnerBuilder candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        return _candidates.Any(other => other.Build().Id == candidate.Build().Id)
            ? throw new ArgumentException($"The candidate '{candidate.Build().Id}' is there already.", nameof(candidate))
            : new(Criteria, [.. _candidates, candidate]);
    }

    /// <summary>Compares by other criteria.</summary>
    /// <param name="criteria">All criteria, in place of those there are.</param>
    /// <returns>A builder with them.</returns>
    public CandidatesBuilder WithCriteria(params IReadOnlyList<PartnerCriterion> criteria)
    {
        ArgumentNullException.ThrowIfNull(criteria);
        return new(criteria, _candidates);
    }

    /// <summary>Weighs a criterion differently.</summary>
    /// <param name="criterion">The criterion's name.</param>
    /// <param name="weight">The points; 0 or more.</param>
    /// <returns>A builder with it.</returns>
    /// <exception cref="ArgumentException">There is no such criterion.</exception>
    public CandidatesBuilder Weighing(string criterion, double weight) => Criteria.Any(known => known.Id == criterion)
        ? new([.. Criteria.Select(known => known.Id == criterion ? known with { Weight = weight } : known)], _candidates)
        : throw new ArgumentException($"There is no criterion '{criterion}'; there are {string.Join(", ", Criteria.Select(known => known.Id))}.", nameof(criterion));

    /// <summary>Scores the candidates.</summary>
    /// <returns>A score of each.</returns>
    public IReadOnlyList<PartnerScore> Score() => PartnerScoring.Score(Criteria, Partners, Evidence);

    /// <summary>Ranks the candidates.</summary>
    /// <param name="policy">The thresholds; the defaults when left out.</param>
    /// <param name="cancellationToken">Cancels the analysis.</param>
    /// <returns>The ranking, or why there is none.</returns>
    public Verdict<PartnerRanking> Rank(RankingPolicy? policy = null, CancellationToken cancellationToken = default) =>
        PartnerRanking.Rank(Criteria, Partners, Evidence, policy, cancellationToken);
}
