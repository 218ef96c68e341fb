namespace Outsourcing.Answering;

/// <summary>How one business line is diverted to a partner, and what to dial for it.</summary>
public sealed class ForwardingPlan
{
    /// <summary>Initializes the plan.</summary>
    /// <param name="label">What the owner calls the line; it names it in messages instead of its number.</param>
    /// <param name="line">The business line.</param>
    /// <param name="codes">The carrier's codes.</param>
    /// <param name="rules">The diversions, one per case at most.</param>
    /// <exception cref="ForwardingException">A diversion leads back to the line, stands twice, never takes effect, or has no code.</exception>
    public ForwardingPlan(string label, PhoneNumber line, ForwardingCodes codes, IReadOnlyList<ForwardingRule> rules)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(label);
        ArgumentNullException.ThrowIfNull(codes);
        ArgumentNullException.ThrowIfNull(rules);
        Label = label;
        Line = line;
        Codes = codes;
        Rules = ValueList.Copy(rules);
        foreach (ForwardingRule rule in Rules)
        {
            Require(rule.Target != line, $"'{label}' would be diverted to itself.");
            Require(Rules.Count(other => other.When == rule.When) == 1, $"'{label}' has two diversions for the case {rule.When}.");
            Require(
                codes.On.ContainsKey(ForwardingCodes.Key(rule.When)) && codes.Off.ContainsKey(ForwardingCodes.Key(rule.When)),
                $"{codes.Name} has no code for the case {rule.When}; divert at the provider, or leave it out.");
            Require(IsDiallable(rule.Target, codes), $"{codes.Name} dials numbers of North America only; '{label}' is to be diverted abroad. Take a local number of the partner.");
        }

        Require(
            Rules.Count < 2 || Rules.All(rule => rule.When != ForwardingWhen.Always),
            $"'{label}' diverts every call, so its other diversions never take effect; keep one or the other.");
        IGrouping<string, ForwardingRule>? shared = Rules
            .GroupBy(rule => codes.On[ForwardingCodes.Key(rule.When)], StringComparer.Ordinal)
            .FirstOrDefault(group => group.DistinctBy(rule => rule.Target).Count() > 1);
        Require(shared is null, $"{codes.Name} has one code for several cases of '{label}'; they must lead to one number.");
    }

    /// <summary>Gets what the owner calls the line.</summary>
    public string Label { get; }

    /// <summary>Gets the business line.</summary>
    public PhoneNumber Line { get; }

    /// <summary>Gets the carrier's codes.</summary>
    public ForwardingCodes Codes { get; }

    /// <summary>Gets the diversions.</summary>
    public IReadOnlyList<ForwardingRule> Rules { get; }

    /// <summary>Tells what to dial for each diversion.</summary>
    /// <returns>One instruction per diversion, in their order.</returns>
    public IReadOnlyList<ForwardingInstruction> Instructions() => ValueList.Copy(Rules.Select(rule =>
    {
        string key = ForwardingCodes.Key(rule.When);
        return new ForwardingInstruction
        {
            When = rule.When,
            On = new PersonalText(Codes.On[key]
                .Replace("{number}", Dialled(rule.Target), StringComparison.Ordinal)
                .Replace("{seconds}", rule.RingSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)),
            Off = Codes.Off[key],
            Query = Codes.Query.GetValueOrDefault(key),
        };
    }));

    /// <summary>Refuses plans that together send a call in a circle.</summary>
    /// <param name="plans">The plans of all lines of the business, and of the partner's where they are known.</param>
    /// <exception cref="ForwardingException">A call to one of the lines would come back to it, or a line has two plans.</exception>
    public static void RefuseLoops(IReadOnlyList<ForwardingPlan> plans)
    {
        ArgumentNullException.ThrowIfNull(plans);
        Dictionary<PhoneNumber, ForwardingPlan> byLine = [];
        foreach (ForwardingPlan plan in plans)
        {
            Require(byLine.TryAdd(plan.Line, plan), $"'{plan.Label}' is the second plan of one line.");
        }

        Dictionary<PhoneNumber, bool> done = [];
        List<string> path = [];
        foreach (ForwardingPlan plan in plans)
        {
            Walk(plan);
        }

        void Walk(ForwardingPlan plan)
        {
            if (done.TryGetValue(plan.Line, out bool finished))
            {
                Require(finished, $"A call would go in a circle: {string.Join(" to ", path)} and back to {plan.Label}.");
                return;
            }

            done[plan.Line] = false;
            path.Add(plan.Label);
            foreach (ForwardingRule rule in plan.Rules)
            {
                if (byLine.TryGetValue(rule.Target, out ForwardingPlan? next))
                {
                    Walk(next);
                }
            }

            path.RemoveAt(path.Count - 1);
            done[plan.Line] = true;
        }
    }

    // In North America one dials 1 and ten digits; mobile networks take the international form.
    private string Dialled(PhoneNumber number) => Codes.International ? number.E164 : number.E164[1..];

    private static bool IsDiallable(PhoneNumber number, ForwardingCodes codes) => codes.International || number.E164.StartsWith("+1", StringComparison.Ordinal);

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new ForwardingException(otherwise);
        }
    }
}
