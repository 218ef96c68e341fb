namespace Outsourcing.Delegation;

/// <summary>A brief, or a part of one, that no reader could act on.</summary>
public sealed class InvalidBriefException : ArgumentException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="defect">The rule that is broken.</param>
    /// <param name="place">The part of the brief.</param>
    /// <param name="message">What is wrong and what to do; free of personal data.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public InvalidBriefException(BriefDefect defect, string place, string message, Exception? innerException = null)
        : base($"{place}: {message}", innerException)
    {
        Defect = defect;
        Place = place;
    }

    /// <summary>Gets the rule that is broken.</summary>
    public BriefDefect Defect { get; }

    /// <summary>Gets the part of the brief, such as <c>responsibilities</c>.</summary>
    public string Place { get; }
}
