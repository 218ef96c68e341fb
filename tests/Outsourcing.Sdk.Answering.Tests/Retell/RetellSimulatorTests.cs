using System.Buffers.Binary;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Outsourcing.Calls;
using Outsourcing.Delegation;
using Outsourcing.Http;
using Outsourcing.Testing;
using Shouldly;

namespace Outsourcing.Answering.Tests.Retell;

/// <summary>The client against an answering service on loopback.</summary>
public sealed class RetellSimulatorTests
{
    private static readonly PhoneNumber Line = PhoneNumber.Parse("+12125550100");
    private static readonly PhoneNumber Customer = PhoneNumber.Parse("+12025550123");
    private static readonly DateTimeOffset Morning = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Get_CallThatWasTaken_TellsWhatWasSaidAndWhatCameOfIt()
    {
        await using RetellSimulator simulator = await RetellSimulator.StartAsync(new() { Clock = new FakeTimeProvider(Morning) });
        await using ServiceProvider services = Services(simulator);
        string agent = simulator.AddAgent(new JsonObject { ["post_call_analysis_data"] = new JsonArray(Asked("budget", "number"), Asked("urgent", "boolean"), Asked("name", "string")) });
        simulator.Own(Line, agent);

        SimulatedCall call = await simulator.CallAsync(new CallScript
        {
            From = Customer,
            To = Line,
            TalksFor = TimeSpan.FromSeconds(60),
            Agent = new AgentScript
            {
                Turns = [ScriptedTurn.Agent("Lighthouse, how can I help?"), ScriptedTurn.Caller("What does it cost?")],
                Summary = "Asked for prices.",
                Sentiment = CallSentiment.Positive,
                Answers = new Dictionary<string, PersonalText> { ["budget"] = "900", ["urgent"] = "true", ["name"] = "Kim", ["unasked"] = "x" },
            },
        });
        FetchedCall fetched = (await Client(services).GetCallAsync(call.Id))!;

        CallUpdate update = fetched.Update;
        (update.Direction, update.Status, update.RawStatus).ShouldBe((CallDirection.Inbound, CallStatus.Completed, "ended"));
        (update.Caller!.Number, update.Dialled).ShouldBe((Customer, Line));
        (update.StartedAt, update.EndedAt, update.Duration).ShouldBe((Morning.AddSeconds(-60), Morning, TimeSpan.FromSeconds(60)));
        update.Disposition.ShouldBe(new CallDisposition { Kind = DispositionKind.CallerHungUp, RawReason = "user_hangup" });
        update.Transcript!.Select(turn => (turn.Speaker, turn.Text.Value)).ShouldBe([(Speaker.Handler, "Lighthouse, how can I help?"), (Speaker.Caller, "What does it cost?")]);
        update.Transcript![0].At.ShouldBe(TimeSpan.FromSeconds(0.7));
        update.Transcript[1].At!.Value.ShouldBeGreaterThan(update.Transcript[0].At!.Value);
        (update.Summary!.Value.Value, update.Sentiment, update.Successful).ShouldBe(("Asked for prices.", CallSentiment.Positive, true));
        update.IntakeAnswers!.Select(answer => (answer.QuestionId, answer.Value!.Value.Value)).ShouldBe([("budget", "900"), ("urgent", "true"), ("name", "Kim")]);
        fetched.Raw.GetProperty("call_analysis").GetProperty("custom_analysis_data").GetProperty("urgent").GetBoolean().ShouldBeTrue();
        update.Charge.ShouldBe(new UsageCharge { Amount = 0.12m, Unit = "USD", BilledTime = TimeSpan.FromSeconds(60) });
        update.Completeness.ShouldBe(CallCompleteness.Ended | CallCompleteness.Analyzed | CallCompleteness.Billed);
        (await Client(services).GetCallAsync("call_unknown")).ShouldBeNull();
    }

    [Theory]
    [InlineData(CallScriptAnswer.Answered, true, "ended", "call_transfer")]
    [InlineData(CallScriptAnswer.Busy, true, "ended", "user_hangup")]
    [InlineData(CallScriptAnswer.Busy, false, "not_connected", "concurrency_limit_reached")]
    [InlineData(CallScriptAnswer.NoAnswer, false, "ended", "inactivity")]
    [InlineData(CallScriptAnswer.Failed, false, "error", "error_retell")]
    [InlineData(CallScriptAnswer.CallerHangsUp, false, "ended", "user_hangup")]
    public async Task Call_EachAnswer_EndsInTheProvidersWords(CallScriptAnswer answer, bool transfers, string status, string reason)
    {
        await using RetellSimulator simulator = await RetellSimulator.StartAsync();
        await using ServiceProvider services = Services(simulator);
        simulator.Own(Line);

        SimulatedCall call = await simulator.CallAsync(new CallScript { To = Line, Answer = answer, Agent = new AgentScript { TransferTo = transfers ? Customer : null } });
        CallUpdate update = (await Client(services).GetCallAsync(call.Id))!.Update;

        (update.RawStatus, update.Disposition!.RawReason).ShouldBe((status, reason));
        (update.Transfers?.Single().Target).ShouldBe(reason == "call_transfer" ? Customer : null);
        (update.Recording is not null).ShouldBe(status != "not_connected");
        update.Caller.ShouldBeNull();
    }

    [Theory]
    [InlineData(RetellListing.V2)]
    [InlineData(RetellListing.V3)]
    public async Task ListCalls_SeveralPages_GivesEachCallOnceTheLatestFirst(RetellListing listing)
    {
        await using RetellSimulator simulator = await RetellSimulator.StartAsync();
        await using ServiceProvider services = Services(simulator, options => options.Listing = listing);
        string agent = simulator.Own(Line);
        simulator.Own(Customer);
        IReadOnlyList<SimulatedCall> calls = await simulator.PlayAsync(Enumerable.Range(0, 250).Select(minute => new CallScript { To = minute % 50 == 0 ? Customer : Line, StartedAt = Morning.AddMinutes(minute) }));

        List<FetchedCall> all = await ListAsync(Client(services).ListCalls());
        List<FetchedCall> some = await ListAsync(Client(services).ListCalls(new AnsweringCallFilter { From = Morning.AddMinutes(40), Until = Morning.AddMinutes(60), AgentId = agent }));
        List<FetchedCall> since = await ListAsync(Client(services).ListCalls(new AnsweringCallFilter { From = Morning.AddMinutes(240) }));
        List<FetchedCall> few = await ListAsync(Client(services).ListCalls(new AnsweringCallFilter { Until = Morning.AddMinutes(9) }, limit: 4));

        all.Select(call => call.Id.ProviderCallId).ShouldBe(calls.Select(call => call.Id).Reverse());
        simulator.Statistics().Requests.ShouldBe(6);
        some.Select(call => call.Update.StartedAt).ShouldBe(Enumerable.Range(40, 21).Where(minute => minute != 50).Reverse().Select(minute => (DateTimeOffset?)Morning.AddMinutes(minute)));
        since.Count.ShouldBe(10);
        few.Select(call => call.Update.StartedAt!.Value.Minute).ShouldBe([9, 8, 7, 6]);

        // The third generation leaves out what was said; the analysis is in both.
        (all[0].Raw.TryGetProperty("transcript_object", out _), all[0].Raw.TryGetProperty("call_analysis", out _)).ShouldBe((listing == RetellListing.V2, true));
    }

    [Theory]
    [InlineData("/v3/list-calls", """{"filter_criteria":{"agent_id":["a"]}}""", 400)]
    [InlineData("/v2/list-calls", """{"filter_criteria":{"agent":[{"agent_id":"a"}]}}""", 400)]
    [InlineData("/v2/list-calls", """{"limit":1001}""", 400)]
    [InlineData("/v3/list-calls", """{"pagination_key":"what"}""", 400)]
    [InlineData("/v2/list-calls", "[", 400)]
    [InlineData("/v3/list-calls", """{"filter_criteria":{"call_status":{"type":"enum","op":"in","value":["ended"]},"call_successful":{"type":"boolean","op":"eq","value":true},"from_number":{"type":"string","op":"co","value":"202"},"combined_cost":{"type":"number","op":"gt","value":1},"custom_analysis_data":[{"key":"name","type":"string","op":"eq","value":"Kim"}]},"include_total":true}""", 200)]
    [InlineData("/v2/create-phone-call", """{"from_number":"+12125550100"}""", 400)]
    [InlineData("/v2/create-phone-call", """{"from_number":"+12125550199","to_number":"+12025550123"}""", 422)]
    [InlineData("/create-agent", """{"voice_id":"v"}""", 400)]
    [InlineData("/create-agent", """{"voice_id":"v","response_engine":{"type":"retell-llm","llm_id":"llm_unknown"}}""", 422)]
    [InlineData("/publish-agent/agent_unknown", "", 404)]
    [InlineData("/no-such-path", "{}", 404)]
    public async Task Post_AsTheDocumentSays_IsAnsweredWithThatStatus(string path, string body, int status)
    {
        await using RetellSimulator simulator = await RetellSimulator.StartAsync();
        simulator.Own(Line);
        await simulator.CallAsync(new CallScript { To = Line, From = Customer, Agent = new AgentScript { Answers = new Dictionary<string, PersonalText> { ["name"] = "Kim" } } });
        using HttpMessageInvoker http = new(new SocketsHttpHandler());
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(simulator.BaseAddress, path)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", simulator.ApiKey);

        using HttpResponseMessage response = await http.SendAsync(request, default);

        ((int)response.StatusCode).ShouldBe(status);
        JsonNode answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        if (status == 200)
        {
            ((int)answer["total"]!).ShouldBe(1);
        }
        else
        {
            ((string?)answer["status"]).ShouldBe("error");
            ((string?)answer["message"]).ShouldNotBeNullOrEmpty();
        }
    }

    [Fact]
    public async Task PlaceCall_IsPlayedToTheCallee()
    {
        await using RetellSimulator simulator = await RetellSimulator.StartAsync();
        await using ServiceProvider services = Services(simulator);
        string agent = simulator.Own(Line);
        simulator.ScriptCallee(new CallScript { To = PhoneNumber.Parse("+12025550199"), Answer = CallScriptAnswer.Busy });

        FetchedCall placed = await Client(services).PlaceCallAsync(Line, Customer, agent, new Dictionary<string, string> { ["name"] = "Kim" });
        FetchedCall busy = await Client(services).PlaceCallAsync(Line, PhoneNumber.Parse("+12025550199"));
        await simulator.SettleAsync();
        FetchedCall talked = (await Client(services).GetCallAsync(placed.Id.ProviderCallId))!;

        (placed.Update.Direction, placed.Update.RawStatus, placed.Update.Caller!.Number).ShouldBe((CallDirection.Outbound, "registered", Customer));
        talked.Raw.GetProperty("retell_llm_dynamic_variables").GetProperty("name").GetString().ShouldBe("Kim");
        (talked.Update.Status, talked.Update.Duration).ShouldBe((CallStatus.Completed, TimeSpan.FromSeconds(90)));
        (await Client(services).GetCallAsync(busy.Id.ProviderCallId))!.Update.Disposition.ShouldBe(new CallDisposition { Kind = DispositionKind.Busy, RawReason = "dial_busy" });
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task PlaceCall_AnswerNeverComes_IsSentOnce(bool afterEffect, int calls)
    {
        await using RetellSimulator simulator = await RetellSimulator.StartAsync();
        await using ServiceProvider services = Services(simulator);
        simulator.Own(Line);
        simulator.FailNext(RequestFault.Reset(afterEffect));

        await Should.ThrowAsync<ProviderOutcomeUnknownException>(() => Client(services).PlaceCallAsync(Line, Customer));

        (simulator.Calls.Count, simulator.Statistics().Requests).ShouldBe((calls, 1));
    }

    [Fact]
    public async Task Read_ProviderFailsForNow_IsTriedAgainAndAWrongKeyIsNot()
    {
        await using RetellSimulator simulator = await RetellSimulator.StartAsync();
        await using ServiceProvider services = Services(simulator);
        await using ServiceProvider stranger = Services(simulator, options => options.ApiKey = "other");
        simulator.Own(Line);
        SimulatedCall call = await simulator.CallAsync(new CallScript { To = Line });
        simulator.FailNext(RequestFault.Answer(429, retryAfterSeconds: 0));
        simulator.FailNext(RequestFault.Answer(503));

        (await Client(services).GetCallAsync(call.Id)).ShouldNotBeNull();
        (await Should.ThrowAsync<ProviderException>(() => Client(stranger).GetCallAsync(call.Id))).Failure.ShouldBe(ProviderFailure.Unauthorized);
        simulator.Statistics().Requests.ShouldBe(4);
    }

    [Fact]
    public async Task DownloadRecording_AlsoWhereTheAddressRanOut_IsSoundOfTheCallsLength()
    {
        await using RetellSimulator simulator = await RetellSimulator.StartAsync();
        await using ServiceProvider services = Services(simulator);
        simulator.Own(Line, simulator.AddAgent(new JsonObject { ["opt_in_signed_url"] = true }));
        SimulatedCall call = await simulator.CallAsync(new CallScript { To = Line, TalksFor = TimeSpan.FromSeconds(3) });
        simulator.FailNext(RequestFault.Answer(403), path: "/recordings/");

        await using ProviderDownload? download = await Client(services).DownloadRecordingAsync(call.Id);
        using MemoryStream sound = new();
        await download!.Content.CopyToAsync(sound);

        byte[] file = sound.ToArray();
        (Encoding.ASCII.GetString(file, 0, 4), Encoding.ASCII.GetString(file, 8, 8)).ShouldBe(("RIFF", "WAVEfmt "));
        (file.Length - 44).ShouldBe(3 * BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(24)));
    }

    [Fact]
    public async Task Recording_SignedAddress_RunsOut()
    {
        FakeTimeProvider clock = new(Morning);
        await using RetellSimulator simulator = await RetellSimulator.StartAsync(new() { Clock = clock });
        await using ServiceProvider services = Services(simulator);
        simulator.Own(Line, simulator.AddAgent(new JsonObject { ["opt_in_signed_url"] = true }));
        SimulatedCall call = await simulator.CallAsync(new CallScript { To = Line });
        Uri location = (await Client(services).GetCallAsync(call.Id))!.Update.Recording!.Location!;
        using HttpMessageInvoker http = new(new SocketsHttpHandler());
        async Task<HttpStatusCode> StatusAsync(string address)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, address);
            using HttpResponseMessage response = await http.SendAsync(request, default);
            return response.StatusCode;
        }

        HttpStatusCode inTime = await StatusAsync(location.AbsoluteUri);
        HttpStatusCode unsigned = await StatusAsync(location.GetLeftPart(UriPartial.Path));
        clock.Advance(TimeSpan.FromHours(25));

        (inTime, unsigned, await StatusAsync(location.AbsoluteUri)).ShouldBe((HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task Brief_PublishedToAnAgent_TakesItsCallsAndDriftIsSeen()
    {
        DelegationBrief brief = DelegationBrief.Create("lighthouse", "Answer calls")
            .WithGreeting("Lighthouse, how can I help?")
            .WithLimits(new AnswerLimits { MaximumLength = TimeSpan.FromMinutes(5) })
            .AddCallType("new", "New client", type => type.Ask("name", "What is your name?", AnswerKind.Text).Ask("urgent", "Is it urgent?", AnswerKind.YesNo));
        await using RetellSimulator simulator = await RetellSimulator.StartAsync();
        await using ServiceProvider services = Services(simulator);
        RetellBriefPublisher publisher = new(Client(services), new BriefPublishingOptions { VoiceId = "retell-Cimo" });

        string agent = await publisher.ApplyAsync(await publisher.PlanAsync(brief));
        AgentDrift fresh = await publisher.FindDriftAsync(brief, agent);
        simulator.Own(Line, agent);
        SimulatedCall call = await simulator.CallAsync(new CallScript { To = Line, TalksFor = TimeSpan.FromMinutes(9), Agent = new AgentScript { Answers = new Dictionary<string, PersonalText> { ["urgent"] = "false", ["mood"] = "x" } } });
        await Client(services).UpdateAgentAsync(agent, new JsonObject { ["max_call_duration_ms"] = 60_000 });
        AgentDrift edited = await publisher.FindDriftAsync(brief, agent);
        await publisher.ApplyAsync(await publisher.PlanAsync(brief, agent));

        fresh.State.ShouldBe(AgentDriftState.InSync);
        edited.State.ShouldBe(AgentDriftState.Edited);
        edited.Changes.ShouldHaveSingleItem().ToString().ShouldBe("agent/max_call_duration_ms");
        (await publisher.FindDriftAsync(brief, agent)).State.ShouldBe(AgentDriftState.InSync);
        CallUpdate taken = (await Client(services).GetCallAsync(call.Id))!.Update;
        taken.Transcript!.Single().Text.Value.ShouldBe("Lighthouse, how can I help?");
        (taken.Disposition!.RawReason, taken.Duration).ShouldBe(("max_duration_reached", TimeSpan.FromMinutes(5)));
        taken.IntakeAnswers!.Select(answer => (answer.QuestionId, answer.Value!.Value.Value)).ShouldBe([("urgent", "false")]);
        (await ListAsync(Client(services).ListAgents())).Select(version => (version.Settings.GetProperty("version").GetInt32(), version.Settings.GetProperty("is_published").GetBoolean()))
            .ShouldBe([(2, false), (1, true), (0, true)]);
        (await ListAsync(Client(services).ListLanguageModels())).Select(version => version.Settings.GetProperty("version").GetInt32()).ShouldBe([2, 1, 0]);
    }

    [Fact]
    public async Task ListAgents_MoreThanAPage_GoesOnAfterIdAndVersion()
    {
        await using RetellSimulator simulator = await RetellSimulator.StartAsync();
        await using ServiceProvider services = Services(simulator);
        string[] agents = [.. Enumerable.Range(0, 120).Select(_ => simulator.AddAgent())];

        List<AnsweringAgent> listed = await ListAsync(Client(services).ListAgents());

        listed.Select(agent => agent.Id).ShouldBe(agents.Reverse());
        simulator.Statistics().Requests.ShouldBe(2);
    }

    [Fact]
    public async Task Numbers_AssignAndRelease_DecideWhoAnswers()
    {
        await using RetellSimulator simulator = await RetellSimulator.StartAsync();
        await using ServiceProvider services = Services(simulator);
        simulator.Own(Line);
        string other = simulator.AddAgent(new JsonObject { ["agent_name"] = "Night" });

        AnsweringNumber assigned = await Client(services).AssignNumberAsync(Line, other, Customer);
        SimulatedCall call = await simulator.CallAsync(new CallScript { To = Line });
        FetchedCall taken = (await Client(services).GetCallAsync(call.Id))!;
        await Client(services).AssignNumberAsync(Line, null);

        (assigned.AgentId, assigned.Settings.GetProperty("fallback_number").GetString()).ShouldBe((other, Customer.E164));
        taken.Raw.GetProperty("agent_name").GetString().ShouldBe("Night");
        (await ListAsync(Client(services).ListNumbers())).ShouldHaveSingleItem().AgentId.ShouldBeNull();
        await Should.ThrowAsync<OutsourcingException>(() => simulator.CallAsync(new CallScript { To = Line }));
        await Should.ThrowAsync<ProviderException>(() => Client(services).AssignNumberAsync(Line, "agent_unknown"));
    }

    private static JsonObject Asked(string name, string type) => new JsonObject { ["type"] = type, ["name"] = name, ["description"] = name };

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> items)
    {
        List<T> all = [];
        await foreach (T item in items)
        {
            all.Add(item);
        }

        return all;
    }

    private static RetellClient Client(ServiceProvider services) => services.GetRequiredKeyedService<RetellClient>("desk");

    private static ServiceProvider Services(RetellSimulator simulator, Action<RetellOptions>? configure = null)
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddOutsourcing().AddRetell("desk", options =>
        {
            options.ApiKey = simulator.ApiKey;
            options.BaseAddress = simulator.BaseAddress;
            options.Http.RetryDelay = TimeSpan.Zero;
            configure?.Invoke(options);
        });
        return services.BuildServiceProvider();
    }
}
