using System.Text.Json.Nodes;

namespace Outsourcing.Testing;

/// <summary>What a request is answered: a status and a body.</summary>
internal sealed record TelnyxAnswer(int Status, JsonObject Body)
{
    // Titles and details are those of the document's examples.
    public static TelnyxAnswer Unauthorized() => Problem(401, "10009", "Authentication failed", "The required authentication headers were either invalid or not included in the request.");

    public static TelnyxAnswer Of(JsonNode data) => new(200, new JsonObject { ["data"] = data });

    public static TelnyxAnswer NotFound() => Problem(404, "10005", "Resource not found", "The requested resource or URL could not be found.");

    public static TelnyxAnswer Missing(string parameter) =>
        Problem(422, "10004", "Missing required parameter", $"The '{parameter}' parameter is required and cannot be blank.", $"/{parameter}");

    public static TelnyxAnswer NoNumber(string parameter) =>
        Problem(422, "10016", "Phone number must be in +E164 format", $"The '{parameter}' parameter must be in E164 format.", $"/{parameter}");

    public static TelnyxAnswer Fault(int status) => status switch
    {
        401 => Unauthorized(),
        404 => NotFound(),
        429 => Problem(429, "10011", "Too many requests", "You have exceeded the maximum number of allowed requests."),
        503 => Problem(503, "10007", "Service unavailable", "Service unavailable"),
        _ => Problem(status, "10007", "Internal server error", "Internal server error"),
    };

    public static TelnyxAnswer Problem(int status, string code, string title, string detail, string? pointer = null)
    {
        JsonObject error = new()
        {
            ["code"] = code,
            ["title"] = title,
            ["detail"] = detail,
            ["meta"] = new JsonObject { ["url"] = $"https://developers.telnyx.com/docs/overview/errors/{code}" },
        };
        if (pointer is not null)
        {
            error["source"] = new JsonObject { ["pointer"] = pointer };
        }

        return new TelnyxAnswer(status, new JsonObject { ["errors"] = new JsonArray(error) });
    }
}
