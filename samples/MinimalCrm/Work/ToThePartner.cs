using MinimalCrm.Demo;
using Outsourcing.Engagements;
using Outsourcing.Partners;
using Outsourcing.Storage;
using Outsourcing.Telephony;
using Outsourcing.Webhooks;

namespace MinimalCrm.Work;

/// <summary>Sends a ringing call to the engaged partner; to voicemail when there is none, or nobody answers.</summary>
internal sealed class ToThePartner(IDocumentStore<Engagement> engagements, IDocumentStore<Partner> partners) : IIncomingCallHandler
{
    private static readonly VoicemailStep Voicemail = new("Lighthouse Marketing cannot take your call right now. Please leave your name and number.");

    public async ValueTask<CallFlow> AnswerAsync(IncomingCall incoming, CancellationToken cancellationToken = default)
    {
        Engagement? engagement = (await engagements.FindAsync(Seed.Engagement.Value, cancellationToken: cancellationToken))?.Document;
        Partner? partner = engagement is { State: EngagementState.Active } ? (await partners.FindAsync(engagement.Partner.Value, cancellationToken: cancellationToken))?.Document : null;
        return partner?.Number is { } number
            ? CallFlow.Of(new DialStep(number) { RingFor = TimeSpan.FromSeconds(20) }, Voicemail)
            : CallFlow.Of(Voicemail);
    }
}
