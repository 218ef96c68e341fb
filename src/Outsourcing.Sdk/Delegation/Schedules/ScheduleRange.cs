namespace Outsourcing.Delegation;

/// <summary>How much of a schedule can be asked for at once.</summary>
internal static class ScheduleRange
{
    private const int MaximumDays = 3_660;

    internal static void Check(DateTimeOffset from, DateTimeOffset until)
    {
        if (until < from || until - from > TimeSpan.FromDays(MaximumDays))
        {
            throw new ArgumentOutOfRangeException(nameof(until), until, $"The end lies from {from:O} to {MaximumDays} days after it.");
        }
    }
}
