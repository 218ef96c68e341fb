using Outsourcing.Calls;

namespace Outsourcing.Delegation;

public sealed partial record CallAction
{
    /// <summary>Puts the caller through.</summary>
    /// <param name="contact">To whom.</param>
    /// <param name="kind">Announced (<see cref="TransferKind.Warm"/>) or not (<see cref="TransferKind.Blind"/>).</param>
    /// <param name="ringFor">How long the telephone rings before the next action is taken.</param>
    /// <param name="when">The condition; always when left out.</param>
    /// <returns>The action.</returns>
    public static CallAction TransferTo(ContactId contact, TransferKind kind, TimeSpan ringFor, string? when = null) =>
        new() { Kind = CallActionKind.Transfer, Contact = contact, Transfer = kind, RingFor = ringFor, When = when };

    /// <summary>Writes down a message and passes it on.</summary>
    /// <param name="contact">To whom.</param>
    /// <param name="via">By which channel, such as <c>e-mail</c>.</param>
    /// <param name="within">By when, counted from the end of the call.</param>
    /// <param name="when">The condition; always when left out.</param>
    /// <returns>The action.</returns>
    public static CallAction TakeMessageFor(ContactId contact, string via, TimeSpan within, string? when = null) =>
        new() { Kind = CallActionKind.TakeMessage, Contact = contact, Via = via, Within = within, When = when };

    /// <summary>Books an appointment.</summary>
    /// <param name="calendar">Into which calendar.</param>
    /// <param name="when">The condition; always when left out.</param>
    /// <returns>The action.</returns>
    public static CallAction ScheduleIn(string calendar, string? when = null) =>
        new() { Kind = CallActionKind.Schedule, Calendar = calendar, When = when };

    /// <summary>Sends the caller a text message.</summary>
    /// <param name="text">The words.</param>
    /// <param name="when">The condition; always when left out.</param>
    /// <returns>The action.</returns>
    public static CallAction TextTheCaller(string text, string? when = null) =>
        new() { Kind = CallActionKind.TextCaller, Text = text, When = when };

    /// <summary>Sends the caller to a voicemail box.</summary>
    /// <param name="contact">Whose box.</param>
    /// <param name="when">The condition; always when left out.</param>
    /// <returns>The action.</returns>
    public static CallAction VoicemailOf(ContactId contact, string? when = null) =>
        new() { Kind = CallActionKind.Voicemail, Contact = contact, When = when };

    /// <summary>Goes on with another call type.</summary>
    /// <param name="callType">Which.</param>
    /// <param name="when">The condition; always when left out.</param>
    /// <returns>The action.</returns>
    public static CallAction RouteTo(CallTypeId callType, string? when = null) =>
        new() { Kind = CallActionKind.Route, CallType = callType, When = when };

    /// <summary>Does what the words say.</summary>
    /// <param name="text">The words.</param>
    /// <param name="when">The condition; always when left out.</param>
    /// <returns>The action.</returns>
    public static CallAction Do(string text, string? when = null) =>
        new() { Kind = CallActionKind.Instruct, Text = text, When = when };
}
