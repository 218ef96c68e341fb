using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>A marked quiz: evidence of how well a person understands a version.</summary>
public sealed record QuizResult
{
    /// <summary>Gets the brief.</summary>
    public required BriefId Brief { get; init; }

    /// <summary>Gets the version.</summary>
    public required int Version { get; init; }

    /// <summary>Gets the id of the person who took it.</summary>
    public required string Person { get; init; }

    /// <summary>Gets when.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets the marks, one per question of the quiz.</summary>
    public required IReadOnlyList<QuizMark> Marks { get; init => field = ValueList.Copy(value); }

    /// <summary>Gets how many questions were answered right.</summary>
    [JsonIgnore]
    public int Correct => Marks.Count(mark => mark.Right);
}
