using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Telephony;
using Xunit.Abstractions;

namespace Outsourcing.Contract.Providers;

public sealed class TwilioContractTests(ITestOutputHelper output)
{
    private const string Call = "CAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string Recording = "REaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string Conference = "CFaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string Number = "PNaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    [SpecFact]
    public async Task Api_EveryOperation_IsAcceptedAndParsed()
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(3));
        await using PrismServer prism = await PrismServer.StartAsync("twilio/twilio_api_v2010.json", limit.Token);
        CoverageTable table = new(output, "twilio_api_v2010.json");
        await using ServiceProvider services = Account(prism.Address, table);
        TwilioClient client = services.GetRequiredKeyedService<TwilioClient>("north");
        TwilioMarkup markup = TwilioMarkup.Instance;
        VoiceDocument document = markup.Document(markup.Say("Hello"));
        DateTimeOffset noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
        Uri hook = new("https://example.com/hook");

        // Without a status callback: the document gives its list of events no encoding, and Prism then takes no list in a form.
        await table.CallAsync("calls.create", () => client.PlaceCallAsync(
            new TwilioCallRequest { From = ContractAccount.Business, To = ContractAccount.Partner, Document = document, RecordingCallback = hook, Record = true, RingFor = TimeSpan.FromSeconds(20), DetectMachine = true }));
        await table.CallAsync("calls.get", () => client.GetCallAsync(Call));
        await table.CallAsync("calls.list", () => ContractAccount.FirstAsync(client.ListCalls(new TwilioCallFilter { From = ContractAccount.Business, Status = "completed", StartedFrom = noon, StartedUntil = noon.AddDays(1), PageSize = 50, Limit = 1 })));
        await table.CallAsync("calls.update", () => client.UpdateCallAsync(Call, document));
        await table.CallAsync("calls.redirect", () => client.RedirectCallAsync(Call, hook));
        await table.CallAsync("calls.hang-up", () => client.HangUpAsync(Call));
        await table.CallAsync("calls.cancel", () => client.CancelCallAsync(Call));
        await table.CallAsync("calls.send-digits", () => client.SendDigitsAsync(Call, "1w2"));
        await table.CallAsync("calls.transfer", () => client.TransferAsync(Call, ContractAccount.Partner, ContractAccount.Business));
        await table.CallAsync("calls.transfer-warm", () => client.TransferWarmAsync(Call, ContractAccount.Partner, ContractAccount.Business, "handover-1"));
        await table.CallAsync("participants.update", () => client.UpdateParticipantAsync(Conference, Call, hold: true, muted: false));
        await table.CallAsync("participants.delete", () => client.RemoveParticipantAsync(Conference, Call));
        await table.CallAsync("conferences.list", () => ContractAccount.FirstAsync(client.ListConferences("handover-1", limit: 1)));
        await table.CallAsync("conferences.end", () => client.EndConferenceAsync(Conference));
        await table.CallAsync("numbers.search", () => ContractAccount.FirstAsync(client.SearchNumbers(new NumberSearch { Country = "US", AreaCode = "212" })));
        await table.CallAsync("numbers.buy", () => client.BuyNumberAsync(ContractAccount.Business, new TwilioNumberSettings { VoiceUrl = hook }));
        await table.CallAsync("numbers.list", () => ContractAccount.FirstAsync(client.ListNumbers(ContractAccount.Business, limit: 1)));
        await table.CallAsync("numbers.configure", () => client.ConfigureNumberAsync(Number, new TwilioNumberSettings { VoiceUrl = hook, VoiceFallbackUrl = hook, StatusCallback = hook, SmsUrl = hook, FriendlyName = "Front desk" }));
        await table.CallAsync("numbers.release", () => client.ReleaseNumberAsync(Number));
        await table.CallAsync("recordings.start", () => client.StartRecordingAsync(Call, hook));
        await table.CallAsync("recordings.pause", () => client.PauseRecordingAsync(Call, Recording));
        await table.CallAsync("recordings.resume", () => client.ResumeRecordingAsync(Call, Recording));
        await table.CallAsync("recordings.stop", () => client.StopRecordingAsync(Call, Recording));
        await table.CallAsync("recordings.list", () => ContractAccount.FirstAsync(client.ListRecordings(Call, noon, limit: 1)));
        await table.CallAsync("recordings.delete", () => client.DeleteRecordingAsync(Recording));
        await table.CallAsync("transcriptions.list", () => ContractAccount.FirstAsync(client.ListTranscriptions(Recording)));
        await table.CallAsync("transcriptions.delete", () => client.DeleteTranscriptionAsync("TRaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
        await table.CallAsync("messages.create", () => client.SendMessageAsync(ContractAccount.Business, ContractAccount.Partner, "We missed your call.", hook));
        await table.CallAsync("messages.get", () => client.GetMessageAsync("SMaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
        await table.CallAsync("messages.list", () => ContractAccount.FirstAsync(client.ListMessages(ContractAccount.Business, sentFrom: noon, limit: 1)));
        await table.CallAsync("usage.list", () => ContractAccount.FirstAsync(client.ListDailyUsage(new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 2), "calls-inbound")));

        table.ShouldBeClean();
    }

    [SpecFact]
    public async Task LookupsAndPrices_EveryOperation_IsAcceptedAndParsed()
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(3));
        await using PrismServer lookups = await PrismServer.StartAsync("twilio/twilio_lookups_v2.json", limit.Token);
        await using PrismServer prices = await PrismServer.StartAsync("twilio/twilio_pricing_v2.json", limit.Token);
        CoverageTable table = new(output, "twilio_lookups_v2.json, twilio_pricing_v2.json");
        await using ServiceProvider lookupServices = Account(lookups.Address, table);
        await using ServiceProvider priceServices = Account(prices.Address, table);

        await table.CallAsync("lookups.get", () => lookupServices.GetRequiredKeyedService<TwilioClient>("north").LookUpAsync(ContractAccount.Partner));
        await table.CallAsync("prices.get", () => priceServices.GetRequiredKeyedService<TwilioClient>("north").GetVoicePriceAsync(ContractAccount.Partner, ContractAccount.Business));

        table.ShouldBeClean();
    }

    private static ServiceProvider Account(Uri address, CoverageTable table) => ContractAccount.Build(builder => builder.AddTwilio(
        "north",
        options =>
        {
            options.AccountSid = "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
            options.AuthToken = "token";
            options.BaseAddress = address;
            options.Http.Once();
        },
        http => http.AddHttpMessageHandler(table.Listener)));
}
