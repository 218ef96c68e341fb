using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>Which way work crosses the border between the business and the performer of a task.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TaskDependencyDirection>))]
public enum TaskDependencyDirection
{
    /// <summary>The business's step comes before: the task waits for it.</summary>
    Before = 0,

    /// <summary>The business's step comes after: it waits for the task.</summary>
    After = 1,
}
