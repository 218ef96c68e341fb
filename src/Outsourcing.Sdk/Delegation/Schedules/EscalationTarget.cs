namespace Outsourcing.Delegation;

/// <summary>Whom to call at one step of an escalation, and when.</summary>
/// <param name="Contact">Whom; <see langword="null"/> when the step means the one on call and nobody is.</param>
/// <param name="After">How long after the start of the escalation.</param>
/// <param name="Attempts">How often to try.</param>
public sealed record EscalationTarget(ContactId? Contact, TimeSpan After, int Attempts);
