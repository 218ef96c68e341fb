using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Outsourcing.Storage;
using Shouldly;

namespace Outsourcing.AspNetCore.Tests;

public sealed class StandardWebhookOptionsTests
{
    private static readonly Uri Hook = new("https://billing.example/hook");
    private static readonly string Short = "whsec_" + Convert.ToBase64String(new byte[23]);

    public static TheoryData<string, Action<StandardWebhookOptions>> Wrong => new()
    {
        { "Webhook subscriber 'default/billing': secret 2 of 2 holds 23 bytes, and the specification asks for 24 to 64", options => options.Subscribe("billing", Hook, WebhookBook.Secret, Short) },
        { "Webhook subscriber 'default/billing': secret 1 of 1 does not start with 'whsec_'", options => options.Subscribe("billing", Hook, WebhookBook.Secret["whsec_".Length..]) },
        { "Webhook subscriber 'default/billing': it has 0 secrets", options => options.Subscribe("billing", Hook) },
        { "Webhook subscriber 'default/billing': the name is given 2 times", options => options.Subscribe("billing", Hook, WebhookBook.Secret).Subscribe("billing", Hook, WebhookBook.Other) },
        { "Webhook subscriber 'default/billing': its address", options => options.Subscribe("billing", new Uri("http://127.0.0.1/hook"), WebhookBook.Secret) },
        { "Webhook subscriber 'default/billing': its address", options => options.Subscribe("billing", new Uri("https://user@billing.example/hook"), WebhookBook.Secret) },
        { "its name is empty or longer than 200", options => options.Subscribe(new string('x', 201), Hook, WebhookBook.Secret) },
        { "Timeout is 00:00:00", options => options.Timeout = TimeSpan.Zero },
        { "Timeout is 00:00:30 and WorkOptions.LeaseDuration 00:00:30", options => options.Timeout = TimeSpan.FromSeconds(30) },
        { "RetrySchedule", options => options.RetrySchedule = [TimeSpan.Zero] },
        { "Jitter is 0.6", options => options.Jitter = 0.6 },
        { "GiveUpAfter", options => options.GiveUpAfter = TimeSpan.Zero },
        { "PrivateHosts", options => options.PrivateHosts.Add("https://hub.example/") },
        { "Source is missing", options => options.Source = null! },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Start_WrongOptions_IsRefusedNamingSubscriberAndRule(string problem, Action<StandardWebhookOptions> configure)
    {
        using ServiceProvider services = Build(configure);

        string refusal = Should.Throw<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate()).Message;

        refusal.ShouldContain(problem);
        refusal.ShouldNotContain(WebhookBook.Secret["whsec_".Length..]);
        refusal.ShouldNotContain(Short["whsec_".Length..]);
    }

    [Fact]
    public void Start_TenantsAreRequiredAndASubscriberNamesNone_IsRefused()
    {
        using ServiceProvider services = Build(options => options.Subscribe("billing", Hook, WebhookBook.Secret), builder => builder.UseTenants(tenancy => tenancy.DefaultTenant = null));

        Should.Throw<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate()).Message
            .ShouldContain("Webhook subscriber 'billing': it names no tenant, and tenants are required");
    }

    [Fact]
    public async Task Subscribe_WithoutATenant_BelongsToTheDefaultOne()
    {
        TenantId only = TenantId.From("only");
        using ServiceProvider services = Build(options => options.Subscribe("billing", Hook, WebhookBook.Secret), builder => builder.UseTenants(tenancy => tenancy.DefaultTenant = only));
        IWebhookSubscriptions subscriptions = services.GetRequiredService<IWebhookSubscriptions>();

        services.GetRequiredService<IStartupValidator>().Validate();
        (await subscriptions.ListAsync(only)).ShouldHaveSingleItem().Tenant.ShouldBe(only);
        (await subscriptions.ListAsync(TenantId.Default)).ShouldBeEmpty();
        (await subscriptions.FindAsync(TenantId.Default, "billing")).ShouldBeNull();
    }

    [Fact]
    public async Task AddStandardWebhooks_CalledTwice_SendsOnceAndKeepsBothSubscribers()
    {
        ServiceCollection services = new();
        services.AddOutsourcing()
            .AddStandardWebhooks(options => options.Subscribe("billing", Hook, WebhookBook.Secret))
            .AddStandardWebhooks(options => options.Subscribe("helpdesk", Hook, WebhookBook.Other));
        using ServiceProvider built = services.BuildServiceProvider();

        built.GetServices<CallRecordHandlerRegistration>().Count(handler => handler.Name == "standard-webhooks").ShouldBe(1);
        (await built.GetRequiredService<IWebhookSubscriptions>().ListAsync(TenantId.Default)).Count.ShouldBe(2);
    }

    [Fact]
    public void Subscription_Printed_ShowsNeitherSecretNorAddress()
    {
        WebhookSubscription subscription = new() { Tenant = TenantId.From("acme"), Name = "billing", Address = Hook, Secrets = [WebhookBook.Secret] };

        subscription.ToString().ShouldBe("acme/billing");
        JsonSerializer.Serialize(subscription).ShouldNotContain(WebhookBook.Secret["whsec_".Length..]);
    }

    private static ServiceProvider Build(Action<StandardWebhookOptions> configure, Action<IOutsourcingBuilder>? further = null)
    {
        ServiceCollection services = new();
        IOutsourcingBuilder builder = services.AddOutsourcing().AddStandardWebhooks(configure);
        further?.Invoke(builder);
        return services.BuildServiceProvider();
    }
}
