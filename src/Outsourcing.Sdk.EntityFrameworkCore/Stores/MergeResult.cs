namespace Outsourcing.EntityFrameworkCore;

/// <summary>What merging brought.</summary>
/// <param name="Added">How many updates were new.</param>
/// <param name="Erased">The calls of which nothing was stored, as they were erased.</param>
internal sealed record MergeResult(int Added, IReadOnlySet<string> Erased);
