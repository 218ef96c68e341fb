using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>Somebody of the business a call or a message can go to.</summary>
public sealed record BriefContact
{
    /// <summary>Gets the id, unique in the brief.</summary>
    public required ContactId Id { get; init; }

    /// <summary>Gets the name.</summary>
    public required PersonalText Name { get; init; }

    /// <summary>Gets the role, such as <c>owner</c>.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public string? Role { get; init => field = BriefRules.OptionalText(value, "briefContact.role"); }

    /// <summary>Gets the telephone numbers, tried in this order.</summary>
    /// <value>None by default.</value>
    /// <exception cref="InvalidBriefException">There are too many.</exception>
    public IReadOnlyList<PhoneNumber> Numbers { get; init => field = BriefRules.Items(value, "briefContact.numbers"); } = ValueList.Empty<PhoneNumber>();

    /// <summary>Gets the e-mail address.</summary>
    public PersonalText? Email { get; init; }

    /// <summary>Gets who is tried when this contact does not answer.</summary>
    public ContactId? Deputy { get; init; }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
