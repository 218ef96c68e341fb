using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Outsourcing.Http;

namespace Outsourcing.Answering;

/// <summary>A Moneypenny account by its client API: messages taken and live chats. Thread-safe; one per account.</summary>
/// <remarks>
/// The API has no webhooks and no paging. Dates are written month first, also for British accounts. Both listings are always
/// asked for explicit times: without them the chat log gives what is new since the last call and so forgets what a lost answer held.
/// Written by the public guides of 2024; the answer's shape beyond the fields named there was not confirmed on an account.
/// </remarks>
public class MoneypennyClient
{
    internal const string ProviderName = "moneypenny";
    internal const string TokenPath = "/auth/token";

    private readonly ProviderChannel _channel;

    /// <summary>Initializes the client.</summary>
    /// <param name="channel">The account's channel.</param>
    public MoneypennyClient(ProviderChannel channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        _channel = channel;
    }

    /// <summary>Initializes a client for mocking.</summary>
    protected MoneypennyClient() => _channel = null!;

    /// <summary>Gets the account, as the application named it.</summary>
    public virtual string Account => _channel.Account;

    internal static ProviderChannelSettings Settings(string account, MoneypennyOptions options, ClientCredentials tokens) => new()
    {
        Provider = ProviderName,
        Account = account,
        BaseAddress = Base(options),
        Http = options.Http,
        Authorize = tokens.AuthorizeAsync,
        Renew = tokens.Renew,
    };

    /// <summary>Makes the settings of the channel that tokens come through.</summary>
    internal static ProviderChannelSettings TokenSettings(string account, MoneypennyOptions options) => new()
    {
        Provider = ProviderName,
        Account = account,
        BaseAddress = Base(options),
        Http = options.Http,
        Authorize = static (_, _) => ValueTask.CompletedTask,
    };

    internal static RequestBody Grant(MoneypennyOptions options) => AnsweringChannel.Body(new JsonObject { ["username"] = options.UserName, ["password"] = options.Password });

    /// <summary>Reads the messages taken on some days.</summary>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last day. Whether it counts itself is not documented: take one more.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The messages, as they came.</returns>
    public virtual Task<IReadOnlyList<JsonElement>> ListMessagesAsync(DateOnly first, DateOnly last, CancellationToken cancellationToken = default) =>
        ListAsync(
            "messages.list",
            ProviderPath.FromString("/clienttas/V2/Messages").Query("from", first.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture)).Query("to", last.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture)),
            cancellationToken);

    /// <summary>Reads the live chats of a period.</summary>
    /// <param name="first">When it begins, on the account's clock.</param>
    /// <param name="until">When it ends.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The chats, as they came.</returns>
    public virtual Task<IReadOnlyList<JsonElement>> ListChatsAsync(DateTime first, DateTime until, CancellationToken cancellationToken = default) =>
        ListAsync(
            "chats.list",
            ProviderPath.FromString("/clientlivechat/V3/Log").Query("startTime", first.ToString("MM/dd/yyyy HH:mm:ss", CultureInfo.InvariantCulture)).Query("endTime", until.ToString("MM/dd/yyyy HH:mm:ss", CultureInfo.InvariantCulture)),
            cancellationToken);

    private static Uri Base(MoneypennyOptions options) => options.BaseAddress ?? new Uri("https://api.moneypenny.com");

    private async Task<IReadOnlyList<JsonElement>> ListAsync(string operation, ProviderPath path, CancellationToken cancellationToken)
    {
        JsonElement answer = await _channel.AskAsync(ProviderRequest.Get(operation, path), cancellationToken).ConfigureAwait(false);
        return answer.ValueKind == JsonValueKind.Array ? [.. answer.EnumerateArray()] : throw _channel.Unreadable(operation);
    }
}
