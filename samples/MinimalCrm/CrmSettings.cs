namespace MinimalCrm;

/// <summary>What can be set by configuration: command line, environment or appsettings, under <c>Crm</c>.</summary>
internal sealed class CrmSettings
{
    /// <summary>Gets or sets the PostgreSQL connection string; SQLite in <see cref="File"/> when left out.</summary>
    public string? PostgreSql { get; set; }

    /// <summary>Gets or sets the SQLite file.</summary>
    public string File { get; set; } = Path.Combine(AppContext.BaseDirectory, "minimal-crm.db");

    /// <summary>Gets or sets whether the demo company has engaged a partner already, with a fortnight of calls; it has when left out. With a real account nobody is engaged at first.</summary>
    public bool? Engaged { get; set; }

    /// <summary>Gets or sets how often a simulated caller rings by himself, in seconds; 0 for never.</summary>
    public int CallerEverySeconds { get; set; } = 30;

    /// <summary>Gets or sets the ISO 3166-1 country in which a number is looked for.</summary>
    public string Country { get; set; } = "US";

    /// <summary>Gets or sets the address providers reach the app by; needed with a real account.</summary>
    public Uri? PublicBaseUrl { get; set; }

    /// <summary>Gets whether no account is configured, so that provider, callers and partner are simulated.</summary>
    internal bool Simulated { get; set; } = true;
}
