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
    private const string EventName = "intake";

    private readonly IntakeMapping _mapping;
    private readonly IntakeVerification _verification;

    /// <summary>Initializes the receiver.</summary>
    /// <param name="account">The account, as the application names it.</param>
    /// <param name="map">Where the service's webhooks hold what.</param>
    /// <param name="verification">How they prove where they come from.</param>
    /// <param name="provider">The name calls carry as their provider.</param>
    /// <param name="source">What reads a call from the service, where it has an API: then what a check below a signature over the body lets in is read there before it is believed.</param>
    /// <exception cref="ArgumentException">The map's time zone is not known, or the verification proves nothing of the content and there is no source, or calls are read from one and CallId is not mapped.</exception>
    public IntakeWebhookReceiver(string account, IntakeFieldMap map, IntakeVerification verification, string provider = "intake", ICallSource? source = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        ArgumentException.ThrowIfNullOrWhiteSpace(provider);
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(verification);
        if (verification.ProvesNoContent && source is null)
        {
            throw new ArgumentException("The verification proves nothing of the content; give the source that reads the call from the service.", nameof(source));
        }

        if (source is not null && map.CallId is null)
        {
            throw new ArgumentException("Calls are read from the service by their id; map CallId.", nameof(map));
        }

        Account = account;
        Provider = provider;
        Source = source;
        _mapping = new IntakeMapping(map);
        _verification = verification;
    }

    /// <inheritdoc/>
    public string Provider { get; }

    /// <inheritdoc/>
    public string Account { get; }

    /// <inheritdoc/>
    public ICallSource? Source { get; }

    /// <inheritdoc/>
    public WebhookCheck Verify(WebhookRequest request, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _verification.Verify(request, Fields, now);
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
        DateTimeOffset at = _mapping.UpdatedAt(field) ?? check.SignedAt ?? receivedAt;
        CallUpdate update = _mapping.Read(field, new CallId(Provider, Account, field(_mapping.Map.CallId) ?? hash), new CallRevision(at, id), check.Verification);

        // Many such services have nothing to be asked: their word is taken, and its level stays on the record.
        return Source is null
            ? new WebhookEvent { Id = id, Name = EventName, At = at, Updates = [update] }
            : AnsweringWebhook.Event(id, EventName, at, check, update);
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
