namespace Outsourcing;

/// <summary>Two amounts of different currencies were to be added, subtracted or compared.</summary>
public sealed class CurrencyMismatchException : OutsourcingException
{
    /// <summary>Initializes the exception with both currencies.</summary>
    /// <param name="left">The ISO 4217 code on the left.</param>
    /// <param name="right">The ISO 4217 code on the right.</param>
    public CurrencyMismatchException(string left, string right)
        : base($"Amounts in {left} and {right} cannot be combined; convert one of them first.")
    {
        Left = left;
        Right = right;
    }

    /// <summary>Gets the ISO 4217 code on the left.</summary>
    public string Left { get; }

    /// <summary>Gets the ISO 4217 code on the right.</summary>
    public string Right { get; }
}
