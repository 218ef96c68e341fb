using Outsourcing;
using Outsourcing.Answering;

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
}
