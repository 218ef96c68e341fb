namespace Outsourcing.Storage;

/// <summary>What became of a command whose answer was lost.</summary>
public sealed record OutboxLookup
{
    private OutboxLookup(bool? tookEffect, string? result)
    {
        TookEffect = tookEffect;
        Result = result;
    }

    /// <summary>Gets that nobody can tell: the command is given up for a person to settle.</summary>
    public static OutboxLookup Unknown { get; } = new(null, null);

    /// <summary>Gets that it did not take effect, or that sending it again is safe: it is sent again.</summary>
    public static OutboxLookup SafeToSend { get; } = new(false, null);

    /// <summary>Gets whether it took effect; <see langword="null"/> when nobody can tell.</summary>
    public bool? TookEffect { get; }

    /// <summary>Gets the provider's id of what was made.</summary>
    public string? Result { get; }

    /// <summary>Says that it took effect.</summary>
    /// <param name="result">The provider's id of what was made.</param>
    /// <returns>The lookup.</returns>
    public static OutboxLookup Done(string? result = null) => new(true, result);
}
