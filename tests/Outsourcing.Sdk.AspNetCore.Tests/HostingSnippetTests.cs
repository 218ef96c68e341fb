using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Outsourcing.Snippets;
using Outsourcing.Storage;
using Outsourcing.Testing;
using Shouldly;

namespace Outsourcing.AspNetCore.Tests;

/// <summary>The hosts of docs/hosting.md, started as they stand there.</summary>
public sealed class HostingSnippetTests
{
    private static readonly PhoneNumber Line = PhoneNumber.Parse("+442079460100");

    [Fact]
    public async Task WebHost_HandlesACallFromEndToEnd_AndIsHealthy()
    {
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using Snippet web = await Snippet.StartAsync(Hosting.WebAsync, simulator);
        Uri address = new(web.Host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Uri hook = new(address, "/hooks/twilio/north");
        simulator.Own(Line, hook, hook);

        SimulatedCall call = await simulator.CallAsync(new CallScript { To = Line, From = PhoneNumber.Parse("+442079460555") });

        await HeardAsync(web, call);
        using HttpMessageInvoker client = new(new SocketsHttpHandler());
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(address, "/health"));
        using HttpResponseMessage health = await client.SendAsync(request, CancellationToken.None);
        (health.StatusCode, await health.Content.ReadAsStringAsync()).ShouldBe((HttpStatusCode.OK, "Healthy"));
    }

    [Fact]
    public async Task Worker_HandlesACallThatAnotherProcessReceived()
    {
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using Snippet worker = await Snippet.StartAsync(Hosting.WorkerAsync, simulator);
        WebApplicationBuilder builder = WebApplication.CreateBuilder(worker.Args);
        builder.Logging.ClearProviders();
        builder.Services.AddCrm(builder.Configuration);

        // It receives and does no work, so that what is done is the worker's.
        builder.Services.Remove(builder.Services.Single(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Name == "StorageWorker"));
        await using WebApplication receiving = builder.Build();
        receiving.MapOutsourcingWebhooks("/hooks");
        await receiving.StartAsync();
        Uri hook = new(new Uri(receiving.Urls.First()), "/hooks/twilio/north");
        simulator.Own(Line, hook, hook);

        SimulatedCall call = await simulator.CallAsync(new CallScript { To = Line, From = PhoneNumber.Parse("+442079460555") });

        await HeardAsync(worker, call);
        ((Mailbox)receiving.Services.GetRequiredService<IMailbox>()).Sent.ShouldBeEmpty();
    }

    private static async Task HeardAsync(Snippet snippet, SimulatedCall call)
    {
        Mailbox mailbox = (Mailbox)snippet.Host.Services.GetRequiredService<IMailbox>();
        Stopwatch watch = Stopwatch.StartNew();
        while (mailbox.Sent.Count == 0 && watch.Elapsed < TimeSpan.FromMinutes(1))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        mailbox.Sent.ShouldHaveSingleItem().Value.ShouldContain(call.Id);
        (await snippet.Host.Services.GetRequiredService<ICallStore>().CountAsync(CallQuery.All)).ShouldBe(1);
    }

    /// <summary>A host that a method builds and runs, as a program does; found as the test host of ASP.NET Core finds it.</summary>
    private sealed class Snippet : IAsyncDisposable, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        private static readonly AsyncLocal<Snippet?> Starting = new();
        private readonly TaskCompletionSource<IHost> _built = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly string _file = Path.Combine(Path.GetTempPath(), $"outsourcing-{Guid.NewGuid():N}.db");
        private readonly List<IDisposable> _subscriptions = [];
        private Task _running = Task.CompletedTask;

        private Snippet(TwilioSimulator simulator) => Args =
        [
            "--urls=http://127.0.0.1:0", $"--ConnectionStrings:Crm=Data Source={_file}", "--Logging:LogLevel:Default=None",
            $"--Twilio:North:AccountSid={simulator.AccountSid}", $"--Twilio:North:AuthToken={simulator.AuthToken}", $"--Twilio:North:BaseAddress={simulator.BaseAddress}",
        ];

        internal string[] Args { get; }

        internal IHost Host => _built.Task.Result;

        internal static async Task<Snippet> StartAsync(Func<string[], Task> run, TwilioSimulator simulator)
        {
            Snippet snippet = new(simulator);
            snippet._subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(snippet));
            snippet._running = Task.Run(() =>
            {
                Starting.Value = snippet;
                return run(snippet.Args);
            });
            Task first = await Task.WhenAny(snippet._built.Task, snippet._running).WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
            if (first == snippet._running)
            {
                await snippet._running;
            }

            TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await using CancellationTokenRegistration registration = snippet.Host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(started.SetResult);
            await await Task.WhenAny(started.Task, snippet._running).WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
            return snippet;
        }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.Extensions.Hosting")
            {
                _subscriptions.Add(value.Subscribe(this));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (Starting.Value == this && value is { Key: "HostBuilt", Value: IHost host })
            {
                _built.TrySetResult(host);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public async ValueTask DisposeAsync()
        {
            await Host.StopAsync();
            await _running.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
            _subscriptions.ForEach(subscription => subscription.Dispose());
            SqliteConnection.ClearAllPools();
            foreach (string file in Directory.GetFiles(Path.GetDirectoryName(_file)!, Path.GetFileName(_file) + "*"))
            {
                File.Delete(file);
            }
        }
    }
}
