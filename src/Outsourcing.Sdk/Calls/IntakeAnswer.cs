namespace Outsourcing.Calls;

/// <summary>An answer to a question of the brief.</summary>
public sealed record IntakeAnswer
{
    /// <summary>Gets the question's id in the brief or at the provider.</summary>
    public required string QuestionId { get; init; }

    /// <summary>Gets the question as it was asked.</summary>
    public string? Question { get; init; }

    /// <summary>Gets the answer as JSON text, of whatever shape the question has; <see langword="null"/> when none was given.</summary>
    public PersonalText? Value { get; init; }

    /// <summary>Gets why the partner's software believes so.</summary>
    public PersonalText? Rationale { get; init; }

    /// <summary>Gets where the answer comes from.</summary>
    public IntakeProvenance? Provenance { get; init; }
}
