namespace Outsourcing.Storage;

/// <summary>Somebody else stored a revision meanwhile, or a version that is kept for good would change.</summary>
public sealed class StoreConflictException : OutsourcingException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">What collided and what to do; free of secrets and personal data.</param>
    /// <param name="currentRevision">The newest revision that is stored; 0 for none.</param>
    public StoreConflictException(string message, int currentRevision)
        : base(message) => CurrentRevision = currentRevision;

    /// <summary>Gets the newest revision that is stored; 0 for none.</summary>
    public int CurrentRevision { get; }
}
