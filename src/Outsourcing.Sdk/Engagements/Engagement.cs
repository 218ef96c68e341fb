using System.Text.Json.Serialization;
using Outsourcing.Calls;
using Outsourcing.Delegation;
using Outsourcing.Partners;

namespace Outsourcing.Engagements;

/// <summary>A partner that delivers a brief, version by version, on telephone numbers over a period.</summary>
/// <remarks>
/// Immutable: each method returns the engagement as it is afterwards. What happened is kept in full, so that any moment can be
/// looked at again, and each call is judged by the version of the brief that applied when it started. Equality is by content.
/// </remarks>
public sealed class Engagement : IEquatable<Engagement>
{
    private readonly EngagementSnapshot _now;

    /// <summary>Initializes the engagement from what happened to it.</summary>
    /// <param name="id">The engagement's id.</param>
    /// <param name="partner">The partner that delivers.</param>
    /// <param name="brief">The brief that is delivered.</param>
    /// <param name="from">When the agreed period begins.</param>
    /// <param name="until">When the agreed period ends, itself outside; <see langword="null"/> for an open end.</param>
    /// <param name="changes">What happened, oldest first; nothing when left out.</param>
    /// <exception cref="ArgumentException">The period ends before it begins.</exception>
    /// <exception cref="EngagementTransitionException">A change is not possible after the ones before it.</exception>
    [JsonConstructor]
    public Engagement(
        EngagementId id,
        PartnerId partner,
        BriefId brief,
        DateTimeOffset from,
        DateTimeOffset? until = null,
        IReadOnlyList<EngagementChange>? changes = null)
    {
        // The default of an id names nothing and says so.
        _ = (id.Value, partner.Value, brief.Value);
        if (until <= from)
        {
            throw new ArgumentException($"The period of the engagement '{id}' ends at {until:O}, not after its beginning at {from:O}.", nameof(until));
        }

        Id = id;
        Partner = partner;
        Brief = brief;
        From = from;
        Until = until;
        Changes = ValueList.Copy(changes ?? []);
        _now = EngagementSnapshot.Start;
        foreach (EngagementChange change in Changes)
        {
            _now = _now.After(change, id);
        }
    }

    /// <summary>Gets the engagement's id.</summary>
    public EngagementId Id { get; }

    /// <summary>Gets the partner that delivers.</summary>
    public PartnerId Partner { get; }

    /// <summary>Gets the brief that is delivered.</summary>
    public BriefId Brief { get; }

    /// <summary>Gets when the agreed period begins.</summary>
    public DateTimeOffset From { get; }

    /// <summary>Gets when the agreed period ends, itself outside; <see langword="null"/> for an open end.</summary>
    public DateTimeOffset? Until { get; }

    /// <summary>Gets what happened, oldest first.</summary>
    public IReadOnlyList<EngagementChange> Changes { get; }

    /// <summary>Gets where the engagement is after all that happened.</summary>
    [JsonIgnore]
    public EngagementState State => _now.State;

    /// <summary>Gets the numbers the partner answers after all that happened, in the order they were assigned.</summary>
    [JsonIgnore]
    public IReadOnlyList<PhoneNumber> Numbers => _now.Numbers;

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }

    /// <summary>Proposes an engagement.</summary>
    /// <param name="id">The engagement's id.</param>
    /// <param name="partner">The partner that is to deliver.</param>
    /// <param name="brief">The brief that is to be delivered.</param>
    /// <param name="from">When the period begins.</param>
    /// <param name="until">When it ends; <see langword="null"/> for an open end.</param>
    /// <returns>The engagement, in state <see cref="EngagementState.Proposed"/>.</returns>
    /// <exception cref="ArgumentException">The period ends before it begins.</exception>
    public static Engagement Propose(EngagementId id, PartnerId partner, BriefId brief, DateTimeOffset from, DateTimeOffset? until = null) =>
        new(id, partner, brief, from, until);

    /// <summary>Notes that both sides agree.</summary>
    /// <param name="at">When.</param>
    /// <param name="by">Who said so; <see langword="null"/> when it does not matter.</param>
    /// <returns>The engagement afterwards.</returns>
    /// <exception cref="EngagementTransitionException">It is not <see cref="EngagementState.Proposed"/>.</exception>
    public Engagement Agree(DateTimeOffset at, PersonalText? by = null) => After(EngagementChangeKind.Agreed, at, by);

    /// <summary>Notes that calls begin to go to the partner.</summary>
    /// <param name="at">When.</param>
    /// <param name="by">Who said so; <see langword="null"/> when it does not matter.</param>
    /// <returns>The engagement afterwards.</returns>
    /// <exception cref="EngagementTransitionException">It is not <see cref="EngagementState.Agreed"/>, or has no number or no version of the brief.</exception>
    public Engagement Start(DateTimeOffset at, PersonalText? by = null) => After(EngagementChangeKind.Started, at, by);

    /// <summary>Notes that calls go to the business again for a while.</summary>
    /// <param name="at">When.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who said so; <see langword="null"/> when it does not matter.</param>
    /// <returns>The engagement afterwards.</returns>
    /// <exception cref="EngagementTransitionException">It is not <see cref="EngagementState.Active"/>.</exception>
    public Engagement Pause(DateTimeOffset at, string reason, PersonalText? by = null) => After(EngagementChangeKind.Paused, at, by, reason);

    /// <summary>Notes that calls go to the partner again.</summary>
    /// <param name="at">When.</param>
    /// <param name="by">Who said so; <see langword="null"/> when it does not matter.</param>
    /// <returns>The engagement afterwards.</returns>
    /// <exception cref="EngagementTransitionException">It is not <see cref="EngagementState.Paused"/>.</exception>
    public Engagement Resume(DateTimeOffset at, PersonalText? by = null) => After(EngagementChangeKind.Resumed, at, by);

    /// <summary>Notes the end: withdrawn before the agreement, or ended after it.</summary>
    /// <param name="at">When.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who said so; <see langword="null"/> when it does not matter.</param>
    /// <returns>The engagement afterwards.</returns>
    /// <exception cref="EngagementTransitionException">It is <see cref="EngagementState.Ended"/> already.</exception>
    public Engagement Finish(DateTimeOffset at, string reason, PersonalText? by = null) => After(EngagementChangeKind.Ended, at, by, reason);

    /// <summary>Notes a number the partner answers from now on.</summary>
    /// <param name="number">The number.</param>
    /// <param name="at">When.</param>
    /// <param name="by">Who said so; <see langword="null"/> when it does not matter.</param>
    /// <returns>The engagement afterwards.</returns>
    /// <exception cref="EngagementTransitionException">It is <see cref="EngagementState.Ended"/>, or has the number already.</exception>
    public Engagement AssignNumber(PhoneNumber number, DateTimeOffset at, PersonalText? by = null) =>
        After(EngagementChangeKind.NumberAssigned, at, by, number: number);

    /// <summary>Notes a number the partner no longer answers.</summary>
    /// <param name="number">The number.</param>
    /// <param name="at">When.</param>
    /// <param name="by">Who said so; <see langword="null"/> when it does not matter.</param>
    /// <returns>The engagement afterwards.</returns>
    /// <exception cref="EngagementTransitionException">It is <see cref="EngagementState.Ended"/>, or has no such number.</exception>
    public Engagement ReleaseNumber(PhoneNumber number, DateTimeOffset at, PersonalText? by = null) =>
        After(EngagementChangeKind.NumberReleased, at, by, number: number);

    /// <summary>Notes the version of the brief that applies from now on.</summary>
    /// <param name="version">The version: above the one in force.</param>
    /// <param name="at">When.</param>
    /// <param name="by">Who said so; <see langword="null"/> when it does not matter.</param>
    /// <returns>The engagement afterwards.</returns>
    /// <exception cref="EngagementTransitionException">It is <see cref="EngagementState.Ended"/>, or the version is not above the one in force.</exception>
    public Engagement PutInForce(int version, DateTimeOffset at, PersonalText? by = null) =>
        After(EngagementChangeKind.BriefPutInForce, at, by, version: version);

    /// <summary>Gets where the engagement was at a moment.</summary>
    /// <param name="at">The moment.</param>
    /// <returns>The state by what had happened until then.</returns>
    public EngagementState StateAt(DateTimeOffset at) => SnapshotAt(at).State;

    /// <summary>Gets the numbers the partner answered at a moment.</summary>
    /// <param name="at">The moment.</param>
    /// <returns>The numbers, in the order they were assigned.</returns>
    public IReadOnlyList<PhoneNumber> NumbersAt(DateTimeOffset at) => SnapshotAt(at).Numbers;

    /// <summary>Gets the version of the brief by which a call that started at a moment is judged.</summary>
    /// <param name="at">When the call started.</param>
    /// <returns>
    /// The newest version put in force until then, or <see langword="null"/> when there was none, or when the moment is outside the
    /// period, before the start or after the end. While the engagement is paused the version stays in force for calls that still
    /// reach the partner.
    /// </returns>
    public BriefInForce? BriefVersionInForce(DateTimeOffset at)
    {
        EngagementSnapshot then = SnapshotAt(at);
        return InPeriod(at) && then.State is EngagementState.Active or EngagementState.Paused && then.Version is { } version
            ? new BriefInForce { Brief = Brief, Version = version, Since = then.VersionSince }
            : null;
    }

    /// <summary>Tells whether a call is one the partner was to handle under this engagement.</summary>
    /// <param name="call">The call; its start and the business number it came to, or was diverted from, decide.</param>
    /// <returns>Whether the engagement was active and had the number when the call started; not when either is unknown.</returns>
    public bool Handles(CallFacts call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.StartedAt is not { } start || !InPeriod(start))
        {
            return false;
        }

        EngagementSnapshot then = SnapshotAt(start);
        return then.State == EngagementState.Active
            && ((call.Dialled is { } dialled && then.Numbers.Contains(dialled))
                || (call.ForwardedFrom is { } forwarded && then.Numbers.Contains(forwarded)));
    }

    /// <inheritdoc/>
    public bool Equals(Engagement? other) =>
        other is not null
        && Id == other.Id
        && Partner == other.Partner
        && Brief == other.Brief
        && From == other.From
        && Until == other.Until
        && Changes.Equals(other.Changes)
        && Equals(Unknown, other.Unknown);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Engagement);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Partner, Brief, From, Until, Changes);

    /// <summary>Gets the id and the state.</summary>
    /// <returns>For example <c>reception-2026 (Active)</c>.</returns>
    public override string ToString() => $"{Id} ({State})";

    private bool InPeriod(DateTimeOffset at) => at >= From && !(at >= Until);

    private EngagementSnapshot SnapshotAt(DateTimeOffset at) =>
        Changes.TakeWhile(change => change.At <= at).Aggregate(EngagementSnapshot.Start, (snapshot, change) => snapshot.After(change, Id));

    private Engagement After(
        EngagementChangeKind kind,
        DateTimeOffset at,
        PersonalText? by,
        string? reason = null,
        PhoneNumber? number = null,
        int? version = null)
    {
        EngagementChange change = new() { Kind = kind, At = at, By = by, Reason = reason, Number = number, BriefVersion = version };
        return new Engagement(Id, Partner, Brief, From, Until, [.. Changes, change]) { Unknown = Unknown };
    }
}
