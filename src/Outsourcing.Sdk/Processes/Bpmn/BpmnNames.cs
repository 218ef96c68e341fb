using System.Collections.Frozen;
using System.Xml.Linq;

namespace Outsourcing.Processes;

/// <summary>The names of BPMN 2.0 (OMG formal/2011-01-03) and of this SDK's extension of it.</summary>
internal static class BpmnNames
{
    internal static readonly XNamespace Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    internal static readonly XNamespace Diagram = "http://www.omg.org/spec/BPMN/20100524/DI";
    internal static readonly XNamespace Bounds = "http://www.omg.org/spec/DD/20100524/DC";
    internal static readonly XNamespace Lines = "http://www.omg.org/spec/DD/20100524/DI";
    internal static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>Gets the namespace of what BPMN has no words for: the profile of a step, its exact id, members kept for newer versions.</summary>
    internal static readonly XNamespace Own = "urn:outsourcing-sdk:process";

    /// <summary>Gets the namespaces every file we write declares, with the prefixes we prefer.</summary>
    internal static readonly (string Prefix, XNamespace Uri)[] Standard =
    [
        ("", Model), ("bpmndi", Diagram), ("dc", Bounds), ("di", Lines), ("xsi", Instance), ("outsourcing", Own),
    ];

    internal static readonly FrozenDictionary<string, ProcessStepKind> Kinds = new[]
    {
        ProcessStepKind.Task, ProcessStepKind.UserTask, ProcessStepKind.ManualTask, ProcessStepKind.ServiceTask, ProcessStepKind.SendTask,
        ProcessStepKind.ReceiveTask, ProcessStepKind.ScriptTask, ProcessStepKind.BusinessRuleTask, ProcessStepKind.SubProcess,
        ProcessStepKind.Transaction, ProcessStepKind.AdHocSubProcess, ProcessStepKind.CallActivity, ProcessStepKind.StartEvent,
        ProcessStepKind.IntermediateCatchEvent, ProcessStepKind.IntermediateThrowEvent, ProcessStepKind.BoundaryEvent,
        ProcessStepKind.EndEvent, ProcessStepKind.ExclusiveGateway, ProcessStepKind.InclusiveGateway, ProcessStepKind.ParallelGateway,
        ProcessStepKind.EventBasedGateway, ProcessStepKind.ComplexGateway,
    }.ToFrozenDictionary(kind => kind.Value, StringComparer.Ordinal);

    internal static readonly FrozenDictionary<ProcessStepKind, string> Words = Kinds.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    internal static readonly FrozenSet<string> Triggers = new[]
    {
        EventTrigger.Message, EventTrigger.Timer, EventTrigger.Conditional, EventTrigger.Signal, EventTrigger.Escalation,
        EventTrigger.Error, EventTrigger.Compensate, EventTrigger.Cancel, EventTrigger.Link, EventTrigger.Terminate,
    }.Select(trigger => trigger.Value).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // The order the schema prescribes for the children of an element; what is not listed is an artifact or a flow element.
    private static readonly FrozenDictionary<string, int> Order = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["documentation"] = 0,
        ["extensionElements"] = 1,
        ["auditing"] = 4,
        ["monitoring"] = 5,
        ["categoryValueRef"] = 6,
        ["incoming"] = 7,
        ["outgoing"] = 8,
        ["ioSpecification"] = 9,
        ["property"] = 10,
        ["dataInput"] = 11,
        ["dataOutput"] = 11,
        ["dataInputAssociation"] = 12,
        ["dataOutputAssociation"] = 13,
        ["inputSet"] = 14,
        ["outputSet"] = 14,
        ["resourceRole"] = 15,
        ["performer"] = 15,
        ["humanPerformer"] = 15,
        ["potentialOwner"] = 15,
        ["standardLoopCharacteristics"] = 16,
        ["multiInstanceLoopCharacteristics"] = 16,
        ["loopCharacteristics"] = 16,
        ["eventDefinitionRef"] = 18,
        ["rendering"] = 19,
        ["script"] = 19,
        ["activationCondition"] = 19,
        ["conditionExpression"] = 19,
        ["laneSet"] = 20,
        ["association"] = 31,
        ["group"] = 31,
        ["textAnnotation"] = 31,
        ["completionCondition"] = 32,
        ["partitionElement"] = 6,
        ["flowNodeRef"] = 7,
        ["childLaneSet"] = 8,
        ["participant"] = 7,
        ["messageFlow"] = 8,
        ["participantMultiplicity"] = 9,
        ["conversation"] = 33,
        ["subConversation"] = 33,
        ["callConversation"] = 33,
        ["conversationAssociation"] = 34,
        ["participantAssociation"] = 35,
        ["messageFlowAssociation"] = 36,
        ["correlationKey"] = 37,
        ["choreographyRef"] = 38,
        ["conversationLink"] = 39,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // A process is a callable element first, and its roles come last.
    private static readonly FrozenDictionary<string, int> ProcessOrder = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["supportedInterfaceRef"] = 2,
        ["ioSpecification"] = 3,
        ["ioBinding"] = 3,
        ["resourceRole"] = 40,
        ["performer"] = 40,
        ["humanPerformer"] = 40,
        ["potentialOwner"] = 40,
        ["correlationSubscription"] = 41,
        ["supports"] = 42,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    internal static int Rank(XName parent, XElement child)
    {
        string name = child.Name.LocalName;
        if (child.Name.Namespace != Model)
        {
            return 50;
        }

        if (parent.LocalName == "process" && ProcessOrder.TryGetValue(name, out int rank))
        {
            return rank;
        }

        return Order.TryGetValue(name, out rank) ? rank
            : name.EndsWith("EventDefinition", StringComparison.Ordinal) ? 17
            : 30;
    }

    /// <summary>Gets what triggers the event an event definition belongs to.</summary>
    internal static EventTrigger? Trigger(XElement definition)
    {
        string name = definition.Name.LocalName;
        if (definition.Name.Namespace != Model || !name.EndsWith("EventDefinition", StringComparison.Ordinal) || name.Length == "EventDefinition".Length)
        {
            return null;
        }

        return EventTrigger.From(name[..^"EventDefinition".Length]);
    }

    /// <summary>Gets how often an activity with such a child is done.</summary>
    internal static StepRepetition? Repetition(XElement characteristics) => characteristics.Name.Namespace != Model
        ? null
        : characteristics.Name.LocalName switch
        {
            "standardLoopCharacteristics" => StepRepetition.Loop,
            "multiInstanceLoopCharacteristics" => BpmnText.Bool(characteristics, "isSequential", false) ? StepRepetition.EachInTurn : StepRepetition.EachInParallel,
            _ => null,
        };
}
