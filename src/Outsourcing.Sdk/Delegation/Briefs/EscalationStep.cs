using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>Whom to try next, and for how long.</summary>
public sealed record EscalationStep
{
    /// <summary>Gets whom to try; <see langword="null"/> for the one on call.</summary>
    public ContactId? Contact { get; init; }

    /// <summary>Gets how long to wait for an answer before the next step.</summary>
    /// <exception cref="InvalidBriefException">The time is negative.</exception>
    public required TimeSpan Wait { get; init => field = BriefRules.Duration(value, "escalationStep.wait")!.Value; }

    /// <summary>Gets how often to try.</summary>
    /// <value>The default is 1.</value>
    /// <exception cref="InvalidBriefException">The number is below 1.</exception>
    public int Attempts { get; init => field = BriefRules.AtLeast(1, value == 0 ? 1 : value, "escalationStep.attempts"); } = 1;

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
