namespace Outsourcing.Calls;

/// <summary>Finds the people a CRM knows by a telephone number.</summary>
public interface IContactLookup
{
    /// <summary>Finds everybody who has the number.</summary>
    /// <param name="number">The number.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The contacts, in an order that stays the same; none when nobody has the number, several when people share it.</returns>
    Task<IReadOnlyList<ContactMatch>> FindAsync(PhoneNumber number, CancellationToken cancellationToken = default);
}
