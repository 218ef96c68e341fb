using System.Collections;
using System.Globalization;

namespace Outsourcing.Delegation;

/// <summary>What in the times of a brief contradicts itself: hours, on-call windows, overrides, escalation.</summary>
internal static class ScheduleRules
{
    private const int Day = 24 * 60;
    private const int Week = 7 * Day;

    internal static IEnumerable<ReviewFinding> Review(DelegationBrief brief) => Hours(brief).Concat(OnCall(brief)).Concat(Escalation(brief));

    private static IEnumerable<ReviewFinding> Hours(DelegationBrief brief)
    {
        if (brief.Hours is { } hours && Overlap(hours.Weekly) is { } minute)
        {
            yield return ReviewRules.Finding(ReviewRules.HoursOverlap, "hours", $"Two entries cover {Name(minute)}.", "Join the two entries, or shorten one.");
        }
    }

    private static IEnumerable<ReviewFinding> OnCall(DelegationBrief brief)
    {
        bool needed = brief.Hours?.OutOfHours?.Kind == OutOfHoursKind.OnCall;
        if (brief.OnCall is not { } schedule || schedule.Rotations.Count + schedule.Overrides.Count == 0)
        {
            if (needed)
            {
                yield return ReviewRules.Finding(ReviewRules.HoursAgainstOnCall, "hours.outOfHours", "Outside the hours the contact on call is called, and there is no on-call schedule.", "Add a rotation, or take a message instead.");
            }

            yield break;
        }

        if (brief.Hours is { } hours && hours.TimeZone != schedule.TimeZone)
        {
            yield return ReviewRules.Finding(ReviewRules.HoursAgainstOnCall, "onCall", $"The hours are in {hours.TimeZone}, the on-call schedule in {schedule.TimeZone}.", "Use one time zone for both.");
        }

        BitArray covered = new(Week);
        foreach (OnCallRotation rotation in schedule.Rotations)
        {
            string place = $"onCall.rotations[{BriefTexts.Escape(rotation.Id)}]";
            if (rotation.Contacts.Count == 0)
            {
                yield return ReviewRules.Finding(ReviewRules.OnCallGap, place, "The rotation names nobody.", "Add the contacts who take turns.");
                continue;
            }

            if (Overlap(rotation.Windows) is { } twice)
            {
                yield return ReviewRules.Finding(ReviewRules.OnCallOverlap, place, $"Two windows of the rotation cover {Name(twice)}.", "Join the two windows, or shorten one.");
            }

            if (rotation.EndsOn <= rotation.StartsOn)
            {
                yield return ReviewRules.Finding(ReviewRules.OnCallGap, place, $"The rotation ends on {rotation.EndsOn:O}, not after it starts on {rotation.StartsOn:O}.", "Correct the dates.");
            }

            BitArray own = Minutes(rotation.Windows, all: rotation.Windows.Count == 0);
            if (rotation.EndsOn is null)
            {
                if (First(new BitArray(own).And(covered)) is { } minute)
                {
                    yield return ReviewRules.Finding(ReviewRules.OnCallOverlap, place, $"An earlier rotation covers {Name(minute)} already.", "Give each rotation windows of its own.");
                }

                covered.Or(own);
            }
        }

        BitArray wanted = needed ? Minutes(brief.Hours!.Weekly, all: false).Not() : new BitArray(Week, schedule.Rotations.Count > 0);
        BitArray missing = wanted.And(new BitArray(covered).Not());
        if (First(missing) is { } gap)
        {
            int minutes = missing.Cast<bool>().Count(bit => bit);
            yield return ReviewRules.Finding(ReviewRules.OnCallGap, "onCall", $"Nobody is on call on {Name(gap)}{(needed ? ", when the hours are over" : "")}; {minutes} minutes a week are open.", "Extend a rotation over that time.");
        }

        OnCallOverride[] overrides = [.. schedule.Overrides.OrderBy(one => one.From)];
        for (int index = 0; index < overrides.Length; index++)
        {
            string place = $"onCall.overrides[{BriefTexts.Escape(overrides[index].Id)}]";
            if (overrides[index].Until <= overrides[index].From)
            {
                yield return ReviewRules.Finding(ReviewRules.OnCallGap, place, "The override ends before it begins.", "Correct the times.");
            }

            if (index > 0 && overrides[index].From < overrides[index - 1].Until)
            {
                yield return ReviewRules.Finding(ReviewRules.OnCallOverlap, place, $"It begins before '{overrides[index - 1].Id}' ends.", "Let one end when the other begins.");
            }
        }
    }

    private static IEnumerable<ReviewFinding> Escalation(DelegationBrief brief)
    {
        HashSet<ContactId> tried = [];
        for (int index = 0; index < (brief.OnCall?.Escalation.Count ?? 0); index++)
        {
            EscalationStep step = brief.OnCall!.Escalation[index];
            if (step.Contact is { } contact && !tried.Add(contact))
            {
                yield return ReviewRules.Finding(ReviewRules.EscalationLoop, FormattableString.Invariant($"onCall.escalation[{index}]"), $"'{contact}' was tried before.", "Raise the attempts of the earlier step, or try somebody else.");
            }
        }
    }

    private static BitArray Minutes(IReadOnlyList<OpeningHours> hours, bool all)
    {
        BitArray minutes = new(Week, all);
        foreach (OpeningHours one in hours)
        {
            foreach (int minute in Minutes(one))
            {
                minutes[minute] = true;
            }
        }

        return minutes;
    }

    private static int? Overlap(IReadOnlyList<OpeningHours> hours)
    {
        BitArray seen = new(Week);
        foreach (OpeningHours one in hours)
        {
            foreach (int minute in Minutes(one))
            {
                if (seen[minute])
                {
                    return minute;
                }

                seen[minute] = true;
            }
        }

        return null;
    }

    // From and until at one time of day is a whole day; an end before the beginning lies on the next day.
    private static IEnumerable<int> Minutes(OpeningHours hours)
    {
        int start = ((int)hours.Day * Day) + (int)hours.From.ToTimeSpan().TotalMinutes;
        int length = (int)(hours.Until.ToTimeSpan() - hours.From.ToTimeSpan()).TotalMinutes;
        for (int minute = 0; minute < (length <= 0 ? length + Day : length); minute++)
        {
            yield return (start + minute) % Week;
        }
    }

    private static int? First(BitArray minutes)
    {
        // The week is told from Monday on.
        for (int index = 0; index < Week; index++)
        {
            int minute = (index + Day) % Week;
            if (minutes[minute])
            {
                return minute;
            }
        }

        return null;
    }

    private static string Name(int minute) =>
        string.Create(CultureInfo.InvariantCulture, $"{(DayOfWeek)(minute / Day)} {minute % Day / 60:D2}:{minute % 60:D2}");
}
