using System.ComponentModel.DataAnnotations;

namespace Outsourcing.Delegation;

/// <summary>How outcomes are computed.</summary>
public sealed class OutcomeReviewOptions
{
    /// <summary>Gets or sets the confidence level of the intervals.</summary>
    /// <value>The default is 0.95.</value>
    [Range(0.5, 0.9999)]
    public double Confidence { get; set; } = 0.95;

    /// <summary>Gets or sets whether calls outside the hours of the brief count too.</summary>
    /// <value>The default is <see langword="false"/>: the brief promises nothing for them. Without hours in the brief all calls count.</value>
    public bool IncludeOutsideHours { get; set; }
}
