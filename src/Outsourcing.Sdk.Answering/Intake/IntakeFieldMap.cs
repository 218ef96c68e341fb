using System.Text.Json.Serialization;
using Outsourcing.Calls;

namespace Outsourcing.Answering;

/// <summary>
/// Where a message of an answering service holds what: JSON pointers (RFC 6901) into a JSON body such as <c>/call/id</c>, names
/// of form fields, or names of fields in the layout of a summary e-mail. What is not mapped is not read.
/// </summary>
public sealed record IntakeFieldMap
{
    /// <summary>Gets the field of the call's id; <see langword="null"/> takes one made of the body, so that the same body again is the same call.</summary>
    public string? CallId { get; init; }

    /// <summary>Gets the field of the event's id; <see langword="null"/> takes one made of the body.</summary>
    public string? EventId { get; init; }

    /// <summary>Gets the field of the moment the message tells about, by which the messages of one call are put in order; its last change, or when the event happened.</summary>
    /// <value>
    /// The default is <see langword="null"/>: the signed time, else that of the receipt. Then of two messages of one call the one that
    /// comes later counts as newer; map it where a call is told more than once.
    /// </value>
    public string? UpdatedAt { get; init; }

    /// <summary>Gets the field of the start.</summary>
    public string? StartedAt { get; init; }

    /// <summary>Gets the .NET formats of times that are not ISO 8601, such as <c>MM/dd/yyyy h:mm tt</c>; the first that fits is taken.</summary>
    /// <value>The default is empty: ISO 8601 and Unix times. <c>03/04/2026</c> is read only where a format says which number is the month.</value>
    public IReadOnlyList<string> TimeFormats { get; init => field = ValueList.Copy(value); } = ValueList.Empty<string>();

    /// <summary>Gets the IANA or Windows id of the zone of times without an offset.</summary>
    /// <value>The default is <c>UTC</c>.</value>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Gets the field of the length of the call.</summary>
    public string? Duration { get; init; }

    /// <summary>Gets the unit of a length that is a plain number; <c>m:ss</c>, <c>1m 5s</c> and <c>PT65S</c> are read in any case.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<CallLogDurationUnit>))]
    public CallLogDurationUnit DurationUnit { get; init; }

    /// <summary>Gets the field of the caller's number.</summary>
    public string? CallerNumber { get; init; }

    /// <summary>Gets the region of national numbers as ISO 3166-1 alpha-2, such as <c>US</c>.</summary>
    public string? Region { get; init; }

    /// <summary>Gets the field of the caller's name.</summary>
    public string? CallerName { get; init; }

    /// <summary>Gets the field of the caller's company.</summary>
    public string? CallerCompany { get; init; }

    /// <summary>Gets the field of the caller's e-mail address.</summary>
    public string? CallerEmail { get; init; }

    /// <summary>Gets the field of the number called.</summary>
    public string? Dialled { get; init; }

    /// <summary>Gets the field of the message taken.</summary>
    public string? Message { get; init; }

    /// <summary>Gets the field of whom the message is for.</summary>
    public string? MessageFor { get; init; }

    /// <summary>Gets the field of the summary.</summary>
    public string? Summary { get; init; }

    /// <summary>Gets the field of how the call ended.</summary>
    public string? Disposition { get; init; }

    /// <summary>Gets what the service's words for how a call ended mean; a word not listed stays as it is, with the kind unknown.</summary>
    public IReadOnlyDictionary<string, string> Dispositions { get; init => field = ValueMap.Copy(value); } = ValueMap.Empty<string>();

    /// <summary>Gets the field of what the caller wanted.</summary>
    public string? Intent { get; init; }

    /// <summary>Gets what the service's words for what callers want mean; a word not listed stays the label, with the kind <c>other</c>.</summary>
    public IReadOnlyDictionary<string, string> Intents { get; init => field = ValueMap.Copy(value); } = ValueMap.Empty<string>();

    /// <summary>Gets the field of the urgency.</summary>
    public string? Urgency { get; init; }

    /// <summary>Gets what the service's words for urgency mean; a word not listed is taken as it is.</summary>
    public IReadOnlyDictionary<string, string> Urgencies { get; init => field = ValueMap.Copy(value); } = ValueMap.Empty<string>();

    /// <summary>Gets the fields of intake answers, by the question's id.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init => field = ValueMap.Copy(value); } = ValueMap.Empty<string>();

    /// <summary>Gets the names of all fields that are mapped.</summary>
    internal IEnumerable<string> Named() =>
        new[] { CallId, EventId, UpdatedAt, StartedAt, Duration, CallerNumber, CallerName, CallerCompany, CallerEmail, Dialled, Message, MessageFor, Summary, Disposition, Intent, Urgency }
            .OfType<string>().Concat(Answers.Values);
}
