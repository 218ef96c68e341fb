using Outsourcing.Processes;
using Shouldly;

namespace Outsourcing.Delegation;

public sealed class BriefDraftTests
{
    [Fact]
    public void From_ATaskThatSaysEverythingItCan_FillsThatIn()
    {
        DelegationTask task = new()
        {
            Id = DelegationTaskId.From("answer-calls"),
            Name = "Answer calls",
            Trigger = "A call is not answered within 3 rings.",
            Outcome = "The caller's request is written down.",
            Inputs = [new() { Name = "price list" }],
            Measures = [new() { Name = "answered in time", Definition = "calls answered within 20 s over calls offered", Target = 0.8 }],
            Volume = new() { TimeZone = "Europe/Berlin", ObservedWeeks = 12, Hours = [new() { Day = DayOfWeek.Monday, Hour = 9, PerWeek = 4 }, new() { Day = DayOfWeek.Tuesday, Hour = 16, PerWeek = 2.5 }] },
            HandlingTime = StepDuration.Stated(TimeSpan.FromMinutes(3)),
            Dependencies = [new() { Step = ProcessStepId.From("visit"), Name = "Visit the customer", Direction = TaskDependencyDirection.After }],
            RegulatedData = [RegulatedDataKind.Personal, RegulatedDataKind.Health],
            StrengthenFirst = ["write the price list down"],
        };

        BriefDraft draft = BriefDraft.From(task);

        draft.Brief.Task.ShouldBe(task.Id);
        draft.Brief.Purpose.ShouldBe("The caller's request is written down.");
        draft.Brief.Trigger.ShouldBe("A call is not answered within 3 rings.");
        draft.Brief.Volume!.Calls.ShouldBe(6.5);
        draft.Brief.Volume.BusiestHour.ShouldBe(4);
        draft.Brief.Volume.AverageLength.ShouldBe(TimeSpan.FromMinutes(3));
        draft.Brief.Outcomes.Single().Target.ShouldBe(MetricTarget.AtLeast(0.8));
        draft.Brief.DataProtection!.Fields.Select(field => field.Sensitive).ShouldBe([false, true]);
        draft.Brief.Clauses.Single().Text.ShouldContain("Visit the customer");

        string[] places = [.. draft.Gaps.Select(gap => gap.Place)];
        places.ShouldNotContain("purpose");
        places.ShouldNotContain("volume");
        places.ShouldContain("callTypes");
        places.ShouldContain("outcomes[outcome-1].numerator");
        places.ShouldContain("inputs[input-1].access");
        draft.Gaps.Single(gap => gap.Place == "hours").Suggestion.ShouldBe("Calls come between 09:00 and 17:00 (Europe/Berlin) on: Monday, Tuesday.");
        draft.Gaps[^1].Question.ShouldContain("write the price list down");
    }

    [Fact]
    public void From_ATaskThatSaysNothing_NamesEveryPart()
    {
        BriefDraft draft = BriefDraft.From(new DelegationTask { Id = DelegationTaskId.From("t"), Name = "Calls" });

        draft.Gaps.Select(gap => gap.Place).Distinct().ShouldBe(
        [
            "purpose", "trigger", "greeting", "inputs", "callTypes", "outcomes", "hours", "contacts", "onCall.escalation", "responsibilities",
            "volume", "dataProtection", "limits", "examples", "changeLog", "signOffs",
        ]);
    }

    [Fact]
    public void From_TheFullBrief_NamesOnlyWhatItLeavesOut() =>
        BriefDraft.From(SampleBriefs.Plumber()).Gaps.Select(gap => gap.Place).ShouldBe(["inputs[prices].access"]);

    [Fact]
    public void From_ATaskOfAProcess_TurnsItsWorkIntoActions()
    {
        ProcessStep work = new() { Id = ProcessStepId.From("note"), Name = "Note the request", Kind = ProcessStepKind.Task };
        BusinessProcess process = new(ProcessId.From("p"), "Calls", [work]);

        BriefDraft draft = BriefDraft.From(new DelegationTask { Id = DelegationTaskId.From("t"), Name = "Calls", Steps = [work.Id] }, process);

        draft.Brief.CallTypes.Single().Actions.ShouldBe([CallAction.Do("Note the request")]);
    }

    [Fact]
    public void Fluent_EachPart_AddsToTheBriefAndLeavesTheOldOneAlone()
    {
        DelegationBrief start = DelegationBrief.Create("desk", "Front desk");

        DelegationBrief brief = start
            .WithPurpose("Every caller reaches a person.")
            .AddCallType("lead", "New lead", type => type.RecognisedBy("asks for a price").Ask("name", "What is your name?", AnswerKind.Text).Then(CallAction.Do("Book a visit.")).NeverPromise("a price"))
            .AddAccountable("Owner")
            .NewVersion(new DateOnly(2026, 10, 1), "First call type.");

        start.CallTypes.ShouldBeEmpty();
        brief.Version.ShouldBe(2);
        brief.ChangeLog.Single().Version.ShouldBe(2);
        brief.CallTypes.Single().Limits!.MustNotPromise.ShouldBe(["a price"]);
        Should.Throw<InvalidBriefException>(() => brief.AddAccountable("Somebody else")).Defect.ShouldBe(BriefDefect.TwoAccountables);
        Should.Throw<InvalidBriefException>(() => brief.AddCallType("lead", "Again", type => type)).Defect.ShouldBe(BriefDefect.DuplicateId);
    }
}
