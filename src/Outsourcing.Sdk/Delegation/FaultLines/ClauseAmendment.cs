namespace Outsourcing.Delegation;

/// <summary>A clause of a brief that is to change, with its proposed wording.</summary>
public sealed record ClauseAmendment
{
    /// <summary>Gets where it stands, or is to stand.</summary>
    public required BriefPlace Place { get; init; }

    /// <summary>Gets what stands there now; <see langword="null"/> for a clause that is new.</summary>
    public string? Current { get; init; }

    /// <summary>Gets what should stand there; what only the owner knows is a blank in square brackets.</summary>
    public required string Proposed { get; init; }

    /// <summary>Gets the id of the clause that is added; <see langword="null"/> when a text is replaced.</summary>
    public string? NewClause { get; init; }

    /// <summary>Gets the call type a new clause is for; <see langword="null"/> for all calls.</summary>
    public CallTypeId? CallType { get; init; }

    /// <summary>Makes the next version of the brief, with the clause changed and the change logged.</summary>
    /// <param name="brief">The newest version.</param>
    /// <param name="on">The day of the change.</param>
    /// <param name="wording">The owner's wording; <see cref="Proposed"/> when left out.</param>
    /// <returns>The next version; nobody has signed it off yet.</returns>
    /// <exception cref="InvalidBriefException">The brief has no text at <see cref="Place"/>, or has a clause of the new id already.</exception>
    public DelegationBrief ApplyTo(DelegationBrief brief, DateOnly on, string? wording = null)
    {
        ArgumentNullException.ThrowIfNull(brief);
        string text = wording ?? Proposed;
        DelegationBrief changed = NewClause is { } id
            ? brief with { Clauses = [.. brief.Clauses, new BriefClause { Id = id, Text = text, CallType = CallType }] }
            : brief.WithText(Place, text);
        return changed with
        {
            Version = brief.Version + 1,
            ChangeLog = [.. brief.ChangeLog, new BriefChange { Version = brief.Version + 1, On = on, Summary = NewClause is null ? $"Reworded '{Place}' after calls that failed by it." : $"Added the clause '{NewClause}' after calls that failed for want of it." }],
        };
    }
}
