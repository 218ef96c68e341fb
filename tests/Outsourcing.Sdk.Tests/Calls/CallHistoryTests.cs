using System.Text.Json;
using CsCheck;
using Outsourcing.Calls;
using Shouldly;

namespace Outsourcing.Tests.Calls;

public sealed class CallHistoryTests
{
    private static readonly CallId Id = new("twilio", "north", "CA1");
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<CallUpdate> GenUpdate =
        from second in Gen.Int[0, 5]
        from origin in Gen.Int[0, 30]
        from status in Gen.Int[0, 4].Select(index => new CallStatus?[] { null, CallStatus.Ringing, CallStatus.InProgress, CallStatus.Completed, CallStatus.From("parked") }[index])
        from summary in Gen.Int[0, 2].Select(index => new string?[] { null, "a", "b" }[index])
        from completeness in Gen.Int[0, 15]
        select Update(second, $"{second}-{origin}-{status}-{summary}-{completeness}", status, summary, (CallCompleteness)completeness);

    private static readonly Gen<CallHistory> GenHistory = GenUpdate.Array[1, 6].Select(CallHistory.From);

    [Fact]
    public void Merge_AnyOrderAndDuplicates_SameRecord() =>
        GenUpdate.Array[1, 8].SelectMany(updates => Gen.Shuffle(updates).Select(shuffled => (updates, shuffled)))
            .Sample((updates, shuffled) =>
            {
                CallHistory oneByOne = shuffled.Concat(updates).Aggregate(CallHistory.From(shuffled[0]), (history, update) => history.Merge(update));

                Assert.Equal(CallHistory.From(updates), oneByOne);
                Assert.Equal(CallHistory.From(updates).ToRecord(), oneByOne.ToRecord());
            });

    [Fact]
    public void Merge_IsAssociativeCommutativeAndIdempotent() =>
        Gen.Select(GenHistory, GenHistory, GenHistory).Sample((a, b, c) =>
        {
            Assert.Equal(a.Merge(b).Merge(c), a.Merge(b.Merge(c)));
            Assert.Equal(a.Merge(b), b.Merge(a));
            Assert.Equal(a, a.Merge(a));
        });

    [Fact]
    [Reliability(17, "a late ringing reopens nothing")]
    public void ToRecord_LateRinging_StaysCompleted()
    {
        CallHistory history = CallHistory.From(
        [
            Update(1, "end", CallStatus.Completed, "done", CallCompleteness.Ended),
            Update(9, "late", CallStatus.Ringing, null, CallCompleteness.None),
        ]);

        CallRecord record = history.ToRecord();

        Assert.Equal(CallStatus.Completed, record.Status);
        Assert.Equal("done", record.Summary?.Value);
        Assert.Equal(CallCompleteness.Ended, record.Completeness);
    }

    [Fact]
    public void ToRecord_WeakestVerification_IsKept()
    {
        CallHistory history = CallHistory.From(
        [
            Update(1, "a", CallStatus.Ringing, null, CallCompleteness.None) with { Verification = WebhookVerification.Asymmetric },
            Update(2, "b", CallStatus.Completed, null, CallCompleteness.None) with { Verification = WebhookVerification.SharedToken },
        ]);

        Assert.Equal(WebhookVerification.SharedToken, history.ToRecord().Verification);
    }

    [Fact]
    public void Merge_OtherCall_Throws()
    {
        CallUpdate other = Update(1, "x", null, null, CallCompleteness.None) with { Call = new CallId("twilio", "north", "CA2") };

        ArgumentException refused = Assert.Throws<ArgumentException>(() => CallHistory.From(Update(1, "y", null, null, CallCompleteness.None)).Merge(other));

        Assert.Contains("CA2", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Reliability(8, "unknown members and words come back from a round trip")]
    public void Json_UnknownMembersAndWords_SurviveRoundTrip()
    {
        const string json = """{"call":"twilio/north/CA1","revision":{"at":"2026-03-02T12:00:00+00:00","origin":"e1","sequence":3},"status":"teleported","novel":{"a":[1,2]},"caller":{"number":"\u002B442079460123"}}""";

        CallUpdate update = JsonSerializer.Deserialize(json, OutsourcingJson.TypeInfo<CallUpdate>())!;
        string again = JsonSerializer.Serialize(update, OutsourcingJson.TypeInfo<CallUpdate>());

        Assert.Equal("teleported", update.Status?.Value);
        Assert.Equal(update, JsonSerializer.Deserialize(again, OutsourcingJson.TypeInfo<CallUpdate>()));
        Assert.Contains("\"novel\":{\"a\":[1,2]}", again, StringComparison.Ordinal);
        Assert.DoesNotContain("2079460123", update.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_AnyUpdate_SurvivesRoundTrip() =>
        GenUpdate.Sample(update =>
        {
            string json = JsonSerializer.Serialize(update, OutsourcingJson.TypeInfo<CallUpdate>());
            Assert.Equal(update, JsonSerializer.Deserialize(json, OutsourcingJson.TypeInfo<CallUpdate>()));
        });

    [Fact]
    public void Corrections_MisheardDetail_KeepsBothValuesWhateverTheOrder()
    {
        CallUpdate heard = Update(1, "a", CallStatus.Completed, null, CallCompleteness.None) with
        {
            Caller = new CallParty { Name = new PersonalText("Kim Lea"), Email = new PersonalText("kim@x.example") },
            IntakeAnswers = [new IntakeAnswer { QuestionId = "size", Value = new PersonalText("13") }],
        };
        CallUpdate mended = Update(2, "b", CallStatus.Completed, null, CallCompleteness.None) with
        {
            Caller = new CallParty { Name = new PersonalText("Kim Lee") },
            IntakeAnswers = [new IntakeAnswer { QuestionId = "size", Value = new PersonalText("30") }],
        };

        foreach (CallHistory history in (CallHistory[])[CallHistory.From([heard, mended]), CallHistory.From([mended, heard, mended])])
        {
            IReadOnlyList<CallCorrection> corrections = history.Corrections();

            corrections.Select(static correction => (correction.Field, correction.Earlier.Value, correction.Later.Value))
                .ShouldBe([("caller.name", "Kim Lea", "Kim Lee"), ("answer:size", "13", "30")]);
            corrections[0].EarlierRevision.ShouldBe(heard.Revision);
            corrections[0].LaterRevision.ShouldBe(mended.Revision);
            history.ToRecord().Caller!.Name!.Value.Value.ShouldBe("Kim Lee");
            history.ToRecord().Caller!.Email!.Value.Value.ShouldBe("kim@x.example");
        }
    }

    [Fact]
    public void Corrections_SameDetailToldAgain_IsNone() =>
        CallHistory.From([Update(1, "a", null, "same", CallCompleteness.None), Update(2, "b", null, "same", CallCompleteness.None)]).Corrections().ShouldBeEmpty();

    private static CallUpdate Update(int second, string origin, CallStatus? status, string? summary, CallCompleteness completeness) => new()
    {
        Call = Id,
        Revision = new CallRevision(Noon.AddSeconds(second), origin),
        Status = status,
        Summary = summary is null ? (PersonalText?)null : new PersonalText(summary),
        Completeness = completeness,
        Verification = WebhookVerification.BodyWithTimestamp,
        Tags = new Dictionary<string, string> { ["origin"] = origin },
        IntakeAnswers = [new IntakeAnswer { QuestionId = "q", Value = "1" }],
    };
}
