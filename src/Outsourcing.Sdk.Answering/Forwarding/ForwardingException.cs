namespace Outsourcing.Answering;

/// <summary>A line is not to be diverted in this way: in a circle, to an emergency number, or by a code its carrier does not have.</summary>
public sealed class ForwardingException : OutsourcingException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="rule">What is wrong and what to do, without telephone numbers.</param>
    public ForwardingException(string rule)
        : base(rule)
    {
    }
}
