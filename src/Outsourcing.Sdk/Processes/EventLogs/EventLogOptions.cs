namespace Outsourcing.Processes;

/// <summary>How an event log is read.</summary>
public sealed class EventLogOptions
{
    /// <summary>Gets or sets which column or attribute holds what.</summary>
    public EventLogColumns Columns { get; set; } = new();

    /// <summary>Gets or sets what happens when something in the log cannot be read.</summary>
    /// <value>The default is <see cref="EventLogProblemPolicy.Stop"/>.</value>
    public EventLogProblemPolicy Problems { get; set; }

    /// <summary>Gets or sets the character between the fields of a CSV file; <see langword="null"/> takes it from the header line.</summary>
    /// <value>The default is <see langword="null"/>: comma, semicolon, tab or bar, whichever the header holds most of.</value>
    public char? Separator { get; set; }

    /// <summary>Gets or sets the formats of time stamps that are not ISO 8601, in .NET's custom notation; <c>unix</c> and <c>unixms</c> mean seconds and milliseconds since 1970.</summary>
    /// <value>The default is empty: ISO 8601 only, with a blank allowed for the T. Other notations are ambiguous (is 03/04 in March or April?) and must be named.</value>
    public IReadOnlyList<string> TimestampFormats { get; set; } = [];

    /// <summary>Gets or sets the time zone of time stamps that carry no offset.</summary>
    /// <value>The default is UTC.</value>
    public TimeZoneInfo AssumedTimeZone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>Gets or sets the time zone the hours of the week are counted in; <see langword="null"/> for the offset each time stamp carries.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    public TimeZoneInfo? BusinessTimeZone { get; set; }

    /// <summary>Gets or sets whether offsets are dropped, so that times are compared as the clocks on the wall showed them.</summary>
    /// <value>The default is <see langword="false"/>: instants are compared. Dropping offsets makes a case that crosses a change of clocks an hour too long or too short; do it only to compare with tools that do the same.</value>
    public bool IgnoreOffsets { get; set; }

    /// <summary>Gets or sets whether events that equal an earlier one of their case in everything are left out.</summary>
    /// <value>The default is <see langword="false"/>: they are counted as duplicates and kept.</value>
    public bool DropDuplicates { get; set; }

    /// <summary>Gets or sets how equal time stamps of different cases are ordered where the order counts, which is in the sequence entropy only.</summary>
    /// <value>The default is <see cref="EventLogTieOrder.CaseId"/>.</value>
    public EventLogTieOrder TieOrder { get; set; }

    /// <summary>Gets or sets how many events of one case are held at once to bring late ones into order.</summary>
    /// <value>The default is 1,024. Events of a case that arrive later than that stand where they arrived, and are counted as late.</value>
    public int MaximumEventsHeldPerCase { get; set; } = 1024;

    /// <summary>Gets or sets how long a field, a tag or a text between tags may be, in bytes.</summary>
    /// <value>The default is 1 MiB. A longer one is refused.</value>
    public int MaximumFieldLength { get; set; } = 1024 * 1024;

    /// <summary>Gets or sets how long the log may be once unpacked, in bytes.</summary>
    /// <value>The default is 16 GiB. A longer one is refused, so that a small archive cannot keep a machine busy for days.</value>
    public long MaximumLength { get; set; } = 16L * 1024 * 1024 * 1024;

    internal EventLogOptions Checked()
    {
        ArgumentNullException.ThrowIfNull(Columns);
        ArgumentNullException.ThrowIfNull(TimestampFormats);
        ArgumentNullException.ThrowIfNull(AssumedTimeZone);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumEventsHeldPerCase, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumFieldLength, 1024);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumLength, 1);
        return (EventLogOptions)MemberwiseClone();
    }
}
