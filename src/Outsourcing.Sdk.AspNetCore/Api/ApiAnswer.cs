using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Outsourcing.Storage;

namespace Outsourcing.AspNetCore;

/// <summary>Reads the API's parameters and writes its answers.</summary>
internal static class ApiAnswer
{
    public const int MostItems = 500;
    private const int UsualItems = 50;

    public static Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        // Small enough to be written at once: a page is bounded.
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            write(json);
        }

        context.Response.ContentType = "application/json";

        // What people said belongs in no cache on the way.
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentLength = buffer.Length;
        return context.Response.Body.WriteAsync(buffer.GetBuffer(), 0, (int)buffer.Length, context.RequestAborted);
    }

    public static Task WriteOneAsync<T>(HttpContext context, T? value, JsonTypeInfo<T> type)
        where T : class => value is null
            ? ProblemAsync(context, StatusCodes.Status404NotFound, "There is no such record.")
            : WriteAsync(context, json => JsonSerializer.Serialize(json, value, type));

    public static Task WritePageAsync<T>(HttpContext context, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> writeItem, string? next) => WriteAsync(context, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (T item in items)
        {
            writeItem(json, item);
        }

        json.WriteEndArray();
        if (next is not null)
        {
            json.WriteString("next", next);
        }

        json.WriteEndObject();
    });

    public static void WriteDocument<TDocument>(Utf8JsonWriter json, StoredDocument<TDocument> stored)
        where TDocument : class
    {
        json.WriteStartObject();
        json.WriteString("id", stored.Id);
        json.WriteNumber("revision", stored.Revision);
        json.WriteString("savedAt", stored.SavedAt);
        json.WritePropertyName("document");
        JsonSerializer.Serialize(json, stored.Document, OutsourcingJson.TypeInfo<TDocument>());
        json.WriteEndObject();
    }

    public static Task ProblemAsync(HttpContext context, int status, string detail)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json";
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", "about:blank");
            json.WriteNumber("status", status);
            json.WriteString("detail", detail);
            json.WriteEndObject();
        }

        return context.Response.Body.WriteAsync(buffer.GetBuffer(), 0, (int)buffer.Length, context.RequestAborted);
    }

    public static string Route(HttpContext context, string name) => context.Request.RouteValues[name] as string ?? "";

    public static string? Query(HttpContext context, string name) => context.Request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;

    /// <exception cref="ApiParameterException">The limit is no number from 1 to the most.</exception>
    public static int Limit(HttpContext context) => Number(context, "limit") switch
    {
        null => UsualItems,
        >= 1 and <= MostItems and { } limit => (int)limit,
        { } limit => throw new ApiParameterException($"limit is {limit}; it lies from 1 to {MostItems}."),
    };

    /// <exception cref="ApiParameterException">The parameter is no whole number from 1.</exception>
    public static long? Number(HttpContext context, string name) => Query(context, name) switch
    {
        null => null,
        { } text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number >= 1 => number,
        _ => throw new ApiParameterException($"{name} is no whole number from 1."),
    };

    /// <exception cref="ApiParameterException">The parameter is no time with an offset.</exception>
    public static DateTimeOffset? Time(HttpContext context, string name) => Query(context, name) switch
    {
        null => null,

        // A plus sign that nobody escaped arrives as a blank.
        { } text when DateTimeOffset.TryParseExact(text.Replace(' ', '+'), ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) => time,
        _ => throw new ApiParameterException($"{name} is no time such as 2026-03-02T09:00:00Z."),
    };
}

/// <summary>A parameter breaks its rule; the message is for the caller.</summary>
internal sealed class ApiParameterException(string message) : OutsourcingException(message);
