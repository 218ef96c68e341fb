using Outsourcing;
using Outsourcing.Calls;
using Outsourcing.Delegation;

namespace QuickStart.Demo;

/// <summary>What the owner answers to the questions a drafted brief leaves open.</summary>
internal static class OwnersBrief
{
    internal static readonly ContactId Owner = ContactId.From("owner");
    internal static readonly ContactId Campaigns = ContactId.From("campaigns");

    internal static DelegationBrief Complete(DelegationBrief draft, double callsPerWeek, DateTimeOffset at) =>
        (draft with
        {
            Title = "Answering calls for Lighthouse Marketing",
            Inputs = [new BriefInput { Id = "campaigns", Name = "list of running campaigns", Access = "A shared table at campaigns.lighthouse.example; Ana Ortiz grants the access.", ProvidedBy = "Ana Ortiz" }],
            CallTypes = [],
            Outcomes = [],
            Clauses = [],
            ChangeLog = [new BriefChange { Version = 1, On = DateOnly.FromDateTime(at.Date), By = "Ana Ortiz", Summary = "First version." }],
        })
        .WithPurpose("Every caller reaches a person within 20 seconds, and the owner gets each request in writing.")
        .WithTrigger("A call to +1 212 555 0100 that the owner's desk telephone does not answer within 10 seconds.")
        .WithGreeting("Lighthouse Marketing, you are speaking with the front desk. How can I help you?")
        .AddContact(new BriefContact { Id = Owner, Name = "Ana Ortiz", Role = "owner", Numbers = [PhoneNumber.Parse("+12125550111")], Email = "ana@lighthouse.example" })
        .AddContact(new BriefContact { Id = Campaigns, Name = "Bo Lind", Role = "campaign manager", Numbers = [PhoneNumber.Parse("+12125550112")], Email = "bo@lighthouse.example", Deputy = Owner })
        .AddAccountable("Ana Ortiz", Owner)
        .AddResponsible("The front desk of the partner", "answering the calls")
        .WithHours(new ServiceHours
        {
            TimeZone = "America/New_York",
            Weekly = [.. new[] { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday }
                .Select(day => new OpeningHours { Day = day, From = new TimeOnly(9, 0), Until = new TimeOnly(17, 0) })],
            OutOfHours = new OutOfHoursRule { Kind = OutOfHoursKind.TakeMessage, Text = "The office opens at 9:00 on the next weekday." },
        })
        .WithOnCall(new OnCallSchedule
        {
            TimeZone = "America/New_York",
            Rotations = [new OnCallRotation { Id = "weekly", Contacts = [Campaigns, Owner], StartsOn = DateOnly.FromDateTime(at.Date), TurnDays = 7 }],
            Escalation = [new EscalationStep { Wait = TimeSpan.FromMinutes(5), Attempts = 2 }, new EscalationStep { Contact = Owner, Wait = TimeSpan.FromMinutes(15) }],
        })
        .AddCallType("new-enquiry", "A prospect asks for a campaign", type => (type with { Share = 0.5 })
            .RecognisedBy("The caller asks what a campaign costs or how to start one.")
            .Ask("name", "What is your name?", AnswerKind.Text)
            .Ask("number", "At which number can Ana call you back?", AnswerKind.Phone)
            .Ask("budget", "Which monthly budget do you have in mind, in US dollars?", AnswerKind.Number, required: false)
            .Then(CallAction.TakeMessageFor(Owner, "e-mail", TimeSpan.FromMinutes(15)))
            .NeverPromise("a price", "a start date"))
        .AddCallType("campaign-question", "A customer asks about a running campaign", type => (type with { Share = 0.35 })
            .RecognisedBy("The caller names a campaign that Lighthouse runs for the caller's company.")
            .Ask("company", "Which company are you calling for?", AnswerKind.Text)
            .Ask("question", "What would you like to know about the campaign?", AnswerKind.Text)
            .Then(CallAction.TransferTo(Campaigns, TransferKind.Warm, TimeSpan.FromSeconds(20)))
            .Then(CallAction.TakeMessageFor(Campaigns, "e-mail", TimeSpan.FromMinutes(15), "The transfer is not answered within 20 seconds.")))
        .AddOutcome(new OutcomeMetric
        {
            Id = "answered",
            Name = "Calls answered",
            Definition = "Calls that reach a person.",
            Numerator = "calls with the status completed",
            Denominator = "calls offered to the partner",
            Target = MetricTarget.AtLeast(0.95),
            Window = MetricWindow.Week,
            Source = "call records of the telephone provider",
            Measure = MetricMeasure.Answered,
        })
        .AddOutcome(new OutcomeMetric
        {
            Id = "settled",
            Name = "Callers served",
            Definition = "Calls that end with what the caller called for.",
            Numerator = "calls marked successful",
            Denominator = "calls answered",
            Target = MetricTarget.AtLeast(0.9),
            Window = MetricWindow.Week,
            Source = "daily export of the partner",
            Measure = MetricMeasure.Successful,
        })
        .WithVolume(new ExpectedVolume { Calls = Math.Round(callsPerWeek), Per = MetricWindow.Week, Source = "call log of the last 26 weeks" })
        .WithLimits(new AnswerLimits { MaximumLength = TimeSpan.FromMinutes(6), MayDecide = ["the time of a call back between 9:00 and 17:00"], MustNotSay = ["which other customers Lighthouse has"] })
        .WithDataProtection(new DataProtection
        {
            Fields = [new ProtectedField { Name = "name", Purpose = "calling back" }, new ProtectedField { Name = "telephone number", Purpose = "calling back" }],
            RetentionDays = 90,
            Recording = RecordingConsent.None,
        })
        .AddExample(new BriefExample { Id = "good-1", Good = true, CallType = CallTypeId.From("new-enquiry"), Dialogue = "\"I would like to know your prices.\" \"Ana will call you back today. At which number can she reach you?\"", Why = "The number is taken, and no price is named." })
        .AddExample(new BriefExample { Id = "bad-1", CallType = CallTypeId.From("new-enquiry"), Dialogue = "\"What do you charge?\" \"Around 900 dollars.\"", Why = "Prices are Ana's to name." })
        .SignedOff("Ana Ortiz", "Lighthouse Marketing", at);
}
