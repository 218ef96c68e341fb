using System.Net.Mime;
using System.Text.Json;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Outsourcing.Calls;
using Outsourcing.Delegation;
using Outsourcing.Engagements;
using Outsourcing.Partners;
using Outsourcing.Storage;
using Shouldly;
using CloudEvent = CloudNative.CloudEvents.CloudEvent;

namespace Outsourcing.AspNetCore.Tests;

/// <summary>The envelopes are what the CloudEvents project's own library reads as CloudEvents 1.0.</summary>
public sealed class CloudEventTests
{
    private static readonly Uri Source = new("https://crm.example/north");
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, 123, TimeSpan.FromHours(2));

    [Fact]
    public void ToCloudEvent_ChangedCall_IsOneThatTheProjectsLibraryReads()
    {
        CallRecord record = CallHistory.From([new CallUpdate
        {
            Call = new CallId("lines", "north", "CA/1"),
            Revision = new CallRevision(At, "a"),
            Status = CallStatus.Completed,
            Verification = WebhookVerification.BodyWithTimestamp,
            Caller = new CallParty { Number = PhoneNumber.Parse("+442079460001") },
        }]).ToRecord();
        CallRecordChange change = new() { IdempotencyKey = "acme/lines/north/CA%2F1/7", Tenant = TenantId.From("acme"), Version = 7, ChangedAt = At, Record = record };

        CloudEvent read = Read(change.ToCloudEvent(Source));

        (read.Id, read.Source, read.Type, read.Subject, read.Time, read.DataContentType)
            .ShouldBe((change.IdempotencyKey, Source, CallRecordChangeExtensions.EventType, "lines/north/CA%2F1", (DateTimeOffset?)At, MediaTypeNames.Application.Json));
        read["sequence"].ShouldBe("0000000007");
        JsonSerializer.Deserialize(((JsonElement)read.Data!).GetRawText(), OutsourcingJson.TypeInfo<CallRecord>()).ShouldBe(record);
    }

    [Fact]
    public void ToCloudEvent_OutcomeReview_IsOneThatTheProjectsLibraryReads()
    {
        ScheduledOutcomeReview review = Review(TenantId.From("acme"));

        CloudEvent read = Read(review.ToCloudEvent(Source));

        (read.Id, read.Source, read.Type, read.Subject, read.Time, read.DataContentType)
            .ShouldBe(($"acme/{review.IdempotencyKey}", Source, ScheduledOutcomeReviewExtensions.EventType, "desk", (DateTimeOffset?)review.Until, MediaTypeNames.Application.Json));
        JsonElement data = (JsonElement)read.Data!;
        data.GetProperty("from").GetDateTimeOffset().ShouldBe(review.From);
        JsonSerializer.Deserialize(data.GetProperty("review").GetRawText(), OutsourcingJson.TypeInfo<OutcomeReview>()).ShouldBe(review.Review);
        data.GetProperty("faultLine").GetProperty("failures").GetInt64().ShouldBe(0);
    }

    [Fact]
    public void ToCloudEvent_Sequences_AreInTheOrderOfTexts()
    {
        string[] sequences = [.. new[] { 1, 2, 9, 10, 99, 1000, int.MaxValue }.Select(version => (string)Read(Change(version).ToCloudEvent(Source))["sequence"]!)];

        sequences.Order(StringComparer.Ordinal).ShouldBe(sequences);
        sequences.ShouldBeUnique();
    }

    /// <summary>A review of a window in which nothing was missed.</summary>
    internal static ScheduledOutcomeReview Review(TenantId tenant)
    {
        BriefId brief = BriefId.From("front-desk");
        return new()
        {
            IdempotencyKey = "outcome-review/desk/1/20260202T000000/20260302T000000",
            Tenant = tenant,
            Engagement = Engagement.Propose(EngagementId.From("desk"), PartnerId.From("harbor"), brief, At),
            Brief = new DelegationBrief { Id = brief, Version = 1, Title = "Front desk" },
            From = At.AddDays(-28),
            Until = At,
            Review = new OutcomeReview { Brief = brief, Version = 1, Calls = 40 },
            FaultLine = new FaultLineReport { Failures = 0 },
        };
    }

    private static CallRecordChange Change(int version) => new()
    {
        IdempotencyKey = $"k/{version}",
        Tenant = TenantId.Default,
        Version = version,
        ChangedAt = At,
        Record = CallHistory.From([new CallUpdate { Call = new CallId("lines", "north", "CA1"), Revision = new CallRevision(At, "a"), Verification = WebhookVerification.BodyWithTimestamp }]).ToRecord(),
    };

    private static CloudEvent Read(byte[] json)
    {
        CloudEvent read = new JsonEventFormatter().DecodeStructuredModeMessage(json, new ContentType("application/cloudevents+json"), [CloudEventAttribute.CreateExtension("sequence", CloudEventAttributeType.String)]);
        read.SpecVersion.ShouldBe(CloudEventsSpecVersion.V1_0);
        read.IsValid.ShouldBeTrue();
        return read;
    }
}
