using Outsourcing.Answering;
using Shouldly;

namespace Outsourcing.Tests.Answering;

public sealed class ForwardingPlanTests
{
    private static readonly PhoneNumber Shop = PhoneNumber.Parse("+12025550143");
    private static readonly PhoneNumber Mobile = PhoneNumber.Parse("+12025550144");
    private static readonly PhoneNumber Partner = PhoneNumber.Parse("+12025550145");

    [Theory]
    [InlineData(ForwardingWhen.Always, "**21*+12025550145*11#", "##21#", "*#21#")]
    [InlineData(ForwardingWhen.Busy, "**67*+12025550145*11#", "##67#", "*#67#")]
    [InlineData(ForwardingWhen.NoAnswer, "**61*+12025550145*11*15#", "##61#", "*#61#")]
    [InlineData(ForwardingWhen.Unreachable, "**62*+12025550145*11#", "##62#", "*#62#")]
    public void Instructions_Gsm_FollowTheStandard(ForwardingWhen when, string on, string off, string query)
    {
        ForwardingInstruction instruction = Plan(ForwardingCodes.Gsm, Rule(when, Partner)).Instructions().Single();

        instruction.On.Value.ShouldBe(on);
        instruction.Off.ShouldBe(off);
        instruction.Query.ShouldBe(query);
    }

    [Theory]
    [InlineData(ForwardingWhen.Always, "*7212025550145", "*73")]
    [InlineData(ForwardingWhen.Busy, "*9012025550145", "*91")]
    [InlineData(ForwardingWhen.NoAnswer, "*9212025550145", "*93")]
    public void Instructions_NorthAmericanLine_StarCodes(ForwardingWhen when, string on, string off)
    {
        ForwardingInstruction instruction = Plan(ForwardingCodes.NorthAmericanLine, Rule(when, Partner)).Instructions().Single();

        instruction.On.Value.ShouldBe(on);
        instruction.Off.ShouldBe(off);
        instruction.Query.ShouldBeNull();
    }

    [Fact]
    public void Constructor_CarrierWithoutTheCode_IsRefused() =>
        Refused(() => Plan(ForwardingCodes.NorthAmericanLine, Rule(ForwardingWhen.Unreachable, Partner))).ShouldContain("no code");

    [Fact]
    public void Constructor_ToItself_IsRefused() =>
        Refused(() => Plan(ForwardingCodes.Gsm, Rule(ForwardingWhen.Busy, Shop))).ShouldContain("itself");

    [Fact]
    public void Constructor_AlwaysAndAnother_IsRefused() =>
        Refused(() => Plan(ForwardingCodes.Gsm, Rule(ForwardingWhen.Always, Partner), Rule(ForwardingWhen.Busy, Partner))).ShouldContain("never take effect");

    [Fact]
    public void Constructor_OneCodeTwoNumbers_IsRefused() =>
        Refused(() => Plan(ForwardingCodes.VerizonWireless, Rule(ForwardingWhen.Busy, Partner), Rule(ForwardingWhen.NoAnswer, Mobile))).ShouldContain("one number");

    [Fact]
    public void Constructor_StarCodesAbroad_IsRefused() =>
        Refused(() => Plan(ForwardingCodes.NorthAmericanLine, Rule(ForwardingWhen.Always, PhoneNumber.Parse("+442079460018")))).ShouldContain("North America");

    [Fact]
    public void RefuseLoops_InACircle_NamesTheLinesNotTheNumbers()
    {
        ForwardingPlan first = Plan(ForwardingCodes.Gsm, Rule(ForwardingWhen.NoAnswer, Mobile));
        ForwardingPlan second = new("Owner's mobile", Mobile, ForwardingCodes.Gsm, [Rule(ForwardingWhen.Busy, Shop)]);

        string message = Refused(() => ForwardingPlan.RefuseLoops([first, second]));

        message.ShouldContain("Shop to Owner's mobile and back to Shop");
        message.ShouldNotContain("555");
    }

    [Fact]
    public void RefuseLoops_TwoWaysToOnePartner_IsFine() =>
        Should.NotThrow(() => ForwardingPlan.RefuseLoops(
        [
            Plan(ForwardingCodes.Gsm, Rule(ForwardingWhen.NoAnswer, Mobile), Rule(ForwardingWhen.Busy, Partner)),
            new ForwardingPlan("Owner's mobile", Mobile, ForwardingCodes.Gsm, [Rule(ForwardingWhen.Busy, Partner)]),
        ]));

    [Theory]
    [InlineData("911", "US")]
    [InlineData("112", "DE")]
    [InlineData("999", "GB")]
    [InlineData("not a number", "US")]
    public void ParseTarget_EmergencyOrNonsense_IsRefused(string text, string region) =>
        Should.Throw<ForwardingException>(() => ForwardingRule.ParseTarget(text, region));

    [Fact]
    public void ParseTarget_NationalNumber_IsTaken() => ForwardingRule.ParseTarget("(202) 555-0145", "US").ShouldBe(Partner);

    [Theory]
    [InlineData(3)]
    [InlineData(12)]
    [InlineData(35)]
    public void RingSeconds_NoneNetworksTake_Throws(int seconds) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Rule(ForwardingWhen.NoAnswer, Partner) with { RingSeconds = seconds });

    [Fact]
    public void ToText_Card_SaysOnOffAndCheck()
    {
        string card = ForwardingCard.ToText(Plan(ForwardingCodes.Gsm, Rule(ForwardingWhen.NoAnswer, Partner)));

        card.ShouldContain("on:    **61*+12025550145*11*15#");
        card.ShouldContain("Stop everything: ##002#");
    }

    [Fact]
    public void ToHtml_LabelOfTheOwner_IsEscaped()
    {
        ForwardingPlan plan = new("<b>Shop</b>", Shop, ForwardingCodes.Gsm, [Rule(ForwardingWhen.Always, Partner)]);

        ForwardingCard.ToHtml(plan).ShouldContain("&lt;b&gt;Shop&lt;/b&gt;");
    }

    private static ForwardingPlan Plan(ForwardingCodes codes, params ForwardingRule[] rules) => new("Shop", Shop, codes, rules);

    private static ForwardingRule Rule(ForwardingWhen when, PhoneNumber target) => new() { When = when, Target = target, RingSeconds = 15 };

    private static string Refused(Action action) => Should.Throw<ForwardingException>(action).Message;
}
