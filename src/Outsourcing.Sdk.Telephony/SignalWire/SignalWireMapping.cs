using Outsourcing.Calls;

namespace Outsourcing.Telephony;

/// <summary>SignalWire's words in neutral ones.</summary>
internal static class SignalWireMapping
{
    internal static CallUpdate ToUpdate(this SignalWireCall call, string account, DateTimeOffset now)
    {
        CallId id = new(SignalWireClient.ProviderName, account, call.Sid);
        CallStatus? status = CallWords.Status(call.Status);
        CallProgressEvent facts = new()
        {
            Name = "fetched",
            CallId = call.Sid,
            RawStatus = call.Status,
            Status = status,
            From = call.From,
            To = call.To,
            ForwardedFrom = call.ForwardedFrom,
            CallerName = call.CallerName,
            Direction = CallWords.Direction(call.Direction),
            StartedAt = call.StartTime ?? call.DateCreated,
            EndedAt = call.EndTime,
            Duration = status is { IsFinal: true } ? call.Duration : null,
            AnsweredBy = CallWords.AnsweredBy(call.AnsweredBy),
            Price = call.Price,
            PriceUnit = call.PriceUnit,
        };
        return VoiceEventMapping.Update(facts, id, new CallRevision(now, $"fetch:{call.Status}:{call.Price}"))! with { Verification = WebhookVerification.Fetched };
    }

    internal static OwnedNumber ToOwned(this SignalWireNumber number) => new()
    {
        Id = number.Sid,
        Number = PhoneNumber.Parse(number.PhoneNumber),
        Routing = CallWords.Address(number.VoiceUrl) is { } answer
            ? new NumberRouting { Answer = answer, Fallback = CallWords.Address(number.VoiceFallbackUrl), Status = CallWords.Address(number.StatusCallback) }
            : null,
    };
}
