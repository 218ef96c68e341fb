using System.Globalization;

namespace Outsourcing.Calls;

/// <summary>What is wrong with a row of a call log.</summary>
/// <remarks>Texts never repeat the content of a field: it may be personal.</remarks>
public sealed record CallLogProblem
{
    /// <summary>Gets the file, or the name given to the reader.</summary>
    public required string File { get; init; }

    /// <summary>Gets the line the row starts on; the header is line 1.</summary>
    public required long Line { get; init; }

    /// <summary>Gets the header of the column; <see langword="null"/> when the whole row or file is meant.</summary>
    public string? Column { get; init; }

    /// <summary>Gets what is wrong.</summary>
    public required string Cause { get; init; }

    /// <summary>Gets what would mend it.</summary>
    public required string Remedy { get; init; }

    /// <summary>Gets whether the call was read all the same, without the field.</summary>
    public bool RowKept { get; init; }

    /// <summary>Gets the problem in one line.</summary>
    /// <returns>For example <c>calls.csv, line 7, column 'Duration': …</c>.</returns>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{File}, line {Line}{(Column is null ? string.Empty : $", column '{Column}'")}: {Cause} {Remedy}");
}
