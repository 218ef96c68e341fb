namespace Outsourcing.Http;

/// <summary>One page of a listing.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The items of the page.</param>
/// <param name="NextCursor">Where the next page starts, opaque; <see langword="null"/> on the last one. Keep it to resume there.</param>
public sealed record ProviderPage<T>(IReadOnlyList<T> Items, string? NextCursor);
