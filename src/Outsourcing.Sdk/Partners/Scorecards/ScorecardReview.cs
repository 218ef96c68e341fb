using System.Text.Json.Serialization;
using Outsourcing.Calls;

namespace Outsourcing.Partners;

/// <summary>One reviewer's scorecard of one call, with its appeals.</summary>
public sealed record ScorecardReview
{
    /// <summary>Gets the call.</summary>
    public required CallId Call { get; init; }

    /// <summary>Gets the partner that handled it.</summary>
    public required PartnerId Partner { get; init; }

    /// <summary>Gets the name of the template.</summary>
    public required string Template { get; init; }

    /// <summary>Gets the version of the template.</summary>
    public required int TemplateVersion { get; init; }

    /// <summary>Gets who reviewed.</summary>
    public required string Reviewer { get; init; }

    /// <summary>Gets when.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets the answers that stand.</summary>
    public required IReadOnlyList<ScorecardAnswer> Answers { get; init => field = ValueList.Copy(value); }

    /// <summary>Gets the appeals, in order; nothing is deleted.</summary>
    public IReadOnlyList<ScorecardAppeal> Appeals { get; init => field = ValueList.Copy(value); } = ValueList.Empty<ScorecardAppeal>();

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }

    /// <summary>Makes a review by a template.</summary>
    /// <param name="template">The template.</param>
    /// <param name="call">The call.</param>
    /// <param name="partner">The partner that handled it.</param>
    /// <param name="reviewer">Who reviews.</param>
    /// <param name="at">When.</param>
    /// <param name="answers">One answer per item of the template.</param>
    /// <returns>The review.</returns>
    /// <exception cref="ArgumentException">An item has no answer or two, or an answer is to no item.</exception>
    public static ScorecardReview Of(ScorecardTemplate template, CallId call, PartnerId partner, string reviewer, DateTimeOffset at, IReadOnlyList<ScorecardAnswer> answers)
    {
        Scorecard.Check(template, answers);
        ArgumentException.ThrowIfNullOrWhiteSpace(reviewer);
        return new() { Call = call, Partner = partner, Template = template.Id, TemplateVersion = template.Version, Reviewer = reviewer, At = at, Answers = answers };
    }

    /// <summary>Records the partner's objection.</summary>
    /// <param name="by">Who objects.</param>
    /// <param name="at">When.</param>
    /// <param name="items">The items objected to, at least one of those answered.</param>
    /// <param name="evidence">The evidence.</param>
    /// <returns>The review with an open appeal.</returns>
    /// <exception cref="ArgumentException">No item is named, or one that has no answer.</exception>
    /// <exception cref="InvalidOperationException">An appeal is open already.</exception>
    public ScorecardReview Appeal(string by, DateTimeOffset at, IReadOnlyList<string> items, PersonalText evidence)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        ArgumentNullException.ThrowIfNull(items);
        if (items.Count == 0 || items.Any(item => Answers.All(answer => answer.Item != item)))
        {
            throw new ArgumentException($"An appeal names items of the review: {string.Join(", ", Answers.Select(answer => answer.Item))}.", nameof(items));
        }

        return Appeals.Any(appeal => appeal.Outcome == AppealOutcome.Open)
            ? throw new InvalidOperationException("An appeal of this review is open; decide it first.")
            : this with { Appeals = [.. Appeals, new() { By = by, At = at, Items = items, Evidence = evidence }] };
    }

    /// <summary>Decides the open appeal.</summary>
    /// <param name="by">Who decides; neither the reviewer nor who objects.</param>
    /// <param name="at">When.</param>
    /// <param name="rescored">The new answers to items objected to, when it is upheld; none rejects the appeal.</param>
    /// <returns>The review with the answers that now stand; those before are kept with the appeal.</returns>
    /// <exception cref="ArgumentException">The reviewer or the objector decides, or an answer is to an item not objected to.</exception>
    /// <exception cref="InvalidOperationException">No appeal is open.</exception>
    public ScorecardReview DecideAppeal(string by, DateTimeOffset at, params IReadOnlyList<ScorecardAnswer> rescored)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        ArgumentNullException.ThrowIfNull(rescored);
        if (Appeals is not [.., { Outcome: AppealOutcome.Open } open])
        {
            throw new InvalidOperationException("No appeal of this review is open.");
        }

        if (by == Reviewer || by == open.By)
        {
            throw new ArgumentException("An appeal is decided by someone other than the reviewer and the one who objects.", nameof(by));
        }

        if (rescored.FirstOrDefault(answer => !open.Items.Contains(answer.Item)) is { } stray)
        {
            throw new ArgumentException($"'{stray.Item}' was not objected to; the appeal names {string.Join(", ", open.Items)}.", nameof(rescored));
        }

        ScorecardAppeal decided = open with
        {
            Outcome = rescored.Count > 0 ? AppealOutcome.Upheld : AppealOutcome.Rejected,
            DecidedBy = by,
            DecidedAt = at,
            Before = rescored.Count > 0 ? Answers : [],
        };
        return this with
        {
            Answers = [.. Answers.Select(answer => rescored.LastOrDefault(changed => changed.Item == answer.Item) ?? answer)],
            Appeals = [.. Appeals.Take(Appeals.Count - 1), decided],
        };
    }
}
