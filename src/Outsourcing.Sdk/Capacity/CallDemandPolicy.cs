namespace Outsourcing.Capacity;

/// <summary>How demand is fitted to a call log, and how much of a log that takes. The limits are this project's own.</summary>
public sealed record CallDemandPolicy
{
    /// <summary>Gets how many days the log covers at least.</summary>
    /// <value>The default is 14: every hour of the week twice.</value>
    public int MinimumDays { get; init => field = value >= 7 ? value : throw new ArgumentOutOfRangeException(nameof(MinimumDays), value, "A week is the least that shows every hour of it."); } = 14;

    /// <summary>Gets how many answered calls there are at least.</summary>
    /// <value>The default is 30.</value>
    public int MinimumCalls { get; init => field = value >= 2 ? value : throw new ArgumentOutOfRangeException(nameof(MinimumCalls), value, "A mean with a range takes two calls or more."); } = 30;

    /// <summary>Gets the work after each call, which logs do not show.</summary>
    /// <value>The default is zero.</value>
    public TimeSpan AfterCallWork { get; init => field = value >= TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(AfterCallWork), value, "After-call work is zero or more."); }

    /// <summary>Gets the confidence level of the ranges, between 0 and 1 exclusive.</summary>
    /// <value>The default is 0.95.</value>
    public double Confidence { get; init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(Confidence), value, "A confidence level lies between 0 and 1, such as 0.95."); } = 0.95;
}
