using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Telephony;
using Xunit.Abstractions;

namespace Outsourcing.Contract.Providers;

public sealed class BandwidthContractTests(ITestOutputHelper output)
{
    private const string Call = "c-15ac29a2-1331029c-2cb0-4a07-b215-b22865662d85";
    private const string Conference = "conf-fe23a767-a75a5b77-20c5-4cca-b581-cbbf0776eca9";
    private const string Recording = "r-15ac29a2-1331029c-2cb0-4a07-b215-b22865662d85";

    [SpecFact]
    public async Task Api_EveryOperation_IsAcceptedAndParsed()
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(3));
        await using PrismServer prism = await PrismServer.StartAsync("bandwidth/bandwidth-combined-2026.yml", limit.Token);
        CoverageTable table = new(output, "bandwidth/bandwidth-combined-2026.yml");
        await using ServiceProvider services = ContractAccount.Build(builder => builder.AddBandwidth(
            "north",
            options =>
            {
                options.AccountId = "9900000";
                options.UserName = "user";
                options.Password = "password";
                options.VoiceApplicationId = "04e88489-df02-4e34-a0ee-27a91849555f";
                options.MessagingApplicationId = "93de2206-9669-4e07-948d-329f4b722ee2";
                options.CallbackUserName = "hooks";
                options.CallbackPassword = "secret";
                options.BaseAddress = prism.Address;
                options.Http.Once();
            },
            http => http.AddHttpMessageHandler(table.Listener)));
        BandwidthClient client = services.GetRequiredKeyedService<BandwidthClient>("north");
        PhoneNumber business = ContractAccount.Business;
        PhoneNumber partner = ContractAccount.Partner;
        BandwidthMarkup markup = BandwidthMarkup.Instance;
        VoiceDocument document = markup.Document(markup.SpeakSentence("Hello"));
        DateTimeOffset noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
        Uri hook = new("https://example.com/hook");
        BandwidthCallRequest request = new() { From = business, To = partner, AnswerUrl = hook, AnswerFallbackUrl = hook, DisconnectUrl = hook, RingFor = TimeSpan.FromSeconds(20), DetectMachine = true, Tag = "lead 7" };

        await table.CallAsync("calls.create", () => client.PlaceCallAsync(request));
        await table.CallAsync("calls.get", () => client.GetCallAsync(Call));
        await table.CallAsync("calls.list", () => ContractAccount.FirstAsync(client.ListCalls(new BandwidthCallFilter { From = business, To = partner, DisconnectCause = "hangup", StartedFrom = noon, StartedUntil = noon.AddDays(1), PageSize = 50, Limit = 1 })));
        await table.CallAsync("calls.update", () => client.UpdateCallAsync(Call, document));
        await table.CallAsync("calls.redirect", () => client.RedirectCallAsync(Call, hook));
        await table.CallAsync("calls.hang-up", () => client.HangUpAsync(Call));
        await table.CallAsync("calls.send-digits", () => client.SendDigitsAsync(Call, "1w2"));
        await table.CallAsync("calls.transfer", () => client.TransferAsync(Call, partner, business));
        await table.CallAsync("calls.transfer-warm", () => client.TransferWarmAsync(Call, request, "handover-1"));
        await table.CallAsync("calls.bridge", () => client.BridgeAsync(Call, Call));
        await table.CallAsync("conferences.list", () => ContractAccount.FirstAsync(client.ListConferences("handover-1", limit: 1)));
        await table.CallAsync("conferences.end", () => client.EndConferenceAsync(Conference));
        await table.CallAsync("participants.update", () => client.UpdateParticipantAsync(Conference, Call, hold: true, muted: false));
        await table.CallAsync("calls.statistics", () => client.GetStatisticsAsync());
        await table.CallAsync("recordings.pause", () => client.PauseRecordingAsync(Call));
        await table.CallAsync("recordings.resume", () => client.ResumeRecordingAsync(Call));
        await table.CallAsync("recordings.list", () => ContractAccount.FirstAsync(client.ListRecordings(startedFrom: noon, startedUntil: noon.AddDays(1), limit: 1)));
        await table.CallAsync("recordings.list-of-call", () => ContractAccount.FirstAsync(client.ListRecordings(Call, limit: 1)));
        await table.CallAsync("recordings.delete", () => client.DeleteRecordingAsync(Call, Recording));
        await table.CallAsync("transcriptions.create", () => client.TranscribeAsync(Call, Recording, hook));
        await table.CallAsync("transcriptions.get", () => client.GetTranscriptionAsync(Call, Recording));
        await table.CallAsync("transcriptions.delete", () => client.DeleteTranscriptionAsync(Call, Recording));
        await table.CallAsync("messages.create", () => client.SendMessageAsync(business, partner, "We missed your call.", "lead 7"));
        await table.CallAsync("messages.get", () => client.GetMessageAsync("1589228074636lm4k2je7j7jklbn2"));
        await table.CallAsync("messages.list", () => ContractAccount.FirstAsync(client.ListMessages(business, partner, noon, limit: 1)));
        await table.CallAsync("lookups.create", () => client.LookUpAsync(partner));

        table.ShouldBeClean();
    }
}
