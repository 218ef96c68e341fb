using System.ComponentModel.DataAnnotations;
using Outsourcing.Calls;

namespace Outsourcing.Answering;

/// <summary>What is particular to one account of a CRM.</summary>
public sealed class CrmExportOptions
{
    /// <summary>Gets the account's own word for each disposition, such as a HubSpot GUID or a Pipedrive outcome.</summary>
    /// <value>Empty by default: each mapping's own fallback applies, and the neutral word stands in the text.</value>
    public IDictionary<DispositionKind, string> Dispositions { get; } = new Dictionary<DispositionKind, string>();

    /// <summary>Gets or sets the field that holds our id of the call, where the CRM has no field of its own for it.</summary>
    /// <value>The default is <see langword="null"/>: an app then keeps the pair itself.</value>
    public string? ExternalIdField { get; set; }

    /// <summary>Gets or sets the long-text field that takes the whole call record as JSON, so that nothing is lost.</summary>
    /// <value>The default is <see langword="null"/>: the record is left out.</value>
    public string? RecordField { get; set; }

    /// <summary>Gets or sets the field that takes the address of the recording, where the CRM has none of its own.</summary>
    /// <value>The default is <see langword="null"/>: the address stands in the text.</value>
    public string? RecordingField { get; set; }

    /// <summary>Gets or sets the CRM's id of the user the entries belong to.</summary>
    /// <value>The default is <see langword="null"/>: the contact's owner, or whoever the API acts as.</value>
    public string? OwnerId { get; set; }

    /// <summary>Gets or sets the app id a Zendesk partner edition account was given.</summary>
    /// <value>The default is <see langword="null"/>; Zendesk refuses a call without it.</value>
    public string? AppId { get; set; }

    /// <summary>Gets or sets how many characters the text of an entry may have.</summary>
    /// <value>The default is 32,000; Dynamics allows 2,000 unless the column was widened.</value>
    [Range(100, 1_000_000)]
    public int MaxTextLength { get; set; } = 32_000;
}
