namespace Outsourcing.Delegation;

public sealed partial record DelegationBrief
{
    /// <summary>Starts the first version of a brief.</summary>
    /// <param name="id">The id, such as <c>front-desk</c>.</param>
    /// <param name="title">The title.</param>
    /// <returns>A brief with nothing else in it.</returns>
    /// <exception cref="ArgumentException">The id is empty.</exception>
    public static DelegationBrief Create(string id, string title) => new() { Id = BriefId.From(id), Version = 1, Title = title };

    /// <summary>Says what the business wants to reach.</summary>
    /// <param name="purpose">The purpose.</param>
    /// <returns>The brief with it.</returns>
    public DelegationBrief WithPurpose(string purpose) => this with { Purpose = purpose };

    /// <summary>Says what starts the work.</summary>
    /// <param name="trigger">The trigger.</param>
    /// <returns>The brief with it.</returns>
    public DelegationBrief WithTrigger(string trigger) => this with { Trigger = trigger };

    /// <summary>Says the words every call is answered with.</summary>
    /// <param name="greeting">The words.</param>
    /// <returns>The brief with them.</returns>
    public DelegationBrief WithGreeting(string greeting) => this with { Greeting = greeting };

    /// <summary>Says when calls are answered.</summary>
    /// <param name="hours">The hours.</param>
    /// <returns>The brief with them.</returns>
    public DelegationBrief WithHours(ServiceHours hours) => this with { Hours = hours };

    /// <summary>Says who is called when a call cannot wait.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <returns>The brief with it.</returns>
    public DelegationBrief WithOnCall(OnCallSchedule schedule) => this with { OnCall = schedule };

    /// <summary>Says how many calls to expect.</summary>
    /// <param name="volume">The volume.</param>
    /// <returns>The brief with it.</returns>
    public DelegationBrief WithVolume(ExpectedVolume volume) => this with { Volume = volume };

    /// <summary>Says what happens to the data of callers.</summary>
    /// <param name="protection">The rules.</param>
    /// <returns>The brief with them.</returns>
    public DelegationBrief WithDataProtection(DataProtection protection) => this with { DataProtection = protection };

    /// <summary>Says how far the one who answers may go on any call.</summary>
    /// <param name="limits">The limits.</param>
    /// <returns>The brief with them.</returns>
    public DelegationBrief WithLimits(AnswerLimits limits) => this with { Limits = limits };

    /// <summary>Adds something the one who answers needs.</summary>
    /// <param name="input">The input.</param>
    /// <returns>The brief with it.</returns>
    /// <exception cref="InvalidBriefException">The brief has an input of that id.</exception>
    public DelegationBrief AddInput(BriefInput input) => this with { Inputs = [.. Inputs, input] };

    /// <summary>Adds a kind of call.</summary>
    /// <param name="id">The id, such as <c>new-lead</c>.</param>
    /// <param name="name">What people call it.</param>
    /// <param name="describe">Says the rest of it.</param>
    /// <returns>The brief with it.</returns>
    /// <exception cref="InvalidBriefException">The brief has a call type of that id.</exception>
    public DelegationBrief AddCallType(string id, string name, Func<CallType, CallType> describe)
    {
        ArgumentNullException.ThrowIfNull(describe);
        return AddCallType(describe(new CallType { Id = CallTypeId.From(id), Name = name }));
    }

    /// <summary>Adds a kind of call.</summary>
    /// <param name="callType">The call type.</param>
    /// <returns>The brief with it.</returns>
    /// <exception cref="InvalidBriefException">The brief has a call type of that id.</exception>
    public DelegationBrief AddCallType(CallType callType) => this with { CallTypes = [.. CallTypes, callType] };

    /// <summary>Adds what to answer to a question of any caller.</summary>
    /// <param name="question">The question.</param>
    /// <param name="answer">The answer.</param>
    /// <returns>The brief with it.</returns>
    public DelegationBrief AddKnowledge(string question, string answer) =>
        this with { Knowledge = [.. Knowledge, new KnowledgeItem { Question = question, Answer = answer }] };

    /// <summary>Adds an outcome the work is judged by.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns>The brief with it.</returns>
    /// <exception cref="InvalidBriefException">The brief has an outcome of that id.</exception>
    public DelegationBrief AddOutcome(OutcomeMetric outcome) => this with { Outcomes = [.. Outcomes, outcome] };

    /// <summary>Adds somebody calls and messages can go to.</summary>
    /// <param name="contact">The contact.</param>
    /// <returns>The brief with it.</returns>
    /// <exception cref="InvalidBriefException">The brief has a contact of that id, or deputies go in a circle.</exception>
    public DelegationBrief AddContact(BriefContact contact) => this with { Contacts = [.. Contacts, contact] };

    /// <summary>Says who answers for the result.</summary>
    /// <param name="party">The person or role.</param>
    /// <param name="contact">The contact it is, when it is one.</param>
    /// <returns>The brief with it.</returns>
    /// <exception cref="InvalidBriefException">Somebody else is accountable already.</exception>
    public DelegationBrief AddAccountable(PersonalText party, ContactId? contact = null) =>
        AddResponsibility(new() { Kind = ResponsibilityKind.Accountable, Party = party, Contact = contact });

    /// <summary>Says who does the work.</summary>
    /// <param name="party">The person, role or partner.</param>
    /// <param name="responsibleFor">What part of the work; the whole when left out.</param>
    /// <returns>The brief with it.</returns>
    public DelegationBrief AddResponsible(PersonalText party, string? responsibleFor = null) =>
        AddResponsibility(new() { Kind = ResponsibilityKind.Responsible, Party = party, For = responsibleFor });

    /// <summary>Says what a party answers for.</summary>
    /// <param name="responsibility">The responsibility.</param>
    /// <returns>The brief with it.</returns>
    /// <exception cref="InvalidBriefException">Two parties are accountable for the same.</exception>
    public DelegationBrief AddResponsibility(BriefResponsibility responsibility) =>
        this with { Responsibilities = [.. Responsibilities, responsibility] };

    /// <summary>Adds a rule that stands on its own.</summary>
    /// <param name="clause">The rule.</param>
    /// <returns>The brief with it.</returns>
    /// <exception cref="InvalidBriefException">The brief has a clause of that id.</exception>
    public DelegationBrief AddClause(BriefClause clause) => this with { Clauses = [.. Clauses, clause] };

    /// <summary>Adds a call as it should, or should not, go.</summary>
    /// <param name="example">The example.</param>
    /// <returns>The brief with it.</returns>
    /// <exception cref="InvalidBriefException">The brief has an example of that id.</exception>
    public DelegationBrief AddExample(BriefExample example) => this with { Examples = [.. Examples, example] };

    /// <summary>Explains a word of the business.</summary>
    /// <param name="term">The word.</param>
    /// <param name="meaning">What it means.</param>
    /// <returns>The brief with it.</returns>
    /// <exception cref="InvalidBriefException">The word is explained already.</exception>
    public DelegationBrief AddTerm(string term, string meaning) =>
        this with { Glossary = [.. Glossary, new GlossaryTerm { Term = term, Meaning = meaning }] };

    /// <summary>Makes the next version, with an entry in the change log.</summary>
    /// <param name="on">The day.</param>
    /// <param name="summary">What changes, and why.</param>
    /// <param name="by">Who changes it.</param>
    /// <returns>The brief with the version above this one; what it changes is set on it.</returns>
    public DelegationBrief NewVersion(DateOnly on, string summary, PersonalText? by = null) => this with
    {
        Version = Version + 1,
        ChangeLog = [.. ChangeLog, new BriefChange { Version = Version + 1, On = on, Summary = summary, By = by }],
    };

    /// <summary>Notes that a party agrees to this version.</summary>
    /// <param name="by">Who agrees.</param>
    /// <param name="forParty">For whom: the business or the partner.</param>
    /// <param name="at">When.</param>
    /// <returns>The brief with the sign-off.</returns>
    public DelegationBrief SignedOff(PersonalText by, string forParty, DateTimeOffset at) =>
        this with { SignOffs = [.. SignOffs, new SignOff { Version = Version, By = by, For = forParty, At = at }] };
}
