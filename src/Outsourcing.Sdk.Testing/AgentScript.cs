using Outsourcing.Calls;

namespace Outsourcing.Testing;

/// <summary>What an answering service's agent and a scripted caller say to each other, and what the service makes of it.</summary>
public sealed record AgentScript
{
    /// <summary>Gets what is said, in order; their times in the call are spread over <see cref="CallScript.TalksFor"/>.</summary>
    /// <value>The default is the agent's own greeting, if it has one, and nothing else.</value>
    public IReadOnlyList<ScriptedTurn> Turns { get; init => field = ValueList.Copy(value); } = [];

    /// <summary>Gets the summary the service writes afterwards; <see langword="null"/> for none.</summary>
    public PersonalText? Summary { get; init; }

    /// <summary>Gets how the caller felt, as the service judges it; <see langword="null"/> when it cannot tell.</summary>
    public CallSentiment? Sentiment { get; init; }

    /// <summary>Gets whether the call did what it was for, as the service judges it.</summary>
    /// <value>The default is <see langword="null"/>: it did when caller and agent talked.</value>
    public bool? Successful { get; init; }

    /// <summary>Gets what the service extracts from the call, by the name the agent is told to extract it under.</summary>
    /// <remarks>
    /// An agent that is told what to extract gives those answers alone, as numbers and truth values where it is told so; one that is
    /// told nothing gives them all, as texts.
    /// </remarks>
    public IReadOnlyDictionary<string, PersonalText> Answers { get; init => field = ValueMap.Copy(value); } = ValueMap.Empty<PersonalText>();

    /// <summary>Gets the number the agent transfers the caller to; <see cref="CallScript.Answer"/> then says what happens there. <see langword="null"/> when it transfers to nobody.</summary>
    public PhoneNumber? TransferTo { get; init; }

    /// <summary>Gets whether the agent ends the call; otherwise the caller does.</summary>
    public bool AgentHangsUp { get; init; }

    /// <summary>Gets why the call ends in the provider's own words, where that is none of the above, such as <c>voicemail_reached</c>.</summary>
    public string? EndReason { get; init; }

    /// <summary>Says how long the script is; what is said stays out.</summary>
    /// <returns>The number of turns.</returns>
    public override string ToString() => $"{Turns.Count} turns";
}
