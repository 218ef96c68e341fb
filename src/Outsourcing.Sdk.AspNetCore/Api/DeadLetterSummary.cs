using System.Text.Json.Serialization;
using Outsourcing.Storage;

namespace Outsourcing.AspNetCore;

/// <summary>Work that was given up, as the API shows it: what it was about and why, never what was in it.</summary>
internal sealed record DeadLetterSummary
{
    public required long Id { get; init; }

    public string? Provider { get; init; }

    public string? Account { get; init; }

    /// <summary>Gets the event, the handler and its call, or the command; absent when what is stored cannot be read.</summary>
    public string? About { get; init; }

    public required int Attempts { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset GivenUpAt { get; init; }

    public required string Reason { get; init; }

    public static DeadLetterSummary Of(DeadLetter<InboxMessage> letter) => Of(letter, letter.Item?.Key.Provider, letter.Item?.Key.Account, letter.Item?.Key.EventId);

    public static DeadLetterSummary Of(DeadLetter<CallRecordDelivery> letter) =>
        Of(letter, letter.Item?.Change.Record.Id.Provider, letter.Item?.Change.Record.Id.Account, letter.Item is { } item ? $"{item.Handler}: {item.Change.Record.Id}" : null);

    public static DeadLetterSummary Of(DeadLetter<OutboxCommand> letter) => Of(letter, letter.Item?.Provider, letter.Item?.Account, letter.Item?.Name);

    private static DeadLetterSummary Of<TItem>(DeadLetter<TItem> letter, string? provider, string? account, string? about) =>
        new() { Id = letter.Id, Provider = provider, Account = account, About = about, Attempts = letter.Attempts, CreatedAt = letter.CreatedAt, GivenUpAt = letter.GivenUpAt, Reason = letter.Reason };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DeadLetterSummary))]
[JsonSerializable(typeof(BacklogSummary))]
internal sealed partial class ApiJsonContext : JsonSerializerContext;
