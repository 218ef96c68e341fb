namespace Outsourcing.Calls;

/// <summary>A call log cannot be read.</summary>
public sealed class CallLogException : OutsourcingException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="problem">What is wrong.</param>
    /// <param name="inner">The cause, when there is one.</param>
    public CallLogException(CallLogProblem problem, Exception? inner = null)
        : base((problem ?? throw new ArgumentNullException(nameof(problem))).ToString(), inner) => Problem = problem;

    /// <summary>Gets what is wrong.</summary>
    public CallLogProblem Problem { get; }
}
