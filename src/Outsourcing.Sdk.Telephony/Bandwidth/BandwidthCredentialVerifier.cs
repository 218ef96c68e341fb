using System.Text;
using Outsourcing.Calls;
using Outsourcing.Http;
using Outsourcing.Webhooks;

namespace Outsourcing.Telephony;

/// <summary>Verifies the basic credentials that Bandwidth sends with a webhook. Bandwidth signs nothing: body and time are unprotected, and the verification level says so.</summary>
public static class BandwidthCredentialVerifier
{
    /// <summary>Verifies a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="credentials">User name and password as configured for the callback; several while one replaces another.</param>
    /// <returns>The check; at best <see cref="WebhookVerification.HeaderSecret"/>.</returns>
    public static WebhookCheck Verify(WebhookRequest request, IReadOnlyList<(string UserName, string Password)> credentials)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(credentials);
        if (request.Header("Authorization") is not { Length: > 0 } header)
        {
            return WebhookCheck.Refused(WebhookRefusal.MissingSignature);
        }

        bool fits = false;
        foreach ((string userName, string password) in credentials)
        {
            fits |= SignatureMac.IsSecret("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{userName}:{password}")), header);
        }

        return fits ? WebhookCheck.Valid(WebhookVerification.HeaderSecret) : WebhookCheck.Refused(WebhookRefusal.WrongSignature);
    }
}
