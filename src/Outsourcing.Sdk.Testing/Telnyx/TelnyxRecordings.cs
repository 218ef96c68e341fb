using System.Text.Json.Nodes;

namespace Outsourcing.Testing;

/// <summary>Recordings that are kept.</summary>
internal sealed class TelnyxRecordings(TelnyxState state)
{
    public TelnyxAnswer Answer(TelnyxRequest request) => (request.Method, request.Path) switch
    {
        ("GET", ["recordings"]) => request.Page(state.Recordings.Where(sound => IsWanted(request, sound)), Json),
        ("GET", ["recordings", var id]) when Find(id) is { } sound => TelnyxAnswer.Of(Json(sound)),
        ("DELETE", ["recordings", var id]) when Find(id) is { } sound => Delete(sound),
        _ => TelnyxAnswer.NotFound(),
    };

    /// <summary>Gives the addresses of a recording's sound; the only format there is, is WAV.</summary>
    public static JsonObject Addresses(TelnyxState state, TelnyxSound sound) => new()
    {
        ["wav"] = new Uri(state.Root, $"{TelnyxApi.Root}/media/{sound.Id}.wav?token={state.MediaToken(sound.Id)}").AbsoluteUri,
    };

    private static bool IsWanted(TelnyxRequest request, TelnyxSound sound) =>
        (request.Filter("call_control_id") is not { } call || call == sound.Leg.ControlId)
        && (request.Filter("call_leg_id") is not { } leg || leg == sound.Leg.LegId)
        && (request.Filter("call_session_id") is not { } session || session == sound.Leg.SessionId)
        && (request.Filter("from") is not { } from || from == sound.Leg.From)
        && (request.Filter("to") is not { } to || to == sound.Leg.To);

    private TelnyxSound? Find(string id) => state.Recordings.Find(sound => sound.Id == id);

    private TelnyxAnswer Delete(TelnyxSound sound)
    {
        state.Recordings.Remove(sound);
        return TelnyxAnswer.Of(Json(sound));
    }

    private JsonObject Json(TelnyxSound sound) => new()
    {
        ["record_type"] = "recording",
        ["id"] = sound.Id,
        ["call_control_id"] = sound.Leg.ControlId,
        ["call_leg_id"] = sound.Leg.LegId,
        ["call_session_id"] = sound.Leg.SessionId,
        ["connection_id"] = state.ConnectionId,
        ["channels"] = sound.Channels,
        ["source"] = "call",
        ["status"] = "completed",
        ["from"] = sound.Leg.From,
        ["to"] = sound.Leg.To,
        ["initiated_by"] = "StartCallRecordingAPI",
        ["duration_millis"] = (int)(sound.EndedAt - sound.StartedAt).TotalMilliseconds,
        ["recording_started_at"] = TelnyxState.Time(sound.StartedAt),
        ["recording_ended_at"] = TelnyxState.Time(sound.EndedAt),
        ["created_at"] = TelnyxState.Time(sound.EndedAt),
        ["updated_at"] = TelnyxState.Time(sound.EndedAt),
        ["download_urls"] = Addresses(state, sound),
    };
}
