using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Outsourcing;

/// <summary>An amount of one currency. Amounts of different currencies never mix silently.</summary>
/// <remarks>Equality is amount and currency; ordering between currencies is not defined and throws.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly record struct Money : IComparable<Money>
{
    private readonly string? _currency;

    /// <summary>Initializes the amount.</summary>
    /// <param name="amount">The amount in major units; may be negative (a credit).</param>
    /// <param name="currency">The ISO 4217 code: three letters; stored in upper case.</param>
    /// <exception cref="ArgumentException"><paramref name="currency"/> is not three ASCII letters.</exception>
    [JsonConstructor]
    public Money(decimal amount, string currency)
    {
        ArgumentNullException.ThrowIfNull(currency);
        if (currency.Length != 3 || !currency.All(char.IsAsciiLetter))
        {
            throw new ArgumentException($"'{currency}' is no ISO 4217 code; use three letters such as USD.", nameof(currency));
        }

        Amount = amount;
        _currency = currency.ToUpperInvariant();
    }

    /// <summary>Gets the amount in major units.</summary>
    public decimal Amount { get; }

    /// <summary>Gets the ISO 4217 code.</summary>
    /// <exception cref="InvalidOperationException">The value is <c>default</c>, which has no currency.</exception>
    public string Currency => _currency ?? throw new InvalidOperationException("default(Money) has no currency; use Money.Zero(currency).");

    /// <summary>Gets nothing, in a currency.</summary>
    /// <param name="currency">The ISO 4217 code.</param>
    /// <returns>Zero.</returns>
    public static Money Zero(string currency) => new(0m, currency);

    /// <summary>Adds two amounts of one currency.</summary>
    /// <param name="left">The first amount.</param>
    /// <param name="right">The second amount.</param>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    public static Money operator +(Money left, Money right) => new(left.Amount + left.Same(right), left.Currency);

    /// <summary>Subtracts an amount of the same currency.</summary>
    /// <param name="left">The first amount.</param>
    /// <param name="right">The amount to take away.</param>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    public static Money operator -(Money left, Money right) => new(left.Amount - left.Same(right), left.Currency);

    /// <summary>Negates an amount.</summary>
    /// <param name="money">The amount.</param>
    public static Money operator -(Money money) => new(-money.Amount, money.Currency);

    /// <summary>Multiplies an amount.</summary>
    /// <param name="money">The amount.</param>
    /// <param name="factor">How many times.</param>
    public static Money operator *(Money money, decimal factor) => new(money.Amount * factor, money.Currency);

    /// <summary>Compares two amounts of one currency.</summary>
    /// <param name="left">The first amount.</param>
    /// <param name="right">The second amount.</param>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    /// <inheritdoc cref="op_LessThan(Money, Money)"/>
    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    /// <inheritdoc cref="op_LessThan(Money, Money)"/>
    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    /// <inheritdoc cref="op_LessThan(Money, Money)"/>
    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    /// <summary>Adds an amount of the same currency.</summary>
    /// <param name="other">The other amount.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    public Money Add(Money other) => this + other;

    /// <summary>Subtracts an amount of the same currency.</summary>
    /// <param name="other">The other amount.</param>
    /// <returns>The difference.</returns>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    public Money Subtract(Money other) => this - other;

    /// <summary>Multiplies the amount.</summary>
    /// <param name="factor">How many times.</param>
    /// <returns>The product.</returns>
    public Money Multiply(decimal factor) => this * factor;

    /// <summary>Negates the amount.</summary>
    /// <returns>The opposite amount.</returns>
    public Money Negate() => -this;

    /// <summary>Rounds half away from zero, as invoices do.</summary>
    /// <param name="decimals">How many decimals to keep: 0 to 28.</param>
    /// <returns>The rounded amount.</returns>
    public Money Round(int decimals = 2) => new(Math.Round(Amount, decimals, MidpointRounding.AwayFromZero), Currency);

    /// <inheritdoc/>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    public int CompareTo(Money other) => Amount.CompareTo(Same(other));

    /// <summary>Gets amount and code in the invariant culture.</summary>
    /// <returns>For example <c>12.50 USD</c>.</returns>
    public override string ToString() =>
        _currency is null ? "(no amount)" : string.Create(CultureInfo.InvariantCulture, $"{Amount:0.00##} {_currency}");

    private decimal Same(Money other) =>
        Currency == other.Currency ? other.Amount : throw new CurrencyMismatchException(Currency, other.Currency);
}
