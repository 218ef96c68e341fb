using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <content>Texts, usage and prices.</content>
public partial class VonageClient
{
    /// <summary>Sends a text by the SMS API. It reaches a person, and is sent once.</summary>
    /// <param name="sender">The number shown; owned.</param>
    /// <param name="recipient">The number written to.</param>
    /// <param name="text">The text; sent as Unicode where it holds more than plain ASCII.</param>
    /// <param name="statusCallback">Where the delivery is reported.</param>
    /// <param name="cancellationToken">Cancels waiting; the text may be sent nevertheless.</param>
    /// <returns>The first part of the message, with the id under which its delivery is reported.</returns>
    /// <exception cref="ProviderException">Vonage refused the text, which it says with status 200 and a code of its own.</exception>
    public virtual async Task<VonageMessage> SendMessageAsync(PhoneNumber sender, PhoneNumber recipient, string text, Uri? statusCallback = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        FormBody form = new FormBody()
            .Add("api_key", _options.ApiKey).Add("api_secret", _options.ApiSecret)
            .Add("from", Digits(sender)).Add("to", Digits(recipient)).Add("text", text).Add("type", text.All(char.IsAscii) ? null : "unicode").Add("callback", statusCallback);
        VonageMessages answer = await _channel.SendAsync(
            ProviderRequest.Post("messages.create", "/sms/json", form.Build()) with { BaseAddress = _rest }, VonageJsonContext.Default.VonageMessages, cancellationToken).ConfigureAwait(false);
        // A long text is several parts; one refused is a text that does not arrive whole.
        return answer.Messages is not { Count: > 0 } parts ? throw Refusal("messages.create", ProviderFailure.InvalidResponse, null, null)
            : parts.FirstOrDefault(static part => part.Status is not "0") is { } refused ? throw Refusal("messages.create", FailureOf(refused.Status), refused.Status, refused.ErrorText)
            : parts[0].MessageId is null ? throw Refusal("messages.create", ProviderFailure.InvalidResponse, null, null)
            : parts[0];
    }

    /// <summary>Sends a text by the Messages API, which knows further channels. It reaches a person, and is sent once.</summary>
    /// <param name="sender">The number shown; owned, and set up for the channel.</param>
    /// <param name="recipient">The number written to.</param>
    /// <param name="text">The text, at most 1,000 characters.</param>
    /// <param name="channel">The channel: <c>sms</c> or <c>whatsapp</c>.</param>
    /// <param name="cancellationToken">Cancels waiting; the text may be sent nevertheless.</param>
    /// <returns>The message's id; its delivery is reported to the application's address.</returns>
    /// <remarks>Version 0.1 of the API, the one whose official document is published; Vonage serves it beside version 1 and calls it legacy.</remarks>
    public virtual async Task<string> SendChannelMessageAsync(PhoneNumber sender, PhoneNumber recipient, string text, string channel = "sms", CancellationToken cancellationToken = default)
    {
        VonageChannelBody body = new(new(channel, Digits(recipient)), new(channel, Digits(sender)), new(new("text", text)));
        VonageChannelAnswer answer = await _channel.SendAsync(
            ProviderRequest.Post("messages.create-channel", "/v0.1/messages", RequestBody.Json(body, VonageJsonContext.Default.VonageChannelBody)), VonageJsonContext.Default.VonageChannelAnswer, cancellationToken).ConfigureAwait(false);
        return answer.MessageUuid ?? throw Refusal("messages.create-channel", ProviderFailure.InvalidResponse, null, null);
    }

    /// <summary>Reads how the delivery of a text goes, from the reports.</summary>
    /// <param name="id">The message's id.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The text's record; <see langword="null"/> when there is none yet, as reports lag behind.</returns>
    public virtual async Task<VonageRecord?> GetMessageAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        ProviderPath path = Records("SMS", "outbound").Query("id", id);
        VonageRecordPage? page = await _channel.FindAsync(ProviderRequest.Get("messages.get", path), VonageJsonContext.Default.VonageRecordPage, cancellationToken).ConfigureAwait(false);
        return page?.Records is { Count: > 0 } records ? records[0] : null;
    }

    /// <summary>Lists what was used and charged; for checking a bill.</summary>
    /// <param name="product">The product, such as <c>VOICE-CALL</c> or <c>SMS</c>.</param>
    /// <param name="from">The start of the window.</param>
    /// <param name="until">The end of the window, exclusive; at most 24 hours after its start.</param>
    /// <param name="direction"><c>inbound</c> or <c>outbound</c>; texts require one, calls take <see langword="null"/> for both.</param>
    /// <param name="limit">How many at most.</param>
    /// <returns>The records.</returns>
    /// <exception cref="ArgumentException">The window is empty, or longer than Vonage takes.</exception>
    public virtual Listing<VonageRecord> ListUsage(string product, DateTimeOffset from, DateTimeOffset until, string? direction = null, int? limit = null)
    {
        if (until <= from || until - from > TimeSpan.FromHours(24))
        {
            throw new ArgumentException($"The window from {from:u} until {until:u} is {until - from}; Vonage takes more than nothing and at most 24 hours. Ask day by day.", nameof(until));
        }

        return List(
            "usage.list",
            Records(product, direction).Query("date_start", Iso(from)).Query("date_end", Iso(until)),
            null,
            VonageJsonContext.Default.VonageRecordPage,
            static page => page.Records,
            static (page, _) => page is { Cursor: { Length: > 0 } cursor, Links.Next: not null } ? page.Iv is { Length: > 0 } iv ? $"{cursor} {iv}" : cursor : null,
            static cursor => cursor.Split(' ') is [var at, var iv] ? $"cursor={Uri.EscapeDataString(at)}&iv={Uri.EscapeDataString(iv)}" : $"cursor={Uri.EscapeDataString(cursor)}",
            static _ => null,
            limit);
    }

    /// <summary>Reads what calls to a country cost.</summary>
    /// <param name="country">The country as ISO 3166-1 alpha-2.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The prices.</returns>
    /// <remarks>Built from Vonage's own libraries: no official document of this API was at hand.</remarks>
    public virtual Task<VonageVoicePrice> GetVoicePriceAsync(string country, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(country);
        return _channel.SendAsync(
            ProviderRequest.Get("prices.get", ((ProviderPath)"/account/get-pricing/outbound/voice").Query("country", country)) with { BaseAddress = _rest }, VonageJsonContext.Default.VonageVoicePrice, cancellationToken);
    }

    private ProviderPath Records(string product, string? direction) =>
        ((ProviderPath)"/v2/reports/records").Query("account_id", _options.ApiKey).Query("product", product).Query("direction", direction);

    private static ProviderFailure FailureOf(string? status) => status switch
    {
        "1" or "10" => ProviderFailure.RateLimited,
        "4" or "8" or "14" => ProviderFailure.Unauthorized,
        "5" => ProviderFailure.Unavailable,
        _ => ProviderFailure.Refused,
    };
}
