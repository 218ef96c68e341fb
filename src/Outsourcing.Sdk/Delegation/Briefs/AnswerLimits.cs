using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>How far the one who answers may go.</summary>
public sealed record AnswerLimits
{
    /// <summary>Gets what may be decided without asking.</summary>
    /// <value>None by default.</value>
    /// <exception cref="InvalidBriefException">There are too many, or one is too long.</exception>
    public IReadOnlyList<string> MayDecide { get; init => field = BriefRules.Texts(value, "answerLimits.mayDecide"); } = ValueList.Empty<string>();

    /// <summary>Gets what is never said.</summary>
    /// <value>None by default.</value>
    /// <exception cref="InvalidBriefException">There are too many, or one is too long.</exception>
    public IReadOnlyList<string> MustNotSay { get; init => field = BriefRules.Texts(value, "answerLimits.mustNotSay"); } = ValueList.Empty<string>();

    /// <summary>Gets what is never promised.</summary>
    /// <value>None by default.</value>
    /// <exception cref="InvalidBriefException">There are too many, or one is too long.</exception>
    public IReadOnlyList<string> MustNotPromise { get; init => field = BriefRules.Texts(value, "answerLimits.mustNotPromise"); } = ValueList.Empty<string>();

    /// <summary>Gets the most that may be granted, waived or spent per call.</summary>
    public Money? SpendingAuthority { get; init; }

    /// <summary>Gets how long a call lasts at most.</summary>
    /// <exception cref="InvalidBriefException">The time is negative.</exception>
    public TimeSpan? MaximumLength { get; init => field = BriefRules.Duration(value, "answerLimits.maximumLength"); }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
