namespace Outsourcing.Delegation;

/// <summary>A section of a rendered brief.</summary>
/// <param name="Anchor">The name links lead to: letters, digits and hyphens, unique.</param>
/// <param name="Title">The heading.</param>
/// <param name="OwnPage">Whether it begins a page of its own in print.</param>
/// <param name="Blocks">The content, in order.</param>
internal sealed record BriefSection(string Anchor, string Title, bool OwnPage, IReadOnlyList<BriefBlock> Blocks);
