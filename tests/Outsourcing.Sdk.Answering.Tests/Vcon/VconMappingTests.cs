using Outsourcing.Answering;
using Outsourcing.Calls;
using Shouldly;

namespace Outsourcing.Tests.Answering;

public sealed class VconMappingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.FromHours(-5));

    [Fact]
    public void Record_OfAnExportedCall_IsTheCall()
    {
        CallRecord record = Call();

        VconDocument vcon = VconDocument.Parse(VconMapping.ToVcon(record).ToJson());

        VconMapping.Record(vcon).ShouldBe(record);
    }

    [Fact]
    public void ToVcon_SameCallLater_HasTheSameId() =>
        VconMapping.ToVcon(Call() with { Summary = "more is known" }).Uuid.ShouldBe(VconMapping.ToVcon(Call()).Uuid);

    [Fact]
    public void ToVcon_Uuid_IsVersion8()
    {
        VconMapping.ToVcon(Call()).Uuid!.Value.Version.ShouldBe(8);
    }

    [Fact]
    public void ToVcon_RecordingWithoutHash_KeepsTheAddressInTheRecordOnly()
    {
        VconDocument vcon = VconMapping.ToVcon(Call());

        vcon.Dialogs[0].Address.ShouldBeNull();
        VconMapping.Record(vcon)!.Recording!.Location.ShouldNotBeNull();
        VconMapping.ToVcon(Call(), "sha512-x").Dialogs[0].ContentHash.ShouldBe("sha512-x");
    }

    [Fact]
    public void ToVcon_NoAnswer_IsAnIncompleteDialog()
    {
        VconDialog dialog = VconMapping.ToVcon(Call() with { Disposition = new CallDisposition { Kind = DispositionKind.NoAnswer } }).Dialogs[0];

        dialog.Type.ShouldBe("incomplete");
        dialog.Disposition.ShouldBe("no-answer");
    }

    [Fact]
    public void ToUpdate_ForeignVcon_TakesWhatItSays()
    {
        VconDocument vcon = VconDocument.Parse("""
            {"parties":[{"tel":"+12025550143","name":"Alice"},{"tel":"tel:+12025550144","name":"Bob"}],"colour":"red",
             "dialog":[{"type":"recording","start":"2022-06-21T17:53:26.000+00:00","duration":33.12,"parties":[0,1],"url":"https://example.com/a.mp3"}],
             "analysis":[{"type":"summary","vendor":"x","body":"a question","encoding":"none"}]}
            """);

        CallUpdate update = VconMapping.ToUpdate(vcon, new CallId("other", "north", "1"), Noon);

        update.Caller!.Number.ShouldBe(PhoneNumber.Parse("+12025550143"));
        update.Caller.Name!.Value.Value.ShouldBe("Alice");
        update.Dialled.ShouldBe(PhoneNumber.Parse("+12025550144"));
        update.Duration.ShouldBe(TimeSpan.FromSeconds(33.12));
        update.EndedAt.ShouldBe(update.StartedAt + update.Duration);
        update.Summary!.Value.Value.ShouldBe("a question");
        vcon.Members.ShouldContainKey("colour");
    }

    [Fact]
    public void ToUpdate_Nonsense_IsEmptyAndDoesNotThrow()
    {
        VconDocument vcon = VconDocument.Parse("""{"parties":7,"dialog":[{"type":9,"start":"yesterday","parties":[{"a":1},44],"originator":5}],"analysis":[1],"uuid":"x"}""");

        CallUpdate update = VconMapping.ToUpdate(vcon, new CallId("other", "north", "1"), Noon);

        update.Caller.ShouldBeNull();
        vcon.Problems().Count.ShouldBeGreaterThan(5);
    }

    [Fact]
    public void ToJson_LacksWhatTheDraftWants_ThrowsNamingIt() =>
        Should.Throw<VconFormatException>(() => new VconDocument { Dialogs = [new VconDialog { Type = "incomplete" }] }.ToJson())
            .Problems.ShouldBe(["'uuid' is missing.", "'created_at' is missing.", "'dialog[0].start' is missing.", "'dialog[0].disposition' is missing."]);

    [Fact]
    public void With_OfACopy_LeavesTheOriginal()
    {
        VconParty party = new() { Name = "Ann" };

        VconParty other = party with { Name = "Bea" };

        party.Name!.Value.Value.ShouldBe("Ann");
        other.ShouldNotBe(party);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("")]
    public void Parse_NoJsonObject_Throws(string json) => Should.Throw<VconFormatException>(() => VconDocument.Parse(json));

    internal static CallRecord Call() => CallHistory.From(new CallUpdate
    {
        Call = new CallId("retell", "north", "c1"),
        Revision = new CallRevision(Noon.AddMinutes(3), "webhook"),
        Direction = CallDirection.Inbound,
        Caller = new CallParty { Number = PhoneNumber.Parse("+12025550143"), Name = "Alice <b>", Company = "Größe & Co" },
        Dialled = PhoneNumber.Parse("+12025550144"),
        HandlerName = "Desk 4",
        StartedAt = Noon,
        AnsweredAt = Noon.AddSeconds(6),
        EndedAt = Noon.AddSeconds(127.5),
        Duration = TimeSpan.FromSeconds(121.5),
        Status = CallStatus.Completed,
        Disposition = new CallDisposition { Kind = DispositionKind.MessageTaken, RawReason = "msg_taken_v2" },
        Summary = "Wants an offer.",
        Message = new MessageTaken { Body = "Call me back after 3", ForPerson = "Bea" },
        Transcript = [new TranscriptTurn { Speaker = Speaker.Handler, Text = "Good day" }, new TranscriptTurn { Speaker = Speaker.From("bot-2"), Text = "…", At = TimeSpan.FromSeconds(2) }],
        Recording = new RecordingReference { Location = new Uri("https://example.com/r/1.mp3"), Duration = TimeSpan.FromSeconds(120) },
        Tags = new Dictionary<string, string> { ["campaign"] = "spring" },
    }).ToRecord();
}
