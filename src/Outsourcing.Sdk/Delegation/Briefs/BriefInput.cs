using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>Something the one who answers needs from the business: a document, a calendar, a log-in.</summary>
public sealed record BriefInput
{
    /// <summary>Gets the id, unique in the brief.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public required string Id { get; init => field = BriefRules.Text(value, "briefInput.id"); }

    /// <summary>Gets what it is.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public required string Name { get; init => field = BriefRules.Text(value, "briefInput.name"); }

    /// <summary>Gets how to get at it: where it is, and who grants the access. Never a password.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public string? Access { get; init => field = BriefRules.OptionalText(value, "briefInput.access"); }

    /// <summary>Gets who in the business provides it.</summary>
    public PersonalText? ProvidedBy { get; init; }

    /// <summary>Gets the first day it is available; <see langword="null"/> when it is not promised yet.</summary>
    public DateOnly? AvailableFrom { get; init; }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
