using Outsourcing.Calls;

namespace Outsourcing.Answering;

/// <summary>Decides which contact a caller is.</summary>
public static class ContactMatching
{
    /// <summary>Chooses the contact a caller is among those who have the number.</summary>
    /// <param name="found">The contacts with the caller's number.</param>
    /// <param name="caller">The caller.</param>
    /// <returns>
    /// The only contact; among several who share the number the only one with the caller's name; otherwise <see langword="null"/>, for
    /// nobody is guessed and no second contact is made.
    /// </returns>
    public static ContactMatch? Choose(IReadOnlyList<ContactMatch> found, CallParty? caller)
    {
        ArgumentNullException.ThrowIfNull(found);
        ContactMatch[] distinct = [.. found.DistinctBy(match => match.Id)];
        if (distinct.Length <= 1)
        {
            return distinct.FirstOrDefault();
        }

        if (caller?.Name?.Value is not { Length: > 0 } name)
        {
            return null;
        }

        ContactMatch[] named = [.. distinct.Where(match => string.Equals(match.Name?.Value.Trim(), name.Trim(), StringComparison.OrdinalIgnoreCase))];
        return named is [var only] ? only : null;
    }
}
