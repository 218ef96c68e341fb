using System.Runtime.CompilerServices;

namespace Outsourcing.Http;

/// <summary>A listing, read page after page as it is enumerated; each enumeration starts anew.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <remarks>
/// One page is held at a time. A provider that hands out a cursor twice ends in an error instead of a loop without end. What a page
/// brings again from the page before it, because the listing grew meanwhile, is left out, and so is a null.
/// </remarks>
public sealed class Listing<T> : IAsyncEnumerable<T>
{
    private readonly Func<string?, CancellationToken, Task<ProviderPage<T>>> _fetch;
    private readonly string _provider;
    private readonly string _account;
    private readonly string _operation;
    private readonly Func<T, string?> _identity;
    private readonly int? _limit;

    /// <summary>Initializes the listing.</summary>
    /// <param name="channel">The channel the pages come through.</param>
    /// <param name="operation">The operation, for errors.</param>
    /// <param name="fetch">Fetches the page at a cursor; <see langword="null"/> for the first.</param>
    /// <param name="identity">Gives an item's id; <see langword="null"/> for one that has none, which is always listed.</param>
    /// <param name="limit">How many items at most; <see langword="null"/> for all.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is below 1.</exception>
    public Listing(ProviderChannel channel, string operation, Func<string?, CancellationToken, Task<ProviderPage<T>>> fetch, Func<T, string?> identity, int? limit = null)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(fetch);
        ArgumentNullException.ThrowIfNull(identity);
        if (limit is { } given)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(given, 1, nameof(limit));
        }

        _provider = channel.Provider;
        _account = channel.Account;
        _operation = operation;
        _fetch = fetch;
        _identity = identity;
        _limit = limit;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        int left = _limit ?? int.MaxValue;
        await foreach (ProviderPage<T> page in PagesAsync(null, cancellationToken).ConfigureAwait(false))
        {
            for (int index = 0; index < page.Items.Count; index++)
            {
                yield return page.Items[index];
                if (--left == 0)
                {
                    yield break;
                }
            }
        }
    }

    /// <summary>Reads page after page, from the start or from a cursor kept earlier.</summary>
    /// <param name="from">The cursor; <see langword="null"/> for the start.</param>
    /// <param name="cancellationToken">Cancels the listing.</param>
    /// <returns>The pages. The limit on items does not apply.</returns>
    /// <exception cref="ProviderException">A request failed, or a cursor came twice.</exception>
    public async IAsyncEnumerable<ProviderPage<T>> PagesAsync(string? from = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        HashSet<string>? seen = null;
        HashSet<string>? before = null;
        string? cursor = from;
        do
        {
            ProviderPage<T> page = await _fetch(cursor, cancellationToken).ConfigureAwait(false);
            (page, before) = WithoutRepeats(page, before);
            yield return page;
            cursor = page.NextCursor;
            if (cursor is not null && !(seen ??= new(StringComparer.Ordinal)).Add(cursor))
            {
                throw new ProviderException(new ProviderError { Provider = _provider, Account = _account, Operation = _operation, Failure = ProviderFailure.InvalidResponse, Code = "repeated-cursor" });
            }
        }
        while (cursor is not null);
    }

    private (ProviderPage<T> Page, HashSet<string>? Ids) WithoutRepeats(ProviderPage<T> page, HashSet<string>? before)
    {
        HashSet<string>? ids = page.NextCursor is null ? null : new(page.Items.Count, StringComparer.Ordinal);
        List<T>? kept = null;
        for (int index = 0; index < page.Items.Count; index++)
        {
            // A null in a list is no item.
            T item = page.Items[index];
            string? id = item is null || (ids is null && before is null) ? null : _identity(item);
            if (id is not null)
            {
                ids?.Add(id);
            }

            if (item is null || (id is not null && before?.Contains(id) == true))
            {
                kept ??= [.. page.Items.Take(index)];
            }
            else
            {
                kept?.Add(item);
            }
        }

        return (kept is null ? page : page with { Items = kept }, ids);
    }
}
