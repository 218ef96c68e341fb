using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;

namespace Outsourcing.Processes;

/// <summary>From a process, and what was kept beside it, to the elements of a BPMN file.</summary>
internal sealed class BpmnExport
{
    private readonly BpmnDocument _document;
    private readonly BusinessProcess _process;
    private readonly BpmnIds _ids = new();
    private readonly ILookup<(string?, ProcessStepId?), ProcessStep> _steps;
    private readonly ILookup<(string?, ProcessStepId?), SequenceFlow> _flows;
    private readonly ILookup<(string?, ProcessStepId?, string?), ProcessLane> _lanes;
    private readonly ILookup<ProcessStepId, SequenceFlow> _entering;
    private readonly ILookup<ProcessStepId, SequenceFlow> _leaving;
    private readonly Dictionary<string, int> _laneSetOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EventTrigger> _sharedTriggers = new(StringComparer.Ordinal);

    internal BpmnExport(BpmnDocument document)
    {
        _document = document;
        _process = document.Process;
        _steps = _process.Steps.ToLookup(step => (step.Pool, step.Parent));
        _flows = _process.Flows.ToLookup(flow => (_process.Find(flow.Source)!.Pool, _process.Find(flow.Source)!.Parent));
        _lanes = _process.Lanes.ToLookup(lane => (lane.Pool, lane.SubProcess, lane.Parent));
        _entering = _process.Flows.ToLookup(flow => flow.Target);
        _leaving = _process.Flows.ToLookup(flow => flow.Source);
        for (int set = 0; set < document.LaneSets.Count; set++)
        {
            foreach (string lane in document.LaneSets[set].Members)
            {
                _laneSetOf.TryAdd(lane, set);
            }
        }

        foreach (BpmnFragment fragment in document.Definitions.Children)
        {
            if (BpmnNames.Trigger(fragment.Peek()) is { } trigger && (string?)fragment.Peek().Attribute("id") is { } id)
            {
                _sharedTriggers.TryAdd(id, trigger);
            }
        }
    }

    internal XElement Run()
    {
        GiveIds();
        XElement root = Root();
        List<XElement> collaborations = Collaborations();
        List<XElement> processes = [];
        if (_process.Pools.Count == 0)
        {
            processes.Add(ProcessElement(BpmnDocument.Self, pool: null));
        }

        foreach (ProcessPool pool in _process.Pools.Where(pool => pool.Process is not null))
        {
            XElement process = ProcessElement(pool.Process!, pool);
            if (collaborations.Count == 0)
            {
                process.SetAttributeValue(BpmnNames.Own + "pool", "true");
            }

            processes.Add(process);
        }

        if (collaborations.Count == 0 && _process.Pools.Count > 0)
        {
            NameSelf(root);
        }

        if (_process.Unknown is { Count: > 0 } unknown)
        {
            Extend(collaborations.Concat(processes).First(), "members", JsonSerializer.Serialize(unknown, OutsourcingJson.TypeInfo<UnknownMembers>()));
        }

        IEnumerable<XElement> others = _document.Definitions.Children.Select(child => child.Copy());
        XElement[] all = [.. others, .. collaborations, .. processes, .. Diagrams(collaborations, processes)];
        root.Add(all.OrderBy(element => TopRank(element)));
        foreach (XElement element in root.Descendants().Where(element => element.Attributes().Any(attribute => attribute.IsNamespaceDeclaration)))
        {
            KeepPrefixes(element);
        }

        return root;
    }

    // A kept declaration may give a prefix of the file another meaning on an element whose own names need the first one:
    // the writer refuses that, so those names get a prefix of their own.
    private static void KeepPrefixes(XElement element)
    {
        HashSet<string> taken = [.. element.AncestorsAndSelf().Attributes().Where(attribute => attribute.IsNamespaceDeclaration).Select(Prefix)];
        HashSet<string> redefined = [.. element.Attributes().Where(attribute => attribute.IsNamespaceDeclaration).Select(Prefix)];
        XNamespace[] needed = [.. element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).Select(attribute => attribute.Name.Namespace).Append(element.Name.Namespace).Distinct()];
        foreach (XNamespace space in needed.Where(space => space != XNamespace.None && space != XNamespace.Xml))
        {
            bool declaredHere = element.Attributes().Any(attribute => attribute.IsNamespaceDeclaration && attribute.Value == space.NamespaceName);
            if (!declaredHere && element.Ancestors().Attributes().Any(attribute => attribute.IsNamespaceDeclaration && attribute.Value == space.NamespaceName && redefined.Contains(Prefix(attribute))))
            {
                string prefix = "ns";
                for (int n = 2; !taken.Add(prefix); n++)
                {
                    prefix = string.Create(CultureInfo.InvariantCulture, $"ns{n}");
                }

                element.SetAttributeValue(XNamespace.Xmlns + prefix, space.NamespaceName);
            }
        }

        static string Prefix(XAttribute declaration) => declaration.Name.Namespace == XNamespace.None ? "" : declaration.Name.LocalName;
    }

    private static int TopRank(XElement element) => element.Name.LocalName switch
    {
        "import" when element.Name.Namespace == BpmnNames.Model => 0,
        "extension" when element.Name.Namespace == BpmnNames.Model => 1,
        "collaboration" or "process" => 3,
        "BPMNDiagram" => 4,
        "relationship" => 5,
        _ => 2,
    };

    private void GiveIds()
    {
        _ids.Reserve(_document.Diagrams
            .Concat(_document.Definitions.Children)
            .Concat(_document.Elements.Values.SelectMany(details => details.Children))
            .Concat(_document.Collaborations.Concat(_document.LaneSets).SelectMany(group => group.Details.Children))
            .SelectMany(fragment => fragment.Peek().DescendantsAndSelf())
            .SelectMany(Mentioned)
            .Concat(_document.Elements.Values.SelectMany(details => details.Attributes.Values))
            .Concat(_document.LaneSets.Select(set => set.Id))
            .Concat(_document.Collaborations.Select(collaboration => collaboration.Id))
            .Append(_document.XmlId)
            .OfType<string>());
        _ids.Give([.. Parts().Distinct(StringComparer.Ordinal)], id => FromTheFile(id) ? _document.XmlIds.GetValueOrDefault(id, id) : null);
    }

    // What kept XML calls itself or refers to, perhaps to nothing: a made id must not become what it meant.
    private static IEnumerable<string> Mentioned(XElement element)
    {
        IEnumerable<string> values = element.Attributes().Select(attribute => attribute.Value);
        return element.HasElements ? values : values.Append(element.Value.Trim());
    }

    private IEnumerable<string> Parts() =>
    [
        .. _process.Pools.Select(pool => pool.Id),
        .. _process.Pools.Select(pool => pool.Process).OfType<string>(),
        .. _process.Steps.Select(step => step.Id.Value),
        .. _process.Flows.Select(flow => flow.Id),
        .. _process.Lanes.Select(lane => lane.Id),
        .. _process.MessageFlows.Select(flow => flow.Id),
    ];

    private XElement Root()
    {
        XElement root = new(BpmnNames.Model + "definitions");
        IEnumerable<(string Prefix, string Uri)> namespaces = _document.Namespaces.Count > 0
            ? _document.Namespaces.Select(pair => (pair.Key, pair.Value))
            : BpmnNames.Standard.Select(pair => (pair.Prefix, pair.Uri.NamespaceName));
        foreach ((string prefix, string uri) in namespaces)
        {
            root.SetAttributeValue(prefix.Length == 0 ? "xmlns" : XNamespace.Xmlns + prefix, uri);
        }

        if (_document.Definitions == BpmnDetails.None)
        {
            root.SetAttributeValue("id", _ids.Make("Definitions"));
            root.SetAttributeValue("targetNamespace", BpmnNames.Own.NamespaceName);
            root.SetAttributeValue("exporter", "Outsourcing.Sdk");
        }

        SetAttributes(root, _document.Definitions);
        return root;
    }

    // The id and the name of the process as a whole stand on its collaboration, on its only process, or on the file.
    private void NameSelf(XElement element)
    {
        string id = _process.Id.Value;
        SetId(element, id, _document.XmlId is { } known && BpmnText.IsNCName(known) ? known : _ids.Take(id));
        BpmnText.SetAttribute(element, "name", _process.Name);
    }

    private static void SetId(XElement element, string id, string given)
    {
        element.SetAttributeValue("id", given);
        if (given != id)
        {
            BpmnText.SetExact(element, "id", id);
        }
    }

    private List<XElement> Collaborations()
    {
        bool needed = _document.Collaborations.Count > 0 || _process.MessageFlows.Count > 0 || _process.Pools.Any(pool => pool.IsParticipant);
        if (!needed || _process.Pools.Count == 0)
        {
            return [];
        }

        BpmnGroup[] groups = _document.Collaborations.Count > 0 ? [.. _document.Collaborations] : [new BpmnGroup()];
        Dictionary<string, int> placed = new(StringComparer.Ordinal);
        for (int index = 0; index < groups.Length; index++)
        {
            foreach (string member in groups[index].Members)
            {
                placed.TryAdd(member, index);
            }
        }

        List<XElement> collaborations = [];
        for (int index = 0; index < groups.Length; index++)
        {
            BpmnGroup group = groups[index];
            XElement collaboration = new(BpmnNames.Model + "collaboration");
            if (index == 0)
            {
                NameSelf(collaboration);
            }
            else
            {
                collaboration.SetAttributeValue("id", group.Id);
                BpmnText.SetAttribute(collaboration, "name", group.Name);
            }

            SetAttributes(collaboration, group.Details);
            List<XElement> children = [.. group.Details.Children.Select(child => child.Copy())];
            children.AddRange(_process.Pools.Where(pool => pool.IsParticipant && placed.GetValueOrDefault(pool.Id) == index).Select(Participant));
            children.AddRange(_process.MessageFlows.Where(flow => placed.GetValueOrDefault(flow.Id) == index).Select(MessageFlowElement));
            AddInOrder(collaboration, children);
            collaborations.Add(collaboration);
        }

        return collaborations;
    }

    private XElement Participant(ProcessPool pool)
    {
        XElement element = Part("participant", pool.Id, pool.Name.Length == 0 ? null : pool.Name);
        if (pool.Process is { } process)
        {
            element.SetAttributeValue("processRef", _ids[process]);
        }

        return Complete(element, Details(pool.Id));
    }

    private XElement MessageFlowElement(MessageFlow flow)
    {
        XElement element = Part("messageFlow", flow.Id, flow.Name);
        element.SetAttributeValue("sourceRef", _ids[flow.Source]);
        element.SetAttributeValue("targetRef", _ids[flow.Target]);
        return Complete(element, Details(flow.Id));
    }

    private XElement ProcessElement(string id, ProcessPool? pool)
    {
        BpmnDetails details = Details(id);
        XElement element = new(BpmnNames.Model + "process");
        if (pool is null)
        {
            NameSelf(element);
        }
        else
        {
            SetId(element, id, _ids[id]);
            if (!pool.IsParticipant)
            {
                BpmnText.SetAttribute(element, "name", pool.Name);
            }
        }

        if (details == BpmnDetails.None)
        {
            element.SetAttributeValue("isExecutable", "false");
        }

        SetAttributes(element, details);
        List<XElement> children = [.. details.Children.Select(child => child.Copy())];
        AddContents(children, pool?.Id, holder: null);
        AddInOrder(element, children);
        return element;
    }

    private void AddContents(List<XElement> children, string? pool, ProcessStepId? holder)
    {
        children.AddRange(LaneSets(pool, holder, parent: null, "laneSet"));
        children.AddRange(_steps[(pool, holder)].Select(StepElement));
        children.AddRange(_flows[(pool, holder)].Select(FlowElement));
    }

    private IEnumerable<XElement> LaneSets(string? pool, ProcessStepId? holder, string? parent, string name)
    {
        foreach (IGrouping<int, ProcessLane> lanes in _lanes[(pool, holder, parent)].GroupBy(lane => _laneSetOf.GetValueOrDefault(lane.Id, -1)))
        {
            BpmnGroup? group = lanes.Key < 0 ? null : _document.LaneSets[lanes.Key];
            XElement set = new(BpmnNames.Model + name);
            set.SetAttributeValue("id", group is null ? _ids.Make("LaneSet") : group.Id);
            BpmnText.SetAttribute(set, "name", group?.Name);
            SetAttributes(set, group?.Details ?? BpmnDetails.None);
            List<XElement> children = [.. group?.Details.Children.Select(child => child.Copy()) ?? []];
            children.AddRange(lanes.Select(LaneElement));
            AddInOrder(set, children);
            yield return set;
        }
    }

    private XElement LaneElement(ProcessLane lane)
    {
        XElement element = Part("lane", lane.Id, lane.Name.Length == 0 ? null : lane.Name);
        BpmnDetails details = Details(lane.Id);
        SetAttributes(element, details);
        List<XElement> children = [.. details.Children.Select(child => child.Copy())];
        children.AddRange(lane.Steps.Select(step => new XElement(BpmnNames.Model + "flowNodeRef", _ids[step.Value])));
        children.AddRange(LaneSets(lane.Pool, lane.SubProcess, lane.Id, "childLaneSet"));
        AddInOrder(element, children);
        return element;
    }

    private XElement StepElement(ProcessStep step)
    {
        bool known = BpmnNames.Words.TryGetValue(step.Kind, out string? word);
        string name = known ? word!
            : step.Kind.IsEvent ? "intermediateCatchEvent"
            : step.Kind.IsGateway ? "complexGateway"
            : "task";
        XElement element = Part(name, step.Id.Value, step.Name.Length == 0 ? null : step.Name);
        if (!known)
        {
            BpmnText.SetExact(element, "kind", step.Kind.Value);
        }

        BpmnDetails details = Details(step.Id.Value);
        SetAttributes(element, details);
        SetStepAttributes(element, step);
        List<XElement> children = [.. details.Children.Select(child => child.Copy())];
        SetDocumentation(element, children, step.Documentation);
        if (step.Event is { } happening)
        {
            SetTriggers(element, children, step, happening);
        }

        SetRepetition(children, step.Repetition);
        if (!details.OmitsFlowLists)
        {
            children.AddRange(_entering[step.Id].Select(flow => new XElement(BpmnNames.Model + "incoming", _ids[flow.Id])));
            children.AddRange(_leaving[step.Id].Select(flow => new XElement(BpmnNames.Model + "outgoing", _ids[flow.Id])));
        }

        if (step.Kind.IsSubProcess)
        {
            AddContents(children, step.Pool, step.Id);
        }

        AddInOrder(element, children);
        if (step.Profile != StepProfile.Unknown)
        {
            Extend(element, "profile", JsonSerializer.Serialize(step.Profile, OutsourcingJson.TypeInfo<StepProfile>()));
        }

        if (step.Unknown is { Count: > 0 } unknown)
        {
            Extend(element, "members", JsonSerializer.Serialize(unknown, OutsourcingJson.TypeInfo<UnknownMembers>()));
        }

        return element;
    }

    private void SetStepAttributes(XElement element, ProcessStep step)
    {
        if (step.CalledElement is { } called)
        {
            // The schema wants a qualified name; what a file has instead stays as it is.
            if (BpmnText.IsNCName(called))
            {
                element.SetAttributeValue("calledElement", called);
            }
            else if ((string?)element.Attribute("calledElement") != called)
            {
                element.SetAttributeValue("calledElement", null);
                BpmnText.SetExact(element, "calledElement", called);
            }
        }

        if (step.TriggeredByEvent)
        {
            element.SetAttributeValue("triggeredByEvent", "true");
        }

        if (step.Event is { } happening)
        {
            if (happening.AttachedTo is { } host)
            {
                element.SetAttributeValue("attachedToRef", _ids[host.Value]);
            }

            if (!happening.Interrupting)
            {
                element.SetAttributeValue(step.Kind == ProcessStepKind.BoundaryEvent ? "cancelActivity" : "isInterrupting", "false");
            }

            if (happening.ParallelMultiple)
            {
                element.SetAttributeValue("parallelMultiple", "true");
            }
        }

        if (HasDefault(step.Kind) && _leaving[step.Id].FirstOrDefault(flow => flow.IsDefault) is { } otherwise)
        {
            element.SetAttributeValue("default", _ids[otherwise.Id]);
        }
    }

    private static bool HasDefault(ProcessStepKind kind) =>
        kind.IsActivity || kind == ProcessStepKind.ExclusiveGateway || kind == ProcessStepKind.InclusiveGateway || kind == ProcessStepKind.ComplexGateway;

    // Kept children speak as long as they say what the model says; otherwise the model speaks.
    private static void SetDocumentation(XElement element, List<XElement> children, string? text)
    {
        // The schema allows no foreign attribute on the documentation itself.
        if (text is not null && BpmnText.NeedsExact(text))
        {
            BpmnText.SetExact(element, "documentation", text);
        }

        int kept = children.FindIndex(child => child.Name == BpmnNames.Model + "documentation");
        if (kept >= 0 && text is not null && children[kept].Value == BpmnText.Shown(text))
        {
            return;
        }

        if (kept >= 0)
        {
            children.RemoveAt(kept);
        }

        if (text is not null)
        {
            children.Insert(0, new XElement(BpmnNames.Model + "documentation", BpmnText.Shown(text)));
        }
    }

    private void SetTriggers(XElement element, List<XElement> children, ProcessStep step, StepEvent happening)
    {
        if (happening.Triggers.SequenceEqual(children.Select(TriggerOf).OfType<EventTrigger>()))
        {
            return;
        }

        children.RemoveAll(child => TriggerOf(child) is not null);
        foreach (EventTrigger trigger in happening.Triggers)
        {
            if (!BpmnNames.Triggers.TryGetValue(trigger.Value, out string? word))
            {
                continue;
            }

            XElement definition = new(BpmnNames.Model + (word + "EventDefinition"));
            if (trigger == EventTrigger.Link)
            {
                BpmnText.SetAttribute(definition, "name", step.Name);
            }
            else if (trigger == EventTrigger.Conditional)
            {
                definition.Add(new XElement(BpmnNames.Model + "condition"));
            }

            children.Add(definition);
        }

        if (!happening.Triggers.All(trigger => BpmnNames.Triggers.Contains(trigger.Value)))
        {
            BpmnText.SetWords(element, "triggers", happening.Triggers.Select(trigger => trigger.Value));
        }
    }

    private EventTrigger? TriggerOf(XElement child)
    {
        if (child.Name != BpmnNames.Model + "eventDefinitionRef")
        {
            return BpmnNames.Trigger(child);
        }

        string reference = child.Value.Trim();
        return _sharedTriggers.TryGetValue(reference, out EventTrigger trigger)
            || _sharedTriggers.TryGetValue(reference[(reference.IndexOf(':', StringComparison.Ordinal) + 1)..], out trigger) ? trigger : null;
    }

    private static void SetRepetition(List<XElement> children, StepRepetition repetition)
    {
        StepRepetition kept = children.Select(BpmnNames.Repetition).FirstOrDefault(found => found is not null) ?? StepRepetition.Once;
        if (kept == repetition)
        {
            return;
        }

        children.RemoveAll(child => BpmnNames.Repetition(child) is not null);
        if (repetition == StepRepetition.Loop)
        {
            children.Add(new XElement(BpmnNames.Model + "standardLoopCharacteristics"));
        }
        else if (repetition != StepRepetition.Once)
        {
            children.Add(new XElement(
                BpmnNames.Model + "multiInstanceLoopCharacteristics",
                new XAttribute("isSequential", repetition == StepRepetition.EachInTurn ? "true" : "false")));
        }
    }

    private XElement FlowElement(SequenceFlow flow)
    {
        XElement element = Part("sequenceFlow", flow.Id, flow.Name);
        element.SetAttributeValue("sourceRef", _ids[flow.Source.Value]);
        element.SetAttributeValue("targetRef", _ids[flow.Target.Value]);
        if (flow.Frequency is { } frequency)
        {
            element.SetAttributeValue(BpmnNames.Own + "frequency", frequency.ToString(CultureInfo.InvariantCulture));
        }

        if (flow.IsDefault && !HasDefault(_process.Find(flow.Source)!.Kind))
        {
            element.SetAttributeValue(BpmnNames.Own + "default", "true");
        }

        BpmnDetails details = Details(flow.Id);
        SetAttributes(element, details);
        List<XElement> children = [.. details.Children.Select(child => child.Copy())];
        int kept = children.FindIndex(child => child.Name == BpmnNames.Model + "conditionExpression");
        if (kept >= 0 && (flow.Condition is null || BpmnText.Content(children[kept]) != flow.Condition))
        {
            children.RemoveAt(kept);
            kept = -1;
        }

        if (kept < 0 && flow.Condition is { } condition)
        {
            children.Add(BpmnText.Element(BpmnNames.Model + "conditionExpression", condition));
        }

        AddInOrder(element, children);
        return element;
    }

    private IEnumerable<XElement> Diagrams(List<XElement> collaborations, List<XElement> processes)
    {
        if (_document.Diagrams.Count == 0 || !AllFromTheFile())
        {
            return new BpmnDrawing(_process, _ids).Draw(collaborations, processes);
        }

        HashSet<string> here = Parts().ToHashSet(StringComparer.Ordinal);
        HashSet<string> gone = _document.Elements.Keys.Where(id => !here.Contains(id)).Select(id => _document.XmlIds.GetValueOrDefault(id, id)).ToHashSet(StringComparer.Ordinal);
        return _document.Diagrams.Select(diagram =>
        {
            XElement kept = diagram.Copy();
            kept.Descendants()
                .Where(shape => (string?)shape.Attribute("bpmnElement") is { } id && gone.Contains(id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..]))
                .ToList()
                .ForEach(shape => shape.Remove());
            return kept;
        });
    }

    private bool AllFromTheFile() =>
        _process.Steps.All(step => FromTheFile(step.Id.Value))
        && _process.Flows.All(flow => FromTheFile(flow.Id))
        && _process.Pools.All(pool => FromTheFile(pool.Id))
        && _process.Lanes.All(lane => FromTheFile(lane.Id))
        && _process.MessageFlows.All(flow => FromTheFile(flow.Id));

    private bool FromTheFile(string id) => _document.Elements.ContainsKey(id);

    private XElement Part(string name, string id, string? label)
    {
        XElement element = new(BpmnNames.Model + name);
        SetId(element, id, _ids[id]);
        BpmnText.SetAttribute(element, "name", label);
        return element;
    }

    private BpmnDetails Details(string id) => _document.Elements.GetValueOrDefault(id, BpmnDetails.None);

    private static XElement Complete(XElement element, BpmnDetails details)
    {
        SetAttributes(element, details);
        AddInOrder(element, [.. details.Children.Select(child => child.Copy())]);
        return element;
    }

    private static void SetAttributes(XElement element, BpmnDetails details)
    {
        foreach ((string name, string value) in details.Attributes)
        {
            element.SetAttributeValue(XName.Get(name), value);
        }
    }

    private static void AddInOrder(XElement element, IEnumerable<XElement> children) =>
        element.Add(children.OrderBy(child => BpmnNames.Rank(element.Name, child)));

    private static void Extend(XElement element, string name, string json)
    {
        XElement? extensions = element.Element(BpmnNames.Model + "extensionElements");
        if (extensions is null)
        {
            extensions = new XElement(BpmnNames.Model + "extensionElements");
            XElement? documentation = element.Elements(BpmnNames.Model + "documentation").LastOrDefault();
            if (documentation is null)
            {
                element.AddFirst(extensions);
            }
            else
            {
                documentation.AddAfterSelf(extensions);
            }
        }

        extensions.Add(BpmnText.Element(BpmnNames.Own + name, json));
    }
}
