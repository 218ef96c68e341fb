using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
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
    public async Task TwilioAccount_Configured_EngagesNobodyAtFirst_ThenServesARealOwner()
    {
        await using TwilioSimulator twilio = await RealTwilioAsync();
        twilio.Own(PhoneNumber.Parse("+13125550100"), new Uri("https://somewhere.example/in-use"));
        string address = $"http://127.0.0.1:{FreePort()}";
        await using CrmHost crm = await CrmHost.StartAsync(engaged: null, Twilio(twilio, address));
        crm.Services.GetService<TwilioSimulator>().ShouldBeNull();
        crm.Services.GetService<SimulatedCallers>().ShouldBeNull();
        crm.Services.GetServices<IFaultLineEvidenceSource>().ShouldBeEmpty();
        (await crm.Services.GetRequiredService<IDocumentStore<Engagement>>().ListAsync()).ShouldBeEmpty();
        (await crm.Services.GetRequiredService<ICallStore>().CountAsync(CallQuery.All)).ShouldBe(0);
        (await crm.Services.GetRequiredService<IDocumentStore<Partner>>().ListAsync()).ShouldAllBe(partner => partner.Document.Number == null);

        // The partner's number is asked for and checked, before anything is bought.
        using CrmForms forms = new(crm.Address);
        (string number, string says)[] wrong = [("", "no telephone number"), ("call me", "no telephone number"), ("+12125550151", "kept for fiction")];
        foreach ((string number, string says) in wrong)
        {
            (HttpStatusCode status, string page) = await forms.SendAsync("/partners", "/engage", ("partner", "harbor-desk"), ("number", number), ("line", ""), ("area", "212"));
            status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            page.ShouldContain(says);
            page.ShouldContain("Skip to the content");
        }

        twilio.Numbers.Count.ShouldBe(1);
        (HttpStatusCode engaged, _) = await forms.SendAsync("/partners", "/engage", ("partner", "harbor-desk"), ("number", "(312) 867-5309"), ("line", ""), ("area", "212"));
        engaged.ShouldBe(HttpStatusCode.Redirect);

        // A number was bought, and the one in use elsewhere is left alone.
        SimulatedNumber number2 = twilio.Numbers.Single(owned => owned.Number.E164.StartsWith("+1212", StringComparison.Ordinal));
        number2.VoiceUrl.ShouldBe($"{address}/hooks/twilio/front-desk");
        twilio.Numbers.Single(owned => owned != number2).VoiceUrl.ShouldBe("https://somewhere.example/in-use");
        Engagement engagement = (await crm.Services.GetRequiredService<IDocumentStore<Engagement>>().ListAsync()).ShouldHaveSingleItem().Document;
        engagement.Numbers.ShouldBe([number2.Number]);

        // A caller is sent on to the partner.
        SimulatedCall call = await twilio.CallAsync(new CallScript { From = PhoneNumber.Parse("+12125550123"), To = number2.Number, StartedAt = NextSecond() });
        await twilio.SettleAsync();
        await crm.SettleAsync();
        call.Answer.ShouldContain("+13128675309");
        CallRecord record = (await crm.Services.GetRequiredService<ICallStore>().ListAsync(CallQuery.All).ToListAsync()).ShouldHaveSingleItem();
        (record.Id.Provider, record.Id.Account, record.Id.ProviderCallId, record.Status, record.Successful).ShouldBe(("twilio", "front-desk", call.Id, CallStatus.Completed, null));
        (await forms.GetAsync("/engagement")).ShouldContain("Whether 1 answered call reached the outcome nobody has said");

        // Nobody reports on it: the owner judges, on the call's page.
        (HttpStatusCode judged, _) = await forms.SendAsync($"/calls/{record.Id.Value}", "/calls/judge", ("call", record.Id.Value), ("reached", "no"), ("matter", "heating broken"), ("why", "The desk knew no plumber."));
        judged.ShouldBe(HttpStatusCode.Redirect);
        string outcomes = await forms.GetAsync("/engagement");
        outcomes.ShouldContain("0 % of 1");
        outcomes.ShouldContain("the brief does not say it");
        outcomes.ShouldNotContain("nobody has said");

        // Who does not know the account's token is refused.
        using HttpMessageInvoker http = new(new SocketsHttpHandler());
        using HttpRequestMessage forged = new(HttpMethod.Post, number2.VoiceUrl) { Content = new FormUrlEncodedContent([KeyValuePair.Create("CallSid", call.Id)]) };
        using HttpResponseMessage refused = await http.SendAsync(forged, default);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task TwilioAccount_WithANumberOfItsOwn_TakesTheOneTheOwnerChooses_AndBuysNone()
    {
        await using TwilioSimulator twilio = await RealTwilioAsync();
        PhoneNumber line = PhoneNumber.Parse("+13128675300");
        twilio.Own(line);
        await using CrmHost crm = await CrmHost.StartAsync(engaged: null, Twilio(twilio, $"http://127.0.0.1:{FreePort()}"));
        using CrmForms forms = new(crm.Address);
        (await forms.GetAsync("/partners")).ShouldContain("+13128675300, yours already");

        (HttpStatusCode circle, string page) = await forms.SendAsync("/partners", "/engage", ("partner", "northline"), ("number", line.E164), ("line", line.E164));
        (circle, page.Contains("in a circle", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.UnprocessableEntity, true));
        await forms.SendAsync("/partners", "/engage", ("partner", "northline"), ("number", "+13128675309"), ("line", line.E164));

        twilio.Numbers.ShouldHaveSingleItem().VoiceUrl.ShouldEndWith("/hooks/twilio/front-desk");
        (await crm.Services.GetRequiredService<IDocumentStore<Engagement>>().ListAsync()).ShouldHaveSingleItem().Document.Numbers.ShouldBe([line]);
    }

    [Fact]
    public async Task RetellAccount_Configured_ReportsCallsAndOutcomes_ThroughTheSameSeam()
    {
        await using CrmHost crm = await CrmHost.StartAsync(engaged: null, "--Retell:ApiKey=key_of_the_owner", "--Crm:PublicBaseUrl=https://crm.example");
        using CrmForms forms = new(crm.Address);
        string partners = await forms.GetAsync("/partners");
        partners.ShouldContain("https://crm.example/hooks/retell/front-desk");
        partners.ShouldNotContain("Number callers dial");

        (HttpStatusCode engaged, _) = await forms.SendAsync("/partners", "/engage", ("partner", "harbor-desk"), ("number", "+1 312 867 5309"));
        engaged.ShouldBe(HttpStatusCode.Redirect);
        foreach ((string id, string settled) in new[] { ("c1", "true"), ("c2", "true"), ("c3", "false") })
        {
            long at = NextSecond().ToUnixTimeMilliseconds();
            string body = $$$"""
                {"event":"call_analyzed","call":{"call_id":"{{{id}}}","call_status":"ended","direction":"inbound","from_number":"+12025550123","to_number":"+13128675309",
                "start_timestamp":{{{at}}},"end_timestamp":{{{at + 60_000}}},"duration_ms":60000,"disconnection_reason":"user_hangup","call_analysis":{"call_summary":"Asked.","call_successful":{{{settled}}} } }}
                """;
            (await SignedAsync(crm, body, "key_of_the_owner")).ShouldBe(HttpStatusCode.NoContent);
            (await SignedAsync(crm, body, "key_of_somebody")).ShouldBe(HttpStatusCode.Forbidden);
        }

        await crm.SettleAsync();
        string outcomes = await forms.GetAsync("/engagement");
        outcomes.ShouldContain("67 % of 3");
        outcomes.ShouldNotContain("nobody has said");
    }

    [Theory]
    [InlineData("AuthToken is missing", "--Twilio:AccountSid=AC0123456789abcdef0123456789abcdef", "--Crm:PublicBaseUrl=https://crm.example")]
    [InlineData("AccountSid is missing", "--Twilio:AuthToken=token", "--Crm:PublicBaseUrl=https://crm.example")]
    [InlineData("Crm:PublicBaseUrl is missing", "--Twilio:AccountSid=AC0123456789abcdef0123456789abcdef", "--Twilio:AuthToken=token")]
    [InlineData("ApiKey is missing", "--Retell:WebhookApiKey=key", "--Crm:PublicBaseUrl=https://crm.example")]
    [InlineData("Crm:PublicBaseUrl is missing", "--Retell:ApiKey=key")]
    [InlineData("Twilio and Retell", "--Retell:ApiKey=key", "--Twilio:AuthToken=token")]
    [InlineData("Crm:Engaged is for the demo", "--Retell:ApiKey=key", "--Crm:PublicBaseUrl=https://crm.example", "--Crm:Engaged=true")]
    public async Task Account_PartlyConfigured_StopsTheStartAndSaysWhatIsMissing(string says, params string[] settings)
    {
        string file = Path.Combine(Path.GetTempPath(), $"crm-{Guid.NewGuid():N}.db");

        Exception stopped = await Should.ThrowAsync<Exception>(() => CrmHost.StartAsync(engaged: null, [file, .. settings]));

        stopped.Message.ShouldContain(says);
        stopped.Message.ShouldNotContain("=token");
        File.Exists(file).ShouldBeFalse();
    }

    // Stands for the provider: an account of its own, on an address the settings name.
    private static Task<TwilioSimulator> RealTwilioAsync() =>
        TwilioSimulator.StartAsync(new TwilioSimulatorOptions { AccountSid = "AC0123456789abcdef0123456789abcdef", AuthToken = "configured-token" });

    private static string[] Twilio(TwilioSimulator twilio, string address) =>
    [
        $"--urls={address}", $"--Crm:PublicBaseUrl={address}",
        $"--Twilio:AccountSid={twilio.AccountSid}", $"--Twilio:AuthToken={twilio.AuthToken}", $"--Twilio:BaseAddress={twilio.BaseAddress}",
    ];

    // Providers tell starts by the second; the engagement is a moment old.
    private static DateTimeOffset NextSecond() => DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 1);

    private static async Task<HttpStatusCode> SignedAsync(CrmHost crm, string body, string key)
    {
        string at = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        string signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(body + at)));
        using HttpMessageInvoker http = new(new SocketsHttpHandler());
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(crm.Address, "/hooks/retell/front-desk")) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("X-Retell-Signature", $"v={at},d={signature}");
        using HttpResponseMessage response = await http.SendAsync(request, default);
        return response.StatusCode;
    }

    private static async Task WalkAsync(CrmHost crm)
    {
        await crm.SettleAsync();
        CallRecord newest = await crm.Services.GetRequiredService<ICallStore>().ListAsync(new CallQuery { Limit = 1 }).SingleAsync();
        using HttpMessageInvoker http = new(new SocketsHttpHandler());
        foreach ((string path, string holds) in new[]
        {
            ("/", "id=\"live\""), ("/log", "activity.csv"), ("/process", "outsourcing-process-map"), ("/brief", "id=\"review\""), ("/partners", "Harbor Desk"), ("/engagement", "data-outcome=\"settled\""),
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
