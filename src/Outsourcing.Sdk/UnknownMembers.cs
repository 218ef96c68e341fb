using System.Text.Json;

namespace Outsourcing;

/// <summary>
/// The members of a JSON object that this version does not know, kept so that a newer writer's data survives a round trip.
/// </summary>
/// <remarks>Equality is deep and ignores the order of members.</remarks>
public sealed class UnknownMembers : Dictionary<string, JsonElement>, IEquatable<UnknownMembers>
{
    /// <summary>Initializes an empty set.</summary>
    public UnknownMembers()
        : base(StringComparer.Ordinal)
    {
    }

    /// <inheritdoc/>
    public bool Equals(UnknownMembers? other) =>
        other is not null
        && Count == other.Count
        && this.All(member => other.TryGetValue(member.Key, out JsonElement value) && JsonElement.DeepEquals(member.Value, value));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as UnknownMembers);

    /// <inheritdoc/>
    public override int GetHashCode() => Count;
}
