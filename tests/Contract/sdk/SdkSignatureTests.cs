using System.Globalization;
using System.Text;
using CsCheck;
using Outsourcing.Telephony;
using Outsourcing.Webhooks;
using Shouldly;
using Xunit.Abstractions;

namespace Outsourcing.Contract.Sdk;

/// <summary>What the providers' own libraries sign is believed, and with any one byte changed it is not.</summary>
public sealed class SdkSignatureTests(ITestOutputHelper output)
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Signs = "äöß漢字&=+%?#/ \"'<>~*-._ ";
    private const string Secret = "0123456789abcdef0123456789abcdef";

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());

    private static readonly string Timestamp = Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[Gen.Char.AlphaNumeric, 0, 12],
        Gen.String[Gen.Int[0, Signs.Length - 1].Select(index => Signs[index]), 0, 8],
        Gen.Const("+14155550123"));

    private static readonly Gen<(string Name, string Value)[]> Fields = Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 1, 10], Text).Array[1, 20];

    [NpmFact(".")]
    public Task Twilio_WhatItsLibrarySigns_IsBelievedAndNothingElse() => CompareAsync(
        "twilio",
        [
            new SdkRequest { Url = "https://crm.example.com/hooks/twilio/north", Secret = Secret, Body = "AccountSid=AC1&CallSid=CA1&CallStatus=completed&From=%2B14155550123&To=%2B12125550100&SpeechResult=gr%C3%BCn+%26+blau" },
            new SdkRequest { Url = "https://crm.example.com:8443/hooks?a=b&c=%2Fd", Secret = Secret, Body = "MediaUrl=b&MediaUrl=a&MediaUrl=b&AccountSid=AC1" },
            new SdkRequest { Method = "GET", Url = "https://crm.example.com/hooks?CallSid=CA1&CallStatus=ringing", Secret = Secret },
            new SdkRequest { Json = true, Url = "https://crm.example.com/hooks?x=1", Secret = Secret, Body = """{"CallSid":"CA1","text":"grün"}""" },
            .. Random(form: true),
        ],
        (request, secret) => TwilioSignatureVerifier.Verify(
            Request(request, request.Json ? "application/json" : Form, ("X-Twilio-Signature", request.Signature)), [secret]),
        signsUrl: true,
        onceEach: true);

    [NpmFact(".")]
    public Task Plivo_WhatItsLibrarySigns_IsBelievedAndNothingElse() => CompareAsync(
        "plivo",
        [
            new SdkRequest { Url = "https://crm.example.com/hooks/plivo/north", Secret = Secret, Nonce = "12345678901234567890", Body = "CallUUID=C1&CallStatus=completed&From=14155550123&To=12125550100" },
            new SdkRequest { Url = "https://crm.example.com:8443/hooks?b=2&a=1+%2B", Secret = Secret, Nonce = "05429567804466091622", Body = "CallUUID=C1&Digit=1&Digit=0" },
            new SdkRequest { Url = "https://crm.example.com/hooks?b=2&a=1", Secret = Secret, Nonce = "05429567804466091622" },
            new SdkRequest { Method = "GET", Url = "https://crm.example.com/hooks?CallUUID=C1&CallStatus=ringing&b=%26", Secret = Secret, Nonce = "1" },
            .. Random(form: true),
        ],
        (request, secret) => PlivoSignatureVerifier.Verify(
            Request(request, Form, ("X-Plivo-Signature-V3", request.Signature), ("X-Plivo-Signature-V3-Nonce", request.Nonce)), [secret]),
        signsUrl: true,
        signsNonce: true);

    [NpmFact(".")]
    public Task Telnyx_WhatItsLibraryBelieves_IsBelievedAndNothingElse() => CompareAsync(
        "telnyx",
        [
            new SdkRequest { Url = "https://crm.example.com/hooks", Secret = "", Timestamp = Timestamp, Body = """{"data":{"event_type":"call.answered","id":"e1","payload":{"call_control_id":"v3:1","from":"+14155550123"}}}""" },
            .. Random(form: false).Take(5),
        ],
        (request, secret) => TelnyxSignatureVerifier.Verify(
            Request(request, "application/json", ("telnyx-signature-ed25519", request.Signature), ("telnyx-timestamp", request.Timestamp)), [secret], Now),
        signsTime: true,
        bitsOnly: true);

    [NpmFact(".")]
    public Task Vonage_WhatItsLibraryBelieves_IsBelievedAndNothingElse() => CompareAsync(
        "vonage",
        [
            new SdkRequest { Url = "https://crm.example.com/hooks", Secret = Secret, Timestamp = Timestamp, Body = """{"status":"answered","uuid":"C1","from":"14155550123"}""" },
            .. Random(form: false),
        ],
        (request, secret) => VonageSignatureVerifier.Verify(Request(request, "application/json", ("Authorization", "Bearer " + request.Signature)), [secret], Now));

    [NpmFact(".")]
    public async Task Vonage_QueryWhosePayloadIsHashed_IsBelievedAndNothingElse()
    {
        SdkRequest[] signed = (await ProviderSdk.RunAsync(
            "vonage", [new SdkRequest { Method = "GET", Url = "https://crm.example.com/answer?from=14155550123&to=12125550100&uuid=C1&name=gr%C3%BCn+%22x%22", Secret = Secret, Timestamp = Timestamp }])).Signed;
        SdkRequest request = signed.ShouldHaveSingleItem();
        bool Believes(string url) => VonageSignatureVerifier.Verify(
            new WebhookRequest("GET", url, [new("Authorization", "Bearer " + request.Signature)], default), [Secret], Now).IsValid;

        Believes(request.Url).ShouldBeTrue();
        // The path is not signed; every byte of the query is.
        for (int index = request.Url.IndexOf('?', StringComparison.Ordinal) + 1; index < request.Url.Length; index++)
        {
            for (char other = '!'; other <= '~'; other++)
            {
                string url = Replaced(request.Url, index, other);
                (Believes(url) && !SameQuery(url, request.Url)).ShouldBeFalse(url);
            }
        }
    }

    private static IEnumerable<SdkRequest> Random(bool form) => Gen.Select(Fields, Fields, Gen.Long[1, long.MaxValue]).Array[20].Single().Select(sample => new SdkRequest
    {
        Url = "https://crm.example.com/hooks?" + Encode(sample.Item1),
        Secret = Secret,
        Timestamp = Timestamp,
        Nonce = sample.Item3.ToString(CultureInfo.InvariantCulture),
        Body = form ? Encode(sample.Item2) : System.Text.Json.JsonSerializer.Serialize(sample.Item2.Select(field => field.Name + field.Value)),
    });

    private async Task CompareAsync(
        string provider, SdkRequest[] requests, Func<SentRequest, string, WebhookCheck> verify, bool signsUrl = false, bool signsTime = false, bool signsNonce = false, bool onceEach = false, bool bitsOnly = false)
    {
        SdkRequest[] signed = (await ProviderSdk.RunAsync(provider, requests)).Signed;
        bool[] own = (await ProviderSdk.RunAsync(provider, verify: signed)).Verified;
        own.ShouldAllBe(believed => believed, $"{provider}'s library does not believe what it signed");
        int tried = 0;
        List<SdkRequest> asked = [];
        foreach ((int number, SdkRequest request) in signed.Index())
        {
            SentRequest sent = new(request);
            verify(sent, request.Secret).IsValid.ShouldBeTrue($"{request.Method} {request.Url} {request.Body}");
            foreach (SentRequest changed in Changes(sent, signsUrl, signsTime, signsNonce, bitsOnly || number > 3))
            {
                tried++;
                bool believed;
                try
                {
                    believed = verify(changed, request.Secret).IsValid;
                }
                catch (ArgumentException)
                {
                    // No URL any more: such a request cannot be made.
                    continue;
                }

                (believed && !MeansTheSame(changed, sent, onceEach)).ShouldBeFalse($"{changed.Method} {changed.Url} {Encoding.UTF8.GetString(changed.Bytes)} {changed.Signature} {changed.Timestamp}{changed.Nonce}");
                if (tried % 1009 == 0 && changed.Bytes.All(value => value is >= (byte)' ' and <= (byte)'~'))
                {
                    asked.Add(changed.AsSdk());
                }
            }
        }

        // The library agrees on a sample; where it believes more than ours, the output says how often.
        bool[] theirs = (await ProviderSdk.RunAsync(provider, verify: asked)).Verified;
        output.WriteLine($"{provider}: {signed.Length} requests signed by its library believed; {tried} single-byte changes refused (its library believed {theirs.Count(believed => believed)} of {asked.Count} of them).");
    }

    private static IEnumerable<SentRequest> Changes(SentRequest sent, bool signsUrl, bool signsTime, bool signsNonce, bool bitsOnly)
    {
        for (int index = 0; index < sent.Bytes.Length; index++)
        {
            for (int change = 1; change < 256; change = bitsOnly ? change * 2 : change + 1)
            {
                byte[] body = [.. sent.Bytes];
                body[index] ^= (byte)change;
                yield return sent with { Bytes = body };
            }
        }

        foreach (string signature in Replaced(sent.Signature))
        {
            yield return sent with { Signature = signature };
        }

        foreach (string url in signsUrl ? Replaced(sent.Url) : [])
        {
            yield return sent with { Url = url };
        }

        foreach (string timestamp in signsTime ? Replaced(sent.Timestamp) : [])
        {
            yield return sent with { Timestamp = timestamp };
        }

        foreach (string nonce in signsNonce ? Replaced(sent.Nonce) : [])
        {
            yield return sent with { Nonce = nonce };
        }
    }

    private static IEnumerable<string> Replaced(string text) =>
        from index in Enumerable.Range(0, text.Length)
        from other in Enumerable.Range('!', '~' - '!' + 1)
        where text[index] != other
        select Replaced(text, index, (char)other);

    private static string Replaced(string text, int index, char other) => string.Concat(text.AsSpan(0, index), [other], text.AsSpan(index + 1));

    // "%2B" and "%2b" are one character to whoever signs decoded fields, and a field that stands twice with one value may count once.
    private static bool MeansTheSame(SentRequest changed, SentRequest sent, bool onceEach) =>
        !sent.Json && (onceEach
            ? Decoded(Encoding.Latin1.GetString(changed.Bytes)).ToHashSet().SetEquals(Decoded(Encoding.Latin1.GetString(sent.Bytes)))
            : Same(Encoding.Latin1.GetString(changed.Bytes), Encoding.Latin1.GetString(sent.Bytes))) && SameQuery(changed.Url, sent.Url)
        && changed.Signature == sent.Signature && changed.Timestamp == sent.Timestamp && changed.Nonce == sent.Nonce;

    private static bool SameQuery(string left, string right)
    {
        int at = right.IndexOf('?', StringComparison.Ordinal) + 1;
        // What follows "#" is never sent.
        left = left.Split('#')[0];
        right = right.Split('#')[0];
        return left.Length >= at && left.AsSpan(0, at).SequenceEqual(right.AsSpan(0, at)) && Same(left[at..], right[at..]);
    }

    private static bool Same(string left, string right) => left == right || Decoded(left).SequenceEqual(Decoded(right));

    private static IEnumerable<(string, string)> Decoded(string form) => form.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair =>
    {
        string[] parts = pair.Split('=', 2);
        return (Uri.UnescapeDataString(parts[0].Replace('+', ' ')), Uri.UnescapeDataString(parts.Length > 1 ? parts[1].Replace('+', ' ') : ""));
    });

    private static string Encode((string Name, string Value)[] fields) =>
        string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value).Replace("%20", "+", StringComparison.Ordinal)}"));

    /// <summary>A request on its way: the body as bytes, for not every changed one is text.</summary>
    private sealed record SentRequest(SdkRequest Original)
    {
        public string Method => Original.Method;

        public bool Json => Original.Json;

        public byte[] Bytes { get; init; } = Encoding.UTF8.GetBytes(Original.Body);

        public string Url { get; init; } = Original.Url;

        public string Signature { get; init; } = Original.Signature;

        public string Timestamp { get; init; } = Original.Timestamp;

        public string Nonce { get; init; } = Original.Nonce;

        public SdkRequest AsSdk() => Original with { Body = Encoding.ASCII.GetString(Bytes), Url = Url, Signature = Signature, Timestamp = Timestamp, Nonce = Nonce };
    }

    private static WebhookRequest Request(SentRequest request, string contentType, params (string Name, string Value)[] headers) => new(
        request.Method, request.Url, [new("Content-Type", contentType), .. headers.Select(header => KeyValuePair.Create(header.Name, header.Value))], request.Bytes);
}
