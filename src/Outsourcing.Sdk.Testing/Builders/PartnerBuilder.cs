using Outsourcing.Partners;

namespace Outsourcing.Testing;

/// <summary>Makes a candidate with what is known of it, by the criteria of <see cref="CandidatesBuilder.DefaultCriteria"/> or others.</summary>
/// <remarks>
/// Immutable: each word gives a new builder. Without further words it is a good candidate: 180 of 200 calls answered in time, 18 of 20
/// questions of the quiz right, 17 of 20 mistakes mended in a day, 540 a month.
/// </remarks>
public sealed class PartnerBuilder
{
    /// <summary>The criterion of <see cref="AnsweredInTime"/>: the share of calls answered in time.</summary>
    public const string InTime = "in-time";

    /// <summary>The criterion of <see cref="Understood"/>: the share of right answers in the quiz on the brief.</summary>
    public const string Quiz = "quiz";

    /// <summary>The criterion of <see cref="Mended"/>: the share of mistakes mended in a day.</summary>
    public const string MendedInADay = "mended";

    /// <summary>The criterion of <see cref="Price"/>: the price per month.</summary>
    public const string MonthlyPrice = "price";

    private readonly Partner _partner;
    private readonly IReadOnlyDictionary<string, PartnerEvidence> _evidence;

    /// <summary>Initializes the builder.</summary>
    /// <param name="id">The partner's id, such as <c>north</c>.</param>
    /// <param name="name">The name; the id when left out.</param>
    public PartnerBuilder(string id, string? name = null)
        : this(new Partner { Id = PartnerId.From(id), Name = name ?? id }, ValueMap.Empty<PartnerEvidence>())
    {
        _evidence = AnsweredInTime(180, 200).Understood(18, 20).Mended(17, 20).Price(540)._evidence;
    }

    private PartnerBuilder(Partner partner, IReadOnlyDictionary<string, PartnerEvidence> evidence)
    {
        _partner = partner;
        _evidence = evidence;
    }

    /// <summary>Gets what is known of it, by criterion.</summary>
    public IReadOnlyList<PartnerEvidence> Evidence => ValueList.Copy(_evidence.Values);

    /// <summary>Says which number calls are forwarded to.</summary>
    /// <param name="number">The number.</param>
    /// <returns>A builder with it.</returns>
    public PartnerBuilder ReachedAt(PhoneNumber number) => new(_partner with { Number = number }, _evidence);

    /// <summary>Says how many calls were answered in time.</summary>
    /// <param name="calls">How many.</param>
    /// <param name="of">Out of how many.</param>
    /// <returns>A builder with it.</returns>
    public PartnerBuilder AnsweredInTime(int calls, int of) => Counted(InTime, calls, of);

    /// <summary>Says how many questions of the quiz on the brief were right.</summary>
    /// <param name="questions">How many.</param>
    /// <param name="of">Out of how many.</param>
    /// <returns>A builder with it.</returns>
    public PartnerBuilder Understood(int questions, int of) => Counted(Quiz, questions, of);

    /// <summary>Says how many mistakes were mended in a day.</summary>
    /// <param name="mistakes">How many.</param>
    /// <param name="of">Out of how many.</param>
    /// <returns>A builder with it.</returns>
    public PartnerBuilder Mended(int mistakes, int of) => Counted(MendedInADay, mistakes, of);

    /// <summary>Says what a month costs.</summary>
    /// <param name="perMonth">The price, in the criterion's currency.</param>
    /// <returns>A builder with it.</returns>
    public PartnerBuilder Price(double perMonth) => Measured(MonthlyPrice, perMonth);

    /// <summary>Says a share, on any criterion.</summary>
    /// <param name="criterion">The criterion's name.</param>
    /// <param name="successes">How many counted.</param>
    /// <param name="trials">Out of how many.</param>
    /// <returns>A builder with it in place of what was known on that criterion.</returns>
    public PartnerBuilder Counted(string criterion, double successes, double trials) => With(PartnerEvidence.Share(_partner.Id, criterion, successes, trials));

    /// <summary>Says a measurement, on any criterion.</summary>
    /// <param name="criterion">The criterion's name.</param>
    /// <param name="measured">The measurement, in the criterion's unit.</param>
    /// <param name="range">The range it is believed to lie in.</param>
    /// <returns>A builder with it in place of what was known on that criterion.</returns>
    public PartnerBuilder Measured(string criterion, double measured, Interval? range = null) => With(PartnerEvidence.Measurement(_partner.Id, criterion, measured, range));

    /// <summary>Says that nothing is known on a criterion.</summary>
    /// <param name="criterion">The criterion's name.</param>
    /// <returns>A builder without it.</returns>
    public PartnerBuilder Unknown(string criterion) => new(_partner, ValueMap.Copy(_evidence.Where(known => known.Key != criterion)));

    /// <summary>Says that nothing is known at all.</summary>
    /// <returns>A builder without evidence.</returns>
    public PartnerBuilder Unknown() => new(_partner, ValueMap.Empty<PartnerEvidence>());

    /// <summary>Makes the partner.</summary>
    /// <returns>The partner.</returns>
    public Partner Build() => _partner;

    private PartnerBuilder With(PartnerEvidence evidence)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(evidence.Criterion);
        return new(_partner, ValueMap.Copy(_evidence.Where(known => known.Key != evidence.Criterion).Append(new(evidence.Criterion, evidence))));
    }
}
