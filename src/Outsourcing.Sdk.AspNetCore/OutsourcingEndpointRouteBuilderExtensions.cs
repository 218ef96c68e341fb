using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.AspNetCore;
using Outsourcing.Storage;

namespace Outsourcing;

/// <summary>Maps this SDK's endpoints.</summary>
public static class OutsourcingEndpointRouteBuilderExtensions
{
    /// <summary>Receives the webhooks of all registered accounts, each at <c>pattern/provider/account</c>.</summary>
    /// <param name="endpoints">The app's endpoints.</param>
    /// <param name="pattern">Where they begin.</param>
    /// <returns>A builder to add the app's own conventions by, such as a rate limit. Webhooks prove themselves by signature and need no sign-in.</returns>
    /// <exception cref="OutsourcingException">No store or no account is registered; the message names the call that is missing.</exception>
    public static IEndpointConventionBuilder MapOutsourcingWebhooks(this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = "/hooks")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        if (endpoints.ServiceProvider.GetService<IWebhookInbox>() is null)
        {
            throw new OutsourcingException("Webhooks need a store; call services.AddOutsourcing().AddEntityFrameworkStores<TContext>().");
        }

        WebhookEndpoint endpoint = ActivatorUtilities.CreateInstance<WebhookEndpoint>(endpoints.ServiceProvider);
        if (!endpoint.HasReceivers)
        {
            throw new OutsourcingException("No provider account is registered, so no webhook could be believed; call services.AddOutsourcing().AddTwilio(\"name\", section) or another provider's.");
        }

        return endpoints.MapMethods($"{pattern.TrimEnd('/')}/{{provider}}/{{account}}", [HttpMethods.Post, HttpMethods.Get], endpoint.HandleAsync)
            .WithDisplayName("Outsourcing webhooks")
            .WithMetadata(
                new TagsAttribute("Outsourcing webhooks"),
                new EndpointSummaryAttribute("Receives a provider's webhook."),
                new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(void)),
                new ProducesResponseTypeMetadata(StatusCodes.Status204NoContent, typeof(void)),
                new ProducesResponseTypeMetadata(StatusCodes.Status403Forbidden, typeof(void), ["application/problem+json"]),
                new ProducesResponseTypeMetadata(StatusCodes.Status503ServiceUnavailable, typeof(void), ["application/problem+json"]));
    }
}
