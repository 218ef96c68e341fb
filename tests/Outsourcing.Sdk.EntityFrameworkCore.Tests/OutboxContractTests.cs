using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Storage;
using Shouldly;

namespace Outsourcing.EntityFrameworkCore.Tests;

/// <summary>What an outbox promises, on every database.</summary>
public sealed class OutboxContractTests
{
    private static readonly OutboxCommand Text = new() { Key = "text/1", Name = "send-text", Provider = "Lines", Account = "North", Payload = "{\"to\":\"x\"}" };

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Enqueue_SameKeyTwice_IsSentOnce(string database)
    {
        Sender sender = new();
        await using StoreHost host = await StartAsync(database, sender);
        ICommandOutbox outbox = host.Services.GetRequiredService<ICommandOutbox>();

        bool first = await outbox.EnqueueAsync(Text);
        bool second = await outbox.EnqueueAsync(Text);
        await ProcessAsync(host);

        (first, second).ShouldBe((true, false));
        sender.Sent.ShouldBe(1);
        OutboxResult? result = await outbox.FindAsync("text/1");
        (result!.State, result.Result).ShouldBe((WorkState.Done, "SM1"));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    [Reliability(3, "an answer that is lost is looked up, and nothing sent again")]
    [Reliability(19, "broken off after the effect: 1 send")]
    public async Task Process_AnswerLostAfterEffect_LooksUpAndDoesNotSendAgain(string database)
    {
        Sender sender = new() { LoseAnswers = 1, Lookup = OutboxLookup.Done("SM1") };
        await using StoreHost host = await StartAsync(database, sender);
        ICommandOutbox outbox = host.Services.GetRequiredService<ICommandOutbox>();
        await outbox.EnqueueAsync(Text);

        await ProcessAsync(host);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await ProcessAsync(host);

        (sender.Sent, sender.LookedUp).ShouldBe((1, 1));
        (await outbox.FindAsync("text/1"))!.State.ShouldBe(WorkState.Done);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Process_OutcomeNobodyKnows_IsGivenUpAndNotSentAgain(string database)
    {
        Sender sender = new() { LoseAnswers = 1, Lookup = OutboxLookup.Unknown };
        await using StoreHost host = await StartAsync(database, sender);
        ICommandOutbox outbox = host.Services.GetRequiredService<ICommandOutbox>();
        await outbox.EnqueueAsync(Text);

        await ProcessAsync(host);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await ProcessAsync(host);

        sender.Sent.ShouldBe(1);
        (await outbox.ListDeadAsync()).Single().Reason.ShouldContain("not known");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Process_CertainlyNotSent_IsSentAgain(string database)
    {
        Sender sender = new() { LoseAnswers = 1, Lookup = OutboxLookup.SafeToSend };
        await using StoreHost host = await StartAsync(database, sender);
        await host.Services.GetRequiredService<ICommandOutbox>().EnqueueAsync(Text);

        await ProcessAsync(host);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await ProcessAsync(host);

        sender.Sent.ShouldBe(2);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Process_SenderSaysWhen_IsSentThenAndBeyondTheUsualNumberOfAttempts(string database)
    {
        Sender sender = new() { Later = (12, true), Lookup = OutboxLookup.SafeToSend };
        await using StoreHost host = await StartAsync(database, sender);
        sender.Clock = host.Clock;
        ICommandOutbox outbox = host.Services.GetRequiredService<ICommandOutbox>();
        await outbox.EnqueueAsync(Text);

        for (int attempt = 1; attempt <= 12; attempt++)
        {
            await ProcessAsync(host);
            host.Clock.Advance(TimeSpan.FromMinutes(59));
            await ProcessAsync(host);
            sender.Attempts.Count.ShouldBe(attempt);
            host.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await ProcessAsync(host);

        sender.Attempts.ShouldBe(Enumerable.Range(1, 13));
        (await outbox.FindAsync("text/1"))!.State.ShouldBe(WorkState.Done);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Process_SenderSaysItIsNotItsTurn_CountsNoAttempt(string database)
    {
        Sender sender = new() { Later = (3, false), Lookup = OutboxLookup.SafeToSend };
        await using StoreHost host = await StartAsync(database, sender);
        sender.Clock = host.Clock;
        await host.Services.GetRequiredService<ICommandOutbox>().EnqueueAsync(Text);

        for (int turn = 0; turn < 4; turn++)
        {
            await ProcessAsync(host);
            host.Clock.Advance(TimeSpan.FromHours(1));
        }

        sender.Attempts.ShouldBe([1, 1, 1, 1]);
    }

    private static Task<StoreHost> StartAsync(string database, Sender sender) =>
        StoreHost.StartAsync(database, builder => builder.Services.AddSingleton<IOutboxSender>(sender));

    private static Task<int> ProcessAsync(StoreHost host) => host.Services.GetRequiredService<OutboxProcessor>().ProcessPendingAsync();

    private sealed class Sender : IOutboxSender
    {
        public string CommandName => "send-text";

        public int LoseAnswers { get; set; }

        public OutboxLookup Lookup { get; init; } = OutboxLookup.Unknown;

        public (int Times, bool IsAttempt) Later { get; init; }

        public TimeProvider Clock { get; set; } = TimeProvider.System;

        public List<int> Attempts { get; } = [];

        public int Sent { get; private set; }

        public int LookedUp { get; private set; }

        public Task<string?> SendAsync(OutboxCommand command, CancellationToken cancellationToken = default)
        {
            Sent++;
            Attempts.Add(command.Attempt);
            if (Sent <= Later.Times)
            {
                throw new WorkRetryException("later", Clock.GetUtcNow().AddHours(1), Later.IsAttempt);
            }

            return LoseAnswers-- > 0 ? throw new IOException("the connection was reset") : Task.FromResult<string?>("SM1");
        }

        public Task<OutboxLookup> LookUpAsync(OutboxCommand command, CancellationToken cancellationToken = default)
        {
            LookedUp++;
            return Task.FromResult(Lookup);
        }
    }
}
