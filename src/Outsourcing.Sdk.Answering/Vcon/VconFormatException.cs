namespace Outsourcing.Answering;

/// <summary>A text is no vCon, or a vCon does not satisfy the draft it is to be written by.</summary>
public sealed class VconFormatException : OutsourcingException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="problems">What is wrong, one sentence each, naming the member and never its content.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public VconFormatException(IReadOnlyList<string> problems, Exception? innerException = null)
        : base(string.Join(" ", problems), innerException) => Problems = ValueList.Copy(problems);

    /// <summary>Gets what is wrong, one sentence each.</summary>
    public IReadOnlyList<string> Problems { get; }
}
