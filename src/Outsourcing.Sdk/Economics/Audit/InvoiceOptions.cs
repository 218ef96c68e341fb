using Outsourcing.Calls;

namespace Outsourcing.Economics;

/// <summary>How an invoice in CSV form is read.</summary>
public sealed class InvoiceOptions
{
    /// <summary>Gets or sets the ISO 4217 code of the amounts.</summary>
    public required string Currency { get; set; }

    /// <summary>Gets or sets the header of the call's id.</summary>
    /// <value>The default recognises common headers.</value>
    public string? CallIdColumn { get; set; }

    /// <summary>Gets or sets the header of the start of the call.</summary>
    /// <value>The default recognises common headers.</value>
    public string? StartedAtColumn { get; set; }

    /// <summary>Gets or sets the header of the units billed.</summary>
    /// <value>The default recognises common headers, such as <c>Units</c> and <c>Billed Minutes</c>.</value>
    public string? UnitsColumn { get; set; }

    /// <summary>Gets or sets the header of the price of a unit.</summary>
    /// <value>The default recognises common headers.</value>
    public string? RateColumn { get; set; }

    /// <summary>Gets or sets the header of the amount.</summary>
    /// <value>The default recognises common headers.</value>
    public string? AmountColumn { get; set; }

    /// <summary>Gets or sets the separator between fields.</summary>
    /// <value>The default, <see langword="null"/>, finds it from the header line.</value>
    public char? Delimiter { get; set; }

    /// <summary>Gets or sets the IANA or Windows id of the time zone of times that carry no offset.</summary>
    /// <value>The default is <see langword="null"/>: such a time is refused.</value>
    public string? TimeZone { get; set; }

    /// <summary>Gets the formats of times, as for <see cref="CallLogOptions.TimeFormats"/>.</summary>
    /// <value>The default is empty: ISO 8601 and Unix times.</value>
    public IList<string> TimeFormats { get; } = [];
}
