using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Outsourcing.Calls;
using Outsourcing.Storage;
using Outsourcing.Webhooks;

namespace Outsourcing.EntityFrameworkCore.Tests;

/// <summary>The stores over an empty database of their own, with a clock the test moves.</summary>
internal sealed class StoreHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private readonly string _connection;
    private readonly bool _owner;

    private StoreHost(ServiceProvider services, string? file, string connection, bool owner)
    {
        _services = services;
        _connection = connection;
        _owner = owner;
        File = file;
    }

    /// <summary>The SQLite file; null on PostgreSQL.</summary>
    public string? File { get; }

    public IServiceProvider Services => _services;

    public SetClock Clock => (SetClock)_services.GetRequiredService<TimeProvider>();

    public IWebhookInbox Inbox => _services.GetRequiredService<IWebhookInbox>();

    public ICallStore Calls => _services.GetRequiredService<ICallStore>();

    public ICallDeliveries Deliveries => _services.GetRequiredService<ICallDeliveries>();

    public ITenantAccessor Tenants => _services.GetRequiredService<ITenantAccessor>();

    /// <summary>Starts the stores; <paramref name="beside"/> another host, on its database and its clock.</summary>
    public static async Task<StoreHost> StartAsync(string database, Action<IOutsourcingBuilder>? configure = null, bool protect = false, StoreHost? beside = null)
    {
        ServiceCollection services = new();
        services.AddLogging(logging => logging.ClearProviders());
        services.AddSingleton<TimeProvider>(beside?.Clock ?? new SetClock(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero)));
        string? file = null;
        string connection;
        if (database == Databases.Sqlite)
        {
            file = beside?.File ?? Path.Combine(Path.GetTempPath(), $"outsourcing-{Guid.NewGuid():N}.db");
            connection = $"Data Source={file}";
            services.AddDbContext<OutsourcingDbContext>(options => options.UseSqlite(connection));
        }
        else
        {
            connection = beside?._connection ?? await PostgresServer.NewDatabaseAsync();
            services.AddDbContext<OutsourcingDbContext>(options => options.UseNpgsql(connection, npgsql => npgsql.EnableRetryOnFailure()));
        }

        if (protect)
        {
            services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        }

        IOutsourcingBuilder builder = services.AddOutsourcing().AddEntityFrameworkStores<OutsourcingDbContext>(options => options.ProtectContent = protect);
        services.AddSingleton<IWebhookReceiver, LineReceiver>();
        configure?.Invoke(builder);
        ServiceProvider provider = services.BuildServiceProvider();
        await using (AsyncServiceScope scope = provider.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<OutsourcingDbContext>().Database.EnsureCreatedAsync();
        }

        return new StoreHost(provider, file, connection, owner: beside is null);
    }

    public static InboxMessage Message(string eventId, string body = "CA1|ringing", string account = "north") => new()
    {
        Key = new InboxKey("lines", account, eventId),
        Request = new WebhookRequest("POST", $"https://crm.example/hooks/lines/{account}?a=%2F", [new("X-Signature", "s"), new("X-Twice", "1"), new("X-Twice", "2")], System.Text.Encoding.UTF8.GetBytes(body)),
        Verification = WebhookVerification.BodyWithTimestamp,
        SignedAt = new DateTimeOffset(2026, 3, 2, 8, 59, 59, TimeSpan.Zero),
        ReceivedAt = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero),
    };

    public static CallUpdate Update(string call, int minute, string origin, string status, string? caller = null, string account = "north") => new()
    {
        Call = new CallId("lines", account, call),
        Revision = new CallRevision(new DateTimeOffset(2026, 3, 2, 8, minute, 0, TimeSpan.Zero), origin),
        Status = CallStatus.From(status),
        RawStatus = status,
        Verification = WebhookVerification.BodyWithTimestamp,
        Caller = caller is null ? null : new CallParty { Number = PhoneNumber.Parse(caller) },
    };

    public Task ProcessInboxAsync() => _services.GetRequiredService<InboxProcessor>().ProcessPendingAsync();

    public Task ProcessDeliveriesAsync() => _services.GetRequiredService<CallDeliveryProcessor>().ProcessPendingAsync();

    public async Task<T> WithContextAsync<T>(Func<OutsourcingDbContext, Task<T>> use)
    {
        await using AsyncServiceScope scope = _services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<OutsourcingDbContext>());
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (File is null && _owner)
        {
            // Each test has a database of its own: what its pool keeps open nobody uses again.
            await using NpgsqlConnection pooled = new(_connection);
            NpgsqlConnection.ClearPool(pooled);
        }

        if (File is not null && _owner)
        {
            SqliteConnection.ClearAllPools();
            foreach (string file in Directory.GetFiles(Path.GetDirectoryName(File)!, Path.GetFileName(File) + "*"))
            {
                System.IO.File.Delete(file);
            }
        }
    }

    /// <summary>A clock that can be set, as an operator or a time server does: no time passes by it.</summary>
    internal sealed class SetClock(DateTimeOffset start) : FakeTimeProvider(start)
    {
        private TimeSpan _ahead;
        private int _timers;

        /// <summary>How many waits were begun by it: a test that moves it before they are would move past them.</summary>
        public int Timers => Volatile.Read(ref _timers);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            ITimer timer = base.CreateTimer(callback, state, dueTime, period);
            Interlocked.Increment(ref _timers);
            return timer;
        }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _ahead;

        public override long GetTimestamp() => base.GetUtcNow().UtcTicks;

        public void Set(TimeSpan forward) => _ahead += forward;
    }

    /// <summary>Reads bodies of the form <c>call|status</c>; any other cannot be read.</summary>
    private sealed class LineReceiver : IWebhookReceiver
    {
        public string Provider => "lines";

        public string Account => "north";

        public WebhookCheck Verify(WebhookRequest request, DateTimeOffset now) => WebhookCheck.Valid(WebhookVerification.BodyWithTimestamp);

        public WebhookEvent? Read(WebhookRequest request, WebhookCheck check, DateTimeOffset receivedAt)
        {
            string[] parts = System.Text.Encoding.UTF8.GetString(request.Body.Span).Split('|');
            return parts is [var call, var status]
                ? new WebhookEvent { Id = $"{call}/{status}", Name = status, At = receivedAt, Updates = [StoreHost.Update(call, 10 + status.Length, status, status, "+442079460555")] }
                : null;
        }

        public WebhookReply Render(Outsourcing.Telephony.CallFlow flow) => WebhookReply.Acknowledged;
    }
}
