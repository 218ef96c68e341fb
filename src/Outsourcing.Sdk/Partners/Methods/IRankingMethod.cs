namespace Outsourcing.Partners;

/// <summary>A way to rank alternatives by several criteria.</summary>
public interface IRankingMethod
{
    /// <summary>Gets the method's name.</summary>
    string Name { get; }

    /// <summary>Ranks the alternatives.</summary>
    /// <param name="matrix">What each achieves on each criterion.</param>
    /// <param name="weights">One weight of 0 or more per criterion, not all 0; the scale does not matter.</param>
    /// <returns>Scores and ranks.</returns>
    /// <exception cref="ArgumentException">A weight is negative or not finite, all are 0, or their number is wrong; or the method cannot work with a value, which the message names.</exception>
    MethodRanking Rank(DecisionMatrix matrix, IReadOnlyList<double> weights);
}
