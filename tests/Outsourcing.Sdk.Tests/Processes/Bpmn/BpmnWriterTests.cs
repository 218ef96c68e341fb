using System.Xml.Linq;
using CsCheck;
using Outsourcing.Processes;
using Shouldly;

namespace Outsourcing.Tests.Processes;

public sealed class BpmnWriterTests
{
    private static readonly XNamespace Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static readonly XNamespace Diagram = "http://www.omg.org/spec/BPMN/20100524/DI";

    [Fact]
    public void Write_AnyProcess_ReadsBackEqual() => Gen.Int.Sample(
        seed =>
        {
            BusinessProcess process = new RandomProcess(seed).Make();

            BpmnDocument document = BpmnReader.Parse(BpmnWriter.Write(process));

            document.Findings.ShouldBeEmpty();
            document.Process.ShouldBe(process);
            BpmnReader.Parse(BpmnWriter.Write(document)).ShouldBe(document);
        },
        iter: 400);

    [Fact]
    public void Write_AnyProcess_DrawsEveryPart() => Gen.Int.Sample(
        seed =>
        {
            BusinessProcess process = new RandomProcess(seed).Make();

            XElement root = XElement.Parse(BpmnWriter.Write(process));

            HashSet<string> drawn = root.Descendants().Select(element => (string?)element.Attribute("bpmnElement")).OfType<string>().ToHashSet();
            string[] missing = [.. root.Descendants()
                .Where(element => element.Name.Namespace == Model)
                .Where(element => element.Element(Model + "incoming") is not null || element.Element(Model + "outgoing") is not null
                    || element.Name.LocalName is "participant" or "lane" or "sequenceFlow")
                .Select(element => (string)element.Attribute("id")!)
                .Where(id => !drawn.Contains(id))];
            missing.ShouldBeEmpty();
        },
        iter: 200);

    [Fact]
    public void Write_StepsInARow_StandFromLeftToRight()
    {
        BusinessProcess process = Row("Lead", "Call", "Offer");

        XElement root = XElement.Parse(BpmnWriter.Write(process));

        double[] lefts = [.. new[] { "Lead", "Call", "Offer" }.Select(id => (double)Shape(root, id).Descendants().First().Attribute("x")!)];
        lefts.ShouldBe(lefts.Order());
        lefts.Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void Write_FileWithAStepDescribed_KeepsTheDrawing()
    {
        BpmnDocument document = BpmnReader.Parse(BpmnWriter.Write(Row("Lead", "Call")).Replace("x=\"40\"", "x=\"4711\"", StringComparison.Ordinal));

        string written = BpmnWriter.Write(document.With(document.Process.Describe(ProcessStepId.From("Call"), new StepProfile { Expertise = StepRating.Stated(2) })));

        written.ShouldContain("x=\"4711\"");
        BpmnReader.Parse(written).Process.Find(ProcessStepId.From("Call"))!.Profile.Expertise!.Value.ShouldBe(2);
    }

    [Fact]
    public void Write_FileWithAStepAdded_DrawsItAnew()
    {
        BpmnDocument document = BpmnReader.Parse(BpmnWriter.Write(Row("Lead", "Call")).Replace("x=\"40\"", "x=\"4711\"", StringComparison.Ordinal));

        string written = BpmnWriter.Write(document.With(document.Process.WithSteps([.. document.Process.Steps, new ProcessStep { Id = ProcessStepId.From("Offer"), Name = "Offer" }])));

        written.ShouldNotContain("4711");
        Shape(XElement.Parse(written), "Offer").ShouldNotBeNull();
    }

    [Fact]
    public void Write_FileWithAStepRemoved_ForgetsItsShape()
    {
        BpmnDocument document = BpmnReader.Parse(BpmnWriter.Write(Row("Lead", "Call")));
        BusinessProcess shorter = new(document.Process.Id, document.Process.Name, [document.Process.Steps[0]]);

        string written = BpmnWriter.Write(document.With(shorter));

        written.ShouldNotContain("bpmnElement=\"Call\"");
        written.ShouldContain("bpmnElement=\"Lead\"");
    }

    [Fact]
    public async Task WriteAsync_SameAsWrite()
    {
        BpmnDocument document = new(Row("Lead", "Call"));
        using MemoryStream stream = new();

        await BpmnWriter.WriteAsync(document, stream);
        stream.Position = 0;

        (await BpmnReader.ReadAsync(stream)).Process.ShouldBe(document.Process);
    }

    [Fact]
    public void Write_SubProcessesHundredDeep_EndsSoon()
    {
        List<ProcessStep> steps = [];
        for (int depth = 0; depth < 90; depth++)
        {
            steps.Add(new ProcessStep
            {
                Id = ProcessStepId.From($"S{depth}"),
                Name = "",
                Kind = ProcessStepKind.SubProcess,
                Parent = depth == 0 ? null : ProcessStepId.From($"S{depth - 1}"),
            });
        }

        BusinessProcess process = new(ProcessId.From("p"), "", steps);

        BpmnReader.Parse(BpmnWriter.Write(process)).Process.ShouldBe(process);
    }

    private static XElement Shape(XElement root, string id) =>
        root.Descendants(Diagram + "BPMNShape").Single(shape => (string?)shape.Attribute("bpmnElement") == id);

    private static BusinessProcess Row(params string[] names) => new(
        ProcessId.From("p"),
        "Row",
        [.. names.Select(name => new ProcessStep { Id = ProcessStepId.From(name), Name = name })],
        [.. names.Zip(names.Skip(1)).Select(pair => new SequenceFlow { Id = $"{pair.First}-{pair.Second}", Source = ProcessStepId.From(pair.First), Target = ProcessStepId.From(pair.Second) })]);
}
