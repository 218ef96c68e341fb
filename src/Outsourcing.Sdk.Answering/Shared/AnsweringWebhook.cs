using System.Globalization;
using System.Security.Cryptography;
using Outsourcing.Calls;
using Outsourcing.Telephony;
using Outsourcing.Webhooks;

namespace Outsourcing.Answering;

/// <summary>What the receivers of answering services share.</summary>
internal static class AnsweringWebhook
{
    /// <summary>Takes secrets that end at no time.</summary>
    internal static Func<DateTimeOffset, IReadOnlyList<string>> Always(IReadOnlyList<string> secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        string[] copy = [.. secrets];
        return _ => copy;
    }

    /// <summary>Names an event that has no id of its own by what it says: the same body again is the same event.</summary>
    internal static string IdOf(string name, ReadOnlyMemory<byte> body) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}:{Convert.ToHexStringLower(SHA256.HashData(body.Span)[..16])}");

    /// <summary>Makes the event of a verified body. Below a signature over the body, its content is not believed: the call is named, to be read from the service.</summary>
    internal static WebhookEvent Event(string id, string name, DateTimeOffset at, WebhookCheck check, CallUpdate? update) =>
        update is null ? new WebhookEvent { Id = id, Name = name, At = at }
        : check.Verification < WebhookVerification.BodyNoTimestamp ? new WebhookEvent { Id = id, Name = name, At = at, Unproved = [update.Call] }
        : new WebhookEvent { Id = id, Name = name, At = at, Updates = [update] };

    /// <summary>Refuses call control: these services run the call by their own agent's settings.</summary>
    internal static WebhookReply Refuse(string provider, CallFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        throw new CallFlowNotSupportedException(provider, flow.Steps[0].Name, "Publish the brief to its agent instead.");
    }

    internal static CallDirection? Direction(string? word) => word switch
    {
        null => null,
        _ when word.Contains("inbound", StringComparison.OrdinalIgnoreCase) => CallDirection.Inbound,
        _ when word.Contains("outbound", StringComparison.OrdinalIgnoreCase) => CallDirection.Outbound,
        _ => CallDirection.Unknown,
    };
}
