namespace Outsourcing.Telephony;

/// <summary>Which numbers to look for.</summary>
public sealed record NumberSearch
{
    /// <summary>Gets the country as ISO 3166-1 alpha-2, such as <c>US</c>.</summary>
    public required string Country { get; init; }

    /// <summary>Gets the area code, where the country has them.</summary>
    public string? AreaCode { get; init; }

    /// <summary>Gets digits the number shall contain.</summary>
    public string? Contains { get; init; }

    /// <summary>Gets how many numbers at most, 1 or more.</summary>
    /// <value>The default is 20.</value>
    public int Limit { get; init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A limit is 1 or more."); } = 20;
}

/// <summary>A number that can be bought.</summary>
public sealed record AvailableNumber
{
    /// <summary>Gets the number.</summary>
    public required PhoneNumber Number { get; init; }

    /// <summary>Gets the town or region, as the provider names it.</summary>
    public string? Locality { get; init; }
}

/// <summary>A number the account owns.</summary>
public sealed record OwnedNumber
{
    /// <summary>Gets the provider's id of the number.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the number.</summary>
    public required PhoneNumber Number { get; init; }

    /// <summary>Gets where its calls and reports go; <see langword="null"/> when that is not set.</summary>
    public NumberRouting? Routing { get; init; }

    /// <summary>Shows the number as <see cref="PhoneNumber.ToString"/> does; its id, which at some providers is the number itself, stays out.</summary>
    /// <returns>For example <c>+44********23</c>.</returns>
    public override string ToString() => Number.ToString();
}

/// <summary>Where the calls of a number go.</summary>
public sealed record NumberRouting
{
    /// <summary>Gets the address that answers what to do with a call; absolute.</summary>
    public required Uri Answer { get; init; }

    /// <summary>Gets the address asked when that one fails; absolute.</summary>
    public Uri? Fallback { get; init; }

    /// <summary>Gets the address the call's progress is reported to; absolute.</summary>
    public Uri? Status { get; init; }
}
