using Outsourcing.Calls;

namespace Outsourcing.Telephony;

/// <summary>The part of telephony that an app may swap provider under, by configuration. A provider's own client offers the rest.</summary>
/// <remarks>
/// A member whose capability is missing throws <see cref="NotSupportedException"/> naming it. Commands are sent once: a failure that
/// leaves open whether the provider acted says so, and is settled by looking, never by repeating blindly.
/// </remarks>
public interface ITelephony
{
    /// <summary>Gets the provider, lower case.</summary>
    string Provider { get; }

    /// <summary>Gets the account, as the application named it.</summary>
    string Account { get; }

    /// <summary>Gets what this provider can do.</summary>
    TelephonyCapabilities Capabilities { get; }

    /// <summary>Searches for numbers that can be bought.</summary>
    /// <param name="search">What to look for.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>Numbers, page after page as they are asked for.</returns>
    IAsyncEnumerable<AvailableNumber> SearchNumbersAsync(NumberSearch search, CancellationToken cancellationToken = default);

    /// <summary>Buys a number. It costs money, and is sent once.</summary>
    /// <param name="number">A number that a search found.</param>
    /// <param name="cancellationToken">Cancels waiting; the provider may have acted nevertheless.</param>
    /// <returns>The number owned.</returns>
    Task<OwnedNumber> BuyNumberAsync(PhoneNumber number, CancellationToken cancellationToken = default);

    /// <summary>Lists the numbers owned.</summary>
    /// <param name="cancellationToken">Cancels the listing.</param>
    /// <returns>Numbers, page after page as they are asked for.</returns>
    IAsyncEnumerable<OwnedNumber> ListNumbersAsync(CancellationToken cancellationToken = default);

    /// <summary>Routes the calls of an owned number to an address that answers what to do, and reports their progress there.</summary>
    /// <param name="number">The owned number.</param>
    /// <param name="routing">Where calls and reports go.</param>
    /// <param name="cancellationToken">Cancels waiting; the provider may have acted nevertheless.</param>
    /// <returns>The number as it is now.</returns>
    Task<OwnedNumber> RouteNumberAsync(OwnedNumber number, NumberRouting routing, CancellationToken cancellationToken = default);

    /// <summary>Forwards all calls of an owned number to another by a setting of the provider's, which works even while the app is down.</summary>
    /// <param name="number">The owned number.</param>
    /// <param name="target">The number forwarded to; <see langword="null"/> ends forwarding.</param>
    /// <param name="cancellationToken">Cancels waiting; the provider may have acted nevertheless.</param>
    /// <returns>A task that ends when it is set.</returns>
    /// <exception cref="NotSupportedException">The provider has no such setting (<see cref="TelephonyCapabilities.ForwardNumbers"/> is missing).</exception>
    Task ForwardNumberAsync(OwnedNumber number, PhoneNumber? target, CancellationToken cancellationToken = default) => throw new NotSupportedException(
        $"{Provider} has no setting that forwards a number (capability ForwardNumbers is missing): point the number's voice URL at the app, by RouteNumberAsync where it is supported or else where the provider keeps it, and answer it there with a CallFlow that has a DialStep to the target.");

    /// <summary>Gives an owned number back. It may not be available again.</summary>
    /// <param name="number">The owned number.</param>
    /// <param name="cancellationToken">Cancels waiting; the provider may have acted nevertheless.</param>
    /// <returns>A task that ends when the number is released.</returns>
    Task ReleaseNumberAsync(OwnedNumber number, CancellationToken cancellationToken = default);

    /// <summary>Places a call. It rings at a person, and is sent once.</summary>
    /// <param name="caller">The number shown; owned.</param>
    /// <param name="callee">The number called.</param>
    /// <param name="flow">What happens when it is answered.</param>
    /// <param name="cancellationToken">Cancels waiting; the provider may have acted nevertheless.</param>
    /// <returns>What the provider says of the call so far.</returns>
    Task<CallUpdate> PlaceCallAsync(PhoneNumber caller, PhoneNumber callee, CallFlow flow, CancellationToken cancellationToken = default);

    /// <summary>Reads a call.</summary>
    /// <param name="id">The call.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>What the provider says of it; <see langword="null"/> when it knows no such call.</returns>
    Task<CallUpdate?> GetCallAsync(CallId id, CancellationToken cancellationToken = default);

    /// <summary>Lists calls that started in a window.</summary>
    /// <param name="startedFrom">The start of the window.</param>
    /// <param name="startedUntil">The end of the window.</param>
    /// <param name="cancellationToken">Cancels the listing.</param>
    /// <returns>Calls, page after page as they are asked for.</returns>
    IAsyncEnumerable<CallUpdate> ListCallsAsync(DateTimeOffset startedFrom, DateTimeOffset startedUntil, CancellationToken cancellationToken = default);

    /// <summary>Ends a call.</summary>
    /// <param name="id">The call.</param>
    /// <param name="cancellationToken">Cancels waiting; the provider may have acted nevertheless.</param>
    /// <returns>A task that ends when the provider has taken the command.</returns>
    Task HangUpAsync(CallId id, CancellationToken cancellationToken = default);

    /// <summary>Sends a text message. It reaches a person, and is sent once.</summary>
    /// <param name="caller">The number shown; owned.</param>
    /// <param name="callee">The number written to.</param>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Cancels waiting; the provider may have acted nevertheless.</param>
    /// <returns>The provider's id of the message.</returns>
    Task<string> SendTextAsync(PhoneNumber caller, PhoneNumber callee, string text, CancellationToken cancellationToken = default);
}
