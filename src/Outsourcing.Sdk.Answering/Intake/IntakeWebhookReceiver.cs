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
    private readonly IntakeFieldMap _map;
    private readonly IntakeVerification _verification;
    private readonly TimeZoneInfo _zone;

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
        _map = map;
        _verification = verification;
        _zone = TimeZoneInfo.TryFindSystemTimeZoneById(map.TimeZone, out TimeZoneInfo? zone)
            ? zone
            : throw new ArgumentException($"The time zone '{map.TimeZone}' is not known; use an IANA id such as America/New_York.", nameof(map));
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
        string id = field(_map.EventId) ?? hash;
        DateTimeOffset at = check.SignedAt ?? receivedAt;
        return new WebhookEvent { Id = id, Name = "intake", At = at, Updates = [Update(field, field(_map.CallId) ?? hash, new CallRevision(at, id), check.Verification)] };
    }

    /// <inheritdoc/>
    public WebhookReply Render(CallFlow flow) => AnsweringWebhook.Refuse(Provider, flow);

    private CallUpdate Update(Func<string?, string?> field, string call, CallRevision revision, WebhookVerification verification)
    {
        DateTimeOffset? started = Time(field(_map.StartedAt));
        TimeSpan? duration = Duration(field(_map.Duration));
        return new CallUpdate
        {
            Call = new CallId(Provider, Account, call),
            Revision = revision,
            Verification = verification,
            Direction = CallDirection.Inbound,
            Caller = Caller(field),
            Dialled = Phone(field(_map.Dialled)),
            AnsweredBy = AnsweredBy.Unknown,
            StartedAt = started,
            Duration = duration,
            EndedAt = started is not null && duration is not null ? started + duration : null,
            Disposition = field(_map.Disposition) is { } word
                ? new CallDisposition { Kind = _map.Dispositions.TryGetValue(word, out string? kind) ? DispositionKind.From(kind) : DispositionKind.Unknown, RawReason = word }
                : null,
            Urgency = field(_map.Urgency) is { } urgency ? CallUrgency.From(urgency.ToLowerInvariant()) : null,
            Summary = JsonReading.Personal(field(_map.Summary)),
            Message = field(_map.Message) is { } message ? new MessageTaken { Body = message, TakenAt = started, ForPerson = JsonReading.Personal(field(_map.MessageFor)) } : null,
            IntakeAnswers = Answers(field),
        };
    }

    private CallParty? Caller(Func<string?, string?> field)
    {
        CallParty party = new()
        {
            Number = Phone(field(_map.CallerNumber)),
            Name = JsonReading.Personal(field(_map.CallerName)),
            Company = JsonReading.Personal(field(_map.CallerCompany)),
            Email = JsonReading.Personal(field(_map.CallerEmail)),
        };
        return party == new CallParty() ? null : party;
    }

    private List<IntakeAnswer>? Answers(Func<string?, string?> field)
    {
        List<IntakeAnswer> answers = [.. _map.Answers
            .Select(question => (question.Key, Value: field(question.Value)))
            .Where(answer => answer.Value is not null)
            .Select(answer => new IntakeAnswer { QuestionId = answer.Key, Value = JsonReading.Personal(answer.Value), Provenance = IntakeProvenance.Stated })];
        return answers.Count == 0 ? null : answers;
    }

    private PhoneNumber? Phone(string? text) => PhoneNumber.TryParse(text, out PhoneNumber number, _map.Region) ? number : null;

    private TimeSpan? Duration(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (text.Contains(':', StringComparison.Ordinal))
        {
            // m:ss or h:mm:ss
            double seconds = 0;
            foreach (string part in text.Split(':'))
            {
                if (!double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
                {
                    return null;
                }

                seconds = (seconds * 60) + number;
            }

            return TimeSpan.FromSeconds(Math.Min(seconds, 1e9));
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is >= 0 and < 1e9
            ? _map.DurationUnit switch
            {
                IntakeDurationUnit.Milliseconds => TimeSpan.FromMilliseconds(value),
                IntakeDurationUnit.Minutes => TimeSpan.FromMinutes(value),
                _ => TimeSpan.FromSeconds(value),
            }
            : null;
    }

    private DateTimeOffset? Time(string? text)
    {
        if (text is null)
        {
            return null;
        }

        // A time that carries its offset keeps it; one without is read in the map's zone.
        bool read = _map.TimeFormat is { } format
            ? DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTime local)
            : DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out local);
        return !read ? null
            : local.Kind == DateTimeKind.Unspecified ? new DateTimeOffset(local, _zone.GetUtcOffset(local))
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset exact) ? exact : new DateTimeOffset(local);
    }

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
