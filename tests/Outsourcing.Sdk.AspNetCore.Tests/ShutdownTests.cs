using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Outsourcing.AspNetCore.Tests.Soak;
using Outsourcing.EntityFrameworkCore;
using Outsourcing.EntityFrameworkCore.Tests;
using Outsourcing.Testing;
using Shouldly;

namespace Outsourcing.AspNetCore.Tests;

/// <summary>The app is stopped while webhooks wait for the commit they are to go with.</summary>
public sealed class ShutdownTests
{
    // More than go in one transaction, so that some wait for the second.
    private const int Webhooks = 300;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    // Beyond the timeout an app waits for the machine alone.
    private static readonly TimeSpan Allowance = TimeSpan.FromSeconds(2);

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    [Reliability(18, "stopped while 300 webhooks wait for their commit, which then ends: each answered 204 and stored")]
    public async Task Stop_WhileWebhooksWaitForACommitThatEnds_StoresAndAnswersAll(string database)
    {
        Outcome outcome = await StopAsync(database, commitEnds: true);

        outcome.Answers.Count(answer => answer.Status == 204).ShouldBe(Webhooks);
        outcome.Stored.Order().ShouldBe(outcome.Answers.Select(answer => answer.EventId).Order());
        outcome.Took.ShouldBeLessThan(Timeout);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    [Reliability(18, "the same with a commit that does not end: the app stops within its timeout of 3 s (2 s more for a busy machine), and nobody hears 2xx")]
    public async Task Stop_WhileWebhooksWaitForACommitThatDoesNotEnd_EndsAndAnswersNobodyWithSuccess(string database)
    {
        Outcome outcome = await StopAsync(database, commitEnds: false);

        outcome.Answers.Count.ShouldBe(Webhooks);
        outcome.Answers.ShouldAllBe(answer => answer.Status == 0 || answer.Status >= 500);
        outcome.Took.ShouldBeLessThan(Timeout + Allowance);
    }

    private static async Task<Outcome> StopAsync(string database, bool commitEnds)
    {
        HeldInsert held = new();
        int entered = 0;
        TaskCompletionSource allEntered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync(new());
        await using WebhookHost host = await WebhookHost.StartAsync(
            simulator,
            services =>
            {
                services.ConfigureDbContext<OutsourcingDbContext>(options => options.AddInterceptors(held));
                services.Configure<HostOptions>(options => options.ShutdownTimeout = Timeout);
                services.Configure<WebhookEndpointOptions>(options => options.AnswerWithin = TimeSpan.FromMinutes(1));
            },
            app => app.Use((context, next) =>
            {
                if (Interlocked.Increment(ref entered) == Webhooks)
                {
                    allEntered.SetResult();
                }

                return next(context);
            }),
            database == Databases.Sqlite ? null : await PostgresServer.NewDatabaseAsync());
        ConcurrentBag<Answer> answers = [];
        using HttpMessageInvoker client = new(new SocketsHttpHandler());
        Task[] sending = [.. Enumerable.Range(0, Webhooks).Select(index => SendAsync(client, host.Hook, simulator.AuthToken, index, answers))];
        await held.Began.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await allEntered.Task.WaitAsync(TimeSpan.FromMinutes(1));

        Stopwatch watch = Stopwatch.StartNew();
        Task stopping = host.StopAsync();
        if (commitEnds)
        {
            host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested.ShouldBeTrue();
            held.Release.SetResult();
        }

        await stopping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        TimeSpan took = watch.Elapsed;
        await Task.WhenAll(sending);
        held.Release.TrySetResult();
        return new Outcome([.. answers], await host.StoredAsync(), took);
    }

    private static async Task SendAsync(HttpMessageInvoker client, Uri hook, string authToken, int index, ConcurrentBag<Answer> answers)
    {
        string call = string.Create(CultureInfo.InvariantCulture, $"CA{index:x32}");
        (byte[] body, string signature) = TwilioPost.Sign(hook, authToken, [("CallSid", call), ("CallStatus", "completed"), ("CallbackSource", "call-progress-events"), ("From", "+442079460555"), ("SequenceNumber", "3")]);
        int status = 0;
        try
        {
            using HttpRequestMessage request = TwilioPost.Request(hook, body, signature);
            using HttpResponseMessage response = await client.SendAsync(request, CancellationToken.None);
            status = (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            // No answer: the provider sends it again.
        }

        answers.Add(new Answer($"{call}/completed/3/True", status));
    }

    private sealed record Answer(string EventId, int Status);

    private sealed record Outcome(IReadOnlyCollection<Answer> Answers, IReadOnlySet<string> Stored, TimeSpan Took);

    /// <summary>Holds the first insert of webhooks until it is released.</summary>
    private sealed class HeldInsert : DbCommandInterceptor
    {
        public TaskCompletionSource Began { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.Replace("\"", "", StringComparison.Ordinal).StartsWith("INSERT INTO outsourcing_inbox ", StringComparison.Ordinal) && Began.TrySetResult())
            {
                await Release.Task;
            }

            return result;
        }
    }
}
