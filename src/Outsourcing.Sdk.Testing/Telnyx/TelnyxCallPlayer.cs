using System.Text.Json.Nodes;

namespace Outsourcing.Testing;

/// <summary>Plays calls, and tells the app what happens on them.</summary>
internal sealed class TelnyxCallPlayer(TelnyxState state, WebhookSender sender, TelnyxSimulatorOptions options)
{
    private readonly List<WebhookMessage> _reports = [];

    public TelnyxState State => state;

    public TelnyxSimulatorOptions Options => options;

    /// <summary>Takes the reports collected so far.</summary>
    public IReadOnlyList<WebhookMessage> TakeReports()
    {
        lock (state.Lock)
        {
            List<WebhookMessage> taken = [.. _reports];
            _reports.Clear();
            return taken;
        }
    }

    public async Task<SimulatedCall> PlayIncomingAsync(CallScript script, CancellationToken cancellationToken)
    {
        TelnyxLeg leg;
        TelnyxNumberSettings settings;
        lock (state.Lock)
        {
            SimulatedNumber number = state.Numbers.Find(owned => owned.Number == script.To)
                ?? throw new OutsourcingException($"The simulated account does not own the number {script.To}; buy it first.");
            settings = state.Settings[number.Id];
            leg = state.AddLeg(
                script,
                outbound: false,
                script.StartedAt ?? (state.Now - TelnyxCallRun.AnswerTime - script.RingsFor - script.TalksFor),
                settings.ConnectionId == state.ConnectionId ? state.Webhook?.OriginalString : null);
            leg.Webhook = settings.IsForwarded && settings.ForwardingType == "always" ? null : leg.Webhook;
        }

        TelnyxCallRun run = new(this, leg, isPlaced: false);
        if (settings is { IsForwarded: true, ForwardingType: "always" })
        {
            await run.ForwardAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await run.PlayIncomingAsync(cancellationToken).ConfigureAwait(false);
        }

        return leg.Call;
    }

    /// <summary>Plays a call the app placed.</summary>
    public Task PlayOutgoingAsync(TelnyxLeg leg, TimeSpan ringsAtMost, CancellationToken cancellationToken) =>
        new TelnyxCallRun(this, leg, isPlaced: true).PlayOutgoingAsync(ringsAtMost, cancellationToken);

    /// <summary>Sends an event now; gives whether the app took it. What is told of a call that rang in may be disturbed afterwards.</summary>
    public async Task<bool> SendAsync(TelnyxLeg leg, string name, DateTimeOffset at, JsonObject payload, bool isPlaced, CancellationToken cancellationToken)
    {
        if (Make(leg, name, at, payload) is not { } webhook)
        {
            return false;
        }

        bool taken = await sender.SendAsync(webhook, DeliveryKind.Genuine, cancellationToken).ConfigureAwait(false) is not null;
        if (!isPlaced)
        {
            Keep(webhook with { IsSent = true });
        }

        return taken;
    }

    /// <summary>Keeps an event until all calls of the play are over.</summary>
    public void Report(TelnyxLeg leg, string name, DateTimeOffset at, JsonObject payload)
    {
        if (Make(leg, name, at, payload) is { } webhook)
        {
            Keep(webhook);
        }
    }

    private void Keep(TelnyxWebhook webhook)
    {
        lock (state.Lock)
        {
            _reports.Add(webhook);
        }
    }

    private TelnyxWebhook? Make(TelnyxLeg leg, string name, DateTimeOffset at, JsonObject payload)
    {
        lock (state.Lock)
        {
            leg.At = at;
            if (leg.Webhook is not { } address)
            {
                return null;
            }

            string id = state.EventId(leg);
            return new TelnyxWebhook
            {
                CallId = leg.ControlId,
                Report = name,
                Address = new Uri(address),
                Token = id,
                Signer = state.Signer,
                Clock = options.Clock,
                SentAt = state.Now,
                Data = new JsonObject
                {
                    ["record_type"] = "event",
                    ["event_type"] = name,
                    ["id"] = id,
                    ["occurred_at"] = TelnyxState.Time(at),
                    ["payload"] = payload,
                }.ToJsonString(),
            };
        }
    }
}
