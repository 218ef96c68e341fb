namespace Outsourcing.Http;

/// <summary>How an account's requests behave on the wire.</summary>
public sealed class ProviderHttpOptions
{
    /// <summary>Gets or sets how long one operation may take in all: every attempt and every wait between them.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan Budget { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how long one attempt may take, the body included.</summary>
    /// <value>The default is 10 seconds.</value>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how often a read is tried again. Writes are not, unless the provider takes a key that makes that harmless.</summary>
    /// <value>The default is 2.</value>
    /// <remarks>While everything fails, an account's retries add no more than a tenth to its requests, after the first hundred.</remarks>
    public int Retries { get; set; } = 2;

    /// <summary>Gets or sets the mean wait before the first retry; it doubles each time, with jitter.</summary>
    /// <value>The default is 500 milliseconds.</value>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Gets or sets how many requests of the account are under way at most; others wait within their budget.</summary>
    /// <value>The default is 50.</value>
    public int MaxConcurrency { get; set; } = 50;

    /// <summary>Gets or sets how many requests start per second at most, evenly spaced; <see langword="null"/> for no limit.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    public double? RequestsPerSecond { get; set; }

    /// <summary>Gets or sets the largest answer that is read, in bytes.</summary>
    /// <value>The default is 8 MiB.</value>
    public int MaxResponseBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>Gets or sets the largest recording that is downloaded, in bytes.</summary>
    /// <value>The default is 500 MB.</value>
    public long MaxDownloadBytes { get; set; } = 500_000_000;

    /// <summary>Gets further hosts that recordings may be fetched from, beside the provider's own; never sent credentials.</summary>
    /// <value>The default is empty.</value>
    /// <remarks>
    /// A name that stands for an address outside the public network is not connected to; hosts of the app's own network are named in
    /// <see cref="PrivateDownloadHosts"/>.
    /// </remarks>
    public IList<string> DownloadHosts { get; } = [];

    /// <summary>Gets hosts of the app's own network that recordings may be fetched from, whatever their address is; never sent credentials.</summary>
    /// <value>The default is empty: recordings come from the public network, or from the account's own base address.</value>
    /// <remarks>
    /// Names or addresses, such as a store for recordings beside a telephone server of the app's own. Over https; over http on loopback
    /// only. Name no host here whose name others can bind to an address.
    /// </remarks>
    public IList<string> PrivateDownloadHosts { get; } = [];

    /// <summary>Finds what cannot work.</summary>
    /// <returns>One sentence per problem; empty when there is none.</returns>
    public IReadOnlyList<string> FindProblems()
    {
        List<string> problems = [];
        Check(Budget > TimeSpan.Zero && Budget <= TimeSpan.FromHours(1), $"Http:Budget is {Budget}; it is above zero and at most an hour.");
        Check(AttemptTimeout > TimeSpan.Zero && AttemptTimeout <= Budget, $"Http:AttemptTimeout is {AttemptTimeout} and Http:Budget {Budget}; an attempt takes more than nothing and no more than the budget.");
        Check(Retries is >= 0 and <= 10, $"Http:Retries is {Retries}; it lies between 0 and 10.");
        Check(RetryDelay >= TimeSpan.Zero && RetryDelay <= TimeSpan.FromMinutes(1), $"Http:RetryDelay is {RetryDelay}; it lies between nothing and a minute.");
        Check(MaxConcurrency is >= 1 and <= 10_000, $"Http:MaxConcurrency is {MaxConcurrency}; it lies between 1 and 10,000.");
        Check(RequestsPerSecond is null or >= 0.01, $"Http:RequestsPerSecond is {RequestsPerSecond}; it is 0.01 or more, or left out.");
        Check(MaxResponseBytes >= 1024, $"Http:MaxResponseBytes is {MaxResponseBytes}; it is 1,024 or more.");
        Check(MaxDownloadBytes >= 1024, $"Http:MaxDownloadBytes is {MaxDownloadBytes}; it is 1,024 or more.");
        Check(DownloadHosts.All(host => Uri.CheckHostName(host) == UriHostNameType.Dns), "Http:DownloadHosts holds something else than names of hosts; leave out scheme, port and path, and name what has an address only in Http:PrivateDownloadHosts.");
        Check(PrivateDownloadHosts.All(host => Uri.CheckHostName(host) != UriHostNameType.Unknown), "Http:PrivateDownloadHosts holds something else than hosts; leave out scheme, port and path.");
        return problems;

        void Check(bool holds, string problem)
        {
            if (!holds)
            {
                problems.Add(problem);
            }
        }
    }
}
