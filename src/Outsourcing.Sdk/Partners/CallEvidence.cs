using Outsourcing.Calls;
using Outsourcing.Statistics;

namespace Outsourcing.Partners;

/// <summary>Makes evidence of the calls a partner handled.</summary>
/// <remarks>
/// Offered calls are inbound calls that are over and whose start is known. A call counts as answered when a person or an agent
/// answered it; voicemail is no answer. A completed call whose time of answer the provider does not report is left out: it is unknown.
/// </remarks>
public static class CallEvidence
{
    /// <summary>Counts the offered calls that were answered in time.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="calls">The partner's calls.</param>
    /// <param name="within">The time to answer that is agreed; above zero.</param>
    /// <param name="criterion">The name of the criterion it is evidence on.</param>
    /// <returns>Answered in time, out of those offered.</returns>
    public static PartnerEvidence AnsweredWithin(PartnerId partner, IEnumerable<CallRecord> calls, TimeSpan within, string criterion)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(within, TimeSpan.Zero);
        return Share(partner, criterion, Offered(calls).Select(call => TimeToAnswerOf(call) <= within));
    }

    /// <summary>Counts the offered calls that nobody answered.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="calls">The partner's calls.</param>
    /// <param name="criterion">The name of the criterion it is evidence on; less is better.</param>
    /// <returns>Unanswered, out of those offered.</returns>
    public static PartnerEvidence Unanswered(PartnerId partner, IEnumerable<CallRecord> calls, string criterion) =>
        Share(partner, criterion, Offered(calls).Select(call => TimeToAnswerOf(call) is null));

    /// <summary>Counts the calls that went well, of those where that is known.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="calls">The partner's calls.</param>
    /// <param name="criterion">The name of the criterion it is evidence on.</param>
    /// <returns>Successful, out of those with a known outcome.</returns>
    public static PartnerEvidence Successful(PartnerId partner, IEnumerable<CallRecord> calls, string criterion)
    {
        ArgumentNullException.ThrowIfNull(calls);
        return Share(partner, criterion, calls.Where(call => call.Successful is not null).Select(call => call.Successful == true));
    }

    /// <summary>Measures the median time to answer.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="calls">The partner's calls.</param>
    /// <param name="criterion">The name of the criterion it is evidence on, in seconds; less is better.</param>
    /// <returns>The median of the answered calls with its 95 % interval, in seconds; <see langword="null"/> when none was answered.</returns>
    public static PartnerEvidence? MedianTimeToAnswer(PartnerId partner, IEnumerable<CallRecord> calls, string criterion)
    {
        double[] seconds = [.. Offered(calls).Select(TimeToAnswerOf).OfType<TimeSpan>().Select(time => time.TotalSeconds).Order()];
        return seconds.Length == 0 ? null : PartnerEvidence.Measurement(partner, criterion, Estimate.Quantile(seconds, 0.5), Estimate.MedianInterval(seconds));
    }

    private static PartnerEvidence Share(PartnerId partner, string criterion, IEnumerable<bool> hits)
    {
        bool[] all = [.. hits];
        return PartnerEvidence.Share(partner, criterion, all.Count(hit => hit), all.Length);
    }

    private static IEnumerable<CallRecord> Offered(IEnumerable<CallRecord> calls)
    {
        ArgumentNullException.ThrowIfNull(calls);
        return calls.Where(call => call.Direction is not CallDirection.Outbound
            && call.Status is { IsFinal: true } status
            && call.StartedAt is not null
            && (call.AnsweredAt is not null || status != CallStatus.Completed));
    }

    private static TimeSpan? TimeToAnswerOf(CallRecord call) =>
        call.AnsweredAt is { } answered && call.AnsweredBy != AnsweredBy.Voicemail ? answered - call.StartedAt : null;
}
