using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Outsourcing.Calls;

/// <summary>Reads the row a CSV reader stands on.</summary>
internal sealed class CallLogRow(CsvTable table, CallLogHeader header, CallLogOptions options, TimeZoneInfo? zone)
{
    private static readonly SearchValues<char> Mantissa = SearchValues.Create("0123456789.,");
    private readonly List<CallLogProblem> _problems = [];
    private readonly string[] _formats = [.. options.TimeFormats];
    private readonly StringBuilder _content = new();

    internal IReadOnlyList<CallLogProblem> Problems => _problems;

    /// <summary>Gets what decides how rows are read, as one text: where it changes, rows may read otherwise.</summary>
    internal string Mapping() => string.Join(
        '\n',
        [header.Describe(), table.Separator.ToString(), zone?.Id, options.Region, options.DurationUnit.ToString(), options.DecimalComma?.ToString(),
            .. _formats, .. options.Outcomes.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key}={pair.Value}")]);

    /// <summary>Goes to the next row that is not blank.</summary>
    internal ValueTask<bool> NextAsync(CancellationToken cancellationToken) => table.NextAsync(cancellationToken);

    /// <summary>Reads the call; null when a problem makes it unreadable.</summary>
    internal CallUpdate? Read()
    {
        _problems.Clear();
        DateTimeOffset? started = Time(header.StartedAt, header.TimeOfDay);
        if (started is null && !_problems.Exists(problem => !problem.RowKept))
        {
            Problem(header.StartedAt, "the start is missing.", "Every call needs one.");
        }

        DateTimeOffset? answered = Time(header.AnsweredAt);
        DateTimeOffset? ended = Time(header.EndedAt);
        TimeSpan? duration = Duration(header.Duration);
        TimeSpan? wait = Duration(header.Wait);
        TimeSpan? hold = Duration(header.Hold);
        PhoneNumber? caller = Number(header.Caller);
        PhoneNumber? dialled = Number(header.Dialled);
        DateTimeOffset? transferred = Time(header.TransferredAt);
        if (started is not { } start || _problems.Exists(problem => !problem.RowKept))
        {
            return null;
        }

        string? statusWord = Field(header.Status);
        string? outcomeWord = Field(header.Outcome);
        CallStatus? status = statusWord is null
            ? outcomeWord is null ? null : CallLogWords.Status(outcomeWord)
            : CallLogWords.Status(statusWord) ?? CallStatus.From(statusWord);
        answered ??= wait is { } waited && (status == CallStatus.Completed || (status is null && duration > TimeSpan.Zero)) ? start + waited : null;
        ended ??= answered is { } answer ? answer + duration : start + wait;
        if (ended < start || answered < start || ended < answered)
        {
            Problem(header.EndedAt >= 0 ? header.EndedAt : header.AnsweredAt, "the call is answered or ends before it starts.", "Check the order of the columns and the time zone.");
            return null;
        }

        string content = Content();
        CallParty party = new() { Number = caller, Name = Personal(header.CallerName), Company = Personal(header.CallerCompany), Email = Personal(header.CallerEmail) };
        return new CallUpdate
        {
            Call = new CallId(options.Provider, options.Account, Field(header.Id) ?? content),
            Revision = new CallRevision(ended ?? start, content),
            Direction = Field(header.Direction) is { } direction ? CallLogWords.Direction(direction) : null,
            Status = status,
            RawStatus = statusWord,
            Caller = party == new CallParty() ? null : party,
            Dialled = dialled,
            HandlerName = Personal(header.Handler),
            StartedAt = start,
            AnsweredAt = answered,
            EndedAt = ended,
            Duration = duration,
            HoldTime = hold,
            Disposition = Outcome(outcomeWord),
            Intent = Field(header.Intent) is { } intent ? new CallerIntent { Kind = CallerIntentKind.Other, Label = intent } : null,
            Successful = Field(header.Successful) is { } successful ? CallLogWords.YesOrNo(successful) : null,
            Urgency = Field(header.Urgency) is { } urgency ? CallUrgency.From(urgency) : null,
            RawUrgency = Field(header.Urgency),
            Summary = Personal(header.Summary),
            Message = Personal(header.Message) is { } message ? new MessageTaken { Body = message, ForPerson = Personal(header.MessageFor) } : null,
            IntakeAnswers = header.Answers.Length == 0 ? null : Answers(),
            Transfers = transferred is null ? null : [new TransferAttempt { Status = TransferStatus.Bridged, At = transferred }],
            Tags = header.Tags.Length == 0 ? null : Tags(),
            Completeness = CallCompleteness.Ended,
        };
    }

    private CallDisposition? Outcome(string? word)
    {
        if (word is null)
        {
            return null;
        }

        DispositionKind kind = options.Outcomes.TryGetValue(word, out DispositionKind given) ? given : CallLogWords.Outcome(word) ?? DispositionKind.From(word);
        return new CallDisposition { Kind = kind, RawReason = word };
    }

    private List<IntakeAnswer> Answers() => [.. header.Answers
        .Where(answer => Field(answer.Column) is not null)
        .Select(answer => new IntakeAnswer { QuestionId = answer.Question, Question = table.Headers[answer.Column], Value = Personal(answer.Column), Provenance = IntakeProvenance.Stated })];

    private Dictionary<string, string>? Tags()
    {
        Dictionary<string, string> tags = new(StringComparer.Ordinal);
        foreach ((string name, int column) in header.Tags)
        {
            if (Field(column) is { } value)
            {
                tags[name] = value;
            }
        }

        return tags.Count == 0 ? null : tags;
    }

    private string? Field(int column) => table.Field(column);

    private PersonalText? Personal(int column) => Field(column) is { } text ? new PersonalText(text) : default(PersonalText?);

    private DateTimeOffset? Time(int column, int timeOfDay = -1)
    {
        if (Field(column) is not { } text)
        {
            return null;
        }

        if (Field(timeOfDay) is { } time)
        {
            text = $"{text} {time}";
        }

        CallLogTime.Outcome outcome = CallLogTime.TryParse(text, _formats, zone, out DateTimeOffset at);
        switch (outcome)
        {
            case CallLogTime.Outcome.Read:
                return at;
            case CallLogTime.Outcome.NoZone:
                Problem(column, "the time has no offset, so nothing says which instant it is.", "Set CallLogOptions.TimeZone to the zone the log was written in.");
                return null;
            case CallLogTime.Outcome.Skipped:
                Problem(column, $"the time does not exist in {zone!.Id}: the clocks skipped it.", "Check CallLogOptions.TimeZone.");
                return null;
            default:
                Problem(column, "the text is no time this reader knows.", "Use ISO 8601, or list the format in CallLogOptions.TimeFormats.");
                return null;
        }
    }

    private TimeSpan? Duration(int column)
    {
        if (Field(column) is not { } text)
        {
            return null;
        }

        if (options.DecimalComma ?? table.Separator == ';')
        {
            text = WithPoint(text);
        }

        if (DurationText.TryParse(text, DurationText.UnitOf(table.Headers[column], options.DurationUnit), out TimeSpan duration))
        {
            return duration;
        }

        Problem(column, "the text is no duration from zero to a year.", "Use a number in CallLogOptions.DurationUnit, m:ss, h:mm:ss or PT65S.");
        return null;
    }

    private PhoneNumber? Number(int column)
    {
        if (Field(column) is not { } text || CallLogWords.IsNoNumber(text))
        {
            return null;
        }

        if (IsShortened(text))
        {
            Problem(column, "a spreadsheet has shortened the number, and its last digits are lost.", "Export again with the column formatted as text.", kept: true);
            return null;
        }

        // ="0123" and '0123 are how people keep spreadsheets from computing.
        if (PhoneNumber.TryParse(text.TrimStart('=', '\'').Trim('"'), out PhoneNumber number, options.Region))
        {
            return number;
        }

        Problem(column, $"the text ({text.Length} characters) is no telephone number.", options.Region is null ? "Set CallLogOptions.Region for numbers without country code." : "Check the number and CallLogOptions.Region.", kept: true);
        return null;
    }

    private void Problem(int column, string cause, string remedy, bool kept = false) => _problems.Add(new CallLogProblem
    {
        File = table.Name,
        Line = table.Line,
        Column = column >= 0 ? table.Headers[column] : null,
        Cause = cause,
        Remedy = remedy,
        RowKept = kept,
    });

    // "1,5" is one and a half; the comma of "1 h, 5 min" has a blank behind it.
    private static string WithPoint(string text)
    {
        int comma = text.LastIndexOf(',');
        return comma > 0 && comma + 1 < text.Length && char.IsAsciiDigit(text[comma - 1]) && char.IsAsciiDigit(text[comma + 1]) && text.IndexOf(',') == comma && !text.Contains('.')
            ? string.Concat(text.AsSpan(0, comma), ".", text.AsSpan(comma + 1))
            : text;
    }

    // 4.42079E+11, with a point or a comma.
    private static bool IsShortened(string text)
    {
        int e = text.IndexOf("E+", StringComparison.OrdinalIgnoreCase);
        return e > 0 && text.AsSpan(0, e).TrimStart('+').IndexOfAnyExcept(Mantissa) < 0 && text.AsSpan(e + 2).IndexOfAnyExceptInRange('0', '9') < 0;
    }

    // Names the row by what it says: the same row of another export is the same update.
    internal string Content()
    {
        _content.Clear();
        for (int column = 0; column < table.FieldCount; column++)
        {
            _content.Append(table.Span(column).Trim()).Append('\u001f');
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(_content.ToString()), hash);
        return string.Create(CultureInfo.InvariantCulture, $"row-{Convert.ToHexStringLower(hash[..12])}");
    }
}
