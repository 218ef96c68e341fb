using System.Text.Json;
using Outsourcing.Calls;

namespace Outsourcing.Answering;

/// <summary>Between call records and vCons: what the draft has a place for goes there, and the whole record goes along.</summary>
public static class VconMapping
{
    private const string Purpose = "outsourcing-call-record";
    private const string RawPurpose = "outsourcing-provider-object";

    /// <summary>Makes a vCon of a call record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="recordingHash">The hash of the recording, such as <c>sha512-…</c>; without one its address stays in the record only,
    /// for the draft wants every address with a hash.</param>
    /// <param name="raw">The service's own object, such as <see cref="FetchedCall.Raw"/>, to go along whole: what this version does not know is in it.</param>
    /// <returns>A vCon that satisfies the draft; its id depends on the call's id only, so a later export replaces it.</returns>
    public static VconDocument ToVcon(CallRecord record, string? recordingHash = null, JsonElement? raw = null)
    {
        ArgumentNullException.ThrowIfNull(record);
        DateTimeOffset start = record.StartedAt ?? record.LastRevision.At;
        bool outbound = record.Direction == CallDirection.Outbound;
        List<VconParty> parties =
        [
            new()
            {
                Tel = Tel(record.Caller?.Number),
                Name = record.Caller?.Name,
                Mailto = record.Caller?.Email,
                Organisation = record.Caller?.Company?.Value,
                Type = "human",
            },
            new() { Tel = Tel(record.Dialled), Name = record.HandlerName },
        ];
        List<VconDialog> dialogs = [Conversation(record, start, outbound, recordingHash)];
        foreach (TransferAttempt transfer in record.Transfers ?? [])
        {
            parties.Add(new VconParty { Tel = Tel(transfer.Target), Name = transfer.TargetName });
            dialogs.Add(new VconDialog
            {
                Type = "transfer",
                Start = transfer.At ?? start,
                Parties = [0, 1, parties.Count - 1],
                Transferee = 0,
                Transferor = 1,
                TransferTarget = parties.Count - 1,
                Original = 0,
            });
        }

        return new VconDocument
        {
            Uuid = VconJson.Uuid(record.Id.Value),
            CreatedAt = start,
            UpdatedAt = record.LastRevision.At,
            Subject = JsonReading.Personal(record.Intent?.Label),
            Parties = parties,
            Dialogs = dialogs,
            Analyses = [.. Analyses(record)],
            Attachments =
            [
                Attachment(Purpose, record, JsonSerializer.SerializeToElement(record, OutsourcingJson.TypeInfo<CallRecord>())),
                .. raw is { } whole ? [Attachment(RawPurpose, record, whole)] : Array.Empty<VconAttachment>(),
            ],
        };
    }

    /// <summary>Gets the record a vCon of this SDK carries.</summary>
    /// <param name="vcon">The vCon.</param>
    /// <returns>The record as it was exported; <see langword="null"/> when the vCon comes from elsewhere.</returns>
    public static CallRecord? Record(VconDocument vcon)
    {
        ArgumentNullException.ThrowIfNull(vcon);
        foreach (VconAttachment attachment in vcon.Attachments.Where(attachment => attachment.Purpose == Purpose))
        {
            try
            {
                if (attachment.Body is { } body && body.Deserialize(OutsourcingJson.TypeInfo<CallRecord>()) is { } record)
                {
                    return record;
                }
            }
            catch (Exception broken) when (broken is JsonException or ArgumentException)
            {
                // Somebody else's use of the same purpose: the other members speak.
            }
        }

        return null;
    }

    /// <summary>Gets the service's own object a vCon of this SDK carries.</summary>
    /// <param name="vcon">The vCon.</param>
    /// <returns>The object as it was exported; <see langword="null"/> when none went along.</returns>
    public static JsonElement? Raw(VconDocument vcon)
    {
        ArgumentNullException.ThrowIfNull(vcon);
        return vcon.Attachments.FirstOrDefault(attachment => attachment.Purpose == RawPurpose)?.Body;
    }

    /// <summary>Makes an update of a call of what a vCon from elsewhere says.</summary>
    /// <param name="vcon">The vCon.</param>
    /// <param name="call">The call it is about.</param>
    /// <param name="receivedAt">When it was received; dates the update when the vCon does not say.</param>
    /// <returns>The update; what the vCon does not say stays unknown.</returns>
    public static CallUpdate ToUpdate(VconDocument vcon, CallId call, DateTimeOffset receivedAt)
    {
        ArgumentNullException.ThrowIfNull(vcon);
        VconDialog? talk = vcon.Dialogs.FirstOrDefault(dialog => dialog.Type is "recording" or "text" or "incomplete");
        IReadOnlyList<int> places = talk?.Parties ?? [];
        int first = talk?.Originator ?? (places.Count > 0 ? places[0] : 0);
        VconParty? caller = first >= 0 && first < vcon.Parties.Count ? vcon.Parties[first] : null;
        VconParty? handler = places.Where(place => place != first && place >= 0 && place < vcon.Parties.Count).Select(place => vcon.Parties[place]).FirstOrDefault();
        return new CallUpdate
        {
            Call = call,
            Revision = new CallRevision(vcon.UpdatedAt ?? vcon.CreatedAt ?? receivedAt, $"vcon:{vcon.Uuid?.ToString("D") ?? VconJson.Uuid(VconJson.Text(vcon)).ToString("D")}"),
            Caller = caller is null ? null : new CallParty
            {
                Number = Number(caller.Tel),
                Name = caller.Name,
                Email = caller.Mailto,
                Company = JsonReading.Personal(caller.Organisation),
            },
            Dialled = Number(handler?.Tel),
            HandlerName = handler?.Name,
            StartedAt = talk?.Start,
            EndedAt = talk?.Start is { } start && talk.Duration is { } length ? start + length : null,
            Duration = talk?.Duration,
            Disposition = talk?.Disposition is { } word ? new CallDisposition { Kind = Kind(word), RawReason = word } : null,
            Recording = talk is { Type: "recording", Address: { } address } ? new RecordingReference { Location = address, Duration = talk.Duration } : null,
            Summary = vcon.Analyses.FirstOrDefault(analysis => analysis.Type == "summary")?.Body is { ValueKind: JsonValueKind.String } summary ? JsonReading.Personal(summary.GetString()) : null,
        };
    }

    private static VconAttachment Attachment(string purpose, CallRecord record, JsonElement body) => new()
    {
        Purpose = purpose,
        Start = record.LastRevision.At,
        Party = 1,
        Dialog = 0,
        MediaType = "application/json",
        Encoding = "json",
        Body = body,
    };

    private static VconDialog Conversation(CallRecord record, DateTimeOffset start, bool outbound, string? recordingHash)
    {
        VconDialog dialog = new()
        {
            Type = "recording",
            Start = start,
            Duration = record.Duration,
            Parties = [0, 1],
            Originator = outbound ? 1 : null,
            SessionId = record.Id.Value,
        };
        if (Unanswered(record) is { } disposition)
        {
            return dialog with { Type = "incomplete", Disposition = disposition };
        }

        return record.Recording?.Location is { Scheme: "https" } address && recordingHash is not null
            ? dialog with { Address = address, ContentHash = recordingHash }
            : dialog;
    }

    private static string? Unanswered(CallRecord record) => record.Disposition?.Kind switch
    {
        { } kind when kind == DispositionKind.NoAnswer => "no-answer",
        { } kind when kind == DispositionKind.Busy => "busy",
        { } kind when kind == DispositionKind.Failed => "failed",
        { } kind when kind == DispositionKind.CallerHungUp && record.AnsweredAt is null => "hung-up",
        null when record.Status == CallStatus.NoAnswer => "no-answer",
        null when record.Status == CallStatus.Busy => "busy",
        null when record.Status == CallStatus.Failed => "failed",
        null when record.Status == CallStatus.Canceled => "hung-up",
        _ => null,
    };

    private static DispositionKind Kind(string word) => word switch
    {
        "no-answer" => DispositionKind.NoAnswer,
        "busy" => DispositionKind.Busy,
        "failed" or "congestion" => DispositionKind.Failed,
        "hung-up" => DispositionKind.CallerHungUp,
        _ => DispositionKind.From(word),
    };

    private static IEnumerable<VconAnalysis> Analyses(CallRecord record)
    {
        if (record.Transcript is { } turns)
        {
            yield return new VconAnalysis
            {
                Type = "transcript",
                Dialogs = [0],
                Vendor = record.Id.Provider,
                MediaType = "application/json",
                Encoding = "json",
                Body = VconJson.Element(writer => WriteTurns(writer, turns)),
            };
        }

        if (record.Summary is { } summary)
        {
            yield return new VconAnalysis
            {
                Type = "summary",
                Dialogs = [0],
                Vendor = record.Id.Provider,
                MediaType = "text/plain",
                Encoding = "none",
                Body = VconJson.Element(writer => writer.WriteStringValue(summary.Value)),
            };
        }
    }

    private static void WriteTurns(Utf8JsonWriter writer, IReadOnlyList<TranscriptTurn> turns)
    {
        writer.WriteStartArray();
        foreach (TranscriptTurn turn in turns)
        {
            writer.WriteStartObject();
            writer.WriteString("speaker", turn.Speaker.Value);
            writer.WriteString("text", turn.Text.Value);
            if (turn.At is { } at)
            {
                writer.WriteNumber("at", at.TotalSeconds);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string? Tel(PhoneNumber? number) => number is { } known ? "tel:" + known.E164 : null;

    private static PhoneNumber? Number(string? tel) =>
        PhoneNumber.TryParse(tel is not null && tel.StartsWith("tel:", StringComparison.OrdinalIgnoreCase) ? tel[4..] : tel, out PhoneNumber number) ? number : null;
}
