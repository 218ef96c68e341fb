using System.Text.Json;
using Outsourcing.Processes;
using Shouldly;

namespace Outsourcing.Tests.Processes;

public sealed class BusinessProcessTests
{
    private static readonly ProcessStepId Call = ProcessStepId.From("call");
    private static readonly ProcessStepId Folded = ProcessStepId.From("qualify");
    private static readonly ProcessStepId Inner = ProcessStepId.From("ask budget");

    [Fact]
    public void Constructor_StepOfASubProcessFirst_StandsAfterIt()
    {
        BusinessProcess process = new(
            ProcessId.From("p"),
            "Leads",
            [Task(Inner) with { Parent = Folded }, Task(Call), Task(Folded) with { Kind = ProcessStepKind.SubProcess }]);

        process.Steps.Select(step => step.Id).ShouldBe([Call, Folded, Inner]);
    }

    [Fact]
    public void Constructor_FlowToNowhere_ThrowsNamingIt()
    {
        ArgumentException thrown = Should.Throw<ArgumentException>(() => new BusinessProcess(
            ProcessId.From("p"), "", [Task(Call)], [new SequenceFlow { Id = "f", Source = Call, Target = Inner }]));

        thrown.Message.ShouldContain("'ask budget'");
    }

    [Fact]
    public void Constructor_OneIdTwice_Throws() =>
        Should.Throw<ArgumentException>(() => new BusinessProcess(ProcessId.From("p"), "", [Task(Call), Task(Call)]));

    [Fact]
    public void Constructor_SubProcessesInACircle_Throws() =>
        Should.Throw<ArgumentException>(() => new BusinessProcess(
            ProcessId.From("p"),
            "",
            [
                Task(Call) with { Kind = ProcessStepKind.SubProcess, Parent = Folded },
                Task(Folded) with { Kind = ProcessStepKind.SubProcess, Parent = Call },
            ]));

    [Fact]
    public void PerformerOf_NestedLanes_IsTheInnermost()
    {
        BusinessProcess process = new(
            ProcessId.From("p"),
            "",
            [Task(Call)],
            lanes:
            [
                new ProcessLane { Id = "office", Name = "Office", Steps = [Call] },
                new ProcessLane { Id = "desk", Name = "Front desk", Parent = "office", Steps = [Call] },
            ]);

        process.PerformerOf(Call)!.Name.ShouldBe("Front desk");
    }

    [Fact]
    public void Json_UnknownMembersAndWords_Survive()
    {
        const string Json = """{"id":"p","name":"Leads","steps":[{"id":"call","name":"Call","kind":"phoneTask","profile":{"colour":"red"},"icon":7}],"owner":{"name":"A"}}""";

        BusinessProcess process = JsonSerializer.Deserialize(Json, OutsourcingJson.TypeInfo<BusinessProcess>())!;
        string written = JsonSerializer.Serialize(process, OutsourcingJson.TypeInfo<BusinessProcess>());

        process.Find(Call)!.Kind.IsActivity.ShouldBeTrue();
        written.ShouldContain("\"colour\":\"red\"");
        written.ShouldContain("\"icon\":7");
        written.ShouldContain("\"owner\":{\"name\":\"A\"}");
        JsonSerializer.Deserialize(written, OutsourcingJson.TypeInfo<BusinessProcess>()).ShouldBe(process);
    }

    private static ProcessStep Task(ProcessStepId id) => new() { Id = id, Name = id.Value };
}
