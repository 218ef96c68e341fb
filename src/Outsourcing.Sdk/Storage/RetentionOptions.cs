namespace Outsourcing.Storage;

/// <summary>How long what is kept.</summary>
public sealed class RetentionOptions
{
    /// <summary>Gets or sets how long a webhook is kept as it came once it was worked on, so that it can be read again by a better mapping.</summary>
    /// <value>The default is 30 days.</value>
    public TimeSpan RawWebhooks { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Gets or sets how long a webhook is recognised when it comes again. Longer than any provider repeats, and than the age an endpoint accepts.</summary>
    /// <value>The default is 60 days.</value>
    public TimeSpan WebhookKeys { get; set; } = TimeSpan.FromDays(60);

    /// <summary>Gets or sets how long calls are kept after they started.</summary>
    /// <value>The default is <see langword="null"/>: until they are erased.</value>
    public TimeSpan? Calls { get; set; }
}
