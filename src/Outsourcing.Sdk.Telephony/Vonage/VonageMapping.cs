using Outsourcing.Calls;

namespace Outsourcing.Telephony;

/// <summary>Vonage's words in neutral ones.</summary>
internal static class VonageMapping
{
    internal static CallUpdate ToUpdate(this VonageCall call, string account, DateTimeOffset now)
    {
        CallStatus? status = VonageEvents.StatusOf(call.Status);
        CallProgressEvent facts = new()
        {
            Name = "fetched",
            CallId = call.Uuid,
            RawStatus = call.Status,
            Status = status,
            From = call.From?.Number,
            To = call.To?.Number,
            Direction = CallWords.Direction(call.Direction),
            StartedAt = call.StartTime,
            EndedAt = call.EndTime,
            Duration = status is { IsFinal: true } ? call.Duration : null,
            AnsweredBy = call.Status is "human" or "machine" ? CallWords.AnsweredBy(call.Status) : null,
            Price = call.Price,
            // Vonage charges in euros and its answer does not say so.
            PriceUnit = call.Price is null ? null : "EUR",
        };
        CallId id = new(VonageClient.ProviderName, account, call.Uuid);
        return VoiceEventMapping.Update(facts, id, new CallRevision(now, $"fetch:{call.Status}:{call.Price}"))! with { Verification = WebhookVerification.Fetched };
    }

    internal static OwnedNumber ToOwned(this VonageNumber number) => Owned(number.Country, PhoneNumber.Parse("+" + number.Msisdn));

    internal static OwnedNumber Owned(string country, PhoneNumber number) => new() { Id = $"{country}-{number.E164[1..]}", Number = number };

    /// <summary>Reads the country out of an owned number's id; Vonage names a number by country and digits.</summary>
    internal static string Country(this OwnedNumber number) => number.Id is [_, _, '-', ..]
        ? number.Id[..2]
        : throw new ArgumentException("The number's id is none of Vonage's, which is country and digits such as US-14155550123; list the numbers owned.", nameof(number));
}
