using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Outsourcing;
using Outsourcing.AspNetCore;
using Outsourcing.Calls;
using Outsourcing.Delegation;
using Outsourcing.Engagements;
using Outsourcing.EntityFrameworkCore;
using Outsourcing.Partners;
using Outsourcing.Storage;
using Outsourcing.Telephony;
using Outsourcing.Testing;
using Outsourcing.Webhooks;
using QuickStart.Demo;
using QuickStart.Report;

namespace QuickStart.Steps;

/// <summary>What running the engagement gave back.</summary>
internal sealed record EngagementRun(Engagement Engagement, IReadOnlyList<CallRecord> Calls);

/// <summary>
/// Step 5: a number, its forwarding, and calls taken back over real HTTP, with a simulated provider at the other end of the wire.
/// Killed at any moment and started again with the same store, it loses no call and has none twice.
/// </summary>
internal static class RunIt
{
    private const string Account = "front-desk";

    internal static async Task<EngagementRun> RunAsync(
        LoopReport report, string store, string folder, Partner partner, DelegationBrief brief, Action<double> progress, CancellationToken cancellationToken)
    {
        Engagement engagement = await ResumeAsync(store, partner, brief, cancellationToken);
        await using TwilioSimulator provider = await TwilioSimulator.StartAsync(cancellationToken: cancellationToken);
        MovableClock clock = new();
        await using WebApplication app = await StartAsync(store, provider, partner, clock, cancellationToken);
        ITelephony telephony = app.Services.GetRequiredKeyedService<ITelephony>(Account);
        OwnedNumber number = await TakeNumberAsync(telephony, app, cancellationToken);
        if (!engagement.Numbers.Contains(number.Number))
        {
            engagement = engagement.AssignNumber(number.Number, engagement.From).Start(engagement.From);
            await SaveAsync(store, engagement, cancellationToken);
        }

        progress(20);
        DemoCallers callers = DemoCallers.Of(number.Number, engagement.From);
        await provider.PlayAsync(callers.Scripts, Trouble, cancellationToken);
        await provider.SettleAsync(cancellationToken);
        progress(70);
        ICallStore calls = app.Services.GetRequiredService<ICallStore>();
        await DrainAsync(app, cancellationToken);
        await TakeBackResultsAsync(calls, callers, provider, brief, folder, cancellationToken);
        progress(90);

        // Days later somebody sends again what he recorded. All work is done by then, so none is leased by a clock that moves back.
        clock.Ahead = RepeatHorizon + TimeSpan.FromDays(1);
        await provider.ReplayAsync(0.1, cancellationToken);
        clock.Ahead = TimeSpan.Zero;
        progress(95);
        List<CallRecord> received = [];
        await foreach (CallRecord call in calls.ListAsync(new CallQuery { Provider = telephony.Provider, Account = Account }, cancellationToken))
        {
            received.Add(call);
        }

        Show(report, app, provider, partner, number, callers, received);
        return new EngagementRun(engagement, received);
    }

    // A killed run may be resumed for as long: what it received is then sent again by the same simulated provider.
    private static TimeSpan RepeatHorizon => TimeSpan.FromDays(2);

    /// <summary>What goes wrong on the way: networks repeat, reorder and delay, and strangers try their luck.</summary>
    private static DeliveryDisturbance Trouble { get; } = new() { Duplicated = 0.2, Tampered = 0.1, Late = 0.05, Shuffled = true };

    private static async Task<WebApplication> StartAsync(string store, TwilioSimulator provider, Partner partner, TimeProvider clock, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        builder.Services.AddDbContext<OutsourcingDbContext>(options => options.UseSqlite($"Data Source={store}"));

        // The simulated fortnight is past when it is played; anything older than that is not believed.
        builder.Services.Configure<WebhookEndpointOptions>(options =>
        {
            options.MaximumAge = TimeSpan.FromDays(21);
            options.RepeatHorizons[$"twilio/{Account}"] = RepeatHorizon;
        });
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton<IIncomingCallHandler>(new ForwardToPartner(partner.Number!.Value));
        builder.Services.AddOutsourcing()
            .AddTwilio(Account, options =>
            {
                options.AccountSid = provider.AccountSid;
                options.AuthToken = provider.AuthToken;
                options.BaseAddress = provider.BaseAddress;
            })
            .AddEntityFrameworkStores<OutsourcingDbContext>()

            // A killed run leaves its work leased; the next one should not wait long for it.
            .ConfigureWork(work => work.LeaseDuration = TimeSpan.FromSeconds(3));
        WebApplication app = builder.Build();
        app.MapOutsourcingWebhooks("/hooks");
        await using (AsyncServiceScope scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<OutsourcingDbContext>().Database.EnsureCreatedAsync(cancellationToken);
        }

        await app.StartAsync(cancellationToken);
        return app;
    }

    private static async Task<OwnedNumber> TakeNumberAsync(ITelephony telephony, WebApplication app, CancellationToken cancellationToken)
    {
        // A number costs money: one that is there already is used, and none is bought twice.
        OwnedNumber? owned = null;
        await foreach (OwnedNumber number in telephony.ListNumbersAsync(cancellationToken))
        {
            owned ??= number;
        }

        if (owned is null)
        {
            await foreach (AvailableNumber available in telephony.SearchNumbersAsync(new NumberSearch { Country = "US", AreaCode = "212", Limit = 1 }, cancellationToken))
            {
                owned = await telephony.BuyNumberAsync(available.Number, cancellationToken);
                break;
            }
        }

        Uri hook = new($"{app.Urls.First()}/hooks/{telephony.Provider}/{Account}");
        return await telephony.RouteNumberAsync(
            owned ?? throw new BadInputException("The provider offers no number to buy."), new NumberRouting { Answer = hook, Status = hook }, cancellationToken);
    }

    private static async Task DrainAsync(WebApplication app, CancellationToken cancellationToken)
    {
        InboxProcessor processor = app.Services.GetRequiredService<InboxProcessor>();
        IWebhookInbox inbox = app.Services.GetRequiredService<IWebhookInbox>();
        while ((await inbox.GetBacklogAsync(cancellationToken)).Pending > 0)
        {
            if (await processor.ProcessPendingAsync(cancellationToken) == 0)
            {
                // Somebody else has the rest on lease: this process's own worker, or one that was killed.
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
            }
        }
    }

    /// <summary>Reads the partner's daily export, which tells what callers wanted and whether they got it, into the same calls.</summary>
    private static async Task TakeBackResultsAsync(ICallStore calls, DemoCallers callers, TwilioSimulator provider, DelegationBrief brief, string folder, CancellationToken cancellationToken)
    {
        string export = Path.Combine(folder, "partner-export.csv");
        await PartnerDesk.ExportAsync(export, callers, provider.Calls, brief, cancellationToken);
        CallLogReader reader = new(new CallLogOptions
        {
            Provider = "twilio",
            Account = Account,
            Columns = new CallLogColumns { Id = "call", StartedAt = "started", Intent = "call type", Outcome = "outcome", Successful = "settled", Handler = "agent" },
        });
        using StreamReader text = new(export);
        List<CallUpdate> updates = [];
        await foreach (CallUpdate update in reader.ReadUpdatesAsync(text, export, cancellationToken))
        {
            updates.Add(update);
        }

        await calls.MergeAsync(updates, cancellationToken);
    }

    private static async Task<Engagement> ResumeAsync(string store, Partner partner, DelegationBrief brief, CancellationToken cancellationToken)
    {
        string file = FileOf(store);
        if (File.Exists(file))
        {
            await using FileStream stream = File.OpenRead(file);
            return (await JsonSerializer.DeserializeAsync(stream, OutsourcingJson.TypeInfo<Engagement>(), cancellationToken))!;
        }

        // A fortnight that has just ended, so that every call of it is recent.
        DateTimeOffset start = new(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(-14), TimeSpan.Zero);
        Engagement engagement = Engagement.Propose(EngagementId.From("front-desk-2026"), partner.Id, brief.Id, start)
            .PutInForce(brief.Version, start)
            .Agree(start);
        await SaveAsync(store, engagement, cancellationToken);
        return engagement;
    }

    private static async Task SaveAsync(string store, Engagement engagement, CancellationToken cancellationToken)
    {
        // Written beside and moved: a kill leaves the old file or the new one, never half of one.
        string file = FileOf(store);
        await File.WriteAllTextAsync($"{file}.new", JsonSerializer.Serialize(engagement, OutsourcingJson.TypeInfo<Engagement>()), cancellationToken);
        File.Move($"{file}.new", file, overwrite: true);
    }

    private static string FileOf(string store) => $"{store}.engagement.json";

    private static void Show(
        LoopReport report, WebApplication app, TwilioSimulator provider, Partner partner, OwnedNumber number, DemoCallers callers, List<CallRecord> received)
    {
        ReportSection section = report.Section("Run it: real calls");
        SimulatorStatistics sent = provider.Statistics();
        WebhookCounts counts = app.Services.GetRequiredService<WebhookStatistics>().Of("twilio", Account);
        section.Add($"Number {number.Number.E164} forwards to {partner.Name}; without an answer there, callers reach voicemail.");
        section.Add(FormattableString.Invariant($"{callers.Scripts.Count} calls were made, {received.Count} are on record, each once; {received.Count(call => call.Status == CallStatus.Completed)} were answered."));
        section.Add(new ReportTable(
            ["webhooks", "sent", "accepted", "refused"],
            [.. Enum.GetValues<DeliveryKind>().Select(kind => new[] { kind.ToString(), $"{sent.Sent(kind)}", $"{sent.Accepted(kind)}", $"{sent.Sent(kind) - sent.Accepted(kind)}" })]));
        section.Add(FormattableString.Invariant($"Stored {counts.Stored}, seen before {counts.Duplicates}, refused {counts.TotalRefused} ({string.Join(", ", counts.Refused.Select(refused => $"{refused.Key} {refused.Value}"))})."));
    }

    /// <summary>The system's clock, which can be set ahead.</summary>
    private sealed class MovableClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
    }

    private sealed class ForwardToPartner(PhoneNumber partner) : IIncomingCallHandler
    {
        private readonly CallFlow _flow = CallFlow.Of(
            new DialStep(partner) { RingFor = TimeSpan.FromSeconds(20) },
            new VoicemailStep("Lighthouse Marketing cannot take your call right now. Please leave your name and number."));

        public ValueTask<CallFlow> AnswerAsync(IncomingCall incoming, CancellationToken cancellationToken = default) => ValueTask.FromResult(_flow);
    }
}
