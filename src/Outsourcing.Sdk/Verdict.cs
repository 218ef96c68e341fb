using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Outsourcing;

/// <summary>A decision that explains itself: a value, or a typed refusal to give one.</summary>
/// <typeparam name="T">What is decided.</typeparam>
/// <remarks>
/// The deciders of this SDK are pure: the same inputs give an equal verdict on any machine. Each offers a
/// <c>Recompute</c> that takes the <see cref="Explanation"/> of its verdict and gives the same verdict again.
/// </remarks>
public sealed record Verdict<T>
    where T : notnull
{
    /// <summary>Initializes a verdict from its parts, as when it is read back from a store.</summary>
    /// <param name="value">The value; <see langword="default"/> when refused.</param>
    /// <param name="refusal">The refusal; <see langword="null"/> when there is a value.</param>
    /// <param name="explanation">Why.</param>
    [JsonConstructor]
    public Verdict(T? value, Refusal? refusal, VerdictExplanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        Value = refusal is null ? value ?? throw new ArgumentNullException(nameof(value), "A verdict has a value or a refusal.") : default;
        Refusal = refusal;
        Explanation = explanation;
    }

    /// <summary>Gets what was decided; meaningless (<see langword="default"/>) when <see cref="IsDecided"/> is false.</summary>
    public T? Value { get; }

    /// <summary>Gets why nothing was decided; <see langword="null"/> when something was.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Gets why the verdict is what it is.</summary>
    public VerdictExplanation Explanation { get; }

    /// <summary>Gets whether there is a value.</summary>
    [JsonIgnore]
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsDecided => Refusal is null;

    /// <summary>Gets the value, or throws when there is none.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="VerdictRefusedException">The verdict is a refusal.</exception>
    public T Require() => IsDecided ? Value : throw new VerdictRefusedException(Refusal);

    /// <summary>Gets the value if there is one.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Whether the verdict is decided.</returns>
    public bool TryGet([MaybeNullWhen(false)] out T value)
    {
        value = Value;
        return IsDecided;
    }
}
