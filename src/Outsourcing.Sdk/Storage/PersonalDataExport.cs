using Outsourcing.Calls;

namespace Outsourcing.Storage;

/// <summary>What is kept of a caller.</summary>
public sealed record PersonalDataExport
{
    /// <summary>Gets when it was collected.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets every update of every call of the caller, in the form they are stored in.</summary>
    public required IReadOnlyList<CallUpdate> Updates { get; init => field = ValueList.Copy(value); }
}
