using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Outsourcing.Calls;
using Outsourcing.Webhooks;

namespace Outsourcing.Answering;

/// <summary>Answers what Vapi asks during a call, in time and whatever the app does.</summary>
internal sealed class VapiLiveReplies(string account, VapiOptions options, IVapiRequestHandler? handler, TimeProvider time)
{
    internal async ValueTask<WebhookReply?> AnswerAsync(JsonElement message, CancellationToken cancellationToken)
    {
        JsonElement call = message.Member("call") ?? message;
        VapiRequest request = new()
        {
            Id = message.Text("call", "id") is { } id ? new CallId(VapiCallMapping.Provider, account, id) : null,
            Caller = message.Phone("customer", "number") ?? call.Phone("customer", "number"),
            Dialled = message.Phone("phoneNumber", "number") ?? call.Phone("phoneNumber", "number"),
            Message = message,
        };
        return message.Text("type") switch
        {
            "assistant-request" => Reply(await AssistantAsync(request, cancellationToken).ConfigureAwait(false)),
            "tool-calls" => Reply(await ToolsAsync(request, cancellationToken).ConfigureAwait(false)),
            "transfer-destination-request" => Reply(await TransferAsync(request, cancellationToken).ConfigureAwait(false)),
            // The app keeps no knowledge at Vapi's side: an empty answer lets the assistant go on at once.
            "knowledge-base-request" => Reply(new JsonObject { ["documents"] = new JsonArray() }),
            _ => null,
        };
    }

    private static WebhookReply Reply(JsonObject body) => new() { ContentType = "application/json", Body = Encoding.UTF8.GetBytes(body.ToJsonString()) };

    private async Task<JsonObject> AssistantAsync(VapiRequest request, CancellationToken cancellationToken)
    {
        VapiAssistantAnswer? answer = await WithinAsync(options.AssistantDeadline, handler, (app, token) => app.ChooseAssistantAsync(request, token), cancellationToken).ConfigureAwait(false)
            ?? (options.FallbackAssistantId is { } fallback ? new VapiAssistantAnswer { AssistantId = fallback } : null);
        if (answer?.TransferTo is { } number)
        {
            return new JsonObject { ["destination"] = Destination(number) };
        }

        if (answer?.AssistantId is not { } assistant)
        {
            return new JsonObject { ["error"] = answer?.Refusal ?? "Nobody can take this call now. Please call again later." };
        }

        JsonObject body = new() { ["assistantId"] = assistant };
        if (answer.Variables is { } variables)
        {
            body["assistantOverrides"] = new JsonObject { ["variableValues"] = AnsweringChannel.Texts(variables) };
        }

        return body;
    }

    private async Task<JsonObject> ToolsAsync(VapiRequest request, CancellationToken cancellationToken)
    {
        List<VapiToolCall> calls = [.. request.Message.Items("toolCallList").Select(ToolCall).OfType<VapiToolCall>()];
        JsonObject[] results = await Task.WhenAll(calls.Select(call => ToolAsync(call, request, cancellationToken))).ConfigureAwait(false);
        JsonArray list = [];
        foreach (JsonObject result in results)
        {
            list.Add((JsonNode)result);
        }

        return new JsonObject { ["results"] = list };
    }

    private async Task<JsonObject> ToolAsync(VapiToolCall call, VapiRequest request, CancellationToken cancellationToken)
    {
        VapiToolResult? result = await WithinAsync(options.ToolDeadline, handler, async (app, token) => (VapiToolResult?)await app.RunToolAsync(call, request, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        JsonObject body = new() { ["name"] = call.Name, ["toolCallId"] = call.Id };
        if (result?.Result is { } text && result.Error is null)
        {
            body["result"] = OneLine(text);
        }
        else
        {
            body["error"] = OneLine(result?.Error ?? "The tool gave no answer in time.");
        }

        return body;
    }

    private async Task<JsonObject> TransferAsync(VapiRequest request, CancellationToken cancellationToken)
    {
        PhoneNumber? number = await WithinAsync(options.AssistantDeadline, handler, (app, token) => app.ChooseTransferAsync(request, token), cancellationToken).ConfigureAwait(false);
        return number is { } target ? new JsonObject { ["destination"] = Destination(target) } : new JsonObject { ["error"] = "Nobody can be reached now." };
    }

    private static JsonObject Destination(PhoneNumber number) => new() { ["type"] = "number", ["number"] = number.E164 };

    // Vapi reads nothing behind a line break.
    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private static VapiToolCall? ToolCall(JsonElement item) =>
        item.Text("id") is { } id && (item.Text("function", "name") ?? item.Text("name")) is { } name
            ? new VapiToolCall { Id = id, Name = name, Arguments = Arguments(item.Member("function", "arguments") ?? item.Member("arguments")) }
            : null;

    // The document says text that holds JSON; live calls also send the object itself.
    private static JsonElement Arguments(JsonElement? given) =>
        given is { ValueKind: JsonValueKind.Object } item ? item
        : given is { ValueKind: JsonValueKind.String } text ? JsonReading.Object(Encoding.UTF8.GetBytes(text.GetString()!)) ?? JsonElement.Parse("{}"u8)
        : JsonElement.Parse("{}"u8);

    private async Task<T?> WithinAsync<T>(TimeSpan deadline, IVapiRequestHandler? app, Func<IVapiRequestHandler, CancellationToken, ValueTask<T?>> ask, CancellationToken cancellationToken)
    {
        if (app is null)
        {
            return default;
        }

        using CancellationTokenSource timeout = new(deadline, time);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            // An app that ignores its token does not hold up the caller: the answer goes out without it.
            return await ask(app, ending.Token).AsTask().WaitAsync(ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever the app throws, somebody is on the line: the fallback is sent.
        catch (Exception)
#pragma warning restore CA1031
        {
            return default;
        }
    }
}
