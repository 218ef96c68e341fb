namespace Outsourcing.Answering;

/// <summary>Answers Vapi while somebody is on the line. An app registers its own; for one account, keyed by its name.</summary>
/// <remarks>
/// Each method has a deadline, after which its token is cancelled and the fallback of <see cref="VapiOptions"/> is sent instead.
/// Vapi may send a request again: what an answer does must be harmless to do twice.
/// </remarks>
public interface IVapiRequestHandler
{
    /// <summary>Says who takes a call that rings.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancelled at the deadline.</param>
    /// <returns>Who; <see langword="null"/> for the fallback.</returns>
    ValueTask<VapiAssistantAnswer?> ChooseAssistantAsync(VapiRequest request, CancellationToken cancellationToken = default);

    /// <summary>Runs a tool the assistant calls.</summary>
    /// <param name="toolCall">The tool and its arguments.</param>
    /// <param name="request">The request it came in.</param>
    /// <param name="cancellationToken">Cancelled at the deadline.</param>
    /// <returns>The result.</returns>
    ValueTask<VapiToolResult> RunToolAsync(VapiToolCall toolCall, VapiRequest request, CancellationToken cancellationToken = default);

    /// <summary>Says where a caller is put through to, when the assistant asks.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancelled at the deadline.</param>
    /// <returns>The number; <see langword="null"/> when there is none now.</returns>
    ValueTask<PhoneNumber?> ChooseTransferAsync(VapiRequest request, CancellationToken cancellationToken = default);
}
