using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Shouldly;

namespace Outsourcing.Conventions;

/// <summary>Every document type of the SDK survives JSON: the value is equal again, and so are members it does not know.</summary>
public sealed class JsonRoundTripTests
{
    private const int Wanted = 40;

    public static TheoryData<Type> Documents { get; } = [.. typeof(OutsourcingJson).Assembly.GetExportedTypes()
        .Where(type => type is { IsGenericTypeDefinition: false, IsEnum: false, IsInterface: false })
        .Where(type => OutsourcingJson.Options.TryGetTypeInfo(type, out _))];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Json_WriteThenRead_GivesAnEqualValue(Type type)
    {
        int made = 0;
        foreach (object value in Values(type))
        {
            string written = Write(value, type);
            object? read = JsonSerializer.Deserialize(written, OutsourcingJson.Options.GetTypeInfo(type));

            Write(read!, type).ShouldBe(written);
            Equals(read, value).ShouldBeTrue($"{type.Name} read back from {written} is another value");
            made++;
        }

        made.ShouldBeGreaterThan(0, $"no random {type.Name} satisfied its invariants: give it a test of its own and a shape this generator can make");
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Json_UnknownMembers_Survive(Type type)
    {
        JsonTypeInfo info = OutsourcingJson.Options.GetTypeInfo(type);
        if (info.Properties.FirstOrDefault(member => member.IsExtensionData) is null)
        {
            return;
        }

        foreach (object value in Values(type))
        {
            JsonNode node = JsonNode.Parse(Write(value, type))!;
            node["fromANewerWriter"] = new JsonObject { ["kept"] = true };

            object? read = JsonSerializer.Deserialize(node, info);

            JsonNode again = JsonNode.Parse(Write(read!, type))!;
            JsonNode.DeepEquals(again, node).ShouldBeTrue($"{again} is not {node}");
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Json_AbsentMember_HasTheValueItsTypeBeginsWith(Type type)
    {
        JsonTypeInfo info = OutsourcingJson.Options.GetTypeInfo(type);
        if (info.Kind != JsonTypeInfoKind.Object || info.ConstructorAttributeProvider is not ConstructorInfo constructor)
        {
            return;
        }

        JsonPropertyInfo[] optional = [.. info.Properties.Where(member => member is { IsRequired: false, IsExtensionData: false, Get: not null } && IsInitOnly(member))];
        foreach (object value in Values(type).Take(optional.Length == 0 ? 0 : 5))
        {
            // What the constructor takes is as in the value; what it does not take is as the type begins.
            object initial = constructor.Invoke([.. constructor.GetParameters().Select(parameter => type.GetProperty(parameter.Name!, BindingFlags.Instance | BindingFlags.Public | BindingFlags.IgnoreCase)!.GetValue(value))]);
            JsonObject written = JsonNode.Parse(Write(value, type))!.AsObject();
            foreach (JsonPropertyInfo member in optional)
            {
                JsonObject shorter = written.DeepClone().AsObject();
                shorter.Remove(member.Name);
                object? read;
                try
                {
                    read = JsonSerializer.Deserialize(shorter, info);
                }
                catch (Exception refused) when (refused is JsonException or ArgumentException or OutsourcingException)
                {
                    // The other members ask for this one.
                    continue;
                }

                Equals(member.Get!(read!), member.Get(initial)).ShouldBeTrue($"{type.Name}.{member.Name} is {member.Get(read!)} where JSON leaves it out, and {member.Get(initial)} where code does");
            }
        }
    }

    private static bool IsInitOnly(JsonPropertyInfo member) => member.AssociatedParameter is { IsMemberInitializer: true };

    private static IEnumerable<object> Values(Type type)
    {
        RandomJson shapes = new(new Random(17));
        int found = 0;
        for (int attempt = 0; attempt < 4_000 && found < Wanted; attempt++)
        {
            object? value;
            try
            {
                value = JsonSerializer.Deserialize(shapes.Make(type), OutsourcingJson.Options.GetTypeInfo(type));
            }
            catch (Exception refused) when (refused is JsonException or ArgumentException or InvalidOperationException or OutsourcingException)
            {
                continue;
            }

            if (value is not null)
            {
                found++;
                yield return value;
            }
        }
    }

    private static string Write(object value, Type type) => JsonSerializer.Serialize(value, OutsourcingJson.Options.GetTypeInfo(type));
}
