namespace Outsourcing.Storage;

/// <summary>Why calls were erased.</summary>
public enum ErasureCause
{
    /// <summary>Somebody asked for it.</summary>
    Request = 0,

    /// <summary>Their retention ended.</summary>
    Retention = 1,
}
