using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>A way in which a sentence can be misread.</summary>
/// <remarks>
/// The kinds follow ISO/IEC/IEEE 29148:2018, 5.2.7, and Femmer, Méndez Fernández, Wagner and Eder, "Rapid quality assurance with
/// requirements smells" (Journal of Systems and Software 123, 2017); passive voice, open-ended lists and missing outcomes follow the
/// QuARS tradition. An open vocabulary: an app's own rules may add words. Equality ignores case.
/// </remarks>
[JsonConverter(typeof(TextValueJsonConverter<SmellKind>))]
public readonly record struct SmellKind : ITextValue<SmellKind>
{
    private readonly string? _value;

    private SmellKind(string value) => _value = value;

    /// <summary>Gets the kind for words such as "promptly", "several", "reasonable": no two readers draw the same line.</summary>
    public static SmellKind AmbiguousAdverbAdjective { get; } = new("ambiguous-adverb-adjective");

    /// <summary>Gets the kind for "it", "this" or "they" with no thing, or more than one, to stand for.</summary>
    public static SmellKind VaguePronoun { get; } = new("vague-pronoun");

    /// <summary>Gets the kind for words of taste, such as "friendly" or "professional".</summary>
    public static SmellKind SubjectiveLanguage { get; } = new("subjective-language");

    /// <summary>Gets the kind for "better", "faster", "more": compared with what, and by how much?</summary>
    public static SmellKind Comparative { get; } = new("comparative");

    /// <summary>Gets the kind for "best", "fastest", "most accurate": nobody can show that it was reached.</summary>
    public static SmellKind Superlative { get; } = new("superlative");

    /// <summary>Gets the kind for an instruction that says only what not to do.</summary>
    public static SmellKind NegativeStatement { get; } = new("negative-statement");

    /// <summary>Gets the kind for aims no record can confirm, such as "minimise", "adequate support".</summary>
    public static SmellKind NonVerifiable { get; } = new("non-verifiable");

    /// <summary>Gets the kind for words that let the reader off, such as "if possible", "try to", "may".</summary>
    public static SmellKind Loophole { get; } = new("loophole");

    /// <summary>Gets the kind for a reference to a document without its version, date or section.</summary>
    public static SmellKind IncompleteReference { get; } = new("incomplete-reference");

    /// <summary>Gets the kind for a duty in the passive voice that nobody is given.</summary>
    public static SmellKind PassiveWithoutActor { get; } = new("passive-without-actor");

    /// <summary>Gets the kind for lists that end in "etc." or only give examples.</summary>
    public static SmellKind OpenEndedList { get; } = new("open-ended-list");

    /// <summary>Gets the kind for an action without recipient, time or result: nobody can tell when it is done.</summary>
    public static SmellKind MissingOutcome { get; } = new("missing-outcome");

    /// <summary>Gets the kind for a bound without its number, or a number without its unit.</summary>
    public static SmellKind MissingUnitOrNumber { get; } = new("missing-unit-or-number");

    /// <summary>Gets the kind for what is still to be decided, such as "TBD".</summary>
    public static SmellKind OpenPoint { get; } = new("open-point");

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("default(SmellKind) names no smell.");

    /// <inheritdoc/>
    public static SmellKind From(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(text);
    }

    /// <inheritdoc/>
    public bool Equals(SmellKind other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "(none)";
}
