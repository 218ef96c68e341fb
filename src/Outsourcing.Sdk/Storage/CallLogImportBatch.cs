using Outsourcing.Calls;

namespace Outsourcing.Storage;

/// <summary>A part of a call log that was imported: what it holds is stored, and where it ends is kept.</summary>
public sealed record CallLogImportBatch
{
    /// <summary>Gets how many rows of the log were passed over because an earlier import stored them.</summary>
    public required long Skipped { get; init; }

    /// <summary>Gets how many rows were read so far, those passed over among them; the header and blank lines do not count.</summary>
    public required long Rows { get; init; }

    /// <summary>Gets how many updates of this part were new.</summary>
    public required int Added { get; init; }

    /// <summary>Gets what was wrong with rows of this part: line, column, rule and remedy.</summary>
    public IReadOnlyList<CallLogProblem> Problems { get; init => field = ValueList.Copy(value); } = ValueList.Empty<CallLogProblem>();
}
