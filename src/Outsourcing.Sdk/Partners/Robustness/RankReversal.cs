using System.Text.Json.Serialization;

namespace Outsourcing.Partners;

/// <summary>What was done to the alternatives when the winner changed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RankReversalTest>))]
public enum RankReversalTest
{
    /// <summary>An alternative that did not win was left out.</summary>
    Removed = 0,

    /// <summary>An exact copy of an alternative that did not win was added.</summary>
    Copied = 1,

    /// <summary>An alternative that did not win was made worse on every criterion, as far as the worst there is.</summary>
    Worsened = 2,
}

/// <summary>A change of the winner by something that should not matter.</summary>
/// <param name="Test">What was done.</param>
/// <param name="Alternative">The alternative it was done to, from 0.</param>
/// <param name="Winner">The alternative that then wins.</param>
public readonly record struct RankReversalFinding(RankReversalTest Test, int Alternative, int Winner);

/// <summary>Tests whether a method's winner depends on alternatives that do not win (Wang and Triantaphyllou 2008).</summary>
/// <remarks>The weighted sum of values on fixed bounds passes always; methods that take their scale from the data may not.</remarks>
public static class RankReversal
{
    /// <summary>Runs the three tests on every alternative that does not win.</summary>
    /// <param name="method">The method.</param>
    /// <param name="matrix">What each alternative achieves.</param>
    /// <param name="weights">One weight per criterion.</param>
    /// <returns>The changes of the winner; empty when the winner stands. Joint winners count as one: any of them may stay.</returns>
    public static IReadOnlyList<RankReversalFinding> Find(IRankingMethod method, DecisionMatrix matrix, IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(matrix);
        double[][] rows = [.. Enumerable.Range(0, matrix.Alternatives).Select(alternative => matrix.Row(alternative).ToArray())];
        int[] winners = Winners(method.Rank(matrix, weights));
        (double[] low, double[] high) = matrix.Ranges();
        double[] worst = [.. low.Select((value, criterion) => matrix.IsBenefit(criterion) ? value : high[criterion])];
        List<RankReversalFinding> found = [];
        for (int alternative = 0; alternative < rows.Length; alternative++)
        {
            if (winners.Contains(alternative))
            {
                continue;
            }

            int current = alternative;
            Test(RankReversalTest.Removed, [.. rows.Where((_, index) => index != current)], index => index < current ? index : index + 1);
            Test(RankReversalTest.Copied, [.. rows, rows[alternative]], index => index);
            Test(RankReversalTest.Worsened, [.. rows.Select((row, index) => index == current ? worst : row)], index => index);

            void Test(RankReversalTest test, double[][] changed, Func<int, int> original)
            {
                int[] now = [.. Winners(method.Rank(new DecisionMatrix(changed, matrix.Directions), weights)).Select(original)];
                if (!now.Any(winners.Contains))
                {
                    found.Add(new RankReversalFinding(test, current, now[0]));
                }
            }
        }

        return ValueList.Copy(found);
    }

    private static int[] Winners(MethodRanking ranking) => [.. ranking.Ranks.Select((rank, index) => (rank, index)).Where(entry => entry.rank == 1).Select(entry => entry.index)];
}
