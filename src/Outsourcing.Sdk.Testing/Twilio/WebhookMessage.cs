namespace Outsourcing.Testing;

/// <summary>A form post to the app.</summary>
internal sealed record WebhookMessage
{
    public required string CallSid { get; init; }

    public required string Report { get; init; }

    public required Uri Address { get; init; }

    /// <summary>The same for every time the message is sent.</summary>
    public required string Token { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> Fields { get; init; }

    /// <summary>What the signature covers: the fields, unless somebody changed them since.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> SignedFields { get => field ?? Fields; init; }

    public WebhookMessage With(string name, Func<string, string> change) => this with
    {
        SignedFields = SignedFields,
        Fields = [.. Fields.Select(field => field.Key == name ? new(name, change(field.Value)) : field)],
    };
}
