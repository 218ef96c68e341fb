namespace Outsourcing.Storage;

/// <summary>A piece of work that is this worker's alone until a time. Whoever finishes later finds it taken away, and changes nothing.</summary>
/// <typeparam name="TItem">What is worked on.</typeparam>
public sealed record WorkLease<TItem>
{
    /// <summary>Gets the store's number of the work.</summary>
    public required long Id { get; init; }

    /// <summary>Gets what proves the lease; new with every lease.</summary>
    public required Guid Token { get; init; }

    /// <summary>Gets whose work it is.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Gets what is worked on.</summary>
    public required TItem Item { get; init; }

    /// <summary>Gets which attempt this is, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>Gets when the lease ends.</summary>
    public required DateTimeOffset Until { get; init; }
}
