using System.Net;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using MimeKit;
using Outsourcing.Answering;
using Outsourcing.Calls;
using Outsourcing.Webhooks;

namespace Outsourcing.Benchmarks;

/// <summary>Reading what answering services send: 10,000 webhooks of four kinds, and 1,000 summary e-mails.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class AnsweringBenchmarks
{
    private const string Retell = """
        {"event":"call_analyzed","call":{"call_id":"c%","call_status":"ended","direction":"inbound","from_number":"+12025550123","to_number":"+12125550100",
        "start_timestamp":1739537200000,"end_timestamp":1739537297000,"duration_ms":97000,"disconnection_reason":"user_hangup",
        "transcript_object":[{"role":"agent","content":"Lighthouse Marketing."},{"role":"user","content":"Hello, what does a campaign cost?"}],
        "call_analysis":{"call_summary":"Asked for prices.","call_successful":true,"user_sentiment":"Positive","custom_analysis_data":{"budget":900}},"call_cost":{"combined_cost":42.5}}}
        """;

    private const string ElevenLabs = """
        {"type":"post_call_transcription","event_timestamp":1739537310,"data":{"conversation_id":"c%","agent_id":"a","status":"done",
        "transcript":[{"role":"agent","message":"Good morning.","time_in_call_secs":0},{"role":"user","message":"Hello","time_in_call_secs":3}],
        "metadata":{"start_time_unix_secs":1739537200,"call_duration_secs":97,"cost":296,"phone_call":{"direction":"inbound","agent_number":"+12125550100","external_number":"+12025550123"}},
        "analysis":{"call_successful":"success","transcript_summary":"Wanted an invoice.","data_collection_results":{"company":{"value":"Kim & Co"}}}}}
        """;

    private const string Vapi = """
        {"message":{"type":"end-of-call-report","timestamp":1739537300000,"endedReason":"customer-ended-call","startedAt":"2025-02-14T12:46:40.000Z","endedAt":"2025-02-14T12:48:17.000Z","cost":0.1234,
        "customer":{"number":"+12025550123"},"phoneNumber":{"number":"+12125550100"},"call":{"id":"c%","type":"inboundPhoneCall","status":"ended"},"analysis":{"summary":"Asked for prices.","structuredData":{"budget":900}},
        "artifact":{"recordingUrl":"https://storage.vapi.ai/c1.wav","messages":[{"role":"bot","message":"Lighthouse.","secondsFromStart":0.7},{"role":"user","message":"Hello.","secondsFromStart":2.5}]}}}
        """;

    private const string Form = "id=c%&phone=%2B12025550123&name=Kim+Lee&when=2026-03-09T09%3A30%3A00Z&note=Please+call+back";

    private const string Mail = "From: Reception <notes@desk.example>\r\nTo: owner@workshop.example\r\nDate: Mon, 09 Mar 2026 09:34:00 -0400\r\nMessage-ID: <%@desk.example>\r\nSubject: Message\r\nMIME-Version: 1.0\r\n"
        + "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<html><body><table><tr><td colspan=3D2>New message for Acme Repairs</td></tr>"
        + "<tr><td>Caller:</td><td>Zo=C3=AB Lee</td></tr><tr><td>Phone:</td><td>(202) 555-0123</td></tr><tr><td>Message:</td><td>Wants a quote.<br>Is free on Friday.</td></tr>"
        + "<tr><td colspan=3D2>Sent by Desk, your reception</td></tr></table></body></html>\r\n";

    private static readonly DateTimeOffset Now = new(2026, 3, 9, 14, 0, 0, TimeSpan.Zero);

    private readonly (IWebhookReceiver Receiver, WebhookRequest Request, WebhookCheck Check)[] _webhooks = new (IWebhookReceiver, WebhookRequest, WebhookCheck)[10_000];
    private readonly byte[][] _mails = new byte[1_000][];
    private EmailReader _reader = null!;

    [GlobalSetup]
    public void Setup()
    {
        IWebhookReceiver retell = new RetellWebhookReceiver("reception", ["key"]);
        IWebhookReceiver elevenLabs = new ElevenLabsWebhookReceiver("reception", ["secret"]);
        IWebhookReceiver vapi = new VapiWebhookReceiver("reception", new VapiOptions { WebhookSecret = "secret" });
        IWebhookReceiver form = new IntakeWebhookReceiver(
            "reception", new IntakeFieldMap { CallId = "id", CallerNumber = "phone", CallerName = "name", StartedAt = "when", Message = "note" }, IntakeVerification.HeaderSecret("X-Secret", "secret"));
        for (int index = 0; index < _webhooks.Length; index++)
        {
            (IWebhookReceiver receiver, string body, string type) = (index % 4) switch
            {
                0 => (retell, Retell, "application/json"),
                1 => (elevenLabs, ElevenLabs, "application/json"),
                2 => (vapi, Vapi, "application/json"),
                _ => (form, Form, "application/x-www-form-urlencoded"),
            };
            WebhookRequest request = new("POST", "https://crm.example/hooks", [new("Content-Type", type)], Encoding.UTF8.GetBytes(body.Replace("c%", $"c{index}", StringComparison.Ordinal)));
            _webhooks[index] = (receiver, request, WebhookCheck.Valid(WebhookVerification.BodyWithTimestamp, Now));
        }

        for (int index = 0; index < _mails.Length; index++)
        {
            _mails[index] = Encoding.UTF8.GetBytes(Mail.Replace("<%@", $"<{index}@", StringComparison.Ordinal));
        }

        EmailIntakeOptions options = new() { AcceptUnauthenticated = true };
        options.Templates.Add(new EmailTemplate
        {
            Name = "desk",
            Senders = ["@desk.example"],
            Layout = ["New message for Acme Repairs", "Caller: {caller}", "Phone: {phone}", "Message: {message...}", "Sent by Desk, your reception"],
            Fields = new IntakeFieldMap { CallerName = "caller", CallerNumber = "phone", Message = "message", StartedAt = EmailTemplate.Date, Region = "US" },
        });
        _reader = new EmailReader("desk", options);
    }

    /// <summary>What nobody can do without: parse the body, and put every value under its path.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("10,000 webhooks")]
    public int FlattenWebhooks()
    {
        int values = 0;
        foreach ((_, WebhookRequest request, _) in _webhooks)
        {
            Dictionary<string, string> fields = new(StringComparer.Ordinal);
            if (request.Body.Span[0] == '{')
            {
                using JsonDocument document = JsonDocument.Parse(request.Body);
                Flatten(document.RootElement, "", fields);
            }
            else
            {
                foreach (string pair in Encoding.UTF8.GetString(request.Body.Span).Split('&'))
                {
                    string[] parts = pair.Split('=', 2);
                    fields[WebUtility.UrlDecode(parts[0])] = WebUtility.UrlDecode(parts[1]);
                }
            }

            values += fields.Count;
        }

        return values;
    }

    [Benchmark, BenchmarkCategory("10,000 webhooks")]
    public int ReadWebhooks()
    {
        int calls = 0;
        foreach ((IWebhookReceiver receiver, WebhookRequest request, WebhookCheck check) in _webhooks)
        {
            calls += receiver.Read(request, check, Now)!.Updates.Count;
        }

        return calls == _webhooks.Length ? calls : throw new InvalidOperationException("A webhook was not read.");
    }

    /// <summary>MimeKit alone: parsing the mail and decoding its text.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("1,000 e-mails")]
    public int LoadMails()
    {
        int characters = 0;
        foreach (byte[] mail in _mails)
        {
            using MemoryStream stream = new(mail);
            using MimeMessage message = MimeMessage.Load(stream);
            characters += message.HtmlBody!.Length;
        }

        return characters;
    }

    [Benchmark, BenchmarkCategory("1,000 e-mails")]
    public int ReadMails()
    {
        int calls = 0;
        foreach (byte[] mail in _mails)
        {
            calls += _reader.Read(mail, Now).Outcome == EmailOutcome.Recognised ? 1 : 0;
        }

        return calls == _mails.Length ? calls : throw new InvalidOperationException("A mail was not recognised.");
    }

    private static void Flatten(JsonElement element, string path, Dictionary<string, string> fields)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty member in element.EnumerateObject())
            {
                Flatten(member.Value, $"{path}/{member.Name}", fields);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            int index = 0;
            foreach (JsonElement item in element.EnumerateArray())
            {
                Flatten(item, $"{path}/{index++}", fields);
            }
        }
        else
        {
            fields[path] = element.ToString();
        }
    }
}
