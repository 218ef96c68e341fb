using System.Collections.Frozen;

namespace Outsourcing.Delegation;

/// <summary>The rules every review applies. A code keeps its meaning for ever; a rule that is dropped leaves a gap.</summary>
public static class ReviewRules
{
    internal const string Purpose = "OBR001";
    internal const string Trigger = "OBR002";
    internal const string Inputs = "OBR003";
    internal const string CallTypes = "OBR004";
    internal const string Recognition = "OBR005";
    internal const string Actions = "OBR006";
    internal const string Fallback = "OBR007";
    internal const string Outcome = "OBR008";
    internal const string MetricComplete = "OBR009";
    internal const string Accountable = "OBR010";
    internal const string Responsible = "OBR011";
    internal const string Escalation = "OBR012";
    internal const string Contacts = "OBR013";
    internal const string Hours = "OBR014";
    internal const string OutOfHours = "OBR015";
    internal const string Volume = "OBR016";
    internal const string Limits = "OBR017";
    internal const string DataProtection = "OBR018";
    internal const string Examples = "OBR019";
    internal const string ChangeLog = "OBR020";
    internal const string SignOff = "OBR021";

    internal const string TwoTargets = "OBR030";
    internal const string UnknownContact = "OBR031";
    internal const string NoNumber = "OBR032";
    internal const string ChoiceWithoutChoices = "OBR033";
    internal const string ChoicesNotUsed = "OBR034";
    internal const string UnreachableCallType = "OBR035";
    internal const string RouteCycle = "OBR036";
    internal const string UnknownCallType = "OBR037";
    internal const string UnreachableAction = "OBR038";
    internal const string EscalationLoop = "OBR039";
    internal const string OnCallGap = "OBR040";
    internal const string OnCallOverlap = "OBR041";
    internal const string HoursAgainstOnCall = "OBR042";
    internal const string HoursOverlap = "OBR043";
    internal const string Shares = "OBR044";
    internal const string AllowedAndForbidden = "OBR045";
    internal const string ImpossibleTarget = "OBR046";
    internal const string RecordingNotice = "OBR047";
    internal const string DeadlineAgainstTarget = "OBR048";
    internal const string LengthLimits = "OBR049";
    internal const string UndefinedTerm = "OBR050";
    internal const string ActionIncomplete = "OBR051";

    internal const string LongSentence = "OBR080";
    internal const string HardToRead = "OBR081";
    internal const string Blank = "OBR082";
    internal const string OtherLanguage = "OBR083";

    private const string Guess = "Whoever answers has to guess, and every shift guesses differently.";

    /// <summary>Gets all rules, by code.</summary>
    public static IReadOnlyList<ReviewRule> All { get; } = ValueList.Copy<ReviewRule>(
    [
        Required(Purpose, "purpose", "Without the aim, nobody can decide well in a case the brief does not name."),
        Required(Trigger, "trigger", "Nobody knows which calls are meant, so some are taken and others are not."),
        Required(Inputs, "inputs and access to each", "Work stops at the first call that needs a calendar, a list or a log-in nobody gave."),
        Required(CallTypes, "call types", "All callers are treated alike, the urgent ones too."),
        Required(Recognition, "how to recognise each call type", "Two people sort the same call into two types."),
        Required(Actions, "actions for each call type", "The call is understood and nothing follows."),
        Required(Fallback, "an action for each call type that needs no condition", "When no condition holds, the caller is left with nothing."),
        Required(Outcome, "outcome", "Success is a matter of opinion, so results disappoint someone in any case."),
        Required(MetricComplete, "definition, numerator, denominator, target, window and source of each outcome", "Both sides count differently and each is right."),
        Required(Accountable, "exactly one accountable party", "With nobody or several answerable, nobody answers."),
        Required(Responsible, "at least one responsible party", "Nobody is told to do the work."),
        Required(Escalation, "escalation: a contact and a time limit", "A call that cannot wait waits."),
        Required(Contacts, "contacts that can be reached", "Messages and transfers have nowhere to go."),
        Required(Hours, "hours with a time zone", "Calls are answered when the partner thinks it is time."),
        Required(OutOfHours, "what happens outside the hours", Guess),
        Required(Volume, "volumes to expect", "The partner staffs for another business."),
        Required(Limits, "limits: what may be decided, what never to say or promise", "Promises are made that the business must keep."),
        Required(DataProtection, "data protection: fields, retention, recording consent", "Personal data is kept too long, or calls are recorded without consent."),
        Required(Examples, "examples, good and bad", "Words alone leave room that one example closes."),
        Required(ChangeLog, "a change log entry for the version", "People who know the last version do not see what is new."),
        Required(SignOff, "a sign-off of the version", "Either side can say later that it never agreed."),

        new(TwoTargets, ReviewSeverity.Error, "two targets for one thing", "Whoever meets one misses the other."),
        new(UnknownContact, ReviewSeverity.Error, "a contact that is not among the contacts", "The call or message has nowhere to go."),
        new(NoNumber, ReviewSeverity.Error, "a transfer to a contact without a telephone number", "The caller cannot be put through."),
        new(ChoiceWithoutChoices, ReviewSeverity.Error, "a choice question without choices", "Each person writes an answer of their own, and the answers do not count up."),
        new(ChoicesNotUsed, ReviewSeverity.Warning, "choices for a question whose answer type does not use them", "Some read out the choices, others take any answer."),
        new(UnreachableCallType, ReviewSeverity.Error, "a call type no call can fall into", "What is written for it is never done."),
        new(RouteCycle, ReviewSeverity.Error, "call types that route to each other in a circle", "The caller is passed on without end."),
        new(UnknownCallType, ReviewSeverity.Error, "a route or clause to a call type that does not exist", Guess),
        new(UnreachableAction, ReviewSeverity.Warning, "an action that is never taken", "What is written there is believed to happen and does not."),
        new(EscalationLoop, ReviewSeverity.Error, "an escalation that comes back to a contact", "Time passes on somebody who has not answered already."),
        new(OnCallGap, ReviewSeverity.Error, "hours of the week with nobody on call", "A call that cannot wait reaches nobody."),
        new(OnCallOverlap, ReviewSeverity.Warning, "two on-call entries for one time", "Two people each believe the other one answers."),
        new(HoursAgainstOnCall, ReviewSeverity.Error, "hours and on-call schedule that contradict each other", "Calls go to a schedule that does not cover them, or to another local time."),
        new(HoursOverlap, ReviewSeverity.Warning, "opening hours that overlap", "It is not clear which of the two is meant."),
        new(Shares, ReviewSeverity.Error, "shares of call types above the whole", "Staffing and volumes per type cannot both be right."),
        new(AllowedAndForbidden, ReviewSeverity.Error, "something that is allowed and forbidden", "Whatever is done is against the brief."),
        new(ImpossibleTarget, ReviewSeverity.Error, "a target no result can meet or miss", "The outcome decides nothing."),
        new(RecordingNotice, ReviewSeverity.Error, "recording without the words that announce it", "Calls are recorded without the caller knowing."),
        new(DeadlineAgainstTarget, ReviewSeverity.Error, "an action that may take longer than its target allows", "Whoever follows the brief misses the target."),
        new(LengthLimits, ReviewSeverity.Warning, "a call type that may last longer than any call", "It is not clear which limit counts."),
        new(UndefinedTerm, ReviewSeverity.Note, "an abbreviation the glossary does not explain", "A new person reads it as something else."),
        new(ActionIncomplete, ReviewSeverity.Error, "an action without what it needs", Guess),

        Smell("OBR060", "ambiguous adverb or adjective", "No two readers draw the same line."),
        Smell("OBR061", "vague pronoun", "It can stand for more than one thing, or for none."),
        Smell("OBR062", "subjective language", "It is a matter of taste; nobody can show that it was done."),
        Smell("OBR063", "comparative", "It does not say compared with what, or by how much."),
        Smell("OBR064", "superlative", "Nobody can show that it was reached."),
        Smell("OBR065", "negative statement", "It says what not to do and leaves open what to do."),
        Smell("OBR066", "non-verifiable term", "No record can confirm or refute it."),
        Smell("OBR067", "loophole", "It lets the reader decide whether it counts."),
        Smell("OBR068", "incomplete reference", "The reader finds another version, another section, or nothing."),
        Smell("OBR069", "passive without an actor", "Everybody believes that somebody else does it."),
        Smell("OBR070", "open-ended list", "Each reader ends the list elsewhere."),
        Smell("OBR071", "missing outcome", "Nobody can tell when it is done, or for whom."),
        Smell("OBR072", "missing unit or number", "The bound is filled in differently by each reader."),
        Smell("OBR073", "open point", "Something is still to be decided and may be forgotten."),

        new(LongSentence, ReviewSeverity.Note, "a sentence of more than 35 words", "What stands in the middle is overlooked."),
        new(HardToRead, ReviewSeverity.Note, "instructions that are hard to read", "On a call there is no time to read twice."),
        new(Blank, ReviewSeverity.Note, "a blank to fill in", "It stops the reader; nobody is misled, and nothing can start."),
        new(OtherLanguage, ReviewSeverity.Note, "texts the language rules do not read", "The language rules read English; these texts were not reviewed for smells."),
    ]);

    private static readonly FrozenDictionary<string, ReviewRule> ByCode = All.ToFrozenDictionary(rule => rule.Code, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> CodeOfSmell = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        [SmellKind.AmbiguousAdverbAdjective.Value] = "OBR060",
        [SmellKind.VaguePronoun.Value] = "OBR061",
        [SmellKind.SubjectiveLanguage.Value] = "OBR062",
        [SmellKind.Comparative.Value] = "OBR063",
        [SmellKind.Superlative.Value] = "OBR064",
        [SmellKind.NegativeStatement.Value] = "OBR065",
        [SmellKind.NonVerifiable.Value] = "OBR066",
        [SmellKind.Loophole.Value] = "OBR067",
        [SmellKind.IncompleteReference.Value] = "OBR068",
        [SmellKind.PassiveWithoutActor.Value] = "OBR069",
        [SmellKind.OpenEndedList.Value] = "OBR070",
        [SmellKind.MissingOutcome.Value] = "OBR071",
        [SmellKind.MissingUnitOrNumber.Value] = "OBR072",
        [SmellKind.OpenPoint.Value] = "OBR073",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    internal static ReviewRule Of(string code) => ByCode[code];

    internal static ReviewRule Of(SmellKind kind) => ByCode[CodeOfSmell[kind.Value]];

    internal static ReviewFinding Finding(string code, string place, string message, string suggestion) => new()
    {
        Code = code,
        Place = BriefPlace.From(place),
        Severity = Of(code).Severity,
        Message = message,
        Why = Of(code).Why,
        Suggestion = suggestion,
    };

    private static ReviewRule Required(string code, string what, string why) => new(code, ReviewSeverity.Error, $"required: {what}", why);

    private static ReviewRule Smell(string code, string what, string why) => new(code, ReviewSeverity.Warning, what, why);
}
