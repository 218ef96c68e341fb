using Outsourcing.Calls;

namespace Outsourcing.Webhooks;

/// <summary>Lists the calls of one account at its provider: for polling beside or instead of webhooks.</summary>
/// <remarks>Registered as a keyed service under the account's name. An <see cref="Telephony.ITelephony"/> is polled as well, and needs none.</remarks>
public interface ICallListing
{
    /// <summary>Gets the provider, as in <see cref="CallId.Provider"/>: lower case.</summary>
    string Provider { get; }

    /// <summary>Gets the account, as the application named it.</summary>
    string Account { get; }

    /// <summary>Gets whether <see cref="ReadAsync(DateTimeOffset, DateTimeOffset, CancellationToken)"/> ends where it is told to, so that a long past can be read in parts.</summary>
    /// <value>The default is <see langword="false"/>: everything since a time is read in one piece.</value>
    bool ReadsWindows => false;

    /// <summary>Reads the calls that started since a time.</summary>
    /// <param name="since">The time. Take it earlier than the last poll, by as much as a call may last: merging makes the overlap harmless.</param>
    /// <param name="cancellationToken">Cancels the listing.</param>
    /// <returns>What the provider says of each call.</returns>
    IAsyncEnumerable<CallUpdate> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken = default);

    /// <summary>Reads the calls that started between two times, or since the first of them when it <see cref="ReadsWindows">reads no windows</see>.</summary>
    /// <param name="since">The earliest start.</param>
    /// <param name="until">The time the starts lie before.</param>
    /// <param name="cancellationToken">Cancels the listing.</param>
    /// <returns>What the provider says of each call.</returns>
    IAsyncEnumerable<CallUpdate> ReadAsync(DateTimeOffset since, DateTimeOffset until, CancellationToken cancellationToken = default) => ReadAsync(since, cancellationToken);
}
