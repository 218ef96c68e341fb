using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Outsourcing.EntityFrameworkCore;

/// <summary>Remembers erased calls by a keyed digest, inside the caller's transaction.</summary>
/// <remarks>Providers' ids may be numbers that count up, and could be tried out against a digest without a key.</remarks>
internal sealed class ErasedCalls(ContentCodec codec, TimeProvider time)
{
    private const int KeyBytes = 32;

    /// <summary>Tells which of the calls were erased.</summary>
    public async Task<HashSet<string>> FindAsync(DbContext context, string tenant, IReadOnlyCollection<string> callKeys, CancellationToken cancellationToken)
    {
        if (callKeys.Count == 0 || await KeyAsync(context, tenant, cancellationToken).ConfigureAwait(false) is not { } key)
        {
            return [];
        }

        Dictionary<string, string> calls = new(StringComparer.Ordinal);
        foreach (string callKey in callKeys)
        {
            calls[Digest(key, callKey)] = callKey;
        }

        string[] digests = [.. calls.Keys];
        List<string> found = await context.Set<ErasedCallRow>().IgnoreQueryFilters().AsNoTracking()
            .Where(row => row.Tenant == tenant && digests.Contains(row.Digest)).Select(row => row.Digest).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. found.Select(digest => calls[digest])];
    }

    /// <summary>Notes that calls are erased.</summary>
    public async Task AddAsync(DbContext context, string tenant, IReadOnlyCollection<string> callKeys, CancellationToken cancellationToken)
    {
        if (callKeys.Count == 0)
        {
            return;
        }

        if (await KeyAsync(context, tenant, cancellationToken).ConfigureAwait(false) is not { } key)
        {
            byte[] content = codec.Write(tenant, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes)), StorageJsonContext.Default.String);

            // Of two that make one at the same time, the second waits for the first and takes its key.
            string insertKey = $$"""INSERT INTO {{Sql.Table<ErasureKeyRow>(context)}} ("Tenant", "Content") VALUES ({0}, {1}) ON CONFLICT ("Tenant") DO NOTHING""";
            await context.Database.ExecuteSqlRawAsync(insertKey, [tenant, content], cancellationToken).ConfigureAwait(false);
            key = (await KeyAsync(context, tenant, cancellationToken).ConfigureAwait(false))!;
        }

        foreach (string[] chunk in callKeys.Distinct(StringComparer.Ordinal).Chunk(500))
        {
            List<object> values = [tenant, time.GetUtcNow().UtcTicks];
            StringBuilder insert = new($"""INSERT INTO {Sql.Table<ErasedCallRow>(context)} ("Tenant", "Digest", "ErasedAt") VALUES """);
            foreach (string callKey in chunk)
            {
                insert.Append(CultureInfo.InvariantCulture, $"{(values.Count == 2 ? "" : ", ")}({{0}}, {{{values.Count}}}, {{1}})");
                values.Add(Digest(key, callKey));
            }

            insert.Append(""" ON CONFLICT ("Tenant", "Digest") DO UPDATE SET "ErasedAt" = EXCLUDED."ErasedAt" """);
            await context.Database.ExecuteSqlRawAsync(insert.ToString(), values, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string Digest(byte[] key, string callKey) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(callKey)));

    private async Task<byte[]?> KeyAsync(DbContext context, string tenant, CancellationToken cancellationToken)
    {
        byte[]? content = await context.Set<ErasureKeyRow>().IgnoreQueryFilters().AsNoTracking()
            .Where(row => row.Tenant == tenant).Select(row => row.Content).SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        return content is null ? null : Convert.FromHexString(codec.Read(tenant, content, StorageJsonContext.Default.String));
    }
}
