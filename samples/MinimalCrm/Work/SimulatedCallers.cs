using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using MinimalCrm.Demo;
using Outsourcing;
using Outsourcing.Engagements;
using Outsourcing.Storage;
using Outsourcing.Testing;

namespace MinimalCrm.Work;

/// <summary>Lets callers ring at the simulated provider, by themselves now and then, or when told to.</summary>
internal sealed class SimulatedCallers(
    TwilioSimulator simulator, IDocumentStore<Engagement> engagements, IServer server, IHostApplicationLifetime lifetime, CrmSettings settings, TimeProvider time, ILogger<SimulatedCallers> logger)
    : BackgroundService
{
    private int _callers;

    /// <summary>Gets the address the simulated provider reaches the app by.</summary>
    internal Uri Hook => new($"{server.Features.Get<IServerAddressesFeature>()!.Addresses.First().Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal)}/hooks/twilio/{CrmApp.Account}");

    /// <summary>Lets callers ring one after another.</summary>
    internal async Task RingAsync(int callers, CancellationToken cancellationToken)
    {
        if (await LineAsync(cancellationToken) is not { } line)
        {
            return;
        }

        for (int index = 0; index < callers; index++)
        {
            int caller = Interlocked.Increment(ref _callers);

            // From the next full second on, so that the version of the brief now in force applies: providers tell starts by the second.
            DateTimeOffset now = time.GetUtcNow();
            await simulator.CallAsync(
                new CallScript
                {
                    To = line,
                    From = PhoneNumber.Parse($"+12025550{100 + (caller * 37 % 100):000}"),
                    StartedAt = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)).AddSeconds(1),
                    RingsFor = TimeSpan.FromSeconds(3 + (caller % 7)),
                    TalksFor = TimeSpan.FromSeconds(40 + (caller * 13 % 80)),
                },
                cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.ApplicationStarted.WaitAsync(stoppingToken);
        if (settings.CallerEverySeconds <= 0)
        {
            return;
        }

        using PeriodicTimer timer = new(TimeSpan.FromSeconds(settings.CallerEverySeconds), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RingAsync(1, stoppingToken);
            }
            catch (OutsourcingException failed)
            {
                logger.LogWarning("A simulated caller did not get through: {Reason}", failed.Message);
            }
        }
    }

    private async Task<PhoneNumber?> LineAsync(CancellationToken cancellationToken)
    {
        Engagement? engagement = (await engagements.FindAsync(Seed.Engagement.Value, cancellationToken: cancellationToken))?.Document;
        if (engagement is not { State: EngagementState.Active, Numbers: [.., var line] })
        {
            return null;
        }

        // The simulated provider forgets when the app stops; the engagement does not.
        if (simulator.Numbers.All(owned => owned.Number != line))
        {
            simulator.Own(line, Hook, Hook);
        }

        return line;
    }
}

/// <summary>Waits for a token to be cancelled.</summary>
internal static class CancellationTokenExtensions
{
    internal static async Task WaitAsync(this CancellationToken signal, CancellationToken cancellationToken)
    {
        TaskCompletionSource raised = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = signal.Register(raised.SetResult);
        await raised.Task.WaitAsync(cancellationToken);
    }
}
