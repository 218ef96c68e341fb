namespace Outsourcing.Statistics;

/// <summary>The special functions that intervals and tests rest on, to about 14 significant digits.</summary>
internal static class SpecialFunctions
{
    private const double Epsilon = 1e-16;

    // Lanczos, g = 7, n = 9.
    private static readonly double[] Lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>Natural logarithm of the gamma function, for x above 0.</summary>
    internal static double LogGamma(double x)
    {
        if (x < 0.5)
        {
            return Math.Log(Math.PI / Math.Sin(Math.PI * x)) - LogGamma(1 - x);
        }

        if (x > 1e6)
        {
            // Stirling: Lanczos loses digits where the terms cancel.
            return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + (1 / (12 * x)) - (1 / (360 * x * x * x));
        }

        double z = x - 1;
        double sum = Lanczos[0];
        for (int index = 1; index < Lanczos.Length; index++)
        {
            sum += Lanczos[index] / (z + index);
        }

        double t = z + 7.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((z + 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }

    internal static double LogBeta(double a, double b) => LogGamma(a) + LogGamma(b) - LogGamma(a + b);

    /// <summary>The regularized incomplete beta function: the distribution function of Beta(a, b) at x.</summary>
    internal static double BetaCdf(double x, double a, double b)
    {
        if (x <= 0)
        {
            return 0;
        }

        if (x >= 1)
        {
            return 1;
        }

        double front = Math.Exp((a * Math.Log(x)) + (b * double.LogP1(-x)) - LogBeta(a, b));
        return x < (a + 1) / (a + b + 2) ? front * BetaFraction(x, a, b) / a : 1 - (front * BetaFraction(1 - x, b, a) / b);
    }

    /// <summary>The quantile of Beta(a, b): bracketed Newton steps.</summary>
    internal static double BetaQuantile(double probability, double a, double b)
    {
        if (probability <= 0)
        {
            return 0;
        }

        if (probability >= 1)
        {
            return 1;
        }

        double low = 0;
        double high = 1;
        double x = a / (a + b);
        double logBeta = LogBeta(a, b);
        for (int step = 0; step < 200; step++)
        {
            double error = BetaCdf(x, a, b) - probability;
            if (error > 0)
            {
                high = x;
            }
            else
            {
                low = x;
            }

            double density = Math.Exp(((a - 1) * Math.Log(x)) + ((b - 1) * double.LogP1(-x)) - logBeta);
            double next = density > 0 ? x - (error / density) : double.NaN;
            if (!(next > low && next < high))
            {
                next = 0.5 * (low + high);
            }

            if (Math.Abs(next - x) <= 1e-15 * Math.Max(next, 1e-300) || high - low <= double.Epsilon)
            {
                return next;
            }

            x = next;
        }

        return x;
    }

    /// <summary>The distribution function of the standard normal.</summary>
    internal static double NormalCdf(double z) => z < 0
        ? 0.5 * GammaUpper(0.5, 0.5 * z * z)
        : 1 - (0.5 * GammaUpper(0.5, 0.5 * z * z));

    /// <summary>The two-sided tail probability of the standard normal.</summary>
    internal static double NormalTwoSided(double z) => GammaUpper(0.5, 0.5 * z * z);

    /// <summary>The quantile of the standard normal: Acklam's rational start, then Halley steps.</summary>
    internal static double NormalQuantile(double probability)
    {
        if (probability <= 0)
        {
            return double.NegativeInfinity;
        }

        if (probability >= 1)
        {
            return double.PositiveInfinity;
        }

        // By symmetry, always from the lower tail, where the distribution function keeps its digits.
        if (probability > 0.5)
        {
            return -NormalQuantile(1 - probability);
        }

        double t = Math.Sqrt(-2 * Math.Log(probability));
        double x = -(t - ((2.515517 + (0.802853 * t) + (0.010328 * t * t)) / (1 + (1.432788 * t) + (0.189269 * t * t) + (0.001308 * t * t * t))));
        for (int step = 0; step < 3; step++)
        {
            double error = (NormalCdf(x) - probability) * Math.Sqrt(2 * Math.PI) * Math.Exp(0.5 * x * x);
            x -= error / (1 + (0.5 * x * error));
        }

        return x;
    }

    /// <summary>The upper regularized incomplete gamma function Q(a, x).</summary>
    internal static double GammaUpper(double a, double x)
    {
        if (x <= 0)
        {
            return 1;
        }

        double front = Math.Exp((a * Math.Log(x)) - x - LogGamma(a));
        if (x < a + 1)
        {
            double term = 1 / a;
            double sum = term;
            for (int n = 1; n < 10_000 && Math.Abs(term) > Math.Abs(sum) * Epsilon; n++)
            {
                term *= x / (a + n);
                sum += term;
            }

            return 1 - (front * sum);
        }

        double b = x + 1 - a;
        double c = 1 / 1e-300;
        double d = 1 / b;
        double fraction = d;
        for (int n = 1; n < 10_000; n++)
        {
            double an = -n * (n - a);
            b += 2;
            d = 1 / Nonzero((an * d) + b);
            c = Nonzero(b + (an / c));
            double delta = d * c;
            fraction *= delta;
            if (Math.Abs(delta - 1) < Epsilon)
            {
                break;
            }
        }

        return front * fraction;
    }

    /// <summary>The quantile of Student's t with the given degrees of freedom.</summary>
    internal static double StudentQuantile(double probability, double degrees)
    {
        if (probability < 0.5)
        {
            return -StudentQuantile(1 - probability, degrees);
        }

        double x = BetaQuantile(2 * (1 - probability), degrees / 2, 0.5);
        return x <= 0 ? double.PositiveInfinity : Math.Sqrt(degrees * (1 - x) / x);
    }

    private static double BetaFraction(double x, double a, double b)
    {
        double c = 1;
        double d = 1 / Nonzero(1 - ((a + b) * x / (a + 1)));
        double fraction = d;
        for (int m = 1; m < 100_000; m++)
        {
            int m2 = 2 * m;
            double term = m * (b - m) * x / ((a + m2 - 1) * (a + m2));
            d = 1 / Nonzero(1 + (term * d));
            c = Nonzero(1 + (term / c));
            fraction *= d * c;
            term = -(a + m) * (a + b + m) * x / ((a + m2) * (a + m2 + 1));
            d = 1 / Nonzero(1 + (term * d));
            c = Nonzero(1 + (term / c));
            double delta = d * c;
            fraction *= delta;
            if (Math.Abs(delta - 1) < Epsilon)
            {
                break;
            }
        }

        return fraction;
    }

    private static double Nonzero(double value) => Math.Abs(value) < 1e-300 ? 1e-300 : value;
}
