using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Outsourcing.Webhooks;

namespace Outsourcing.AspNetCore;

/// <summary>Describes the API and the webhook addresses by OpenAPI 3.1, made from the routes that are mapped and the contracts they write with.</summary>
internal static partial class OpenApiDocument
{
    // The scheme's name in the document.
    private const string Scheme = "app";

    private static readonly JsonSchemaExporterOptions Schemas = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe };

    /// <summary>What a webhook address answers, and when.</summary>
    public static IReadOnlyList<(int Status, string When)> WebhookAnswers { get; } =
    [
        (200, "It is stored; a ringing call is answered in the provider's own language."), (204, "It is stored."), (403, "It is not believed."), (404, "There is no such account."),
        (413, "It is too large."), (429, "Too much from this sender was refused."), (431, "A header is too long."), (500, "It is stored, and the app failed to say what to do with the call."),
        (503, "It could not be stored, so send it again; or it is stored, and the app did not say in time what to do with the call."),
    ];

    /// <summary>What an address of the API answers with problem details, and when.</summary>
    public static IReadOnlyList<(int Status, string When)> ApiProblems { get; } =
        [(400, "A parameter breaks its rule."), (401, "The caller is not known."), (403, "The caller may not read this, or belongs to no tenant."), (404, "There is no such record.")];

    /// <param name="pattern">Where the API begins.</param>
    /// <param name="routes">Its routes.</param>
    /// <param name="webhookPattern">Where the webhook addresses begin; null when none are mapped.</param>
    /// <param name="receivers">The accounts.</param>
    /// <param name="security">How callers of the API say who they are, as a security scheme; null when everybody may read.</param>
    public static JsonObject Of(string pattern, IEnumerable<ApiRoute> routes, string? webhookPattern, IEnumerable<IWebhookReceiver> receivers, JsonObject? security)
    {
        JsonObject paths = [];
        JsonObject components = new() { ["Problem"] = Object(("type", Text()), ("status", new JsonObject { ["type"] = "integer" }), ("detail", Text())) };
        foreach (ApiRoute route in routes)
        {
            paths[pattern + route.Path] = new JsonObject { ["get"] = Operation(route, components, security is not null) };
        }

        if (webhookPattern is not null)
        {
            foreach (IWebhookReceiver receiver in receivers.DistinctBy(receiver => (receiver.Provider, receiver.Account)))
            {
                paths[$"{webhookPattern}/{receiver.Provider}/{receiver.Account}".ToLowerInvariant()] = new JsonObject { ["post"] = Webhook(receiver, "post"), ["get"] = Webhook(receiver, "get") };
            }
        }

        JsonObject parts = new() { ["schemas"] = components };
        if (security is not null)
        {
            parts["securitySchemes"] = new JsonObject { [Scheme] = security };
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "Outsourcing", ["version"] = "1" },
            ["paths"] = paths,
            ["components"] = parts,
        };
    }

    /// <summary>Gets the names of the parameters in a path.</summary>
    public static IEnumerable<string> PathParameters(string path) => RouteParameter().Matches(path).Select(static name => name.Groups[1].Value);

    private static JsonObject Operation(ApiRoute route, JsonObject components, bool secured)
    {
        JsonArray parameters = [];
        foreach (string name in PathParameters(route.Path))
        {
            parameters.Add((JsonNode)new JsonObject { ["name"] = name, ["in"] = "path", ["required"] = true, ["schema"] = Text() });
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
        foreach ((int status, string when) in ApiProblems)
        {
            // Who is turned away by the app's own sign-in hears what that says.
            if (status != StatusCodes.Status401Unauthorized)
            {
                responses[Text(status)] = Response(when, "application/problem+json", Reference("Problem"));
            }
            else if (secured)
            {
                responses[Text(status)] = new JsonObject { ["description"] = when };
            }
        }

        JsonObject operation = new()
        {
            ["operationId"] = route.Id,
            ["summary"] = route.Summary,
            ["tags"] = new JsonArray("Outsourcing"),
            ["parameters"] = parameters,
            ["responses"] = responses,
        };
        if (secured)
        {
            operation["security"] = new JsonArray(new JsonObject { [Scheme] = new JsonArray() });
        }

        return operation;
    }

    private static JsonObject Webhook(IWebhookReceiver receiver, string method)
    {
        JsonObject responses = [];
        foreach ((int status, string when) in WebhookAnswers)
        {
            responses[Text(status)] = status < 300 ? new JsonObject { ["description"] = when } : Response(when, "application/problem+json", Reference("Problem"));
        }

        JsonObject operation = new()
        {
            ["operationId"] = method == "post" ? $"receive-{receiver.Provider}-{receiver.Account}" : $"receive-{receiver.Provider}-{receiver.Account}-by-get",
            ["summary"] = $"Receives the webhooks of the {receiver.Provider} account {receiver.Account}, which prove themselves by signature.",
            ["tags"] = new JsonArray("Outsourcing webhooks"),
            ["responses"] = responses,

            // The signature is no scheme that OpenAPI has words for.
            ["security"] = new JsonArray(),
        };
        if (method == "post")
        {
            operation["requestBody"] = new JsonObject { ["required"] = true, ["content"] = new JsonObject { ["*/*"] = new JsonObject() } };
        }

        return operation;
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

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);

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
