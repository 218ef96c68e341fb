using System.Text.Json.Nodes;

namespace Outsourcing.Testing;

/// <summary>An agent or a language model: published versions that stay as they are, and above them the draft.</summary>
internal sealed class RetellVersions
{
    private static readonly string[] Kept = ["agent_id", "llm_id", "version", "is_published", "last_modification_timestamp"];

    private readonly List<JsonObject> _versions = [];

    public RetellVersions(string idName, string id, JsonObject settings, DateTimeOffset at)
    {
        Id = id;
        _versions.Add(new JsonObject { [idName] = id, ["version"] = 0, ["is_published"] = false, ["last_modification_timestamp"] = at.ToUnixTimeMilliseconds() });
        Change(Draft, settings, at);
    }

    public string Id { get; }

    public JsonObject Draft => _versions[^1];

    /// <summary>Gets all versions, the latest first.</summary>
    public IEnumerable<JsonObject> All => Enumerable.Reverse(_versions);

    /// <summary>Finds a version; the latest when none is named.</summary>
    public JsonObject? Find(int? version) => version is not { } wanted ? Draft : wanted >= 0 && wanted < _versions.Count ? _versions[wanted] : null;

    /// <summary>Changes the settings named; null takes one away.</summary>
    public static void Change(JsonObject version, JsonObject changes, DateTimeOffset at)
    {
        foreach ((string name, JsonNode? value) in changes)
        {
            if (Kept.Contains(name))
            {
                continue;
            }

            if (value is null)
            {
                version.Remove(name);
            }
            else
            {
                version[name] = value.DeepClone();
            }
        }

        version["last_modification_timestamp"] = at.ToUnixTimeMilliseconds();
    }

    /// <summary>Publishes the draft, and begins another like it.</summary>
    public JsonObject Publish(DateTimeOffset at)
    {
        JsonObject next = (JsonObject)Draft.DeepClone();
        Draft["is_published"] = true;
        Draft["last_modification_timestamp"] = at.ToUnixTimeMilliseconds();
        next["version"] = _versions.Count;
        _versions.Add(next);
        return next;
    }
}
