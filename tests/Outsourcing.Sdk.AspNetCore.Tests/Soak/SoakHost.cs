using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Outsourcing.EntityFrameworkCore;
using Outsourcing.Storage;
using Outsourcing.Telephony;
using Outsourcing.Webhooks;

namespace Outsourcing.AspNetCore.Tests.Soak;

/// <summary>The app that is put through faults: webhooks in, for each change of a call an effect in a sink, for each ended call a text to send.</summary>
internal static class SoakHost
{
    public const string AccountSid = "AC00000000000000000000000000000001";
    public const string AuthToken = "soak-test-token";
    public const string ApplicationName = "soak-host";

    private static readonly TimeSpan SlowFor = TimeSpan.FromSeconds(2);
    private static readonly PhoneNumber Business = PhoneNumber.Parse("+12125550100");

    public static IOutsourcingBuilder AddStores(IServiceCollection services, string database, string connection) => services
        .AddDbContext<OutsourcingDbContext>(options => _ = database == "sqlite" ? options.UseSqlite(connection) : options.UseNpgsql(connection))
        .AddOutsourcing()
        .AddEntityFrameworkStores<OutsourcingDbContext>()
        .ConfigureWork(work =>
        {
            // Ten attempts within 15 seconds, so that what is given up is given up within a run.
            work.LeaseDuration = TimeSpan.FromSeconds(10);
            work.FirstRetryAfter = TimeSpan.FromMilliseconds(100);
            work.LongestRetryAfter = TimeSpan.FromSeconds(2);
        })
        .AddCallRecordHandler<Effect>("effect");

    /// <summary>Runs the app and says on the output where it listens.</summary>
    public static async Task<int> RunAsync(string database, string connection, Uri outside, double share, int seed)
    {
        SeededFaults faults = new(share, seed);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        AddStores(builder.Services, database, connection).AddTwilio(SoakEvent.NorthAccount, twilio =>
        {
            twilio.AccountSid = AccountSid;
            twilio.AuthToken = AuthToken;
            twilio.BaseAddress = outside;
            twilio.Http.Budget = TimeSpan.FromSeconds(4);
            twilio.Http.AttemptTimeout = TimeSpan.FromSeconds(1);
            twilio.Http.RetryDelay = TimeSpan.FromMilliseconds(100);
        });
        builder.Services.Configure<WebhookEndpointOptions>(options => options.AnswerWithin = TimeSpan.FromSeconds(1));
        builder.Services.AddSingleton<IWebhookReceiver>(new TestReceiver(SoakEvent.UnreadableAccount, AuthToken));
        builder.Services.AddSingleton<IOutboxSender>(services => new Texts(Client(services), canLookUp: true));
        builder.Services.AddSingleton<IOutboxSender>(services => new Texts(Client(services), canLookUp: false));
        builder.Services.AddHttpClient(nameof(Effect), http => http.BaseAddress = outside);
        builder.Services.AddSingleton(faults);
        WebApplication app = builder.Build();
        app.MapOutsourcingWebhooks("/hooks");
        app.MapGet("/soak/state", StateAsync);
        app.MapPost("/soak/calm", faults.Stop);
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static TwilioClient Client(IServiceProvider services) => services.GetRequiredKeyedService<TwilioClient>(SoakEvent.NorthAccount);

    private static async Task<IResult> StateAsync(HttpContext context, bool collect, IWebhookInbox inbox, ICallDeliveries deliveries, ICommandOutbox outbox, SeededFaults faults)
    {
        WorkBacklog webhooks = await inbox.GetBacklogAsync(context.RequestAborted);
        WorkBacklog changes = await deliveries.GetBacklogAsync(context.RequestAborted);
        WorkBacklog commands = await outbox.GetBacklogAsync(context.RequestAborted);
        if (collect)
        {
#pragma warning disable S1215 // What is left after a full collection is what grows when something leaks.
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
#pragma warning restore S1215
        }

        return Results.Json(new SoakState(webhooks.Pending, changes.Pending, commands.Pending, GC.GetTotalMemory(forceFullCollection: false), faults.Counts()));
    }

    internal sealed class Effect(SeededFaults faults, IHttpClientFactory clients, ICommandOutbox outbox) : ICallRecordHandler
    {
        public async Task HandleAsync(CallRecordChange change, CancellationToken cancellationToken = default)
        {
            string call = change.Record.Id.ProviderCallId;
            if (call.StartsWith(SoakEvent.PoisonPrefix, StringComparison.Ordinal))
            {
                faults.Count("handler: throws each time for this call");
                throw new InvalidDataException(call);
            }

            if (faults.Happens("handler: throws before its effect"))
            {
                throw new InvalidOperationException(call);
            }

            if (faults.Happens("handler: slow"))
            {
                await Task.Delay(SlowFor, TimeProvider.System, cancellationToken);
            }

            using HttpClient sink = clients.CreateClient(nameof(Effect));
            using StringContent key = new(change.IdempotencyKey);
            using HttpResponseMessage response = await sink.PostAsync(new Uri("/effects", UriKind.Relative), key, cancellationToken);
            response.EnsureSuccessStatusCode();
            if (change.Record.RawStatus == SoakEvent.Statuses[^1])
            {
                // Of ten texts one is sent where nobody can look up what became of it.
                bool canLookUp = SoakEvent.NumberOf(call) % 10 != 0;
                await outbox.EnqueueAsync(new OutboxCommand { Key = call, Name = Texts.NameOf(canLookUp), Provider = "twilio", Account = SoakEvent.NorthAccount }, cancellationToken);
            }

            if (faults.Happens("handler: throws after its effect"))
            {
                throw new InvalidOperationException(call);
            }
        }
    }

    private sealed class Texts(TwilioClient client, bool canLookUp) : IOutboxSender
    {
        public string CommandName => NameOf(canLookUp);

        public static string NameOf(bool canLookUp) => canLookUp ? "send-text" : "send-text-blindly";

        public async Task<string?> SendAsync(OutboxCommand command, CancellationToken cancellationToken = default) =>
            (await client.SendMessageAsync(Business, Recipient(command), command.Key, cancellationToken: cancellationToken)).Sid;

        public async Task<OutboxLookup> LookUpAsync(OutboxCommand command, CancellationToken cancellationToken = default)
        {
            if (!canLookUp)
            {
                return OutboxLookup.Unknown;
            }

            await foreach (TwilioMessage message in client.ListMessages(recipient: Recipient(command)).WithCancellation(cancellationToken))
            {
                if (message.Body?.Value == command.Key)
                {
                    return OutboxLookup.Done(message.Sid);
                }
            }

            return OutboxLookup.SafeToSend;
        }

        private static PhoneNumber Recipient(OutboxCommand command) =>
            PhoneNumber.Parse(string.Create(CultureInfo.InvariantCulture, $"+1415{2_000_000 + (SoakEvent.NumberOf(command.Key) % 7_000_000)}"));
    }
}

/// <summary>What the app says of itself.</summary>
internal sealed record SoakState(long Webhooks, long Deliveries, long Commands, long Heap, Dictionary<string, int> Faults)
{
    public long Backlog => Webhooks + Deliveries + Commands;
}
