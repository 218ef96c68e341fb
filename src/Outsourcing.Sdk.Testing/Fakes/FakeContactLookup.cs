using Outsourcing.Calls;

namespace Outsourcing.Testing;

/// <summary>The contacts of a CRM, by number, as a test says them.</summary>
/// <remarks>Safe for use by several threads.</remarks>
public sealed class FakeContactLookup : IContactLookup
{
    private readonly Lock _gate = new();
    private readonly Dictionary<PhoneNumber, List<ContactMatch>> _contacts = [];
    private readonly PlannedFailures _failures = new();

    /// <summary>Gets the numbers that were looked up, in order.</summary>
    public Collected<PhoneNumber> Lookups { get; } = new();

    /// <summary>Adds a contact. Several may share a number; they are found in the order they were added.</summary>
    /// <param name="number">The contact's number.</param>
    /// <param name="contact">The contact.</param>
    /// <returns>This lookup.</returns>
    public FakeContactLookup Add(PhoneNumber number, ContactMatch contact)
    {
        ArgumentNullException.ThrowIfNull(contact);
        lock (_gate)
        {
            if (!_contacts.TryGetValue(number, out List<ContactMatch>? known))
            {
                _contacts.Add(number, known = []);
            }

            known.Add(contact);
        }

        return this;
    }

    /// <summary>Adds a contact.</summary>
    /// <param name="number">The contact's number.</param>
    /// <param name="id">The CRM's id of the contact.</param>
    /// <param name="name">The contact's name.</param>
    /// <returns>This lookup.</returns>
    public FakeContactLookup Add(PhoneNumber number, string id, string? name = null) =>
        Add(number, new ContactMatch { Id = id, Name = name is null ? (PersonalText?)null : new PersonalText(name) });

    /// <summary>Lets the next lookups fail.</summary>
    /// <param name="times">How many, 1 or more.</param>
    /// <param name="failure">Makes what is thrown; an <see cref="OutsourcingException"/> when left out.</param>
    public void FailNext(int times = 1, Func<Exception>? failure = null) => _failures.Plan(times, failure);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ContactMatch>> FindAsync(PhoneNumber number, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<IReadOnlyList<ContactMatch>>(cancellationToken);
        }

        Lookups.Add(number);
        if (_failures.Take() is { } failure)
        {
            return Task.FromException<IReadOnlyList<ContactMatch>>(failure);
        }

        lock (_gate)
        {
            return Task.FromResult(ValueList.Copy(_contacts.GetValueOrDefault(number)));
        }
    }
}
