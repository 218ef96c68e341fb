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

    [Theory]
    [InlineData(ForwardingWhen.Always, "*7212025550145")]
    [InlineData(ForwardingWhen.Busy, "*7112025550145")]
    [InlineData(ForwardingWhen.NoAnswer, "*7112025550145")]
    public void Instructions_VerizonWireless_HasOneCodeForBusyAndUnanswered(ForwardingWhen when, string on)
    {
        ForwardingInstruction instruction = Plan(ForwardingCodes.VerizonWireless, Rule(when, Partner)).Instructions().Single();

        (instruction.On.Value, instruction.Off, instruction.Query).ShouldBe((on, "*73", null));
        instruction.ToString().ShouldNotContain("2025550145");
    }

    [Theory]
    [InlineData(5, "*11*5#")]
    [InlineData(10, "*11*10#")]
    [InlineData(30, "*11*30#")]
    public void Instructions_RingTime_StandsInTheCodeWhereTheNetworkTakesOne(int seconds, string end) =>
        Plan(ForwardingCodes.Gsm, Rule(ForwardingWhen.NoAnswer, Partner) with { RingSeconds = seconds }).Instructions().Single().On.Value.ShouldEndWith(end);

    [Fact]
    public void Known_EverySet_HasAnOffForEachOnAndCodesThatAreDialled()
    {
        foreach (ForwardingCodes codes in ForwardingCodes.Known)
        {
            codes.Off.Keys.Order().ShouldBe(codes.On.Keys.Order(), codes.Name);
            codes.On.Values.ShouldAllBe(code => code.Contains("{number}"), codes.Name);
            codes.On.Values.Concat(codes.Off.Values).Concat(codes.Query.Values)
                .ShouldAllBe(code => code.Replace("{number}", "").Replace("{seconds}", "").All(character => char.IsAsciiDigit(character) || character == '*' || character == '#'), codes.Name);
            codes.Query.Keys.ShouldBeSubsetOf(codes.On.Keys, codes.Name);
        }
    }

    [Fact]
    public void Find_Carrier_IsItsSetOrNone()
    {
        ForwardingCodes.Find("t-mobile us").ShouldBeSameAs(ForwardingCodes.Gsm);
        ForwardingCodes.Find("AT&T Mobility").ShouldBeSameAs(ForwardingCodes.Gsm);
        ForwardingCodes.Find("Verizon Wireless").ShouldBeSameAs(ForwardingCodes.VerizonWireless);
        ForwardingCodes.Find("North American line").ShouldBeSameAs(ForwardingCodes.NorthAmericanLine);
        ForwardingCodes.Find("A carrier of next year").ShouldBeNull();
    }

    [Fact]
    public void Constructor_TwoDiversionsOfOneCase_IsRefused() =>
        Refused(() => Plan(ForwardingCodes.Gsm, Rule(ForwardingWhen.Busy, Partner), Rule(ForwardingWhen.Busy, Mobile))).ShouldContain("two diversions");

    [Fact]
    public void RefuseLoops_TwoPlansOfOneLine_IsRefused() =>
        Refused(() => ForwardingPlan.RefuseLoops([Plan(ForwardingCodes.Gsm, Rule(ForwardingWhen.Busy, Partner)), Plan(ForwardingCodes.Gsm, Rule(ForwardingWhen.NoAnswer, Partner))])).ShouldContain("second plan");

    [Fact]
    public void ToHtml_Card_IsOnePageWithEveryCode()
    {
        System.Xml.Linq.XDocument page = System.Xml.Linq.XDocument.Parse(ForwardingCard.ToHtml(Plan(ForwardingCodes.Gsm, Rule(ForwardingWhen.Busy, Partner), Rule(ForwardingWhen.NoAnswer, Partner))).Replace("<!DOCTYPE html>", "", StringComparison.Ordinal).Replace("<meta charset=\"utf-8\">", "", StringComparison.Ordinal));

        page.Descendants("code").Select(code => code.Value).ShouldBe(["**67*+12025550145*11#", "##67#", "*#67#", "**61*+12025550145*11*15#", "##61#", "*#61#", "##002#"]);
        page.Descendants("style").Single().Value.ShouldContain("@page");
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
