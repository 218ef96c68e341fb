using System.Text.Json.Serialization;

namespace Outsourcing.Storage;

/// <summary>A verdict as it was given: what about, when, what was decided or why not, and everything it rests on.</summary>
public sealed record VerdictEntry
{
    /// <summary>Gets what the verdict is about, such as <c>process/company/readiness</c>.</summary>
    public required string Subject { get; init => field = string.IsNullOrWhiteSpace(value) ? throw new ArgumentException("An entry of the audit trail says what it is about.", nameof(value)) : value; }

    /// <summary>Gets when it was given.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets what was decided, in words; <see langword="null"/> when it was refused.</summary>
    public string? Value { get; init; }

    /// <summary>Gets why nothing was decided; <see langword="null"/> when something was.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>Gets what it rests on: enough to recompute it.</summary>
    public required VerdictExplanation Explanation { get; init; }

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }

    /// <summary>Makes an entry of a verdict.</summary>
    /// <typeparam name="T">What was decided.</typeparam>
    /// <param name="subject">What the verdict is about.</param>
    /// <param name="at">When it was given.</param>
    /// <param name="verdict">The verdict.</param>
    /// <param name="inWords">Puts the decision in words; its <c>ToString</c> when left out.</param>
    /// <returns>The entry.</returns>
    public static VerdictEntry Of<T>(string subject, DateTimeOffset at, Verdict<T> verdict, Func<T, string>? inWords = null)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return new VerdictEntry
        {
            Subject = subject,
            At = at,
            Value = verdict.TryGet(out T? value) ? inWords?.Invoke(value) ?? value.ToString() : null,
            Refusal = verdict.Refusal,
            Explanation = verdict.Explanation,
        };
    }
}
