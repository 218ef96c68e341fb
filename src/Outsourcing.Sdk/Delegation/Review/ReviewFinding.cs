namespace Outsourcing.Delegation;

/// <summary>Something in a brief that is missing, contradicts itself, or can be misread.</summary>
public sealed record ReviewFinding
{
    /// <summary>Gets the stable code, such as <c>OBR060</c>; codes of <see cref="ReviewRules"/> keep their meaning for ever.</summary>
    public required string Code { get; init; }

    /// <summary>Gets where it stands.</summary>
    public required BriefPlace Place { get; init; }

    /// <summary>Gets how much it matters.</summary>
    public required ReviewSeverity Severity { get; init; }

    /// <summary>Gets what is the matter, in one sentence.</summary>
    public required string Message { get; init; }

    /// <summary>Gets why it leads to work done wrong.</summary>
    public required string Why { get; init; }

    /// <summary>Gets what to do about it.</summary>
    public required string Suggestion { get; init; }

    /// <summary>Gets the words it is about; <see langword="null"/> when something is absent.</summary>
    public string? Words { get; init; }

    /// <summary>Gets the kind of smell, for findings about language.</summary>
    public SmellKind? Smell { get; init; }

    /// <summary>Gets the rewrite of the text at <see cref="Place"/> that removes the finding; <see langword="null"/> when only the owner can settle it.</summary>
    public TextEdit? Rewrite { get; init; }

    /// <summary>Carries out the rewrite.</summary>
    /// <param name="brief">The brief that was reviewed.</param>
    /// <returns>The brief with the rewritten text; what only the owner knows stands in it as a blank in square brackets.</returns>
    /// <exception cref="InvalidOperationException">The finding has no <see cref="Rewrite"/>.</exception>
    /// <exception cref="InvalidBriefException">The brief has no text at <see cref="Place"/>.</exception>
    public DelegationBrief ApplyTo(DelegationBrief brief)
    {
        ArgumentNullException.ThrowIfNull(brief);
        if (Rewrite is not { } edit)
        {
            throw new InvalidOperationException($"{Code} at '{Place}' has no rewrite; it is settled by hand: {Suggestion}");
        }

        BriefText text = brief.Texts().FirstOrDefault(text => text.Place == Place)
            ?? throw new InvalidBriefException(BriefDefect.UnknownPlace, Place.Value, $"No text of brief '{brief.Id}' version {brief.Version} stands there.");
        return brief.WithText(Place, edit.ApplyTo(text.Text));
    }
}
