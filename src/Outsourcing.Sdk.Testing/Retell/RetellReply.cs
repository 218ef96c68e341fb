using System.Text.Json.Nodes;

namespace Outsourcing.Testing;

/// <summary>An answer of the interface.</summary>
internal readonly record struct RetellReply(int Status, JsonNode? Body)
{
    public static RetellReply Malformed => Error(400);

    /// <summary>Gets the answer about something the account does not have. The document knows 404 in a few places only.</summary>
    public static RetellReply Unknown => Error(422);

    public static RetellReply Ok(JsonNode body) => new(200, body);

    /// <summary>Makes an error in the provider's form, with the words of its document.</summary>
    public static RetellReply Error(int status, string? message = null) => new(status, new JsonObject
    {
        ["status"] = "error",
        ["message"] = message ?? status switch
        {
            400 => "Invalid request format, please check API reference.",
            401 => "API key is missing or invalid.",
            402 => "Trial has ended, please add payment method.",
            403 => "Forbidden",
            404 => "The requested resource was not found.",
            422 => "Cannot find requested asset under given api key.",
            429 => "Account rate limited, please throttle your requests.",
            _ => "An unexpected server error occurred.",
        },
    });
}
