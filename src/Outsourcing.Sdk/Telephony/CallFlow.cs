using System.Text.Json.Serialization;

namespace Outsourcing.Telephony;

/// <summary>What happens with a call, in words every provider understands; each renders it in its own language.</summary>
/// <param name="Steps">The steps in order; at least one.</param>
public sealed record CallFlow(IReadOnlyList<CallFlowStep> Steps)
{
    /// <summary>Gets the steps in order.</summary>
    public IReadOnlyList<CallFlowStep> Steps { get; } = Steps is { Count: > 0 }
        ? ValueList.Copy(Steps)
        : throw new ArgumentException("A call flow has at least one step.", nameof(Steps));

    /// <summary>Makes a flow.</summary>
    /// <param name="steps">The steps in order.</param>
    /// <returns>The flow.</returns>
    public static CallFlow Of(params ReadOnlySpan<CallFlowStep> steps) => new([.. steps]);
}

/// <summary>One step of a call flow.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "step")]
[JsonDerivedType(typeof(SayStep), "say")]
[JsonDerivedType(typeof(PlayStep), "play")]
[JsonDerivedType(typeof(GatherStep), "gather")]
[JsonDerivedType(typeof(DialStep), "dial")]
[JsonDerivedType(typeof(VoicemailStep), "voicemail")]
[JsonDerivedType(typeof(TextStep), "text")]
[JsonDerivedType(typeof(HangUpStep), "hang-up")]
public abstract record CallFlowStep
{
    private protected CallFlowStep()
    {
    }

    /// <summary>Gets what the step is called when a provider cannot do it.</summary>
    [JsonIgnore]
    public abstract string Name { get; }

    /// <summary>Names the step; what is said to people, and where to, stays out.</summary>
    /// <returns>The step's name, such as <c>say</c>.</returns>
    public sealed override string ToString() => Name;
}

/// <summary>Says a text to the caller.</summary>
/// <param name="Text">The text, plain; it is escaped where it is rendered.</param>
/// <param name="Language">The language as a BCP 47 tag; null takes the provider's default.</param>
public sealed record SayStep(string Text, string? Language = null) : CallFlowStep
{
    /// <inheritdoc/>
    public override string Name => "say";
}

/// <summary>Plays a recording to the caller.</summary>
/// <param name="Source">Where the provider fetches it; absolute.</param>
public sealed record PlayStep(Uri Source) : CallFlowStep
{
    /// <inheritdoc/>
    public override string Name => "play";
}

/// <summary>Asks the caller for digits or speech, which the provider then sends to an address.</summary>
/// <param name="Prompt">What is asked.</param>
/// <param name="Action">Where the provider sends the answer; absolute.</param>
/// <param name="Digits">How many digits; null for any number, ended by #.</param>
/// <param name="Speech">Whether speech is taken as well.</param>
public sealed record GatherStep(string Prompt, Uri Action, int? Digits = null, bool Speech = false) : CallFlowStep
{
    /// <summary>Gets how long the caller may stay silent, above zero.</summary>
    /// <value>The default is 5 seconds.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public override string Name => "gather";
}

/// <summary>Connects the caller to a number; the following steps run when nobody answers there.</summary>
/// <param name="Number">The number, for example the partner's.</param>
public sealed record DialStep(PhoneNumber Number) : CallFlowStep
{
    /// <summary>Gets how long it rings, above zero.</summary>
    /// <value>The default is 20 seconds.</value>
    public TimeSpan RingFor { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Gets what whoever answers hears before being connected, such as the name of the business; fetched from an address.</summary>
    public Uri? Whisper { get; init; }

    /// <summary>Gets whether the conversation is recorded. Consent is the caller's to give and the application's to ask for.</summary>
    public bool Record { get; init; }

    /// <summary>Gets the number shown to whoever answers; <see langword="null"/> shows the caller's.</summary>
    public PhoneNumber? ShownNumber { get; init; }

    /// <summary>Gets where the provider reports how the connection ended; absolute.</summary>
    public Uri? StatusCallback { get; init; }

    /// <inheritdoc/>
    public override string Name => "dial";
}

/// <summary>Takes a recorded message.</summary>
/// <param name="Greeting">What the caller hears first.</param>
/// <param name="RecordingCallback">Where the provider reports the recording; absolute.</param>
public sealed record VoicemailStep(string Greeting, Uri? RecordingCallback = null) : CallFlowStep
{
    /// <summary>Gets the longest message, above zero.</summary>
    /// <value>The default is 2 minutes.</value>
    public TimeSpan MaxLength { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Gets whether the message is transcribed, where the provider offers it.</summary>
    public bool Transcribe { get; init; }

    /// <inheritdoc/>
    public override string Name => "voicemail";
}

/// <summary>Sends the caller a text message.</summary>
/// <param name="Text">The text, plain.</param>
public sealed record TextStep(string Text) : CallFlowStep
{
    /// <inheritdoc/>
    public override string Name => "text";
}

/// <summary>Ends the call.</summary>
public sealed record HangUpStep : CallFlowStep
{
    /// <inheritdoc/>
    public override string Name => "hang-up";
}
