namespace Outsourcing.AspNetCore;

/// <summary>Who may read the mapped API: nobody by default, so an app says it.</summary>
public sealed class OutsourcingApiAccess
{
    private OutsourcingApiAccess(string? policyName) => PolicyName = policyName;

    /// <summary>Gets access for everybody who can reach the app, for an app behind a gate of its own. Calls hold numbers, names and transcripts.</summary>
    public static OutsourcingApiAccess Anonymous { get; } = new(null);

    /// <summary>Gets the name of the app's authorisation policy; <see langword="null"/> for everybody.</summary>
    public string? PolicyName { get; }

    /// <summary>Makes access for whom a policy of the app lets in.</summary>
    /// <param name="name">The name the policy was added under with <c>AddAuthorization</c>.</param>
    /// <returns>The access.</returns>
    public static OutsourcingApiAccess Policy(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new(name);
    }
}
