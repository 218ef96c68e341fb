using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>Everything a partner needs to answer calls for the business, in one document that cannot be misread.</summary>
/// <remarks>
/// Immutable. A part that is missing is a finding of the review, not an error: a first brief has gaps. What no reader could
/// act on is refused when it is set: two accountable parties, an unknown time zone, deputies in a circle, two elements of one
/// id, a text above <see cref="BriefRules.MaximumTextLength"/>. Equality is by content, lists in order.
/// </remarks>
public sealed partial record DelegationBrief
{
    /// <summary>Gets the id, shared by all versions.</summary>
    public required BriefId Id { get; init; }

    /// <summary>Gets the version: 1 or more.</summary>
    /// <exception cref="InvalidBriefException">The number is below 1.</exception>
    public required int Version { get; init => field = BriefRules.AtLeast(1, value, "version"); }

    /// <summary>Gets the title.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public required string Title { get; init => field = BriefRules.Text(value, "delegationBrief.title"); }

    /// <summary>Gets the language of the texts, by its BCP 47 tag.</summary>
    /// <value>The default is <c>en</c>.</value>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public string Language { get; init => field = BriefRules.Text(value ?? "en", "language"); } = "en";

    /// <summary>Gets the delegated task the brief is for.</summary>
    public DelegationTaskId? Task { get; init; }

    /// <summary>Gets what the business wants to reach by it.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public string? Purpose { get; init => field = BriefRules.OptionalText(value, "delegationBrief.purpose"); }

    /// <summary>Gets what starts the work.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public string? Trigger { get; init => field = BriefRules.OptionalText(value, "delegationBrief.trigger"); }

    /// <summary>Gets the words every call is answered with.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public string? Greeting { get; init => field = BriefRules.OptionalText(value, "delegationBrief.greeting"); }

    /// <summary>Gets what the one who answers needs from the business.</summary>
    /// <value>None by default.</value>
    /// <exception cref="InvalidBriefException">There are too many, or two of one id.</exception>
    public IReadOnlyList<BriefInput> Inputs { get; init => field = BriefRules.Keyed(value, item => item.Id, "delegationBrief.inputs"); } = ValueList.Empty<BriefInput>();

    /// <summary>Gets the kinds of calls.</summary>
    /// <value>None by default.</value>
    /// <exception cref="InvalidBriefException">There are too many, or two of one id.</exception>
    public IReadOnlyList<CallType> CallTypes { get; init => field = BriefRules.Keyed(value, item => item.Id, "delegationBrief.callTypes"); } = ValueList.Empty<CallType>();

    /// <summary>Gets what to answer to questions of any caller.</summary>
    /// <value>None by default.</value>
    /// <exception cref="InvalidBriefException">There are too many.</exception>
    public IReadOnlyList<KnowledgeItem> Knowledge { get; init => field = BriefRules.Items(value, "delegationBrief.knowledge"); } = ValueList.Empty<KnowledgeItem>();

    /// <summary>Gets the limits for all calls.</summary>
    public AnswerLimits? Limits { get; init; }

    /// <summary>Gets what the business judges the work by.</summary>
    /// <value>None by default.</value>
    /// <exception cref="InvalidBriefException">There are too many, or two of one id.</exception>
    public IReadOnlyList<OutcomeMetric> Outcomes { get; init => field = BriefRules.Keyed(value, item => item.Id, "delegationBrief.outcomes"); } = ValueList.Empty<OutcomeMetric>();

    /// <summary>Gets when calls are answered.</summary>
    public ServiceHours? Hours { get; init; }

    /// <summary>Gets who is called when a call cannot wait.</summary>
    public OnCallSchedule? OnCall { get; init; }

    /// <summary>Gets the people of the business calls and messages go to.</summary>
    /// <value>None by default.</value>
    /// <exception cref="InvalidBriefException">There are too many, two of one id, or deputies in a circle.</exception>
    public IReadOnlyList<BriefContact> Contacts { get; init => field = BriefRules.Contacts(value); } = ValueList.Empty<BriefContact>();

    /// <summary>Gets who answers for what.</summary>
    /// <value>None by default.</value>
    /// <exception cref="InvalidBriefException">There are too many, or two that are accountable for the same.</exception>
    public IReadOnlyList<BriefResponsibility> Responsibilities { get; init => field = BriefRules.Responsibilities(value); } = ValueList.Empty<BriefResponsibility>();

    /// <summary>Gets how many calls to expect.</summary>
    public ExpectedVolume? Volume { get; init; }

    /// <summary>Gets what happens to the data of callers.</summary>
    public DataProtection? DataProtection { get; init; }

    /// <summary>Gets rules that stand on their own.</summary>
    /// <value>None by default.</value>
    /// <exception cref="InvalidBriefException">There are too many, or two of one id.</exception>
    public IReadOnlyList<BriefClause> Clauses { get; init => field = BriefRules.Keyed(value, item => item.Id, "delegationBrief.clauses"); } = ValueList.Empty<BriefClause>();

    /// <summary>Gets calls as they should and should not go.</summary>
    /// <value>None by default.</value>
    /// <exception cref="InvalidBriefException">There are too many, or two of one id.</exception>
    public IReadOnlyList<BriefExample> Examples { get; init => field = BriefRules.Keyed(value, item => item.Id, "delegationBrief.examples"); } = ValueList.Empty<BriefExample>();

    /// <summary>Gets words of the business, explained.</summary>
    /// <value>None by default.</value>
    /// <exception cref="InvalidBriefException">There are too many, or two of one term.</exception>
    public IReadOnlyList<GlossaryTerm> Glossary { get; init => field = BriefRules.Keyed(value, item => item.Term, "delegationBrief.glossary"); } = ValueList.Empty<GlossaryTerm>();

    /// <summary>Gets what each version changed.</summary>
    /// <value>None by default.</value>
    /// <exception cref="InvalidBriefException">There are too many.</exception>
    public IReadOnlyList<BriefChange> ChangeLog { get; init => field = BriefRules.Items(value, "delegationBrief.changeLog"); } = ValueList.Empty<BriefChange>();

    /// <summary>Gets who agreed to which version.</summary>
    /// <value>None by default.</value>
    /// <exception cref="InvalidBriefException">There are too many.</exception>
    public IReadOnlyList<SignOff> SignOffs { get; init => field = BriefRules.Items(value, "delegationBrief.signOffs"); } = ValueList.Empty<SignOff>();

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
