using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Outsourcing.Calls;
using Outsourcing.Storage;
using Outsourcing.Webhooks;

namespace Outsourcing.Answering;

/// <summary>Polls a Moneypenny account: each message and chat into the inbox as it came, by windows of time that overlap.</summary>
public sealed class MoneypennySource : IPolledSource
{
    internal const string Messages = "https://api.moneypenny.com/clienttas/V2/Messages";
    internal const string Chats = "https://api.moneypenny.com/clientlivechat/V3/Log";

    private readonly MoneypennyClient _client;
    private readonly MoneypennyOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Initializes the source.</summary>
    /// <param name="client">The account's client.</param>
    /// <param name="options">The account's options.</param>
    /// <param name="time">The clock.</param>
    public MoneypennySource(MoneypennyClient client, MoneypennyOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _client = client;
        _options = options;
        _time = time;
    }

    /// <inheritdoc/>
    public string Provider => MoneypennyClient.ProviderName;

    /// <inheritdoc/>
    public string Account => _client.Account;

    /// <inheritdoc/>
    public TimeSpan PollInterval => _options.PollInterval;

    /// <inheritdoc/>
    /// <remarks>The position is the end of the last window. It moves only when the window was read whole.</remarks>
    public async IAsyncEnumerable<PolledBatch> ReadAsync(string? position, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(_options.TimeZone);
        DateTimeOffset now = _time.GetUtcNow();
        DateTimeOffset from = DateTimeOffset.TryParseExact(position, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset last)
            ? last - _options.Overlap
            : now - _options.FirstWindow;
        DateTime first = TimeZoneInfo.ConvertTime(from, zone).DateTime;
        DateTime end = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        List<InboxMessage> found =
        [
            .. (await _client.ListMessagesAsync(DateOnly.FromDateTime(first), DateOnly.FromDateTime(end).AddDays(1), cancellationToken).ConfigureAwait(false)).Select(item => Item(Messages, item, now)),
        ];
        if (_options.ReadsChats)
        {
            found.AddRange((await _client.ListChatsAsync(first, end, cancellationToken).ConfigureAwait(false)).Select(item => Item(Chats, item, now)));
        }

        yield return new PolledBatch { Messages = found, Position = now.ToString("O", CultureInfo.InvariantCulture) };
    }

    private InboxMessage Item(string url, JsonElement item, DateTimeOffset now)
    {
        byte[] body = Encoding.UTF8.GetBytes(item.GetRawText());
        return new InboxMessage
        {
            Key = new InboxKey(Provider, Account, AnsweringWebhook.IdOf(url == Chats ? "chat" : "message", body)),
            Request = new WebhookRequest("GET", url, [new("Content-Type", "application/json")], body),
            Verification = WebhookVerification.Fetched,
            ReceivedAt = now,
        };
    }
}
