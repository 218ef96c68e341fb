using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Outsourcing.Testing;

/// <summary>The provider's REST interface, as far as an app needs it that reads calls, places them and sets up agents.</summary>
internal sealed class RetellApi(RetellState state, RetellCallPlayer player, Action<RetellCall> place)
{
    private readonly RetellCallListing _calls = new(state);
    private readonly RetellSetup _setup = new(state);

    public async Task HandleAsync(HttpContext context)
    {
        string[] parts = (context.Request.Path.Value ?? "").Split('/')[1..];
        if (context.Request.Method == "GET" && parts is ["recordings", var id, "recording.wav"])
        {
            await RecordingAsync(context, id).ConfigureAwait(false);
            return;
        }

        if (context.Request.Headers.Authorization != $"Bearer {state.ApiKey}")
        {
            await WriteAsync(context, RetellReply.Error(401)).ConfigureAwait(false);
            return;
        }

        using StreamReader reader = new(context.Request.Body);
        string text = await reader.ReadToEndAsync(context.RequestAborted).ConfigureAwait(false);
        await WriteAsync(context, Answer(context.Request, parts, text)).ConfigureAwait(false);
    }

    public static Task WriteAsync(HttpContext context, RetellReply reply)
    {
        context.Response.StatusCode = reply.Status;
        if (reply.Body is null)
        {
            return Task.CompletedTask;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(RetellJson.Write(reply.Body), context.RequestAborted);
    }

    private RetellReply Answer(HttpRequest request, string[] parts, string text)
    {
        JsonObject? body;
        try
        {
            body = text.Length == 0 ? [] : JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            body = null;
        }

        if (body is null)
        {
            return RetellReply.Malformed;
        }

        int? version = int.TryParse(request.Query["version"], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
        lock (state.Lock)
        {
            return (request.Method, parts) switch
            {
                ("GET", ["v2", "get-call", var id]) => _calls.Get(id),
                ("POST", ["v2", "list-calls"]) => _calls.ListSecond(body),
                ("POST", ["v3", "list-calls"]) => _calls.ListThird(body),
                ("POST", ["v2", "create-phone-call"]) => Place(body),
                ("GET", ["get-agent", var id]) => RetellSetup.Get(state.Agents, id, version),
                ("GET", ["list-agents"]) => RetellSetup.List(state.Agents, request.Query),
                ("POST", ["create-agent"]) => _setup.CreateAgent(body),
                ("PATCH", ["update-agent", var id]) => _setup.UpdateAgent(id, version, body),
                ("POST", ["publish-agent", var id]) => _setup.Publish(id),
                ("GET", ["get-retell-llm", var id]) => RetellSetup.Get(state.Models, id, version),
                ("GET", ["list-retell-llms"]) => RetellSetup.List(state.Models, request.Query),
                ("POST", ["create-retell-llm"]) => _setup.CreateModel(body),
                ("PATCH", ["update-retell-llm", var id]) => _setup.UpdateModel(id, version, body),
                ("GET", ["get-phone-number", var id]) => state.Lines.Find(line => line.Number == id) is { } line ? RetellReply.Ok(line.Settings.DeepClone()) : RetellReply.Unknown,
                ("GET", ["v2", "list-phone-numbers"]) => _setup.ListNumbers(request.Query),
                ("PATCH", ["update-phone-number", var id]) => _setup.UpdateNumber(id, body),
                _ => RetellReply.Error(404),
            };
        }
    }

    private RetellReply Place(JsonObject body)
    {
        if (!PhoneNumber.TryParse(RetellJson.Text(body["from_number"]), out PhoneNumber from) || !PhoneNumber.TryParse(RetellJson.Text(body["to_number"]), out PhoneNumber to))
        {
            return RetellReply.Malformed;
        }

        if (state.Lines.Find(line => line.Number == from.E164) is not { } line)
        {
            return RetellReply.Unknown;
        }

        RetellAgent? agent = RetellJson.Text(body["override_agent_id"]) is { } other
            ? state.FindAgent(other, (int?)RetellJson.Integer(body["override_agent_version"]))
            : player.AgentOf(line.Settings, "outbound");
        if (agent is null)
        {
            return RetellReply.Unknown;
        }

        CallScript script = state.Callees.GetValueOrDefault(to.E164) ?? new CallScript { To = to };
        RetellCall call = player.Register(script with { From = from, To = to }, agent, Copy(body["metadata"]), Copy(body["retell_llm_dynamic_variables"]));
        RetellReply reply = new(201, new RetellCallJson(state).Of(call));
        place(call);
        return reply;
    }

    private static JsonObject? Copy(JsonNode? node) => node is JsonObject item ? (JsonObject)item.DeepClone() : null;

    private Task RecordingAsync(HttpContext context, string id)
    {
        TimeSpan length;
        lock (state.Lock)
        {
            if (state.Played.Find(one => one.Id == id) is not { IsOver: true, IsConnected: true } call)
            {
                return WriteAsync(context, RetellReply.Error(404));
            }

            if (RetellJson.Flag(call.Agent.Settings["opt_in_signed_url"]) == true && !IsSigned(context.Request))
            {
                return WriteAsync(context, RetellReply.Error(403));
            }

            length = call.Length;
        }

        context.Response.ContentType = "audio/wav";
        return context.Response.Body.WriteAsync(SilentSound.Of((int)Math.Round(length.TotalSeconds)), context.RequestAborted).AsTask();
    }

    private bool IsSigned(HttpRequest request) =>
        long.TryParse(request.Query["expires"], NumberStyles.None, CultureInfo.InvariantCulture, out long expires)
        && expires >= state.Now.ToUnixTimeMilliseconds()
        && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(request.Query["signature"].ToString()), Encoding.UTF8.GetBytes(state.Sign(string.Create(CultureInfo.InvariantCulture, $"{request.Path}{expires}"))));
}
