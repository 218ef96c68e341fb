using Shouldly;

namespace Outsourcing.Delegation;

public sealed class ServiceHoursTests
{
    [Theory]
    [InlineData("2026-12-23T07:59:00+01:00", false)]
    [InlineData("2026-12-23T08:00:00+01:00", true)]
    [InlineData("2026-12-23T17:59:00+01:00", true)]
    [InlineData("2026-12-23T18:00:00+01:00", false)]
    [InlineData("2026-12-24T11:59:00+01:00", true)]
    [InlineData("2026-12-24T12:00:00+01:00", false)]
    [InlineData("2026-12-25T10:00:00+01:00", false)]
    [InlineData("2026-12-23T07:30:00Z", true)]
    public void IsOpen_WeekdaysAndHolidays_FollowTheLocalClock(string moment, bool open) =>
        SampleBriefs.Plumber().Hours!.IsOpen(DateTimeOffset.Parse(moment, null)).ShouldBe(open);

    [Fact]
    public void IsOpen_HoursOverMidnight_BelongToTheDayTheyBeginOn()
    {
        ServiceHours hours = new() { TimeZone = "UTC", Weekly = [new() { Day = DayOfWeek.Friday, From = new TimeOnly(22, 0), Until = new TimeOnly(2, 0) }] };

        hours.IsOpen(new DateTimeOffset(2026, 10, 3, 1, 0, 0, TimeSpan.Zero)).ShouldBeTrue();
        hours.IsOpen(new DateTimeOffset(2026, 10, 2, 1, 0, 0, TimeSpan.Zero)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("2026-10-24T00:00:00+02:00", "2026-10-26T00:00:00+01:00", 24 + 25)]
    [InlineData("2026-03-28T00:00:00+01:00", "2026-03-30T00:00:00+02:00", 24 + 23)]
    public void Between_RoundTheClock_CountsTheHoursThatPass(string from, string until, int hours)
    {
        ServiceHours always = new() { TimeZone = "Europe/Berlin", Weekly = [.. Enum.GetValues<DayOfWeek>().Select(one => new OpeningHours { Day = one, From = TimeOnly.MinValue, Until = TimeOnly.MinValue })] };

        OpenPeriod period = always.Between(DateTimeOffset.Parse(from, null), DateTimeOffset.Parse(until, null)).Single();

        (period.Until - period.From).ShouldBe(TimeSpan.FromHours(hours));
    }

    [Fact]
    public void Between_OverlappingHours_AreMerged()
    {
        ServiceHours hours = new()
        {
            TimeZone = "UTC",
            Weekly = [new() { Day = DayOfWeek.Friday, From = new TimeOnly(8, 0), Until = new TimeOnly(12, 0) }, new() { Day = DayOfWeek.Friday, From = new TimeOnly(11, 0), Until = new TimeOnly(15, 0) }],
        };
        DateTimeOffset friday = new(2026, 10, 2, 0, 0, 0, TimeSpan.Zero);

        hours.Between(friday, friday.AddDays(1)).ShouldBe([new OpenPeriod(friday.AddHours(8), friday.AddHours(15))]);
    }
}
