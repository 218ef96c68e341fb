using System.Security.Cryptography;
using System.Text;
using Outsourcing.Calls;
using Outsourcing.Webhooks;

namespace Outsourcing.Telephony;

/// <summary>What typed events say of calls, in the neutral words: one mapping for every provider.</summary>
internal static class VoiceEventMapping
{
    internal static WebhookEvent ToWebhookEvent(
        this VoiceEvent read, string provider, string account, WebhookRequest request, WebhookCheck check, DateTimeOffset receivedAt)
    {
        string id = read.EventId ?? Fingerprint(request);
        DateTimeOffset at = read.At ?? receivedAt;
        CallId? call = read.CallId is { Length: > 0 } callId ? new CallId(provider, account, callId) : null;
        CallUpdate? update = call is null ? null : Update(read, call.Value, new CallRevision(at, id, read.Sequence)) is { } facts ? facts with { Verification = check.Verification } : null;
        return new WebhookEvent
        {
            Id = id,
            Name = read.Name,
            At = at,
            Updates = update is null ? [] : [update],
            Incoming = call is { } ringing && read is CallProgressEvent { AsksForInstructions: true } progress
                ? new IncomingCall { Call = ringing, From = Number(progress.From), To = Number(progress.To) }
                : null,
        };
    }

    internal static CallUpdate? Update(VoiceEvent read, CallId call, CallRevision revision) => read switch
    {
        CallProgressEvent progress => Progress(progress, call, revision),
        RecordingEvent recording => new CallUpdate
        {
            Call = call,
            Revision = revision,
            Recording = recording.RecordingId is null && recording.Location is null ? null : new RecordingReference { Id = recording.RecordingId, Location = recording.Location, Duration = recording.Duration },
            Completeness = recording.IsSettled ? CallCompleteness.RecordingSettled : CallCompleteness.None,
        },
        TranscriptionEvent { Text: { } text } => new CallUpdate
        {
            Call = call,
            Revision = revision,
            // A voicemail's transcript is one turn: who spoke is not told apart.
            Transcript = [new TranscriptTurn { Speaker = Speaker.Caller, Text = text }],
        },
        _ => null,
    };

    internal static PhoneNumber? Number(PersonalText? text) => text is { } given && PhoneNumber.TryParse(given.Value, out PhoneNumber number) ? number
        : text is { } digits && digits.Value.Length is > 6 and < 16 && digits.Value.All(char.IsAsciiDigit) && PhoneNumber.TryParse("+" + digits.Value, out PhoneNumber plain) ? plain
        : null;

    private static CallUpdate Progress(CallProgressEvent progress, CallId call, CallRevision revision)
    {
        bool outbound = progress.Direction == CallDirection.Outbound;
        bool named = !progress.HasUnknownDirection;
        PhoneNumber? outside = named ? Number(outbound ? progress.To : progress.From) : null;
        PersonalText? name = named && !outbound ? progress.CallerName : null;
        bool ended = progress.Status is { IsFinal: true };
        return new CallUpdate
        {
            Call = call,
            Revision = revision,
            Direction = progress.Direction,
            Status = progress.Status,
            RawStatus = progress.RawStatus,
            Caller = outside is null && name is null ? null : new CallParty { Number = outside, Name = name },
            Dialled = named ? Number(outbound ? progress.From : progress.To) : null,
            ForwardedFrom = Number(progress.ForwardedFrom),
            AnsweredBy = progress.AnsweredBy,
            StartedAt = progress.StartedAt,
            AnsweredAt = progress.AnsweredAt,
            EndedAt = progress.EndedAt ?? (ended ? progress.At : null),
            Duration = progress.Duration,
            Disposition = Disposition(progress),
            Charge = progress.Price is { } price ? new UsageCharge { Amount = Math.Abs(price), Unit = progress.PriceUnit, BilledTime = null } : null,
            Transfers = progress.DialStatus is { Length: > 0 } dial ? [new TransferAttempt { Status = TransferOf(dial) }] : null,
            Completeness = (ended ? CallCompleteness.Ended : CallCompleteness.None) | (progress.Price is null ? CallCompleteness.None : CallCompleteness.Billed),
        };
    }

    private static CallDisposition? Disposition(CallProgressEvent progress)
    {
        DispositionKind? kind = progress.Status is not { } status ? null
            : status == CallStatus.Busy ? DispositionKind.Busy
            : status == CallStatus.NoAnswer ? DispositionKind.NoAnswer
            : status == CallStatus.Failed ? DispositionKind.Failed
            : status == CallStatus.Canceled ? DispositionKind.CallerHungUp
            : null;
        return kind is { } known ? new CallDisposition { Kind = known, RawReason = progress.Reason ?? progress.RawStatus }
            : progress.Reason is { Length: > 0 } reason && progress.Status is { IsFinal: true } ? new CallDisposition { Kind = DispositionKind.Unknown, RawReason = reason }
            : null;
    }

    private static TransferStatus TransferOf(string dial) => dial switch
    {
        "completed" or "answered" => TransferStatus.Ended,
        "busy" or "failed" or "no-answer" or "timeout" => TransferStatus.Failed,
        "canceled" or "cancel" => TransferStatus.Canceled,
        _ => TransferStatus.From(dial),
    };

    /// <summary>Identifies a request whose provider gives events no id: the same request sent again has the same fingerprint.</summary>
    private static string Fingerprint(WebhookRequest request)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(request.Url));
        hash.AppendData(request.Body.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }
}
