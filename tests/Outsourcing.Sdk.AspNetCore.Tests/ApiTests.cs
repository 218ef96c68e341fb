using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Calls;
using Outsourcing.Delegation;
using Outsourcing.Partners;
using Outsourcing.Storage;
using Outsourcing.Testing;
using Outsourcing.Webhooks;
using Shouldly;

namespace Outsourcing.AspNetCore.Tests;

public sealed class ApiTests
{
    private static readonly TenantId Acme = TenantId.From("acme");

    [Fact]
    public async Task Documents_AreListedPageByPageAndReadOneByOne()
    {
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using WebhookHost host = await AnonymousAsync(simulator);
        IDocumentStore<Partner> partners = host.Services.GetRequiredService<IDocumentStore<Partner>>();
        foreach (int index in Enumerable.Range(0, 5))
        {
            await partners.SaveAsync(new Partner { Id = PartnerId.From($"p{index}"), Name = $"Partner {index}" });
        }

        List<string> seen = [];
        string? next = null;
        do
        {
            JsonNode page = await GetAsync(host, $"/outsourcing/partners?limit=2{(next is null ? "" : $"&after={next}")}");
            seen.AddRange(page["items"]!.AsArray().Select(item => item!["document"]!["name"]!.GetValue<string>()));
            next = page["next"]?.GetValue<string>();
        }
        while (next is not null);

        seen.ShouldBe(["Partner 0", "Partner 1", "Partner 2", "Partner 3", "Partner 4"]);
        (await GetAsync(host, "/outsourcing/partners/p3"))["revision"]!.GetValue<int>().ShouldBe(1);
        (await StatusAsync(host, "/outsourcing/partners/nobody")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Briefs_AreReadByVersionAndReviewed()
    {
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using WebhookHost host = await AnonymousAsync(simulator);
        IDocumentStore<DelegationBrief> briefs = host.Services.GetRequiredService<IDocumentStore<DelegationBrief>>();
        await briefs.SaveAsync(new DelegationBrief { Id = BriefId.From("desk"), Version = 1, Title = "First" });
        await briefs.SaveAsync(new DelegationBrief { Id = BriefId.From("desk"), Version = 2, Title = "Second" });

        (await GetAsync(host, "/outsourcing/briefs/desk"))["document"]!["title"]!.GetValue<string>().ShouldBe("Second");
        (await GetAsync(host, "/outsourcing/briefs/desk/versions/1"))["document"]!["title"]!.GetValue<string>().ShouldBe("First");
        (await GetAsync(host, "/outsourcing/briefs/desk/versions"))["items"]!.AsArray().Count.ShouldBe(2);
        (await GetAsync(host, "/outsourcing/briefs/desk/review"))["findings"]!.AsArray().Count.ShouldBeGreaterThan(0);
        (await StatusAsync(host, "/outsourcing/briefs/desk/versions/x")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(host, "/outsourcing/briefs/none/review")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Calls_AreListedByWindowAndPage()
    {
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using WebhookHost host = await AnonymousAsync(simulator);
        DateTimeOffset nine = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        await host.Services.GetRequiredService<ICallStore>().MergeAsync([.. Enumerable.Range(0, 5).Select(index => new CallUpdate
        {
            Call = new CallId("twilio", "north", $"CA{index}"),
            Revision = new CallRevision(nine.AddMinutes(index), "o"),
            Status = CallStatus.Completed,
            StartedAt = nine.AddMinutes(index),
        })]);

        JsonNode first = await GetAsync(host, "/outsourcing/calls?from=2026-03-02T09:01:00Z&limit=3");
        JsonNode second = await GetAsync(host, $"/outsourcing/calls?from=2026-03-02T09:01:00Z&limit=3&after={Uri.EscapeDataString(first["next"]!.GetValue<string>())}");

        first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(call => call!["id"]!.GetValue<string>().Split('/')[^1]).ShouldBe(["CA4", "CA3", "CA2", "CA1"]);
        second["next"].ShouldBeNull();
        (await GetAsync(host, "/outsourcing/calls/twilio/north/CA2"))["status"]!.GetValue<string>().ShouldBe("completed");
        foreach (string bad in new[] { "from=yesterday", "limit=0", "limit=501", "limit=x", "after=x" })
        {
            (await StatusAsync(host, $"/outsourcing/calls?{bad}")).ShouldBe(HttpStatusCode.BadRequest, bad);
        }
    }

    [Fact]
    public async Task Verdicts_AreListedNewestFirst()
    {
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using WebhookHost host = await AnonymousAsync(simulator);
        IVerdictTrail trail = host.Services.GetRequiredService<IVerdictTrail>();
        foreach (int index in Enumerable.Range(0, 3))
        {
            await trail.AppendAsync(VerdictEntry.Of($"subject/{index % 2}", DateTimeOffset.UnixEpoch, Verdict.Of(index, new VerdictExplanation { Rule = "r/1", Source = "s", Summary = $"{index}" })));
        }

        JsonNode first = await GetAsync(host, "/outsourcing/verdicts?limit=2");
        JsonNode second = await GetAsync(host, $"/outsourcing/verdicts?limit=2&after={first["next"]!.GetValue<string>()}");

        first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(entry => entry!["value"]!.GetValue<string>()).ShouldBe(["2", "1", "0"]);
        (await GetAsync(host, "/outsourcing/verdicts?subject=subject/1"))["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task DeadLetters_SayWhatWasGivenUpAndWhy_NotWhatWasInIt()
    {
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using WebhookHost host = await WebhookHost.StartAsync(simulator, RefuseEverything, app => app.MapOutsourcingApi("/outsourcing", OutsourcingApiAccess.Anonymous));
        foreach (string queue in new[] { "webhooks", "deliveries", "commands" })
        {
            (await GetAsync(host, $"/outsourcing/dead-letters/{queue}"))["items"]!.AsArray().ShouldBeEmpty(queue);
        }

        await GiveUpAsync(host, "lost");

        JsonNode webhook = (await GetAsync(host, "/outsourcing/dead-letters/webhooks"))["items"]!.AsArray().Single()!;
        JsonNode delivery = (await GetAsync(host, "/outsourcing/dead-letters/deliveries"))["items"]!.AsArray().Single()!;
        JsonNode command = (await GetAsync(host, "/outsourcing/dead-letters/commands?limit=1"))["items"]!.AsArray().Single()!;
        (webhook["provider"]!.GetValue<string>(), webhook["account"]!.GetValue<string>(), webhook["about"]!.GetValue<string>(), webhook["attempts"]!.GetValue<int>()).ShouldBe(("twilio", "north", "lost", 1));
        webhook["reason"]!.GetValue<string>().ShouldContain("cannot be read as an event");
        webhook["givenUpAt"]!.GetValue<DateTimeOffset>().ShouldBeGreaterThanOrEqualTo(webhook["createdAt"]!.GetValue<DateTimeOffset>());
        JsonNode backlog = await GetAsync(host, "/outsourcing/backlog");
        foreach (string queue in new[] { "webhooks", "deliveries", "commands" })
        {
            (backlog[queue]!["pending"]!.GetValue<long>(), backlog[queue]!["dead"]!.GetValue<long>(), backlog[queue]!["lagSeconds"]!.GetValue<double>()).ShouldBe((0, 1, 0), queue);
        }

        delivery["about"]!.GetValue<string>().ShouldBe("crm: twilio/north/lost");
        delivery["reason"]!.GetValue<string>().ShouldContain("The CRM has no such contact.");
        command["about"]!.GetValue<string>().ShouldBe("refuse");
        command["reason"]!.GetValue<string>().ShouldContain("The provider has no such command.");
        string.Concat(webhook.ToJsonString(), delivery.ToJsonString(), command.ToJsonString()).ShouldNotContain("secret");
        (await host.Services.GetRequiredService<IWebhookInbox>().ReplayAsync(webhook["id"]!.GetValue<long>())).ShouldBeTrue();
        (await StatusAsync(host, "/outsourcing/dead-letters/webhooks?limit=0")).ShouldBe(HttpStatusCode.BadRequest);
        (await StatusAsync(host, "/outsourcing/dead-letters/others")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    [Reliability(26, "every route that the description names: nothing of another tenant")]
    public async Task EveryRoute_OfAnotherTenant_ShowsNothing()
    {
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using WebhookHost host = await WebhookHost.StartAsync(
            simulator,
            services =>
            {
                RefuseEverything(services);
                services.Configure<TenancyOptions>(tenancy =>
                {
                    tenancy.DefaultTenant = null;
                    tenancy.Give("twilio", "north", Acme);
                });
            },
            app =>
            {
                app.Use(async (context, next) =>
                {
                    if (context.Request.Headers["X-Tenant"] is [{ } tenant])
                    {
                        using (context.RequestServices.GetRequiredService<ITenantAccessor>().Use(TenantId.From(tenant)))
                        {
                            await next(context);
                        }
                    }
                    else
                    {
                        await next(context);
                    }
                });
                app.MapOutsourcingApi("/outsourcing", OutsourcingApiAccess.Anonymous);
            });
        using (host.Services.GetRequiredService<ITenantAccessor>().Use(Acme))
        {
            await host.Services.GetRequiredService<IDocumentStore<Partner>>().SaveAsync(new Partner { Id = PartnerId.From("planted"), Name = "Planted" });
            await host.Services.GetRequiredService<IDocumentStore<DelegationBrief>>().SaveAsync(new DelegationBrief { Id = BriefId.From("planted"), Version = 1, Title = "Planted" });
            await host.Services.GetRequiredService<ICallStore>().MergeAsync([new CallUpdate { Call = new CallId("twilio", "north", "planted"), Revision = new CallRevision(DateTimeOffset.UnixEpoch, "o"), Status = CallStatus.Completed }]);
            await host.Services.GetRequiredService<IVerdictTrail>().AppendAsync(VerdictEntry.Of("planted", DateTimeOffset.UnixEpoch, Verdict.Of(1, new VerdictExplanation { Rule = "planted/1", Source = "s", Summary = "planted" })));
            await GiveUpAsync(host, "planted");
        }

        foreach ((string tenant, long dead) in new[] { ("acme", 1L), ("zenith", 0L) })
        {
            JsonNode.Parse(await BodyAsync(host, "/outsourcing/backlog", tenant))!["webhooks"]!["dead"]!.GetValue<long>().ShouldBe(dead, tenant);
        }

        JsonNode description = await GetAsync(host, "/outsourcing/openapi.json");
        string[] paths = [.. description["paths"]!.AsObject().Select(path => path.Key).Where(path => path.StartsWith("/outsourcing/", StringComparison.Ordinal))];
        paths.Length.ShouldBeGreaterThan(15);
        foreach (string path in paths)
        {
            string address = path.Replace("{version}", "1", StringComparison.Ordinal).Replace("{provider}", "twilio", StringComparison.Ordinal).Replace("{account}", "north", StringComparison.Ordinal);
            address = System.Text.RegularExpressions.Regex.Replace(address, @"\{\w+\}", "planted");

            string other = await BodyAsync(host, address, "zenith");
            string own = await BodyAsync(host, address, "acme");

            other.ShouldNotContain("planted", Case.Insensitive, address);
            (await StatusAsync(host, address)).ShouldBe(HttpStatusCode.Forbidden, address);
            if (path is "/outsourcing/partners" or "/outsourcing/calls" or "/outsourcing/verdicts" or "/outsourcing/briefs/{id}" or "/outsourcing/dead-letters/webhooks" or "/outsourcing/dead-letters/deliveries")
            {
                own.ShouldContain("planted", Case.Insensitive, address);
            }
        }
    }

    [Fact]
    public async Task Policy_OfTheApp_DecidesWhoReads()
    {
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using WebhookHost host = await WebhookHost.StartAsync(
            simulator,
            services => services.AddAuthorization(options => options.AddPolicy("staff", policy => policy.RequireAssertion(context =>
                context.Resource is HttpContext http && http.Request.Headers["X-Badge"] == "staff")))
                .AddAuthentication("none").AddScheme<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions, NobodyIsKnown>("none", null),
            app =>
            {
                app.UseRouting();
                app.UseAuthorization();
                app.MapOutsourcingApi("/outsourcing", OutsourcingApiAccess.Policy("staff"));
            });

        (await StatusAsync(host, "/outsourcing/partners")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(host, "/outsourcing/openapi.json")).ShouldBe(HttpStatusCode.Unauthorized);
        using HttpClient client = Client(host);
        client.DefaultRequestHeaders.Add("X-Badge", "staff");
        (await client.GetAsync(new Uri("/outsourcing/partners", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        JsonNode description = JsonNode.Parse(await client.GetStringAsync(new Uri("/outsourcing/openapi.json", UriKind.Relative)))!;
        JsonNode operation = description["paths"]!["/outsourcing/partners"]!["get"]!;
        operation["responses"]!.AsObject().Select(response => response.Key).ShouldBe(["200", "400", "401", "403", "404"]);
        string scheme = operation["security"]!.AsArray().Single()!.AsObject().Single().Key;
        JsonNode security = description["components"]!["securitySchemes"]![scheme]!;
        (security["type"]!.GetValue<string>(), security["scheme"]!.GetValue<string>()).ShouldBe(("http", "none"));
        security["description"]!.GetValue<string>().ShouldContain("'staff'");
    }

    [Fact]
    public async Task Mapping_WithAPolicyAndNoAuthorization_SaysWhatToCall()
    {
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();

        OutsourcingException refused = await Should.ThrowAsync<OutsourcingException>(() => WebhookHost.StartAsync(
            simulator, use: app => app.MapOutsourcingApi("/outsourcing", OutsourcingApiAccess.Policy("staff"))));

        refused.Message.ShouldContain("AddAuthorization");
        Should.Throw<ArgumentException>(() => OutsourcingApiAccess.Policy(" "));
    }

    [Fact]
    public async Task Description_NamesEveryRouteAndWebhook_AndItsReferencesLead()
    {
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using WebhookHost host = await AnonymousAsync(simulator);

        JsonNode description = await GetAsync(host, "/outsourcing/openapi.json");

        description["openapi"]!.GetValue<string>().ShouldBe("3.1.0");
        foreach (string method in new[] { "post", "get" })
        {
            description["paths"]!["/hooks/twilio/north"]![method]!["responses"]!.AsObject().Select(response => response.Key)
                .ShouldBe(["200", "204", "403", "404", "413", "429", "431", "500", "503"], method);
        }

        description["paths"]!["/hooks/twilio/north"]!["get"]!["requestBody"].ShouldBeNull();
        description["paths"]!["/outsourcing/calls"]!["get"]!["responses"]!.AsObject().Select(response => response.Key).ShouldBe(["200", "400", "403", "404"]);
        description["paths"]!["/outsourcing/calls"]!["get"]!["security"].ShouldBeNull();
        description["paths"]!["/outsourcing/calls"]!["get"]!["parameters"]!.AsArray().Select(parameter => parameter!["name"]!.GetValue<string>())
            .ShouldBe(["from", "until", "provider", "account", "after", "limit"]);
        string[] references = [.. References(description).Distinct()];
        references.Length.ShouldBeGreaterThan(8);
        references.Where(reference => Resolve(description, reference) is null).ShouldBeEmpty();
        description["components"]!["schemas"]!["Partner"]!["properties"]!["id"]!["type"]!.GetValue<string>().ShouldBe("string");
    }

    [Fact]
    public async Task Description_ByTheFrameworksOwnOpenApi_NamesTheWebhooksParametersAndAnswers()
    {
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using WebhookHost host = await WebhookHost.StartAsync(
            simulator,
            services => services.AddOpenApi(),
            app =>
            {
                app.MapOutsourcingApi("/outsourcing", OutsourcingApiAccess.Anonymous);
                app.MapOpenApi();
            });

        JsonNode description = await GetAsync(host, "/openapi/v1.json");

        JsonObject paths = description["paths"]!.AsObject();
        foreach (string method in new[] { "post", "get" })
        {
            JsonNode webhook = paths["/hooks/{provider}/{account}"]![method]!;
            Parameters(webhook).ShouldBe(["provider", "account"]);
            webhook["responses"]!.AsObject().Select(response => response.Key).Order().ShouldBe(["200", "204", "403", "404", "413", "429", "431", "500", "503"]);
        }

        static IEnumerable<string> Parameters(JsonNode operation) => (operation["parameters"]?.AsArray() ?? []).Where(parameter => parameter!["in"]!.GetValue<string>() == "path").Select(parameter => parameter!["name"]!.GetValue<string>());
    }

    private static void RefuseEverything(IServiceCollection services) =>
        services.AddOutsourcing().AddCallRecordHandler<RefusingHandler>("crm").AddOutboxSender<RefusingSender>();

    /// <summary>Has a webhook, a delivery and a command that are given up.</summary>
    private static async Task GiveUpAsync(WebhookHost host, string id)
    {
        IWebhookInbox inbox = host.Services.GetRequiredService<IWebhookInbox>();
        ICallDeliveries deliveries = host.Services.GetRequiredService<ICallDeliveries>();
        ICommandOutbox outbox = host.Services.GetRequiredService<ICommandOutbox>();
        await host.Services.GetRequiredService<ICallStore>().MergeAsync(
            [new CallUpdate { Call = new CallId("twilio", "north", id), Revision = new CallRevision(DateTimeOffset.UnixEpoch, "dead"), Status = CallStatus.Completed, Caller = new CallParty { Name = "secret" } }]);
        await inbox.StoreAsync(new InboxMessage
        {
            Key = new InboxKey("twilio", "north", id),
            Request = new WebhookRequest("POST", "https://crm.example/hook", [], "secret=1"u8.ToArray()),
            Verification = WebhookVerification.BodyNoTimestamp,
            ReceivedAt = DateTimeOffset.UnixEpoch,
        });
        await outbox.EnqueueAsync(new OutboxCommand { Key = id, Name = "refuse", Provider = "twilio", Account = "north", Payload = "secret" });
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(1));
        do
        {
            await host.Services.GetRequiredService<InboxProcessor>().ProcessPendingAsync(limit.Token);
            await host.Services.GetRequiredService<CallDeliveryProcessor>().ProcessPendingAsync(limit.Token);
            await host.Services.GetRequiredService<OutboxProcessor>().ProcessPendingAsync(limit.Token);
        }
        while ((await inbox.GetBacklogAsync(limit.Token)).Pending + (await deliveries.GetBacklogAsync(limit.Token)).Pending + (await outbox.GetBacklogAsync(limit.Token)).Pending > 0);
    }

    private static Task<WebhookHost> AnonymousAsync(TwilioSimulator simulator) =>
        WebhookHost.StartAsync(simulator, use: app => app.MapOutsourcingApi("/outsourcing", OutsourcingApiAccess.Anonymous));

#pragma warning disable RS0030 // A test has no factory; the handler is disposed with the client.
    private static HttpClient Client(WebhookHost host) => new(new SocketsHttpHandler()) { BaseAddress = host.Address };
#pragma warning restore RS0030

    private static async Task<JsonNode> GetAsync(WebhookHost host, string address)
    {
        using HttpClient client = Client(host);
        HttpResponseMessage answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    private static async Task<HttpStatusCode> StatusAsync(WebhookHost host, string address)
    {
        using HttpClient client = Client(host);
        return (await client.GetAsync(new Uri(address, UriKind.Relative))).StatusCode;
    }

    private static async Task<string> BodyAsync(WebhookHost host, string address, string tenant)
    {
        using HttpClient client = Client(host);
        client.DefaultRequestHeaders.Add("X-Tenant", tenant);
        return await (await client.GetAsync(new Uri(address, UriKind.Relative))).Content.ReadAsStringAsync();
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject owner => owner.SelectMany(member => member is { Key: "$ref", Value: JsonValue value } ? [value.GetValue<string>()] : References(member.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };

    private static JsonNode? Resolve(JsonNode document, string reference)
    {
        JsonNode? node = document;
        foreach (string part in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            node = node is JsonArray list ? list[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)] : node?[part];
        }

        return node;
    }

    private sealed class RefusingHandler : ICallRecordHandler
    {
        public Task HandleAsync(CallRecordChange change, CancellationToken cancellationToken = default) => throw new PermanentWorkException("The CRM has no such contact.");
    }

    private sealed class RefusingSender : IOutboxSender
    {
        public string CommandName => "refuse";

        public Task<string?> SendAsync(OutboxCommand command, CancellationToken cancellationToken = default) => throw new PermanentWorkException("The provider has no such command.");

        public Task<OutboxLookup> LookUpAsync(OutboxCommand command, CancellationToken cancellationToken = default) => throw new PermanentWorkException("The provider has no such command.");
    }

    private sealed class NobodyIsKnown(
        Microsoft.Extensions.Options.IOptionsMonitor<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions> options,
        Microsoft.Extensions.Logging.ILoggerFactory logger,
        System.Text.Encodings.Web.UrlEncoder encoder)
        : Microsoft.AspNetCore.Authentication.AuthenticationHandler<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<Microsoft.AspNetCore.Authentication.AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Microsoft.AspNetCore.Authentication.AuthenticateResult.NoResult());
    }
}
