namespace Outsourcing.EntityFrameworkCore;

/// <summary>How the stores write.</summary>
public sealed class EntityFrameworkStoreOptions
{
    /// <summary>Gets or sets whether what people said and who they are is encrypted by the app's data protection before it is written.</summary>
    /// <value>The default is <see langword="false"/>: keys that are lost make what they encrypted unreadable, so turning it on goes with keeping the keys.</value>
    public bool ProtectContent { get; set; }
}
