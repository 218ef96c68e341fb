using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Telephony;
using Xunit.Abstractions;

namespace Outsourcing.Contract.Providers;

public sealed class VonageContractTests(ITestOutputHelper output)
{
    private const string Call = "63f61863-4a51-4f6b-86e1-46edebcf9356";
    private static readonly string PrivateKey = NewKey();
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [SpecFact]
    public async Task Voice_EveryOperation_IsAcceptedAndParsed()
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(3));
        await using PrismServer prism = await PrismServer.StartAsync("vonage/voice.yml", limit.Token);
        CoverageTable table = new(output, "vonage/voice.yml");
        await using ServiceProvider services = Account(prism.Address, table, "/v1/calls");
        VonageClient client = services.GetRequiredKeyedService<VonageClient>("north");
        PhoneNumber business = ContractAccount.Business;
        PhoneNumber partner = ContractAccount.Partner;
        CallFlow flow = CallFlow.Of(new SayStep("Hello"));
        Uri hook = new("https://example.com/hook");

        // createCall: "to" is one of four endpoints exactly, and EndpointSip asks for a type of any text: every phone is a SIP endpoint too.
        await table.ContradictionAsync("calls.create", "body property to.0 must match exactly one schema in oneOf", () => client.PlaceCallAsync(new VonageCallRequest { From = business, To = partner, Flow = flow, EventUrl = hook, RingFor = TimeSpan.FromSeconds(20), TimeLimit = TimeSpan.FromMinutes(10), DetectMachine = true }));
        await table.ContradictionAsync("calls.create", "body property to.0 must match exactly one schema in oneOf", () => client.PlaceCallAsync(new VonageCallRequest { To = partner, AnswerUrl = hook }));
        await table.CallAsync("calls.get", () => client.GetCallAsync(Call));
        await table.CallAsync("calls.list", () => ContractAccount.FirstAsync(client.ListCalls(new VonageCallFilter { Status = "completed", StartedFrom = Noon, StartedUntil = Noon.AddDays(1), PageSize = 50, Limit = 1 })));
        await table.CallAsync("calls.update", () => client.UpdateCallAsync(Call, flow));
        await table.CallAsync("calls.redirect", () => client.RedirectCallAsync(Call, hook));
        await table.CallAsync("calls.transfer", () => client.TransferAsync(Call, partner, business));
        await table.CallAsync("conferences.join", () => client.JoinConferenceAsync(Call, "handover-1", endOnExit: true));
        await table.CallAsync("calls.hang-up", () => client.HangUpAsync(Call));
        // updateCall: UpdateCallRequestUnmute lists "mute" as its one word, so "mute" fits two schemas and "unmute" none.
        await table.ContradictionAsync("calls.mute", "Request body must match exactly one schema in oneOf", () => client.MuteAsync(Call, muted: true));
        await table.ContradictionAsync("calls.unmute", "must be equal to one of the allowed values: mute", () => client.MuteAsync(Call, muted: false));
        await table.CallAsync("calls.deafen", () => client.DeafenAsync(Call, deaf: true));
        await table.CallAsync("calls.undeafen", () => client.DeafenAsync(Call, deaf: false));
        await table.CallAsync("calls.say", () => client.SayAsync(Call, "Hello", "en-GB", times: 2));
        await table.CallAsync("calls.say-stop", () => client.StopSayingAsync(Call));
        await table.CallAsync("calls.play", () => client.PlayAsync(Call, new Uri("https://example.com/hold.mp3"), times: 0));
        await table.CallAsync("calls.play-stop", () => client.StopPlayingAsync(Call));
        await table.CallAsync("calls.send-digits", () => client.SendDigitsAsync(Call, "1713"));

        table.ShouldBeClean();
    }

    [SpecFact]
    public async Task Numbers_EveryOperation_IsAcceptedAndParsed()
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(3));
        await using PrismServer prism = await PrismServer.StartAsync("vonage/numbers.yml", limit.Token);
        CoverageTable table = new(output, "vonage/numbers.yml");
        // The document of 2021 knows the key in the query alone, where it reaches logs; Vonage's own libraries sign in by header.
        await using ServiceProvider services = Account(prism.Address, table, "", "api_key=abcd1234&api_secret=secret");
        VonageClient client = services.GetRequiredKeyedService<VonageClient>("north");
        PhoneNumber business = ContractAccount.Business;

        await table.CallAsync("numbers.search", () => ContractAccount.FirstAsync(client.SearchNumbers(new NumberSearch { Country = "US", AreaCode = "212" })));
        await table.CallAsync("numbers.search", () => ContractAccount.FirstAsync(client.SearchNumbers(new NumberSearch { Country = "US", Contains = "55" })));
        await table.CallAsync("numbers.buy", () => client.BuyNumberAsync("US", business));
        await table.CallAsync("numbers.list", () => ContractAccount.FirstAsync(client.ListNumbers(business, limit: 1)));
        await table.CallAsync("numbers.configure", () => client.ConfigureNumberAsync("US", business, new VonageNumberSettings { ApplicationId = "aaaaaaaa-bbbb-cccc-dddd-0123456789ab", SmsUrl = new Uri("https://example.com/sms"), StatusCallback = new Uri("https://example.com/hook") }));
        await table.CallAsync("numbers.forward", () => client.ForwardNumberAsync("US", business, ContractAccount.Partner));
        await table.CallAsync("numbers.forward-end", () => client.ForwardNumberAsync("US", business, null));
        await table.CallAsync("numbers.release", () => client.ReleaseNumberAsync("US", business));

        table.ShouldBeClean();
    }

    [SpecFact]
    public async Task Texts_EveryOperation_IsAcceptedAndParsed()
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(3));
        await using PrismServer sms = await PrismServer.StartAsync("vonage/sms.yml", limit.Token);
        await using PrismServer messages = await PrismServer.StartAsync("vonage/messages-olympus.yml", limit.Token);
        CoverageTable table = new(output, "vonage/sms.yml, vonage/messages-olympus.yml");
        await using ServiceProvider smsServices = Account(sms.Address, table, "/sms");
        await using ServiceProvider messageServices = Account(messages.Address, table, "/v0.1/messages");
        VonageClient texts = smsServices.GetRequiredKeyedService<VonageClient>("north");
        VonageClient channels = messageServices.GetRequiredKeyedService<VonageClient>("north");

        await table.CallAsync("messages.create", () => texts.SendMessageAsync(ContractAccount.Business, ContractAccount.Partner, "We missed your call.", new Uri("https://example.com/hook")));
        await table.CallAsync("messages.create-channel", () => channels.SendChannelMessageAsync(ContractAccount.Business, ContractAccount.Partner, "We missed your call."));
        await table.CallAsync("messages.create-channel", () => channels.SendChannelMessageAsync(ContractAccount.Business, ContractAccount.Partner, "We missed your call.", "whatsapp"));

        table.ShouldBeClean();
    }

    [SpecFact]
    public async Task Reports_EveryOperation_IsAcceptedAndParsed()
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(3));
        await using PrismServer prism = await PrismServer.StartAsync("vonage/reports.yml", limit.Token);
        CoverageTable table = new(output, "vonage/reports.yml");
        await using ServiceProvider services = Account(prism.Address, table, "");
        VonageClient client = services.GetRequiredKeyedService<VonageClient>("north");

        await table.CallAsync("messages.get", () => client.GetMessageAsync("aaaaaaaa-bbbb-cccc-dddd-0123456789ab"));
        await table.CallAsync("usage.list", () => ContractAccount.FirstAsync(client.ListUsage("VOICE-CALL", Noon, Noon.AddDays(1), limit: 1)));

        table.ShouldBeClean();
    }

    private static ServiceProvider Account(Uri address, CoverageTable table, string prefix, string? query = null) => ContractAccount.Build(builder => builder.AddVonage(
        "north",
        options =>
        {
            options.SignatureSecret = "signature";
            options.ApiKey = "abcd1234";
            options.ApiSecret = "abcdef0123456789";
            options.ApplicationId = "aaaaaaaa-bbbb-cccc-dddd-0123456789ab";
            options.PrivateKey = PrivateKey;
            options.BaseAddress = address;
            options.RestAddress = address;
            options.Http.Once();
        },
        http => http.AddHttpMessageHandler(table.Listener).AddHttpMessageHandler(() => new DocumentPaths(prefix, query))));

    private static string NewKey()
    {
        using RSA rsa = RSA.Create(2048);
        return rsa.ExportPkcs8PrivateKeyPem();
    }

    /// <summary>A document's paths start below its server's address, which the mock server leaves out.</summary>
    private sealed class DocumentPaths(string prefix, string? query) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Uri address = request.RequestUri!;
            string path = address.AbsolutePath[prefix.Length..];
            string joined = query is null ? address.Query : address.Query.Length == 0 ? "?" + query : $"{address.Query}&{query}";
            request.RequestUri = new Uri(address, (path.Length == 0 ? "/" : path) + joined);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
