namespace Outsourcing.Economics;

/// <summary>One line of a partner's invoice: one call.</summary>
public sealed record InvoiceLine
{
    /// <summary>Gets the line of the file the invoice was read from; 0 when it was not read from one.</summary>
    public long Line { get; init; }

    /// <summary>Gets the partner's id of the call; <see langword="null"/> when the line names none.</summary>
    public string? CallId { get; init; }

    /// <summary>Gets when the call started, as billed.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Gets the units billed; <see langword="null"/> when the line gives only an amount.</summary>
    public decimal? Units { get; init; }

    /// <summary>Gets the price of a unit; <see langword="null"/> when the line gives none.</summary>
    public decimal? Rate { get; init; }

    /// <summary>Gets the amount billed.</summary>
    public required Money Amount { get; init; }
}
