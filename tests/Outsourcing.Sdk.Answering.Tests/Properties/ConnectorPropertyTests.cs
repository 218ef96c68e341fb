using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Calls;
using Outsourcing.Http;
using Outsourcing.Tests;
using Outsourcing.Webhooks;
using Shouldly;

namespace Outsourcing.Answering.Tests.Properties;

/// <summary>What holds for every connector, whatever the call, the order and the repetitions of what its service sends.</summary>
public sealed class ConnectorPropertyTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_739_600_000);

    private static readonly Connector.Facts Everything = new(Named: true, Answered: true, Transcribed: true, Costs: true, 61, "xa", "user_hangup");

    public static TheoryData<string> Names { get; } = [.. Connector.All.Select(static connector => connector.Name)];

    public static TheoryData<string> NamesWithApi { get; } = [.. Connector.All.Where(static connector => connector.Api is not null).Select(static connector => connector.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Deliver_AnyOrderAndRepetition_GivesOneRecord(string name)
    {
        Connector connector = Of(name);
        (from facts in Connector.Facts.Any
         from first in Deliveries(connector.Life(facts).Count)
         from second in Deliveries(connector.Life(facts).Count)
         select (facts, first, second)).Sample(
            sample =>
            {
                IReadOnlyList<JsonObject> life = connector.Life(sample.facts);
                CallRecord one = Deliver(connector, life, sample.first);
                CallRecord other = Deliver(connector, life, sample.second);

                other.ShouldBe(one);
                one.Verification.ShouldBe(connector.IsWeak ? WebhookVerification.Fetched : one.Verification);
            },
            iter: 300);
    }

    [Theory, MemberData(nameof(Names))]
    public void Deliver_InOrderOnce_TellsTheWholeCall(string name)
    {
        // The property above would hold of a connector that reads nothing.
        Connector connector = Of(name);
        Connector.Facts.Any.Sample(
            facts =>
            {
                IReadOnlyList<JsonObject> life = connector.Life(facts);
                CallRecord record = Deliver(connector, life, [.. Enumerable.Range(0, life.Count).Select(index => new Delivery(index, index))]);

                record.StartedAt.ShouldNotBeNull();
                (record.Caller?.Number is not null).ShouldBe(facts.Named);
                if (name.StartsWith("intake", StringComparison.Ordinal))
                {
                    record.Disposition!.RawReason.ShouldBe($"{facts.Reason} 2");
                    record.Urgency.ShouldBe(CallUrgency.From("Soon"));
                    (facts.Named ? record.Caller!.Number!.Value.E164 : "+12025550122").ShouldBe("+12025550122");
                }
                else
                {
                    record.Status!.Value.IsFinal.ShouldBeTrue();
                }
            },
            iter: 100);
    }

    [Theory, MemberData(nameof(Names))]
    public void Read_MembersItDoesNotKnow_ChangeNothingButTheHashThatNamesThem(string name)
    {
        Connector connector = Of(name);
        (from facts in Connector.Facts.Any
         from members in Json.Members
         from at in Gen.Int[0, 1]
         select (facts, members, at)).Sample(
            sample =>
            {
                JsonObject plain = connector.Life(sample.facts)[sample.at];
                JsonObject extended = (JsonObject)plain.DeepClone();
                Json.AddTo(connector.Call(extended), name.EndsWith("form", StringComparison.Ordinal) ? new JsonObject { ["next_year"] = "a&b=c" } : sample.members);

                WebhookEvent without = Read(connector, plain, Now);
                WebhookEvent with = Read(connector, extended, Now);

                with.Name.ShouldBe(without.Name);
                with.At.ShouldBe(without.At);
                with.Unproved.ShouldBe(without.Unproved);
                with.Updates.Select(Unnamed).ShouldBe(without.Updates.Select(Unnamed));
            },
            iter: 200);
    }

    [Theory, MemberData(nameof(Names))]
    [Reliability(8, "every member of every event of every answering service in turn null and of each other kind: read, or kept as it came; no exception")]
    public void Read_AnyMemberOfAnotherKind_DoesNotThrow(string name)
    {
        Connector connector = Of(name);
        int read = 0;
        foreach (JsonObject plain in connector.Life(Everything))
        {
            foreach (JsonObject changed in JsonMutations.OfEachMember(plain).OfType<JsonObject>().Where(changed => !name.EndsWith("form", StringComparison.Ordinal) || changed.All(member => member.Value is JsonValue)))
            {
                IWebhookReceiver receiver = connector.Receiver(new Nothing());
                WebhookRequest request = connector.Sign(changed, Now);
                WebhookCheck check = receiver.Verify(request, Now);
                foreach (CallUpdate update in (check.IsValid ? receiver.Read(request, check, Now) : null)?.Updates ?? [])
                {
                    CallHistory.From(update).ToRecord().Id.ShouldBe(update.Call);
                    read++;
                }
            }
        }

        (read > 0).ShouldBe(!connector.IsWeak);
    }

    [Theory, MemberData(nameof(NamesWithApi))]
    public async Task Fetch_AnyMemberOfAnotherKind_IsReadOrRefusedAsMalformed(string name)
    {
        Connector connector = Of(name);
        (string path, Func<JsonObject, JsonObject> wrap, Func<StubAccount, ServiceProvider> build, Func<ServiceProvider, Task<FetchedCall?>> get) = connector.Api!.Value;
        int read = 0;
        foreach (JsonObject changed in JsonMutations.OfEachMember(wrap((JsonObject)connector.Call(connector.Life(Everything)[^1]).DeepClone())).OfType<JsonObject>())
        {
            await using ServiceProvider services = build(new StubAccount().Answer(path, changed.ToJsonString()));
            try
            {
                read += await get(services) is { } call && CallHistory.From(call.Update).ToRecord().Id == call.Id ? 1 : 0;
            }
            catch (ProviderException refused)
            {
                refused.Failure.ShouldBe(ProviderFailure.InvalidResponse, changed.ToJsonString());
            }
        }

        read.ShouldBeGreaterThan(0);
    }

    [Theory, MemberData(nameof(NamesWithApi))]
    public void Fetch_MembersItDoesNotKnow_SurviveInTheRawPartAndInTheExport(string name)
    {
        Connector connector = Of(name);
        (from facts in Connector.Facts.Any from members in Json.Members select (facts, members)).Sample(
            sample =>
            {
                JsonObject call = (JsonObject)connector.Call(connector.Life(sample.facts)[^1]).DeepClone();
                Json.AddTo(call, sample.members);
                FetchedCall fetched = Fetch(connector, call);

                JsonElement expected = JsonElement.Parse(Encoding.UTF8.GetBytes(call.ToJsonString()));
                JsonElement.DeepEquals(fetched.Raw, expected).ShouldBeTrue();

                CallRecord record = CallHistory.From(fetched.Update).ToRecord();
                VconDocument vcon = VconDocument.Parse(VconMapping.ToVcon(record, raw: fetched.Raw).ToJson());
                JsonElement.DeepEquals(VconMapping.Raw(vcon)!.Value, expected).ShouldBeTrue();
                VconMapping.Record(vcon).ShouldBe(record);
            },
            iter: 50);
    }

    [Fact]
    public void Export_MembersOfARecordItDoesNotKnow_Survive() =>
        (from facts in Connector.Facts.Any from members in Json.Members from later in Json.Members select (facts, members, later)).Sample(
            sample =>
            {
                CallUpdate update = Read(Of("retell"), Of("retell").Life(sample.facts)[^1], Now).Updates[0];
                CallRecord record = CallHistory.From([update with { Unknown = Json.Unknown(sample.members) }, update with { Revision = new CallRevision(Now.AddDays(1), "later"), Unknown = Json.Unknown(sample.later) }]).ToRecord();

                record.Unknown!.Keys.ShouldBe(sample.members.Select(member => member.Key).Union(sample.later.Select(member => member.Key)), ignoreOrder: true);
                JsonSerializer.Deserialize(JsonSerializer.Serialize(record, OutsourcingJson.TypeInfo<CallRecord>()), OutsourcingJson.TypeInfo<CallRecord>()).ShouldBe(record);
                VconMapping.Record(VconDocument.Parse(VconMapping.ToVcon(record).ToJson())).ShouldBe(record);
                CrmCallEntry entry = new SalesforceTaskMapping().Map(record, new CrmExportOptions { RecordField = "Record__c" });
                JsonSerializer.Deserialize(entry.Fields["Record__c"].GetString()!, OutsourcingJson.TypeInfo<CallRecord>()).ShouldBe(record);
            },
            iter: 200);

    [Fact]
    public void Vcon_MembersOfOthersItDoesNotKnow_SurviveParsingAndWriting() =>
        Json.Members.Sample(
            members =>
            {
                JsonObject vcon = JsonNode.Parse(VconMapping.ToVcon(CallHistory.From(Read(Of("retell"), Of("retell").Life(new Connector.Facts(true, true, true, true, 60, "x", "user_hangup"))[^1], Now).Updates).ToRecord()).ToJson())!.AsObject();
                Json.AddTo(vcon, members);
                Json.AddTo(vcon["parties"]![0]!.AsObject(), members);
                Json.AddTo(vcon["dialog"]![0]!.AsObject(), members);
                Json.AddTo(vcon["analysis"]![0]!.AsObject(), members);
                Json.AddTo(vcon["attachments"]![0]!.AsObject(), members);

                JsonNode.DeepEquals(JsonNode.Parse(VconDocument.Parse(vcon.ToJsonString()).ToJson()), vcon).ShouldBeTrue();
            },
            iter: 200);

    private static Connector Of(string name) => Connector.All.Single(connector => connector.Name == name);

    // Each event comes once at least and three times at most, each time signed anew; all in any order.
    private static Gen<Delivery[]> Deliveries(int events) =>
        from repeats in Gen.Int[0, events - 1].Array[0, events * 2]
        from delays in Gen.Int[0, 50_000].Array[repeats.Length + events]
        from order in Gen.Shuffle(Enumerable.Range(0, events).Concat(repeats).ToArray())
        select order.Select((at, index) => new Delivery(at, delays[index])).ToArray();

    // As the host does it: verified, recognised by its id, read once, and where it proves too little read from the service.
    private static CallRecord Deliver(Connector connector, IReadOnlyList<JsonObject> life, Delivery[] deliveries)
    {
        HashSet<string> seen = [];
        List<CallUpdate> updates = [];
        foreach (Delivery delivery in deliveries)
        {
            WebhookEvent read = Read(connector, life[delivery.Event], Now.AddSeconds(delivery.Delay));
            if (seen.Add(read.Id))
            {
                updates.AddRange(read.Updates);
                updates.AddRange(read.Unproved.Select(call =>
                {
                    FetchedCall fetched = Fetch(connector, connector.Call(life[^1]));
                    fetched.Id.ShouldBe(call);
                    return fetched.Update;
                }));
            }
        }

        (updates.Count > 0).ShouldBeTrue();
        CallRecord record = CallHistory.From(updates).ToRecord();

        // When a webhook was signed or the service asked is no fact of the call; nor is, where it is asked, how often.
        return connector.SaysWhen && !connector.IsWeak ? record : record with { LastRevision = new CallRevision(default, "any"), UpdateCount = connector.IsWeak ? 0 : record.UpdateCount };
    }

    private static WebhookEvent Read(Connector connector, JsonObject body, DateTimeOffset sent)
    {
        IWebhookReceiver receiver = connector.Receiver(new Nothing());
        WebhookRequest request = connector.Sign(body, sent);
        WebhookCheck check = receiver.Verify(request, sent.AddSeconds(2));
        check.IsValid.ShouldBeTrue();
        return receiver.Read(request, check, sent.AddSeconds(2))!;
    }

    private static FetchedCall Fetch(Connector connector, JsonObject call)
    {
        var api = connector.Api!.Value;
        StubAccount stub = new StubAccount().Answer(api.Request, api.Wrap(call).ToJsonString());
        using ServiceProvider services = api.Services(stub);
        return api.Get(services).GetAwaiter().GetResult()!;
    }

    private static CallUpdate Unnamed(CallUpdate update) => update with { Revision = new CallRevision(update.Revision.At, "any", update.Revision.Sequence), Call = new CallId(update.Call.Provider, "any", "any") };

    internal sealed record Delivery(int Event, int Delay);

    private sealed class Nothing : ICallSource
    {
        public Task<CallUpdate?> FetchAsync(CallId id, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
