using Outsourcing.Http;
using Outsourcing.Testing;
using Shouldly;

namespace Outsourcing.Telephony.Tests.Telnyx;

/// <summary>The client against a simulated account on loopback: calls steered by commands, and what becomes of requests whose answer never comes.</summary>
public sealed class TelnyxSimulatorTests
{
    private static readonly PhoneNumber Business = PhoneNumber.Parse("+12125550100");
    private static readonly PhoneNumber Caller = PhoneNumber.Parse("+12125550155");
    private static readonly PhoneNumber Partner = PhoneNumber.Parse("+14155550123");
    private static readonly TelnyxSimulatorOptions Hasty = new() { Patience = TimeSpan.FromMilliseconds(50) };

    [Fact]
    public async Task Numbers_SearchBuySetUpForwardRelease_GoRound()
    {
        await using TelnyxSimulator simulator = await TelnyxSimulator.StartAsync();
        await using TelnyxApp app = await TelnyxApp.StartAsync(simulator);
        AvailableNumber? available = null;
        await foreach (AvailableNumber found in app.Telephony.SearchNumbersAsync(new NumberSearch { Country = "US", AreaCode = "212", Limit = 1 }))
        {
            available = found;
        }

        OwnedNumber owned = await app.Telephony.BuyNumberAsync(available!.Number);
        simulator.Numbers.ShouldHaveSingleItem().Id.ShouldBe(owned.Id);
        TelnyxNumber set = await app.Client.ConfigureNumberAsync(owned.Id, simulator.ConnectionId);
        set.ConnectionId.ShouldBe(simulator.ConnectionId);
        set.Status.ShouldBe("active");
        (await Should.ThrowAsync<ProviderException>(() => app.Client.OrderNumberAsync(owned.Number))).Status.ShouldBe(System.Net.HttpStatusCode.UnprocessableEntity);

        await app.Telephony.ForwardNumberAsync(owned, Partner);
        SimulatedCall forwarded = await simulator.CallAsync(new CallScript { To = owned.Number });
        app.Said.ShouldBeEmpty();
        (forwarded.Status, forwarded.Seconds).ShouldBe(("normal_clearing", 98));

        await app.Telephony.ReleaseNumberAsync(owned);
        simulator.Numbers.ShouldBeEmpty();
        await foreach (OwnedNumber _ in app.Telephony.ListNumbersAsync())
        {
            throw new InvalidOperationException("A number is left.");
        }
    }

    [Fact]
    public async Task Numbers_MoreThanAPage_AreListedPageByPage()
    {
        await using TelnyxSimulator simulator = await TelnyxSimulator.StartAsync();
        await using TelnyxApp app = await TelnyxApp.StartAsync(simulator);
        List<string> owned = [.. Enumerable.Range(0, 45).Select(index => simulator.Own(PhoneNumber.Parse($"+121255501{index:00}")).Id)];

        List<string> listed = [];
        await foreach (OwnedNumber number in app.Telephony.ListNumbersAsync())
        {
            listed.Add(number.Id);
        }

        listed.ShouldBe(owned);
        simulator.Statistics().Requests.ShouldBe(3);
    }

    [Fact]
    public async Task IncomingCall_AnsweredAskedAndPutThrough_IsToldEventByEvent()
    {
        await using TelnyxSimulator simulator = await TelnyxSimulator.StartAsync();
        await using TelnyxApp app = await TelnyxApp.StartAsync(simulator, (client, said) => said.Name switch
        {
            "call.initiated" when said.Text("direction") == "incoming" => client.AnswerAsync(said.Call),
            "call.answered" when said.Text("from") == Caller.E164 => client.GatherAsync(said.Call, new TelnyxGatherRequest { Say = "Press one.", MaximumDigits = 1 }),
            "call.gather.ended" when said.Text("digits") == "1" => client.TransferAsync(said.Call, Partner),
            _ => Task.CompletedTask,
        });
        simulator.Own(Business);
        DateTimeOffset start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

        SimulatedCall call = await simulator.CallAsync(new CallScript { From = Caller, To = Business, Digits = "1", StartedAt = start });
        await app.SteeredAsync();

        app.Said.Select(said => $"{(said.Call == call.Id ? "caller" : "partner")} {said.Name} {(said.At - start).TotalSeconds}").ShouldBe([
            "caller call.initiated 0",
            "caller call.answered 1",
            "caller call.dtmf.received 5",
            "caller call.gather.ended 5",
            "partner call.initiated 5",
            "partner call.answered 13",
            "partner call.bridged 13",
            "partner call.hangup 103",
            "caller call.hangup 103",
        ]);
        call.Answer.ShouldBe("answer gather_using_speak transfer");
        (call.Status, call.Seconds).ShouldBe(("normal_clearing", 103));
        TelnyxSaid partner = app.Said[4];
        (partner.Text("from"), partner.Text("to"), partner.Text("direction"), partner.Text("state")).ShouldBe((Business.E164, Partner.E164, "outgoing", "bridging"));
        partner.Text("call_session_id").ShouldBe(app.Said[0].Text("call_session_id"));
        app.Said.Select(said => said.Id).Distinct().Count().ShouldBe(9);
        simulator.Calls.Select(known => known.IsOutbound).ShouldBe([false, true]);
    }

    [Theory]
    [InlineData(CallScriptAnswer.Busy, "user_busy", "callee")]
    [InlineData(CallScriptAnswer.NoAnswer, "timeout", "unknown")]
    [InlineData(CallScriptAnswer.Failed, "unspecified", "unknown")]
    public async Task TransferThatFails_LeavesTheCallerToTheApp(CallScriptAnswer answer, string cause, string source)
    {
        await using TelnyxSimulator simulator = await TelnyxSimulator.StartAsync();
        await using TelnyxApp app = await TelnyxApp.StartAsync(simulator, async (client, said) =>
        {
            switch (said.Name)
            {
                case "call.initiated" when said.Text("direction") == "incoming":
                    await client.AnswerAsync(said.Call);
                    await client.TransferAsync(said.Call, Partner);
                    break;
                case "call.hangup" when said.Text("to") == Partner.E164:
                    string caller = simulator.Calls[0].Id;
                    await client.SayAsync(caller, "Nobody is there.");
                    break;
                case "call.speak.ended":
                    await client.HangUpAsync(said.Call);
                    break;
                default:
                    break;
            }
        });
        simulator.Own(Business);

        SimulatedCall call = await simulator.CallAsync(new CallScript { From = Caller, To = Business, Answer = answer });
        await app.SteeredAsync();

        app.Names.ShouldBe(["call.initiated", "call.answered", "call.initiated", "call.hangup", "call.speak.started", "call.speak.ended", "call.hangup"]);
        (app.Said[3].Text("hangup_cause"), app.Said[3].Text("hangup_source")).ShouldBe((cause, source));
        (app.Said[6].Call, app.Said[6].Text("hangup_cause"), app.Said[6].Text("hangup_source")).ShouldBe((call.Id, "normal_clearing", "callee"));
        call.Answer.ShouldBe("answer transfer speak hangup");
    }

    [Fact]
    public async Task CallNobodyAnswers_TheCallerGivesUp()
    {
        await using TelnyxSimulator simulator = await TelnyxSimulator.StartAsync(Hasty);
        await using TelnyxApp app = await TelnyxApp.StartAsync(simulator);
        simulator.Own(Business);

        SimulatedCall call = await simulator.CallAsync(new CallScript { From = Caller, To = Business });

        app.Names.ShouldBe(["call.initiated", "call.hangup"]);
        (app.Said[1].Text("hangup_cause"), app.Said[1].Text("hangup_source"), call.Seconds).ShouldBe(("originator_cancel", "caller", 8));
        ProviderException late = await Should.ThrowAsync<ProviderException>(() => app.Client.AnswerAsync(call.Id));
        (late.Status, late.Code).ShouldBe((System.Net.HttpStatusCode.UnprocessableEntity, "90018"));
        TelnyxCall read = (await app.Client.GetCallAsync(call.Id))!;
        (read.IsAlive, read.CallDuration).ShouldBe((false, TimeSpan.FromSeconds(8)));
        (await app.Client.GetCallAsync("v3:unknown")).ShouldBeNull();
    }

    [Theory]
    [InlineData("user_busy")]
    [InlineData("call_rejected")]
    public async Task CallTheAppTurnsAway_EndsForThatReason(string cause)
    {
        await using TelnyxSimulator simulator = await TelnyxSimulator.StartAsync();
        await using TelnyxApp app = await TelnyxApp.StartAsync(simulator, async (client, said) =>
        {
            if (said.Name == "call.initiated")
            {
                (int status, string _) = await AskAsync(simulator, HttpMethod.Post, $"/calls/{said.Call}/actions/reject", simulator.ApiKey, $$"""{"cause":"{{cause.ToUpperInvariant()}}"}""");
                status.ShouldBe(200);
            }
        });
        simulator.Own(Business);

        await simulator.CallAsync(new CallScript { From = Caller, To = Business });
        await app.SteeredAsync();

        app.Said[^1].Text("hangup_cause").ShouldBe(cause);
    }

    [Fact]
    public async Task CommandWhoseAnswerIsLost_IsTriedAgainAndHasOneEffect()
    {
        await using TelnyxSimulator simulator = await TelnyxSimulator.StartAsync();
        await using TelnyxApp app = await TelnyxApp.StartAsync(simulator, async (client, said) =>
        {
            if (said.Name == "call.initiated" && said.Text("direction") == "incoming")
            {
                await client.AnswerAsync(said.Call);
                await client.TransferAsync(said.Call, Partner);
            }
        });
        simulator.Own(Business);
        simulator.FailNext(RequestFault.Reset(afterEffect: true), path: "/actions/answer");
        simulator.FailNext(RequestFault.Reset(afterEffect: true), path: "/actions/transfer");
        simulator.FailNext(RequestFault.Answer(503), path: "/actions/transfer");

        SimulatedCall call = await simulator.CallAsync(new CallScript { From = Caller, To = Business });
        await app.SteeredAsync();

        simulator.Statistics().Requests.ShouldBe(5);
        call.Answer.ShouldBe("answer transfer");
        simulator.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task CallPlaced_AnswerIsLost_IsOneCall()
    {
        await using TelnyxSimulator simulator = await TelnyxSimulator.StartAsync();
        await using TelnyxApp app = await TelnyxApp.StartAsync(simulator, (client, said) => said.Name == "call.answered" ? client.HangUpAsync(said.Call) : Task.CompletedTask);
        simulator.Own(Business);
        simulator.FailNext(RequestFault.Reset(afterEffect: true));

        TelnyxCall placed = await app.Client.PlaceCallAsync(new TelnyxCallRequest { From = Business, To = Partner });
        await simulator.SettleAsync();
        await app.SteeredAsync();

        SimulatedCall call = simulator.Calls.ShouldHaveSingleItem();
        (call.Id, call.IsOutbound, call.Status, call.Seconds).ShouldBe((placed.CallControlId, true, "normal_clearing", 8));
        app.Names.ShouldBe(["call.initiated", "call.answered", "call.hangup"]);
        app.Said.ShouldAllBe(said => said.Call == placed.CallControlId);
    }

    [Fact]
    public async Task CallPlaced_RingsLongerThanAsked_TimesOut()
    {
        await using TelnyxSimulator simulator = await TelnyxSimulator.StartAsync();
        await using TelnyxApp app = await TelnyxApp.StartAsync(simulator);
        simulator.Own(Business);

        await app.Client.PlaceCallAsync(new TelnyxCallRequest { From = Business, To = Partner, RingFor = TimeSpan.FromSeconds(5) });
        await simulator.SettleAsync();

        app.Names.ShouldBe(["call.initiated", "call.hangup"]);
        app.Said[1].Text("hangup_cause").ShouldBe("timeout");
        (app.Said[1].At - app.Said[0].At).ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task TextAndOrder_AnswerIsLost_AreSentOnce()
    {
        await using TelnyxSimulator simulator = await TelnyxSimulator.StartAsync();
        await using TelnyxApp app = await TelnyxApp.StartAsync(simulator);
        simulator.FailNext(RequestFault.Reset(afterEffect: true), times: 2);

        await Should.ThrowAsync<ProviderOutcomeUnknownException>(() => app.Client.SendMessageAsync(Business, Partner, "We missed your call."));
        await Should.ThrowAsync<ProviderOutcomeUnknownException>(() => app.Client.OrderNumberAsync(Business));

        SimulatedText text = simulator.Texts.ShouldHaveSingleItem();
        (text.From, text.To, text.Body.Value).ShouldBe((Business.E164, Partner.E164, "We missed your call."));
        simulator.Numbers.ShouldHaveSingleItem().Number.ShouldBe(Business);
        simulator.Statistics().Requests.ShouldBe(2);
        TelnyxMessage read = (await app.Client.GetMessageAsync(text.Id))!;
        read.To!.ShouldHaveSingleItem().Status.ShouldBe("delivered");
    }

    [Fact]
    public async Task VoiceMail_IsRecordedDownloadedAndDeleted()
    {
        await using TelnyxSimulator simulator = await TelnyxSimulator.StartAsync(Hasty);
        await using TelnyxApp app = await TelnyxApp.StartAsync(simulator, async (client, said) =>
        {
            if (said.Name == "call.initiated")
            {
                await client.AnswerAsync(said.Call);
                await client.StartRecordingAsync(said.Call);
            }
        });
        simulator.Own(Business);

        SimulatedCall call = await simulator.CallAsync(new CallScript { From = Caller, To = Business, MessageLength = TimeSpan.FromSeconds(7) });
        await app.SteeredAsync();

        app.Names.ShouldBe(["call.initiated", "call.answered", "call.hangup", "call.recording.saved"]);
        TelnyxRecording? recording = null;
        await foreach (TelnyxRecording found in app.Client.ListRecordings(call.Id))
        {
            recording.ShouldBeNull();
            recording = found;
        }

        (recording!.Status, recording.DurationMillis).ShouldBe(("completed", 7000));
        await using (ProviderDownload download = (await app.Client.DownloadRecordingAsync(recording.Id))!)
        {
            using MemoryStream sound = new();
            await download.Content.CopyToAsync(sound);
            sound.Length.ShouldBe(44 + (7 * 8000));
            System.Text.Encoding.ASCII.GetString(sound.ToArray(), 0, 4).ShouldBe("RIFF");
        }

        await app.Client.DeleteRecordingAsync(recording.Id);
        (await app.Client.DownloadRecordingAsync(recording.Id)).ShouldBeNull();
    }

    [Fact]
    public async Task CommandsWhileTalking_AreWaitedForWhenAsked()
    {
        await using TelnyxSimulator simulator = await TelnyxSimulator.StartAsync(new() { CommandsWhileTalking = 1 });
        await using TelnyxApp app = await TelnyxApp.StartAsync(simulator, (client, said) => said.Name switch
        {
            "call.initiated" when said.Text("direction") == "incoming" => client.TransferAsync(said.Call, Partner),
            "call.bridged" => client.StartRecordingAsync(said.Call),
            _ => Task.CompletedTask,
        });
        simulator.Own(Business);

        await simulator.CallAsync(new CallScript { From = Caller, To = Business });
        await app.SteeredAsync();

        app.Names.ShouldBe(["call.initiated", "call.initiated", "call.answered", "call.answered", "call.bridged", "call.hangup", "call.recording.saved", "call.hangup"]);
        app.Said[6].Payload.GetProperty("channels").GetString().ShouldBe("dual");
    }

    [Fact]
    public async Task TwoCalls_AreBridged()
    {
        TaskCompletionSource<string> caller = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using TelnyxSimulator simulator = await TelnyxSimulator.StartAsync();
        await using TelnyxApp app = await TelnyxApp.StartAsync(simulator, async (client, said) =>
        {
            switch (said.Name)
            {
                case "call.initiated" when said.Text("direction") == "incoming":
                    await client.AnswerAsync(said.Call);
                    break;
                case "call.answered" when said.Text("from") == Caller.E164:
                    caller.SetResult(said.Call);
                    await client.PlaceCallAsync(new TelnyxCallRequest { From = Business, To = Partner });
                    break;
                case "call.answered":
                    await client.BridgeAsync(await caller.Task, said.Call);
                    break;
                default:
                    break;
            }
        });
        simulator.Own(Business);

        SimulatedCall call = await simulator.CallAsync(new CallScript { From = Caller, To = Business, TalksFor = TimeSpan.FromSeconds(30) });
        await simulator.SettleAsync();
        await app.SteeredAsync();

        app.Names.ShouldBe(["call.initiated", "call.answered", "call.initiated", "call.answered", "call.bridged", "call.bridged", "call.hangup", "call.hangup"]);
        simulator.Calls.ShouldAllBe(known => known.Status == "normal_clearing");
        simulator.Calls.Count.ShouldBe(2);
        call.Answer.ShouldBe("answer bridge");
    }

    [Fact]
    public async Task RefusedRequests_AreToldInTheProvidersForm()
    {
        await using TelnyxSimulator simulator = await TelnyxSimulator.StartAsync(Hasty);
        await using TelnyxApp app = await TelnyxApp.StartAsync(simulator, async (client, said) =>
        {
            if (said.Name == "call.initiated")
            {
                (await Should.ThrowAsync<ProviderException>(() => client.SayAsync(said.Call, "Hello"))).Code.ShouldBe("90034");
                (await Should.ThrowAsync<ProviderException>(() => client.StartRecordingAsync(said.Call))).Code.ShouldBe("90020");
            }
        });
        simulator.Own(Business);

        await simulator.CallAsync(new CallScript { From = Caller, To = Business });
        await app.SteeredAsync();

        (await Should.ThrowAsync<ProviderException>(() => app.Client.AnswerAsync("nonsense"))).Code.ShouldBe("90015");
        (await Should.ThrowAsync<ProviderException>(() => app.Client.PlaceCallAsync(new TelnyxCallRequest { From = Partner, To = Caller }))).Status.ShouldBe(System.Net.HttpStatusCode.UnprocessableEntity);
        (int stranger, string refusal) = await AskAsync(simulator, HttpMethod.Get, "/phone_numbers", "KEY0", null);
        stranger.ShouldBe(401);
        refusal.ShouldContain("\"code\":\"10009\"");
    }

    [Fact]
    public async Task ActiveCalls_ListsThoseThatGoOn()
    {
        List<string> active = [];
        await using TelnyxSimulator simulator = await TelnyxSimulator.StartAsync();
        await using TelnyxApp app = await TelnyxApp.StartAsync(simulator, async (client, said) =>
        {
            if (said.Name == "call.initiated")
            {
                await foreach (TelnyxCall call in client.ListActiveCalls())
                {
                    active.Add(call.CallControlId);
                }

                await client.HangUpAsync(said.Call);
            }
        });
        simulator.Own(Business);

        SimulatedCall call = await simulator.CallAsync(new CallScript { From = Caller, To = Business });
        await app.SteeredAsync();

        active.ShouldBe([call.Id]);
        await foreach (TelnyxCall _ in app.Client.ListActiveCalls())
        {
            throw new InvalidOperationException("A call is left.");
        }
    }

    [Fact]
    public async Task SameSeedAndScripts_GiveTheSameIds()
    {
        async Task<IReadOnlyList<string>> PlayAsync(int seed)
        {
            await using TelnyxSimulator simulator = await TelnyxSimulator.StartAsync(new() { Seed = seed, Patience = TimeSpan.FromMilliseconds(50) });
            await using TelnyxApp app = await TelnyxApp.StartAsync(simulator);
            simulator.Own(Business);
            await simulator.CallAsync(new CallScript { From = Caller, To = Business });
            return [simulator.PublicKey, .. app.Said.Select(said => $"{said.Call} {said.Id}")];
        }

        IReadOnlyList<string> first = await PlayAsync(3);
        (await PlayAsync(3)).ShouldBe(first);
        (await PlayAsync(4)).ShouldNotBe(first);
    }

    private static async Task<(int Status, string Body)> AskAsync(TelnyxSimulator simulator, HttpMethod method, string path, string key, string? json)
    {
        using HttpMessageInvoker client = new(new SocketsHttpHandler());
        using HttpRequestMessage request = new(method, new Uri(simulator.BaseAddress + path));
        request.Headers.Authorization = new("Bearer", key);
        request.Content = json is null ? null : new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await client.SendAsync(request, default);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
