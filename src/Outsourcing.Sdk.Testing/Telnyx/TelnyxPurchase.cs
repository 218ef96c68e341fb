namespace Outsourcing.Testing;

/// <summary>An order of numbers: pending when it is answered, and done when it is looked at again.</summary>
internal sealed record TelnyxPurchase(string Id, IReadOnlyList<(string Id, PhoneNumber Number)> Numbers, string? ConnectionId, string? CustomerReference, DateTimeOffset At);
