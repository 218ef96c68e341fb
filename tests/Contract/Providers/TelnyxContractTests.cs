using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Telephony;
using Xunit.Abstractions;

namespace Outsourcing.Contract.Providers;

public sealed class TelnyxContractTests(ITestOutputHelper output)
{
    private const string Call = "v3:550e8400-e29b-41d4-a716-446655440000";

    private const string Conference = "41b9acd4-f4da-4ff5-a85c-e07e90b53f46";

    [SpecFact]
    public async Task Api_EveryOperation_IsAcceptedAndParsed()
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(4));
        await using PrismServer prism = await PrismServer.StartAsync("telnyx/spec3.yml", limit.Token);
        CoverageTable table = new(output, "telnyx/spec3.yml");
        await using ServiceProvider services = ContractAccount.Build(builder => builder.AddTelnyx(
            "north",
            options =>
            {
                options.ApiKey = "KEY";
                options.ConnectionId = "1494404757140276705";
                options.PublicKey = "PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=";
                options.TexmlAccountId = "61bf923e-5e4d-4595-a110-56190ea18a1b";
                options.BaseAddress = prism.Address;
                options.Http.Once();
            },
            http => http.AddHttpMessageHandler(table.Listener)));
        TelnyxClient client = services.GetRequiredKeyedService<TelnyxClient>("north");
        PhoneNumber business = ContractAccount.Business;
        PhoneNumber partner = ContractAccount.Partner;

        await table.CallAsync("calls.create", () => client.PlaceCallAsync(new TelnyxCallRequest { From = business, To = partner, RingFor = TimeSpan.FromSeconds(20), DetectMachine = true, Webhook = new Uri("https://example.com/hook") }));
        await table.CallAsync("calls.get", () => client.GetCallAsync(Call));
        await table.CallAsync("calls.list-active", () => ContractAccount.FirstAsync(client.ListActiveCalls(limit: 1)));
        await table.CallAsync("calls.answer", () => client.AnswerAsync(Call));
        await table.CallAsync("calls.hang-up", () => client.HangUpAsync(Call));
        await table.CallAsync("calls.transfer", () => client.TransferAsync(Call, partner, business));
        await table.CallAsync("calls.bridge", () => client.BridgeAsync(Call, Call));
        await table.CallAsync("calls.say", () => client.SayAsync(Call, "Hello"));
        await table.CallAsync("calls.play", () => client.PlayAsync(Call, new Uri("https://example.com/hold.mp3")));
        await table.CallAsync("calls.send-digits", () => client.SendDigitsAsync(Call, "1w2"));
        await table.CallAsync("calls.stop-playing", () => client.StopPlayingAsync(Call));
        await table.CallAsync("calls.gather", () => client.GatherAsync(Call, new TelnyxGatherRequest { MaximumDigits = 4, ValidDigits = "123", TerminatingDigit = "#", Timeout = TimeSpan.FromSeconds(10), BetweenDigits = TimeSpan.FromSeconds(3) }));
        await table.CallAsync("calls.gather (say)", () => client.GatherAsync(Call, new TelnyxGatherRequest { Say = "Press one.", MaximumDigits = 1, Tries = 2 }));
        await table.CallAsync("calls.gather (play)", () => client.GatherAsync(Call, new TelnyxGatherRequest { Play = new Uri("https://example.com/menu.mp3"), MaximumDigits = 1, Tries = 2 }));
        await table.CallAsync("transcriptions.start", () => client.StartTranscriptionAsync(Call));
        await table.CallAsync("transcriptions.stop", () => client.StopTranscriptionAsync(Call));
        await table.CallAsync("events.list", () => ContractAccount.FirstAsync(client.ListCallEvents(new TelnyxCallEventFilter { CallLegId = "550e8400-e29b-41d4-a716-446655440000", CallSessionId = "550e8400-e29b-41d4-a716-446655440001", From = business, To = partner, Type = "webhook", Since = DateTimeOffset.UnixEpoch, Limit = 1 })));
        await table.CallAsync("conferences.list", () => ContractAccount.FirstAsync(client.ListConferences("desk", limit: 1)));
        await table.CallAsync("conferences.create", () => client.CreateConferenceAsync(Call, "desk"));
        await table.CallAsync("conferences.get", () => client.GetConferenceAsync(Conference));
        await table.CallAsync("participants.list", () => ContractAccount.FirstAsync(client.ListParticipants(Conference, limit: 1)));
        await table.CallAsync("participants.join", () => client.JoinConferenceAsync(Conference, Call, endOnExit: true));
        await table.CallAsync("participants.hold", () => client.UpdateParticipantAsync(Conference, Call, hold: true));
        await table.CallAsync("participants.unhold", () => client.UpdateParticipantAsync(Conference, Call, hold: false));
        await table.CallAsync("participants.mute", () => client.UpdateParticipantAsync(Conference, Call, muted: true));
        await table.CallAsync("participants.unmute", () => client.UpdateParticipantAsync(Conference, Call, muted: false));
        await table.CallAsync("participants.leave", () => client.LeaveConferenceAsync(Conference, Call));
        await table.CallAsync("conferences.end", () => client.EndConferenceAsync(Conference));
        // The example holds no calls and names a next page, again and again: one page is asked for.
        await table.CallAsync("texml-calls.list", () => ContractAccount.FirstAsync(client.ListTexmlCalls(new TelnyxTexmlCallFilter { From = business, To = partner, Status = "no-answer", StartedFrom = DateTimeOffset.UnixEpoch, StartedUntil = DateTimeOffset.UnixEpoch.AddYears(90), PageSize = 10, Limit = 1 }).PagesAsync()));
        await table.CallAsync("texml-calls.get", () => client.GetTexmlCallAsync(Call));
        await table.CallAsync("texml-calls.update", () => client.UpdateTexmlCallAsync(Call, TelnyxMarkup.Instance.Document(TelnyxMarkup.Instance.Say("Hello"))));
        await table.CallAsync("texml-calls.redirect", () => client.RedirectTexmlCallAsync(Call, new Uri("https://example.com/texml"), new Uri("https://example.com/fallback")));
        await table.CallAsync("texml-calls.hang-up", () => client.HangUpTexmlCallAsync(Call));
        await table.CallAsync("recordings.start", () => client.StartRecordingAsync(Call));
        await table.CallAsync("recordings.pause", () => client.PauseRecordingAsync(Call));
        await table.CallAsync("recordings.resume", () => client.ResumeRecordingAsync(Call));
        await table.CallAsync("recordings.stop", () => client.StopRecordingAsync(Call));
        await table.CallAsync("recordings.list", () => ContractAccount.FirstAsync(client.ListRecordings(Call, limit: 1)));
        await table.CallAsync("recordings.delete", () => client.DeleteRecordingAsync("550e8400-e29b-41d4-a716-446655440000"));
        await table.CallAsync("transcriptions.list", () => ContractAccount.FirstAsync(client.ListTranscriptions("550e8400-e29b-41d4-a716-446655440000")));
        await table.CallAsync("numbers.search", () => ContractAccount.FirstAsync(client.SearchNumbers(new NumberSearch { Country = "US", AreaCode = "212", Contains = "55", Limit = 5 })));
        await table.CallAsync("numbers.buy", () => client.OrderNumberAsync(business));
        await table.CallAsync("numbers.list", () => ContractAccount.FirstAsync(client.ListNumbers(business, limit: 1)));
        await table.CallAsync("numbers.configure", () => client.ConfigureNumberAsync("1293384261075731499", "1494404757140276705"));
        await table.CallAsync("numbers.forward", () => client.ForwardNumberAsync("1293384261075731499", partner));
        await table.CallAsync("numbers.release", () => client.ReleaseNumberAsync("1293384261075731499"));
        await table.CallAsync("lookups.get", () => client.LookUpAsync(partner));
        await table.CallAsync("messages.create", () => client.SendMessageAsync(business, partner, "We missed your call.", new Uri("https://example.com/hook")));
        await table.CallAsync("messages.get", () => client.GetMessageAsync("550e8400-e29b-41d4-a716-446655440000"));
        await table.CallAsync("usage.list", () => ContractAccount.FirstAsync(client.ListDetailRecords(limit: 1)));
        await table.CallAsync("usage.list (filtered)", () => ContractAccount.FirstAsync(client.ListDetailRecords(new TelnyxDetailFilter { RecordType = "messaging", CreatedFrom = new DateOnly(2026, 2, 1), CreatedBefore = new DateOnly(2026, 3, 1), From = business, To = partner, Direction = "inbound", Limit = 1 })));

        table.ShouldBeClean();
    }
}
