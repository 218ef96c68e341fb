using System.Runtime.CompilerServices;

namespace Outsourcing.Economics;

/// <summary>The checks the records of this folder share; each names the member and the rule.</summary>
internal static class EconomicsRules
{
    internal static decimal NotNegative(decimal value, [CallerMemberName] string name = "") =>
        value >= 0 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is 0 or more.");

    internal static TimeSpan NotNegative(TimeSpan value, [CallerMemberName] string name = "") =>
        value >= TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is zero or more.");

    internal static decimal Share(decimal value, [CallerMemberName] string name = "") =>
        value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is a share from 0 to 1, such as 0.25 for 25 %.");

    internal static decimal ShareAboveZero(decimal value, [CallerMemberName] string name = "") =>
        value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is a share above 0, up to 1.");

    internal static decimal ShareBelowOne(decimal value, [CallerMemberName] string name = "") =>
        value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is a share from 0, below 1.");

    internal static string Text(string value, [CallerMemberName] string name = "") =>
        string.IsNullOrWhiteSpace(value) ? throw new ArgumentException($"{name} is not empty.", name) : value;

    internal static string Currency(string value) => Money.Zero(value).Currency;

    internal static Interval? Range(Interval? range, [CallerMemberName] string name = "") =>
        range is null || (double.IsFinite(range.Value.Lower) && double.IsFinite(range.Value.Upper))
            ? range
            : throw new ArgumentOutOfRangeException(name, range, $"{name} has finite bounds.");
}
