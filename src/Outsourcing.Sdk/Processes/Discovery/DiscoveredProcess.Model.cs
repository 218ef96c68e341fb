using System.Text;

namespace Outsourcing.Processes;

public sealed partial class DiscoveredProcess
{
    private static readonly ProcessStepId Start = ProcessStepId.From("start");
    private static readonly ProcessStepId Finish = ProcessStepId.From("end");

    /// <summary>Gets the id that the model of this process gives the step of an activity.</summary>
    /// <param name="activity">The activity's name in the records.</param>
    /// <returns>The id: letters, digits and hyphens, unique in the model.</returns>
    /// <exception cref="ArgumentException">The records hold no such activity.</exception>
    public ProcessStepId StepOf(string activity) => StepIds().TryGetValue(activity, out ProcessStepId id)
        ? id
        : throw new ArgumentException($"The records hold no activity '{activity}'.", nameof(activity));

    /// <summary>Makes a process model of what was found: a task for each activity, an exclusive gateway where ways part or meet.</summary>
    /// <param name="id">The process's id.</param>
    /// <param name="name">What people call it; may be empty.</param>
    /// <param name="leastShare">Flows taken less often than in this share of the cases are left out, except the commonest into and out of each activity; 0 keeps all.</param>
    /// <returns>The model: each step's profile holds its measured volume and duration, each flow how often it was taken.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="leastShare"/> is outside 0 to 1.</exception>
    public BusinessProcess ToBusinessProcess(ProcessId id, string name, double leastShare = 0)
    {
        if (!(leastShare is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(leastShare), leastShare, "A share of the cases lies between 0 and 1.");
        }

        Dictionary<string, ProcessStepId> ids = StepIds();
        List<Way> ways =
        [
            .. StartActivities.Select(first => new Way(Start, ids[first.Activity], first.Cases)),
            .. Flows.Select(flow => new Way(ids[flow.From], ids[flow.To], flow.Count)),
            .. EndActivities.Select(last => new Way(ids[last.Activity], Finish, last.Cases)),
        ];
        HashSet<Way> commonest = [.. ways.GroupBy(way => way.From).Select(Commonest), .. ways.GroupBy(way => way.To).Select(Commonest)];
        ways.RemoveAll(way => way.Count < leastShare * Cases && !commonest.Contains(way));

        HashSet<ProcessStepId> parting = [.. ways.GroupBy(way => way.From).Where(group => group.Count() > 1).Select(group => group.Key)];
        HashSet<ProcessStepId> meeting = [.. ways.GroupBy(way => way.To).Where(group => group.Count() > 1).Select(group => group.Key)];
        List<ProcessStep> steps = [new() { Id = Start, Name = "", Kind = ProcessStepKind.StartEvent }];
        List<SequenceFlow> flows = [];
        foreach (DiscoveredActivity activity in Activities)
        {
            steps.Add(new ProcessStep { Id = ids[activity.Name], Name = activity.Name, Profile = Profile(activity) });
        }

        steps.Add(new ProcessStep { Id = Finish, Name = "", Kind = ProcessStepKind.EndEvent });
        foreach (ProcessStepId step in steps.Select(step => step.Id).ToArray())
        {
            if (meeting.Contains(step))
            {
                steps.Add(new ProcessStep { Id = Before(step), Name = "", Kind = ProcessStepKind.ExclusiveGateway });
                flows.Add(Flow(new Way(Before(step), step, ways.Where(way => way.To == step).Sum(way => way.Count))));
            }

            if (parting.Contains(step))
            {
                steps.Add(new ProcessStep { Id = After(step), Name = "", Kind = ProcessStepKind.ExclusiveGateway });
                flows.Add(Flow(new Way(step, After(step), ways.Where(way => way.From == step).Sum(way => way.Count))));
            }
        }

        flows.AddRange(ways.Select(way => Flow(new Way(
            parting.Contains(way.From) ? After(way.From) : way.From,
            meeting.Contains(way.To) ? Before(way.To) : way.To,
            way.Count))));
        return new BusinessProcess(id, name, steps, flows);
    }

    private static Way Commonest(IEnumerable<Way> ways) => ways.MaxBy(way => way.Count)!;

    private static ProcessStepId Before(ProcessStepId step) => ProcessStepId.From($"into_{step.Value}");

    private static ProcessStepId After(ProcessStepId step) => ProcessStepId.From($"out-of_{step.Value}");

    private static SequenceFlow Flow(Way way) => new()
    {
        Id = $"flow_{way.From.Value}_to_{way.To.Value}",
        Source = way.From,
        Target = way.To,
        Frequency = way.Count,
    };

    private static StepProfile Profile(DiscoveredActivity activity)
    {
        // A Poisson count n is known to about ± 1.96 √n.
        double half = 1.96 * Math.Sqrt(activity.Executions);
        return new StepProfile
        {
            VolumePerWeek = activity.Volume?.ObservedWeeks is { } weeks
                ? Measurement.Measured(activity.Executions / weeks, activity.Executions, new Interval(Math.Max(0, activity.Executions - half) / weeks, (activity.Executions + half) / weeks))
                : null,
            Duration = activity.Service is { } service
                ? new StepDuration
                {
                    Mean = TimeSpan.FromSeconds(service.MeanSeconds),
                    Median = TimeSpan.FromSeconds(service.MedianSeconds),
                    Percentile90 = TimeSpan.FromSeconds(service.Percentile90Seconds),
                    Origin = EvidenceOrigin.Measured,
                    Observations = service.Count,
                }
                : null,
        };
    }

    private Dictionary<string, ProcessStepId> StepIds()
    {
        HashSet<string> taken = new(StringComparer.Ordinal) { Start.Value, Finish.Value };
        Dictionary<string, ProcessStepId> ids = new(StringComparer.Ordinal);

        // By name, so that the ids do not depend on how common the activities are.
        foreach (string name in Activities.Select(activity => activity.Name).Order(StringComparer.Ordinal))
        {
            string slug = Slug(name);
            string id = slug;
            for (int number = 2; !taken.Add(id); number++)
            {
                id = $"{slug}-{number}";
            }

            ids.Add(name, ProcessStepId.From(id));
        }

        return ids;
    }

    // XML ids begin with a letter; a gateway's id holds '_', which no step's does.
    private static string Slug(string name)
    {
        StringBuilder slug = new();
        foreach (char c in name)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(char.ToLowerInvariant(c));
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        string trimmed = slug.ToString().Trim('-');
        return trimmed.Length == 0 ? "step" : char.IsAsciiLetter(trimmed[0]) ? trimmed : $"step-{trimmed}";
    }

    private sealed record Way(ProcessStepId From, ProcessStepId To, long Count);
}
