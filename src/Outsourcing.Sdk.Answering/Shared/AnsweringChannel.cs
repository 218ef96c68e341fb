using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Outsourcing.Calls;
using Outsourcing.Http;

namespace Outsourcing.Answering;

/// <summary>What the clients share: these services' objects are large and grow, so they are read whole and mapped by the few fields that matter.</summary>
internal static class AnsweringChannel
{
    internal static async Task<JsonElement> AskAsync(this ProviderChannel channel, ProviderRequest request, CancellationToken cancellationToken)
    {
        using JsonDocument answer = await channel.SendAsync(request, AnsweringJsonContext.Default.JsonDocument, cancellationToken).ConfigureAwait(false);
        return answer.RootElement.Clone();
    }

    internal static async Task<JsonElement?> FindAsync(this ProviderChannel channel, ProviderRequest request, CancellationToken cancellationToken)
    {
        using JsonDocument? answer = await channel.FindAsync(request, AnsweringJsonContext.Default.JsonDocument, cancellationToken).ConfigureAwait(false);
        return answer?.RootElement.Clone();
    }

    internal static RequestBody Body(JsonObject body) => RequestBody.Json(body, AnsweringJsonContext.Default.JsonObject);

    internal static JsonObject ToObject(this JsonElement element) => JsonObject.Create(element.Clone()) ?? [];

    /// <summary>Takes from an answer what must be in it.</summary>
    internal static T Require<T>(this ProviderChannel channel, string operation, T? value)
        where T : class => value ?? throw Unreadable(channel, operation);

    internal static string RequireText(this ProviderChannel channel, string operation, JsonElement answer, string name) => channel.Require(operation, answer.Text(name));

    internal static ProviderException Unreadable(this ProviderChannel channel, string operation) => new(new ProviderError
    {
        Provider = channel.Provider,
        Account = channel.Account,
        Operation = operation,
        Failure = ProviderFailure.InvalidResponse,
        Code = "missing-field",
    });

    /// <summary>Maps what the API told now; the same content read twice at one time is one update.</summary>
    internal static FetchedCall? ToCall(this ProviderChannel channel, JsonElement raw, Func<JsonElement, string, string, DateTimeOffset, WebhookVerification, CallUpdate?> map) =>
        map(raw, channel.Account, AnsweringWebhook.IdOf("fetch", Encoding.UTF8.GetBytes(raw.GetRawText())), channel.Time.GetUtcNow(), WebhookVerification.Fetched) is { } update
            ? new FetchedCall { Update = update, Raw = raw }
            : null;

    internal static JsonObject Texts(IReadOnlyDictionary<string, string> values)
    {
        JsonObject item = [];
        foreach ((string name, string value) in values)
        {
            item[name] = value;
        }

        return item;
    }

    internal static async IAsyncEnumerable<CallUpdate> UpdatesAsync(this IAsyncEnumerable<FetchedCall> calls, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (FetchedCall item in calls.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return item.Update;
        }
    }
}
