using System.Text.Json;
using Outsourcing.Calls;
using Outsourcing.Webhooks;

namespace Outsourcing.Telephony;

/// <summary>Reads jambonz's callbacks.</summary>
public static class JambonzEvents
{
    /// <summary>Reads a callback that was verified.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The event; <see langword="null"/> when the body is no JSON object.</returns>
    public static VoiceEvent? Read(WebhookRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!WireJson.TryParse(request.Body, out JsonElement body) || body.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        string? raw = body.Text("call_status");
        CallStatus? status = CallWords.Status(raw);
        CallDirection? direction = CallWords.Direction(body.Text("direction"));
        return body.Text("call_sid") is not { } call ? new OtherEvent { Name = raw ?? "unknown" } : new CallProgressEvent
        {
            Name = raw ?? "call",
            CallId = call,
            AccountId = body.Text("account_sid"),
            RawStatus = raw,
            Status = status,
            From = CallWords.Personal(body.Text("from")),
            To = CallWords.Personal(body.Text("to")),
            CallerName = CallWords.Personal(body.Text("caller_name")),
            Direction = direction,
            Duration = CallWords.Seconds(body.Text("duration")),
            Reason = body.Text("sip_reason") ?? body.Text("call_termination_by"),
            ParentCallId = body.Text("parent_call_sid"),
            Input = CallWords.Personal(body.Text("digits")),
            AsksForInstructions = raw == "trying" && direction == CallDirection.Inbound,
        };
    }
}
