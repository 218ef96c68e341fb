using Shouldly;

namespace Outsourcing.Answering.Tests.Email;

public sealed class EmailTemplateTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 8, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> LayoutIds { get; } = [.. EmailCorpus.Layouts.Select(static layout => layout.Id)];

    [Theory, MemberData(nameof(LayoutIds))]
    public void Learn_TwoExamples_GivesATemplateThatReadsOtherMails(string id)
    {
        EmailCorpus.Layout layout = EmailCorpus.Layouts.Single(candidate => candidate.Id == id);
        EmailTemplateDraft draft = EmailTemplateDraft.Learn(
            EmailCorpus.Write(layout, EmailCorpus.Form.Plain, new(4)), EmailCorpus.Write(layout, EmailCorpus.Form.Plain, new(7)));

        // The person says what the fields mean, by what they hold in the first example.
        string Field(params string[] texts) => draft.Fields.First(field => texts.Any(text => field.First.Value == text)).Name;
        EmailCorpus.Call call = new(4);
        IntakeFieldMap map = new() { Message = draft.Fields.First(field => field.First.Value.Contains("boiler", StringComparison.Ordinal)).Name };
        map = draft.Fields.Any(field => field.First.Value == layout.Name(call)) ? map with { CallerName = Field(layout.Name(call)) } : map;
        EmailTemplate template = draft.Confirm(id, map);
        EmailReader reader = EmailReaderTests.Reader(template);

        int read = 0;
        for (int number = 8; number < 28; number++)
        {
            EmailReading reading = reader.Read(EmailCorpus.Write(layout, EmailCorpus.Form.Plain, new(number)), Now);
            if (reading.Update is { } update)
            {
                read++;
                update.Message!.Body.Value.ShouldEndWith(new EmailCorpus.Call(number).Read);
            }
        }

        // Lines that only some mails have were perhaps in neither example: such mails wait for a person.
        read.ShouldBeGreaterThanOrEqualTo(9);
    }

    [Fact]
    public void Learn_DeskLayout_FindsLabelsAndGuessesTheirMeaning()
    {
        EmailCorpus.Layout desk = EmailCorpus.Layouts[0];
        EmailTemplateDraft draft = EmailTemplateDraft.Learn(EmailCorpus.Write(desk, EmailCorpus.Form.HtmlOnly, new(1)), EmailCorpus.Write(desk, EmailCorpus.Form.HtmlOnly, new(2)));

        draft.Layout.ShouldBe(["New message for Acme Repairs", "Caller: {caller}", "Phone: {phone}", "Time: {time}", "Message: {message...}", "Sent by Desk, your reception"]);
        draft.Fields.Select(static field => field.Meaning).ShouldBe(
            [nameof(IntakeFieldMap.CallerName), nameof(IntakeFieldMap.CallerNumber), nameof(IntakeFieldMap.StartedAt), nameof(IntakeFieldMap.Message)]);
        draft.Fields[1].First.Value.ShouldBe("(202) 555-0101");
        draft.Fields[1].Second.Value.ShouldBe("(202) 555-0102");
    }

    [Fact]
    public void Learn_LineThatOneExampleLacks_MayBeMissing()
    {
        EmailCorpus.Layout ledger = EmailCorpus.Layouts[2];
        EmailTemplateDraft draft = EmailTemplateDraft.Learn(EmailCorpus.Write(ledger, EmailCorpus.Form.Plain, new(1)), EmailCorpus.Write(ledger, EmailCorpus.Form.Plain, new(2)));

        draft.Layout.ShouldContain("? Company: {company}");
    }

    [Fact]
    public void Learn_MailsWithNothingInCommon_IsRefused() =>
        Should.Throw<EmailTemplateException>(() => EmailTemplateDraft.Learn(EmailReaderTests.Raw("a@x.example", "Completely different"), EmailReaderTests.Raw("a@x.example", "Nothing like it")))
            .Message.ShouldContain("same layout");

    [Fact]
    public void Learn_MailsOfTwoServices_IsRefused() =>
        Should.Throw<EmailTemplateException>(() => EmailTemplateDraft.Learn(EmailReaderTests.Raw("a@x.example", "Hello there, a call"), EmailReaderTests.Raw("a@y.example", "Hello there, a call")))
            .Message.ShouldContain("different domains");

    [Fact]
    public void Confirm_FieldThatCannotBeRead_NamesTheExampleAndTheField()
    {
        EmailCorpus.Layout desk = EmailCorpus.Layouts[0];
        EmailTemplateDraft draft = EmailTemplateDraft.Learn(EmailCorpus.Write(desk, EmailCorpus.Form.Plain, new(1)), EmailCorpus.Write(desk, EmailCorpus.Form.Plain, new(2)));

        EmailTemplateException refused = Should.Throw<EmailTemplateException>(() => draft.Confirm("desk", new() { Message = "message", StartedAt = "time" }));

        refused.Message.ShouldContain("first example");
        refused.Message.ShouldContain("TimeFormats");
        draft.Confirm("desk", new() { Message = "message", StartedAt = "time", TimeFormats = ["MM/dd/yyyy h:mm tt"] }).Senders.ShouldBe(["notes@desk.example"]);
    }

    [Theory]
    [InlineData("Caller: {caller", "a field reads")]
    [InlineData("Caller: {caller...} x", "ends its line")]
    [InlineData("{a}{b} calls", "tell them apart")]
    [InlineData("Caller: a}", "doubled")]
    [InlineData("Caller: {message}", "twice")]
    [InlineData("{more...}", "goes on after another")]
    public void Construction_WrongLayout_NamesLineAndRule(string line, string rule) =>
        Should.Throw<EmailTemplateException>(() => EmailReaderTests.Reader(EmailCorpus.Template("t", "a@x.example", ["A message was taken", "Message: {message...}", line], new() { Message = "message" })))
            .Message.ShouldContain(rule);

    [Fact]
    public void Construction_LayoutOfFieldsAlone_IsRefused() =>
        Should.Throw<EmailTemplateException>(() => EmailReaderTests.Reader(EmailCorpus.Template("t", "a@x.example", ["{message...}"], new() { Message = "message" }))).Message.ShouldContain("too short");

    [Fact]
    public void Construction_MappedFieldOutsideTheLayout_IsNamed() =>
        Should.Throw<EmailTemplateException>(() => EmailReaderTests.Reader(EmailCorpus.Template("t", "a@x.example", ["A message was taken: {m...}"], new() { Message = "m", CallerName = "who" }))).Message.ShouldContain("'who'");

    [Fact]
    public void Read_BracesOfTheMail_AreDoubledInTheLayout()
    {
        EmailTemplate template = EmailCorpus.Template("t", "a@x.example", ["Taken by {{bot}} for you: {m...}"], new() { Message = "m" });

        EmailReaderTests.Reader(template).Read(EmailReaderTests.Raw("a@x.example", "Taken by {bot} for you: hi"), Now).Update!.Message!.Body.Value.ShouldBe("hi");
    }
}
