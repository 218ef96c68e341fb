namespace Outsourcing.Statistics;

/// <summary>
/// Empirical-Bayes shrinkage of several shares toward what they have in common: 3 of 3 does not outrank 180 of 200.
/// </summary>
/// <remarks>Beta-binomial model; Casella 1985.</remarks>
public sealed record Shrinkage
{
    private Shrinkage(double alpha, double beta, double logLikelihood)
    {
        Alpha = alpha;
        Beta = beta;
        LogLikelihoodKernel = logLikelihood;
    }

    /// <summary>Gets the common distribution's successes.</summary>
    public double Alpha { get; }

    /// <summary>Gets the common distribution's failures.</summary>
    public double Beta { get; }

    /// <summary>Gets the marginal log-likelihood without the binomial coefficients, which do not depend on the fit.</summary>
    public double LogLikelihoodKernel { get; }

    /// <summary>Fits the common distribution by marginal maximum likelihood.</summary>
    /// <param name="groups">The shares, at least two with trials.</param>
    /// <returns>The fit. When the shares vary no more than chance, its strength is held at <c>1e6</c>: all shares are taken as one.</returns>
    /// <exception cref="ArgumentException">Fewer than two shares have trials.</exception>
    public static Shrinkage MaximumLikelihood(IReadOnlyList<Proportion> groups)
    {
        Proportion[] observed = Observed(groups);
        double pooled = observed.Sum(group => group.Successes) / observed.Sum(group => group.Trials);
        if (pooled is 0 or 1)
        {
            return Fit(pooled, 1e6, observed);
        }

        // Mean on the logit scale, strength on the log scale: both unbounded, both smooth.
        double logit = Math.Log(pooled / (1 - pooled));
        double strength = Math.Log(Math.Max(2, observed.Average(group => group.Trials)));
        for (int round = 0; round < 60; round++)
        {
            double before = Value(logit, strength);
            logit = Maximize(x => Value(x, strength), logit, 3);
            strength = Math.Min(Math.Log(1e6), Maximize(x => Value(logit, x), strength, 4));
            if (Math.Abs(Value(logit, strength) - before) < 1e-13)
            {
                break;
            }
        }

        return Fit(1 / (1 + Math.Exp(-logit)), Math.Exp(strength), observed);

        double Value(double x, double y)
        {
            double mean = 1 / (1 + Math.Exp(-x));
            double size = Math.Exp(y);
            return LogLikelihood(mean * size, (1 - mean) * size, observed);
        }
    }

    /// <summary>Fits the common distribution by the method of moments, weighted by trials.</summary>
    /// <param name="groups">The shares, at least two with trials.</param>
    /// <returns>The fit.</returns>
    /// <exception cref="ArgumentException">Fewer than two shares have trials.</exception>
    public static Shrinkage Moments(IReadOnlyList<Proportion> groups)
    {
        Proportion[] observed = Observed(groups);
        double trials = observed.Sum(group => group.Trials);
        double pooled = observed.Sum(group => group.Successes) / trials;
        double between = observed.Sum(group => group.Trials * Math.Pow((group.Successes / group.Trials) - pooled, 2));
        double size = trials - (observed.Sum(group => group.Trials * group.Trials) / trials);
        double within = pooled * (1 - pooled) * (observed.Length - 1);
        double excess = (between - within) / size;
        double strength = excess <= 0 ? 1e6 : Math.Clamp((pooled * (1 - pooled) / excess) - 1, 1e-3, 1e6);
        return Fit(pooled, strength, observed);
    }

    /// <summary>Computes a group's share after shrinkage.</summary>
    /// <param name="group">The group.</param>
    /// <returns>(successes + α) / (trials + α + β).</returns>
    public double PosteriorMean(Proportion group) => (group.Successes + Alpha) / (group.Trials + Alpha + Beta);

    /// <summary>Computes the equal-tailed credible interval of a group's share after shrinkage.</summary>
    /// <param name="group">The group.</param>
    /// <param name="confidence">The credible mass, between 0 and 1 exclusive.</param>
    /// <returns>The interval.</returns>
    public Interval PosteriorInterval(Proportion group, double confidence = 0.95)
    {
        if (!(confidence > 0 && confidence < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "The credible mass lies between 0 and 1, such as 0.95.");
        }

        double a = group.Successes + Alpha;
        double b = group.Trials - group.Successes + Beta;
        double tail = (1 - confidence) / 2;
        return new Interval(SpecialFunctions.BetaQuantile(tail, a, b), SpecialFunctions.BetaQuantile(1 - tail, a, b));
    }

    private static Shrinkage Fit(double mean, double strength, Proportion[] groups)
    {
        double alpha = Math.Max(mean * strength, 1e-9);
        double beta = Math.Max((1 - mean) * strength, 1e-9);
        return new Shrinkage(alpha, beta, LogLikelihood(alpha, beta, groups));
    }

    private static double LogLikelihood(double alpha, double beta, Proportion[] groups)
    {
        double logBeta = SpecialFunctions.LogBeta(alpha, beta);
        double total = 0;
        foreach (Proportion group in groups)
        {
            total += SpecialFunctions.LogBeta(group.Successes + alpha, group.Trials - group.Successes + beta) - logBeta;
        }

        return total;
    }

    // Golden section around the last point; the function is unimodal along each axis.
    private static double Maximize(Func<double, double> function, double around, double reach)
    {
        double ratio = (Math.Sqrt(5) - 1) / 2;
        double low = around - reach;
        double high = around + reach;
        double left = high - (ratio * (high - low));
        double right = low + (ratio * (high - low));
        double atLeft = function(left);
        double atRight = function(right);
        while (high - low > 1e-9)
        {
            if (atLeft > atRight)
            {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - (ratio * (high - low));
                atLeft = function(left);
            }
            else
            {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + (ratio * (high - low));
                atRight = function(right);
            }
        }

        return 0.5 * (low + high);
    }

    private static Proportion[] Observed(IReadOnlyList<Proportion> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        Proportion[] observed = [.. groups.Where(group => group.Trials > 0)];
        return observed.Length >= 2 ? observed : throw new ArgumentException("Shrinkage needs at least two shares with trials.", nameof(groups));
    }
}
