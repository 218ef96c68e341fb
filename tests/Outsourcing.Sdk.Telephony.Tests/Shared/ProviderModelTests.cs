using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Outsourcing.Tests;
using Shouldly;

namespace Outsourcing.Telephony.Tests;

/// <summary>What a provider's answer may do to its model: nothing but be read, or be refused as malformed.</summary>
public sealed class ProviderModelTests
{
    private const int Deepest = 6;
    private const string DictionaryKey = "a-key-of-a-dictionary";

    public static TheoryData<string> Contexts { get; } = [.. typeof(TwilioClient).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(JsonSerializerContext))).Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Contexts))]
    [Reliability(8, "every member of every model of every provider's API in turn null, text, a number, a number as text, a truth value, an object and a list: read, or refused as malformed JSON; what is read has every member that is always there; members that are not known change nothing")]
    public void Read_AnyMemberOfAnotherKind_IsReadOrRefusedAsMalformed(string name)
    {
        Type type = typeof(TwilioClient).Assembly.GetTypes().Single(type => type.Name == name);
        JsonSerializerContext context = (JsonSerializerContext)type.GetProperty("Default", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;
        int read = 0;
        int refused = 0;
        foreach (JsonTypeInfo model in Models(type, context))
        {
            JsonNode whole = Sample(model.Type, context, 0)!;
            foreach (JsonNode changed in JsonMutations.OfEachMember(whole))
            {
                string json = changed.ToJsonString();
                object? value;
                try
                {
                    value = JsonSerializer.Deserialize(json, model);
                }
                catch (JsonException)
                {
                    refused++;
                    continue;
                }

                read++;
                AllThere(value, context, json);
            }

            AllThere(JsonSerializer.Deserialize(WithNews(whole).ToJsonString(), model), context, "with news");
        }

        read.ShouldBeGreaterThan(0);
        refused.ShouldBeGreaterThan(0);
    }

    private static IEnumerable<JsonTypeInfo> Models(Type type, JsonSerializerContext context) => type.GetCustomAttributesData()
        .Where(attribute => attribute.AttributeType == typeof(JsonSerializableAttribute))
        .Select(attribute => context.GetTypeInfo((Type)attribute.ConstructorArguments[0].Value!)!)
        .Where(model => !IsWritten(model.Type))
        .Where(model => model.Kind is JsonTypeInfoKind.Enumerable || model.Properties.Any(member => member.Set is not null || member.AssociatedParameter is not null));

    // What is sent is never read.
    private static bool IsWritten(Type type) =>
        type.Name.EndsWith("Command", StringComparison.Ordinal) || type.Name.EndsWith("Body", StringComparison.Ordinal) || type.Name.EndsWith("CallOrder", StringComparison.Ordinal) || type.Name.EndsWith("Request", StringComparison.Ordinal);

    private static JsonNode? Sample(Type type, JsonSerializerContext context, int depth)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        JsonTypeInfo? info = context.GetTypeInfo(type);
        return type switch
        {
            _ when depth > Deepest => null,
            _ when type == typeof(string) => "text",
            _ when type == typeof(bool) => true,
            _ when type == typeof(Uri) => "https://example.com/1",
            _ when type == typeof(DateOnly) => "2026-03-02",
            _ when type == typeof(DateTimeOffset) || type == typeof(DateTime) => "2026-03-02T12:00:00Z",
            _ when type.IsPrimitive || type == typeof(decimal) => 12,
            _ when type == typeof(JsonElement) || type == typeof(JsonNode) => new JsonObject { ["any"] = 1 },
            _ when info is null => "text",
            _ when info.Kind == JsonTypeInfoKind.Enumerable => new JsonArray(Sample(info.ElementType!, context, depth + 1)),
            _ when info.Kind == JsonTypeInfoKind.Dictionary => new JsonObject { [DictionaryKey] = Sample(info.ElementType!, context, depth + 1) },
            _ when info.Kind == JsonTypeInfoKind.Object => new JsonObject(info.Properties.Where(member => !member.IsExtensionData).Select(member => KeyValuePair.Create(member.Name, Sample(member.PropertyType, context, depth + 1)))),
            _ => "text",
        };
    }

    private static JsonNode WithNews(JsonNode node)
    {
        JsonNode copy = node.DeepClone();
        foreach (JsonObject members in JsonMutations.All(copy).OfType<JsonObject>().Where(members => !members.ContainsKey(DictionaryKey)).ToArray())
        {
            members["member_of_next_year"] = new JsonObject { ["deep"] = new JsonArray(1) };
        }

        return copy;
    }

    // What C# says is never null is not, however deep.
    private static void AllThere(object? value, JsonSerializerContext context, string json)
    {
        if (value is null or string || context.GetTypeInfo(value.GetType()) is not { } info)
        {
            return;
        }

        if (info.Kind == JsonTypeInfoKind.Object)
        {
            NullabilityInfoContext nullability = new();
            foreach (PropertyInfo member in value.GetType().GetProperties().Where(member => member.GetIndexParameters().Length == 0 && member.GetCustomAttribute<JsonExtensionDataAttribute>() is null))
            {
                object? inner = member.GetValue(value);
                (inner is null && nullability.Create(member).ReadState == NullabilityState.NotNull).ShouldBeFalse($"{value.GetType().Name}.{member.Name} is null, read from {json}");
                AllThere(inner, context, json);
            }
        }
        else if (value is IEnumerable items and not IDictionary)
        {
            foreach (object? item in items)
            {
                AllThere(item, context, json);
            }
        }
    }
}
