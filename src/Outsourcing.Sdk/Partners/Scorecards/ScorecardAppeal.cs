using System.Text.Json.Serialization;

namespace Outsourcing.Partners;

/// <summary>Where an appeal stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AppealOutcome>))]
public enum AppealOutcome
{
    /// <summary>Not decided yet.</summary>
    Open = 0,

    /// <summary>The score changes.</summary>
    Upheld = 1,

    /// <summary>The score stays.</summary>
    Rejected = 2,
}

/// <summary>A partner's objection to a review, with its evidence and what became of it.</summary>
public sealed record ScorecardAppeal
{
    /// <summary>Gets who objects.</summary>
    public required string By { get; init; }

    /// <summary>Gets when.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets the items objected to.</summary>
    public required IReadOnlyList<string> Items { get; init => field = ValueList.Copy(value); }

    /// <summary>Gets the evidence, such as where in the recording to listen.</summary>
    public required PersonalText Evidence { get; init; }

    /// <summary>Gets where it stands.</summary>
    public AppealOutcome Outcome { get; init; }

    /// <summary>Gets who decided it; <see langword="null"/> while open.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>Gets when it was decided; <see langword="null"/> while open.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Gets the answers as they were before the re-score; empty unless upheld.</summary>
    public IReadOnlyList<ScorecardAnswer> Before { get; init => field = ValueList.Copy(value); } = ValueList.Empty<ScorecardAnswer>();
}
