using System.Text.Json;
using System.Xml.Linq;
using Outsourcing.Processes;
using Shouldly;

namespace Outsourcing.Vectors;

/// <summary>The BPMN models of the process folder: what each holds, read into the process and written again.</summary>
[Collection(VectorSuite.Name)]
public sealed class BpmnVectors
{
    private static readonly XNamespace Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    [VectorTheory("process")]
    [VectorData("process")]
    public async Task Model_CountsAndParts_AreAsExpected(string file)
    {
        using JsonDocument vector = VectorFiles.Read("process", file);
        JsonElement root = vector.RootElement;
        JsonElement expected = root.GetProperty("expected");
        if (!expected.TryGetProperty("element_counts", out JsonElement counts))
        {
            // An event log: the event log vectors run it.
            return;
        }

        await using FileStream stream = File.OpenRead(VectorFiles.PathOf("process", root.GetProperty("file").GetString()!));
        BpmnDocument document = await BpmnReader.ReadAsync(stream);
        string written = BpmnWriter.Write(document);
        BpmnDocument again = BpmnReader.Parse(written);

        document.Findings.ShouldBeEmpty();
        again.Process.ShouldBe(document.Process);
        BpmnReader.Parse(BpmnWriter.Write(again)).ShouldBe(again);
        foreach (JsonProperty part in expected.EnumerateObject())
        {
            switch (part.Name)
            {
                case "element_counts":
                    CountsInTheModel(document.Process, counts);
                    CountsInTheFile(written, counts);
                    break;
                case "processes":
                    Texts(part.Value).ShouldBe(Written(written, "process").Select(element => (string)element.Attribute("id")!), ignoreOrder: true);
                    break;
                case "participants":
                    document.Process.Pools.Where(pool => pool.IsParticipant).Select(pool => OneLine(pool.Name)).ShouldBe(Texts(part.Value).Select(OneLine), ignoreOrder: true);
                    break;
                case "lanes":
                    document.Process.Lanes.Select(lane => $"{OneLine(lane.Name)}: {Sorted(lane.Steps.Select(step => step.Value))}")
                        .ShouldBe(part.Value.EnumerateArray().Select(lane => $"{OneLine(Text(lane, "name"))}: {Sorted(Texts(lane.GetProperty("refs")))}"), ignoreOrder: true);
                    break;
                case "activities":
                    document.Process.Activities.Select(step => $"{step.Kind} {step.Id} {OneLine(step.Name)}")
                        .ShouldBe(part.Value.EnumerateArray().Select(step => $"{Text(step, "kind")} {Text(step, "id")} {OneLine(Text(step, "name"))}"), ignoreOrder: true);
                    break;
                case "sequence_flows":
                    document.Process.Flows.Select(flow => $"{flow.Id}: {flow.Source} to {flow.Target}")
                        .ShouldBe(part.Value.EnumerateArray().Select(flow => $"{Text(flow, "id")}: {Text(flow, "source")} to {Text(flow, "target")}"), ignoreOrder: true);
                    break;
                default:
                    throw new NotSupportedException($"{file}: nobody knows how to check '{part.Name}' of a BPMN model.");
            }
        }

        VectorFiles.Ran("process");
    }

    private static void CountsInTheModel(BusinessProcess process, JsonElement counts)
    {
        foreach (IGrouping<ProcessStepKind, ProcessStep> kind in process.Steps.GroupBy(step => step.Kind))
        {
            kind.Count().ShouldBe(Count(counts, kind.Key.Value), kind.Key.Value);
        }

        process.Steps.Count.ShouldBe(counts.EnumerateObject().Where(count => Kinds.Contains(count.Name)).Sum(count => count.Value.GetInt32()));
        process.Flows.Count.ShouldBe(Count(counts, "sequenceFlow"));
        process.Flows.Count(flow => flow.Condition is not null).ShouldBe(Count(counts, "conditionExpression"));
        process.MessageFlows.Count.ShouldBe(Count(counts, "messageFlow"));
        process.Lanes.Count.ShouldBe(Count(counts, "lane"));
        process.Lanes.Sum(lane => lane.Steps.Count).ShouldBe(Count(counts, "flowNodeRef"));
        process.Pools.Count(pool => pool.IsParticipant).ShouldBe(Count(counts, "participant"));
        process.Steps.Count(step => step.Repetition == StepRepetition.Loop).ShouldBe(Count(counts, "standardLoopCharacteristics"));
        process.Steps.Count(step => step.Repetition is StepRepetition.EachInTurn or StepRepetition.EachInParallel)
            .ShouldBe(Count(counts, "multiInstanceLoopCharacteristics"));
        foreach (EventTrigger trigger in new[] { EventTrigger.Message, EventTrigger.Timer, EventTrigger.Signal, EventTrigger.Error, EventTrigger.Terminate })
        {
            process.Steps.Count(step => step.Event?.Triggers.Contains(trigger) == true).ShouldBe(Count(counts, trigger.Value + "EventDefinition"), trigger.Value);
        }
    }

    // Every element of the file, known to the model or not, is in what is written.
    private static void CountsInTheFile(string xml, JsonElement counts)
    {
        Dictionary<string, int> found = XDocument.Parse(xml).Descendants()
            .Where(element => element.Name.Namespace == Model)
            .GroupBy(element => element.Name.LocalName)
            .ToDictionary(group => group.Key, group => group.Count());

        found.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}")
            .ShouldBe(counts.EnumerateObject().OrderBy(count => count.Name, StringComparer.Ordinal).Select(count => $"{count.Name} {count.Value.GetInt32()}"));
    }

    private static readonly HashSet<string> Kinds =
    [
        "task", "userTask", "manualTask", "serviceTask", "sendTask", "receiveTask", "scriptTask", "businessRuleTask", "subProcess", "transaction",
        "adHocSubProcess", "callActivity", "startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent",
        "exclusiveGateway", "inclusiveGateway", "parallelGateway", "eventBasedGateway", "complexGateway",
    ];

    private static IEnumerable<XElement> Written(string xml, string name) => XDocument.Parse(xml).Descendants(Model + name);

    private static int Count(JsonElement counts, string name) => counts.TryGetProperty(name, out JsonElement count) ? count.GetInt32() : 0;

    private static string[] Texts(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetString() ?? "")];

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString() ?? "";

    // The vectors print a name that is broken into lines as one line.
    private static string OneLine(string name) => string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Sorted(IEnumerable<string> texts) => string.Join(' ', texts.Order(StringComparer.Ordinal));
}
