using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;

namespace Outsourcing.Processes;

/// <summary>From the elements of a BPMN file to a process, and to what is kept beside it.</summary>
internal sealed class BpmnImport
{
    private readonly XElement _root;
    private readonly BpmnReaderOptions _options;
    private readonly Dictionary<string, string> _namespaces = new(StringComparer.Ordinal);
    private readonly ILookup<string, XElement> _byXmlId;
    private readonly Dictionary<XElement, string> _ids = [];
    private readonly Dictionary<XElement, string?> _poolOfProcess = [];
    private readonly Dictionary<XElement, ProcessStep> _steps = [];
    private readonly List<ProcessPool> _pools = [];
    private readonly List<ProcessStep> _ordered = [];
    private readonly List<SequenceFlow> _flows = [];
    private readonly List<ProcessLane> _lanes = [];
    private readonly List<MessageFlow> _messageFlows = [];
    private readonly List<BpmnGroup> _collaborations = [];
    private readonly List<BpmnGroup> _laneSets = [];
    private readonly List<BpmnFinding> _findings = [];
    private readonly Dictionary<string, BpmnDetails> _details = new(StringComparer.Ordinal);
    private readonly Dictionary<XElement, List<XElement>> _stray = [];
    private readonly Dictionary<string, string> _xmlIds = new(StringComparer.Ordinal);
    private HashSet<string>? _mentioned;
    private int _made;

    internal BpmnImport(XElement root, BpmnReaderOptions options)
    {
        _root = root;
        _options = options;
        _byXmlId = root.Descendants()
            .Where(element => element.Name.Namespace == BpmnNames.Model && !string.IsNullOrWhiteSpace((string?)element.Attribute("id")))
            .ToLookup(element => (string)element.Attribute("id")!, StringComparer.Ordinal);
    }

    internal BpmnDocument Run()
    {
        if (_root.Name != BpmnNames.Model + "definitions")
        {
            throw Refuse(_root, $"The file begins with <{_root.Name.LocalName}> of '{_root.Name.NamespaceName}'; a BPMN 2.0 model begins with <definitions> of '{BpmnNames.Model}'.");
        }

        try
        {
            return Read();
        }
        catch (ArgumentException broken)
        {
            throw new BpmnFormatException(broken.Message, innerException: broken);
        }
    }

    private BpmnDocument Read()
    {
        ReadNamespaces();
        XElement[] collaborations = [.. _root.Elements(BpmnNames.Model + "collaboration")];
        XElement[] processes = [.. _root.Elements(BpmnNames.Model + "process")];
        foreach (XElement participant in collaborations.Elements(BpmnNames.Model + "participant"))
        {
            ReadParticipant(participant);
        }

        bool poolless = collaborations.Length == 0 && processes is [var only] && only.Attribute(BpmnNames.Own + "pool") is null;
        foreach (XElement process in processes.Where(process => !_poolOfProcess.ContainsKey(process)))
        {
            string? pool = poolless ? null : Id(process);
            _poolOfProcess.Add(process, pool);
            if (pool is not null)
            {
                _pools.Add(new ProcessPool { Id = pool, Name = BpmnText.Attribute(process, "name") ?? "", Process = pool, IsParticipant = false });
            }
        }

        foreach (XElement process in processes)
        {
            ReadSteps(process, _poolOfProcess[process], parent: null);
        }

        FindHosts();
        foreach (XElement process in processes)
        {
            ReadFlows(process);
        }

        foreach (XElement process in processes)
        {
            ReadLanes(process);
        }

        foreach (XElement collaboration in collaborations)
        {
            ReadCollaboration(collaboration);
        }

        KeepDetails(processes, poolless);
        XElement self = collaborations.Length > 0 ? collaborations[0] : poolless ? processes[0] : _root;
        return new BpmnDocument(Process(self, [.. collaborations, .. processes]))
        {
            Findings = _findings,
            Namespaces = ValueMap.Copy(_namespaces),
            Definitions = new BpmnDetails
            {
                Attributes = self == _root ? Attributes(_root, "id", "name") : Attributes(_root),
                Children = Fragments(_root.Elements().Where(child =>
                    child.Name != BpmnNames.Model + "collaboration" && child.Name != BpmnNames.Model + "process" && child.Name != BpmnNames.Diagram + "BPMNDiagram")),
            },
            Collaborations = _collaborations,
            LaneSets = _laneSets,
            Elements = ValueMap.Copy(_details),
            XmlIds = ValueMap.Copy(_xmlIds),
            XmlId = (string?)self.Attribute("id"),
            Diagrams = Fragments(_root.Elements(BpmnNames.Diagram + "BPMNDiagram")),
        };
    }

    private BusinessProcess Process(XElement self, IEnumerable<XElement> holders)
    {
        string name = BpmnText.Attribute(self, "name") ?? BpmnText.Attribute(_root, "name") ?? "";
        XElement? members = holders
            .Select(holder => holder.Element(BpmnNames.Model + "extensionElements")?.Element(BpmnNames.Own + "members"))
            .FirstOrDefault(found => found is not null);
        return new BusinessProcess(ProcessId.From(SelfId(self)), name, _ordered, _flows, _pools, _lanes, _messageFlows)
        {
            Unknown = members is null ? null : Json<UnknownMembers>(members),
        };
    }

    private void ReadNamespaces()
    {
        foreach (XAttribute attribute in _root.Attributes().Where(attribute => attribute.IsNamespaceDeclaration))
        {
            _namespaces[attribute.Name.Namespace == XNamespace.None ? "" : attribute.Name.LocalName] = attribute.Value;
        }

        foreach ((string preferred, XNamespace uri) in BpmnNames.Standard)
        {
            // An attribute needs a prefix; an element also takes the default namespace.
            bool needsPrefix = uri == BpmnNames.Own || uri == BpmnNames.Instance;
            if (_namespaces.Any(known => known.Value == uri.NamespaceName && (!needsPrefix || known.Key.Length > 0)))
            {
                continue;
            }

            string prefix = preferred;
            for (int n = 1; _namespaces.ContainsKey(prefix); n++)
            {
                prefix = (preferred.Length == 0 ? "bpmn" : preferred) + (n == 1 && preferred.Length == 0 ? "" : n.ToString(CultureInfo.InvariantCulture));
            }

            _namespaces.Add(prefix, uri.NamespaceName);
        }
    }

    private void ReadParticipant(XElement participant)
    {
        XElement? process = Named((string?)participant.Attribute("processRef")).FirstOrDefault(element => element.Name == BpmnNames.Model + "process" && element.Parent == _root);
        bool own = process is not null && _poolOfProcess.TryAdd(process, Id(participant));
        _pools.Add(new ProcessPool
        {
            Id = Id(participant),
            Name = BpmnText.Attribute(participant, "name") ?? "",
            Process = own ? Id(process!) : null,
        });
        _details[Id(participant)] = new BpmnDetails
        {
            Attributes = own ? Attributes(participant, "id", "name", "processRef") : Attributes(participant, "id", "name"),
            Children = Fragments(participant.Elements()),
        };
    }

    private void ReadSteps(XElement container, string? pool, ProcessStepId? parent)
    {
        foreach (XElement element in container.Elements())
        {
            if (Kind(element) is not { } kind)
            {
                continue;
            }

            ProcessStep step = Step(element, kind, pool, parent);
            _steps.Add(element, step);
            if (kind.IsSubProcess)
            {
                ReadSteps(element, pool, step.Id);
            }
        }
    }

    private static ProcessStepKind? Kind(XElement element)
    {
        if (element.Name.Namespace != BpmnNames.Model || !BpmnNames.Kinds.TryGetValue(element.Name.LocalName, out ProcessStepKind kind))
        {
            return null;
        }

        return BpmnText.Attribute(element, "kind") is { } exact && !string.IsNullOrWhiteSpace(exact) ? ProcessStepKind.From(exact) : kind;
    }

    private ProcessStep Step(XElement element, ProcessStepKind kind, string? pool, ProcessStepId? parent)
    {
        XElement? own = element.Element(BpmnNames.Model + "extensionElements");
        XElement? profile = own?.Element(BpmnNames.Own + "profile");
        XElement? members = own?.Element(BpmnNames.Own + "members");
        XElement? documentation = element.Element(BpmnNames.Model + "documentation");
        return new ProcessStep
        {
            Id = ProcessStepId.From(Id(element)),
            Name = BpmnText.Attribute(element, "name") ?? "",
            Kind = kind,
            Pool = pool,
            Parent = parent,
            Documentation = documentation is null ? null : BpmnText.Attribute(element, "documentation") ?? documentation.Value,
            Event = kind.IsEvent ? Event(element, kind) : null,
            Repetition = kind.IsActivity ? element.Elements().Select(BpmnNames.Repetition).FirstOrDefault(found => found is not null) ?? StepRepetition.Once : StepRepetition.Once,
            CalledElement = kind == ProcessStepKind.CallActivity ? BpmnText.Attribute(element, "calledElement") : null,
            TriggeredByEvent = kind.IsSubProcess && BpmnText.Bool(element, "triggeredByEvent", false),
            Profile = profile is null ? StepProfile.Unknown : Json<StepProfile>(profile),
            Unknown = members is null ? null : Json<UnknownMembers>(members),
        };
    }

    private StepEvent Event(XElement element, ProcessStepKind kind)
    {
        IEnumerable<EventTrigger> triggers = (string?)element.Attribute(BpmnNames.Own + "triggers") is not null
            ? BpmnText.Words(element, "triggers").Select(EventTrigger.From)
            : element.Elements().Select(Trigger).OfType<EventTrigger>();
        return new StepEvent
        {
            Triggers = ValueList.Copy(triggers),
            ParallelMultiple = kind != ProcessStepKind.EndEvent && kind != ProcessStepKind.IntermediateThrowEvent && BpmnText.Bool(element, "parallelMultiple", false),
            Interrupting = kind == ProcessStepKind.BoundaryEvent ? BpmnText.Bool(element, "cancelActivity", true)
                : kind != ProcessStepKind.StartEvent || BpmnText.Bool(element, "isInterrupting", true),
        };
    }

    // A definition may stand in the event, or at the top of the file and be referred to.
    private EventTrigger? Trigger(XElement child) => child.Name == BpmnNames.Model + "eventDefinitionRef"
        ? Named(child.Value.Trim()).Where(element => element.Parent == _root).Select(BpmnNames.Trigger).FirstOrDefault(found => found is not null)
        : BpmnNames.Trigger(child);

    private void FindHosts()
    {
        foreach ((XElement element, ProcessStep step) in _steps.ToArray())
        {
            if (step.Kind != ProcessStepKind.BoundaryEvent)
            {
                continue;
            }

            if (StepOf(element, "attachedToRef") is { } activity && activity.Kind.IsActivity && activity.Pool == step.Pool)
            {
                _steps[element] = step with { Event = step.Event! with { AttachedTo = activity.Id } };
            }
            else
            {
                Note(element, $"The boundary event '{step.Id}' sits on no activity of the file (attachedToRef).");
                _steps.Remove(element);
            }
        }

        _ordered.AddRange(_steps.Values);
    }

    private void ReadFlows(XElement process)
    {
        foreach (XElement container in Containers(process))
        {
            foreach (XElement element in container.Elements(BpmnNames.Model + "sequenceFlow"))
            {
                ProcessStep? source = StepOf(element, "sourceRef");
                ProcessStep? target = StepOf(element, "targetRef");
                if (source is null || target is null || source.Pool != target.Pool)
                {
                    Note(element, $"The sequence flow '{Id(element)}' does not connect two steps of one pool (sourceRef, targetRef).");
                    Stray(element);
                    continue;
                }

                XElement? condition = element.Element(BpmnNames.Model + "conditionExpression");
                _flows.Add(new SequenceFlow
                {
                    Id = Id(element),
                    Source = source.Id,
                    Target = target.Id,
                    Name = BpmnText.Attribute(element, "name"),
                    Condition = condition is null ? null : BpmnText.Content(condition),
                    IsDefault = (string?)element.Attribute(BpmnNames.Own + "default") == "true" || Named((string?)Named((string?)element.Attribute("sourceRef")).First(_steps.ContainsKey).Attribute("default")).Contains(element),
                    Frequency = Frequency(element),
                });
                _details[Id(element)] = new BpmnDetails
                {
                    Attributes = Attributes(element, "id", "name", "sourceRef", "targetRef"),
                    Children = Fragments(element.Elements()),
                };
            }
        }
    }

    private static long? Frequency(XElement flow) => (string?)flow.Attribute(BpmnNames.Own + "frequency") switch
    {
        null => null,
        var text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long times) => times,
        _ => throw Refuse(flow, "The frequency of a sequence flow is a whole number."),
    };

    private void ReadLanes(XElement process)
    {
        foreach (XElement container in Containers(process))
        {
            ProcessStepId? holder = container == process ? null : _steps[container].Id;
            foreach (XElement set in container.Elements(BpmnNames.Model + "laneSet"))
            {
                ReadLaneSet(set, _poolOfProcess[process], holder, parent: null);
            }
        }
    }

    private void ReadLaneSet(XElement set, string? pool, ProcessStepId? holder, string? parent)
    {
        XElement[] lanes = [.. set.Elements(BpmnNames.Model + "lane")];
        _laneSets.Add(new BpmnGroup
        {
            Id = (string?)set.Attribute("id"),
            Name = (string?)set.Attribute("name"),
            Details = new BpmnDetails { Attributes = Attributes(set, "id", "name"), Children = Fragments(set.Elements().Except(lanes)) },
            Members = [.. lanes.Select(Id)],
        });
        foreach (XElement lane in lanes)
        {
            List<ProcessStepId> steps = [];
            List<XElement> others = [];
            foreach (XElement child in lane.Elements())
            {
                if (child.Name == BpmnNames.Model + "flowNodeRef")
                {
                    XElement[] named = [.. Named(child.Value.Trim())];
                    if (Array.Find(named, _steps.ContainsKey) is { } step)
                    {
                        steps.Add(_steps[step].Id);
                        continue;
                    }

                    if (named.Length == 0)
                    {
                        Note(child, $"The lane '{Id(lane)}' names a step that the file does not hold (flowNodeRef).");
                    }
                }

                if (child.Name != BpmnNames.Model + "childLaneSet")
                {
                    others.Add(child);
                }
            }

            _lanes.Add(new ProcessLane
            {
                Id = Id(lane),
                Name = BpmnText.Attribute(lane, "name") ?? "",
                Parent = parent,
                Pool = pool,
                SubProcess = holder,
                Steps = steps,
            });
            _details[Id(lane)] = new BpmnDetails { Attributes = Attributes(lane, "id", "name"), Children = Fragments(others) };
            foreach (XElement inner in lane.Elements(BpmnNames.Model + "childLaneSet"))
            {
                ReadLaneSet(inner, pool, holder, Id(lane));
            }
        }
    }

    private void ReadCollaboration(XElement collaboration)
    {
        List<string> members = [.. collaboration.Elements(BpmnNames.Model + "participant").Select(Id)];
        List<XElement> others = [];
        foreach (XElement element in collaboration.Elements().Where(child => child.Name != BpmnNames.Model + "participant"))
        {
            if (element.Name != BpmnNames.Model + "messageFlow")
            {
                others.Add(element);
                continue;
            }

            string? source = PartyOf(element, "sourceRef");
            string? target = PartyOf(element, "targetRef");
            if (source is null || target is null)
            {
                Note(element, $"The message flow '{Id(element)}' does not connect two parties or steps of the file (sourceRef, targetRef).");
                others.Add(element);
                continue;
            }

            _messageFlows.Add(new MessageFlow { Id = Id(element), Source = source, Target = target, Name = BpmnText.Attribute(element, "name") });
            members.Add(Id(element));
            _details[Id(element)] = new BpmnDetails { Attributes = Attributes(element, "id", "name", "sourceRef", "targetRef"), Children = Fragments(element.Elements()) };
        }

        _collaborations.Add(new BpmnGroup
        {
            Id = (string?)collaboration.Attribute("id"),
            Name = BpmnText.Attribute(collaboration, "name"),
            Details = new BpmnDetails { Attributes = Attributes(collaboration, "id", "name"), Children = Fragments(others) },
            Members = members,
        });
    }

    private void KeepDetails(XElement[] processes, bool poolless)
    {
        HashSet<ProcessStepId> connected = [.. _flows.Select(flow => flow.Source), .. _flows.Select(flow => flow.Target)];
        foreach (XElement process in processes)
        {
            string[] known = poolless || _poolOfProcess[process] == Id(process) ? ["id", "name"] : ["id"];
            _details[poolless ? BpmnDocument.Self : Id(process)] = new BpmnDetails { Attributes = Attributes(process, known), Children = Fragments(Kept(process)) };
        }

        foreach ((XElement element, ProcessStep step) in _steps)
        {
            _details[step.Id.Value] = new BpmnDetails
            {
                Attributes = Attributes(
                    element,
                    "id", "name", "triggeredByEvent", "attachedToRef", "cancelActivity", "isInterrupting", "parallelMultiple",
                    Named((string?)element.Attribute("default")).Any() ? "default" : "id",
                    (string?)element.Attribute("calledElement") is { } called && BpmnText.IsNCName(called) ? "calledElement" : "id"),
                Children = Fragments(Kept(element)),
                OmitsFlowLists = connected.Contains(step.Id)
                    && element.Element(BpmnNames.Model + "incoming") is null && element.Element(BpmnNames.Model + "outgoing") is null,
            };
        }
    }

    // What stays beside the model: not the steps, flows and lanes that became part of it, but those that could not.
    private IEnumerable<XElement> Kept(XElement container) => container.Elements().Where(child =>
        !_steps.ContainsKey(child)
        && child.Name != BpmnNames.Model + "incoming"
        && child.Name != BpmnNames.Model + "outgoing"
        && child.Name != BpmnNames.Model + "laneSet"
        && (child.Name != BpmnNames.Model + "sequenceFlow" || (_stray.TryGetValue(container, out List<XElement>? stray) && stray.Contains(child))));

    private IEnumerable<XElement> Containers(XElement process) =>
        process.DescendantsAndSelf().Where(element => element == process || (_steps.TryGetValue(element, out ProcessStep? step) && step.Kind.IsSubProcess));

    private ProcessStep? StepOf(XElement flow, string reference) =>
        Named((string?)flow.Attribute(reference)).FirstOrDefault(_steps.ContainsKey) is { } element ? _steps[element] : null;

    private string? PartyOf(XElement flow, string reference) => Named((string?)flow.Attribute(reference)).Select(Party).FirstOrDefault(party => party is not null);

    private string? Party(XElement element) =>
        _steps.TryGetValue(element, out ProcessStep? step) ? step.Id.Value
        : element.Name == BpmnNames.Model + "participant" ? Id(element)
        : _poolOfProcess.GetValueOrDefault(element);

    // Two elements of a broken file may have one id: who looks one up takes the first that can be meant, and not the first of the file,
    // whose order is not kept. A reference may carry the prefix of the target namespace.
    private IEnumerable<XElement> Named(string? reference)
    {
        if (string.IsNullOrWhiteSpace(reference))
        {
            return [];
        }

        return _byXmlId.Contains(reference) ? _byXmlId[reference] : _byXmlId[reference[(reference.IndexOf(':', StringComparison.Ordinal) + 1)..]];
    }

    // The process as a whole may be called like one of its parts, so it is not looked up among them.
    private string SelfId(XElement self) => BpmnText.Attribute(self, "id") is { } id && !string.IsNullOrWhiteSpace(id) ? id : Id(self);

    private string Id(XElement element)
    {
        if (_ids.TryGetValue(element, out string? known))
        {
            return known;
        }

        string? id = BpmnText.Attribute(element, "id");
        if (string.IsNullOrWhiteSpace(id))
        {
            do
            {
                id = $"{element.Name.LocalName}_{++_made}";
            }
            while (Mentioned().Contains(id));
        }

        _ids.Add(element, id);
        if ((string?)element.Attribute("id") is { } xmlId && xmlId != id)
        {
            _xmlIds.TryAdd(id, xmlId);
        }

        return id;
    }

    // Every word of the file: a made id must not become what a reference to nothing meant.
    private HashSet<string> Mentioned() => _mentioned ??= _root.DescendantsAndSelf()
        .SelectMany(element => element.Attributes().Select(attribute => attribute.Value)
            .Concat(element.HasElements ? [] : [element.Value.Trim()])
            .SelectMany(value => new[] { value, value[(value.IndexOf(':', StringComparison.Ordinal) + 1)..] }))
        .ToHashSet(StringComparer.Ordinal);

    private Dictionary<string, string> Attributes(XElement element, params string[] typed) => element.Attributes()
        .Where(attribute => attribute.Name.Namespace != BpmnNames.Own
            && !(attribute.Name.Namespace == XNamespace.None && typed.Contains(attribute.Name.LocalName))
            && !BpmnFragment.IsDeclared(attribute, _namespaces))
        .ToDictionary(attribute => attribute.Name.ToString(), attribute => attribute.Value, StringComparer.Ordinal);

    private IReadOnlyList<BpmnFragment> Fragments(IEnumerable<XElement> elements)
    {
        List<BpmnFragment> fragments = [];
        foreach (XElement element in elements)
        {
            if (element.Name == BpmnNames.Model + "extensionElements" && element.Elements().Any(child => child.Name.Namespace == BpmnNames.Own))
            {
                XElement others = new(element);
                others.Elements().Where(child => child.Name.Namespace == BpmnNames.Own).Remove();
                if (others.HasElements)
                {
                    fragments.Add(new BpmnFragment(others, _namespaces));
                }
            }
            else
            {
                fragments.Add(new BpmnFragment(element, _namespaces));
            }
        }

        return ValueList.Copy(fragments);
    }

    private void Stray(XElement element)
    {
        if (!_stray.TryGetValue(element.Parent!, out List<XElement>? stray))
        {
            _stray.Add(element.Parent!, stray = []);
        }

        stray.Add(element);
    }

    private void Note(XElement element, string message)
    {
        if (_options.Strict)
        {
            throw Refuse(element, message);
        }

        BpmnPosition? position = element.Annotation<BpmnPosition>();
        _findings.Add(new BpmnFinding { Message = message, Line = position?.Line ?? 0, Position = position?.Position ?? 0 });
    }

    private static T Json<T>(XElement element)
    {
        try
        {
            return JsonSerializer.Deserialize(BpmnText.Content(element), OutsourcingJson.TypeInfo<T>())
                ?? throw Refuse(element, $"The element '{element.Name.LocalName}' holds no JSON object.");
        }
        catch (JsonException broken)
        {
            throw Refuse(element, $"The element '{element.Name.LocalName}' holds no JSON of this SDK.", broken);
        }
    }

    private static BpmnFormatException Refuse(XElement element, string rule, Exception? cause = null) =>
        element.Annotation<BpmnPosition>() is { } position
            ? new BpmnFormatException(rule, position.Line, position.Position, cause)
            : new BpmnFormatException(rule, innerException: cause);
}
