using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Outsourcing.Answering;
using Outsourcing.Delegation;
using Outsourcing.EntityFrameworkCore;
using Outsourcing.EntityFrameworkCore.Tests;
using Outsourcing.Http;
using Outsourcing.Storage;
using Outsourcing.Telephony;
using Outsourcing.Telephony.Tests.Faults;
using Outsourcing.Webhooks;
using static Outsourcing.AspNetCore.Tests.Canaries.Canary;

namespace Outsourcing.AspNetCore.Tests.Canaries;

/// <summary>An app with an account at every provider, each with secrets of its own, and with all that the SDK offers an app.</summary>
internal sealed class CanaryApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string? _file;

    private CanaryApp(WebApplication app, string? file)
    {
        _app = app;
        _file = file;
    }

    /// <summary>What an app may throw: the whole of what it works on.</summary>
    internal sealed class AppFailure() : InvalidOperationException($"{Numbers[0].E164} {Numbers[4].E164} {TwilioToken} {Transcript}");

    internal static IReadOnlyList<string> Telephony { get; } = ["twilio", "telnyx", "vonage", "plivo", "bandwidth", "signalwire", "jambonz"];

    internal static IReadOnlyList<string> Answering { get; } = ["retell", "elevenlabs", "vapi", "dialpad", "aircall", "callrail"];

    internal IServiceProvider Services => _app.Services;

    internal Uri Address => new(_app.Urls.First());

    internal static async Task<CanaryApp> StartAsync(string database, Uri provider, int mailPort, Eavesdropper eavesdropper)
    {
        string? file = database == Databases.Sqlite ? Path.Combine(Path.GetTempPath(), $"outsourcing-{Guid.NewGuid():N}.db") : null;
        string connection = file is null ? await PostgresServer.NewDatabaseAsync() : $"Data Source={file}";
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(new Borrowed(eavesdropper));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddDbContext<OutsourcingDbContext>(options => _ = file is null ? options.UseNpgsql(connection) : options.UseSqlite(connection));
        AddAccounts(builder.Services.AddOutsourcing(), provider, mailPort, null)
            .AddEntityFrameworkStores<OutsourcingDbContext>()
            .ConfigureWork(work =>
            {
                work.MaximumAttempts = 2;
                work.FirstRetryAfter = TimeSpan.FromMilliseconds(1);
                work.PollInterval = TimeSpan.FromMilliseconds(50);
            })
            .AddCallRecordHandler<FailingHandler>("crm")
            .AddOutboxSender<FailingSender>()
            .AddStandardWebhooks<CanarySubscriptions>(webhooks =>
            {
                // What fails is given up at once, and not after days.
                webhooks.RetrySchedule = [];
                webhooks.GiveUpAfter = TimeSpan.FromMilliseconds(1);
                webhooks.PrivateHosts.Add("127.0.0.1");
            });
        builder.Services.AddSingleton(new CanarySubscriptions.Hosts(provider));
        builder.Services.AddSingleton<IIncomingCallHandler, FailingAnswer>();
        builder.Services.AddHealthChecks().AddOutsourcing();
        builder.Services.AddProblemDetails();
        WebApplication app = builder.Build();
        app.MapOutsourcingWebhooks("/hooks");
        app.MapOutsourcingApi("/outsourcing", OutsourcingApiAccess.Anonymous);
        app.MapOutsourcingOnCallSheet("/partners/lighthouse", SheetSecret, _ => ValueTask.FromResult<DelegationBrief?>(null));
        await using (AsyncServiceScope scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<OutsourcingDbContext>().Database.EnsureCreatedAsync();
        }

        await app.StartAsync();
        return new CanaryApp(app, file);
    }

    /// <summary>Adds an account at every provider, named as the provider.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="provider">Where they all are.</param>
    /// <param name="mailPort">The port of the mailbox.</param>
    /// <param name="spoil">Makes the options wrong.</param>
    internal static IOutsourcingBuilder AddAccounts(IOutsourcingBuilder builder, Uri provider, int mailPort, Action<ProviderHttpOptions>? spoil)
    {
        void Http(ProviderHttpOptions http)
        {
            (http.Retries, http.AttemptTimeout, http.Budget) = (0, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4));
            spoil?.Invoke(http);
        }

        return builder
            .AddTwilio("twilio", options =>
            {
                (options.AccountSid, options.AuthToken, options.PreviousAuthToken) = (CanaryWebhooks.TwilioAccount, TwilioToken, TwilioPrevious);
                (options.ApiKey, options.ApiKeySecret, options.BaseAddress) = ("SK1", TwilioKeySecret, provider);
                Http(options.Http);
            })
            .AddTelnyx("telnyx", options =>
            {
                (options.ApiKey, options.PublicKey, options.ConnectionId, options.TexmlAccountId, options.BaseAddress) = (TelnyxKey, CanaryWebhooks.TelnyxPublicKey, "1", "T1", provider);
                Http(options.Http);
            })
            .AddVonage("vonage", options =>
            {
                (options.SignatureSecret, options.ApiKey, options.ApiSecret, options.ApplicationId, options.PrivateKey) = (VonageSignature, "v1", VonageSecret, "A1", VonagePrivateKey);
                (options.BaseAddress, options.RestAddress) = (provider, provider);
                Http(options.Http);
            })
            .AddPlivo("plivo", options =>
            {
                (options.AuthId, options.AuthToken, options.BaseAddress) = ("MA1", PlivoToken, provider);
                Http(options.Http);
            })
            .AddBandwidth("bandwidth", options =>
            {
                (options.AccountId, options.UserName, options.Password, options.VoiceApplicationId, options.MessagingApplicationId) = ("B1", "u", BandwidthSecret, "V1", "M1");
                (options.SiteId, options.CallbackUserName, options.CallbackPassword, options.BaseAddress) = ("1", CanaryWebhooks.BandwidthUser, BandwidthPassword, provider);
                Http(options.Http);
            })
            .AddSignalWire("signalwire", options =>
            {
                (options.Space, options.ProjectId, options.ApiToken, options.SigningKey, options.BaseAddress) = ("space", "P1", SignalWireToken, SignalWireKey, provider);
                Http(options.Http);
            })
            .AddJambonz("jambonz", options =>
            {
                (options.AccountSid, options.ApiKey, options.ApplicationSid, options.WebhookSecret, options.BaseAddress) = ("J1", JambonzKey, "JA1", JambonzSecret, provider);
                Http(options.Http);
            })
            .AddRetell("retell", options =>
            {
                (options.ApiKey, options.WebhookApiKey, options.BaseAddress) = (RetellKey, RetellWebhookKey, provider);
                Http(options.Http);
            })
            .AddElevenLabs("elevenlabs", options =>
            {
                (options.ApiKey, options.WebhookSecret, options.BaseAddress) = (ElevenLabsKey, ElevenLabsSecret, provider);
                Http(options.Http);
            })
            .AddVapi("vapi", options =>
            {
                (options.ApiKey, options.WebhookSecret, options.BaseAddress) = (VapiKey, VapiSecret, provider);
                Http(options.Http);
            })
            .AddDialpad("dialpad", options =>
            {
                (options.ApiKey, options.WebhookSecret, options.BaseAddress) = (DialpadKey, DialpadSecret, provider);
                Http(options.Http);
            })
            .AddAircall("aircall", options =>
            {
                (options.ApiId, options.ApiToken, options.WebhookToken, options.BaseAddress) = ("i", AircallToken, AircallWebhookToken, provider);
                Http(options.Http);
            })
            .AddCallRail("callrail", options =>
            {
                (options.ApiKey, options.AccountId, options.SigningKey, options.BaseAddress) = (CallRailKey, "ACC1", CallRailSigning, provider);
                Http(options.Http);
            })
            .AddSmithAi("smithai", options =>
            {
                (options.ApiKey, options.BaseAddress) = (SmithKey, provider);
                Http(options.Http);
            })
            .AddMoneypenny("moneypenny", options =>
            {
                (options.UserName, options.Password, options.BaseAddress, options.PollInterval) = ("owner", MoneypennyPassword, provider, TimeSpan.FromHours(1));
                Http(options.Http);
            })
            .AddIntake(
                "intake",
                new IntakeFieldMap { CallId = "/id", UpdatedAt = "/at", CallerNumber = "/from", Message = "/note" },
                IntakeVerification.HeaderSecret(CanaryWebhooks.IntakeHeader, IntakeSecret))
            .AddEmailIntake(
                "email",
                mailbox =>
                {
                    (mailbox.Host, mailbox.Port, mailbox.Security, mailbox.UserName, mailbox.Password) = (spoil is null ? "127.0.0.1" : "mail.example.com", mailPort, ImapSecurity.None, "owner", MailboxPassword);
                    (mailbox.MaximumReconnects, mailbox.ReconnectAfter, mailbox.PollInterval) = (0, TimeSpan.Zero, TimeSpan.FromHours(1));
                },
                intake =>
                {
                    intake.AcceptUnauthenticated = true;
                    intake.Templates.Add(new EmailTemplate { Name = "t", Senders = ["desk@example.com"], Layout = spoil is null ? ["A message from the answering desk", "Caller: {from}", "Said: {note...}"] : ["{from}"], Fields = new IntakeFieldMap { CallerNumber = "from", Message = "note" } });
                });
    }

    /// <summary>Works until nothing is left to do, whoever has it on lease: this call or the host's own worker.</summary>
    internal async Task SettleAsync()
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(2));
        do
        {
            await Services.GetRequiredService<InboxProcessor>().ProcessPendingAsync(limit.Token);
            await Services.GetRequiredService<CallDeliveryProcessor>().ProcessPendingAsync(limit.Token);
            await Services.GetRequiredService<OutboxProcessor>().ProcessPendingAsync(limit.Token);
        }
        while ((await Services.GetRequiredService<IWebhookInbox>().GetBacklogAsync(limit.Token)).Pending
            + (await Services.GetRequiredService<ICallDeliveries>().GetBacklogAsync(limit.Token)).Pending
            + (await Services.GetRequiredService<ICommandOutbox>().GetBacklogAsync(limit.Token)).Pending > 0);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_file is not null)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            foreach (string file in Directory.GetFiles(Path.GetDirectoryName(_file)!, Path.GetFileName(_file) + "*"))
            {
                File.Delete(file);
            }
        }
    }

    private sealed class FailingHandler : ICallRecordHandler
    {
        public Task HandleAsync(CallRecordChange change, CancellationToken cancellationToken = default) => throw new AppFailure();
    }

    /// <summary>What an app's own store may hold: one subscription that works, and one that its start did not see.</summary>
    private sealed class CanarySubscriptions(CanarySubscriptions.Hosts hosts) : IWebhookSubscriptions
    {
        public ValueTask<IReadOnlyList<WebhookSubscription>> ListAsync(TenantId tenant, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<IReadOnlyList<WebhookSubscription>>([Make(tenant, "billing", $"/{SubscriberPath}", SubscriberSecret), Make(tenant, "broken", "/broken", BrokenSubscriberSecret)]);

        public async ValueTask<WebhookSubscription?> FindAsync(TenantId tenant, string name, CancellationToken cancellationToken = default) =>
            (await ListAsync(tenant, cancellationToken)).Single(subscription => subscription.Name == name);

        public ValueTask DisableAsync(TenantId tenant, string name, string reason, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        private WebhookSubscription Make(TenantId tenant, string name, string path, string secret) =>
            new() { Tenant = tenant, Name = name, Address = new Uri(hosts.Provider, path), Secrets = [secret] };

        internal sealed record Hosts(Uri Provider);
    }

    private sealed class FailingAnswer : IIncomingCallHandler
    {
        public ValueTask<CallFlow> AnswerAsync(IncomingCall incoming, CancellationToken cancellationToken = default) => throw new AppFailure();
    }

    private sealed class FailingSender : IOutboxSender
    {
        public string CommandName => "fail";

        public Task<string?> SendAsync(OutboxCommand command, CancellationToken cancellationToken = default) => throw new AppFailure();

        public Task<OutboxLookup> LookUpAsync(OutboxCommand command, CancellationToken cancellationToken = default) => throw new AppFailure();
    }

    /// <summary>A provider that outlives the container that uses it.</summary>
    private sealed class Borrowed(ILoggerProvider inner) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => inner.CreateLogger(categoryName);

        public void Dispose()
        {
        }
    }
}
