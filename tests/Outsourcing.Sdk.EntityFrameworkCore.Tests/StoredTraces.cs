using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Outsourcing.EntityFrameworkCore.Tests;

/// <summary>Looks for texts in all that a database keeps: SQLite's files byte by byte, and every column of every table on PostgreSQL.</summary>
internal static class StoredTraces
{
    /// <summary>Where the texts are found: the file or table, and how often; empty when nowhere.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(DbContext context, string? file, params string[] texts)
    {
        List<string> found = [];
        if (file is not null)
        {
            while (!await LookThroughFilesAsync())
            {
                found.Clear();
            }

            return found;
        }

        await context.Database.OpenConnectionAsync();
        DbConnection connection = context.Database.GetDbConnection();
        List<string> tables = [];
        await using (DbCommand list = connection.CreateCommand())
        {
            list.CommandText = "SELECT quote_ident(table_name) FROM information_schema.tables WHERE table_schema = current_schema()";
            await using DbDataReader reader = await list.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                tables.Add(reader.GetString(0));
            }
        }

        foreach (string table in tables)
        {
            await using DbCommand read = connection.CreateCommand();
#pragma warning disable CA2100 // The database's own names.
            read.CommandText = $"SELECT row_to_json(t)::text FROM {table} AS t";
#pragma warning restore CA2100
            await using DbDataReader reader = await read.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                Look(reader.GetString(0), table);
            }
        }

        // Nothing would be found in no table.
        return tables.Count < 10 ? [.. found, $"only {tables.Count} tables were looked through"] : found;

        // False when one went while it was looked for: the last connection that closes takes the log over into the database, which may have been read before.
        async Task<bool> LookThroughFilesAsync()
        {
            foreach (string part in Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + "*"))
            {
                try
                {
                    await using FileStream stream = new(part, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                    using StreamReader reader = new(stream, Encoding.Latin1);
                    Look(await reader.ReadToEndAsync(), Path.GetExtension(part));
                }
                catch (FileNotFoundException)
                {
                    return false;
                }
            }

            return true;
        }

        void Look(string content, string where)
        {
            foreach (string text in texts)
            {
                // Bytes are shown in hexadecimal.
                if (content.Contains(text, StringComparison.OrdinalIgnoreCase) || content.Contains(Convert.ToHexString(Encoding.UTF8.GetBytes(text)), StringComparison.OrdinalIgnoreCase))
                {
                    found.Add(where);
                }
            }
        }
    }
}
