using Outsourcing.Calls;

namespace Outsourcing.Delegation;

/// <summary>A call that did not go as the business expected.</summary>
public sealed record CallFailure
{
    /// <summary>Gets the call.</summary>
    public required CallId Call { get; init; }

    /// <summary>Gets when the call started.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets what was expected, as an instruction in one sentence: "The receptionist asks for the postcode."</summary>
    public required string Expectation { get; init; }

    /// <summary>Gets where in the brief it should stand; <see langword="null"/> to look for a text that has the words of <see cref="Expectation"/>.</summary>
    public BriefPlace? Place { get; init; }

    /// <summary>Gets the call type it was; <see langword="null"/> when unknown.</summary>
    public CallTypeId? CallType { get; init; }

    /// <summary>Gets who answered, as <see cref="BriefReceipt.By"/> names people; <see langword="null"/> when unknown: then the first acknowledgement by anybody counts.</summary>
    public PersonalText? AnsweredBy { get; init; }

    /// <summary>Gets the ids of the brief's inputs the work needed; when empty, any input that was missing counts.</summary>
    /// <value>None by default.</value>
    public IReadOnlyList<string> NeededInputs { get; init => field = ValueList.Copy(value); } = ValueList.Empty<string>();

    /// <summary>Gets whether the work was done as the brief says, and failed all the same; <see langword="null"/> when nobody knows.</summary>
    public bool? DoneAsBriefed { get; init; }
}
