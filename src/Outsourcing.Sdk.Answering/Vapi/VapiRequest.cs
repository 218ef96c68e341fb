using System.Text.Json;
using Outsourcing.Calls;

namespace Outsourcing.Answering;

/// <summary>A request of Vapi that waits for an answer while somebody is on the line.</summary>
/// <remarks>It is no record of a call: with a secret in a header alone, its content is not proved.</remarks>
public sealed record VapiRequest
{
    /// <summary>Gets the call; <see langword="null"/> when Vapi names none.</summary>
    public CallId? Id { get; init; }

    /// <summary>Gets who calls; <see langword="null"/> when withheld.</summary>
    public PhoneNumber? Caller { get; init; }

    /// <summary>Gets the number called.</summary>
    public PhoneNumber? Dialled { get; init; }

    /// <summary>Gets the message whole. What callers said in it is untrusted.</summary>
    public required JsonElement Message { get; init; }

    /// <summary>Names the call; what was said stays out.</summary>
    /// <returns>The call's id.</returns>
    public override string ToString() => Id?.ToString() ?? nameof(VapiRequest);
}

/// <summary>One call of a tool by the assistant.</summary>
public sealed record VapiToolCall
{
    /// <summary>Gets the id the result is matched by.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the tool's name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the arguments, an object. A language model wrote them from what a caller said: check them as any input of a stranger.</summary>
    public required JsonElement Arguments { get; init; }

    /// <summary>Names the tool; the arguments stay out.</summary>
    /// <returns>The tool's name.</returns>
    public override string ToString() => Name;
}

/// <summary>Who takes a call that rings.</summary>
public sealed record VapiAssistantAnswer
{
    /// <summary>Gets the assistant that talks.</summary>
    public string? AssistantId { get; init; }

    /// <summary>Gets values of the assistant's <c>{{variables}}</c> for this call.</summary>
    public IReadOnlyDictionary<string, string>? Variables { get; init => field = value is null ? null : ValueMap.Copy(value); }

    /// <summary>Gets the number the caller is put through to at once, instead of an assistant.</summary>
    public PhoneNumber? TransferTo { get; init; }

    /// <summary>Gets what is said to the caller before the call ends, when nobody takes it.</summary>
    public string? Refusal { get; init; }
}

/// <summary>What a tool gave.</summary>
public sealed record VapiToolResult
{
    /// <summary>Gets the result, which the assistant reads; one line.</summary>
    public string? Result { get; init; }

    /// <summary>Gets why there is none, which the assistant reads; one line, free of secrets.</summary>
    public string? Error { get; init; }
}
