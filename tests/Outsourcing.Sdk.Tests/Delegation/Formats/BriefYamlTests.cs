using CsCheck;
using Outsourcing.Tests;
using Shouldly;

namespace Outsourcing.Delegation;

public sealed class BriefYamlTests
{
    [Fact]
    public void Read_OfWhatWasWritten_IsTheSameBrief() =>
        GenBriefs.Brief.Sample(brief => BriefYaml.Read(BriefYaml.Write(brief)) == brief, iter: 500);

    [Fact]
    public void Read_OfAnyText_IsThatText() =>
        GenBriefs.Text.Sample(text => BriefYaml.Read(BriefYaml.Write(SampleBriefs.Minimal() with { Purpose = text })).Purpose == text, iter: 3_000);

    [Fact]
    public void Write_TheFullBrief_IsAsApproved() => Snapshot.Match(BriefYaml.Write(SampleBriefs.Plumber()), "Plumber", "yaml");

    [Fact]
    public void Read_WhatAnOwnerTypes_IsUnderstood()
    {
        DelegationBrief brief = BriefYaml.Read("""
            # Our desk
            id: desk
            version: 2
            title: Front desk
            purpose: >
              Every caller
              reaches a person.
            callTypes:
              - id: lead
                name: New lead
                share: 0.5
                recognition: [asks for a price, "asks: when"]
                questions:
                  - {id: name, text: 'What''s your name?', answer: text, required: true}
            hours:
              timeZone: Europe/London
              weekly:
                - {day: Monday, from: 09:00:00, until: 17:30:00}
              holidays:
                - date: 2026-12-25
                  name: Christmas Day
            """);

        brief.Version.ShouldBe(2);
        brief.Purpose.ShouldBe("Every caller reaches a person.\n");
        brief.CallTypes[0].Recognition.ShouldBe(["asks for a price", "asks: when"]);
        brief.CallTypes[0].Questions[0].Text.ShouldBe("What's your name?");
        brief.Hours!.Weekly[0].Until.ShouldBe(new TimeOnly(17, 30));
        brief.Hours.Holidays[0].Date.ShouldBe(new DateOnly(2026, 12, 25));
    }

    [Theory]
    [InlineData("", "brief")]
    [InlineData("id: [", "line")]
    [InlineData("id: a\nversion: 1\ntitle: t\nid: b", "line 4")]
    [InlineData("id: &a x\nversion: 1\ntitle: *a", "line 1")]
    [InlineData("id: !!str x", "line 1")]
    [InlineData("id: a\nversion: one\ntitle: t", "version")]
    [InlineData("id: a\nversion: 1", "brief")]
    [InlineData("- a", "brief")]
    [InlineData("id: a\nversion: 1\ntitle: t\n---\nid: b", "brief")]
    [InlineData("id: a\nversion: 1\ntitle: t\nhours: {timeZone: Nowhere/Land}", "hours.timeZone")]
    public void Read_WhatIsNoBrief_IsRefusedWithThePlace(string yaml, string place) =>
        Should.Throw<InvalidBriefException>(() => BriefYaml.Read(yaml)).Place.ShouldStartWith(place);

    [Fact]
    public void Read_TextOfTenMegabytes_IsRefusedWithThePlace() =>
        Should.Throw<InvalidBriefException>(() => BriefYaml.Read($"id: a\nversion: 1\ntitle: t\npurpose: {new string('x', 10 << 20)}")).Defect.ShouldBe(BriefDefect.TextTooLong);

    [Fact]
    public void Read_DeepNesting_IsRefused() =>
        Should.Throw<InvalidBriefException>(() => BriefYaml.Read("id: " + string.Concat(Enumerable.Repeat("[", 500)) + string.Concat(Enumerable.Repeat("]", 500))));

    [Fact]
    public void Json_ReadOfWhatWasWritten_IsTheSameBrief() =>
        GenBriefs.Brief.Sample(brief => BriefJson.Read(BriefJson.Write(brief)) == brief, iter: 200);

    [Theory]
    [InlineData("", "brief")]
    [InlineData("null", "brief")]
    [InlineData("""{"id":"a","version":1,"title":"t","callTypes":[{"id":"x"}]}""", "callTypes[0]")]
    [InlineData("""{"id":"a","version":0,"title":"t"}""", "version")]
    public void Json_ReadOfWhatIsNoBrief_IsRefusedWithThePlace(string json, string place) =>
        Should.Throw<InvalidBriefException>(() => BriefJson.Read(json)).Place.ShouldStartWith(place);
}
