using CsCheck;
using MimeKit;
using Outsourcing.Calls;
using Shouldly;

namespace Outsourcing.Answering.Tests.Email;

public sealed class EmailReaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 8, 0, 0, TimeSpan.Zero);

    private static readonly string[] Smuggled = ["Phone: +12025550199", "Unrelated offer", "Caller: Mallory", "{_}", "END OF REPORT", ""];

    public static TheoryData<string> Corpus { get; } = [.. EmailCorpus.All().Select(static mail => mail.ToString())];

    [Theory, MemberData(nameof(Corpus))]
    public void Read_EveryLayoutInEveryForm_GivesTheCall(string mail)
    {
        EmailCorpus.Mail given = EmailCorpus.All().Single(candidate => candidate.ToString() == mail);

        EmailReading reading = Reader().Read(given.Content, Now);

        reading.Outcome.ShouldBe(EmailOutcome.Recognised, reading.Reason);
        reading.Template.ShouldBe(given.Layout.Id);
        CallUpdate update = reading.Update!;
        update.Caller!.Number.ShouldBe(PhoneNumber.Parse(given.Layout.Number(given.Call)));
        update.Caller.Name!.Value.Value.ShouldBe(given.Layout.Name(given.Call));
        (update.Message?.Body ?? update.Summary)!.Value.Value.ShouldBe(given.Call.Read);
        update.StartedAt.ShouldBe(given.Layout.Started(given.Call));
        update.Verification.ShouldBe(WebhookVerification.None);
    }

    [Fact]
    public void Corpus_HoldsWhatItIsSaidToHold()
    {
        // Counted in what the mails themselves say, not in what the generator was asked for.
        EmailCorpus.Mail[] mails = [.. EmailCorpus.All()];
        MimeMessage[] read = [.. mails.Select(static mail => MimeMessage.Load(new MemoryStream(mail.Content)))];
        TextPart[] texts = [.. read.SelectMany(static message => message.BodyParts.OfType<TextPart>())];
        string[] encodings = [.. read.Where(static message => message.Body is TextPart).Select(static message => (TextPart)message.Body!).Select(static part => $"{part.ContentType.Charset?.ToLowerInvariant()} {part.ContentTransferEncoding}")];

        mails.Length.ShouldBe(119);
        EmailCorpus.Layouts.Count.ShouldBe(12);
        mails.Select(static mail => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(mail.Content))).Distinct().Count().ShouldBe(119);
        mails.GroupBy(static mail => mail.Layout.Id).ShouldAllBe(static layout => layout.Count() >= 9);
        encodings.ShouldContain("utf-8 EightBit");
        encodings.ShouldContain("utf-8 QuotedPrintable");
        encodings.ShouldContain("utf-8 Base64");
        encodings.ShouldContain("iso-8859-1 EightBit");
        encodings.ShouldContain("windows-1252 QuotedPrintable");
        texts.Count(static part => part.IsHtml).ShouldBe(24);
        read.Count(static message => message.Body is TextPart { IsHtml: true }).ShouldBe(12);
        read.Count(static message => message.Body is MultipartAlternative).ShouldBe(12);
        read.Count(static message => message.Subject?.StartsWith("Fwd:", StringComparison.Ordinal) == true).ShouldBe(24);
        read.Count(static message => message.BodyParts.Any(static part => part is MessagePart) || message.Body is Multipart { Count: 2 } mixed && mixed[1] is MessagePart).ShouldBe(12);
        texts.Count(static part => part.IsFlowed).ShouldBe(12);
        EmailCorpus.Damaged().Count().ShouldBe(72);
    }

    [Fact]
    public void Read_RepliesAndBrokenMails_AreTheCallOrNoRecordAndNeverAnother()
    {
        EmailReader reader = Reader();
        Dictionary<string, int> recognised = [];
        foreach ((string kind, EmailCorpus.Layout layout, EmailCorpus.Call call, byte[] content) in EmailCorpus.Damaged())
        {
            EmailReading reading = reader.Read(content, Now);
            if (reading.Update is not { } update)
            {
                reading.Reason.ShouldNotBeNullOrWhiteSpace($"{kind} {layout.Id}");
                continue;
            }

            recognised[kind] = recognised.GetValueOrDefault(kind) + 1;
            kind.ShouldNotBe("reply");
            update.Caller!.Number.ShouldBe(PhoneNumber.Parse(layout.Number(call)), $"{kind} {layout.Id}");
            if (kind is not ("charset nobody knows" or "another charset named"))
            {
                update.Caller.Name!.Value.Value.ShouldBe(layout.Name(call), $"{kind} {layout.Id}");
                string said = (update.Message?.Body ?? update.Summary)!.Value.Value;

                // Where free text ends the layout, nothing tells that its end is missing.
                (said == call.Read || (kind == "base64 cut off" && layout.Id == "short" && call.Read.StartsWith(said, StringComparison.Ordinal))).ShouldBeTrue($"{kind} {layout.Id}");
            }
        }

        recognised.ShouldNotContainKey("reply");
        recognised.GetValueOrDefault("base64 cut off").ShouldBeLessThan(12);
    }

    [Fact]
    public void Read_MailsOfOtherLayouts_AreNeverARecord()
    {
        // Every service's mails, claimed to be from every other service.
        foreach (EmailCorpus.Layout sender in EmailCorpus.Layouts)
        {
            foreach (EmailCorpus.Layout layout in EmailCorpus.Layouts.Where(layout => layout != sender))
            {
                byte[] mail = EmailCorpus.Write(layout, EmailCorpus.Form.Plain, new EmailCorpus.Call(3), message =>
                {
                    message.From.Clear();
                    message.From.Add(new MailboxAddress("x", sender.Sender));
                });

                EmailReading reading = Reader().Read(mail, Now);

                reading.Outcome.ShouldBe(EmailOutcome.UnknownLayout, $"{layout.Id} as {sender.Id}");
                reading.Update.ShouldBeNull();
            }
        }
    }

    [Fact]
    public void Read_AnyLineAddedTakenOrChanged_IsNeverAnotherRecord()
    {
        // A changed mail is either refused, or what it says of the caller is exactly what its lines say.
        EmailReader reader = Reader();
        (from layout in Gen.Int[0, EmailCorpus.Layouts.Count - 1].Select(static index => EmailCorpus.Layouts[index])
         from number in Gen.Int[1, 40]
         from change in Gen.Int[0, 2]
         from at in Gen.Int[0, 12]
         from text in Gen.Int[0, Smuggled.Length - 1].Select(static index => Smuggled[index])
         select (layout, number, change, at, text)).Sample(
            sample =>
            {
                EmailCorpus.Call call = new(sample.number);
                List<string> lines = [.. sample.layout.Lines(call).SelectMany(static line => line.Split('\n')).Where(static line => line.Length > 0)];
                int at = sample.at % lines.Count;
                switch (sample.change)
                {
                    case 0: lines.Insert(at, sample.text); break;
                    case 1: lines.RemoveAt(at); break;
                    default: lines[at] = sample.text; break;
                }

                EmailReading reading = reader.Read(EmailCorpus.Write(sample.layout, EmailCorpus.Form.Plain, call, lines: lines), Now);
                if (reading.Update is { Caller: { } caller })
                {
                    // Whoever is named stands in the mail, and the number is one that a line of the layout shows, not one smuggled into a message.
                    if (caller.Number is { } found)
                    {
                        string digits = found.E164[^7..];
                        lines.Any(line => new string([.. line.Where(char.IsDigit)]).Contains(digits, StringComparison.Ordinal)).ShouldBeTrue();
                        if (sample.change == 0)
                        {
                            found.ShouldBe(PhoneNumber.Parse(sample.layout.Number(call)));
                        }
                    }
                }
            },
            iter: 3_000);
    }

    [Fact]
    public void Read_LabelDictatedIntoTheMessage_StaysInTheMessage()
    {
        EmailCorpus.Layout desk = EmailCorpus.Layouts[0];
        string[] lines = ["New message for Acme Repairs", "Caller: Kim", "Phone: (202) 555-0101", "Time: 03/09/2026 9:31 AM", "Message: He said", "Phone: (202) 555-0199", "Message: call there", "Sent by Desk, your reception"];

        EmailReading reading = Reader().Read(EmailCorpus.Write(desk, EmailCorpus.Form.Plain, new(1), lines: lines), Now);

        reading.Update!.Caller!.Number.ShouldBe(PhoneNumber.Parse("+12025550101"));
        reading.Update.Message!.Body.Value.ShouldBe("He said\nPhone: (202) 555-0199\nMessage: call there");
    }

    [Fact]
    public void Read_TextThatCanBeDividedInTwoWays_IsAmbiguous()
    {
        EmailTemplate template = EmailCorpus.Template("x", "a@x.example", ["Call summary of the day", "Message: {message...}", "? Urgency: {urgency}"], new() { Message = "message", Urgency = "urgency" });
        byte[] mail = Raw("a@x.example", "Call summary of the day\r\nMessage: He asked for\r\nUrgency: none\r\n");

        EmailReading reading = Reader(template).Read(mail, Now);

        reading.Outcome.ShouldBe(EmailOutcome.Ambiguous);
        reading.Update.ShouldBeNull();
    }

    [Fact]
    public void Read_TwoTemplatesThatBothFit_IsAmbiguous()
    {
        EmailTemplate one = EmailCorpus.Template("one", "a@x.example", ["Call summary of the day", "Message: {m...}"], new() { Message = "m" });
        EmailTemplate two = one with { Name = "two", Layout = ["Call summary of the day", "{m...}"] };

        Reader(one, two).Read(Raw("a@x.example", "Call summary of the day\r\nMessage: hello\r\n"), Now).Outcome.ShouldBe(EmailOutcome.Ambiguous);
    }

    [Theory]
    [InlineData("Phone: (202) 555-0101", "Time: 13/45/2026 9:31 AM", nameof(IntakeFieldMap.StartedAt))]
    [InlineData("Phone: call the usual one", "Time: 03/09/2026 9:31 AM", nameof(IntakeFieldMap.CallerNumber))]
    public void Read_FieldThatCannotBeRead_NamesItAndGivesNoRecord(string phone, string time, string field)
    {
        string[] lines = ["New message for Acme Repairs", "Caller: Kim", phone, time, "Message: Hi", "Sent by Desk, your reception"];

        EmailReading reading = Reader().Read(EmailCorpus.Write(EmailCorpus.Layouts[0], EmailCorpus.Form.Plain, new(1), lines: lines), Now);

        reading.Outcome.ShouldBe(EmailOutcome.UnreadableField);
        reading.Reason!.ShouldContain(field);
        reading.Reason!.ShouldNotContain("usual one");
        reading.Update.ShouldBeNull();
    }

    [Fact]
    public void Read_UnknownSender_IsNoRecord() =>
        Reader().Read(Raw("someone@else.example", "New message for Acme Repairs\r\n"), Now).Outcome.ShouldBe(EmailOutcome.OtherSender);

    [Fact]
    public void Read_ForwardedByAStranger_IsNotReadAsItsFirstSender()
    {
        EmailCorpus.Layout desk = EmailCorpus.Layouts[0];
        EmailIntakeOptions options = Options([desk.Template]);
        options.Forwarders.Clear();

        new EmailReader("desk", options).Read(EmailCorpus.Write(desk, EmailCorpus.Form.ForwardedInline, new(1)), Now).Outcome.ShouldBe(EmailOutcome.OtherSender);
    }

    [Fact]
    public void Read_ReplyThatQuotesASummary_IsNoRecord()
    {
        string quoted = string.Join("\r\n", EmailCorpus.Layouts[0].Lines(new(1)).Select(static line => "> " + line));

        Reader().Read(Raw("notes@desk.example", $"Noted, thanks.\r\n\r\nOn Mon, Owner wrote:\r\n{quoted}\r\n"), Now).Outcome.ShouldBe(EmailOutcome.UnknownLayout);
    }

    [Fact]
    public void Read_ForwardedAsAttachmentAndDirect_IsOneCall()
    {
        EmailCorpus.Layout desk = EmailCorpus.Layouts[0];
        void SameId(MimeMessage message) => message.MessageId = "one@desk.example";
        CallUpdate direct = Reader().Read(EmailCorpus.Write(desk, EmailCorpus.Form.Plain, new(1), SameId), Now).Update!;
        CallUpdate forwarded = Reader().Read(EmailCorpus.Write(desk, EmailCorpus.Form.ForwardedAttached, new(1), SameId), Now).Update!;

        forwarded.Call.ShouldBe(direct.Call);
        CallHistory.From([direct, forwarded]).ToRecord().Caller.ShouldBe(direct.Caller);
    }

    [Fact]
    public void Read_BrokenMime_NeverThrowsAndNeverInventsACall()
    {
        EmailReader reader = Reader();
        byte[][] whole = [.. EmailCorpus.All().Select(static mail => mail.Content)];
        (from index in Gen.Int[0, whole.Length - 1]
         from cut in Gen.Int[0, 4_000]
         from flips in Gen.Select(Gen.Int[0, 4_000], Gen.Byte).Array[0, 8]
         select (index, cut, flips)).Sample(
            sample =>
            {
                byte[] mail = whole[sample.index][..Math.Min(whole[sample.index].Length, Math.Max(sample.cut, 1))];
                mail = [.. mail];
                foreach ((int at, byte value) in sample.flips)
                {
                    mail[at % mail.Length] = value;
                }

                EmailReading reading = reader.Read(mail, Now);
                (reading.Update is null).ShouldBe(reading.Outcome != EmailOutcome.Recognised);
                reading.Id.ShouldNotBeNullOrWhiteSpace();
            },
            iter: 2_000);
    }

    [Fact]
    public void Read_SameMailTwice_IsTheSameUpdate()
    {
        byte[] mail = EmailCorpus.All().First().Content;

        Reader().Read(mail, Now).Update.ShouldBe(Reader().Read(mail, Now.AddDays(3)).Update);
    }

    [Fact]
    public void Read_MailboxTwiceAndInAnyOrder_EqualsOnce()
    {
        EmailReader reader = Reader();
        byte[][] mails = [.. EmailCorpus.All().Select(static mail => mail.Content)];
        CallHistory[] Read(IEnumerable<int> order) => [.. order.Select((index, time) => reader.Read(mails[index], Now.AddMinutes(time)).Update!)
            .GroupBy(static update => update.Call).Select(static updates => CallHistory.From(updates)).OrderBy(static history => history.Id.Value, StringComparer.Ordinal)];
        CallHistory[] once = Read(Enumerable.Range(0, mails.Length));

        (from extra in Gen.Int[0, mails.Length - 1].Array[0, mails.Length] from order in Gen.Shuffle(Enumerable.Range(0, mails.Length).Concat(extra).ToArray()) select order)
            .Sample(order => Read(order).ShouldBe(once), iter: 20);
        once.Length.ShouldBeGreaterThanOrEqualTo(60);
    }

    [Fact]
    public void Read_WithoutMessageId_IsNamedByContent()
    {
        byte[] one = Raw("notes@desk.example", "a", id: null);
        byte[] other = Raw("notes@desk.example", "b", id: null);

        Reader().Read(one, Now).Id.ShouldBe(Reader().Read(one, Now.AddHours(1)).Id);
        Reader().Read(one, Now).Id.ShouldNotBe(Reader().Read(other, Now).Id);
    }

    [Fact]
    public void Read_AttachedVoicemail_IsHandedOver()
    {
        byte[] mail = EmailCorpus.Write(EmailCorpus.Layouts[0], EmailCorpus.Form.Plain, new(1), message =>
        {
            MimePart voicemail = new("audio", "mpeg") { Content = new MimeContent(new MemoryStream([1, 2, 3])), ContentDisposition = new ContentDisposition(ContentDisposition.Attachment), FileName = "../../voicemail.mp3", ContentTransferEncoding = ContentEncoding.Base64 };
            message.Body = new Multipart("mixed") { message.Body!, voicemail };
        });

        EmailAttachment attachment = Reader().Read(mail, Now).Attachments.ShouldHaveSingleItem();

        attachment.MediaType.ShouldBe("audio/mpeg");
        attachment.Content.ToArray().ShouldBe([1, 2, 3]);
    }

    [Theory]
    [InlineData("mx.crm.example; dkim=pass header.d=desk.example", true)]
    [InlineData("mx.crm.example; dkim=fail header.d=desk.example; dmarc=pass header.from=desk.example", true)]
    [InlineData("mx.crm.example; dkim=pass header.i=@desk.example header.s=s1", true)]
    [InlineData("mx.crm.example; dkim=pass header.d=mailer.example", false)]
    [InlineData("mx.crm.example; dkim=pass header.d=example", false)]
    [InlineData("mx.crm.example; spf=pass smtp.mailfrom=desk.example", false)]
    [InlineData("mx.crm.example; dkim=fail header.d=desk.example", false)]
    [InlineData("mx.elsewhere.example; dkim=pass header.d=desk.example", false)]
    [InlineData("not a result", false)]
    [InlineData(null, false)]
    public void Read_WithAuthentication_BelievesOnlyWhatTheOwnServerProved(string? header, bool believed)
    {
        EmailIntakeOptions options = Options([EmailCorpus.Layouts[0].Template]);
        options.AcceptUnauthenticated = false;
        options.AuthenticationServer = "mx.crm.example";
        byte[] mail = EmailCorpus.Write(EmailCorpus.Layouts[0], EmailCorpus.Form.Plain, new(1), message =>
        {
            if (header is not null)
            {
                message.Headers.Insert(0, new Header("Authentication-Results", header));
            }
        });

        EmailReading reading = new EmailReader("desk", options).Read(mail, Now);

        reading.Outcome.ShouldBe(believed ? EmailOutcome.Recognised : EmailOutcome.Unauthenticated);
        reading.Update?.Verification.ShouldBe(WebhookVerification.BodyNoTimestamp);
    }

    [Fact]
    public void Read_SenderWritesItsOwnResultBelowTheServers_IsNotBelieved()
    {
        EmailIntakeOptions options = Options([EmailCorpus.Layouts[0].Template]);
        options.AcceptUnauthenticated = false;
        options.AuthenticationServer = "mx.crm.example";
        byte[] mail = EmailCorpus.Write(EmailCorpus.Layouts[0], EmailCorpus.Form.Plain, new(1), message =>
        {
            message.Headers.Insert(0, new Header("Authentication-Results", "mx.crm.example; dkim=fail header.d=desk.example"));
            message.Headers.Insert(1, new Header("Authentication-Results", "mx.crm.example; dkim=pass header.d=desk.example"));
        });

        new EmailReader("desk", options).Read(mail, Now).Outcome.ShouldBe(EmailOutcome.Unauthenticated);
    }

    internal static EmailReader Reader(params EmailTemplate[] templates) => new("desk", Options(templates.Length == 0 ? [.. EmailCorpus.Layouts.Select(static layout => layout.Template)] : templates));

    private static EmailIntakeOptions Options(EmailTemplate[] templates)
    {
        EmailIntakeOptions options = new() { AcceptUnauthenticated = true, Forwarders = { EmailCorpus.Owner } };
        foreach (EmailTemplate template in templates)
        {
            options.Templates.Add(template);
        }

        return options;
    }

    internal static byte[] Raw(string from, string body, string? id = "<1@x.example>") => System.Text.Encoding.UTF8.GetBytes(
        $"From: {from}\r\nTo: {EmailCorpus.Owner}\r\nDate: Mon, 9 Mar 2026 09:30:00 -0400\r\n{(id is null ? "" : $"Message-ID: {id}\r\n")}Subject: Call\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}");
}
