using System.Text.Json.Nodes;

namespace Outsourcing.Testing;

/// <summary>A command that was taken and waits to be obeyed.</summary>
internal sealed record TelnyxInstruction(string Action, TelnyxLeg Leg, JsonObject Body, TelnyxLeg? Other = null)
{
    /// <summary>The simulator's own word to whoever obeys the commands of a leg: another conversation takes it over.</summary>
    public const string Release = "release";

    public string? Text(string name) => Body[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    public int Number(string name, int otherwise) => Body[name] is JsonValue value && value.TryGetValue(out int number) ? number : otherwise;
}
