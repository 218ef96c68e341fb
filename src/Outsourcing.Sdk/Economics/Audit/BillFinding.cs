namespace Outsourcing.Economics;

/// <summary>One reason to dispute a line of an invoice.</summary>
public sealed record BillFinding
{
    /// <summary>Gets what is wrong.</summary>
    public required BillFindingKind Kind { get; init; }

    /// <summary>Gets the line.</summary>
    public required InvoiceLine Line { get; init; }

    /// <summary>Gets what to dispute for this reason; above zero.</summary>
    public required Money Disputed { get; init; }

    /// <summary>Gets what the plan and the log give, and what was billed.</summary>
    public required string Reason { get; init; }
}
