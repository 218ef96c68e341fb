using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Telephony;
using Outsourcing.Testing;
using Outsourcing.Webhooks;
using Shouldly;

namespace Outsourcing.Answering.Tests.Forwarding;

/// <summary>Diverting at a provider, against a provider on loopback.</summary>
public sealed class ProviderForwardingTests
{
    private static readonly PhoneNumber Line = PhoneNumber.Parse("+12125550100");
    private static readonly PhoneNumber Own = PhoneNumber.Parse("+12025550144");
    private static readonly PhoneNumber Partner = PhoneNumber.Parse("+14155550123");
    private static readonly NumberRouting Hooks = new() { Answer = new Uri("https://crm.example.com/hooks/twilio/north") };

    [Fact]
    public async Task TurnOnAndOff_OwnedLine_IsRoutedToTheAppAndBack()
    {
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using ServiceProvider services = Services(simulator);
        ITelephony telephony = services.GetRequiredKeyedService<ITelephony>("north");
        simulator.Own(Line);
        NumberRouting old = new() { Answer = new Uri("https://old.example.com/answer") };
        await ProviderForwarding.TurnOnAsync(telephony, Line, old);

        OwnedNumber before = await ProviderForwarding.TurnOnAsync(telephony, Line, Hooks);
        Uri during = (await OnlyAsync(telephony)).Routing!.Answer;
        await ProviderForwarding.TurnOffAsync(telephony, before);

        during.ShouldBe(Hooks.Answer);
        before.Routing!.Answer.ShouldBe(old.Answer);
        (await OnlyAsync(telephony)).Routing!.Answer.ShouldBe(old.Answer);
    }

    [Fact]
    public async Task TurnOn_LineOfSomebodyElse_IsRefusedWithoutItsNumber()
    {
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using ServiceProvider services = Services(simulator);

        ForwardingException refused = await Should.ThrowAsync<ForwardingException>(() => ProviderForwarding.TurnOnAsync(services.GetRequiredKeyedService<ITelephony>("north"), Line, Hooks));

        refused.Message.ShouldContain("twilio/north");
        refused.Message.ShouldNotContain("555");
    }

    [Fact]
    public async Task ToFlow_NoAnswer_TheOwnTelephoneRingsAndThenThePartner()
    {
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using ServiceProvider services = Services(simulator);
        CallFlow flow = ProviderForwarding.ToFlow(Line, [Rule(ForwardingWhen.NoAnswer, Partner), Rule(ForwardingWhen.Busy, Partner), Rule(ForwardingWhen.Unreachable, Partner)], Own);

        WebhookReply reply = services.GetRequiredKeyedService<IWebhookReceiver>("twilio/north").Render(flow);

        XElement[] dials = [.. XDocument.Parse(Encoding.UTF8.GetString(reply.Body.Span)).Descendants("Dial")];
        dials.Select(dial => dial.Value).ShouldBe([Own.E164, Partner.E164]);
        dials[0].Attribute("timeout")!.Value.ShouldBe("15");
    }

    [Fact]
    public void ToFlow_Always_RingsThePartnerAlone() =>
        ProviderForwarding.ToFlow(Line, [Rule(ForwardingWhen.Always, Partner)]).Steps.ShouldHaveSingleItem().ShouldBeOfType<DialStep>().Number.ShouldBe(Partner);

    [Fact]
    public void ToFlow_WhatAProviderCannotDo_IsRefusedWithTheRemedy()
    {
        Refused([], Own).ShouldContain("at least one");
        Refused([Rule(ForwardingWhen.Always, Line)], null).ShouldContain("neither the line");
        Refused([Rule(ForwardingWhen.NoAnswer, Own)], Own).ShouldContain("own telephone");
        Refused([Rule(ForwardingWhen.NoAnswer, Partner)], Line).ShouldContain("neither the line");
        Refused([Rule(ForwardingWhen.Always, Partner), Rule(ForwardingWhen.Busy, Partner)], Own).ShouldContain("never take effect");
        Refused([Rule(ForwardingWhen.NoAnswer, Partner)], null).ShouldContain("ownPhone");
        Refused([Rule(ForwardingWhen.Busy, Partner)], Own).ShouldContain("nobody answers");
        Refused([Rule(ForwardingWhen.NoAnswer, Partner), Rule(ForwardingWhen.Busy, PhoneNumber.Parse("+14155550124"))], Own).ShouldContain("one number");
    }

    [Fact]
    public async Task TurnOff_LineThatHadNoRouting_IsRefused()
    {
        await using TwilioSimulator simulator = await TwilioSimulator.StartAsync();
        await using ServiceProvider services = Services(simulator);

        await Should.ThrowAsync<ForwardingException>(() => ProviderForwarding.TurnOffAsync(services.GetRequiredKeyedService<ITelephony>("north"), new OwnedNumber { Id = "PN1", Number = Line }));
    }

    private static string Refused(ForwardingRule[] rules, PhoneNumber? own) => Should.Throw<ForwardingException>(() => ProviderForwarding.ToFlow(Line, rules, own)).Message;

    private static ForwardingRule Rule(ForwardingWhen when, PhoneNumber target) => new() { When = when, Target = target, RingSeconds = 15 };

    private static async Task<OwnedNumber> OnlyAsync(ITelephony telephony)
    {
        List<OwnedNumber> numbers = [];
        await foreach (OwnedNumber number in telephony.ListNumbersAsync())
        {
            numbers.Add(number);
        }

        return numbers.ShouldHaveSingleItem();
    }

    private static ServiceProvider Services(TwilioSimulator simulator)
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddOutsourcing().AddTwilio("north", options => (options.AccountSid, options.AuthToken, options.BaseAddress) = (simulator.AccountSid, simulator.AuthToken, simulator.BaseAddress));
        return services.BuildServiceProvider();
    }
}
