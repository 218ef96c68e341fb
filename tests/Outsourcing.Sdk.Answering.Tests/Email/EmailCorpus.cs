using System.Text;
using MimeKit;

namespace Outsourcing.Answering.Tests.Email;

/// <summary>Writes the summary e-mails of twelve invented services, in the forms in which mail really arrives.</summary>
internal static class EmailCorpus
{
    internal const string Owner = "owner@workshop.example";
    private static readonly DateTimeOffset Start = new(2026, 3, 9, 9, 30, 0, TimeSpan.FromHours(-4));

    internal enum Form
    {
        Plain,
        QuotedPrintable,
        Base64,
        Latin1,
        Windows1252,
        HtmlOnly,
        Alternative,
        ForwardedInline,
        ForwardedAttached,
        Flowed,
    }

    internal static IReadOnlyList<Layout> Layouts { get; } =
    [
        new("desk", "notes@desk.example", Template("desk", "notes@desk.example",
                ["New message for Acme Repairs", "Caller: {caller}", "Phone: {phone}", "Time: {time}", "Message: {message...}", "Sent by Desk, your reception"],
                new() { CallerName = "caller", CallerNumber = "phone", StartedAt = "time", Message = "message", Region = "US", TimeZone = "America/New_York", TimeFormats = ["MM/dd/yyyy h:mm tt"] }),
            call => ["New message for Acme Repairs", "", $"Caller: {call.Name}", $"Phone: {call.National}", $"Time: {call.At:MM/dd/yyyy h:mm tt}", $"Message: {call.Message}", "", "Sent by Desk, your reception"]),
        new("bell", "calls@bell.example", Template("bell", "@bell.example",
                ["You missed a call, so we took it.", "{caller} ({phone}) rang at {time}.", "{message...}", "Reply to this mail to reach your team."],
                new() { CallerName = "caller", CallerNumber = "phone", StartedAt = "time", Message = "message", TimeFormats = ["yyyy-MM-dd HH:mm zzz"] }),
            call => ["You missed a call, so we took it.", $"{call.Name} ({call.E164}) rang at {call.At:yyyy-MM-dd HH:mm zzz}.", "", call.Message, "", "Reply to this mail to reach your team."]),
        new("ledger", "no-reply@ledger.example", Template("ledger", "no-reply@ledger.example",
                ["CALL REPORT", "Reference: {ref}", "Call time: {time}", "Length: {length}", "From: {phone}", "Name: {caller}", "? Company: {company}", "Outcome: {outcome}", "Notes: {message...}", "END OF REPORT"],
                new() { CallId = "ref", CallerName = "caller", CallerNumber = "phone", CallerCompany = "company", StartedAt = "time", Duration = "length", Disposition = "outcome", Message = "message", Dispositions = new Dictionary<string, string> { ["Message taken"] = "message-taken" } }),
            call => ["CALL REPORT", $"Reference: L-{call.Number}", $"Call time: {call.At:yyyy-MM-dd'T'HH:mm:sszzz}", "Length: 1:35", $"From: {call.E164}", $"Name: {call.Name}", .. call.Number % 2 == 0 ? [$"Company: Firma {call.Number}"] : Array.Empty<string>(), "Outcome: Message taken", $"Notes: {call.Message}", "END OF REPORT"]),
        new("harbour", "post@harbour.example", Template("harbour", "post@harbour.example",
                ["Harbour Reception", "Who called", "{caller}", "How to reach them", "{phone}", "What they said", "{message...}", "Harbour Reception, 1 Quay, Bristol"],
                new() { CallerName = "caller", CallerNumber = "phone", StartedAt = EmailTemplate.Date, Message = "message", Region = "US" }),
            call => ["Harbour Reception", "Who called", call.Name, "How to reach them", call.National, "What they said", call.Message, "Harbour Reception, 1 Quay, Bristol"]),
        new("lawline", "intake@lawline.example", Template("lawline", "intake@lawline.example",
                ["Intake completed for your firm", "Caller name: {caller}", "Callback number: {phone}", "E-mail: {mail}", "Is this about an injury? {injury}", "When did it happen? {happened}", "Summary: {summary...}", "Urgency: {urgency}", "Lawline Intake"],
                new() { CallerName = "caller", CallerNumber = "phone", CallerEmail = "mail", Summary = "summary", Urgency = "urgency", StartedAt = EmailTemplate.Date, Region = "US", Answers = new Dictionary<string, string> { ["injury"] = "injury", ["happened"] = "happened" } }),
            call => ["Intake completed for your firm", $"Caller name: {call.Name}", $"Callback number: {call.National}", $"E-mail: person{call.Number}@mail.example", "Is this about an injury? Yes", "When did it happen? Last Tuesday", $"Summary: {call.Message}", "Urgency: High", "Lawline Intake"]),
        new("night", "night@owl.example", Template("night", "night@owl.example",
                ["AFTER HOURS CALL *** {urgency} ***", "{time} / {phone} / {caller}", "{message...}", "---"],
                new() { CallerName = "caller", CallerNumber = "phone", StartedAt = "time", Urgency = "urgency", Message = "message", TimeZone = "Europe/London", TimeFormats = ["dd MMM yyyy HH:mm"] }),
            call => [$"AFTER HOURS CALL *** {(call.Number % 2 == 0 ? "URGENT" : "NORMAL")} ***", $"{call.At:dd MMM yyyy HH:mm} / {call.E164} / {call.Name}", call.Message, "---"]),
        new("vet", "front@vetdesk.example", Template("vet", "@vetdesk.example",
                ["VetDesk call summary", "Owner {caller}", "Patient {patient}", "Tel {phone}", "Taken {time}", "Details", "{message...}", "(c) VetDesk"],
                new() { CallerName = "caller", CallerNumber = "phone", StartedAt = "time", Message = "message", Region = "GB", TimeZone = "Europe/London", TimeFormats = ["dd/MM/yyyy HH:mm"], Answers = new Dictionary<string, string> { ["patient"] = "patient" } }),
            call => ["VetDesk call summary", $"Owner {call.Name}", "Patient Rex", "Tel 020 7946 0" + (100 + call.Number), $"Taken {call.At:dd/MM/yyyy HH:mm}", "Details", call.Message, "(c) VetDesk"]) { Number = call => $"+44207946{100 + call.Number:0000}" },
        new("plumb", "jobs@plumbline.example", Template("plumb", "jobs@plumbline.example",
                ["Job enquiry taken by Plumbline", "Customer: {caller}", "Phone: {phone}", "Address: {address...}", "Job: {message...}", "Best time to call back: {when}", "Plumbline answers for you"],
                new() { CallerName = "caller", CallerNumber = "phone", StartedAt = EmailTemplate.Date, Message = "message", Region = "US", Answers = new Dictionary<string, string> { ["address"] = "address", ["callback"] = "when" } }),
            call => ["Job enquiry taken by Plumbline", $"Customer: {call.Name}", $"Phone: {call.National}", "Address: 12 High Street", "Springfield", $"Job: {call.Message}", "Best time to call back: after 5", "Plumbline answers for you"]),
        new("clinic", "messages@clinicline.example", Template("clinic", "messages@clinicline.example",
                ["Message for {for}", "Patient {caller}, {phone}, called on {time}:", "{message...}", "This message is confidential."],
                new() { MessageFor = "for", CallerName = "caller", CallerNumber = "phone", StartedAt = "time", Message = "message", TimeFormats = ["yyyy-MM-dd 'at' HH:mm zzz"] }),
            call => ["Message for Dr Gray", $"Patient {call.Name}, {call.E164}, called on {call.At:yyyy-MM-dd 'at' HH:mm zzz}:", call.Message, "This message is confidential."]),
        new("short", "sms@textline.example", Template("short", "sms@textline.example",
                ["Textline: {caller} {phone} says {message...}"],
                new() { CallerName = "caller", CallerNumber = "phone", StartedAt = EmailTemplate.Date, Message = "message" }),
            call => [$"Textline: {call.Name.Replace(' ', '_')} {call.E164} says {call.Message}"]) { Name = call => call.Name.Replace(' ', '_') },
        new("daily", "hello@frontdesk.example", Template("daily", "hello@frontdesk.example",
                ["Hello from Front Desk", "? VIP caller", "Name: {caller}", "Number: {phone}", "Called at: {time}", "{_}", "Message: {message...}", "View in the portal: {_}", "Front Desk Ltd"],
                new() { CallerName = "caller", CallerNumber = "phone", StartedAt = "time", Message = "message", TimeFormats = ["dddd, MMMM d, yyyy h:mm tt zzz"] }),
            call => ["Hello from Front Desk", .. call.Number % 3 == 0 ? ["VIP caller"] : Array.Empty<string>(), $"Name: {call.Name}", $"Number: {call.E164}", $"Called at: {call.At:dddd, MMMM d, yyyy h:mm tt zzz}", $"Your agent was number {call.Number}", $"Message: {call.Message}", $"View in the portal: https://frontdesk.example/m/{call.Number}", "Front Desk Ltd"]),
        new("café", "appels@cafe.example", Template("café", "appels@cafe.example",
                ["Nouveau message reçu à la réception", "Appelant : {caller}", "Téléphone : {phone}", "Reçu le {time}", "Détails : {message...}", "L’équipe d’accueil"],
                new() { CallerName = "caller", CallerNumber = "phone", StartedAt = "time", Message = "message", TimeZone = "Europe/Paris", TimeFormats = ["dd/MM/yyyy HH:mm"] }),
            call => ["Nouveau message reçu à la réception", $"Appelant : {call.Name}", $"Téléphone : {call.E164}", $"Reçu le {call.At:dd/MM/yyyy HH:mm}", $"Détails : {call.Message}", "L’équipe d’accueil"]),
    ];

    internal static EmailTemplate Template(string name, string sender, string[] layout, IntakeFieldMap fields) => new() { Name = name, Senders = [sender], Layout = layout, Fields = fields };

    /// <summary>Writes mails of every layout in every form its characters allow.</summary>
    internal static IEnumerable<Mail> All()
    {
        int number = 0;
        foreach (Layout layout in Layouts)
        {
            foreach (Form form in Enum.GetValues<Form>())
            {
                // The French layout's apostrophe is not in ISO-8859-1.
                if (form != Form.Latin1 || layout.Id != "café")
                {
                    Call call = new(++number);
                    yield return new Mail(layout, form, call, Write(layout, form, call));
                }
            }
        }
    }

    /// <summary>Writes what comes from the same senders and is no whole summary: replies that quote one, and mails broken on the way.</summary>
    internal static IEnumerable<(string Kind, Layout Layout, Call Call, byte[] Content)> Damaged()
    {
        int number = 200;
        foreach (Layout layout in Layouts)
        {
            Call call = new(++number);
            string quoted = string.Join("\r\n", layout.Lines(call).SelectMany(static line => line.Split('\n')).Select(static line => "> " + line));
            yield return ("reply", layout, call, Write(layout, Form.Plain, call, lines: ["Noted, thanks.", "", "On Mon, Owner wrote:", quoted]));
            string base64 = Encoding.UTF8.GetString(Write(layout, Form.Base64, call));
            yield return ("base64 cut off", layout, call, Encoding.UTF8.GetBytes(base64[..^Math.Min(base64.Length / 4, 60)]));
            string multipart = Encoding.UTF8.GetString(Write(layout, Form.Alternative, call));
            yield return ("boundary never closed", layout, call, Encoding.UTF8.GetBytes(multipart[..multipart.LastIndexOf("--", multipart.Length - 5, StringComparison.Ordinal)]));
            string plain = Encoding.UTF8.GetString(Write(layout, Form.QuotedPrintable, call));
            yield return ("charset nobody knows", layout, call, Encoding.UTF8.GetBytes(plain.Replace("charset=utf-8", "charset=x-martian", StringComparison.OrdinalIgnoreCase)));
            yield return ("another charset named", layout, call, Encoding.UTF8.GetBytes(plain.Replace("charset=utf-8", "charset=windows-1252", StringComparison.OrdinalIgnoreCase)));
            yield return ("header line without a colon", layout, call, Encoding.UTF8.GetBytes(plain.Replace("\r\nTo:", "\r\nthis is no header\r\nTo:", StringComparison.Ordinal)));
        }
    }

    internal static byte[] Write(Layout layout, Form form, Call call, Action<MimeMessage>? change = null, IReadOnlyList<string>? lines = null)
    {
        string[] text = [.. lines ?? layout.Lines(call)];
        MimeMessage message = new() { MessageId = $"{layout.Sender.Split('@')[0]}.{call.Number}.{form}@{layout.Sender.Split('@')[1]}", Subject = $"Message no. {call.Number}", Date = call.At.AddMinutes(3) };
        message.From.Add(new MailboxAddress("Reception", layout.Sender));
        message.To.Add(new MailboxAddress("Owner", Owner));
        message.Body = form switch
        {
            Form.QuotedPrintable => Text(text, Encoding.UTF8, ContentEncoding.QuotedPrintable),
            Form.Base64 => Text(text, Encoding.UTF8, ContentEncoding.Base64),
            Form.Latin1 => Text(text, Encoding.Latin1, ContentEncoding.EightBit),
            Form.Windows1252 => Text(text, CodePagesEncodingProvider.Instance.GetEncoding(1252)!, ContentEncoding.QuotedPrintable),
            Form.HtmlOnly => Html(text),
            Form.Alternative => new MultipartAlternative { Text(text, Encoding.UTF8, ContentEncoding.QuotedPrintable), Html(text) },
            Form.Flowed => new TextPart("plain") { ContentType = { Parameters = { { "format", "flowed" } } }, Text = string.Join("\r\n", text.Select(static line => line.Length > 40 && line.IndexOf(' ', 40) is > 0 and var at ? line[..(at + 1)] + "\r\n" + line[(at + 1)..] : line)) },
            _ => Text(text, Encoding.UTF8, ContentEncoding.EightBit),
        };
        change?.Invoke(message);
        return form switch
        {
            Form.ForwardedInline => Bytes(Forwarded(call, message, attached: false, text)),
            Form.ForwardedAttached => Bytes(Forwarded(call, message, attached: true, text)),
            _ => Bytes(message),
        };
    }

    internal static byte[] Bytes(MimeMessage message)
    {
        using MemoryStream stream = new();
        FormatOptions options = FormatOptions.Default.Clone();
        options.NewLineFormat = NewLineFormat.Dos;
        options.EnsureNewLine = true;
        message.WriteTo(options, stream);
        return stream.ToArray();
    }

    private static MimeMessage Forwarded(Call call, MimeMessage original, bool attached, string[] text)
    {
        MimeMessage message = new() { MessageId = $"fwd.{call.Number}.{attached}@workshop.example", Subject = "Fwd: " + original.Subject, Date = call.At.AddHours(2) };
        message.From.Add(new MailboxAddress("Owner", Owner));
        message.To.Add(new MailboxAddress("CRM", "crm@workshop.example"));
        message.Body = attached
            ? new Multipart("mixed") { new TextPart("plain") { Text = "See below." }, new MessagePart { Message = original } }
            : new TextPart("plain")
            {
                Text = $"Please add this one.\r\n\r\n---------- Forwarded message ---------\r\nFrom: Reception <{original.From.Mailboxes.First().Address}>\r\nDate: {MimeKit.Utils.DateUtils.FormatDate(original.Date)}\r\nSubject: {original.Subject}\r\nTo: <{Owner}>\r\n\r\n\r\n{string.Join("\r\n", text)}",
            };
        return message;
    }

    private static TextPart Text(string[] lines, Encoding encoding, ContentEncoding transfer)
    {
        TextPart part = new("plain") { ContentTransferEncoding = transfer };
        part.SetText(encoding, string.Join("\r\n", lines));
        return part;
    }

    private static TextPart Html(string[] lines)
    {
        StringBuilder html = new("<html><head><style>td{color:red}</style><title>x</title></head><body><div style=\"display: none\">preview &mdash; not shown</div><table>");
        foreach (string line in lines)
        {
            string[] cells = [.. line.Split(": ", 2).Select(System.Net.WebUtility.HtmlEncode).OfType<string>()];
            html.Append(cells.Length == 2 ? $"<tr>\r\n  <td><b>{cells[0]}:</b></td>\r\n  <td>&nbsp;{cells[1].Replace("\n", "<br>", StringComparison.Ordinal)}</td></tr>" : $"<tr><td colspan=2>{cells[0].Replace("\n", "<br/>", StringComparison.Ordinal)}</td></tr>");
        }

        return new TextPart("html") { ContentTransferEncoding = ContentEncoding.QuotedPrintable, Text = html.Append("</table></body></html>").ToString() };
    }

    internal sealed record Layout(string Id, string Sender, EmailTemplate Template, Func<Call, string[]> Lines)
    {
        internal Func<Call, string> Number { get; init; } = static call => call.E164;

        internal Func<Call, string> Name { get; init; } = static call => call.Name;

        /// <summary>Gets when the call started, as the mail tells it: with an offset, by a wall clock in the template's zone, or by the mail's own date.</summary>
        internal DateTimeOffset Started(Call call) => Template.Fields switch
        {
            { StartedAt: EmailTemplate.Date } => call.At.AddMinutes(3),
            { TimeZone: "Europe/London" } => new DateTimeOffset(call.At.DateTime, TimeSpan.Zero),
            { TimeZone: "Europe/Paris" } => new DateTimeOffset(call.At.DateTime, TimeSpan.FromHours(1)),
            _ => call.At,
        };
    }

    internal sealed record Mail(Layout Layout, Form Form, Call Call, byte[] Content)
    {
        public override string ToString() => $"{Layout.Id} {Form} {Call.Number}";
    }

    /// <summary>A call that never was; the telephone numbers are of the range kept for fiction.</summary>
    internal sealed record Call(int Number)
    {
        private static readonly string[] Names = ["Kim Lee", "Zoë Núñez", "Jörg Müller", "Anaïs Lefèvre", "Sam O'Neil"];
        private static readonly string[] Messages =
        [
            "Please call back about the boiler.", "Wants a quote for 3 windows.\nIs free on Friday & Saturday.", "The gate won't close <again>.\n\nSays it is urgent.", "Über die Rechnung sprechen, 20 % Rabatt?",
        ];

        internal string Name => Names[Number % Names.Length];

        internal string Message => Messages[Number % Messages.Length];

        internal string E164 => $"+120255501{Number % 100:00}";

        internal string National => $"(202) 555-01{Number % 100:00}";

        internal DateTimeOffset At => Start.AddMinutes(Number);

        /// <summary>Gets the message as it is read: blanks collapsed, empty lines gone.</summary>
        internal string Read => string.Join('\n', Message.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
