using System.Text.Json;
using Outsourcing.Calls;
using Outsourcing.Webhooks;

namespace Outsourcing.Telephony;

/// <summary>Reads SignalWire's callbacks: cXML's forms, and <c>calling.call.state</c> as JSON.</summary>
public static class SignalWireEvents
{
    /// <summary>Reads a callback that was verified.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The event; <see langword="null"/> when the request cannot be read as one.</returns>
    public static VoiceEvent? Read(WebhookRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!WireJson.TryParse(request.Body, out JsonElement body))
        {
            return CompatibleEvents.Read(request);
        }

        string name = body.Text("event_type") ?? body.Text("event") ?? "unknown";
        JsonElement call = body.Object("params") ?? body.Object("call") ?? body;
        string? state = call.Text("call_state") ?? call.Text("state");
        return call.Text("call_id") is not { } id ? new OtherEvent { Name = name } : new CallProgressEvent
        {
            Name = name,
            CallId = id,
            RawStatus = state,
            Status = state is "ended" or "ending" ? EndOf(call.Text("end_reason") ?? call.Text("reason")) : CallWords.Status(state),
            Direction = CallWords.Direction(call.Text("direction")),
            From = CallWords.Personal(call.Text("from")),
            To = CallWords.Personal(call.Text("to")),
            Reason = call.Text("end_reason") ?? call.Text("reason"),
        };
    }

    private static CallStatus EndOf(string? reason) => reason switch
    {
        "busy" => CallStatus.Busy,
        "noAnswer" => CallStatus.NoAnswer,
        "cancel" => CallStatus.Canceled,
        "decline" or "error" => CallStatus.Failed,
        _ => CallStatus.Completed,
    };
}
