namespace Outsourcing.Delegation;

public sealed partial record CallType
{
    /// <summary>Adds signs by which such a call is recognised.</summary>
    /// <param name="signs">The signs; one is enough.</param>
    /// <returns>The call type with them.</returns>
    public CallType RecognisedBy(params IEnumerable<string> signs) => this with { Recognition = [.. Recognition, .. signs] };

    /// <summary>Adds a question to ask.</summary>
    /// <param name="id">The id, unique in the call type.</param>
    /// <param name="text">The question as it is asked.</param>
    /// <param name="answer">The kind of answer.</param>
    /// <param name="required">Whether the call is incomplete without the answer.</param>
    /// <returns>The call type with it.</returns>
    /// <exception cref="InvalidBriefException">The call type has a question of that id.</exception>
    public CallType Ask(string id, string text, AnswerKind answer, bool required = true) =>
        Ask(new IntakeQuestion { Id = id, Text = text, Answer = answer, Required = required });

    /// <summary>Adds a question to ask.</summary>
    /// <param name="question">The question.</param>
    /// <returns>The call type with it.</returns>
    /// <exception cref="InvalidBriefException">The call type has a question of that id.</exception>
    public CallType Ask(IntakeQuestion question) => this with { Questions = [.. Questions, question] };

    /// <summary>Adds the action to take after those before it.</summary>
    /// <param name="action">The action.</param>
    /// <returns>The call type with it.</returns>
    public CallType Then(CallAction action) => this with { Actions = [.. Actions, action] };

    /// <summary>Adds what to answer to a question of such callers.</summary>
    /// <param name="question">The question.</param>
    /// <param name="reply">The answer.</param>
    /// <returns>The call type with it.</returns>
    public CallType Answer(string question, string reply) =>
        this with { Knowledge = [.. Knowledge, new KnowledgeItem { Question = question, Answer = reply }] };

    /// <summary>Adds what is never said on such calls.</summary>
    /// <param name="words">What is never said.</param>
    /// <returns>The call type with it.</returns>
    public CallType NeverSay(params IEnumerable<string> words)
    {
        AnswerLimits limits = Limits ?? new();
        return this with { Limits = limits with { MustNotSay = [.. limits.MustNotSay, .. words] } };
    }

    /// <summary>Adds what is never promised on such calls.</summary>
    /// <param name="promises">What is never promised.</param>
    /// <returns>The call type with it.</returns>
    public CallType NeverPromise(params IEnumerable<string> promises)
    {
        AnswerLimits limits = Limits ?? new();
        return this with { Limits = limits with { MustNotPromise = [.. limits.MustNotPromise, .. promises] } };
    }
}
