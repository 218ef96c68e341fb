using System.Text.Json;
using System.Text.Json.Serialization;
using Outsourcing.Calls;

namespace Outsourcing.Storage;

/// <summary>A recording that is to be deleted at its provider: everything some provider needs to find it, and nothing of the caller.</summary>
public sealed record RecordingErasure
{
    /// <summary>The name of the commands that carry it through the outbox.</summary>
    public const string CommandName = "delete-recording";

    /// <summary>Gets the call.</summary>
    public required CallId Call { get; init; }

    /// <summary>Gets the provider's id of the recording; <see langword="null"/> where only an address was named, or the provider keeps one per call.</summary>
    public string? Recording { get; init; }

    /// <summary>Gets the last part of the recording's address, without what stands after a <c>?</c>; <see langword="null"/> where none was named, or it held the caller's number.</summary>
    public string? File { get; init; }

    /// <summary>Gets when the call started, for providers that keep recordings by day.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Makes the command that has it deleted.</summary>
    /// <param name="key">What names the command for ever.</param>
    /// <returns>The command.</returns>
    public OutboxCommand ToCommand(string key) => new()
    {
        Key = key,
        Name = CommandName,
        Provider = Call.Provider,
        Account = Call.Account,
        Payload = new PersonalText(JsonSerializer.Serialize(this, RecordingErasureJsonContext.Default.RecordingErasure)),
    };

    /// <summary>Gets the provider's id of the recording where nothing can be deleted without it.</summary>
    /// <returns>The id.</returns>
    /// <exception cref="PermanentWorkException">The provider named none.</exception>
    public string RequireRecording() => Recording ?? throw new PermanentWorkException(
        $"{Call.Provider} deletes a recording by its id, and named this one by an address only. Delete it by hand where {Call.Provider} shows the call; the command's payload names the call.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RecordingErasure))]
internal sealed partial class RecordingErasureJsonContext : JsonSerializerContext;
