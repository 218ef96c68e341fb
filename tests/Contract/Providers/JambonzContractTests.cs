using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Http;
using Outsourcing.Telephony;
using Shouldly;
using Xunit.Abstractions;

namespace Outsourcing.Contract.Providers;

public sealed class JambonzContractTests(ITestOutputHelper output)
{
    private const string Sid = "2531329f-fb09-4ef7-887e-84e648214436";

    [SpecFact]
    public async Task Api_EveryOperation_IsAcceptedAndParsed()
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(3));
        await using PrismServer prism = await PrismServer.StartAsync("jambonz/swagger.yaml", limit.Token);
        CoverageTable table = new(output, "jambonz/swagger.yaml");
        await using ServiceProvider services = ContractAccount.Build(builder => builder.AddJambonz(
            "north",
            options =>
            {
                options.AccountSid = Sid;
                options.ApiKey = "38700987-c7a4-4685-a5bb-af378f9734de";
                options.ApplicationSid = Sid;
                options.WebhookSecret = "wh_secret_1";
                options.BaseAddress = prism.Address;
                options.Http.Once();
            },
            http => http.AddHttpMessageHandler(table.Listener)));
        JambonzClient client = services.GetRequiredKeyedService<JambonzClient>("north");
        PhoneNumber business = ContractAccount.Business;
        PhoneNumber partner = ContractAccount.Partner;
        DateTimeOffset noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
        Uri hook = new("https://example.com/hook");

        await table.CallAsync("calls.create", () => client.PlaceCallAsync(new JambonzCallRequest { From = business, To = partner, RingFor = TimeSpan.FromSeconds(20), TimeLimit = TimeSpan.FromHours(1) }));
        await table.CallAsync("calls.get", () => client.GetCallAsync(Sid));
        await table.CallAsync("calls.list", () => ContractAccount.FirstAsync(client.ListCalls(new JambonzCallFilter { From = business, To = partner, Direction = "outbound", Status = "in-progress", Limit = 1 })));
        await table.CallAsync("calls.list-recent", () => ContractAccount.FirstAsync(client.ListRecentCalls(noon, noon.AddDays(1), direction: "inbound", limit: 1)));
        await table.CallAsync("calls.redirect", () => client.RedirectCallAsync(Sid, hook));
        await table.CallAsync("calls.whisper", () => client.WhisperAsync(Sid, hook));
        await table.CallAsync("calls.hang-up", () => client.HangUpAsync(Sid));
        await table.CallAsync("calls.cancel", () => client.CancelCallAsync(Sid));
        await table.CallAsync("calls.send-digits", () => client.SendDigitsAsync(Sid, "1"));
        await table.CallAsync("conferences.list", () => ContractAccount.FirstAsync(client.ListConferences()));
        await table.CallAsync("participants.hold", () => client.HoldParticipantAsync(Sid, hold: true));
        await table.CallAsync("participants.mute", () => client.MuteParticipantAsync(Sid, muted: false));
        await table.CallAsync("recordings.start", () => client.StartRecordingAsync(Sid, "sip:recorder@example.com", "rec-1"));
        await table.CallAsync("recordings.pause", () => client.PauseRecordingAsync(Sid, "sip:recorder@example.com"));
        await table.CallAsync("recordings.resume", () => client.ResumeRecordingAsync(Sid));
        await table.CallAsync("recordings.stop", () => client.StopRecordingAsync(Sid));
        await table.CallAsync("numbers.add", () => client.AddNumberAsync(business, Sid, Sid));
        await table.CallAsync("numbers.list", () => ContractAccount.FirstAsync(client.ListNumbers(limit: 1)));
        await table.CallAsync("numbers.release", () => client.ReleaseNumberAsync(Sid));
        await table.CallAsync("messages.create", () => client.SendMessageAsync(business, partner, "We missed your call."));

        table.ShouldBeClean();
        // GET /Accounts/{AccountSid}/RecentCalls contradicts itself: "answered" is a text, and of its allowed values none is one.
        (await Should.ThrowAsync<ProviderException>(() => ContractAccount.FirstAsync(client.ListRecentCalls(answered: true, limit: 1)))).Failure.ShouldBe(ProviderFailure.Refused);
        output.WriteLine("calls.list-recent by answered is refused by the document alone: the parameter is a string whose allowed values are booleans");
        // PUT /PhoneNumbers/{PhoneNumberSid} contradicts itself: its body is a whole PhoneNumber, whose number and carrier are required,
        // and the server that the document describes refuses a body that names either. The client sends what the server takes.
        (await Should.ThrowAsync<ProviderException>(() => client.ConfigureNumberAsync(Sid, Sid))).Status.ShouldBe(HttpStatusCode.BadRequest);
        output.WriteLine("numbers.configure is refused by the document alone: it requires number and voip_carrier_sid, which the server refuses");
    }
}
