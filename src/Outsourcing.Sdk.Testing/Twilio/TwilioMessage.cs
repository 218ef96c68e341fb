using System.Net.Http.Headers;
using System.Text;

namespace Outsourcing.Testing;

/// <summary>A form post to the app.</summary>
internal sealed record TwilioMessage : WebhookMessage
{
    public required string AuthToken { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> Fields { get; init; }

    // What the signature covers: the fields, unless somebody changed them since.
    private IReadOnlyList<KeyValuePair<string, string>> SignedFields { get => field ?? Fields; init; }

    public override HttpRequestMessage ToRequest()
    {
        HttpRequestMessage request = new(HttpMethod.Post, Address);
        request.Headers.Add("X-Twilio-Signature", TwilioSigner.Sign(AuthToken, Address.OriginalString, SignedFields));
        request.Headers.Add("I-Twilio-Idempotency-Token", Token);
        request.Content = new StringContent(Encode(Fields), Encoding.UTF8);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded") { CharSet = "UTF-8" };
        return request;
    }

    public override WebhookMessage Tampered(Random random)
    {
#pragma warning disable CA5394 // Repeatable on purpose.
        string field = Fields[random.Next(Fields.Count)].Key;
#pragma warning restore CA5394
        return With(field, value => value.Length == 0 ? "x" : string.Concat(value[0] == '9' ? "8" : "9", value.AsSpan(1))) with { SignedFields = SignedFields };
    }

    public override WebhookMessage Forgotten(string callId, DateTimeOffset at) =>
        With("CallSid", _ => callId).With("Timestamp", _ => TwilioState.Rfc2822(at)) with { CallId = callId, Token = SimulatorState.Hex(0, callId, 0) };

    private TwilioMessage With(string name, Func<string, string> change) => this with
    {
        Fields = [.. Fields.Select(field => field.Key == name ? new(name, change(field.Value)) : field)],
    };

    private static string Encode(IEnumerable<KeyValuePair<string, string>> fields) =>
        string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value).Replace("%20", "+", StringComparison.Ordinal)}"));
}
