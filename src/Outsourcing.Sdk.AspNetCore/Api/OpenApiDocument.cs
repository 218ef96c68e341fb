using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Outsourcing.Webhooks;

namespace Outsourcing.AspNetCore;

/// <summary>Describes the API and the webhook addresses by OpenAPI 3.1, made from the routes that are mapped and the contracts they write with.</summary>
internal static partial class OpenApiDocument
{
    private static readonly JsonSchemaExporterOptions Schemas = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe };

    public static JsonObject Of(string pattern, IEnumerable<ApiRoute> routes, string? webhookPattern, IEnumerable<IWebhookReceiver> receivers)
    {
        JsonObject paths = [];
        JsonObject components = new() { ["Problem"] = Object(("type", Text()), ("status", new JsonObject { ["type"] = "integer" }), ("detail", Text())) };
        foreach (ApiRoute route in routes)
        {
            paths[pattern + route.Path] = new JsonObject { ["get"] = Operation(route, components) };
        }

        if (webhookPattern is not null)
        {
            foreach (IWebhookReceiver receiver in receivers.DistinctBy(receiver => (receiver.Provider, receiver.Account)))
            {
                paths[$"{webhookPattern}/{receiver.Provider}/{receiver.Account}".ToLowerInvariant()] = new JsonObject { ["post"] = Webhook(receiver) };
            }
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "Outsourcing", ["version"] = "1" },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = components },
        };
    }

    private static JsonObject Operation(ApiRoute route, JsonObject components)
    {
        JsonArray parameters = [];
        foreach (Match name in RouteParameter().Matches(route.Path))
        {
            parameters.Add((JsonNode)new JsonObject { ["name"] = name.Groups[1].Value, ["in"] = "path", ["required"] = true, ["schema"] = Text() });
        }

        foreach (ApiParameter parameter in route.Query)
        {
            JsonObject schema = parameter.IsNumber ? new JsonObject { ["type"] = "integer", ["minimum"] = 1 } : Text();
            if (parameter.Format is { } format)
            {
                schema["format"] = format;
            }

            parameters.Add((JsonNode)new JsonObject { ["name"] = parameter.Name, ["in"] = "query", ["description"] = parameter.Description, ["schema"] = schema });
        }

        JsonObject responses = new() { ["200"] = Response("What was asked for.", "application/json", Answer(route, components)) };
        foreach ((string status, string when) in new[] { ("400", "A parameter breaks its rule."), ("403", "The caller may not read this, or belongs to no tenant."), ("404", "There is no such record.") })
        {
            responses[status] = Response(when, "application/problem+json", Reference("Problem"));
        }

        return new JsonObject
        {
            ["operationId"] = route.Id,
            ["summary"] = route.Summary,
            ["tags"] = new JsonArray("Outsourcing"),
            ["parameters"] = parameters,
            ["responses"] = responses,
        };
    }

    private static JsonObject Webhook(IWebhookReceiver receiver)
    {
        JsonObject responses = [];
        foreach ((string status, string when) in new[]
        {
            ("200", "It is stored; a ringing call is answered in the provider's own language."), ("204", "It is stored."), ("403", "It is not believed."), ("413", "It is too large."),
            ("429", "Too much from this sender was refused."), ("503", "It could not be stored; send it again."),
        })
        {
            responses[status] = new JsonObject { ["description"] = when };
        }

        return new JsonObject
        {
            ["operationId"] = $"receive-{receiver.Provider}-{receiver.Account}",
            ["summary"] = $"Receives the webhooks of the {receiver.Provider} account {receiver.Account}, which prove themselves by signature.",
            ["tags"] = new JsonArray("Outsourcing webhooks"),
            ["requestBody"] = new JsonObject { ["required"] = true, ["content"] = new JsonObject { ["*/*"] = new JsonObject() } },
            ["responses"] = responses,
        };
    }

    private static JsonObject Answer(ApiRoute route, JsonObject components)
    {
        JsonObject item = Component(route.Type, components);
        if (route.Shape is ApiShape.Document or ApiShape.DocumentPage)
        {
            item = Object(("id", Text()), ("revision", new JsonObject { ["type"] = "integer", ["minimum"] = 1 }), ("savedAt", new JsonObject { ["type"] = "string", ["format"] = "date-time" }), ("document", item));
        }

        if (route.Shape is ApiShape.Plain or ApiShape.Document)
        {
            return item;
        }

        JsonObject page = Object(("items", new JsonObject { ["type"] = "array", ["items"] = item }));
        page["properties"]!["next"] = Text();
        return page;
    }

    private static JsonObject Component(JsonTypeInfo type, JsonObject components)
    {
        string name = type.Type.Name;
        if (!components.ContainsKey(name))
        {
            JsonNode schema = type.GetJsonSchemaAsNode(Schemas);
            Rebase(schema, $"#/components/schemas/{name}");
            components[name] = schema;
        }

        return Reference(name);
    }

    // The exporter refers from the root of each schema, and here each has its place in one document.
    private static void Rebase(JsonNode? node, string root)
    {
        if (node is JsonObject owner)
        {
            if (owner["$ref"] is JsonValue reference)
            {
                owner["$ref"] = root + reference.GetValue<string>().TrimStart('#');
            }

            foreach (KeyValuePair<string, JsonNode?> member in owner.ToArray())
            {
                Rebase(member.Value, root);
            }
        }
        else if (node is JsonArray list)
        {
            foreach (JsonNode? member in list)
            {
                Rebase(member, root);
            }
        }
    }

    // Ids and words have converters of their own, which write them as texts.
    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode schema)
    {
        Type type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        return schema is JsonValue && type is { IsValueType: true, IsEnum: false } && type.Namespace?.StartsWith(nameof(Outsourcing), StringComparison.Ordinal) == true
            ? Text()
            : schema;
    }

    private static JsonObject Text() => new() { ["type"] = "string" };

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    private static JsonObject Response(string description, string contentType, JsonObject schema) =>
        new() { ["description"] = description, ["content"] = new JsonObject { [contentType] = new JsonObject { ["schema"] = schema } } };

    private static JsonObject Object(params (string Name, JsonObject Schema)[] members) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(members.Select(member => KeyValuePair.Create(member.Name, (JsonNode?)member.Schema))),
        ["required"] = new JsonArray([.. members.Select(member => (JsonNode)member.Name)]),
    };

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex RouteParameter();
}
