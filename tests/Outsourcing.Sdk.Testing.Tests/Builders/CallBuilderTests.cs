using Outsourcing.Calls;
using Outsourcing.Storage;
using Shouldly;

namespace Outsourcing.Testing.Tests.Builders;

public sealed class CallBuilderTests
{
    private static readonly DateTimeOffset Nine = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly PhoneNumber Fitter = PhoneNumber.Parse("+442079460102");

    public static TheoryData<string> Courses { get; } = ["answered", "full", "outbound", "missed", "busy", "hung-up", "failed", "voicemail", "ringing", "talking"];

    [Fact]
    public void Updates_OfAFullCall_ComeInTheirOrderWithTheirTimes()
    {
        IReadOnlyList<CallUpdate> updates = Full().ToUpdates();

        updates.Select(update => (update.Revision.Origin.Split('/')[1], (update.Revision.At - Nine).TotalSeconds)).ShouldBe(
        [
            ("ringing", 0), ("answered", 6), ("transfer-1", 36), ("transfer-2", 66), ("ended", 96), ("recording", 101), ("analysis", 116), ("charge", 156),
        ]);
        updates.Select(update => update.Revision).ShouldBeInOrder();
        updates.Select(update => update.Status?.Value).ShouldBe(["ringing", "in-progress", null, null, "completed", null, null, null]);
        updates.Select(update => update.Completeness).ShouldBe(
        [
            CallCompleteness.None, CallCompleteness.None, CallCompleteness.None, CallCompleteness.None,
            CallCompleteness.Ended, CallCompleteness.RecordingSettled, CallCompleteness.Analyzed, CallCompleteness.Billed,
        ]);
        updates[2].Transfers!.Count.ShouldBe(1);
        updates[3].Transfers!.Count.ShouldBe(2);
    }

    [Fact]
    public void Record_SaysWhatTheWordsSaid()
    {
        CallRecord record = Full().ToRecord();

        (record.StartedAt, record.AnsweredAt, record.EndedAt).ShouldBe((Nine, Nine.AddSeconds(6), Nine.AddSeconds(96)));
        record.Duration.ShouldBe(TimeSpan.FromSeconds(90));
        record.Caller!.Name!.Value.Value.ShouldBe("Ann");
        record.HandlerName!.Value.Value.ShouldBe("Kim");
        record.Disposition!.Kind.ShouldBe(DispositionKind.Transferred);
        record.Transfers!.Select(tried => tried.Status).ShouldBe([TransferStatus.Failed, TransferStatus.Bridged]);
        record.Transcript!.Select(turn => turn.At).ShouldBe([TimeSpan.Zero, TimeSpan.FromSeconds(45)]);
        record.Charge.ShouldBe(new UsageCharge { Amount = 0.42m, Unit = "GBP", BilledTime = TimeSpan.FromMinutes(2) });
        record.Recording!.Duration.ShouldBe(TimeSpan.FromSeconds(90));
        record.IntakeAnswers!.Single().QuestionId.ShouldBe("name");
        record.Intent!.Label.ShouldBe("new-job");
        record.Tags!["campaign"].ShouldBe("spring");
        record.Completeness.ShouldBe(CallCompleteness.Ended | CallCompleteness.Analyzed | CallCompleteness.RecordingSettled | CallCompleteness.Billed);
    }

    [Theory]
    [InlineData("missed", "no-answer", "no-answer")]
    [InlineData("busy", "busy", "busy")]
    [InlineData("hung-up", "canceled", "caller-hung-up")]
    [InlineData("failed", "failed", "failed")]
    public void CallThatIsNotAnswered_EndsAfterItsRinging(string course, string status, string disposition)
    {
        CallRecord record = Of(course).ToRecord();

        record.Status!.Value.Value.ShouldBe(status);
        record.Disposition!.Kind.Value.ShouldBe(disposition);
        (record.AnsweredAt, record.AnsweredBy, record.Duration).ShouldBe((null, null, TimeSpan.Zero));
        record.EndedAt.ShouldBe(Nine.AddSeconds(8));
    }

    [Theory]
    [InlineData(false, false, null)]
    [InlineData(true, false, "message-taken")]
    [InlineData(true, true, "message-taken")]
    [InlineData(false, true, "transfer-failed")]
    public void Disposition_FollowsFromWhatWasDone(bool message, bool failedTransfer, string? expected)
    {
        CallBuilder call = new();
        call = message ? call.WithMessage("Call back") : call;
        call = failedTransfer ? call.TransferredTo(Fitter, TransferStatus.Failed) : call;

        call.ToRecord().Disposition?.Kind.Value.ShouldBe(expected);
        (call.ToRecord().Disposition is null).ShouldBe(expected is null);
        call.EndedIn(DispositionKind.Spam, "robot").ToRecord().Disposition.ShouldBe(new CallDisposition { Kind = DispositionKind.Spam, RawReason = "robot" });
    }

    [Theory, MemberData(nameof(Courses))]
    public void Fetched_SaysInOneUpdateWhatAllUpdatesSay(string course)
    {
        CallBuilder call = Of(course);
        CallUpdate fetched = call.ToFetched();

        Facts(CallHistory.From(fetched).ToRecord()).ShouldBe(Facts(call.ToRecord()));
        call.ToHistory().Merge(fetched).Updates[^1].ShouldBe(fetched);
        fetched.Verification.ShouldBe(WebhookVerification.Fetched);

        static CallRecord Facts(CallRecord record) => record with { LastRevision = default, UpdateCount = 0, Verification = WebhookVerification.None };
    }

    [Theory, MemberData(nameof(Courses))]
    public async Task Changes_AreThoseOfAStoreThatIsGivenTheUpdates(string course)
    {
        CallBuilder call = Of(course);
        FakeCallStore store = new();
        foreach (CallUpdate update in call.ToUpdates())
        {
            await store.MergeAsync([update]);
        }

        IReadOnlyList<CallRecordChange> changes = call.ToChanges();

        changes.Select(change => change with { ChangedAt = default }).ShouldBe(store.Changes.Select(change => change with { ChangedAt = default }));
        changes[^1].Record.ShouldBe(call.ToRecord());
        call.ToChanges(TenantId.From("acme"))[0].IdempotencyKey.ShouldBe($"acme/{call.Id}/1");
    }

    [Fact]
    public void OutboundCall_IsQueuedFirst() =>
        new CallBuilder().Outbound().ToUpdates().Select(update => update.Status?.Value).ShouldBe(["queued", "ringing", "in-progress", "completed"]);

    [Fact]
    public void Voicemail_IsAnAnswerByNobody()
    {
        CallRecord record = Of("voicemail").ToRecord();

        (record.AnsweredBy, record.Disposition!.Kind, record.Duration).ShouldBe((AnsweredBy.Voicemail, DispositionKind.VoicemailLeft, TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public void WordsThatContradictTheCall_AreRefused()
    {
        CallBuilder call = new();

        Should.Throw<InvalidOperationException>(() => call.Missed().Said(Speaker.Caller, "Hello").ToUpdates()).Message.ShouldContain("a transcript");
        Should.Throw<InvalidOperationException>(() => call.Busy().Recorded().ToFetched()).Message.ShouldContain("a recording");
        Should.Throw<InvalidOperationException>(() => call.HungUp().TransferredTo(Fitter).ToRecord()).Message.ShouldContain("a transfer");
        Should.Throw<InvalidOperationException>(() => call.StillTalking().WithSummary("Done").ToUpdates()).Message.ShouldContain("goes on");
        Should.Throw<InvalidOperationException>(() => call.StillRinging().Charged(1).ToUpdates()).Message.ShouldContain("goes on");
        Should.Throw<InvalidOperationException>(() => call.OnHoldFor(TimeSpan.FromMinutes(3)).ToUpdates()).Message.ShouldContain("on hold");
        Should.Throw<ArgumentOutOfRangeException>(() => call.RangFor(TimeSpan.FromSeconds(-1)));
        Should.Throw<ArgumentOutOfRangeException>(() => call.TalkedFor(TimeSpan.FromSeconds(-1)));
    }

    [Fact]
    public void Word_GivesANewBuilder_AndTheLastOneCounts()
    {
        CallBuilder call = new();

        call.Missed().ToRecord().Status.ShouldBe(CallStatus.NoAnswer);
        call.ToRecord().Status.ShouldBe(CallStatus.Completed);
        call.Missed().Answered().ToRecord().Status.ShouldBe(CallStatus.Completed);
        call.FromWithheldNumber().ToRecord().Caller.ShouldBeNull();
        call.Tagged("a", "1").Tagged("a", "2").ToRecord().Tags!["a"].ShouldBe("2");
    }

    private static CallBuilder Full() => new CallBuilder()
        .From(PhoneNumber.Parse("+12125550177"), "Ann", "Harbour")
        .To(PhoneNumber.Parse("+442079460101"))
        .ForwardedFrom(PhoneNumber.Parse("+442079460103"))
        .StartedAt(Nine)
        .RangFor(TimeSpan.FromSeconds(6))
        .Answered(AnsweredBy.AiAgent, "Kim")
        .TalkedFor(TimeSpan.FromSeconds(90))
        .OnHoldFor(TimeSpan.FromSeconds(10))
        .TransferredTo(Fitter, TransferStatus.Failed)
        .TransferredTo(Fitter)
        .About(CallerIntentKind.NewLead, "new-job")
        .WithUrgency(CallUrgency.High)
        .Successful()
        .WithSummary("Wants a visit.")
        .Said(Speaker.Caller, "My sink drips.")
        .Said(Speaker.Handler, "I put you through.")
        .WithAnswer("name", "\"Ann\"")
        .Recorded()
        .Charged(0.42m, "GBP")
        .Tagged("campaign", "spring");

    private static CallBuilder Of(string course) => course switch
    {
        "answered" => new CallBuilder(),
        "full" => Full(),
        "outbound" => new CallBuilder().Outbound().WithMessage("Call back"),
        "missed" => new CallBuilder().Missed().Charged(0.01m),
        "busy" => new CallBuilder().Busy(),
        "hung-up" => new CallBuilder().HungUp().About(CallerIntentKind.Solicitor),
        "failed" => new CallBuilder().Failed(),
        "voicemail" => new CallBuilder().LeftVoicemail(TimeSpan.FromSeconds(20)).Recorded(),
        "ringing" => new CallBuilder().StillRinging(),
        _ => new CallBuilder().StillTalking().TransferredTo(Fitter, TransferStatus.Started),
    };
}
