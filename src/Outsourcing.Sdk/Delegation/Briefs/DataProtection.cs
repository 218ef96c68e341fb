using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>What happens to the data of callers.</summary>
public sealed record DataProtection
{
    /// <summary>Gets the data collected.</summary>
    /// <value>None by default.</value>
    /// <exception cref="InvalidBriefException">There are too many, or two of one name.</exception>
    public IReadOnlyList<ProtectedField> Fields { get; init => field = BriefRules.Keyed(value, item => item.Name, "dataProtection.fields"); } = ValueList.Empty<ProtectedField>();

    /// <summary>Gets after how many days the partner deletes it.</summary>
    /// <exception cref="InvalidBriefException">The number is below 0.</exception>
    public int? RetentionDays { get; init => field = BriefRules.AtLeast(0, value, "dataProtection.retentionDays"); }

    /// <summary>Gets whether calls are recorded, and how the caller agrees.</summary>
    public RecordingConsent? Recording { get; init; }

    /// <summary>Gets the words that announce the recording or ask for consent.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public string? RecordingNotice { get; init => field = BriefRules.OptionalText(value, "dataProtection.recordingNotice"); }

    /// <summary>Gets further rules.</summary>
    /// <exception cref="InvalidBriefException">The text is longer than <see cref="BriefRules.MaximumTextLength"/>.</exception>
    public string? Rules { get; init => field = BriefRules.OptionalText(value, "dataProtection.rules"); }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
