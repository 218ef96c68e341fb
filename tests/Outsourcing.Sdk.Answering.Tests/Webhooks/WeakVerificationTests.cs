using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Calls;
using Outsourcing.Http;
using Outsourcing.Storage;
using Outsourcing.Webhooks;
using Shouldly;

namespace Outsourcing.Answering.Tests.Webhooks;

public sealed class WeakVerificationTests
{
    private const string Forged = """{"resource":"call","event":"call.ended","timestamp":1739537297,"token":"aircall-token","data":{"id":812,"status":"done","direction":"inbound","raw_digits":"+1 202 555 0123","answered_at":1739537200,"ended_at":1739537290}}""";

    private static readonly DateTimeOffset Now = new(2025, 2, 14, 12, 48, 17, TimeSpan.Zero);

    [Theory]
    [InlineData(WebhookVerification.None)]
    [InlineData(WebhookVerification.IdOnly)]
    [InlineData(WebhookVerification.SharedToken)]
    [InlineData(WebhookVerification.HeaderSecret)]
    public void Read_WeakCheck_NamesTheCallAndBelievesNothing(WebhookVerification level)
    {
        WebhookCheck check = WebhookCheck.Valid(level);
        IWebhookReceiver[] receivers =
        [
            new RetellWebhookReceiver("a", ["key"]),
            new ElevenLabsWebhookReceiver("a", ["key"]),
            new VapiWebhookReceiver("a", new VapiOptions { WebhookSecret = "s" }),
            new DialpadWebhookReceiver("a", ["dialpad_test"]),
        ];
        string[] bodies =
        [
            """{"event":"call_ended","call":{"call_id":"42","call_status":"ended"}}""",
            """{"type":"post_call_transcription","data":{"conversation_id":"42","status":"done"}}""",
            """{"message":{"type":"end-of-call-report","call":{"id":"42"},"analysis":{"summary":"forged"}}}""",
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJjYWxsX2lkIjo0Miwic3RhdGUiOiJoYW5ndXAifQ.HJ9cdjBre_qA6bSNHzNKWPuaGPA8GCvy44eogTs2KZs",
        ];

        foreach ((IWebhookReceiver receiver, string body) in receivers.Zip(bodies))
        {
            WebhookEvent read = receiver.Read(SignedRequest.Post(body, "X-Any", "1"), check, Now)!;

            read.Updates.ShouldBeEmpty(receiver.Provider);
            read.Unproved.ShouldBe([new CallId(receiver.Provider, "a", "42")]);
        }
    }

    [Fact]
    public async Task Aircall_ForgedBodyWithTheTokenAndNoSuchCall_GivesNothing()
    {
        StubAccount aircall = new();
        await using ServiceProvider services = Aircall(aircall);
        IWebhookReceiver receiver = services.GetServices<IWebhookReceiver>().Single();
        WebhookRequest request = SignedRequest.Post(Forged, "X-Any", "1");

        WebhookCheck check = receiver.Verify(request, Now);
        WebhookEvent read = receiver.Read(request, check, Now)!;

        check.Verification.ShouldBe(WebhookVerification.SharedToken);
        read.Updates.ShouldBeEmpty();
        (await receiver.Source!.FetchAsync(read.Unproved.Single())).ShouldBeNull();
        aircall.Sent.Single().Request.ShouldBe("GET /v1/calls/812");
    }

    [Fact]
    public async Task Aircall_TheCallIsThere_WhatAircallSaysIsBelievedAndNotTheBody()
    {
        StubAccount aircall = new StubAccount().Answer("GET /v1/calls/812", """{"call":{"id":812,"status":"done","direction":"inbound","missed_call_reason":"no_available_agent","started_at":1739537200,"ended_at":1739537230,"number":{"digits":"+1 212 555 0100"}}}""");
        await using ServiceProvider services = Aircall(aircall);
        IWebhookReceiver receiver = services.GetServices<IWebhookReceiver>().Single();
        WebhookRequest request = SignedRequest.Post(Forged, "X-Any", "1");

        CallUpdate update = (await receiver.Source!.FetchAsync(receiver.Read(request, receiver.Verify(request, Now), Now)!.Unproved.Single()))!;

        update.Verification.ShouldBe(WebhookVerification.Fetched);
        update.Status.ShouldBe(CallStatus.NoAnswer);
        update.Caller.ShouldBeNull();
        update.Disposition!.RawReason.ShouldBe("no_available_agent");
    }

    [Fact]
    public void Aircall_WrongOrMissingToken_IsRefused()
    {
        AircallTokenVerifier.Verify(SignedRequest.Post(Forged, "X-Any", "1"), ["another"]).Refusal.ShouldBe(WebhookRefusal.WrongSignature);
        AircallTokenVerifier.Verify(SignedRequest.Post("""{"event":"call.ended"}""", "X-Any", "1"), ["aircall-token"]).Refusal.ShouldBe(WebhookRefusal.MissingSignature);
        AircallTokenVerifier.Verify(SignedRequest.Post("""{"token":""}""", "X-Any", "1"), [""]).IsValid.ShouldBeFalse();
    }

    [Fact]
    public async Task CallRail_SignedWebhook_NamesTheCallToBeRead()
    {
        StubAccount callRail = new StubAccount().Answer("GET /v3/a/ACC1/calls/CAL9.json", """{"id":"CAL9","answered":false,"voicemail":false,"direction":"inbound","customer_phone_number":"+12025550123","start_time":"2025-02-14T07:46:40-05:00","duration":21,"a_new_field":{"kept":1}}""");
        await using ServiceProvider services = callRail.Build((builder, http) => builder.AddCallRail("log", options => (options.ApiKey, options.AccountId, options.SigningKey) = ("K", "ACC1", "callrail_test"), http));
        CallRailClient client = services.GetRequiredKeyedService<CallRailClient>("log");

        FetchedCall found = (await client.GetCallAsync("CAL9"))!;

        found.Update.Status.ShouldBe(CallStatus.NoAnswer);
        found.Update.EndedAt.ShouldBe(new DateTimeOffset(2025, 2, 14, 12, 47, 1, TimeSpan.Zero));
        found.Raw.GetProperty("a_new_field").GetProperty("kept").GetInt32().ShouldBe(1);
        new CallRailWebhookReceiver("log", ["callrail_test"], client).Read(SignedRequest.Post("""{"resource_id":"CAL9","answered":true}""", "Signature", "x"), WebhookCheck.Valid(WebhookVerification.BodyNoTimestamp), Now)!
            .Unproved.ShouldBe([new CallId("callrail", "log", "CAL9")]);
    }

    [Fact]
    public async Task SmithAi_RequestCallback_IsSentOnceAndAFailureIsUnknown()
    {
        StubAccount smith = new StubAccount().Answer("POST /api/vr/v1/outbound/", "{}", 502);
        await using ServiceProvider services = smith.Build((builder, http) => builder.AddSmithAi("desk", options => options.ApiKey = "K", http));
        SmithAiClient client = services.GetRequiredKeyedService<SmithAiClient>("desk");

        await Should.ThrowAsync<ProviderOutcomeUnknownException>(() => client.RequestCallbackAsync(PhoneNumber.Parse("+12025550123"), SmithAiCallbackReason.Reschedule));

        smith.Sent.Single().Body.ShouldBe("""{"callback_number":"\u002B12025550123","reason":5}""");
        await Should.ThrowAsync<ArgumentException>(() => client.RequestCallbackAsync(PhoneNumber.Parse("+12025550123"), SmithAiCallbackReason.Other));
    }

    [Theory]
    [InlineData(404, 0)]
    [InlineData(200, 1)]
    public async Task Inbox_WeakWebhook_BecomesARecordOnlyWhenTheServiceKnowsTheCall(int status, int records)
    {
        StubAccount aircall = new StubAccount().Answer("GET /v1/calls/812", """{"call":{"id":812,"status":"done"}}""", status);
        OneMessage inbox = new(Forged);
        await using ServiceProvider services = aircall.Build((builder, http) =>
        {
            builder.AddAircall("desk", options => (options.ApiId, options.ApiToken, options.WebhookToken) = ("id", "token", "aircall-token"), http).AddStorageProcessing();
            builder.Services.AddSingleton<IWebhookInbox>(inbox);
        });

        await ActivatorUtilities.CreateInstance<InboxProcessor>(services).ProcessPendingAsync();

        inbox.Updates.Count.ShouldBe(records);
        inbox.Failed.ShouldBe(1 - records);
        inbox.Updates.ShouldAllBe(update => update.Verification == WebhookVerification.Fetched);
    }

    private static ServiceProvider Aircall(StubAccount stub) =>
        stub.Build((builder, http) => builder.AddAircall("desk", options => (options.ApiId, options.ApiToken, options.WebhookToken) = ("id", "token", "aircall-token"), http));

    private sealed class OneMessage(string body) : IWebhookInbox
    {
        private bool _leased;

        public List<CallUpdate> Updates { get; } = [];

        public int Failed { get; private set; }

        public Task<IReadOnlyList<WorkLease<InboxMessage>>> LeaseAsync(int limit, TimeSpan duration, CancellationToken cancellationToken = default)
        {
            WorkLease<InboxMessage>[] leases = _leased ? [] :
            [
                new()
                {
                    Id = 1,
                    Token = Guid.NewGuid(),
                    Tenant = TenantId.From("t"),
                    Attempt = 1,
                    Until = TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(1),
                    Item = new InboxMessage { Key = new InboxKey("aircall", "desk", "e1"), Request = SignedRequest.Post(body, "X-Any", "1"), Verification = WebhookVerification.SharedToken, ReceivedAt = Now },
                },
            ];
            _leased = true;
            return Task.FromResult<IReadOnlyList<WorkLease<InboxMessage>>>(leases);
        }

        public Task<IReadOnlyList<WorkLease<InboxMessage>>> LeaseAsync(IReadOnlyCollection<(string Provider, string Account)> accounts, int limit, TimeSpan duration, CancellationToken cancellationToken = default) =>
            LeaseAsync(limit, duration, cancellationToken);

        public Task<int> GiveBackAsync(IReadOnlyCollection<WorkLease<InboxMessage>> leases, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<bool> CompleteAsync(WorkLease<InboxMessage> lease, IReadOnlyList<CallUpdate> updates, CancellationToken cancellationToken = default)
        {
            Updates.AddRange(updates);
            return Task.FromResult(true);
        }

        public Task<bool> FailAsync(WorkLease<InboxMessage> lease, string reason, DateTimeOffset? retryAt, CancellationToken cancellationToken = default)
        {
            Failed++;
            reason.ShouldNotContain("202");
            return Task.FromResult(true);
        }

        public Task<InboxReceipt> StoreAsync(InboxMessage message, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<DeadLetter<InboxMessage>>> ListDeadAsync(int limit = 100, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<bool> ReplayAsync(long id, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<WorkBacklog> GetBacklogAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<WorkBacklog> GetTenantBacklogAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
