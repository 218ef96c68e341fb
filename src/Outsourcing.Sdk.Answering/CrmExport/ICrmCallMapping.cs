using Outsourcing.Calls;

namespace Outsourcing.Answering;

/// <summary>How one CRM represents a call: pure, without I/O.</summary>
public interface ICrmCallMapping
{
    /// <summary>Gets the CRM, such as <c>salesforce</c>.</summary>
    string Crm { get; }

    /// <summary>Maps a call record to an entry of the CRM.</summary>
    /// <param name="record">The record.</param>
    /// <param name="options">What is particular to the account.</param>
    /// <param name="contact">The contact the caller is, when it is known and not shared.</param>
    /// <returns>The entry.</returns>
    /// <exception cref="CrmMappingException">The CRM requires what the record does not say.</exception>
    CrmCallEntry Map(CallRecord record, CrmExportOptions options, ContactMatch? contact = null);
}
