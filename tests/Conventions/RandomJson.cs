using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Outsourcing.Calls;
using Outsourcing.Processes;

namespace Outsourcing.Conventions;

/// <summary>Makes JSON of the shape a type declares: every member of the right kind, optional ones now and then absent.</summary>
/// <remarks>It knows shapes, not invariants: a document that a constructor refuses is the caller's to throw away.</remarks>
internal sealed class RandomJson(Random random)
{
    private static readonly string[] Words = ["a", "Größe", "line\nbreak", "<b>&\"'", "語", "plain words here"];

    internal JsonNode? Make(Type type, int depth = 0)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return random.Next(3) == 0 ? null : Make(inner, depth);
        }

        if (Leaf(type) is { } leaf)
        {
            return leaf;
        }

        JsonTypeInfo info = OutsourcingJson.Options.GetTypeInfo(type);
        return info.Kind switch
        {
            JsonTypeInfoKind.Enumerable => new JsonArray([.. Many(depth, () => Make(info.ElementType!, depth + 1))]),
            JsonTypeInfoKind.Dictionary => new JsonObject(Many(depth, () => KeyValuePair.Create($"{Key(info)}{random.Next(1000)}", Make(info.ElementType!, depth + 1))).DistinctBy(pair => pair.Key)),
            JsonTypeInfoKind.Object => Members(info, depth),
            _ => JsonValue.Create(Words[random.Next(Words.Length)]),
        };
    }

    private static string Key(JsonTypeInfo info) => info.KeyType == typeof(string) || info.KeyType!.IsValueType ? "key-" : "";

    private JsonObject Members(JsonTypeInfo info, int depth)
    {
        JsonObject made = [];
        if (info.PolymorphismOptions is { } options)
        {
            JsonDerivedType derived = options.DerivedTypes[random.Next(options.DerivedTypes.Count)];
            made[options.TypeDiscriminatorPropertyName] = derived.TypeDiscriminator is int number ? number : (string?)derived.TypeDiscriminator;
            if (derived.DerivedType != info.Type)
            {
                info = OutsourcingJson.Options.GetTypeInfo(derived.DerivedType);
            }
        }

        foreach (JsonPropertyInfo member in info.Properties.Where(member => member is { IsExtensionData: false, Get: not null }))
        {
            bool optional = !member.IsRequired && member.AssociatedParameter switch
            {
                null => true,
                { IsMemberInitializer: true } or { HasDefaultValue: true } or { IsNullable: true } => true,
                _ => false,
            };
            if (optional && (depth > 4 || random.Next(3) == 0))
            {
                continue;
            }

            made[member.Name] = Text(member) ?? Make(member.PropertyType, depth + 1);
        }

        return made;
    }

    private JsonNode? Text(JsonPropertyInfo member) => member.PropertyType == typeof(string)
        ? member.Name switch
        {
            "currency" => "USD",
            "timeZone" or "timeZoneId" => "America/New_York",
            "email" => "desk@example.com",
            "language" => "en",
            _ => null,
        }
        : null;

    private JsonNode? Leaf(Type type) => type switch
    {
        _ when type == typeof(string) || type == typeof(PersonalText) => Words[random.Next(Words.Length)],
        _ when type == typeof(bool) => random.Next(2) == 0,
        _ when type == typeof(int) || type == typeof(long) || type == typeof(short) || type == typeof(ulong) => random.Next(0, 30),
        _ when type == typeof(double) => Math.Round(random.NextDouble(), 3),
        _ when type == typeof(decimal) => (decimal)random.Next(0, 10_000) / 100,
        _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(random.Next(0, 30_000_000)),
        _ when type == typeof(DateOnly) => new DateOnly(2026, 1, 1).AddDays(random.Next(0, 365)).ToString("yyyy-MM-dd", null),
        _ when type == typeof(TimeOnly) => new TimeOnly(random.Next(0, 24), random.Next(0, 60)).ToString("HH:mm:ss", null),
        _ when type == typeof(TimeSpan) => TimeSpan.FromSeconds(random.Next(0, 7200)).ToString("c", null),
        _ when type == typeof(Guid) => new Guid(random.Next(), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
        _ when type == typeof(Uri) => $"https://example.com/{random.Next(100)}",
        _ when type == typeof(CallId) => $"provider/account/{random.Next(1000)}",
        _ when type == typeof(PhoneNumber) => $"+1212555{random.Next(100, 199):0000}",
        _ when type == typeof(StepRating) => new JsonObject { ["value"] = random.Next(1, 6), ["origin"] = random.Next(4) },
        _ when type == typeof(Money) => new JsonObject { ["amount"] = (decimal)random.Next(0, 10_000) / 100, ["currency"] = "USD" },
        _ when type == typeof(Interval) => new JsonObject { ["lower"] = Math.Round(random.NextDouble() / 2, 3), ["upper"] = Math.Round(0.5 + (random.NextDouble() / 2), 3) },
        _ when type.IsEnum => JsonSerializer.SerializeToNode(Enum.GetValues(type).GetValue(random.Next(Enum.GetValues(type).Length)), OutsourcingJson.Options.GetTypeInfo(type)),
        _ when type == typeof(JsonElement) => new JsonObject { ["any"] = 1 },
        _ => null,
    };

    private IEnumerable<T> Many<T>(int depth, Func<T> make) => Enumerable.Range(0, depth > 4 ? 0 : random.Next(0, 3)).Select(_ => make());
}
