namespace Outsourcing.Testing;

/// <summary>What one of the two says before the other speaks.</summary>
/// <param name="IsAgent">Whether the agent speaks; otherwise the caller does.</param>
/// <param name="Text">What is said.</param>
public sealed record ScriptedTurn(bool IsAgent, PersonalText Text)
{
    /// <summary>Lets the agent speak.</summary>
    /// <param name="text">What is said.</param>
    /// <returns>The turn.</returns>
    public static ScriptedTurn Agent(PersonalText text) => new(true, text);

    /// <summary>Lets the caller speak.</summary>
    /// <param name="text">What is said.</param>
    /// <returns>The turn.</returns>
    public static ScriptedTurn Caller(PersonalText text) => new(false, text);
}
