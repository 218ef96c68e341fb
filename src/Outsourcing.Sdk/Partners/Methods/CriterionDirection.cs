namespace Outsourcing.Partners;

/// <summary>Which way of a criterion is better.</summary>
public enum CriterionDirection
{
    /// <summary>More is better.</summary>
    Benefit,

    /// <summary>Less is better.</summary>
    Cost,
}
