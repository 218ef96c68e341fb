namespace Outsourcing.Http;

/// <summary>A secret of webhooks that replaces another: for a time, both are believed.</summary>
public static class SecretRotation
{
    /// <summary>Gives the secrets that are believed at a time.</summary>
    /// <param name="now">The time.</param>
    /// <param name="current">The secret.</param>
    /// <param name="previous">The one before; <see langword="null"/> or empty for none.</param>
    /// <param name="previousUntil">When the one before ends; from that moment on it is not believed. <see langword="null"/> for no end.</param>
    /// <returns>One secret or two, the current one first.</returns>
    public static IReadOnlyList<string> At(DateTimeOffset now, string current, string? previous, DateTimeOffset? previousUntil) =>
        string.IsNullOrEmpty(previous) || now >= previousUntil ? [current] : [current, previous];
}
