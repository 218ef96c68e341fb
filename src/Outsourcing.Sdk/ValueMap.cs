using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Outsourcing;

/// <summary>Copies of dictionaries with text keys that compare by content, so that records that hold them do too.</summary>
/// <remarks>Keys compare ordinally; the order of entries does not count for equality but is kept (ordinal by key).</remarks>
public static class ValueMap
{
    /// <summary>Gets the empty map.</summary>
    /// <typeparam name="T">The value type.</typeparam>
    /// <returns>A map without entries.</returns>
    public static IReadOnlyDictionary<string, T> Empty<T>() => Copied<T>.None;

    /// <summary>Copies a map.</summary>
    /// <typeparam name="T">The value type.</typeparam>
    /// <param name="source">The entries.</param>
    /// <returns>A read-only copy that equals any copy with equal entries.</returns>
    /// <exception cref="ArgumentException">A key stands twice.</exception>
    public static IReadOnlyDictionary<string, T> Copy<T>(IEnumerable<KeyValuePair<string, T>>? source)
    {
        if (source is null)
        {
            return Empty<T>();
        }

        if (source is Copied<T> done)
        {
            return done;
        }

        SortedDictionary<string, T> items = new(StringComparer.Ordinal);
        foreach ((string key, T value) in source)
        {
            items.Add(key, value);
        }

        return items.Count == 0 ? Copied<T>.None : new Copied<T>(items);
    }

    [DebuggerDisplay("Count = {Count}")]
    private sealed class Copied<T>(SortedDictionary<string, T> items) : IReadOnlyDictionary<string, T>, IEquatable<Copied<T>>
    {
        internal static readonly Copied<T> None = new(new SortedDictionary<string, T>(StringComparer.Ordinal));

        public int Count => items.Count;

        public IEnumerable<string> Keys => items.Keys;

        public IEnumerable<T> Values => items.Values;

        public T this[string key] => items[key];

        public bool ContainsKey(string key) => items.ContainsKey(key);

        public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value) => items.TryGetValue(key, out value);

        public IEnumerator<KeyValuePair<string, T>> GetEnumerator() => items.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public bool Equals(Copied<T>? other) =>
            other is not null && Count == other.Count && this.SequenceEqual(other);

        public override bool Equals(object? obj) => Equals(obj as Copied<T>);

        public override int GetHashCode()
        {
            HashCode hash = default;
            foreach ((string key, T value) in items)
            {
                hash.Add(key);
                hash.Add(value);
            }

            return hash.ToHashCode();
        }
    }
}
