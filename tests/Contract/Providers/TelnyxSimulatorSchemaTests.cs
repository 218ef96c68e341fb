using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Outsourcing.Telephony;
using Outsourcing.Telephony.Tests.Telnyx;
using Outsourcing.Testing;
using Outsourcing.Tests;
using Shouldly;

namespace Outsourcing.Contract.Providers;

/// <summary>What the simulated account sends and answers, against the schemas of Telnyx's document.</summary>
public sealed class TelnyxSimulatorSchemaTests : IDisposable
{
    private static readonly PhoneNumber Caller = PhoneNumber.Parse("+12125550155");

    private static readonly string[] Events =
        ["Initiated", "Answered", "Bridged", "Hangup", "SpeakStarted", "SpeakEnded", "PlaybackStarted", "PlaybackEnded", "DtmfReceived", "GatherEnded", "RecordingSaved"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("telnyx");

    public void Dispose() => _folder.Delete(recursive: true);

    [SpecFact]
    public async Task EventsAndAnswers_AreThoseOfTheDocument()
    {
        await using TelnyxSimulator simulator = await TelnyxSimulator.StartAsync(new() { CommandsWhileTalking = 1 });
        await using TelnyxApp app = await TelnyxApp.StartAsync(simulator, async (client, said) =>
        {
            switch (said.Name)
            {
                case "call.initiated" when said.Text("direction") == "incoming":
                    await client.AnswerAsync(said.Call);
                    await client.SayAsync(said.Call, "Hello");
                    await client.GatherAsync(said.Call, new TelnyxGatherRequest { Play = new Uri("https://example.com/menu.mp3"), MaximumDigits = 1 });
                    await client.StartRecordingAsync(said.Call);
                    await client.TransferAsync(said.Call, ContractAccount.Partner);
                    break;
                case "call.bridged":
                    await client.StopRecordingAsync(said.Call);
                    break;
                default:
                    break;
            }
        });
        SimulatedNumber number = simulator.Own(ContractAccount.Business);
        SimulatedCall call = await simulator.CallAsync(new CallScript { From = Caller, To = ContractAccount.Business, Digits = "1" });
        await app.SteeredAsync();
        JsonArray values = [];
        foreach (TelnyxSaid said in app.Said)
        {
            string schema = $"Call{string.Concat(said.Name.Split('.').Skip(1).Select(word => char.ToUpperInvariant(word[0]) + word[1..]))}Event";
            values.Add((JsonNode)Value(schema, said.Body));
        }

        string owned = $"/phone_numbers/{number.Id}";
        string order = $$"""{"phone_numbers":[{"phone_number":"{{ContractAccount.Partner.E164}}"}],"connection_id":"{{simulator.ConnectionId}}"}""";
        string place = $$"""{"to":"{{ContractAccount.Partner.E164}}","from":"{{ContractAccount.Business.E164}}","connection_id":"{{simulator.ConnectionId}}","webhook_url":"http://127.0.0.1:9/none"}""";
        string text = $$"""{"to":"{{ContractAccount.Partner.E164}}","from":"{{ContractAccount.Business.E164}}","text":"Hello"}""";
        (string Schema, string Method, string Path, string? Body)[] requests =
        [
            ("Call", "GET", $"/calls/{call.Id}", null),
            ("CallWithRecordingId", "POST", "/calls", place),
            ("RecordingResponseData", "GET", "/recordings", null),
            ("AvailablePhoneNumber", "GET", "/available_phone_numbers?filter[limit]=2", null),
            ("NumberOrderWithPhoneNumbers", "POST", "/number_orders", order),
            ("PhoneNumberDetailed", "GET", "/phone_numbers", null),
            ("PhoneNumberDetailed", "PATCH", owned, """{"customer_reference":"front"}"""),
            ("PhoneNumberWithVoiceSettings", "PATCH", $"{owned}/voice", $$$"""{"call_forwarding":{"call_forwarding_enabled":true,"forwards_to":"{{{ContractAccount.Partner.E164}}}"}}"""),
            ("PhoneNumberDeletedDetailed", "DELETE", owned, null),
            ("OutboundMessagePayload", "POST", "/messages", text),
            ("call-control_Errors", "POST", $"/calls/{call.Id}/actions/hangup", "{}"),
            ("call-control_Errors", "GET", "/calls/nonsense", null),
        ];
        foreach ((string schema, string method, string path, string? body) in requests)
        {
            JsonElement answer = await AskAsync(simulator, method, path, body);
            if (!answer.TryGetProperty("data", out JsonElement data))
            {
                values.Add((JsonNode)Value(schema, answer));
            }
            else if (data.ValueKind != JsonValueKind.Array)
            {
                values.Add((JsonNode)Value(schema, data));
            }
            else
            {
                foreach (JsonElement item in data.EnumerateArray())
                {
                    values.Add((JsonNode)Value(schema, item));
                }
            }
        }

        string file = Path.Combine(_folder.FullName, "values.json");
        await File.WriteAllTextAsync(file, values.ToJsonString());
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(4));
        (await NpmFolder.NodeAsync(".", ["answering/validate.mjs", RepositoryFiles.SharedPath("specs/telnyx/spec3.yml")!, file], limit.Token)).ShouldBeEmpty();
        values.Select(value => (string)value!["schema"]!).Distinct().ShouldBe(
            [.. Events.Select(name => $"Call{name}Event"), .. requests.Select(request => request.Schema).Distinct()], ignoreOrder: true);
    }

    private static JsonObject Value(string schema, JsonElement value) => new() { ["schema"] = schema, ["value"] = JsonNode.Parse(value.GetRawText()) };

    private static async Task<JsonElement> AskAsync(TelnyxSimulator simulator, string method, string path, string? json)
    {
        using HttpMessageInvoker client = new(new SocketsHttpHandler());
        using HttpRequestMessage request = new(new HttpMethod(method), new Uri(simulator.BaseAddress + path));
        request.Headers.Authorization = new("Bearer", simulator.ApiKey);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await client.SendAsync(request, default);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }
}
