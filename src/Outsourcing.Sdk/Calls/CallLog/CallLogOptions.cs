using System.Text;

namespace Outsourcing.Calls;

/// <summary>How a call log in CSV form is read.</summary>
public sealed class CallLogOptions
{
    /// <summary>Gets or sets the provider in the ids of the calls.</summary>
    /// <value>The default is <c>csv</c>.</value>
    public string Provider { get; set; } = "csv";

    /// <summary>Gets or sets the account in the ids of the calls.</summary>
    /// <value>The default is <c>log</c>.</value>
    public string Account { get; set; } = "log";

    /// <summary>Gets or sets which column holds what.</summary>
    /// <value>The default recognises common headers.</value>
    public CallLogColumns Columns { get; set; } = new();

    /// <summary>Gets or sets the separator between fields.</summary>
    /// <value>The default, <see langword="null"/>, finds it from the header line (comma, semicolon, tab or bar) or takes it from a line <c>sep=;</c> before it.</value>
    public char? Delimiter { get; set; }

    /// <summary>Gets or sets the encoding of files and streams without a byte order mark.</summary>
    /// <value>The default, <see langword="null"/>, reads UTF-8, and what is no UTF-8 as Windows-1252, in which Western editions of Excel save "CSV".</value>
    public Encoding? Encoding { get; set; }

    /// <summary>Gets or sets whether a comma in a duration that is a number is a decimal point.</summary>
    /// <value>The default, <see langword="null"/>, takes it for one where semicolons separate the fields, as Excel writes them in such countries.</value>
    public bool? DecimalComma { get; set; }

    /// <summary>Gets or sets the IANA or Windows id of the time zone of times that carry no offset.</summary>
    /// <value>The default is <see langword="null"/>: such a time is a problem, since nothing says which instant it is.</value>
    /// <remarks>A time that a change of clocks repeats is taken as the earlier instant; one that a change skips is a problem.</remarks>
    public string? TimeZone { get; set; }

    /// <summary>Gets the formats of times, as <see cref="DateTimeOffset.ParseExact(string, string, IFormatProvider)"/> has them, in the invariant culture.</summary>
    /// <value>The default is empty: ISO 8601 and Unix times (10 digits of seconds, 13 of milliseconds). <c>03/04/2026</c> is read only where a format says which number is the month.</value>
    public IList<string> TimeFormats { get; } = [];

    /// <summary>Gets or sets the unit of durations that are plain numbers. <c>m:ss</c>, <c>h:mm:ss</c>, <c>1m 5s</c> and <c>PT65S</c> are read in any case, and a header that names its unit, such as <c>Duration (ms)</c>, goes first.</summary>
    /// <value>The default is seconds.</value>
    public CallLogDurationUnit DurationUnit { get; set; }

    /// <summary>Gets or sets the ISO 3166-1 region whose dialling rules numbers without country code follow, such as <c>GB</c>.</summary>
    /// <value>The default is <see langword="null"/>: a number without country code is a problem.</value>
    public string? Region { get; set; }

    /// <summary>Gets what the log's own words for outcomes mean; words not listed here are recognised or kept as they came.</summary>
    /// <value>The default is empty. Keys ignore case.</value>
    public IDictionary<string, DispositionKind> Outcomes { get; } = new Dictionary<string, DispositionKind>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets what to do about a row that cannot be read.</summary>
    /// <value>The default stops at the first.</value>
    public CallLogProblemPolicy OnProblem { get; set; }

    /// <summary>Gets or sets how many problems are collected before reading stops all the same.</summary>
    /// <value>The default is 1,000.</value>
    public int MaxProblems { get; set; } = 1_000;

    /// <summary>Gets or sets the longest line, in characters.</summary>
    /// <value>The default is 1,048,576.</value>
    public int MaxLineLength { get; set; } = 1 << 20;
}
