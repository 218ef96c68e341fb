namespace Outsourcing.EntityFrameworkCore;

internal sealed class CommandRow : WorkRow
{
    public required string Key { get; set; }

    public required string Name { get; set; }

    public required string Provider { get; set; }

    public required string Account { get; set; }

    public byte[]? Payload { get; set; }

    public bool IsBegun { get; set; }

    public string? Result { get; set; }
}
