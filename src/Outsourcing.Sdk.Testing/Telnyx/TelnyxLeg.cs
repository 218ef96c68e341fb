using System.Threading.Channels;

namespace Outsourcing.Testing;

/// <summary>What Telnyx calls a call: one party's leg of a conversation. All access is under the state's lock.</summary>
internal sealed class TelnyxLeg(SimulatedCall call)
{
    private readonly List<string> _actions = [];

    public SimulatedCall Call => call;

    public string ControlId => call.Id;

    public required string LegId { get; init; }

    public required string SessionId { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    /// <summary>Gets where its events go; <see langword="null"/> for nowhere.</summary>
    public required string? Webhook { get; set; }

    public string? ClientState { get; set; }

    public bool IsAnswered { get; set; }

    /// <summary>Gets or sets whether it has ended, or the app has ended it: it takes no more commands.</summary>
    public bool IsOver { get; set; }

    /// <summary>Gets or sets when something last happened on it.</summary>
    public DateTimeOffset At { get; set; } = call.StartedAt;

    public TelnyxRecordingOrder? Recording { get; set; }

    public int Events { get; set; }

    /// <summary>Gets the ids of the commands taken.</summary>
    public HashSet<string> CommandIds { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets or sets where its commands wait; the legs of one conversation share it, so that they are obeyed in the order they came.</summary>
    public Channel<TelnyxInstruction> Instructions { get; set; } = Channel.CreateUnbounded<TelnyxInstruction>();

    /// <summary>Gets what ends when nobody else obeys its commands any more.</summary>
    public TaskCompletionSource Released { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Note(string action)
    {
        _actions.Add(action);
        call.Answer = string.Join(' ', _actions);
    }
}
