namespace Outsourcing.Engagements;

/// <summary>A change was asked for that the state of the engagement does not allow.</summary>
public sealed class EngagementTransitionException : OutsourcingException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="engagement">The engagement.</param>
    /// <param name="state">The state it is in.</param>
    /// <param name="change">What was asked for.</param>
    /// <param name="rule">The rule that forbids it, as a sentence.</param>
    public EngagementTransitionException(EngagementId engagement, EngagementState state, EngagementChangeKind change, string rule)
        : base($"The engagement '{engagement}' is {state}; '{change}' is not possible. {rule}")
    {
        Engagement = engagement;
        State = state;
        Change = change;
    }

    /// <summary>Gets the engagement.</summary>
    public EngagementId Engagement { get; }

    /// <summary>Gets the state it is in.</summary>
    public EngagementState State { get; }

    /// <summary>Gets what was asked for.</summary>
    public EngagementChangeKind Change { get; }
}
