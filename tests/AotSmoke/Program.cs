using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing;
using Outsourcing.Answering;
using Outsourcing.Calls;
using Outsourcing.Capacity;
using Outsourcing.Delegation;
using Outsourcing.Http;
using Outsourcing.Partners;
using Outsourcing.Processes;
using Outsourcing.Telephony;
using Outsourcing.Testing;
using Outsourcing.Webhooks;

// Runs as a native program: what the JIT would make on demand must have been made at build time.
List<string> done = [];
await using TwilioSimulator provider = await TwilioSimulator.StartAsync();
ServiceCollection services = new();
services.AddOutsourcing().AddTwilio("north", options =>
{
    options.AccountSid = provider.AccountSid;
    options.AuthToken = provider.AuthToken;
    options.BaseAddress = provider.BaseAddress;
});
await using (ServiceProvider built = services.BuildServiceProvider())
{
    ITelephony telephony = built.GetRequiredKeyedService<ITelephony>("north");
    await foreach (AvailableNumber number in telephony.SearchNumbersAsync(new NumberSearch { Country = "US", Limit = 1 }))
    {
        OwnedNumber owned = await telephony.BuyNumberAsync(number.Number);
        Check("a number is bought over HTTP", owned.Number == number.Number);
    }
}

using MemoryStream log = new(Encoding.UTF8.GetBytes("case:concept:name,concept:name,time:timestamp\n1,Answer call,2026-03-02T09:00:00Z\n1,Send offer,2026-03-02T10:00:00Z\n"));
DiscoveredProcess process = await EventLog.DiscoverCsvAsync(log);
Check("a process is found", process is { Cases: 1, Events: 2 });

DelegationBrief brief = DelegationBrief.Create("smoke", "Answer calls").WithPurpose("Callers reach a person.");
Check("a brief survives YAML", BriefYaml.Read(BriefYaml.Write(brief)) == brief);
Check("a brief survives JSON", JsonSerializer.Deserialize(JsonSerializer.Serialize(brief, OutsourcingJson.TypeInfo<DelegationBrief>()), OutsourcingJson.TypeInfo<DelegationBrief>()) == brief);
Check("a brief is reviewed", BriefReviewer.Default.Review(brief).HardFailure);

Check("a desk is staffed", Staffing.Require(new QueueLoad(200, TimeSpan.FromMinutes(3)), new StaffingTarget()).Agents == 14);
Partner partner = new() { Id = PartnerId.From("a"), Name = "A" };
PartnerCriterion criterion = new() { Id = "level", Name = "Service level", Question = PartnerQuestion.Capability, Value = ValueFunction.Linear(0, 1) };
Check("what JSON leaves out is as the type begins", JsonSerializer.Deserialize("""{"clearAt":0.9}""", OutsourcingJson.TypeInfo<RankingPolicy>()) == new RankingPolicy { ClearAt = 0.9 });
Check("a partner is ranked", PartnerRanking.Rank([criterion], [partner], [PartnerEvidence.Share(partner.Id, "level", 180, 200)]).IsDecided);

DateTimeOffset now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
byte[] body = "{\"event\":\"call_ended\",\"call\":{\"call_id\":\"c1\"}}"u8.ToArray();
string signature = StandardWebhooks.Sign("whsec_MDEyMzQ1Njc4OWFiY2RlZg==", "id", now, body);
WebhookRequest request = new("POST", "https://crm.example.com/hooks", [new("webhook-id", "id"), new("webhook-timestamp", $"{now.ToUnixTimeSeconds()}"), new("webhook-signature", signature)], body);
WebhookCheck check = StandardWebhooks.Verify(request, ["whsec_MDEyMzQ1Njc4OWFiY2RlZg=="], now);
WebhookEvent? read = new RetellWebhookReceiver("reception", ["key"]).Read(request, check, now);
Check("a webhook becomes a call", check.IsValid && read!.Updates[0].Call == new CallId("retell", "reception", "c1"));

ServiceCollection agents = new();
agents.AddOutsourcing().AddRetell("reception", options => options.ApiKey = "key").AddVapi("evenings", options => (options.ApiKey, options.WebhookSecret) = ("key", "secret"));
await using (ServiceProvider built = agents.BuildServiceProvider())
{
    AgentPlan retell = await new RetellBriefPublisher(built.GetRequiredKeyedService<RetellClient>("reception"), new BriefPublishingOptions { VoiceId = "v" }).PlanAsync(brief);
    AgentPlan vapi = await new VapiBriefPublisher(built.GetRequiredKeyedService<VapiClient>("evenings"), new BriefPublishingOptions { ModelProvider = "p", Model = "m" }).PlanAsync(brief);
    Check("a brief is planned for voice agents", retell.Changes.Count > 0 && vapi.Changes.Count > 0);
}

EmailIntakeOptions mails = new() { AcceptUnauthenticated = true };
mails.Templates.Add(new EmailTemplate { Name = "desk", Senders = ["@desk.example"], Layout = ["A call for you", "Caller: {caller}", "Message: {message...}"], Fields = new IntakeFieldMap { CallerName = "caller", Message = "message" } });
EmailReading mail = new EmailReader("desk", mails).Read("From: a@desk.example\r\nMessage-ID: <1@desk.example>\r\nContent-Type: text/html; charset=windows-1252\r\n\r\n<p>A call for you</p><p>Caller: Kim</p><p>Message: Call back</p>"u8.ToArray(), now);
Check("a summary e-mail becomes a call", mail.Update?.Caller?.Name?.Value == "Kim");

Console.WriteLine($"native: {done.Count} checks hold");
return 0;

void Check(string what, bool holds)
{
    if (!holds)
    {
        throw new InvalidOperationException($"native: not so: {what}");
    }

    done.Add(what);
}
