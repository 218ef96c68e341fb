namespace Outsourcing.Delegation;

/// <summary>How it is seen whether a task's outcome was reached: a number with its definition and its target.</summary>
public sealed record OutcomeMeasure
{
    /// <summary>Gets the name of the measure, such as "first-call resolution".</summary>
    public required string Name
    {
        get;
        init
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
            field = value;
        }
    }

    /// <summary>Gets what is counted over what, and from which records.</summary>
    public required string Definition
    {
        get;
        init
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
            field = value;
        }
    }

    /// <summary>Gets the unit of <see cref="Target"/> and <see cref="Baseline"/>: <c>1</c> for a share, otherwise a word such as <c>s</c>.</summary>
    /// <value>The default is <c>1</c>.</value>
    public string Unit { get; init; } = "1";

    /// <summary>Gets on which side of the target the measure must lie.</summary>
    public Comparison Comparison { get; init; }

    /// <summary>Gets the target; <see langword="null"/> until somebody set one.</summary>
    public double? Target { get; init; }

    /// <summary>Gets what the business itself reached before it delegated; <see langword="null"/> when unknown.</summary>
    public double? Baseline { get; init; }
}
