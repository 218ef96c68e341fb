using System.Globalization;
using System.Text.Json.Serialization;

namespace Outsourcing.Statistics;

/// <summary>So many of so many: a share with the counts it comes from, so that its uncertainty is never lost.</summary>
/// <remarks>Proportions of disjoint observations add.</remarks>
public readonly record struct Proportion
{
    /// <summary>Initializes the proportion.</summary>
    /// <param name="successes">How many counted; from 0 to <paramref name="trials"/>. May be a fraction where observations are weighted.</param>
    /// <param name="trials">Out of how many; 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or not finite, or there are more successes than trials.</exception>
    [JsonConstructor]
    public Proportion(double successes, double trials)
    {
        if (!(trials >= 0) || !double.IsFinite(trials))
        {
            throw new ArgumentOutOfRangeException(nameof(trials), trials, "Trials are counted from 0 upward.");
        }

        if (!(successes >= 0) || successes > trials)
        {
            throw new ArgumentOutOfRangeException(nameof(successes), successes, string.Create(CultureInfo.InvariantCulture, $"Successes lie between 0 and the {trials} trials."));
        }

        Successes = successes;
        Trials = trials;
    }

    /// <summary>Gets how many counted.</summary>
    public double Successes { get; }

    /// <summary>Gets out of how many.</summary>
    public double Trials { get; }

    /// <summary>Gets the observed share, 0 to 1; <see langword="null"/> without trials.</summary>
    [JsonIgnore]
    public double? Rate => Trials > 0 ? Successes / Trials : null;

    /// <summary>Adds two proportions of disjoint observations.</summary>
    /// <param name="left">The first.</param>
    /// <param name="right">The second.</param>
    public static Proportion operator +(Proportion left, Proportion right) => new(left.Successes + right.Successes, left.Trials + right.Trials);

    /// <summary>Adds another proportion of disjoint observations.</summary>
    /// <param name="other">The other.</param>
    /// <returns>The sum.</returns>
    public Proportion Add(Proportion other) => this + other;

    /// <summary>Computes the interval of the true share.</summary>
    /// <param name="confidence">The confidence level, between 0 and 1 exclusive.</param>
    /// <param name="method">The method.</param>
    /// <returns>The interval; [0, 1] without trials: nothing is known.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="confidence"/> is not between 0 and 1.</exception>
    public Interval ConfidenceInterval(double confidence = 0.95, ProportionMethod method = ProportionMethod.Wilson)
    {
        if (!(confidence > 0 && confidence < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence level lies between 0 and 1, such as 0.95.");
        }

        if (Trials == 0)
        {
            return new Interval(0, 1);
        }

        double tail = (1 - confidence) / 2;
        return method switch
        {
            ProportionMethod.Wilson => Wilson(SpecialFunctions.NormalQuantile(1 - tail)),
            ProportionMethod.Jeffreys => new Interval(
                Successes == 0 ? 0 : SpecialFunctions.BetaQuantile(tail, Successes + 0.5, Trials - Successes + 0.5),
                Successes == Trials ? 1 : SpecialFunctions.BetaQuantile(1 - tail, Successes + 0.5, Trials - Successes + 0.5)),
            ProportionMethod.ClopperPearson => new Interval(
                Successes == 0 ? 0 : SpecialFunctions.BetaQuantile(tail, Successes, Trials - Successes + 1),
                Successes == Trials ? 1 : SpecialFunctions.BetaQuantile(1 - tail, Successes + 1, Trials - Successes)),
            _ => throw new ArgumentOutOfRangeException(nameof(method), method, "The method is none of those listed."),
        };
    }

    /// <summary>Gets the counts and the share.</summary>
    /// <returns>For example <c>180 of 200 (90.0 %)</c>.</returns>
    public override string ToString() => Rate is { } rate
        ? string.Create(CultureInfo.InvariantCulture, $"{Successes} of {Trials} ({rate * 100:F1} %)")
        : "none of none";

    private Interval Wilson(double z)
    {
        double rate = Successes / Trials;
        double z2 = z * z;
        double center = (rate + (z2 / (2 * Trials))) / (1 + (z2 / Trials));
        double half = z / (1 + (z2 / Trials)) * Math.Sqrt((rate * (1 - rate) / Trials) + (z2 / (4 * Trials * Trials)));

        // At 0 or all successes the bound is exact; rounding must not push it past.
        return new Interval(Successes == 0 ? 0 : Math.Max(0, center - half), Successes == Trials ? 1 : Math.Min(1, center + half));
    }
}
