using Outsourcing.Delegation;
using Outsourcing.Processes;
using Shouldly;

namespace Outsourcing.Tests.Processes.Tasks;

public sealed class TaskSplitterTests
{
    private static readonly DiscoveredProcess Records = Logs.Discover(Enumerable.Range(0, 20).SelectMany(number => new[]
    {
        Logs.Event($"{number}", "Design", number * 24), Logs.Event($"{number}", "Call prospect", (number * 24) + 2, lifecycle: "start"),
        Logs.Event($"{number}", "Call prospect", (number * 24) + 2.5, lifecycle: "complete"), Logs.Event($"{number}", number % 2 == 0 ? "Close" : "Archive", (number * 24) + 5),
    }));

    private static readonly BusinessProcess Model = Records.ToBusinessProcess(ProcessId.From("marketing"), "Marketing");

    [Fact]
    public void Split_SupportiveStep_HasBordersVolumeAndMeasure()
    {
        DelegationTask task = Split(("Call prospect", Supportive)).ShouldHaveSingleItem();

        task.Trigger.ShouldBe("When 'Design' is done.");
        task.Inputs.ShouldHaveSingleItem().From.ShouldBe(Records.StepOf("Design"));
        task.Dependencies.Select(border => (border.Name, border.Direction, border.Observed)).ShouldBe(
        [
            ("Design", TaskDependencyDirection.Before, 20L), ("Archive", TaskDependencyDirection.After, 10L), ("Close", TaskDependencyDirection.After, 10L),
        ], ignoreOrder: true);
        task.Volume!.PerWeek.ShouldBe(20 / task.Volume.ObservedWeeks!.Value, 1e-9);
        task.Measures.ShouldHaveSingleItem().Baseline!.Value.ShouldBe(1800, 18);
        task.Gaps.ShouldBe(["outcome", "regulatedData"]);
    }

    [Fact]
    public void Split_OwnerSaysMore_ClosesTheGaps()
    {
        ProcessStepId id = Records.StepOf("Call prospect");
        TaskStatement said = new() { Outcome = "The prospect has said yes, no or when to call again." };

        DelegationTask task = TaskSplitter.Split(
            Model.Describe(id, Model.Find(id)!.Profile with { RegulatedData = [] }),
            new Dictionary<ProcessStepId, Verdict<StepPlacement>> { [id] = StepClassifier.Classify("Call prospect", Supportive) },
            Records,
            new Dictionary<ProcessStepId, TaskStatement> { [id] = said }).ShouldHaveSingleItem();

        task.Outcome.ShouldBe(said.Outcome);
        task.Gaps.ShouldBeEmpty();
    }

    [Fact]
    public void Split_NeighbouringTasks_DoNotBorderOnOneAnother()
    {
        IReadOnlyList<DelegationTask> tasks = Split(("Call prospect", Supportive), ("Archive", Supportive), ("Design", StepProfile.Unknown));

        tasks.Count.ShouldBe(2);
        tasks.Single(task => task.Name == "Archive").Dependencies.ShouldBeEmpty();
    }

    [Fact]
    public void Split_UnknownStep_Throws() =>
        Should.Throw<ArgumentException>(() => TaskSplitter.Split(Model, new Dictionary<ProcessStepId, Verdict<StepPlacement>>
        {
            [ProcessStepId.From("nothing")] = StepClassifier.Classify("x", Supportive),
        }));

    private static StepProfile Supportive { get; } = new()
    {
        Differentiation = StepRating.Stated(1),
        Revenue = RevenueContribution.Stated(0.1),
        Expertise = StepRating.Stated(2),
        CustomerOwnership = StepRating.Stated(1),
        AssetSpecificity = StepRating.Stated(1),
        Uncertainty = StepRating.Stated(2),
        FailureImpact = StepRating.Stated(2),
        MarketMaturity = StepRating.Stated(5),
    };

    private static IReadOnlyList<DelegationTask> Split(params (string Activity, StepProfile Profile)[] steps) => TaskSplitter.Split(
        Model, steps.ToDictionary(step => Records.StepOf(step.Activity), step => StepClassifier.Classify(step.Activity, step.Profile)), Records);
}
