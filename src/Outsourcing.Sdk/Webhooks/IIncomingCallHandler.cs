using Outsourcing.Telephony;

namespace Outsourcing.Webhooks;

/// <summary>Says what happens with a call that rings now. An app registers its own; without one, incoming calls are acknowledged and left to the provider's settings.</summary>
public interface IIncomingCallHandler
{
    /// <summary>Decides what to do with the call.</summary>
    /// <param name="incoming">The call.</param>
    /// <param name="cancellationToken">Cancelled when the provider stops waiting.</param>
    /// <returns>What to do.</returns>
    ValueTask<CallFlow> AnswerAsync(IncomingCall incoming, CancellationToken cancellationToken = default);
}
