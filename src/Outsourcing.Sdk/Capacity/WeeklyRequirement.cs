using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using Outsourcing.Charts;

namespace Outsourcing.Capacity;

/// <summary>The agents a week needs, hour by hour.</summary>
public sealed record WeeklyRequirement
{
    /// <summary>Gets the 168 hours, Monday midnight first.</summary>
    public required IReadOnlyList<IntervalRequirement> Hours { get; init => field = ValueList.Copy(value); }

    /// <summary>Gets the target the agents meet.</summary>
    public required StaffingTarget Target { get; init; }

    /// <summary>Gets the agent hours at the desk.</summary>
    [JsonIgnore]
    public int AgentHours => Hours.Sum(hour => hour.Requirement.Agents);

    /// <summary>Gets the agent hours to pay for, shrinkage included.</summary>
    [JsonIgnore]
    public int ScheduledHours => Hours.Sum(hour => hour.Requirement.Scheduled);

    /// <summary>Gets the agents of the busiest hour.</summary>
    [JsonIgnore]
    public int PeakAgents => Hours.Max(hour => hour.Requirement.Agents);

    /// <summary>Gets the share of agent hours spent on calls, 0 to 1: what is left is paid waiting.</summary>
    [JsonIgnore]
    public double Occupancy => AgentHours == 0 ? 0 : Hours.Sum(hour => hour.Requirement.Performance is { } performance ? performance.Occupancy * hour.Requirement.Agents : 0) / AgentHours;

    /// <summary>Gets the calls per week that come while nobody answers.</summary>
    [JsonIgnore]
    public double CallsWhileClosed => Hours.Where(hour => !hour.IsOpen).Sum(hour => hour.Load.CallsPerHour);

    /// <summary>Draws demand against staffing over the week.</summary>
    /// <param name="idPrefix">What the ids of the drawing start with; letters and digits, unique on its page.</param>
    /// <returns>A self-contained SVG.</returns>
    public string ToSvg(string idPrefix = "week") => StaffingChart.Draw(this, idPrefix);

    /// <summary>Writes the requirement as Markdown: one row per stretch of hours with equal staffing.</summary>
    /// <returns>The text.</returns>
    public string ToMarkdown()
    {
        StringBuilder text = new();
        text.Append("# Agents by hour of the week\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Target: {Target.ServiceLevel:P0} of calls {Words(Target.Denominator)} answered within {Target.AnswerWithin.TotalSeconds:0} s, occupancy at most {Target.MaxOccupancy:P0}.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"- {AgentHours} agent hours a week at the desk, {ScheduledHours} to pay for ({Target.Shrinkage:P0} shrinkage)\n- {PeakAgents} agents in the busiest hour\n- {Occupancy:P0} of the time at the desk is spent on calls\n- {CallsWhileClosed:0.0} calls a week come while nobody answers\n\n");
        text.Append("| Day | Hours | Calls per hour, at most | Agents | To schedule |\n| --- | --- | ---: | ---: | ---: |\n");
        for (int from = 0; from < Hours.Count;)
        {
            IntervalRequirement first = Hours[from];
            int until = from;
            double calls = 0;
            while (until < Hours.Count && Hours[until].Day == first.Day && Hours[until].Requirement.Agents == first.Requirement.Agents && Hours[until].IsOpen == first.IsOpen)
            {
                calls = Math.Max(calls, Hours[until].Load.CallsPerHour);
                until++;
            }

            if (first.IsOpen)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {first.Day} | {first.Hour:00}:00 to {first.Hour + until - from:00}:00 | {calls:0.0} | {first.Requirement.Agents} | {first.Requirement.Scheduled} |\n");
            }

            from = until;
        }

        return text.ToString();
    }

    private static string Words(ServiceLevelDenominator denominator) => denominator switch
    {
        ServiceLevelDenominator.Answered => "answered at all",
        ServiceLevelDenominator.WithoutEarlyHangUps => "offered, early hang-ups left out,",
        _ => "offered",
    };
}
