using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <content>Texts and lookups.</content>
public partial class BandwidthClient
{
    /// <summary>Sends a text. It reaches a person, and is sent once.</summary>
    /// <param name="sender">The number shown; owned.</param>
    /// <param name="recipient">The number written to.</param>
    /// <param name="text">The text.</param>
    /// <param name="tag">What callbacks about the text carry.</param>
    /// <param name="cancellationToken">Cancels waiting; the text may be sent nevertheless.</param>
    /// <returns>The message. Its delivery is reported where the messaging application's settings say.</returns>
    /// <exception cref="InvalidOperationException">The account has no messaging application configured.</exception>
    public virtual Task<BandwidthMessage> SendMessageAsync(PhoneNumber sender, PhoneNumber recipient, string text, string? tag = null, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(_options.MessagingApplicationId))
        {
            throw new InvalidOperationException($"Bandwidth account '{Account}' has no MessagingApplicationId: texts are sent from a messaging application, set it in the account's options.");
        }

        BandwidthMessageRequest body = new(_options.MessagingApplicationId, [recipient.E164], sender.E164, text, tag);
        return _channel.SendAsync(
            ProviderRequest.Post("messages.create", $"/users/{AccountId}/messages", RequestBody.Json(body, BandwidthJsonContext.Default.BandwidthMessageRequest)) with { BaseAddress = _messaging },
            BandwidthJsonContext.Default.BandwidthMessage,
            cancellationToken);
    }

    /// <summary>Reads how the delivery of a text goes. Bandwidth lists a text some time after it was sent.</summary>
    /// <param name="id">The message's id.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The delivery; <see langword="null"/> when none is listed.</returns>
    public virtual async Task<BandwidthDelivery?> GetMessageAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        BandwidthDeliveryPage page = await _channel.SendAsync(
            ProviderRequest.Get("messages.get", ((ProviderPath)$"/users/{AccountId}/messages").Query("messageId", id)) with { BaseAddress = _messaging },
            BandwidthJsonContext.Default.BandwidthDeliveryPage,
            cancellationToken).ConfigureAwait(false);
        return page.Messages is { Count: > 0 } found ? found[0] : null;
    }

    /// <summary>Lists texts with their delivery.</summary>
    /// <param name="sender">Those from a number.</param>
    /// <param name="recipient">Those to a number.</param>
    /// <param name="sentFrom">Those of this time or later.</param>
    /// <param name="limit">How many at most.</param>
    /// <returns>The deliveries.</returns>
    public virtual Listing<BandwidthDelivery> ListMessages(PhoneNumber? sender = null, PhoneNumber? recipient = null, DateTimeOffset? sentFrom = null, int? limit = null) => new(
        _channel,
        "messages.list",
        async (cursor, cancellationToken) =>
        {
            ProviderPath path = ((ProviderPath)$"/users/{AccountId}/messages")
                .Query("sourceTn", sender?.E164).Query("destinationTn", recipient?.E164).Query("fromDateTime", Time(sentFrom)).Query("pageToken", cursor);
            BandwidthDeliveryPage page = await _channel.SendAsync(
                ProviderRequest.Get("messages.list", path) with { BaseAddress = _messaging }, BandwidthJsonContext.Default.BandwidthDeliveryPage, cancellationToken).ConfigureAwait(false);
            return new ProviderPage<BandwidthDelivery>(page.Messages ?? [], page.PageInfo?.NextPageToken is { Length: > 0 } next ? next : null);
        },
        static delivery => delivery.MessageId,
        limit);

    /// <summary>Looks a number up. It may be charged, and is sent once.</summary>
    /// <param name="number">The number.</param>
    /// <param name="cancellationToken">Cancels waiting; it may be charged nevertheless.</param>
    /// <returns>What is known of it; <see langword="null"/> when nothing is.</returns>
    public virtual async Task<BandwidthLookup?> LookUpAsync(PhoneNumber number, CancellationToken cancellationToken = default)
    {
        BandwidthLookupAnswer answer = await _channel.SendAsync(
            ProviderRequest.Post("lookups.create", $"/accounts/{AccountId}/phoneNumberLookup", RequestBody.Json(new([number.E164]), BandwidthJsonContext.Default.BandwidthLookupRequest)) with { BaseAddress = _lookups },
            BandwidthJsonContext.Default.BandwidthLookupAnswer,
            cancellationToken).ConfigureAwait(false);
        return answer.Data?.Results is { Count: > 0 } found ? found[0] : null;
    }
}
