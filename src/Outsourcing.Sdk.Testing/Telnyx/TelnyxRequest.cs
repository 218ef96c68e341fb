using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Outsourcing.Testing;

/// <summary>A request to the interface, taken apart.</summary>
internal sealed record TelnyxRequest(string Method, string[] Path, IQueryCollection Query, JsonObject Body)
{
    public static async Task<TelnyxRequest?> ReadAsync(HttpContext context, string[] path)
    {
        JsonObject body = [];
        if (context.Request.ContentLength is > 0 || context.Request.Headers.TransferEncoding.Count > 0)
        {
            try
            {
                if (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted).ConfigureAwait(false) is not JsonObject given)
                {
                    return null;
                }

                body = given;
            }
            catch (JsonException)
            {
                return null;
            }
        }

        return new TelnyxRequest(context.Request.Method, path, context.Request.Query, body);
    }

    public string? Text(string name) => Body[name] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0 ? text : null;

    public int Number(string name, int otherwise) => Body[name] is JsonValue value && value.TryGetValue(out int number) ? number : otherwise;

    public string? Filter(string name) => Query[$"filter[{name}]"].ToString() is { Length: > 0 } text ? text : null;

    /// <summary>Gives a page of a list, by number and size.</summary>
    public TelnyxAnswer Page<T>(IEnumerable<T> items, Func<T, JsonObject> json)
    {
        List<T> all = [.. items];
        int size = Math.Clamp(Integer("page[size]", 20), 1, 250);
        int number = Math.Max(1, Integer("page[number]", 1));
        JsonArray data = [];
        foreach (T item in all.Skip((number - 1) * size).Take(size))
        {
            data.Add((JsonNode)json(item));
        }

        return new TelnyxAnswer(200, new JsonObject
        {
            ["data"] = data,
            ["meta"] = new JsonObject
            {
                ["page_number"] = number,
                ["page_size"] = size,
                ["total_pages"] = (all.Count + size - 1) / size,
                ["total_results"] = all.Count,
            },
        });
    }

    public int Integer(string name, int otherwise) => int.TryParse(Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
