using Outsourcing.Calls;

namespace Outsourcing.Storage;

/// <summary>What is kept of a caller.</summary>
public sealed record PersonalDataExport
{
    /// <summary>Gets when it was collected.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets every update of every call of the caller, in the form they are stored in.</summary>
    public required IReadOnlyList<CallUpdate> Updates { get; init => field = ValueList.Copy(value); }

    /// <summary>Gets the webhooks that are still kept as they came: those of the caller's calls, and any other that mentions the number.</summary>
    public required IReadOnlyList<KeptWebhook> Webhooks { get; init => field = ValueList.Copy(value); }

    /// <summary>Gets the commands that name one of the calls or mention the number, sent or not.</summary>
    public required IReadOnlyList<KeptCommand> Commands { get; init => field = ValueList.Copy(value); }

    /// <summary>Gets the entries of the audit trail that name one of the calls or mention the number. Reviews over many calls name none, and hold counts only.</summary>
    public required IReadOnlyList<RecordedVerdict> Verdicts { get; init => field = ValueList.Copy(value); }
}
