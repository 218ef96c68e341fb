namespace Outsourcing;

/// <summary>Why a verdict is what it is: enough to recompute it and to argue with it.</summary>
public sealed record VerdictExplanation
{
    /// <summary>Gets the rule or formula, by a stable name such as <c>readiness.gates/1</c>: name, slash, version of the rule.</summary>
    public required string Rule { get; init; }

    /// <summary>Gets where the rule comes from: a publication, or this project's own proposal, said so.</summary>
    public required string Source { get; init; }

    /// <summary>Gets the verdict in one or two sentences a business owner understands.</summary>
    public required string Summary { get; init; }

    /// <summary>Gets everything the verdict rests on.</summary>
    /// <value>The default is empty.</value>
    public IReadOnlyList<VerdictInput> Inputs { get; init => field = ValueList.Copy(value); } = ValueList.Empty<VerdictInput>();

    /// <summary>Gets the comparisons it was decided by, in order.</summary>
    /// <value>The default is empty.</value>
    public IReadOnlyList<VerdictCheck> Checks { get; init => field = ValueList.Copy(value); } = ValueList.Empty<VerdictCheck>();

    /// <summary>Gets the smallest change that would flip it, when one input can.</summary>
    public VerdictFlip? Flip { get; init; }

    /// <summary>Gets the value of a numeric input.</summary>
    /// <param name="name">The name of the input.</param>
    /// <returns>The value; <see langword="null"/> when the input is absent, unknown or a text.</returns>
    public double? Number(string name) => Inputs.FirstOrDefault(input => input.Name == name)?.Value;

    /// <summary>Gets the value of a textual input.</summary>
    /// <param name="name">The name of the input.</param>
    /// <returns>The text; <see langword="null"/> when the input is absent or a number.</returns>
    public string? Text(string name) => Inputs.FirstOrDefault(input => input.Name == name)?.Text;
}
