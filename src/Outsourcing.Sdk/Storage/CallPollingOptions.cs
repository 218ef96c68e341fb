namespace Outsourcing.Storage;

/// <summary>How an account's calls are polled, beside the webhooks or instead of them.</summary>
public sealed class CallPollingOptions
{
    /// <summary>Gets or sets how long after one poll began the next does, over all instances.</summary>
    /// <value>The default is 5 minutes.</value>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets how far before the last poll a poll begins: a call is listed by its start, and its end, price or recording comes later.</summary>
    /// <value>The default is 2 hours.</value>
    public TimeSpan Overlap { get; set; } = TimeSpan.FromHours(2);

    /// <summary>Gets or sets how far back the first poll begins.</summary>
    /// <value>The default is 7 days.</value>
    public TimeSpan FirstWindow { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Gets or sets how much is read before it is noted how far reading came. A service that lists everything since a time is read in one piece all the same.</summary>
    /// <value>The default is 1 day.</value>
    public TimeSpan LongestWindow { get; set; } = TimeSpan.FromDays(1);
}
