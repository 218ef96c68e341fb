namespace Outsourcing.Telephony;

/// <summary>A provider cannot do a step of a call flow.</summary>
public sealed class CallFlowNotSupportedException : OutsourcingException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="step">The step's name.</param>
    /// <param name="remedy">What to do instead.</param>
    public CallFlowNotSupportedException(string provider, string step, string remedy)
        : base($"{provider} cannot do the step '{step}' of a call flow. {remedy}")
    {
        Provider = provider;
        Step = step;
    }

    /// <summary>Gets the provider.</summary>
    public string Provider { get; }

    /// <summary>Gets the step's name.</summary>
    public string Step { get; }
}
