using System.Text.Json;
using Outsourcing.Delegation;

namespace Outsourcing.Storage;

/// <summary>Puts outcome reviews into envelopes that other systems read.</summary>
public static class ScheduledOutcomeReviewExtensions
{
    /// <summary>The CloudEvents type of an outcome review.</summary>
    public const string EventType = "outsourcing.outcome.reviewed.v1";

    /// <summary>
    /// Writes a review as a CloudEvents 1.0 event in structured JSON: <c>id</c> is the tenant and the idempotency key, <c>subject</c> the
    /// engagement, <c>data</c> the window, the review and the fault line.
    /// </summary>
    /// <param name="review">The review.</param>
    /// <param name="source">What names the app as the event's source.</param>
    /// <returns>The UTF-8 JSON.</returns>
    /// <remarks><c>time</c> is the end of the window, and the same however often the review is told.</remarks>
    public static byte[] ToCloudEvent(this ScheduledOutcomeReview review, Uri source)
    {
        ArgumentNullException.ThrowIfNull(review);
        ArgumentNullException.ThrowIfNull(source);
        return CloudEvent.Write(
            $"{review.Tenant.Value}/{review.IdempotencyKey}",
            source,
            EventType,
            review.Engagement.Id.Value,
            review.Until,
            sequence: null,
            json =>
            {
                json.WriteStartObject();
                json.WriteString("engagement", review.Engagement.Id.Value);
                json.WriteString("from", review.From);
                json.WriteString("until", review.Until);
                json.WritePropertyName("review");
                JsonSerializer.Serialize(json, review.Review, OutsourcingJson.TypeInfo<OutcomeReview>());
                if (review.FaultLine is { } faultLine)
                {
                    json.WritePropertyName("faultLine");
                    JsonSerializer.Serialize(json, faultLine, OutsourcingJson.TypeInfo<FaultLineReport>());
                }

                json.WriteEndObject();
            });
    }
}
