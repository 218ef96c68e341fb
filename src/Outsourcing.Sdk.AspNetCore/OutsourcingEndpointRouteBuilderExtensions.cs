using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.AspNetCore;
using Outsourcing.Storage;
using Outsourcing.Webhooks;

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

        WebhookRefusalLimit limit = ActivatorUtilities.CreateInstance<WebhookRefusalLimit>(endpoints.ServiceProvider);
        return endpoints.MapMethods($"{pattern.TrimEnd('/')}/{{provider}}/{{account}}", [HttpMethods.Post, HttpMethods.Get], context => limit.HandleAsync(context, endpoint.HandleAsync))
            .WithDisplayName("Outsourcing webhooks")
            .WithMetadata(new WebhookPattern(pattern.TrimEnd('/')))
            .WithMetadata(EndpointDescription.Of(
                "Outsourcing webhooks",
                "Receives a provider's webhook, which proves itself by signature.",
                ["provider", "account"],
                OpenApiDocument.WebhookAnswers.Select(static answer => EndpointDescription.Response(answer.Status, answer.When, answer.Status < 300 ? null : EndpointDescription.Problem))));
    }

    /// <summary>Maps a read-only JSON API of the current tenant's processes, briefs, partners, engagements, calls and verdicts, described at <c>pattern/openapi.json</c>.</summary>
    /// <param name="endpoints">The app's endpoints.</param>
    /// <param name="pattern">Where they begin.</param>
    /// <param name="access">Who may read: a policy of the app, or everybody, said explicitly.</param>
    /// <returns>A builder to add the app's own conventions by.</returns>
    /// <remarks>A middleware of the app enters the tenant with <see cref="ITenantAccessor.Use"/>; a request without a tenant is answered 403.</remarks>
    /// <exception cref="OutsourcingException">No store is registered, or the app has no authorisation to take a policy from; the message names the call that is missing.</exception>
    public static IEndpointConventionBuilder MapOutsourcingApi(this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern, OutsourcingApiAccess access)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(access);
        if (endpoints.ServiceProvider.GetService<IVerdictTrail>() is null)
        {
            throw new OutsourcingException("The API needs a store; call services.AddOutsourcing().AddEntityFrameworkStores<TContext>().");
        }

        if (access.PolicyName is { } policy && endpoints.ServiceProvider.GetService<IAuthorizationService>() is null)
        {
            throw new OutsourcingException($"The policy '{policy}' cannot be asked; call services.AddAuthorization(options => options.AddPolicy(\"{policy}\", ...)).");
        }

        string root = pattern.TrimEnd('/');
        ApiRoutes routes = ActivatorUtilities.CreateInstance<ApiRoutes>(endpoints.ServiceProvider);
        RouteGroupBuilder group = endpoints.MapGroup(root);
        ProducesResponseTypeMetadata[] responses =
        [
            EndpointDescription.Response(StatusCodes.Status200OK, "What was asked for; openapi.json beside it says how it looks.", "application/json"),
            .. OpenApiDocument.ApiProblems.Where(problem => problem.Status != StatusCodes.Status401Unauthorized || access.PolicyName is not null)
                .Select(static problem => EndpointDescription.Response(problem.Status, problem.When, problem.Status == StatusCodes.Status401Unauthorized ? null : EndpointDescription.Problem)),
        ];
        foreach (ApiRoute route in routes.All)
        {
            group.MapGet(route.Path, context => routes.HandleAsync(context, route.Handle)).WithDisplayName($"Outsourcing {route.Id}")
                .WithMetadata(EndpointDescription.Of("Outsourcing", route.Summary, [.. OpenApiDocument.PathParameters(route.Path)], responses));
        }

        group.MapGet("/openapi.json", async context =>
        {
            // Looked up when asked, so that it does not matter which was mapped first.
            string? webhooks = context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints
                .Select(endpoint => endpoint.Metadata.GetMetadata<WebhookPattern>()?.Value).FirstOrDefault(value => value is not null);
            JsonObject document = OpenApiDocument.Of(root, routes.All, webhooks, context.RequestServices.GetServices<IWebhookReceiver>(), await SecurityAsync(context, access.PolicyName).ConfigureAwait(false));
            await ApiAnswer.WriteAsync(context, json => document.WriteTo(json)).ConfigureAwait(false);
        }).WithDisplayName("Outsourcing OpenAPI description");
        return access.PolicyName is { } name ? group.RequireAuthorization(name) : group.AllowAnonymous();
    }

    // How callers sign in is the app's own: what its usual scheme tells of itself is said, and the policy is named.
    private static async Task<JsonObject?> SecurityAsync(HttpContext context, string? policy)
    {
        if (policy is null)
        {
            return null;
        }

        AuthenticationScheme? usual = context.RequestServices.GetService<IAuthenticationSchemeProvider>() is { } schemes ? await schemes.GetDefaultAuthenticateSchemeAsync().ConfigureAwait(false) : null;
        JsonObject security = usual?.HandlerType == typeof(CookieAuthenticationHandler)
            ? new JsonObject { ["type"] = "apiKey", ["in"] = "cookie", ["name"] = CookieAuthenticationDefaults.CookiePrefix + usual.Name }
            : new JsonObject { ["type"] = "http", ["scheme"] = (usual?.Name ?? "bearer").ToLowerInvariant() };
        security["description"] = $"The app's own sign-in; its policy '{policy}' says who may read.";
        return security;
    }

    /// <summary>Where the webhook addresses begin, for the description.</summary>
    private sealed record WebhookPattern(string Value);
}
