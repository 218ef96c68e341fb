using System.Text.Json;
using Ical.Net;
using Outsourcing.Tests;
using Shouldly;

namespace Outsourcing.Delegation;

public sealed class OnCallSheetTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly DateTimeOffset From = new(2026, 10, 19, 0, 0, 0, TimeSpan.FromHours(2));

    [Fact]
    public void ToCsv_ThreeWeeks_IsAsApproved() => Snapshot.Match(OnCallSheet.ToCsv(SampleBriefs.Plumber(), From, From.AddDays(21)), "OnCall", "csv");

    [Fact]
    public void ToICalendar_ThreeWeeks_IsAsApproved() => Snapshot.Match(OnCallSheet.ToICalendar(SampleBriefs.Plumber(), From, From.AddDays(21), From), "OnCall", "ics");

    [Fact]
    public void ToICalendar_ReadBack_HasTheShifts()
    {
        DelegationBrief brief = SampleBriefs.Plumber();

        Calendar calendar = Calendar.Load(OnCallSheet.ToICalendar(brief, From, From.AddDays(21), From))!;

        calendar.Events.Select(one => (one.DtStart!.AsUtc, one.DtEnd!.AsUtc)).ShouldBe(
            brief.OnCall!.Between(From, From.AddDays(21)).Select(shift => (shift.From.UtcDateTime, shift.Until.UtcDateTime)));
        calendar.Events.Select(one => one.Uid).ShouldBeUnique();
    }

    [Fact]
    public void ToICalendar_TextsWithControlCharacters_AreReadBackWithoutThem()
    {
        DelegationBrief brief = SampleBriefs.Plumber();
        brief = brief with { Contacts = [.. brief.Contacts.Select(contact => contact with { Name = "A\u0000n\u0007n\u001B, North;\\\tof\u007F\u000B " + new string('ü', 60), Role = "x\r\nBEGIN:VEVENT" })] };

        string text = OnCallSheet.ToICalendar(brief, From, From.AddDays(21), From);

        text.ReplaceLineEndings("").ShouldAllBe(sign => !char.IsControl(sign) || sign == '\t');
        text.Split("\r\n").ShouldAllBe(line => System.Text.Encoding.UTF8.GetByteCount(line) <= 75 && !line.Contains('\n'));
        Calendar calendar = Calendar.Load(text)!;
        calendar.Events.Count.ShouldBe(brief.OnCall!.Between(From, From.AddDays(21)).Count);
        calendar.Events.ShouldContain(one => one.Summary!.Contains("A\uFFFDn\uFFFDn\uFFFD, North;\\\tof\uFFFD\uFFFD " + new string('ü', 60), StringComparison.Ordinal));
    }

    [Fact]
    public void ToCsv_TextsASpreadsheetWouldCompute_AreTexts()
    {
        DelegationBrief brief = SampleBriefs.Plumber();
        brief = brief with { Contacts = [.. brief.Contacts.Select(contact => contact with { Name = "=HYPERLINK(\"http://x\")", Role = "a,\"b\"\r\nc" })] };

        string csv = OnCallSheet.ToCsv(brief, From, From.AddDays(1));

        csv.ShouldContain(",\"'=HYPERLINK(\"\"http://x\"\")\",\"a,\"\"b\"\"\r\nc\",");
    }

    [Fact]
    public void ToCsv_NobodyOnCall_SaysSoAndWhy() =>
        OnCallSheet.ToCsv(SampleBriefs.Minimal() with { OnCall = new() { TimeZone = "UTC" } }, From, From.AddDays(1)).ShouldContain("NOBODY,,,,the schedule has no rotation");

    [Fact]
    public void ToCsv_WithoutASchedule_IsRefused() =>
        Should.Throw<InvalidBriefException>(() => OnCallSheet.ToCsv(SampleBriefs.Minimal(), From, From.AddDays(1))).Place.ShouldBe("onCall");

    [Fact]
    public void Instructions_OfTheFullBrief_AreAsApproved() => Snapshot.Match(
        JsonSerializer.SerializeToNode(CallInstructions.From(SampleBriefs.Plumber()), OutsourcingJson.TypeInfo<CallInstructions>())!.ToJsonString(Indented),
        "Instructions",
        "json");

    [Fact]
    public void Instructions_HoldOnlyContactsThatAreNamed()
    {
        DelegationBrief brief = SampleBriefs.Plumber();
        brief = brief with { Contacts = [.. brief.Contacts, new() { Id = ContactId.From("bookkeeper"), Name = "Cy Books" }] };

        CallInstructions.From(brief).Contacts.Select(contact => contact.Id.Value).ShouldBe(["owner", "fitter"]);
    }
}
