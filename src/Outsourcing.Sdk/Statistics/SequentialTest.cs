using System.Globalization;

namespace Outsourcing.Statistics;

/// <summary>What a sequential test says.</summary>
public enum SequentialDecision
{
    /// <summary>Neither bound is reached: go on observing.</summary>
    GoOn,

    /// <summary>The first rate is accepted.</summary>
    AcceptFirst,

    /// <summary>The second rate is accepted.</summary>
    AcceptSecond,
}

/// <summary>Where a sequential test stands.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Observations">After how many observations the bound was reached, or how many there were.</param>
/// <param name="LogLikelihoodRatio">The log-likelihood ratio of the second rate against the first at that point.</param>
/// <param name="Lower">The bound at which the first rate is accepted.</param>
/// <param name="Upper">The bound at which the second rate is accepted.</param>
public readonly record struct SequentialResult(SequentialDecision Decision, int Observations, double LogLikelihoodRatio, double Lower, double Upper);

/// <summary>Wald's sequential probability ratio test for a share (Wald 1945): decides as soon as the evidence allows.</summary>
public static class SequentialTest
{
    /// <summary>Runs the test over a sequence.</summary>
    /// <param name="successes">The observations in order.</param>
    /// <param name="firstRate">The rate under the first hypothesis, between 0 and 1.</param>
    /// <param name="secondRate">The rate under the second hypothesis, between 0 and 1 and different from the first.</param>
    /// <param name="alpha">The accepted probability of accepting the second rate wrongly.</param>
    /// <param name="beta">The accepted probability of accepting the first rate wrongly.</param>
    /// <returns>The decision at the first bound reached.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A rate or error probability is out of range.</exception>
    public static SequentialResult Run(IEnumerable<bool> successes, double firstRate, double secondRate, double alpha = 0.05, double beta = 0.05)
    {
        ArgumentNullException.ThrowIfNull(successes);
        Rates(Math.Min(firstRate, secondRate), Math.Max(firstRate, secondRate));
        if (!(alpha > 0 && beta > 0 && alpha + beta < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "The two error probabilities are above 0 and together below 1.");
        }

        double upper = Math.Log((1 - beta) / alpha);
        double lower = Math.Log(beta / (1 - alpha));
        double success = Math.Log(secondRate / firstRate);
        double failure = Math.Log((1 - secondRate) / (1 - firstRate));
        double ratio = 0;
        int count = 0;
        foreach (bool observation in successes)
        {
            count++;
            ratio += observation ? success : failure;
            if (ratio >= upper)
            {
                return new(SequentialDecision.AcceptSecond, count, ratio, lower, upper);
            }

            if (ratio <= lower)
            {
                return new(SequentialDecision.AcceptFirst, count, ratio, lower, upper);
            }
        }

        return new(SequentialDecision.GoOn, count, ratio, lower, upper);
    }

    internal static void Rates(double lower, double upper)
    {
        if (!(lower > 0 && upper < 1 && lower < upper))
        {
            throw new ArgumentOutOfRangeException(nameof(lower), lower, string.Create(CultureInfo.InvariantCulture, $"Two different rates between 0 and 1 are needed, not {lower} and {upper}."));
        }
    }
}
