namespace Outsourcing.Calls;

/// <summary>A message a partner took for the business.</summary>
public sealed record MessageTaken
{
    /// <summary>Gets the message.</summary>
    public required PersonalText Body { get; init; }

    /// <summary>Gets when it was taken.</summary>
    public DateTimeOffset? TakenAt { get; init; }

    /// <summary>Gets whom it is for.</summary>
    public PersonalText? ForPerson { get; init; }

    /// <summary>Gets how it was passed on, in the partner's words, such as <c>Email</c> or <c>SMS</c>.</summary>
    public IReadOnlyList<string> DeliveredBy { get; init => field = ValueList.Copy(value); } = ValueList.Empty<string>();

    /// <summary>Gets when a follow-up is due, if one was promised.</summary>
    public DateTimeOffset? FollowUpDue { get; init; }
}
