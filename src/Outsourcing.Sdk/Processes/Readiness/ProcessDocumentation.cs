namespace Outsourcing.Processes;

/// <summary>What is written down about a process: suppliers, inputs, steps, outputs and customers (SIPOC), its owner and its exceptions.</summary>
public sealed record ProcessDocumentation
{
    /// <summary>Gets who gives the process what it needs.</summary>
    public IReadOnlyList<string> Suppliers { get; init => field = ValueList.Copy(value); } = ValueList.Empty<string>();

    /// <summary>Gets what the process needs.</summary>
    public IReadOnlyList<string> Inputs { get; init => field = ValueList.Copy(value); } = ValueList.Empty<string>();

    /// <summary>Gets the steps that are described in words somebody else can follow.</summary>
    public IReadOnlyList<string> Steps { get; init => field = ValueList.Copy(value); } = ValueList.Empty<string>();

    /// <summary>Gets what the process produces.</summary>
    public IReadOnlyList<string> Outputs { get; init => field = ValueList.Copy(value); } = ValueList.Empty<string>();

    /// <summary>Gets who receives it.</summary>
    public IReadOnlyList<string> Customers { get; init => field = ValueList.Copy(value); } = ValueList.Empty<string>();

    /// <summary>Gets the one person who answers for the process; <see langword="null"/> when there is none.</summary>
    public PersonalText? Owner { get; init; }

    /// <summary>Gets the known exceptions and what is done about each.</summary>
    public IReadOnlyList<string> Exceptions { get; init => field = ValueList.Copy(value); } = ValueList.Empty<string>();
}
