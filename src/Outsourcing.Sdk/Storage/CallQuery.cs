using Outsourcing.Calls;

namespace Outsourcing.Storage;

/// <summary>Which calls of the current tenant to read.</summary>
public sealed record CallQuery
{
    /// <summary>Gets all calls.</summary>
    public static CallQuery All { get; } = new();

    /// <summary>Gets the start of the window, included.</summary>
    public DateTimeOffset? StartedFrom { get; init; }

    /// <summary>Gets the end of the window, excluded.</summary>
    public DateTimeOffset? StartedUntil { get; init; }

    /// <summary>Gets the provider.</summary>
    public string? Provider { get; init; }

    /// <summary>Gets the account, as the application named it.</summary>
    public string? Account { get; init; }

    /// <summary>Gets the caller's number.</summary>
    public PhoneNumber? Caller { get; init; }

    /// <summary>Gets the call after which to go on, as the last of the page before; a call that is not there any longer ends the listing.</summary>
    public CallId? After { get; init; }

    /// <summary>Gets how many calls at most, 1 or more; <see langword="null"/> for all.</summary>
    public int? Limit { get; init => field = value is null or >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A limit is 1 or more."); }
}
