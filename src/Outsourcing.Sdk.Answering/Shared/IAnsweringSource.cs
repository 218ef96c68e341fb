using Outsourcing.Calls;
using Outsourcing.Webhooks;

namespace Outsourcing.Answering;

/// <summary>Reads the calls of an account at an answering service: for polling beside or instead of webhooks.</summary>
public interface IAnsweringSource : ICallSource
{
    /// <summary>Gets the account, as the application named it.</summary>
    string Account { get; }

    /// <summary>Reads the calls that started since a time.</summary>
    /// <param name="since">The time. Take it earlier than the last poll, by as much as a call may last: merging makes the overlap harmless.</param>
    /// <param name="cancellationToken">Cancels the listing.</param>
    /// <returns>What the service says of each call.</returns>
    IAsyncEnumerable<CallUpdate> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken = default);
}
