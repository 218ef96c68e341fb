using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>A brief as a partner's software takes it: what an API or a voice agent needs, nothing of the agreement around it.</summary>
/// <remarks>Serialise it with <see cref="OutsourcingJson.Options"/>; a provider package maps it to that provider's own form.</remarks>
public sealed record CallInstructions
{
    /// <summary>Gets the brief.</summary>
    public required BriefId Brief { get; init; }

    /// <summary>Gets the version.</summary>
    public required int Version { get; init; }

    /// <summary>Gets the language, by its BCP 47 tag.</summary>
    public required string Language { get; init; }

    /// <summary>Gets the words every call is answered with.</summary>
    public string? Greeting { get; init; }

    /// <summary>Gets the words that announce a recording or ask for consent; <see langword="null"/> when calls are not recorded.</summary>
    public string? RecordingNotice { get; init; }

    /// <summary>Gets how long a call lasts at most.</summary>
    public TimeSpan? MaximumLength { get; init; }

    /// <summary>Gets the kinds of calls, with signs, questions and actions in order.</summary>
    public required IReadOnlyList<CallType> CallTypes { get; init => field = ValueList.Copy(value); }

    /// <summary>Gets what to answer to questions of any caller.</summary>
    public required IReadOnlyList<KnowledgeItem> Knowledge { get; init => field = ValueList.Copy(value); }

    /// <summary>Gets the limits for all calls.</summary>
    public AnswerLimits? Limits { get; init; }

    /// <summary>Gets the rules that stand on their own.</summary>
    public required IReadOnlyList<BriefClause> Clauses { get; init => field = ValueList.Copy(value); }

    /// <summary>Gets the hours.</summary>
    public ServiceHours? Hours { get; init; }

    /// <summary>Gets the contacts that actions, turns and escalation name, and their deputies; no others.</summary>
    public required IReadOnlyList<BriefContact> Contacts { get; init => field = ValueList.Copy(value); }

    /// <summary>Gets the schedule of who is on call.</summary>
    public OnCallSchedule? OnCall { get; init; }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }

    /// <summary>Takes from a brief what a partner's software needs.</summary>
    /// <param name="brief">The brief.</param>
    /// <returns>The instructions.</returns>
    public static CallInstructions From(DelegationBrief brief)
    {
        ArgumentNullException.ThrowIfNull(brief);
        HashSet<ContactId> named = [.. Named(brief)];
        int before;
        do
        {
            before = named.Count;
            named.UnionWith(brief.Contacts.Where(contact => named.Contains(contact.Id) && contact.Deputy is not null).Select(contact => contact.Deputy!.Value));
        }
        while (named.Count > before);

        return new()
        {
            Brief = brief.Id,
            Version = brief.Version,
            Language = brief.Language,
            Greeting = brief.Greeting,
            RecordingNotice = brief.DataProtection is { Recording: { } consent } protection && consent != RecordingConsent.None ? protection.RecordingNotice : null,
            MaximumLength = brief.Limits?.MaximumLength,
            CallTypes = brief.CallTypes,
            Knowledge = brief.Knowledge,
            Limits = brief.Limits,
            Clauses = brief.Clauses,
            Hours = brief.Hours,
            Contacts = [.. brief.Contacts.Where(contact => named.Contains(contact.Id))],
            OnCall = brief.OnCall,
        };
    }

    private static IEnumerable<ContactId> Named(DelegationBrief brief) =>
        brief.CallTypes.SelectMany(type => type.Actions).Select(action => action.Contact)
            .Concat(brief.OnCall?.Escalation.Select(step => step.Contact) ?? [])
            .OfType<ContactId>()
            .Concat(brief.OnCall?.Rotations.SelectMany(rotation => rotation.Contacts) ?? [])
            .Concat(brief.OnCall?.Overrides.Select(one => one.Contact) ?? []);
}
