using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Outsourcing.Calls;

namespace Outsourcing.Storage;

/// <summary>Imports call logs in CSV form into the store: part by part, resumable, each row once.</summary>
/// <remarks>
/// A row is known by its content: imported again, from the same file or another, it adds nothing. After each part the position is
/// kept, together with a hash of the mapping and of all rows up to there. An import that broke off goes on at that row; of a file that
/// begins otherwise, under another mapping, or after an import that came to its end, every row is read.
/// </remarks>
public sealed class CallLogImporter
{
    private const int Part = 500;
    private const string Finished = "finished";

    private readonly ICallStore _calls;
    private readonly IPollPositions _positions;
    private readonly ITenantAccessor _tenants;

    /// <summary>Initializes the importer.</summary>
    /// <param name="calls">Where calls are kept.</param>
    /// <param name="positions">Where the position of each account's log is kept.</param>
    /// <param name="tenants">Whose accounts they are.</param>
    public CallLogImporter(ICallStore calls, IPollPositions positions, ITenantAccessor tenants)
    {
        ArgumentNullException.ThrowIfNull(calls);
        ArgumentNullException.ThrowIfNull(positions);
        ArgumentNullException.ThrowIfNull(tenants);
        _calls = calls;
        _positions = positions;
        _tenants = tenants;
    }

    /// <summary>Imports a log.</summary>
    /// <param name="log">The log, from its beginning. It must be seekable, and stays open.</param>
    /// <param name="name">What problems call it, such as a file name.</param>
    /// <param name="options">How it is read. <see cref="CallLogOptions.Provider"/> and <see cref="CallLogOptions.Account"/> name the account and, with it, the tenant. Problems are collected, whatever <see cref="CallLogOptions.OnProblem"/> says.</param>
    /// <param name="cancellationToken">Stops the import; what was stored stays, and the next import goes on there.</param>
    /// <returns>Each part, once it is stored.</returns>
    /// <exception cref="ArgumentException">The stream cannot seek, or an option is wrong.</exception>
    /// <exception cref="CallLogException">It is no call log, a quote is never closed, or there are more than <see cref="CallLogOptions.MaxProblems"/>.</exception>
    public async IAsyncEnumerable<CallLogImportBatch> ImportAsync(Stream log, string name, CallLogOptions options, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(options);
        if (!log.CanSeek)
        {
            throw new ArgumentException("The stream cannot seek, so that an import could not be resumed; copy it to a file or to memory first.", nameof(log));
        }

        CallLogReader reader = new(options);
        TenantId tenant = _tenants.OfAccount(options.Provider, options.Account);
        string? kept = await _positions.FindAsync(options.Provider, options.Account, cancellationToken).ConfigureAwait(false);
        long skipped = await CountKnownAsync(reader, log, name, options, kept, cancellationToken).ConfigureAwait(false);

        log.Position = 0;
        using StreamReader text = Open(log, options);
        CallLogRow row = await reader.OpenAsync(text, name, cancellationToken).ConfigureAwait(false);
        using IncrementalHash hash = Begin(row);
        List<CallUpdate> updates = [];
        List<CallLogProblem> problems = [];
        long rows = 0;
        int found = 0;
        bool more = true;
        while (more)
        {
            more = await row.NextAsync(cancellationToken).ConfigureAwait(false);
            if (more)
            {
                hash.AppendData(Encoding.UTF8.GetBytes(row.Content()));
                if (++rows <= skipped)
                {
                    continue;
                }

                if (row.Read() is { } update)
                {
                    updates.Add(update);
                }

                problems.AddRange(row.Problems);
            }

            bool tooMany = (found + problems.Count) >= options.MaxProblems;
            if (updates.Count + problems.Count > 0 && (!more || tooMany || (rows - skipped) % Part == 0))
            {
                // A caller's own tenant is in force again while it looks at the part.
                int added;
                using (_tenants.Use(tenant))
                {
                    added = updates.Count == 0 ? 0 : await _calls.MergeAsync(updates, cancellationToken).ConfigureAwait(false);
                }

                string position = string.Create(CultureInfo.InvariantCulture, $"{rows}:{Convert.ToHexStringLower(hash.GetCurrentHash())}");
                await _positions.KeepAsync(options.Provider, options.Account, position, cancellationToken).ConfigureAwait(false);
                yield return new CallLogImportBatch { Skipped = skipped, Rows = rows, Added = added, Problems = problems };
                found += problems.Count;
                if (tooMany)
                {
                    throw new CallLogException(problems[^1] with { Cause = $"{problems[^1].Cause} It is problem number {found}.", Remedy = "Mend the log or its mapping, or raise MaxProblems." });
                }

                updates.Clear();
                problems.Clear();
            }
        }

        // Also where the last part ended with the log itself.
        await _positions.KeepAsync(options.Provider, options.Account, Finished, cancellationToken).ConfigureAwait(false);
    }

    // How many rows the kept position covers, when this log begins with those rows.
    private static async Task<long> CountKnownAsync(CallLogReader reader, Stream log, string name, CallLogOptions options, string? kept, CancellationToken cancellationToken)
    {
        if (kept?.Split(':') is not [{ } count, { } expected] || !long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out long known))
        {
            return 0;
        }

        log.Position = 0;
        using StreamReader text = Open(log, options);
        CallLogRow row = await reader.OpenAsync(text, name, cancellationToken).ConfigureAwait(false);
        using IncrementalHash hash = Begin(row);
        for (long rows = 0; rows < known; rows++)
        {
            if (!await row.NextAsync(cancellationToken).ConfigureAwait(false))
            {
                return 0;
            }

            hash.AppendData(Encoding.UTF8.GetBytes(row.Content()));
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash()) == expected ? known : 0;
    }

    private static IncrementalHash Begin(CallLogRow row)
    {
        IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(row.Mapping()));
        return hash;
    }

    private static StreamReader Open(Stream log, CallLogOptions options) => new(log, options.Encoding ?? CallLogEncoding.Default, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
}
