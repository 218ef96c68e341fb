using System.Text.Json.Serialization;

namespace Outsourcing.Processes;

/// <summary>A business as a repeatable process: its steps, who performs them, in which order, and with whom messages are exchanged.</summary>
/// <remarks>
/// Immutable and always consistent: ids are unique, and every reference leads to something in the same process. Equality is by
/// content, in order. Parts keep the order they were given in, as far as this allows: pool by pool (those that take part first), a
/// sub-process directly before its steps, a lane before those that divide it, the flows of a sub-process together.
/// </remarks>
public sealed class BusinessProcess : IEquatable<BusinessProcess>
{
    private readonly Dictionary<ProcessStepId, ProcessStep> _byId;

    /// <summary>Initializes the process.</summary>
    /// <param name="id">The process's id.</param>
    /// <param name="name">What people call it; may be empty.</param>
    /// <param name="steps">The steps, each sub-process before or after its own steps.</param>
    /// <param name="flows">The order of steps; none when left out.</param>
    /// <param name="pools">The parties; none when left out.</param>
    /// <param name="lanes">The performers; none when left out.</param>
    /// <param name="messageFlows">The messages between parties; none when left out.</param>
    /// <exception cref="ArgumentException">An id stands twice, or something refers to what the process does not hold.</exception>
    [JsonConstructor]
    public BusinessProcess(
        ProcessId id,
        string name,
        IReadOnlyList<ProcessStep> steps,
        IReadOnlyList<SequenceFlow>? flows = null,
        IReadOnlyList<ProcessPool>? pools = null,
        IReadOnlyList<ProcessLane>? lanes = null,
        IReadOnlyList<MessageFlow>? messageFlows = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(steps);
        _ = id.Value;
        Id = id;
        Name = name;
        ProcessRules parts = new(steps, flows ?? [], pools ?? [], lanes ?? [], messageFlows ?? []);
        Steps = ValueList.Copy(parts.Steps);
        Flows = ValueList.Copy(parts.Flows);
        Pools = ValueList.Copy(parts.Pools);
        Lanes = ValueList.Copy(parts.Lanes);
        MessageFlows = ValueList.Copy(messageFlows ?? []);
        _byId = Steps.ToDictionary(step => step.Id);
    }

    /// <summary>Gets the process's id.</summary>
    public ProcessId Id { get; }

    /// <summary>Gets what people call it; may be empty.</summary>
    public string Name { get; }

    /// <summary>Gets the steps, a sub-process before its own steps.</summary>
    public IReadOnlyList<ProcessStep> Steps { get; }

    /// <summary>Gets the order of steps.</summary>
    public IReadOnlyList<SequenceFlow> Flows { get; }

    /// <summary>Gets the parties; empty when only one is looked at.</summary>
    public IReadOnlyList<ProcessPool> Pools { get; }

    /// <summary>Gets the performers.</summary>
    public IReadOnlyList<ProcessLane> Lanes { get; }

    /// <summary>Gets the messages between parties.</summary>
    public IReadOnlyList<MessageFlow> MessageFlows { get; }

    /// <summary>Gets the steps that are work: tasks, sub-processes and call activities.</summary>
    [JsonIgnore]
    public IEnumerable<ProcessStep> Activities => Steps.Where(step => step.Kind.IsActivity);

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }

    /// <summary>Gets a step.</summary>
    /// <param name="id">The step's id.</param>
    /// <returns>The step, or <see langword="null"/> when the process holds none of that id.</returns>
    public ProcessStep? Find(ProcessStepId id) => _byId.GetValueOrDefault(id);

    /// <summary>Gets who performs a step.</summary>
    /// <param name="id">The step's id.</param>
    /// <returns>The innermost lane that names the step, or <see langword="null"/> when none does.</returns>
    public ProcessLane? PerformerOf(ProcessStepId id) =>
        Lanes.Where(lane => lane.Steps.Contains(id)).MaxBy(Depth);

    /// <summary>Gets the steps that may follow a step directly.</summary>
    /// <param name="id">The step's id.</param>
    /// <returns>The steps, in the order of the flows.</returns>
    public IEnumerable<ProcessStep> Following(ProcessStepId id) =>
        Flows.Where(flow => flow.Source == id).Select(flow => _byId[flow.Target]);

    /// <summary>Gets the steps that may come directly before a step.</summary>
    /// <param name="id">The step's id.</param>
    /// <returns>The steps, in the order of the flows.</returns>
    public IEnumerable<ProcessStep> Preceding(ProcessStepId id) =>
        Flows.Where(flow => flow.Target == id).Select(flow => _byId[flow.Source]);

    /// <summary>Says what is known about a step.</summary>
    /// <param name="id">The step's id.</param>
    /// <param name="profile">What is known.</param>
    /// <returns>The process with that step described so.</returns>
    /// <exception cref="ArgumentException">The process holds no such step.</exception>
    public BusinessProcess Describe(ProcessStepId id, StepProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        if (!_byId.ContainsKey(id))
        {
            throw new ArgumentException($"The process '{Id}' has no step '{id}'.", nameof(id));
        }

        return WithSteps([.. Steps.Select(step => step.Id == id ? step with { Profile = profile } : step)]);
    }

    /// <summary>Makes a process with other steps and everything else the same.</summary>
    /// <param name="steps">The steps.</param>
    /// <returns>The new process.</returns>
    /// <exception cref="ArgumentException">An id stands twice, or something refers to what the process does not hold.</exception>
    public BusinessProcess WithSteps(IReadOnlyList<ProcessStep> steps) =>
        new(Id, Name, steps, Flows, Pools, Lanes, MessageFlows) { Unknown = Unknown };

    /// <inheritdoc/>
    public bool Equals(BusinessProcess? other) =>
        other is not null
        && Id == other.Id
        && Name == other.Name
        && Steps.Equals(other.Steps)
        && Flows.Equals(other.Flows)
        && Pools.Equals(other.Pools)
        && Lanes.Equals(other.Lanes)
        && MessageFlows.Equals(other.MessageFlows)
        && Equals(Unknown, other.Unknown);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as BusinessProcess);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Name, Steps, Flows, Pools, Lanes, MessageFlows);

    /// <summary>Gets the name and the size.</summary>
    /// <returns>For example <c>Lead to client (12 steps)</c>.</returns>
    public override string ToString() => $"{(Name.Length == 0 ? Id.Value : Name)} ({Steps.Count} steps)";

    private int Depth(ProcessLane lane)
    {
        int depth = 0;
        for (ProcessLane? at = lane; at?.Parent is { } parent; at = Lanes.FirstOrDefault(other => other.Id == parent))
        {
            depth++;
        }

        return depth;
    }
}
