using System.Text.Json.Serialization;

namespace Outsourcing.Calls;

/// <summary>How a transfer went.</summary>
/// <remarks>An open vocabulary: a word this version does not know is kept as it came. Equality ignores case.</remarks>
[JsonConverter(typeof(TextValueJsonConverter<TransferStatus>))]
public readonly record struct TransferStatus : ITextValue<TransferStatus>
{
    private readonly string? _value;

    private TransferStatus(string value) => _value = value;

    /// <summary>Gets the word for a transfer that is being tried.</summary>
    public static TransferStatus Started { get; } = new("started");

    /// <summary>Gets the word for a transfer that connected caller and target.</summary>
    public static TransferStatus Bridged { get; } = new("bridged");

    /// <summary>Gets the word for a transfer that was withdrawn.</summary>
    public static TransferStatus Canceled { get; } = new("canceled");

    /// <summary>Gets the word for a transfer that did not connect.</summary>
    public static TransferStatus Failed { get; } = new("failed");

    /// <summary>Gets the word for a transfer whose conversation has ended.</summary>
    public static TransferStatus Ended { get; } = new("ended");

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("default(TransferStatus) is no word; use TransferStatus.From.");

    /// <inheritdoc/>
    public static TransferStatus From(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text);
    }

    /// <inheritdoc/>
    public bool Equals(TransferStatus other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "(none)";
}
