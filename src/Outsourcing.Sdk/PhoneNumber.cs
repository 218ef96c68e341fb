using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using PhoneNumbers;

namespace Outsourcing;

/// <summary>A telephone number in E.164 form, such as <c>+442079460123</c>.</summary>
/// <remarks>
/// <see cref="ToString"/> shows the country code and the last two digits only, so that a number cannot reach a log by
/// accident; read <see cref="E164"/> to use it. Numbers are checked against the numbering plan of their country for a
/// possible length, not for being assigned. Equality is that of the E.164 text.
/// </remarks>
[JsonConverter(typeof(PhoneNumberJsonConverter))]
[DebuggerDisplay("{ToString(),nq}")]
public readonly record struct PhoneNumber
{
    private readonly string? _e164;

    private PhoneNumber(string e164) => _e164 = e164;

    /// <summary>Gets the number as <c>+</c>, country code and subscriber number, digits only.</summary>
    /// <exception cref="InvalidOperationException">The value is <c>default</c>, which names no number.</exception>
    public string E164 => _e164 ?? throw new InvalidOperationException("default(PhoneNumber) is no telephone number; use PhoneNumber.Parse.");

    /// <summary>Reads a number.</summary>
    /// <param name="text">International input (<c>+44 20 7946 0123</c>), or national input when <paramref name="region"/> is given.</param>
    /// <param name="region">The ISO 3166-1 alpha-2 region whose dialling rules national input follows, such as <c>GB</c>.</param>
    /// <returns>The number.</returns>
    /// <exception cref="FormatException">The text is no possible number; the message says why without repeating the text.</exception>
    public static PhoneNumber Parse(string text, string? region = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(text, region, out PhoneNumber number) is { } problem
            ? throw new FormatException($"The text ({text.Length} characters) is no telephone number: {problem}")
            : number;
    }

    /// <summary>Reads a number if the text is one.</summary>
    /// <param name="text">International input, or national input when <paramref name="region"/> is given.</param>
    /// <param name="number">The number, when the text is one.</param>
    /// <param name="region">The ISO 3166-1 alpha-2 region whose dialling rules national input follows.</param>
    /// <returns>Whether the text is a possible number.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out PhoneNumber number, string? region = null)
    {
        number = default;
        return text is not null && Read(text, region, out number) is null;
    }

    /// <summary>Gets a form that is safe to log: country code and last two digits.</summary>
    /// <returns>For example <c>+44********23</c>.</returns>
    public override string ToString()
    {
        if (_e164 is null)
        {
            return "(no number)";
        }

        int code = Math.Min(3, Math.Max(1, _e164.Length - 5));
        return string.Concat(_e164.AsSpan(0, code), new string('*', _e164.Length - code - 2), _e164.AsSpan(_e164.Length - 2));
    }

    private static string? Read(string text, string? region, out PhoneNumber number)
    {
        number = default;
        // The E.164 fast path: most numbers come from a provider already normalised.
        bool international = text.AsSpan().TrimStart().StartsWith("+", StringComparison.Ordinal);
        if (!international && region is null)
        {
            return "it has no country code; start it with '+' or name the region";
        }

        if (text.Length > 250)
        {
            return "it is longer than 250 characters";
        }

        PhoneNumberUtil util = PhoneNumberUtil.GetInstance();
        try
        {
            PhoneNumbers.PhoneNumber parsed = util.Parse(text, region?.ToUpperInvariant());
            if (!util.IsPossibleNumber(parsed))
            {
                return "its length is not possible in its country";
            }

            number = new PhoneNumber(util.Format(parsed, PhoneNumberFormat.E164));
            return null;
        }
        catch (NumberParseException refused)
        {
            return refused.ErrorType switch
            {
                ErrorType.INVALID_COUNTRY_CODE => "its country code or region is unknown",
                ErrorType.TOO_SHORT_AFTER_IDD or ErrorType.TOO_SHORT_NSN => "it is too short",
                ErrorType.TOO_LONG => "it is too long",
                _ => "it has no digits to dial",
            };
        }
    }
}
