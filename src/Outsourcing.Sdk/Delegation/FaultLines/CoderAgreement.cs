using Outsourcing.Calls;
using Outsourcing.Statistics;

namespace Outsourcing.Delegation;

/// <summary>How far two people who coded the same failed calls agree, and where they do not.</summary>
public sealed record CoderAgreement
{
    /// <summary>Gets how many calls both coded.</summary>
    public required int Calls { get; init; }

    /// <summary>Gets the agreement beyond chance (Cohen 1960).</summary>
    public required Agreement Agreement { get; init; }

    /// <summary>Gets the calls they coded differently, to be talked through.</summary>
    /// <value>None by default.</value>
    public IReadOnlyList<CodingDifference> Differences { get; init => field = ValueList.Copy(value); } = ValueList.Empty<CodingDifference>();

    /// <summary>Compares the codes of two people.</summary>
    /// <param name="first">The first person's code of each call.</param>
    /// <param name="second">The second person's.</param>
    /// <returns>The agreement over the calls both coded.</returns>
    /// <exception cref="ArgumentException">They coded no call in common.</exception>
    public static CoderAgreement Of(IReadOnlyDictionary<CallId, FaultLineKind> first, IReadOnlyDictionary<CallId, FaultLineKind> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        CodingDifference[] both = [.. first.Keys.Where(second.ContainsKey).OrderBy(call => call.Value, StringComparer.Ordinal).Select(call => new CodingDifference(call, first[call], second[call]))];
        if (both.Length == 0)
        {
            throw new ArgumentException("The two coded no call in common; have both code the same calls.", nameof(second));
        }

        double[][] table = [.. Enum.GetValues<FaultLineKind>().Select(row => Enum.GetValues<FaultLineKind>().Select(column => (double)both.Count(code => code.First == row && code.Second == column)).ToArray())];
        return new CoderAgreement { Calls = both.Length, Agreement = Agreement.Cohen(table), Differences = [.. both.Where(code => code.First != code.Second)] };
    }
}
