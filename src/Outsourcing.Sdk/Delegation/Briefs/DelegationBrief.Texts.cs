namespace Outsourcing.Delegation;

public sealed partial record DelegationBrief
{
    /// <summary>Gets every text of the brief that somebody wrote, with the place it stands at, in document order.</summary>
    /// <returns>The texts; absent ones are left out, empty ones are not.</returns>
    public IReadOnlyList<BriefText> Texts()
    {
        List<BriefText> found = [];
        new BriefTexts(text =>
        {
            found.Add(text);
            return text.Text;
        }).Map(this);
        return found;
    }

    /// <summary>Replaces the text at a place.</summary>
    /// <param name="place">The place, as <see cref="Texts"/> names it.</param>
    /// <param name="text">The new text.</param>
    /// <returns>The brief with that text, everything else the same.</returns>
    /// <exception cref="InvalidBriefException">No text stands there, or the new one is too long.</exception>
    public DelegationBrief WithText(BriefPlace place, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        bool found = false;
        DelegationBrief changed = new BriefTexts(at =>
        {
            if (at.Place != place)
            {
                return at.Text;
            }

            found = true;
            return text;
        }).Map(this);
        return found
            ? changed
            : throw new InvalidBriefException(BriefDefect.UnknownPlace, place.Value, $"No text of brief '{Id}' version {Version} stands there.");
    }
}
