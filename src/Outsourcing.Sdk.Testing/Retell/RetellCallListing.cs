using System.Text;
using System.Text.Json.Nodes;

namespace Outsourcing.Testing;

/// <summary>Reads calls: one, or a page of them by either generation of the listing.</summary>
internal sealed class RetellCallListing(RetellState state)
{
    private const int MostPerPage = 1000;

    private readonly RetellCallJson _json = new(state);

    public RetellReply Get(string id) => state.Played.Find(call => call.Id == id) is { } found ? RetellReply.Ok(_json.Of(found)) : RetellReply.Unknown;

    /// <summary>A bare list, paged by the id of the last call.</summary>
    public RetellReply ListSecond(JsonObject body) =>
        Page(body, typed: false, key => key) is { } page ? RetellReply.Ok(RetellJson.Array(page.Calls.Select(call => _json.Of(call)))) : RetellReply.Malformed;

    /// <summary>Calls without what was said, and a key of the next page that means nothing to the app.</summary>
    public RetellReply ListThird(JsonObject body)
    {
        if (Page(body, typed: true, Open) is not { } page)
        {
            return RetellReply.Malformed;
        }

        JsonObject reply = new() { ["items"] = RetellJson.Array(page.Calls.Select(call => _json.Of(call, transcript: false))), ["has_more"] = page.HasMore };
        if (page.HasMore)
        {
            reply["pagination_key"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(page.Calls[^1].Id));
        }

        if (RetellJson.Flag(body["include_total"]) == true)
        {
            reply["total"] = page.Total;
        }

        return RetellReply.Ok(reply);
    }

    private static string? Open(string key)
    {
        byte[] bytes = new byte[key.Length];
        return Convert.TryFromBase64String(key, bytes, out int length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    private CallPage? Page(JsonObject body, bool typed, Func<string, string?> open)
    {
        JsonNode? criteria = body["filter_criteria"] ?? new JsonObject();
        string order = RetellJson.Text(body["sort_order"]) ?? "descending";
        long size = body["limit"] is { } limit ? RetellJson.Integer(limit) ?? 0 : 50;
        long skip = body["skip"] is { } skipped ? RetellJson.Integer(skipped) ?? -1 : 0;
        if (criteria is not JsonObject filter || !RetellFilter.IsReadable(filter, typed) || order is not ("ascending" or "descending") || size is < 1 or > MostPerPage || skip < 0)
        {
            return null;
        }

        List<RetellCall> matching = [.. state.Played.Where(call => RetellFilter.Matches(_json.Of(call), filter, typed)).OrderBy(call => call.Call.StartedAt).ThenBy(call => call.Id, StringComparer.Ordinal)];
        if (order == "descending")
        {
            matching.Reverse();
        }

        int from = 0;
        if (RetellJson.Text(body["pagination_key"]) is { } key)
        {
            from = matching.FindIndex(call => call.Id == open(key)) + 1;
            if (from == 0)
            {
                return null;
            }
        }

        List<RetellCall> rest = [.. matching.Skip(from).Skip((int)Math.Min(skip, int.MaxValue)).Take((int)size + 1)];
        return new CallPage([.. rest.Take((int)size)], rest.Count > size, matching.Count);
    }

    private sealed record CallPage(List<RetellCall> Calls, bool HasMore, int Total);
}
