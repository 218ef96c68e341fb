using System.Globalization;

namespace Outsourcing.Partners;

/// <summary>The six preference functions of PROMETHEE (Brans and Vincke 1985).</summary>
public enum PreferenceKind
{
    /// <summary>Any lead is a full preference.</summary>
    Usual,

    /// <summary>U-shape: a full preference above the indifference threshold.</summary>
    UShape,

    /// <summary>V-shape: growing up to the preference threshold.</summary>
    VShape,

    /// <summary>Half a preference between the two thresholds.</summary>
    Level,

    /// <summary>Growing between the two thresholds.</summary>
    Linear,

    /// <summary>Growing as 1 − exp(−d²/2s²).</summary>
    Gaussian,
}

/// <summary>How much a lead on a criterion is preferred.</summary>
public sealed record PreferenceFunction
{
    private PreferenceFunction(PreferenceKind kind, double indifference, double preference)
    {
        Kind = kind;
        Indifference = indifference;
        Preference = preference;
    }

    /// <summary>Gets any lead as a full preference.</summary>
    public static PreferenceFunction Usual { get; } = new(PreferenceKind.Usual, 0, 0);

    /// <summary>Gets the kind.</summary>
    public PreferenceKind Kind { get; }

    /// <summary>Gets the lead up to which one is indifferent, in the criterion's unit.</summary>
    public double Indifference { get; }

    /// <summary>Gets the lead from which the preference is full (the inflection point s of a Gaussian), in the criterion's unit.</summary>
    public double Preference { get; }

    /// <summary>Makes a preference function of the given kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="indifference">The indifference threshold q, 0 or more; used by U-shape, level and linear.</param>
    /// <param name="preference">The preference threshold p, not below q (V-shape, level, linear), or the inflection point s (Gaussian), above 0.</param>
    /// <returns>The function.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A threshold is negative, not finite, or not above what it must exceed.</exception>
    public static PreferenceFunction Of(PreferenceKind kind, double indifference = 0, double preference = 0)
    {
        if (!(indifference >= 0) || !double.IsFinite(indifference))
        {
            throw new ArgumentOutOfRangeException(nameof(indifference), indifference, "An indifference threshold is 0 or more.");
        }

        bool needsPreference = kind is PreferenceKind.VShape or PreferenceKind.Level or PreferenceKind.Linear or PreferenceKind.Gaussian;
        if (!double.IsFinite(preference) || (needsPreference && !(preference > 0)) || (kind is PreferenceKind.Level or PreferenceKind.Linear && preference < indifference))
        {
            throw new ArgumentOutOfRangeException(nameof(preference), preference, string.Create(CultureInfo.InvariantCulture, $"A preference threshold is above 0 and not below the indifference threshold {indifference}."));
        }

        return new(kind, indifference, preference);
    }

    /// <summary>Computes the preference of a lead.</summary>
    /// <param name="lead">The lead, in the criterion's unit; 0 or less gives 0.</param>
    /// <returns>0 to 1.</returns>
    public double Of(double lead)
    {
        if (lead <= 0)
        {
            return 0;
        }

        return Kind switch
        {
            PreferenceKind.UShape => lead > Indifference ? 1 : 0,
            PreferenceKind.VShape => Math.Min(1, lead / Preference),
            PreferenceKind.Level => lead > Preference ? 1 : lead > Indifference ? 0.5 : 0,
            PreferenceKind.Linear => lead > Preference ? 1 : lead > Indifference ? (lead - Indifference) / (Preference - Indifference) : 0,
            PreferenceKind.Gaussian => 1 - Math.Exp(-lead * lead / (2 * Preference * Preference)),
            _ => 1,
        };
    }
}
