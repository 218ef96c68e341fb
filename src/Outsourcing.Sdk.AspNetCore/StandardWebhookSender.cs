using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Outsourcing.Http;
using Outsourcing.Storage;

namespace Outsourcing.AspNetCore;

/// <summary>Sends a queued change to its subscriber, signed. Repeating is safe: the message id stays the same, and the subscriber goes by it.</summary>
internal sealed class StandardWebhookSender(IHttpClientFactory clients, IOptions<StandardWebhookOptions> options, TimeProvider time) : IOutboxSender
{
    public const string Name = "publish-webhook";

    public string CommandName => Name;

    public Task<OutboxLookup> LookUpAsync(OutboxCommand command, CancellationToken cancellationToken = default) => Task.FromResult(OutboxLookup.SafeToSend);

    public async Task<string?> SendAsync(OutboxCommand command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (!options.Value.Subscribers.TryGetValue(command.Account, out (Uri Address, string Secret) subscriber))
        {
            throw new PermanentWorkException($"There is no subscriber {command.Account} any longer.");
        }

        string id = $"msg_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(command.Key)).AsSpan(0, 16))}";
        DateTimeOffset now = time.GetUtcNow();
        byte[] body = Encoding.UTF8.GetBytes(command.Payload?.Value ?? "");
        using HttpRequestMessage request = new(HttpMethod.Post, subscriber.Address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents+json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", StandardWebhooks.Sign(subscriber.Secret, id, now, body));
        using HttpClient client = clients.CreateClient("Outsourcing.StandardWebhooks");
        using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        return response.StatusCode switch
        {
            HttpStatusCode.Gone => throw new PermanentWorkException($"The subscriber {command.Account} answered 410: it wants no more."),
            _ when response.IsSuccessStatusCode => id,
            _ => throw new OutsourcingException($"The subscriber {command.Account} answered {(int)response.StatusCode}."),
        };
    }
}
