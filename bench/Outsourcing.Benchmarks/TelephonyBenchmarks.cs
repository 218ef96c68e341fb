using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Telephony;
using Outsourcing.Webhooks;

namespace Outsourcing.Benchmarks;

/// <summary>
/// The Twilio client as an app registers it, with limits, retries, telemetry, redaction and error mapping, against what a developer
/// writes by hand with the base library and nothing of these; both over the same transport in the process.
/// </summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class TelephonyBenchmarks
{
    private const string Sid = "AC00000000000000000000000000000001";
    private const string Token = "0123456789abcdef0123456789abcdef";
    private const string Hook = "https://crm.example.com/hooks/twilio/north";
    private const string Greeting = "You have reached Northwind. Say \"help\" & wait.";
    private const int Calls = 1_000;
    private const int PageSize = 50;

    private static readonly PhoneNumber Business = PhoneNumber.Parse("+12125550100");
    private static readonly PhoneNumber Partner = PhoneNumber.Parse("+14155550123");
    private static readonly Uri Answer = new("https://crm.example.com/answer?flow=3&lang=en");

    private ServiceProvider _services = null!;
    private TwilioClient _client = null!;
    private HttpClient _http = null!;
    private TwilioWebhookReceiver _receiver = null!;
    private WebhookRequest _webhook = null!;
    private byte[] _body = [];
    private string _signature = "";

    [GlobalSetup]
    public void Setup()
    {
        InProcess transport = new();
        ServiceCollection services = new();
        services.AddLogging();
        services.AddOutsourcing().AddTwilio(
            "north",
            options =>
            {
                options.AccountSid = Sid;
                options.AuthToken = Token;
            },
            http => http.ConfigurePrimaryHttpMessageHandler(() => transport));
        services.AddHttpClient("naive").RemoveAllLoggers().ConfigurePrimaryHttpMessageHandler(() => transport);
        _services = services.BuildServiceProvider();
        _client = _services.GetRequiredKeyedService<TwilioClient>("north");
        _http = _services.GetRequiredService<IHttpClientFactory>().CreateClient("naive");

        (string Name, string Value)[] fields =
        [
            ("AccountSid", Sid), ("ApiVersion", "2010-04-01"), ("CallSid", "CA00000000000000000000000000000001"), ("CallStatus", "completed"),
            ("CallbackSource", "call-progress-events"), ("CallDuration", "42"), ("Called", "+12125550100"), ("CalledCity", "NEW YORK"), ("CalledCountry", "US"),
            ("CalledState", "NY"), ("CalledZip", "10001"), ("Caller", "+14155550123"), ("CallerCity", "SAN FRANCISCO"), ("CallerCountry", "US"), ("Direction", "inbound"),
            ("Duration", "1"), ("From", "+14155550123"), ("SequenceNumber", "3"), ("Timestamp", "Mon, 02 Mar 2026 11:59:00 +0000"), ("To", "+12125550100"),
        ];
        _body = Encoding.UTF8.GetBytes(string.Join('&', fields.Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}")));
        _signature = Sign(Hook + string.Concat(fields.OrderBy(field => field.Name, StringComparer.Ordinal).Select(field => field.Name + field.Value)));
        _webhook = new WebhookRequest("POST", Hook, [new("Content-Type", "application/x-www-form-urlencoded"), new("X-Twilio-Signature", _signature)], _body);
        _receiver = new TwilioWebhookReceiver("north", new TwilioOptions { AccountSid = Sid, AuthToken = Token });
        if (NaiveWebhook()["CallStatus"] != "completed" || Webhook() is not CallProgressEvent { Sequence: 3 })
        {
            throw new InvalidOperationException("The two do not agree on the webhook.");
        }
    }

    [GlobalCleanup]
    public void Cleanup() => _services.Dispose();

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("Verify and parse a webhook of 20 fields")]
    public Dictionary<string, string> NaiveWebhook()
    {
        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        foreach (string pair in Encoding.UTF8.GetString(_body).Split('&'))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            fields[WebUtility.UrlDecode(pair[..equals])] = WebUtility.UrlDecode(pair[(equals + 1)..]);
        }

        StringBuilder signed = new(Hook);
        foreach (string name in fields.Keys.Order(StringComparer.Ordinal))
        {
            signed.Append(name).Append(fields[name]);
        }

        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(signed.ToString())), Encoding.ASCII.GetBytes(_signature))
            ? fields
            : throw new InvalidOperationException("forged");
    }

    [Benchmark]
    [BenchmarkCategory("Verify and parse a webhook of 20 fields")]
    public VoiceEvent? Webhook() => _receiver.Verify(_webhook, DateTimeOffset.UnixEpoch).IsValid ? TwilioEvents.Read(_webhook) : null;

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("Create a call")]
    public async Task<string?> NaiveCreate()
    {
        string form = "To=" + Uri.EscapeDataString(Partner.E164) + "&From=" + Uri.EscapeDataString(Business.E164) + "&Url=" + Uri.EscapeDataString(Answer.AbsoluteUri)
            + "&StatusCallback=" + Uri.EscapeDataString(Hook) + "&Timeout=20&StatusCallbackEvent=initiated&StatusCallbackEvent=ringing&StatusCallbackEvent=answered&StatusCallbackEvent=completed";
        using HttpRequestMessage request = new(HttpMethod.Post, "https://api.twilio.com/2010-04-01/Accounts/" + Sid + "/Calls.json");
        request.Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Sid + ":" + Token)));
        using HttpResponseMessage response = await _http.SendAsync(request).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        using JsonDocument call = JsonDocument.Parse(await response.Content.ReadAsStringAsync().ConfigureAwait(false));
        return Naive(call.RootElement).Sid;
    }

    [Benchmark]
    [BenchmarkCategory("Create a call")]
    public async Task<string?> Create() =>
        (await _client.PlaceCallAsync(new TwilioCallRequest { To = Partner, From = Business, Url = Answer, StatusCallback = new Uri(Hook), RingFor = TimeSpan.FromSeconds(20) }).ConfigureAwait(false)).Sid;

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("List 1,000 calls in 20 pages")]
    public async Task<int> NaiveList()
    {
        List<NaiveCall> calls = [];
        string? next = "/2010-04-01/Accounts/" + Sid + "/Calls.json?PageSize=50";
        while (next is not null)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, "https://api.twilio.com" + next);
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Sid + ":" + Token)));
            using HttpResponseMessage response = await _http.SendAsync(request).ConfigureAwait(false);
            response.EnsureSuccessStatusCode();
            using JsonDocument page = JsonDocument.Parse(await response.Content.ReadAsStringAsync().ConfigureAwait(false));
            foreach (JsonElement call in page.RootElement.GetProperty("calls").EnumerateArray())
            {
                calls.Add(Naive(call));
            }

            next = page.RootElement.GetProperty("next_page_uri").GetString();
        }

        return calls.Count == Calls ? calls.Count : throw new InvalidOperationException($"{calls.Count} calls");
    }

    [Benchmark]
    [BenchmarkCategory("List 1,000 calls in 20 pages")]
    public async Task<int> List()
    {
        int count = 0;
        await foreach (TwilioCall call in _client.ListCalls(new TwilioCallFilter { PageSize = PageSize }).ConfigureAwait(false))
        {
            count += call.Sid.Length > 0 ? 1 : 0;
        }

        return count == Calls ? count : throw new InvalidOperationException($"{count} calls");
    }

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("Build Gather, Say, Dial")]
    public string NaiveFlow() =>
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Say language=\"en-GB\">" + WebUtility.HtmlEncode(Greeting) + "</Say>"
        + "<Gather input=\"dtmf\" action=\"" + WebUtility.HtmlEncode(Answer.AbsoluteUri) + "\" method=\"POST\" timeout=\"5\" numDigits=\"1\"><Say>" + WebUtility.HtmlEncode(Greeting) + "</Say></Gather>"
        + "<Dial timeout=\"20\" callerId=\"" + Business.E164 + "\"><Number url=\"" + WebUtility.HtmlEncode(Answer.AbsoluteUri) + "\">" + Partner.E164 + "</Number></Dial></Response>";

    [Benchmark]
    [BenchmarkCategory("Build Gather, Say, Dial")]
    public string Flow()
    {
        TwilioMarkup twiml = TwilioMarkup.Instance;
        return twiml.Document(
            twiml.Say(Greeting, language: "en-GB"),
            twiml.Gather(Answer, [twiml.Say(Greeting)], digits: 1, timeout: TimeSpan.FromSeconds(5)),
            twiml.Dial([twiml.Number(Partner, Answer)], Business, TimeSpan.FromSeconds(20))).ToString();
    }

    private static NaiveCall Naive(JsonElement call) => new(
        call.GetProperty("sid").GetString(), call.GetProperty("from").GetString(), call.GetProperty("to").GetString(), call.GetProperty("status").GetString(),
        call.GetProperty("direction").GetString(), Time(call, "date_created"), Time(call, "start_time"), Time(call, "end_time"),
        int.Parse(call.GetProperty("duration").GetString()!, CultureInfo.InvariantCulture), decimal.Parse(call.GetProperty("price").GetString()!, CultureInfo.InvariantCulture), call.GetProperty("price_unit").GetString());

    private static DateTimeOffset Time(JsonElement call, string name) => DateTimeOffset.Parse(call.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

#pragma warning disable CA5350 // The provider's scheme.
    private static string Sign(string text) => Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(Token), Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350

    private sealed record NaiveCall(
        string? Sid, string? From, string? To, string? Status, string? Direction, DateTimeOffset Created, DateTimeOffset Started, DateTimeOffset Ended, int Duration, decimal Price, string? PriceUnit);

    /// <summary>The provider, as far as bytes go: a call, or the page that is asked for.</summary>
    private sealed class InProcess : HttpMessageHandler
    {
        private readonly byte[] _call = Encoding.UTF8.GetBytes(Json(0));

        private readonly byte[][] _pages = [.. Enumerable.Range(0, Calls / PageSize).Select(page => Encoding.UTF8.GetBytes(
            "{\"calls\":[" + string.Join(',', Enumerable.Range(page * PageSize, PageSize).Select(Json)) + "],\"page_size\":50,\"page\":" + page + ",\"next_page_uri\":"
            + (page == (Calls / PageSize) - 1 ? "null" : $"\"/2010-04-01/Accounts/{Sid}/Calls.json?PageSize=50&Page={page + 1}&PageToken=PACA{page}\"") + "}"))];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            byte[] body = _call;
            if (request.Method == HttpMethod.Get)
            {
                string query = request.RequestUri!.Query;
                int at = query.IndexOf("&Page=", StringComparison.Ordinal);
                body = _pages[at < 0 ? 0 : int.Parse(query.AsSpan(at + 6, query.IndexOf('&', at + 6) - at - 6), CultureInfo.InvariantCulture)];
            }

            ByteArrayContent content = new(body);
            content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request });
        }

        private static string Json(int number) => $$"""
            {"sid":"CA{{number:D32}}","date_created":"Tue, 31 Aug 2010 20:36:28 +0000","date_updated":"Tue, 31 Aug 2010 20:36:44 +0000","parent_call_sid":null,"account_sid":"{{Sid}}","to":"+14155550123","to_formatted":"(415) 555-0123","from":"+12125550100","from_formatted":"(212) 555-0100","phone_number_sid":"PN00000000000000000000000000000001","status":"completed","start_time":"Tue, 31 Aug 2010 20:36:29 +0000","end_time":"Tue, 31 Aug 2010 20:36:44 +0000","duration":"15","price":"-0.03000","price_unit":"USD","direction":"outbound-api","answered_by":null,"api_version":"2010-04-01","annotation":null,"forwarded_from":null,"group_sid":null,"caller_name":null,"queue_time":"1000","trunk_sid":null,"uri":"/2010-04-01/Accounts/{{Sid}}/Calls/CA{{number:D32}}.json","subresource_uris":{"recordings":"/2010-04-01/Accounts/{{Sid}}/Calls/CA{{number:D32}}/Recordings.json","notifications":"/2010-04-01/Accounts/{{Sid}}/Calls/CA{{number:D32}}/Notifications.json"} }
            """;
    }
}
