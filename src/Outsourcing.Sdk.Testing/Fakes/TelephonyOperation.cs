namespace Outsourcing.Testing;

/// <summary>What can be asked of <see cref="FakeTelephony"/>.</summary>
public enum TelephonyOperation
{
    /// <summary>Searching for numbers.</summary>
    SearchNumbers = 0,

    /// <summary>Buying a number.</summary>
    BuyNumber = 1,

    /// <summary>Listing the numbers owned.</summary>
    ListNumbers = 2,

    /// <summary>Routing a number to the app.</summary>
    RouteNumber = 3,

    /// <summary>Forwarding a number to another.</summary>
    ForwardNumber = 4,

    /// <summary>Giving a number back.</summary>
    ReleaseNumber = 5,

    /// <summary>Placing a call.</summary>
    PlaceCall = 6,

    /// <summary>Reading a call.</summary>
    GetCall = 7,

    /// <summary>Listing calls.</summary>
    ListCalls = 8,

    /// <summary>Ending a call.</summary>
    HangUp = 9,

    /// <summary>Sending a text message.</summary>
    SendText = 10,
}
