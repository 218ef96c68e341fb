namespace Outsourcing.Delegation;

/// <summary>Something was noted about the communication of a brief that cannot have happened.</summary>
public sealed class BriefCommunicationException : OutsourcingException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="brief">The brief.</param>
    /// <param name="version">The version.</param>
    /// <param name="rule">The rule that is broken, and what to do.</param>
    public BriefCommunicationException(BriefId brief, int version, string rule)
        : base($"Brief '{brief}' version {version}: {rule}")
    {
        Brief = brief;
        Version = version;
    }

    /// <summary>Gets the brief.</summary>
    public BriefId Brief { get; }

    /// <summary>Gets the version.</summary>
    public int Version { get; }
}
