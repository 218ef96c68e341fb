using System.Text.Json;
using Outsourcing.Processes;

namespace Outsourcing.Tests;

/// <summary>Makes consistent processes of every shape the model allows, with names and ids that are hard to write.</summary>
internal sealed class RandomProcess(int seed)
{
    private static readonly string[] Texts =
        ["", "Call back", "Größe", "line\nbreak", " padded ", "<b>&\"'", "語\U0001F4DE", "bell\u0007", "lone \uD800 half", "tab\there", "\\u0041", "  ", "a\r\nb"];

    private static readonly ProcessStepKind[] Kinds =
    [
        ProcessStepKind.Task, ProcessStepKind.UserTask, ProcessStepKind.ManualTask, ProcessStepKind.ServiceTask, ProcessStepKind.SendTask,
        ProcessStepKind.ReceiveTask, ProcessStepKind.ScriptTask, ProcessStepKind.BusinessRuleTask, ProcessStepKind.SubProcess,
        ProcessStepKind.Transaction, ProcessStepKind.AdHocSubProcess, ProcessStepKind.CallActivity, ProcessStepKind.StartEvent,
        ProcessStepKind.IntermediateCatchEvent, ProcessStepKind.IntermediateThrowEvent, ProcessStepKind.BoundaryEvent,
        ProcessStepKind.EndEvent, ProcessStepKind.ExclusiveGateway, ProcessStepKind.InclusiveGateway, ProcessStepKind.ParallelGateway,
        ProcessStepKind.EventBasedGateway, ProcessStepKind.ComplexGateway,
        ProcessStepKind.From("phoneTask"), ProcessStepKind.From("moonEvent"), ProcessStepKind.From("oddGateway"), ProcessStepKind.From("TASK"),
    ];

    private static readonly EventTrigger[] Triggers =
    [
        EventTrigger.Message, EventTrigger.Timer, EventTrigger.Conditional, EventTrigger.Signal, EventTrigger.Escalation, EventTrigger.Error,
        EventTrigger.Compensate, EventTrigger.Cancel, EventTrigger.Link, EventTrigger.Terminate, EventTrigger.From("full moon"),
    ];

    private readonly Random _random = new(seed);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>Makes a process of up to so many steps.</summary>
    internal BusinessProcess Make(int maxSteps = 14)
    {
        List<ProcessPool> pools = [.. Enumerable.Range(0, _random.Next(4)).Select(_ => Pool())];
        string?[] places = pools.Count == 0 ? [null] : [.. pools.Where(pool => pool.Process is not null).Select(pool => pool.Id)];
        List<ProcessStep> steps = [];
        for (int count = places.Length == 0 ? 0 : _random.Next(maxSteps + 1); count > 0; count--)
        {
            steps.Add(Step(places, steps));
        }

        List<ProcessLane> lanes = Lanes(places, steps);
        HashSet<ProcessStepId> defaults = [];
        List<SequenceFlow> flows = [];
        for (int count = steps.Count == 0 ? 0 : _random.Next(2 * steps.Count); count > 0; count--)
        {
            ProcessStep source = Pick(steps);
            ProcessStep target = Pick([.. steps.Where(step => step.Pool == source.Pool)]);
            flows.Add(new SequenceFlow
            {
                Id = Id(),
                Source = source.Id,
                Target = target.Id,
                Name = Maybe(Text),
                Condition = Maybe(Text),
                Frequency = Chance() ? _random.Next(1000) : null,
                IsDefault = Chance() && defaults.Add(source.Id),
            });
        }

        string[] ends = [.. pools.Select(pool => pool.Id), .. steps.Select(step => step.Id.Value)];
        List<MessageFlow> messages = [.. Enumerable.Range(0, pools.Count == 0 ? 0 : _random.Next(4))
            .Select(_ => new MessageFlow { Id = Id(), Source = Pick(ends), Target = Pick(ends), Name = Maybe(Text) })];
        Shuffle(steps);
        return new BusinessProcess(ProcessId.From(Id()), Text(), steps, flows, pools, lanes, messages) { Unknown = Unknown() };
    }

    private ProcessPool Pool()
    {
        bool participant = _random.Next(4) > 0;
        string id = Id();
        return new ProcessPool { Id = id, Name = Text(), IsParticipant = participant, Process = participant ? Chance() ? Id() : null : id };
    }

    private ProcessStep Step(string?[] places, List<ProcessStep> steps)
    {
        string? pool = Pick(places);
        ProcessStepKind kind = Pick(Kinds);
        ProcessStep[] hosts = [.. steps.Where(step => step.Pool == pool && step.Kind.IsActivity)];
        if (kind == ProcessStepKind.BoundaryEvent && hosts.Length == 0)
        {
            kind = ProcessStepKind.EndEvent;
        }

        ProcessStep? host = kind == ProcessStepKind.BoundaryEvent ? Pick(hosts) : null;
        ProcessStep[] holders = [.. steps.Where(step => step.Pool == pool && step.Kind.IsSubProcess)];
        return new ProcessStep
        {
            Id = ProcessStepId.From(Id()),
            Name = Text(),
            Kind = kind,
            Pool = pool,
            Parent = host is not null ? host.Parent : holders.Length > 0 && Chance() ? Pick(holders).Id : null,
            Documentation = Maybe(Text),
            CalledElement = kind == ProcessStepKind.CallActivity ? Maybe(Text) : null,
            TriggeredByEvent = kind.IsSubProcess && Chance(),
            Repetition = kind.IsActivity ? (StepRepetition)_random.Next(4) : StepRepetition.Once,
            Event = kind.IsEvent && (host is not null || Chance()) ? Event(kind, host) : null,
            Profile = Chance() ? StepProfile.Unknown : Profile(),
            Unknown = Unknown(),
        };
    }

    private StepEvent Event(ProcessStepKind kind, ProcessStep? host) => new()
    {
        Triggers = [.. Enumerable.Range(0, _random.Next(3)).Select(_ => Pick(Triggers))],
        AttachedTo = host?.Id,
        Interrupting = (kind != ProcessStepKind.BoundaryEvent && kind != ProcessStepKind.StartEvent) || Chance(),
        ParallelMultiple = kind != ProcessStepKind.EndEvent && kind != ProcessStepKind.IntermediateThrowEvent && Chance(),
    };

    private StepProfile Profile() => new()
    {
        Expertise = Chance() ? StepRating.Stated(1 + _random.Next(5), "seen \u0007 & heard") : null,
        Revenue = Chance() ? new RevenueContribution { Share = 0.25, Interval = new Interval(0.1, 0.4), Origin = EvidenceOrigin.Measured, Method = "step-removal", Cases = 12 } : null,
        VolumePerWeek = Chance() ? Measurement.Measured(_random.Next(100), 7) : null,
        Duration = Chance() ? StepDuration.Stated(TimeSpan.FromMinutes(_random.Next(90))) : null,
        Cost = Chance() ? StepCost.Stated(new Money(12.5m, "USD")) : null,
        RegulatedData = Chance() ? [RegulatedDataKind.Health, RegulatedDataKind.From("trade secret")] : null,
    };

    private List<ProcessLane> Lanes(string?[] places, List<ProcessStep> steps)
    {
        List<ProcessLane> lanes = [];
        for (int count = places.Length == 0 ? 0 : _random.Next(5); count > 0; count--)
        {
            ProcessLane? outer = lanes.Count > 0 && Chance() ? Pick(lanes) : null;
            string? pool = outer is null ? Pick(places) : outer.Pool;
            ProcessStep[] inside = [.. steps.Where(step => step.Pool == pool)];
            ProcessStep[] holders = [.. inside.Where(step => step.Kind.IsSubProcess)];
            lanes.Add(new ProcessLane
            {
                Id = Id(),
                Name = Text(),
                Parent = outer?.Id,
                Pool = pool,
                SubProcess = outer is not null ? outer.SubProcess : holders.Length > 0 && _random.Next(4) == 0 ? Pick(holders).Id : null,
                Steps = [.. inside.Where(_ => Chance()).Select(step => step.Id)],
            });
        }

        return lanes;
    }

    private UnknownMembers? Unknown() => _random.Next(5) == 0
        ? new UnknownMembers { ["fromANewerWriter"] = JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["kept"] = "é & <" }) }
        : null;

    private string Id()
    {
        while (true)
        {
            string stem = _random.Next(4) == 0 ? Pick(Texts) : Pick(new[] { "Task_1", "Definitions", "LaneSet", "1 first", "Flow", "größe", "a:b" });
            string id = stem + (_random.Next(3) == 0 ? "" : _random.Next(40).ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (!string.IsNullOrWhiteSpace(id) && _used.Add(id))
            {
                return id;
            }
        }
    }

    private string Text() => Pick(Texts);

    private T? Maybe<T>(Func<T> make)
        where T : class => Chance() ? make() : null;

    private bool Chance() => _random.Next(2) == 0;

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    private void Shuffle<T>(List<T> list) => _random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list));
}
