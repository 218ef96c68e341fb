namespace Outsourcing;

/// <summary>The value of a refused verdict was required.</summary>
public sealed class VerdictRefusedException : OutsourcingException
{
    /// <summary>Initializes the exception with the refusal.</summary>
    /// <param name="refusal">Why there is no value.</param>
    public VerdictRefusedException(Refusal refusal)
        : base(Text(refusal)) => Refusal = refusal;

    /// <summary>Gets why there is no value.</summary>
    public Refusal Refusal { get; }

    private static string Text(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return $"No verdict ({refusal.Kind}): {refusal.Reason} {refusal.Remedy}";
    }
}
