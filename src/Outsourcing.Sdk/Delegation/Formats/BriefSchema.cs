using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace Outsourcing.Delegation;

/// <summary>The JSON Schema of a brief, for editors and for other programs that write one.</summary>
/// <remarks>
/// Made from the contract the reader itself uses, so that the two cannot differ in members and types. What relates
/// several members (unique ids, one accountable party, deputies in a circle, known time zones) only the reader checks.
/// </remarks>
public static class BriefSchema
{
    private static readonly JsonSchemaExporterOptions Options = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe };

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Writes the schema.</summary>
    /// <returns>Indented JSON; members it does not name are allowed and kept by the reader.</returns>
    public static string Write()
    {
        JsonObject schema = OutsourcingJson.Options.GetJsonSchemaAsNode(typeof(DelegationBrief), Options).AsObject();
        schema.Insert(0, "$schema", "http://json-schema.org/draft-07/schema#");
        schema.Insert(1, "title", "Delegation brief");
        schema["type"] = "object";
        return schema.ToJsonString(Indented) + "\n";
    }

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode schema)
    {
        Type type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        bool nullable = Nullable.GetUnderlyingType(context.TypeInfo.Type) is not null;
        if ((schema is JsonValue || type == typeof(TimeOnly)) && Leaf(type, nullable) is { } leaf)
        {
            return leaf;
        }

        // Elements without a shape are left out before this method sees them.
        if (schema is JsonObject list && context.TypeInfo.ElementType is { } element && !list.ContainsKey("items") && Leaf(element, nullable: false) is { } items)
        {
            list["items"] = items;
        }

        if (type == typeof(string) && schema is JsonObject text)
        {
            text["maxLength"] = BriefRules.MaximumTextLength;
        }

        if (context.PropertyInfo is { Name: "version" } && schema is JsonObject version)
        {
            version["minimum"] = 1;
        }

        return schema;
    }

    /// <summary>Describes a type that its converter writes as a text; <see langword="null"/> for other types.</summary>
    private static JsonObject? Leaf(Type type, bool nullable)
    {
        if (type == typeof(PhoneNumber))
        {
            return Text(nullable, "pattern", "^\\+[0-9]{4,15}$");
        }

        if (type == typeof(TimeOnly))
        {
            return Text(nullable, "pattern", "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,7})?)?$");
        }

        if (type == typeof(PersonalText))
        {
            return Text(nullable, null, null);
        }

        // What is left without a shape is a word or an id: a text that is not blank.
        return type.IsValueType && !type.IsEnum && type.Namespace?.StartsWith(nameof(Outsourcing), StringComparison.Ordinal) == true
            ? Text(nullable, "pattern", "\\S")
            : null;
    }

    private static JsonObject Text(bool nullable, string? rule, string? value)
    {
        JsonObject schema = new() { ["type"] = nullable ? new JsonArray("string", "null") : "string" };
        if (rule is not null)
        {
            schema[rule] = value;
        }

        return schema;
    }
}
