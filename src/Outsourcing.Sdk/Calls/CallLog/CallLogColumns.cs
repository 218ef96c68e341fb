namespace Outsourcing.Calls;

/// <summary>Which column of a call log holds what, by header.</summary>
/// <remarks>
/// A property left <see langword="null"/> is looked for under the headers call logs commonly use (such as <c>Call ID</c>,
/// <c>Start Time</c>, <c>From</c>, <c>Duration (s)</c>), ignoring case, spaces and punctuation. A header named here must be in the file.
/// </remarks>
public sealed record CallLogColumns
{
    /// <summary>Gets the column of the call's id. Without one, the id is made of the row's content, so that equal rows are one call.</summary>
    public string? Id { get; init; }

    /// <summary>Gets the column of the start, or of its date when <see cref="TimeOfDay"/> holds the time.</summary>
    public string? StartedAt { get; init; }

    /// <summary>Gets the column of the time of day of the start, where date and time stand apart.</summary>
    public string? TimeOfDay { get; init; }

    /// <summary>Gets the column of the moment of the answer.</summary>
    public string? AnsweredAt { get; init; }

    /// <summary>Gets the column of the end.</summary>
    public string? EndedAt { get; init; }

    /// <summary>Gets the column of the connected time.</summary>
    public string? Duration { get; init; }

    /// <summary>Gets the column of the time from start to answer, or to giving up.</summary>
    public string? Wait { get; init; }

    /// <summary>Gets the column of the time the caller was on hold.</summary>
    public string? Hold { get; init; }

    /// <summary>Gets the column of the outside party's number.</summary>
    public string? Caller { get; init; }

    /// <summary>Gets the column of the outside party's name.</summary>
    public string? CallerName { get; init; }

    /// <summary>Gets the column of the business's number.</summary>
    public string? Dialled { get; init; }

    /// <summary>Gets the column of the direction.</summary>
    public string? Direction { get; init; }

    /// <summary>Gets the column of the status.</summary>
    public string? Status { get; init; }

    /// <summary>Gets the column of the outcome.</summary>
    public string? Outcome { get; init; }

    /// <summary>Gets the column of who handled the call.</summary>
    public string? Handler { get; init; }

    /// <summary>Gets the column of what the caller wanted, in the words of whoever answered, such as a call type of the brief.</summary>
    public string? Intent { get; init; }

    /// <summary>Gets the column of whether the call ended with what the caller called for: yes or no.</summary>
    public string? Successful { get; init; }

    /// <summary>Gets the column of the moment the caller was put through.</summary>
    public string? TransferredAt { get; init; }

    /// <summary>Gets the column of the caller's company.</summary>
    public string? CallerCompany { get; init; }

    /// <summary>Gets the column of the caller's e-mail address.</summary>
    public string? CallerEmail { get; init; }

    /// <summary>Gets the column of the message taken.</summary>
    public string? Message { get; init; }

    /// <summary>Gets the column of whom the message is for.</summary>
    public string? MessageFor { get; init; }

    /// <summary>Gets the column of the summary.</summary>
    public string? Summary { get; init; }

    /// <summary>Gets the column of the urgency; its words are kept.</summary>
    public string? Urgency { get; init; }

    /// <summary>Gets the columns of answers to the brief's questions, by the question's id.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyDictionary<string, string> Answers { get; init => field = ValueMap.Copy(value); } = ValueMap.Empty<string>();

    /// <summary>Gets the columns to keep as <see cref="CallFacts.Tags"/>, under their headers.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<string> Tags { get; init => field = ValueList.Copy(value); } = ValueList.Empty<string>();
}
