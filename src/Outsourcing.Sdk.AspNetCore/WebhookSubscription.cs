using System.Text.Json.Serialization;
using Outsourcing.Http;
using Outsourcing.Storage;

namespace Outsourcing.AspNetCore;

/// <summary>Who of a tenant's own customers or systems is told of its events, where, and under which secrets.</summary>
/// <remarks>It prints its tenant and name alone: an address may hold a secret, too.</remarks>
public sealed class WebhookSubscription
{
    private const int LongestName = 200;
    private const int MostSecrets = 10;

    /// <summary>Gets whose subscription it is: it hears of this tenant's events and of no other's.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Gets the name, one of its kind within the tenant; 200 characters at most. It stays the same while the subscription lives.</summary>
    public required string Name { get; init; }

    /// <summary>Gets where it listens: https, or http on this machine where <see cref="StandardWebhookOptions.PrivateHosts"/> names the host.</summary>
    public required Uri Address { get; init; }

    /// <summary>Gets the secrets that messages are signed with, each <c>whsec_</c> and base64 of 24 to 64 bytes: one, or several while one replaces another.</summary>
    /// <remarks>One secret is one subscription's alone. <see cref="StandardWebhooks.NewSecret"/> makes one.</remarks>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public required IReadOnlyList<string> Secrets { get; init => field = [.. value]; }

    /// <summary>Gets the types of events it wants, such as <see cref="CallRecordChangeExtensions.EventType"/>.</summary>
    /// <value>Empty by default: all.</value>
    public IReadOnlyList<string> EventTypes { get; init => field = [.. value]; } = [];

    /// <summary>Gets why nothing is sent any more; what is still queued is given up with this as the reason. Free of secrets and personal data.</summary>
    /// <value><see langword="null"/> by default: it is active.</value>
    public string? DisabledReason { get; init; }

    /// <summary>Gets the tenant and the name.</summary>
    /// <returns>For example <c>acme/billing</c>.</returns>
    public override string ToString() => $"{Tenant}/{Name}";

    /// <summary>Finds what cannot work, in words that name no secret and no address.</summary>
    internal IEnumerable<string> FindProblems(StandardWebhookOptions options)
    {
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > LongestName)
        {
            yield return $"its name is empty or longer than {LongestName} characters.";
        }

        if (!options.IsAllowed(Address))
        {
            yield return "its address is no https address without user name; http is taken on this machine only, for a host that PrivateHosts names.";
        }

        if (Secrets is not { Count: >= 1 and <= MostSecrets })
        {
            yield return $"it has {Secrets?.Count ?? 0} secrets; give one, or up to {MostSecrets} while one replaces another.";
            yield break;
        }

        for (int index = 0; index < Secrets.Count; index++)
        {
            if (StandardWebhooks.FindSecretProblem(Secrets[index]) is { } problem)
            {
                yield return $"secret {index + 1} of {Secrets.Count} {problem}; StandardWebhooks.NewSecret() makes one.";
            }
        }
    }
}
