namespace Outsourcing.Answering;

/// <summary>A CRM requires of a call what the record does not say yet.</summary>
public sealed class CrmMappingException : OutsourcingException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="crm">The CRM.</param>
    /// <param name="missing">The fields it requires and the record has nothing for.</param>
    public CrmMappingException(string crm, IReadOnlyList<string> missing)
        : base($"{crm} requires {string.Join(", ", missing)} of a call; the record does not say. Log it again when the call has ended, or set the option.")
    {
        Crm = crm;
        Missing = ValueList.Copy(missing);
    }

    /// <summary>Gets the CRM.</summary>
    public string Crm { get; }

    /// <summary>Gets the fields the CRM requires and the record has nothing for.</summary>
    public IReadOnlyList<string> Missing { get; }
}
