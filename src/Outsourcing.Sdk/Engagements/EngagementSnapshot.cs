namespace Outsourcing.Engagements;

/// <summary>What an engagement amounts to after some of its changes: the one place that knows which change is possible when.</summary>
internal sealed record EngagementSnapshot
{
    internal static readonly EngagementSnapshot Start = new();

    internal EngagementState State { get; private init; }

    internal IReadOnlyList<PhoneNumber> Numbers { get; private init; } = ValueList.Empty<PhoneNumber>();

    internal int? Version { get; private init; }

    internal DateTimeOffset VersionSince { get; private init; }

    private DateTimeOffset LastAt { get; init; } = DateTimeOffset.MinValue;

    internal EngagementSnapshot After(EngagementChange change, EngagementId id)
    {
        Require(State != EngagementState.Ended, "What has ended does not change; propose a new engagement.");
        Require(change.At >= LastAt, $"It is dated {change.At:O}, before the last change at {LastAt:O}; note changes in the order they happened.");
        EngagementSnapshot dated = this with { LastAt = change.At };
        if (change.Kind == EngagementChangeKind.Agreed)
        {
            Require(State == EngagementState.Proposed, "Only a proposed engagement is agreed to.");
            return dated with { State = EngagementState.Agreed };
        }

        if (change.Kind == EngagementChangeKind.Started)
        {
            Require(State == EngagementState.Agreed, "Only an agreed engagement starts.");
            Require(Version is not null, "Put a version of the brief in force first: without one the partner has no instructions.");
            Require(Numbers.Count > 0, "Assign a number first: without one no call reaches the partner.");
            return dated with { State = EngagementState.Active };
        }

        if (change.Kind == EngagementChangeKind.Paused)
        {
            Require(State == EngagementState.Active, "Only an active engagement pauses.");
            return dated with { State = EngagementState.Paused };
        }

        if (change.Kind == EngagementChangeKind.Resumed)
        {
            Require(State == EngagementState.Paused, "Only a paused engagement resumes.");
            return dated with { State = EngagementState.Active };
        }

        if (change.Kind == EngagementChangeKind.Ended)
        {
            return dated with { State = EngagementState.Ended };
        }

        if (change.Kind == EngagementChangeKind.NumberAssigned)
        {
            Require(change.Number is not null, "The change names no number.");
            Require(!Numbers.Contains(change.Number!.Value), "The partner answers this number already.");
            return dated with { Numbers = ValueList.Copy(Numbers.Append(change.Number.Value)) };
        }

        if (change.Kind == EngagementChangeKind.NumberReleased)
        {
            Require(change.Number is { } number && Numbers.Contains(number), "The partner does not answer this number.");
            Require(State != EngagementState.Active || Numbers.Count > 1, "An active engagement keeps a number; pause or finish it first.");
            return dated with { Numbers = ValueList.Copy(Numbers.Where(held => held != change.Number!.Value)) };
        }

        if (change.Kind == EngagementChangeKind.BriefPutInForce)
        {
            Require(change.BriefVersion is >= 1, "The change names no version of the brief (1 or more).");
            Require(!(change.BriefVersion <= Version), $"Version {Version} is in force; a new one is above it.");
            return dated with { Version = change.BriefVersion, VersionSince = change.At };
        }

        return dated;

        void Require(bool holds, string rule)
        {
            if (!holds)
            {
                throw new EngagementTransitionException(id, State, change.Kind, rule);
            }
        }
    }
}
