using Outsourcing.Calls;

namespace Outsourcing.Webhooks;

/// <summary>Reads calls of one account from its provider over an authenticated connection.</summary>
/// <remarks>What a webhook proves too little of is read here before it is believed.</remarks>
public interface ICallSource
{
    /// <summary>Reads a call as the provider has it now.</summary>
    /// <param name="id">The call.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>What the provider says, at <see cref="WebhookVerification.Fetched"/>; <see langword="null"/> when it has no such call.</returns>
    Task<CallUpdate?> FetchAsync(CallId id, CancellationToken cancellationToken = default);
}
