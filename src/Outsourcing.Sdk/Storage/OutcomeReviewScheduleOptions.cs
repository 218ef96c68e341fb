namespace Outsourcing.Storage;

/// <summary>When outcomes are reviewed, and over which calls.</summary>
public sealed class OutcomeReviewScheduleOptions
{
    /// <summary>Gets or sets a moment at which a review ends; the others lie whole periods from it.</summary>
    /// <value>The default is a Monday at midnight UTC.</value>
    public DateTimeOffset Anchor { get; set; } = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Gets or sets the time from one review to the next.</summary>
    /// <value>The default is 7 days.</value>
    public TimeSpan Period { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Gets or sets how long before the review the calls it looks at may have started.</summary>
    /// <value>The default is 28 days. A window longer than the period looks at calls again, with those that came since.</value>
    public TimeSpan Window { get; set; } = TimeSpan.FromDays(28);

    /// <summary>Gets or sets how long after its window a review is made, so that what is told late about a call is in.</summary>
    /// <value>The default is 1 hour.</value>
    public TimeSpan Settling { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Gets or sets how many finished calls under the version a window needs; with fewer it is passed over in silence.</summary>
    /// <value>The default is 20.</value>
    public int MinimumCalls { get; set; } = 20;

    /// <summary>Gets or sets how often it is looked whether reviews are due.</summary>
    /// <value>The default is 10 minutes.</value>
    public TimeSpan CheckInterval { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets or sets whether calls outside the hours of the brief count too.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool IncludeOutsideHours { get; set; }

    /// <summary>Gets the end of the newest window that is due.</summary>
    internal DateTimeOffset LastDue(DateTimeOffset now)
    {
        long elapsed = (now - Settling - Anchor).Ticks;
        long periods = elapsed / Period.Ticks;
        return Anchor.AddTicks((elapsed < 0 && elapsed % Period.Ticks != 0 ? periods - 1 : periods) * Period.Ticks);
    }

    internal void Validate()
    {
        if (Period <= TimeSpan.Zero || Window <= TimeSpan.Zero || CheckInterval <= TimeSpan.Zero || Settling < TimeSpan.Zero || MinimumCalls < 1)
        {
            throw new OutsourcingException(
                $"Reviewing every {Period} over {Window}, {Settling} later, looking every {CheckInterval}, from {MinimumCalls} calls does not work: period, window and check interval are above zero, settling is zero or more, and at least 1 call is needed.");
        }
    }
}
