using Outsourcing.Calls;
using Outsourcing.Delegation;

namespace Outsourcing.Snippets;

internal static class Briefs
{
    internal static DelegationBrief Write()
    {
        ContactId owner = ContactId.From("owner");
        DelegationBrief brief = DelegationBrief.Create("front-desk", "Answer calls for North Plumbing")
            .WithPurpose("Every caller reaches a person, and every new job is in the calendar before the call ends.")
            .WithTrigger("A call to the main line is forwarded after 3 rings.")
            .AddContact(new() { Id = owner, Name = "Ann North", Numbers = [PhoneNumber.Parse("+4930123456")] })
            .AddAccountable("Ann North", owner)
            .AddCallType("emergency", "Emergency", type => type
                .RecognisedBy("The caller says that water is running out.")
                .Ask("tap", "Is the main tap turned off?", AnswerKind.YesNo)
                .Then(CallAction.TransferTo(owner, TransferKind.Warm, TimeSpan.FromSeconds(20)))
                .Then(CallAction.TakeMessageFor(owner, "SMS", TimeSpan.FromMinutes(2), when: "nobody picks up"))
                .NeverPromise("a time of arrival"));
        return brief;
    }

    internal static IEnumerable<string> Draft(DelegationTask task)
    {
        BriefDraft draft = BriefDraft.From(task);
        IEnumerable<string> questions = draft.Gaps.Select(gap => $"{gap.Place}: {gap.Question}");
        return questions;
    }

    internal static void Render(DelegationBrief brief, DateTimeOffset monday, DateTimeOffset now)
    {
        string page = BriefHtml.Write(brief);
        string markdown = BriefMarkdown.Write(brief);
        string email = BriefPlainText.Write(brief);
        CallInstructions instructions = CallInstructions.From(brief);
        string sheet = OnCallSheet.ToCsv(brief, monday, monday.AddDays(28));
        string calendar = OnCallSheet.ToICalendar(brief, monday, monday.AddDays(28), now);
        _ = (page, markdown, email, instructions, sheet, calendar);
    }

    internal static DelegationBrief Edit(DelegationBrief brief)
    {
        string yaml = BriefYaml.Write(brief);
        DelegationBrief edited = BriefYaml.Read(yaml);
        return edited;
    }

    internal static IEnumerable<string> Compare(DelegationBrief older, DelegationBrief newer)
    {
        BriefDiff diff = BriefDiff.Between(older, newer);
        IEnumerable<string> news = diff.ForAnswerer;
        DelegationBrief same = diff.ApplyTo(older);
        _ = same;
        return news;
    }

    internal static string? OnCall(DelegationBrief brief, DateTimeOffset moment)
    {
        OnCallShift? shift = brief.OnCall?.At(moment);
        string? who = shift?.Contact?.Value ?? $"nobody: {shift?.Gap}";
        return who;
    }

    internal static ClarifiedBrief Communicate(DelegationBrief brief, DateTimeOffset now, IReadOnlyDictionary<string, int> answers)
    {
        BriefQuiz quiz = BriefQuiz.From(brief);
        BriefCommunication communication = BriefCommunication.Of(brief)
            .Delivered(brief.Version, "agent-7", now, "e-mail")
            .Acknowledged(brief.Version, "agent-7", now.AddHours(1))
            .QuizTaken(quiz.Mark(answers, "agent-7", now.AddHours(1)))
            .Asked(new() { Id = "q-1", Version = brief.Version, Person = "agent-7", AskedAt = now.AddHours(2), Text = "May tenants book?" });
        UnderstandingEvidence evidence = communication.Understanding(brief.Version, ["agent-7", "agent-8"]);
        ClarifiedBrief clarified = communication.Answered(brief, "q-1", "Book a visit for a tenant after the landlord agreed.", now.AddHours(3));
        _ = evidence;
        return clarified;
    }
}
