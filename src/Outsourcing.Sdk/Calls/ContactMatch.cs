namespace Outsourcing.Calls;

/// <summary>A contact a CRM knows.</summary>
public sealed record ContactMatch
{
    /// <summary>Gets the CRM's id of the contact.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the contact's name.</summary>
    public PersonalText? Name { get; init; }

    /// <summary>Gets the CRM's id of the organisation the contact belongs to.</summary>
    public string? OrganisationId { get; init; }

    /// <summary>Gets the CRM's id of the user who looks after the contact.</summary>
    public string? OwnerId { get; init; }
}
