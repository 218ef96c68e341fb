namespace Outsourcing.Statistics;

/// <summary>Compares two shares.</summary>
public static class ProportionComparison
{
    /// <summary>Computes the posterior probability that the first share is above the second.</summary>
    /// <param name="first">The first.</param>
    /// <param name="second">The second, observed independently.</param>
    /// <param name="priorSuccesses">The prior's successes (alpha), above 0.</param>
    /// <param name="priorFailures">The prior's failures (beta), above 0.</param>
    /// <returns>P(first above second), 0 to 1.</returns>
    /// <remarks>
    /// Closed form for Beta posteriors with whole-numbered first parameter (Miller 2015); otherwise, and for large counts,
    /// Gauss-Legendre quadrature of density times distribution function over the mass of the first posterior.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">A prior parameter is not above 0.</exception>
    public static double ProbabilityBetter(Proportion first, Proportion second, double priorSuccesses = 1, double priorFailures = 1)
    {
        Positive(priorSuccesses, nameof(priorSuccesses));
        Positive(priorFailures, nameof(priorFailures));
        double a1 = first.Successes + priorSuccesses;
        double b1 = first.Trials - first.Successes + priorFailures;
        double a2 = second.Successes + priorSuccesses;
        double b2 = second.Trials - second.Successes + priorFailures;
        return a1 == Math.Floor(a1) && a1 <= 10_000 ? ClosedForm(a1, b1, a2, b2) : Quadrature(a1, b1, a2, b2);
    }

    /// <summary>Tests whether two shares differ, by the pooled two-proportion z test.</summary>
    /// <param name="first">The first, with at least one trial.</param>
    /// <param name="second">The second, with at least one trial.</param>
    /// <returns>The z value (positive when the second share is higher) and the two-sided p value.</returns>
    /// <exception cref="ArgumentException">A proportion has no trials.</exception>
    public static (double Z, double PValue) TwoProportionTest(Proportion first, Proportion second)
    {
        if (first.Trials == 0 || second.Trials == 0)
        {
            throw new ArgumentException("Two shares compare only when both have trials.", first.Trials == 0 ? nameof(first) : nameof(second));
        }

        double pooled = (first.Successes + second.Successes) / (first.Trials + second.Trials);
        double error = Math.Sqrt(pooled * (1 - pooled) * ((1 / first.Trials) + (1 / second.Trials)));
        double z = error == 0 ? 0 : (second.Rate!.Value - first.Rate!.Value) / error;
        return (z, SpecialFunctions.NormalTwoSided(z));
    }

    private static double ClosedForm(double a1, double b1, double a2, double b2)
    {
        double total = 0;
        for (int i = 0; i < (int)a1; i++)
        {
            total += Math.Exp(SpecialFunctions.LogBeta(a2 + i, b2 + b1) - Math.Log(b1 + i) - SpecialFunctions.LogBeta(1 + i, b1) - SpecialFunctions.LogBeta(a2, b2));
        }

        return Math.Clamp(total, 0, 1);
    }

    private static double Quadrature(double a1, double b1, double a2, double b2)
    {
        const int panels = 400;
        double low = SpecialFunctions.BetaQuantile(1e-14, a1, b1);
        double high = SpecialFunctions.BetaQuantile(1 - 1e-14, a1, b1);
        double logBeta = SpecialFunctions.LogBeta(a1, b1);
        double width = (high - low) / panels;
        double offset = width / (2 * Math.Sqrt(3));
        double total = 0;
        for (int panel = 0; panel < panels; panel++)
        {
            double middle = low + ((panel + 0.5) * width);
            total += At(middle - offset) + At(middle + offset);
        }

        return Math.Clamp(total * width / 2, 0, 1);

        double At(double x) => Math.Exp(((a1 - 1) * Math.Log(x)) + ((b1 - 1) * double.LogP1(-x)) - logBeta) * SpecialFunctions.BetaCdf(x, a2, b2);
    }

    private static void Positive(double value, string name)
    {
        if (!(value > 0) || !double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(name, value, "A prior parameter is above 0; 1 and 1 state no preference.");
        }
    }
}
