namespace Outsourcing.Calls;

/// <summary>Somebody on a call.</summary>
public sealed record CallParty
{
    /// <summary>Gets the number, as the carrier gave it.</summary>
    public PhoneNumber? Number { get; init; }

    /// <summary>Gets the name.</summary>
    public PersonalText? Name { get; init; }

    /// <summary>Gets the company.</summary>
    public PersonalText? Company { get; init; }

    /// <summary>Gets the e-mail address.</summary>
    public PersonalText? Email { get; init; }
}
