using CsCheck;
using Shouldly;

namespace Outsourcing.Delegation;

public sealed class OnCallScheduleTests
{
    private static readonly string[] Zones = ["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/Havana", "America/Santiago"];

    private static readonly Gen<OpeningHours> GenWindow = Gen.Select(Gen.Int[0, 6], Gen.Int[0, 47], Gen.Int[0, 47], (day, from, until) =>
        new OpeningHours { Day = (DayOfWeek)day, From = HalfHour(from), Until = HalfHour(until) });

    private static readonly Gen<OnCallRotation> GenRotation = Gen.Select(Gen.Int[0, 3], Gen.Int[-3, 3], Gen.Int[0, 47], Gen.Int[1, 8], Gen.Int[-5, 9], GenWindow.List[0, 4], (people, start, handover, days, finish, windows) =>
        new OnCallRotation
        {
            Id = "",
            Contacts = [.. Enumerable.Range(0, people).Select(number => ContactId.From($"c{number}"))],
            StartsOn = new DateOnly(2026, 1, 4).AddDays(start),
            HandoverAt = HalfHour(handover),
            TurnDays = days,
            EndsOn = finish < 0 ? null : new DateOnly(2026, 1, 4).AddDays(finish * 50),
            Windows = windows,
        });

    public static TheoryData<string> ZoneNames { get; } = [.. Zones];

    [Theory]
    [MemberData(nameof(ZoneNames))]
    public void Between_AnySchedule_GivesEachMinuteOneContactOrOneNamedGap(string zone) =>
        Gen.Select(GenRotation.List[0, 3], Gen.Int[0, 400].List[0, 3]).Sample(
            (rotations, standIns) =>
            {
                foreach (DateTimeOffset change in ClockChanges(zone))
                {
                    DateTimeOffset from = change.AddHours(-30);
                    DateTimeOffset until = change.AddHours(30);
                    OnCallSchedule schedule = new()
                    {
                        TimeZone = zone,
                        Rotations = [.. rotations.Select((rotation, index) => rotation with { Id = $"r{index}" })],
                        Overrides = [.. standIns.Select((start, index) => new OnCallOverride { Id = $"o{index}", Contact = ContactId.From("x"), From = from.AddMinutes(start * 5), Until = from.AddMinutes((start * 5) + 300) })],
                    };

                    IReadOnlyList<OnCallShift> shifts = schedule.Between(from, until);

                    shifts[0].From.ShouldBe(from);
                    shifts[^1].Until.ShouldBe(until);
                    shifts.Zip(shifts.Skip(1)).ShouldAllBe(pair => pair.First.Until == pair.Second.From);
                    shifts.ShouldAllBe(shift => shift.From < shift.Until && shift.Contact.HasValue == (shift.Gap == OnCallGap.None) && shift.Contact.HasValue == (shift.Source != null));
                    for (DateTimeOffset minute = from; minute < until; minute = minute.AddMinutes(1))
                    {
                        OnCallShift shift = shifts.Single(one => one.From <= minute && minute < one.Until);
                        (shift.Contact, shift.Gap).ShouldBe(Expected(schedule, minute), $"{zone} {minute:O}");
                    }
                }
            },
            iter: 12,
            threads: 1);

    [Theory]
    [MemberData(nameof(ZoneNames))]
    public void At_AroundClockChanges_AgreesWithBetween(string zone)
    {
        OnCallSchedule schedule = Daily(zone, new TimeOnly(2, 15));
        foreach (DateTimeOffset change in ClockChanges(zone))
        {
            IReadOnlyList<OnCallShift> shifts = schedule.Between(change.AddHours(-5), change.AddHours(5));
            for (DateTimeOffset moment = change.AddHours(-5); moment < change.AddHours(5); moment = moment.AddMinutes(7))
            {
                schedule.At(moment).Contact.ShouldBe(shifts.Single(one => one.From <= moment && moment < one.Until).Contact);
            }
        }
    }

    [Theory]
    [MemberData(nameof(ZoneNames))]
    public void Between_AYear_HandsOverOncePerTurn_WhateverTheClocksDo(string zone)
    {
        // Half-hour by half-hour through the night, where clocks change.
        for (int half = 0; half < 8; half++)
        {
            OnCallSchedule schedule = Daily(zone, HalfHour(half));
            DateTimeOffset start = Begins(zone, new DateOnly(2026, 1, 1), HalfHour(half));
            DateTimeOffset finish = Begins(zone, new DateOnly(2027, 1, 1), HalfHour(half));

            schedule.Between(start, finish).Count.ShouldBe(365);
        }
    }

    [Fact]
    public void At_HandoverInTheDoubledHour_HappensAtItsFirstPass()
    {
        OnCallSchedule schedule = Daily("Europe/Berlin", new TimeOnly(2, 30));
        ContactId before = schedule.At(new DateTimeOffset(2026, 10, 25, 2, 29, 0, TimeSpan.FromHours(2))).Contact!.Value;
        ContactId after = schedule.At(new DateTimeOffset(2026, 10, 25, 2, 30, 0, TimeSpan.FromHours(2))).Contact!.Value;

        after.ShouldNotBe(before);
        schedule.At(new DateTimeOffset(2026, 10, 25, 2, 10, 0, TimeSpan.FromHours(1))).Contact.ShouldBe(after);
    }

    [Fact]
    public void At_HandoverInTheSkippedHour_HappensWhenTheClocksGoForward()
    {
        OnCallSchedule schedule = Daily("Europe/Berlin", new TimeOnly(2, 30));

        OnCallShift shift = schedule.Between(new DateTimeOffset(2026, 3, 29, 0, 0, 0, TimeSpan.FromHours(1)), new DateTimeOffset(2026, 3, 29, 12, 0, 0, TimeSpan.FromHours(2)))[1];

        shift.From.ShouldBe(new DateTimeOffset(2026, 3, 29, 1, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void At_ClocksGoBackOverMidnight_TheTurnThatBeganStays()
    {
        // Newfoundland: at 00:01 on 7 November 2010 the clocks went back to 23:01 of the day before.
        DateTimeOffset midnight = new(2010, 11, 7, 2, 30, 0, TimeSpan.Zero);
        OnCallSchedule schedule = Daily("America/St_Johns", TimeOnly.MinValue) with
        {
            Rotations = [Daily("UTC", TimeOnly.MinValue).Rotations[0] with { StartsOn = new DateOnly(2010, 1, 1) }],
            Overrides = [new() { Id = "o", Contact = ContactId.From("x"), From = midnight.AddMinutes(5), Until = midnight.AddMinutes(10) }],
        };

        IReadOnlyList<OnCallShift> shifts = schedule.Between(midnight.AddHours(-2), midnight.AddHours(4));

        shifts.Select(shift => shift.Contact!.Value.Value).ShouldBe(["b", "a", "x", "a"]);
    }

    [Fact]
    public void At_Override_ComesBeforeRotationsAndEarlierOverrides()
    {
        DateTimeOffset from = new(2026, 5, 4, 8, 0, 0, TimeSpan.Zero);
        OnCallSchedule schedule = Daily("Europe/Berlin", TimeOnly.MinValue) with
        {
            Overrides =
            [
                new() { Id = "first", Contact = ContactId.From("x"), From = from, Until = from.AddHours(4) },
                new() { Id = "second", Contact = ContactId.From("y"), From = from.AddHours(1), Until = from.AddHours(2) },
            ],
        };

        schedule.At(from).Contact.ShouldBe(ContactId.From("x"));
        schedule.At(from.AddMinutes(90)).Source.ShouldBe("second");
        schedule.At(from.AddHours(2)).Contact.ShouldBe(ContactId.From("x"));
        schedule.At(from.AddHours(4)).IsOverride.ShouldBeFalse();
    }

    [Fact]
    public void At_Nobody_NamesTheReason()
    {
        OnCallRotation rotation = new() { Id = "r", Contacts = [ContactId.From("a")], StartsOn = new DateOnly(2026, 5, 4), EndsOn = new DateOnly(2026, 6, 1), Windows = [new() { Day = DayOfWeek.Monday, From = new TimeOnly(9, 0), Until = new TimeOnly(17, 0) }] };

        Gap([], 5, 5).ShouldBe(OnCallGap.NoRotation);
        Gap([rotation], 5, 1).ShouldBe(OnCallGap.NotStarted);
        Gap([rotation], 5, 5).ShouldBe(OnCallGap.OutsideWindows);
        Gap([rotation], 7, 5).ShouldBe(OnCallGap.Ended);
        Gap([rotation with { Contacts = [], Windows = [] }], 5, 5).ShouldBe(OnCallGap.NobodyInRotation);
        Gap([rotation], 5, 11).ShouldBe(OnCallGap.None);

        static OnCallGap Gap(IReadOnlyList<OnCallRotation> rotations, int month, int day) =>
            new OnCallSchedule { TimeZone = "UTC", Rotations = rotations }.At(new DateTimeOffset(2026, month, day, 10, 0, 0, TimeSpan.Zero)).Gap;
    }

    [Fact]
    public void EscalationAt_Steps_NameContactsAndTimes()
    {
        OnCallSchedule schedule = SampleBriefs.Plumber().OnCall!;

        schedule.EscalationAt(new DateTimeOffset(2026, 9, 8, 10, 0, 0, TimeSpan.Zero)).ShouldBe(
        [
            new EscalationTarget(ContactId.From("owner"), TimeSpan.Zero, 2),
            new EscalationTarget(ContactId.From("fitter"), TimeSpan.FromMinutes(4), 1),
        ]);
    }

    [Fact]
    public void Between_EndBeforeBeginning_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Daily("UTC", TimeOnly.MinValue).Between(DateTimeOffset.UnixEpoch.AddDays(1), DateTimeOffset.UnixEpoch));

    private static OnCallSchedule Daily(string zone, TimeOnly handover) => new()
    {
        TimeZone = zone,
        Rotations = [new() { Id = "daily", Contacts = [ContactId.From("a"), ContactId.From("b")], StartsOn = new DateOnly(2025, 12, 1), HandoverAt = handover, TurnDays = 1 }],
    };

    // The rules, read off the definition one minute at a time: which boundaries have passed, by walking every day.
    private static (ContactId?, OnCallGap) Expected(OnCallSchedule schedule, DateTimeOffset minute)
    {
        if (schedule.Overrides.Reverse().FirstOrDefault(one => one.From <= minute && minute < one.Until) is { } standIn)
        {
            return (standIn.Contact, OnCallGap.None);
        }

        List<OnCallGap> reasons = [OnCallGap.NoRotation];
        foreach (OnCallRotation rotation in schedule.Rotations)
        {
            int passed = 0;
            for (int turn = 0; Begins(schedule.TimeZone, rotation.StartsOn.AddDays(turn * rotation.TurnDays), rotation.HandoverAt) <= minute; turn++)
            {
                passed++;
            }

            DateOnly near = DateOnly.FromDateTime(minute.UtcDateTime);
            bool covered = rotation.Windows.Count == 0 || rotation.Windows.Any(window => Enumerable.Range(-3, 6).Select(near.AddDays).Any(date => date.DayOfWeek == window.Day
                && Begins(schedule.TimeZone, date, window.From) <= minute
                && minute < Begins(schedule.TimeZone, window.Until > window.From ? date : date.AddDays(1), window.Until)));
            OnCallGap reason = passed == 0 ? OnCallGap.NotStarted
                : rotation.EndsOn is { } last && Begins(schedule.TimeZone, last, rotation.HandoverAt) <= minute ? OnCallGap.Ended
                : !covered ? OnCallGap.OutsideWindows
                : rotation.Contacts.Count == 0 ? OnCallGap.NobodyInRotation
                : OnCallGap.None;
            if (reason == OnCallGap.None)
            {
                return (rotation.Contacts[(passed - 1) % rotation.Contacts.Count], OnCallGap.None);
            }

            reasons.Add(reason);
        }

        OnCallGap[] byWeight = [OnCallGap.NobodyInRotation, OnCallGap.OutsideWindows, OnCallGap.NotStarted, OnCallGap.Ended, OnCallGap.NoRotation];
        return (null, byWeight.First(reasons.Contains));
    }

    private static readonly Dictionary<(string, DateOnly, TimeOnly), DateTimeOffset> Known = [];

    // The first minute whose local clock shows the time or later, found by looking at every minute of the day around it.
    private static DateTimeOffset Begins(string zone, DateOnly date, TimeOnly time)
    {
        lock (Known)
        {
            if (Known.TryGetValue((zone, date, time), out DateTimeOffset known))
            {
                return known;
            }

            TimeZoneInfo rules = TimeZoneInfo.FindSystemTimeZoneById(zone);
            DateTime local = date.ToDateTime(time);
            DateTimeOffset minute = new DateTimeOffset(local, TimeSpan.Zero) - rules.GetUtcOffset(new DateTimeOffset(local, TimeSpan.Zero)) - TimeSpan.FromHours(3);
            while (TimeZoneInfo.ConvertTime(minute, rules).DateTime < local)
            {
                minute = minute.AddMinutes(1);
            }

            return Known[(zone, date, time)] = minute;
        }
    }

    private static IEnumerable<DateTimeOffset> ClockChanges(string zone)
    {
        TimeZoneInfo rules = TimeZoneInfo.FindSystemTimeZoneById(zone);
        DateTimeOffset hour = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        int found = 0;
        for (; hour.Year == 2026; hour = hour.AddMinutes(30))
        {
            if (rules.GetUtcOffset(hour) != rules.GetUtcOffset(hour.AddMinutes(30)))
            {
                found++;
                yield return hour.AddMinutes(30);
            }
        }

        found.ShouldBe(2, zone);
    }

    private static TimeOnly HalfHour(int index) => TimeOnly.MinValue.AddMinutes(index * 30);
}
