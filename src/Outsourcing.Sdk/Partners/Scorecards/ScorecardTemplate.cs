using System.Text.Json.Serialization;

namespace Outsourcing.Partners;

/// <summary>What calls are reviewed by. A change makes a new version, so that old scores stay comparable among themselves.</summary>
public sealed record ScorecardTemplate
{
    private const double DefaultPassMark = 0.8;

    /// <summary>Initializes the template.</summary>
    /// <param name="id">The stable name.</param>
    /// <param name="version">The version, 1 or more.</param>
    /// <param name="items">The items, at least one, with different names.</param>
    /// <exception cref="ArgumentException">There is no name or item, or a name stands twice.</exception>
    public ScorecardTemplate(string id, int version, IReadOnlyList<ScorecardItem> items)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        ArgumentNullException.ThrowIfNull(items);
        Id = id;
        Version = version;
        Items = ValueList.Copy(items);
        if (Items.Count == 0 || Items.Select(item => item.Id).Distinct(StringComparer.Ordinal).Count() != Items.Count)
        {
            throw new ArgumentException($"Scorecard '{id}' needs items with different names.", nameof(items));
        }
    }

    // Names the pass mark, so that JSON without one gets the same as code without one.
    [JsonConstructor]
    internal ScorecardTemplate(string id, int version, IReadOnlyList<ScorecardItem> items, double passMark = DefaultPassMark)
        : this(id, version, items) => PassMark = passMark;

    /// <summary>Gets the stable name.</summary>
    public string Id { get; }

    /// <summary>Gets the version.</summary>
    public int Version { get; }

    /// <summary>Gets the items, in the order they are asked.</summary>
    public IReadOnlyList<ScorecardItem> Items { get; }

    /// <summary>Gets the share of points a call must earn to pass, 0 to 1.</summary>
    /// <value>The default is 0.8.</value>
    public double PassMark { get; init => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A pass mark is a share of the points, 0 to 1."); } = DefaultPassMark;

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }

    /// <summary>Makes the following version with other items.</summary>
    /// <param name="items">The items.</param>
    /// <returns>The template, one version on.</returns>
    public ScorecardTemplate WithItems(IReadOnlyList<ScorecardItem> items) => new(Id, Version + 1, items) { PassMark = PassMark, Unknown = Unknown };
}
