using Outsourcing.Delegation;
using Outsourcing.Storage;

namespace MinimalCrm.Work;

/// <summary>Hears of the week's review. Its verdicts stand on the page of verdicts; a CRM of yours writes to the owner here.</summary>
internal sealed partial class WeeklyReview(ILogger<WeeklyReview> logger) : IOutcomeReviewHandler
{
    public Task HandleAsync(ScheduledOutcomeReview review, CancellationToken cancellationToken = default)
    {
        LogReviewed(logger, review.Brief.Id, review.Brief.Version, review.Review.Calls, review.Review.Results.Count(result => result.State == OutcomeState.Missed), review.FaultLine?.Findings is [var first, ..] ? first.Remedy : null);
        return Task.CompletedTask;
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Brief {Brief}, version {Version}, over {Calls} calls: {Missed} outcomes missed. {Remedy}")]
    private static partial void LogReviewed(ILogger logger, BriefId brief, int version, long calls, int missed, string? remedy);
}
