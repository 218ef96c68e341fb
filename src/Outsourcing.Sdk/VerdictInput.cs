namespace Outsourcing;

/// <summary>One thing a verdict rests on, with its uncertainty and origin.</summary>
public sealed record VerdictInput
{
    /// <summary>Gets the name of the input, stable within its rule, such as <c>reworkCaseRate</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the value of a numeric input; <see langword="null"/> when unknown or a text.</summary>
    public double? Value { get; init; }

    /// <summary>Gets the value of a textual input; <see langword="null"/> for numbers.</summary>
    public string? Text { get; init; }

    /// <summary>Gets the unit of <see cref="Value"/>: <c>1</c> for ratios, otherwise a word such as <c>cases</c>, <c>s</c>, <c>USD</c>.</summary>
    /// <value>The default is <c>1</c>.</value>
    public string Unit { get; init; } = "1";

    /// <summary>Gets the range the value is believed to lie in, when one was computed or stated.</summary>
    public Interval? Uncertainty { get; init; }

    /// <summary>Gets how many records the value rests on, when it was measured.</summary>
    public long? SampleSize { get; init; }

    /// <summary>Gets where the value comes from.</summary>
    public EvidenceOrigin Origin { get; init; }
}
