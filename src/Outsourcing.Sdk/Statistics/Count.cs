namespace Outsourcing.Statistics;

/// <summary>The exact interval of a count's expectation (Garwood 1936).</summary>
public static class Count
{
    /// <summary>Computes the interval of the expectation behind a count.</summary>
    /// <param name="events">The count, 0 or more.</param>
    /// <param name="confidence">The confidence level, between 0 and 1 exclusive.</param>
    /// <returns>The lower and upper bound of the expected count.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static (double Lower, double Upper) Interval(double events, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        if (!(confidence > 0 && confidence < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence level lies between 0 and 1, such as 0.95.");
        }

        double tail = (1 - confidence) / 2;
        return (events == 0 ? 0 : GammaQuantile(tail, events), GammaQuantile(1 - tail, events + 1));
    }

    private static double GammaQuantile(double probability, double shape)
    {
        double low = 0;
        double high = shape + 10 + (10 * Math.Sqrt(shape));
        while (high - low > 1e-12 * high)
        {
            double middle = (low + high) / 2;
            if (1 - SpecialFunctions.GammaUpper(shape, middle) < probability)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return (low + high) / 2;
    }
}
