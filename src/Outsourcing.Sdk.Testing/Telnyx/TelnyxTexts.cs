using System.Text.Json.Nodes;

namespace Outsourcing.Testing;

/// <summary>Text messages: queued when the app sends them, and delivered when it looks again.</summary>
internal sealed class TelnyxTexts(TelnyxState state)
{
    public TelnyxAnswer Answer(TelnyxRequest request) => (request.Method, request.Path) switch
    {
        ("POST", ["messages"]) => Send(request),
        ("GET", ["messages", var id]) when state.Texts.Find(text => text.Id == id) is { } text => TelnyxAnswer.Of(Json(text, "delivered")),
        _ => TelnyxAnswer.NotFound(),
    };

    private TelnyxAnswer Send(TelnyxRequest request)
    {
        if (request.Text("to") is not { } to)
        {
            return TelnyxAnswer.Missing("to");
        }

        if (!PhoneNumber.TryParse(to, out _))
        {
            return TelnyxAnswer.NoNumber("to");
        }

        if (request.Text("from") is not { } from)
        {
            return TelnyxAnswer.Missing("from");
        }

        SimulatedText text = new() { Id = state.NewUuid("message"), From = from, To = to, Body = new PersonalText(request.Text("text") ?? ""), SentAt = state.Now };
        state.Texts.Add(text);
        return TelnyxAnswer.Of(Json(text, "queued"));
    }

    private static JsonObject Json(SimulatedText text, string status) => new()
    {
        ["record_type"] = "message",
        ["direction"] = "outbound",
        ["id"] = text.Id,
        ["type"] = "SMS",
        ["from"] = new JsonObject { ["phone_number"] = text.From, ["carrier"] = "", ["line_type"] = "" },
        ["to"] = new JsonArray(new JsonObject { ["phone_number"] = text.To, ["status"] = status, ["carrier"] = "", ["line_type"] = "" }),
        ["cc"] = new JsonArray(),
        ["text"] = text.Body.Value,
        ["media"] = new JsonArray(),
        ["encoding"] = "GSM-7",
        ["parts"] = 1,
        ["tags"] = new JsonArray(),
        ["cost"] = null,
        ["errors"] = new JsonArray(),
        ["received_at"] = TelnyxState.Time(text.SentAt),
        ["sent_at"] = status == "delivered" ? TelnyxState.Time(text.SentAt) : null,
        ["completed_at"] = status == "delivered" ? TelnyxState.Time(text.SentAt) : null,
    };
}
