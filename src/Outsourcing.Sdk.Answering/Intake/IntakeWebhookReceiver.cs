using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Outsourcing.Calls;
using Outsourcing.Telephony;
using Outsourcing.Webhooks;

namespace Outsourcing.Answering;

/// <summary>Receives webhooks of any service that posts JSON or forms, by a map of its fields.</summary>
public sealed class IntakeWebhookReceiver : IWebhookReceiver
{
    private readonly IntakeMapping _mapping;
    private readonly IntakeVerification _verification;

    /// <summary>Initializes the receiver.</summary>
    /// <param name="account">The account, as the application names it.</param>
    /// <param name="map">Where the service's webhooks hold what.</param>
    /// <param name="verification">How they prove where they come from.</param>
    /// <param name="provider">The name calls carry as their provider.</param>
    /// <exception cref="ArgumentException">The map's time zone is not known.</exception>
    public IntakeWebhookReceiver(string account, IntakeFieldMap map, IntakeVerification verification, string provider = "intake")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        ArgumentException.ThrowIfNullOrWhiteSpace(provider);
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(verification);
        Account = account;
        Provider = provider;
        _mapping = new IntakeMapping(map);
        _verification = verification;
    }

    /// <inheritdoc/>
    public string Provider { get; }

    /// <inheritdoc/>
    public string Account { get; }

    /// <inheritdoc/>
    public WebhookCheck Verify(WebhookRequest request, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _verification.Verify(request, now);
    }

    /// <inheritdoc/>
    public WebhookEvent? Read(WebhookRequest request, WebhookCheck check, DateTimeOffset receivedAt)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Fields(request) is not { } field)
        {
            return null;
        }

        string hash = AnsweringWebhook.IdOf("body", request.Body);
        string id = field(_mapping.Map.EventId) ?? hash;
        DateTimeOffset at = check.SignedAt ?? receivedAt;
        return new WebhookEvent { Id = id, Name = "intake", At = at, Updates = [_mapping.Read(field, new CallId(Provider, Account, field(_mapping.Map.CallId) ?? hash), new CallRevision(at, id), check.Verification)] };
    }

    /// <inheritdoc/>
    public WebhookReply Render(CallFlow flow) => AnsweringWebhook.Refuse(Provider, flow);

    private static Func<string?, string?>? Fields(WebhookRequest request)
    {
        if (request.Header("Content-Type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true)
        {
            ILookup<string, string> form = Encoding.UTF8.GetString(request.Body.Span)
                .Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Select(pair => pair.Split('=', 2))
                .ToLookup(pair => WebUtility.UrlDecode(pair[0]), pair => pair.Length > 1 ? WebUtility.UrlDecode(pair[1]) : "", StringComparer.Ordinal);
            return name => name is null ? null : Meaningful(form[name].FirstOrDefault());
        }

        return JsonReading.Object(request.Body) is { } root ? pointer => pointer is null ? null : Meaningful(Resolve(root, pointer)?.AnyText()) : null;
    }

    private static string? Meaningful(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static JsonElement? Resolve(JsonElement root, string pointer)
    {
        JsonElement at = root;
        foreach (string part in pointer.TrimStart('/').Split('/'))
        {
            string name = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(name, out JsonElement member))
            {
                at = member;
            }
            else if (at.ValueKind == JsonValueKind.Array && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < at.GetArrayLength())
            {
                at = at[index];
            }
            else
            {
                return null;
            }
        }

        return at;
    }
}
