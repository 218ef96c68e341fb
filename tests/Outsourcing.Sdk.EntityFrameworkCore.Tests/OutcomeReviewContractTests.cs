using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Calls;
using Outsourcing.Delegation;
using Outsourcing.Engagements;
using Outsourcing.Partners;
using Outsourcing.Storage;
using Shouldly;

namespace Outsourcing.EntityFrameworkCore.Tests;

/// <summary>What reviews on schedule promise, on every database. The clock stands on a Monday, 9:00, so that a week ended at midnight.</summary>
public sealed class OutcomeReviewContractTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    private static readonly PhoneNumber Line = PhoneNumber.Parse("+442079460555");

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Review_DueAndLookedForBySeveral_IsMadeOnceWithVerdictsAndFaultLine(string database)
    {
        Told told = new();
        await using StoreHost host = await StartAsync(database, told);
        await EngageAsync(host);
        await host.Calls.MergeAsync(Calls(40, answered: 10));

        int[] ordered = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Another<OutcomeReviewSchedule>(host).OrderDueAsync()));
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Another<OutboxProcessor>(host).ProcessPendingAsync()));
        await ReviewAsync(host);

        ordered.Sum().ShouldBe(1);
        ScheduledOutcomeReview review = told.Reviews.ShouldHaveSingleItem();
        review.IdempotencyKey.ShouldBe("outcome-review/desk/1/20260202T000000/20260302T000000");
        (review.From, review.Until, review.Brief.Version, review.Review.Calls).ShouldBe((Monday.AddDays(-28), Monday, 1, 40L));
        review.Review.Results.Single().State.ShouldBe(OutcomeState.Missed);
        review.FaultLine!.Failures.ShouldBe(30);
        RecordedVerdict recorded = (await host.Services.GetRequiredService<IVerdictTrail>().ListAsync()).ShouldHaveSingleItem();
        recorded.Entry.Subject.ShouldBe(review.IdempotencyKey + "/answered");
        recorded.Entry.Value.ShouldBe("Missed");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Review_WhoseHandlerFails_IsToldAgainUnderTheSameKeyAndRecordedOnce(string database)
    {
        Told told = new() { Fail = 1 };
        await using StoreHost host = await StartAsync(database, told);
        await EngageAsync(host);
        await host.Calls.MergeAsync(Calls(40, answered: 40));

        await ReviewAsync(host);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await ReviewAsync(host);

        told.Keys.Count.ShouldBe(2);
        told.Keys.Distinct().Count().ShouldBe(1);
        told.Reviews.ShouldHaveSingleItem().FaultLine.ShouldBeNull();
        (await host.Services.GetRequiredService<IVerdictTrail>().ListAsync()).Count.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Review_AWeekLater_IsAnotherAndWaitsUntilItsWindowSettled(string database)
    {
        Told told = new();
        await using StoreHost host = await StartAsync(database, told);
        await EngageAsync(host);
        await host.Calls.MergeAsync(Calls(40, answered: 40));

        await ReviewAsync(host);
        host.Clock.Advance(Monday.AddDays(7).AddMinutes(59) - host.Clock.GetUtcNow());
        await ReviewAsync(host);
        int before = told.Reviews.Count;
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await ReviewAsync(host);

        before.ShouldBe(1);
        told.Reviews.Select(review => review.Until).ShouldBe([Monday, Monday.AddDays(7)]);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Review_OfTooFewCalls_IsPassedOver(string database)
    {
        Told told = new();
        await using StoreHost host = await StartAsync(database, told);
        await EngageAsync(host);
        await host.Calls.MergeAsync(Calls(19, answered: 0));

        await ReviewAsync(host);

        told.Reviews.ShouldBeEmpty();
        (await host.Services.GetRequiredService<IVerdictTrail>().ListAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Review_AfterANewVersion_CountsOnlyCallsThatStartedUnderIt(string database)
    {
        Told told = new();
        await using StoreHost host = await StartAsync(database, told);
        await EngageAsync(host, engagement => engagement.PutInForce(2, Start(10)));
        await host.Services.GetRequiredService<IDocumentStore<DelegationBrief>>().SaveAsync(Brief(2));
        await host.Calls.MergeAsync(Calls(40, answered: 10));

        await ReviewAsync(host);

        ScheduledOutcomeReview review = told.Reviews.ShouldHaveSingleItem();
        (review.Brief.Version, review.Review.Calls, review.Review.Results.Single().State).ShouldBe((2, 30L, OutcomeState.Missed));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Review_AfterAVersionWasReplacedInTheWeek_JudgesItOnceMore(string database)
    {
        Told told = new();
        await using StoreHost host = await StartAsync(database, told);
        await EngageAsync(host, engagement => engagement.PutInForce(2, Monday.AddHours(-1)));
        await host.Services.GetRequiredService<IDocumentStore<DelegationBrief>>().SaveAsync(Brief(2));
        await host.Calls.MergeAsync(Calls(40, answered: 10));

        await ReviewAsync(host);
        host.Clock.Advance(TimeSpan.FromDays(7));
        await ReviewAsync(host);

        ScheduledOutcomeReview review = told.Reviews.ShouldHaveSingleItem();
        (review.Brief.Version, review.Until, review.Review.Calls, review.Review.Results.Single().State).ShouldBe((1, Monday, 40L, OutcomeState.Missed));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Review_OfAPausedEngagement_IsNotMade(string database)
    {
        Told told = new();
        await using StoreHost host = await StartAsync(database, told);
        await EngageAsync(host, engagement => engagement.Pause(Monday.AddDays(-1), "Holidays."));
        await host.Calls.MergeAsync(Calls(40, answered: 10));

        await ReviewAsync(host);

        told.Reviews.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Review_OfSeveralTenants_ShowsEachItsOwnCallsOnly(string database)
    {
        Told told = new();
        await using StoreHost host = await StartAsync(database, told, builder => builder.UseTenants(options =>
        {
            options.DefaultTenant = null;
            options.Give("lines", "north", TenantId.From("acme")).Give("lines", "south", TenantId.From("zenith"));
        }));
        foreach ((string tenant, string account, int count) in new[] { ("acme", "north", 40), ("zenith", "south", 25) })
        {
            using IDisposable scope = host.Tenants.Use(TenantId.From(tenant));
            await EngageAsync(host);
            await host.Calls.MergeAsync(Calls(count, answered: count, account));
        }

        await ReviewAsync(host);

        told.Reviews.Select(review => (review.Tenant.Value, review.Review.Calls)).Order().ShouldBe([("acme", 40L), ("zenith", 25L)]);
        foreach (string tenant in new[] { "acme", "zenith" })
        {
            using IDisposable scope = host.Tenants.Use(TenantId.From(tenant));
            (await host.Services.GetRequiredService<IVerdictTrail>().ListAsync()).Count.ShouldBe(1);
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Review_WithTheAppsEvidence_LocatesTheFaultByIt(string database)
    {
        Told told = new();
        await using StoreHost host = await StartAsync(database, told, builder => builder.Services.AddScoped<IFaultLineEvidenceSource, Unacknowledged>());
        await EngageAsync(host);
        await host.Calls.MergeAsync(Calls(40, answered: 10));

        await ReviewAsync(host);

        told.Reviews.ShouldHaveSingleItem().FaultLine!.Kinds.Single().Kind.ShouldBe(FaultLineKind.NotTransmitted);
    }

    [Fact]
    public void Schedule_WithoutAPeriod_IsRefused()
    {
        OutsourcingException refused = Should.Throw<OutsourcingException>(
            () => new ServiceCollection().AddOutsourcing().AddOutcomeReviews<Told>(options => options.Period = TimeSpan.Zero));

        refused.Message.ShouldContain("above zero");
    }

    private static async Task<StoreHost> StartAsync(string database, Told told, Action<IOutsourcingBuilder>? configure = null) =>
        await StoreHost.StartAsync(database, builder =>
        {
            builder.AddOutcomeReviews<Told>();
            builder.Services.AddScoped<IOutcomeReviewHandler>(_ => told);
            configure?.Invoke(builder);
        });

    private static T Another<T>(StoreHost host) => ActivatorUtilities.CreateInstance<T>(host.Services);

    private static async Task ReviewAsync(StoreHost host)
    {
        await host.Services.GetRequiredService<OutcomeReviewSchedule>().OrderDueAsync();
        await host.Services.GetRequiredService<OutboxProcessor>().ProcessPendingAsync();
    }

    private static async Task EngageAsync(StoreHost host, Func<Engagement, Engagement>? then = null)
    {
        DateTimeOffset at = Monday.AddDays(-40);
        Engagement engagement = Engagement.Propose(EngagementId.From("desk"), PartnerId.From("harbor"), BriefId.From("front-desk"), at)
            .Agree(at).AssignNumber(Line, at).PutInForce(1, at).Start(at);
        await host.Services.GetRequiredService<IDocumentStore<DelegationBrief>>().SaveAsync(Brief(1));
        await host.Services.GetRequiredService<IDocumentStore<Engagement>>().SaveAsync(then?.Invoke(engagement) ?? engagement);
    }

    private static DelegationBrief Brief(int version) => new()
    {
        Id = BriefId.From("front-desk"),
        Version = version,
        Title = "Front desk",
        Outcomes =
        [
            new OutcomeMetric
            {
                Id = "answered",
                Name = "Calls answered",
                Measure = MetricMeasure.Answered,
                Definition = "Calls that reach a person.",
                Numerator = "calls with the status completed",
                Denominator = "calls offered to the partner",
                Target = MetricTarget.AtLeast(0.7),
                Window = MetricWindow.Week,
                Source = "call records of the telephone provider",
            },
        ],
    };

    private static DateTimeOffset Start(int index) => Monday.AddDays(-10).AddHours(index);

    private static CallUpdate[] Calls(int count, int answered, string account = "north") =>
    [
        .. Enumerable.Range(0, count).Select(index => new CallUpdate
        {
            Call = new CallId("lines", account, $"CA{index}"),
            Revision = new CallRevision(Start(index).AddMinutes(2), "ended"),
            Direction = CallDirection.Inbound,
            Status = index < answered ? CallStatus.Completed : CallStatus.NoAnswer,
            Dialled = Line,
            StartedAt = Start(index),
            Verification = WebhookVerification.BodyWithTimestamp,
        }),
    ];

    private sealed class Told : IOutcomeReviewHandler
    {
        internal int Fail { get; set; }

        internal List<string> Keys { get; } = [];

        internal List<ScheduledOutcomeReview> Reviews { get; } = [];

        public Task HandleAsync(ScheduledOutcomeReview review, CancellationToken cancellationToken = default)
        {
            lock (Reviews)
            {
                Keys.Add(review.IdempotencyKey);
                if (Fail-- > 0)
                {
                    throw new IOException("The mail server is away.");
                }

                Reviews.Add(review);
                return Task.CompletedTask;
            }
        }
    }

    private sealed class Unacknowledged : IFaultLineEvidenceSource
    {
        public Task<FaultLineEvidence> CompleteAsync(FaultLineEvidence known, CancellationToken cancellationToken = default) =>
            Task.FromResult(known with { Receipts = [new BriefReceipt { Version = 1, DeliveredAt = Monday.AddDays(-41) }] });
    }
}
