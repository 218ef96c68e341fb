namespace Outsourcing.Delegation;

/// <summary>A text of a brief and where it stands.</summary>
/// <param name="Place">The place.</param>
/// <param name="Kind">What the text is for.</param>
/// <param name="Text">The text.</param>
public sealed record BriefText(BriefPlace Place, BriefTextKind Kind, string Text);
