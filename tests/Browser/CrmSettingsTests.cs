using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using MinimalCrm.Work;
using Outsourcing.Calls;
using Outsourcing.Engagements;
using Outsourcing.EntityFrameworkCore.Tests;
using Outsourcing.Partners;
using Outsourcing.Storage;
using Outsourcing.Testing;
using Shouldly;

namespace Outsourcing.Browser;

/// <summary>The sample CRM as its settings make it, over HTTP; a browser is not needed for it.</summary>
public sealed class CrmSettingsTests
{
    [PostgresFact]
    public async Task PostgreSql_ByConnectionString_ServesEveryPageAndKeepsWhatItHasOverARestart()
    {
        string setting = $"--Crm:PostgreSql={await PostgresServer.NewDatabaseAsync()}";
        long calls;
        await using (CrmHost crm = await CrmHost.StartAsync(engaged: true, setting))
        {
            await WalkAsync(crm);
            calls = await crm.Services.GetRequiredService<ICallStore>().CountAsync(CallQuery.All);
            File.Exists(crm.SqliteFile).ShouldBeFalse();
        }

        calls.ShouldBeGreaterThan(50);
        await using CrmHost again = await CrmHost.StartAsync(engaged: true, setting);
        (await again.Services.GetRequiredService<ICallStore>().CountAsync(CallQuery.All)).ShouldBe(calls);
        await WalkAsync(again);
    }

    [Fact]
    public async Task TwilioAccount_ByConfiguration_IsUsedInPlaceOfTheSimulatedOne()
    {
        // Stands for the provider: an account of its own, on an address the settings name.
        await using TwilioSimulator twilio = await TwilioSimulator.StartAsync(new TwilioSimulatorOptions { AccountSid = "AC0123456789abcdef0123456789abcdef", AuthToken = "configured-token" });
        string address = $"http://127.0.0.1:{FreePort()}";
        await using CrmHost crm = await CrmHost.StartAsync(
            engaged: false,
            $"--urls={address}",
            $"--Crm:PublicBaseUrl={address}",
            $"--Twilio:AccountSid={twilio.AccountSid}",
            $"--Twilio:AuthToken={twilio.AuthToken}",
            $"--Twilio:BaseAddress={twilio.BaseAddress}");
        crm.Services.GetService<TwilioSimulator>().ShouldBeNull();
        crm.Services.GetService<SimulatedCallers>().ShouldBeNull();
        (await crm.Services.GetRequiredService<IDocumentStore<Partner>>().ListAsync()).ShouldNotBeEmpty();

        await crm.Services.GetRequiredService<Engaging>().EngageAsync(PartnerId.From("harbor-desk"), default);
        SimulatedNumber number = twilio.Numbers.ShouldHaveSingleItem();
        SimulatedCall call = await twilio.CallAsync(new CallScript { From = PhoneNumber.Parse("+12125550123"), To = number.Number });
        await twilio.SettleAsync();
        await crm.SettleAsync();

        number.VoiceUrl.ShouldBe($"{address}/hooks/twilio/front-desk");
        StoredDocument<Engagement> engagement = (await crm.Services.GetRequiredService<IDocumentStore<Engagement>>().ListAsync()).ShouldHaveSingleItem();
        engagement.Document.Numbers.ShouldBe([number.Number]);
        CallRecord record = (await crm.Services.GetRequiredService<ICallStore>().ListAsync(CallQuery.All).ToListAsync()).ShouldHaveSingleItem();
        (record.Id.Provider, record.Id.Account, record.Id.ProviderCallId, record.Status).ShouldBe(("twilio", "front-desk", call.Id, CallStatus.Completed));

        // Who does not know the account's token is refused.
        using HttpMessageInvoker http = new(new SocketsHttpHandler());
        using HttpRequestMessage forged = new(HttpMethod.Post, number.VoiceUrl) { Content = new FormUrlEncodedContent([KeyValuePair.Create("CallSid", call.Id)]) };
        using HttpResponseMessage refused = await http.SendAsync(forged, default);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task WalkAsync(CrmHost crm)
    {
        await crm.SettleAsync();
        CallRecord newest = await crm.Services.GetRequiredService<ICallStore>().ListAsync(new CallQuery { Limit = 1 }).SingleAsync();
        using HttpMessageInvoker http = new(new SocketsHttpHandler());
        foreach ((string path, string holds) in new[]
        {
            ("/", "id=\"live\""), ("/process", "outsourcing-process-map"), ("/brief", "id=\"review\""), ("/partners", "Harbor Desk"), ("/engagement", "data-outcome=\"settled\""),
            ($"/calls/{newest.Id.Value}", "<h1"), ("/bill", "<table"), ("/inbox", "<h1"), ("/verdicts", "brief/front-desk/1"), ("/health", "Healthy"), ("/outsourcing/calls", newest.Id.ProviderCallId),
        })
        {
            using HttpRequestMessage request = new(HttpMethod.Get, new Uri(crm.Address, path));
            using HttpResponseMessage response = await http.SendAsync(request, default);
            response.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            (await response.Content.ReadAsStringAsync()).ShouldContain(holds, Case.Sensitive, path);
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
