namespace Outsourcing.Testing;

/// <summary>Which messages are sent in which order, decided before the first is sent.</summary>
internal sealed record DeliveryPlan(IReadOnlyList<IReadOnlyList<(WebhookMessage Message, DeliveryKind Kind)>> Rounds, bool IsOrdered)
{
    public static DeliveryPlan Make(IReadOnlyList<WebhookMessage> reports, Func<string> newCall, DeliveryDisturbance disturbance, ProviderSimulatorOptions options)
    {
#pragma warning disable CA5394 // Repeatable on purpose.
        Random random = new(options.Seed);
        List<(WebhookMessage Message, DeliveryKind Kind)> first = [];
        List<(WebhookMessage Message, DeliveryKind Kind)> afterwards = [];
        foreach (WebhookMessage report in reports)
        {
            if (!report.IsSent)
            {
                first.Add((report, DeliveryKind.Genuine));
            }

            if (random.NextDouble() < disturbance.Duplicated)
            {
                first.Add((report.Again(), DeliveryKind.Duplicate));
            }

            if (random.NextDouble() < disturbance.Tampered)
            {
                first.Add((report.Tampered(random), DeliveryKind.Tampered));
            }

            if (random.NextDouble() < disturbance.Late)
            {
                first.Add((report.Forgotten(newCall(), options.Clock.GetUtcNow() - disturbance.LateBy), DeliveryKind.Late));
            }

            if (random.NextDouble() < disturbance.Replayed)
            {
                afterwards.Add((report, DeliveryKind.Replayed));
            }
        }

        if (disturbance.Shuffled)
        {
            (WebhookMessage, DeliveryKind)[] shuffled = [.. first];
            random.Shuffle(shuffled);
            return new([shuffled, afterwards], IsOrdered: false);
        }
#pragma warning restore CA5394

        return new([first, afterwards], IsOrdered: true);
    }
}
