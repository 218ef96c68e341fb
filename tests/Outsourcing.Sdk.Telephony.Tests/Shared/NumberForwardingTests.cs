using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Outsourcing.Telephony.Tests;

/// <summary>A provider without a setting that forwards a number refuses, claims no such capability, and says what to do instead.</summary>
public sealed class NumberForwardingTests
{
    [Fact]
    public Task Twilio_HasNoSetting_SaysWhatToDo() => RefusesAsync("Twilio", (builder, edge) => builder.AddTwilio(
        "north",
        options => (options.AccountSid, options.AuthToken) = ("AC1", "shh"),
        edge));

    [Fact]
    public Task Plivo_HasNoSetting_SaysWhatToDo() => RefusesAsync("Plivo", (builder, edge) => builder.AddPlivo(
        "north",
        options => (options.AuthId, options.AuthToken) = ("MA1", "shh"),
        edge));

    [Fact]
    public Task SignalWire_HasNoSetting_SaysWhatToDo() => RefusesAsync("SignalWire", (builder, edge) => builder.AddSignalWire(
        "north",
        options => (options.Space, options.ProjectId, options.ApiToken, options.SigningKey) = ("example", "p", "t", "k"),
        edge));

    [Fact]
    public Task Bandwidth_HasNoSetting_SaysWhatToDo() => RefusesAsync("Bandwidth", (builder, edge) => builder.AddBandwidth(
        "north",
        options => (options.AccountId, options.UserName, options.Password, options.VoiceApplicationId, options.CallbackUserName, options.CallbackPassword) = ("1", "u", "p", "v", "h", "s"),
        edge));

    [Fact]
    public Task Jambonz_HasNoSetting_SaysWhatToDo() => RefusesAsync("jambonz", (builder, edge) => builder.AddJambonz(
        "north",
        options => (options.BaseAddress, options.AccountSid, options.ApiKey, options.ApplicationSid, options.WebhookSecret) = (new Uri("https://jambonz.example/v1"), "a", "k", "app", "s"),
        edge));

    private static async Task RefusesAsync(string provider, Action<IOutsourcingBuilder, Action<IHttpClientBuilder>> add)
    {
        RecordedHttp http = new();
        await using ServiceProvider services = http.Build(add);
        ITelephony telephony = services.GetRequiredKeyedService<ITelephony>("north");

        NotSupportedException refused = await Should.ThrowAsync<NotSupportedException>(
            async () => await telephony.ForwardNumberAsync(new OwnedNumber { Id = "1", Number = RecordedHttp.Business }, RecordedHttp.Partner));

        refused.Message.ShouldStartWith(provider, Case.Insensitive);
        refused.Message.ShouldContain("ForwardNumbers");
        refused.Message.ShouldContain("point the number's voice URL at the app");
        refused.Message.ShouldContain("DialStep");
        refused.Message.ShouldNotContain("4155550123");
        telephony.Capabilities.HasFlag(TelephonyCapabilities.ForwardNumbers).ShouldBeFalse();
        http.Sent.ShouldBeEmpty();
    }
}
