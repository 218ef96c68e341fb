using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Outsourcing.Testing;

/// <summary>Agents, their language models and the numbers they answer, as the interface reads and changes them.</summary>
internal sealed class RetellSetup(RetellState state)
{
    private static readonly string[] Bindings = ["inbound_agents", "outbound_agents", "inbound_sms_agents", "outbound_sms_agents"];

    // What the document lets an app change of a number and tells it again.
    private static readonly string[] NumberSettings =
    [
        .. Bindings, "inbound_agent_id", "outbound_agent_id", "inbound_agent_version", "outbound_agent_version", "nickname", "inbound_webhook_url", "inbound_sms_webhook_url",
        "allowed_inbound_country_list", "allowed_outbound_country_list", "fallback_number",
    ];

    public static RetellReply Get(List<RetellVersions> all, string id, int? version) =>
        all.Find(one => one.Id == id)?.Find(version) is { } found ? RetellReply.Ok(found.DeepClone()) : RetellReply.Unknown;

    /// <summary>Every version of each, the latest first; the next page begins after the version that ended this one.</summary>
    public static RetellReply List(List<RetellVersions> all, IQueryCollection query)
    {
        if (Limit(query, 1000) is not { } limit)
        {
            return RetellReply.Malformed;
        }

        IEnumerable<(string Id, JsonObject Version)> rows = Enumerable.Reverse(all).SelectMany(one => one.All.Select(version => (one.Id, version)));
        if (query["pagination_key"].ToString() is { Length: > 0 } key)
        {
            string last = query["pagination_key_version"].ToString();
            (string Id, JsonObject Version)[] rest = [.. rows.SkipWhile(row => row.Id != key || RetellJson.Integer(row.Version["version"])?.ToString(CultureInfo.InvariantCulture) != last)];
            if (rest.Length == 0)
            {
                return RetellReply.Malformed;
            }

            rows = rest.Skip(1);
        }

        return RetellReply.Ok(RetellJson.Array(rows.Take(limit).Select(row => row.Version.DeepClone())));
    }

    public RetellReply CreateAgent(JsonObject body)
    {
        if (body["response_engine"] is not JsonObject || RetellJson.Text(body["voice_id"]) is not { Length: > 0 })
        {
            return RetellReply.Malformed;
        }

        return KnowsModelOf(body) ? Created(Add(state.Agents, "agent", body)) : RetellReply.Unknown;
    }

    public RetellReply CreateModel(JsonObject body) => Created(Add(state.Models, "llm", body));

    public RetellVersions Add(List<RetellVersions> all, string kind, JsonObject settings)
    {
        RetellVersions added = new($"{kind}_id", state.NewId(kind), settings, state.Now);
        all.Add(added);
        return added;
    }

    public RetellReply UpdateAgent(string id, int? version, JsonObject changes) => KnowsModelOf(changes) ? Update(state.Agents, id, version, changes) : RetellReply.Unknown;

    public RetellReply UpdateModel(string id, int? version, JsonObject changes) => Update(state.Models, id, version, changes);

    /// <summary>Publishes the draft of an agent with that of its language model; the next draft of the one uses the next draft of the other.</summary>
    public RetellReply Publish(string id)
    {
        if (state.Agents.Find(agent => agent.Id == id) is not { } found)
        {
            return RetellReply.Error(404);
        }

        JsonObject draft = found.Draft;
        RetellVersions? model = ModelOf(draft);
        if (model is not null)
        {
            draft["response_engine"]!["version"] = model.Draft["version"]!.DeepClone();
        }

        JsonObject next = found.Publish(state.Now);
        if (model is not null)
        {
            next["response_engine"]!["version"] = model.Publish(state.Now)["version"]!.DeepClone();
        }

        return new RetellReply(200, null);
    }

    public RetellReply ListNumbers(IQueryCollection query)
    {
        string order = query["sort_order"].ToString() is { Length: > 0 } named ? named : "descending";
        if (Limit(query, 50) is not { } limit || order is not ("ascending" or "descending"))
        {
            return RetellReply.Malformed;
        }

        List<RetellNumber> lines = [.. state.Lines];
        if (order == "descending")
        {
            lines.Reverse();
        }

        int from = 0;
        if (query["pagination_key"].ToString() is { Length: > 0 } key && (from = lines.FindIndex(line => line.Number == key) + 1) == 0)
        {
            return RetellReply.Malformed;
        }

        RetellNumber[] rest = [.. lines.Skip(from).Take(limit + 1)];
        JsonObject page = new() { ["items"] = RetellJson.Array(rest.Take(limit).Select(line => line.Settings.DeepClone())), ["has_more"] = rest.Length > limit };
        if (rest.Length > limit)
        {
            page["pagination_key"] = rest[limit - 1].Number;
        }

        return RetellReply.Ok(page);
    }

    public RetellReply UpdateNumber(string number, JsonObject changes)
    {
        if (state.Lines.Find(line => line.Number == number) is not { } found)
        {
            return RetellReply.Unknown;
        }

        foreach (string binding in Bindings)
        {
            if (changes[binding] is not { } bound)
            {
                continue;
            }

            if (bound is not JsonArray agents || agents.Any(agent => RetellJson.Number((agent as JsonObject)?["weight"]) is not (> 0 and <= 1)) || (agents.Count > 0 && agents.Sum(agent => RetellJson.Number(agent!["weight"])) != 1))
            {
                return RetellReply.Malformed;
            }

            if (agents.Any(agent => state.FindAgent(RetellJson.Text(agent!["agent_id"]), (int?)RetellJson.Integer(agent["agent_version"])) is null))
            {
                return RetellReply.Unknown;
            }
        }

        if (RetellJson.Text(changes["fallback_number"]) == number)
        {
            return RetellReply.Malformed;
        }

        foreach ((string name, JsonNode? value) in changes)
        {
            if (NumberSettings.Contains(name))
            {
                found.Settings[name] = value?.DeepClone();
            }
        }

        found.Settings["last_modification_timestamp"] = state.Now.ToUnixTimeMilliseconds();
        return RetellReply.Ok(found.Settings.DeepClone());
    }

    private static RetellReply Created(RetellVersions added) => new(201, added.Draft.DeepClone());

    private static int? Limit(IQueryCollection query, int otherwise) =>
        query["limit"].ToString() is not { Length: > 0 } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) && limit is >= 1 and <= 1000 ? limit
        : null;

    private RetellReply Update(List<RetellVersions> all, string id, int? version, JsonObject changes)
    {
        if (all.Find(one => one.Id == id)?.Find(version) is not { } found)
        {
            return RetellReply.Unknown;
        }

        if (RetellJson.Flag(found["is_published"]) == true)
        {
            return RetellReply.Error(400, "Cannot update published version.");
        }

        RetellVersions.Change(found, changes, state.Now);
        return RetellReply.Ok(found.DeepClone());
    }

    private RetellVersions? ModelOf(JsonObject agent) => state.Models.Find(model => model.Id == RetellJson.Text(agent["response_engine"]?["llm_id"]));

    private bool KnowsModelOf(JsonObject agent) => RetellJson.Text(agent["response_engine"]?["type"]) != "retell-llm" || ModelOf(agent) is not null;
}
