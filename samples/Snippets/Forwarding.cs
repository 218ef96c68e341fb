using Outsourcing;
using Outsourcing.Answering;
using Outsourcing.Telephony;

namespace Snippets;

internal static class Forwarding
{
    internal static string Card(PhoneNumber line, PhoneNumber partner, IReadOnlyList<ForwardingPlan> otherPlans)
    {
        ForwardingPlan plan = new("Shop", line, ForwardingCodes.Gsm,
        [
            new ForwardingRule { When = ForwardingWhen.NoAnswer, Target = partner, RingSeconds = 10 },
            new ForwardingRule { When = ForwardingWhen.Busy, Target = partner },
        ]);
        ForwardingPlan.RefuseLoops([plan, .. otherPlans]);
        string card = ForwardingCard.ToText(plan);
        return card;
    }

    internal static async Task<CallFlow> AtTheProviderAsync(ITelephony telephony, PhoneNumber line, PhoneNumber ownPhone, PhoneNumber partner, Uri webhooks)
    {
        CallFlow flow = ProviderForwarding.ToFlow(line, [new ForwardingRule { When = ForwardingWhen.NoAnswer, Target = partner, RingSeconds = 15 }], ownPhone);
        OwnedNumber before = await ProviderForwarding.TurnOnAsync(telephony, line, new NumberRouting { Answer = webhooks });
        await ProviderForwarding.TurnOffAsync(telephony, before);
        return flow;
    }
}
