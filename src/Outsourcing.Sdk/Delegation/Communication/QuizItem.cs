namespace Outsourcing.Delegation;

/// <summary>A question about a brief with answers to choose from.</summary>
public sealed record QuizItem
{
    /// <summary>Gets the id, unique in the quiz.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the part of the brief that holds the answer.</summary>
    public required BriefPlace Place { get; init; }

    /// <summary>Gets the question.</summary>
    public required string Question { get; init; }

    /// <summary>Gets the answers to choose from; exactly one is right.</summary>
    public required IReadOnlyList<string> Choices { get; init => field = ValueList.Copy(value); }

    /// <summary>Gets the right answer, by its position among the choices.</summary>
    public required int Right { get; init; }
}
