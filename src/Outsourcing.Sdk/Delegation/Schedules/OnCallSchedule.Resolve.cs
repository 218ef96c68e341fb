namespace Outsourcing.Delegation;

public sealed partial record OnCallSchedule
{
    /// <summary>Tells who is on call at a moment.</summary>
    /// <param name="moment">The moment.</param>
    /// <returns>Exactly one contact, or a gap with its reason, for the stretch of up to a week around the moment in which it stays so.</returns>
    /// <remarks>An override comes before every rotation, and a later override before an earlier one; of rotations the first that covers the moment counts.</remarks>
    public OnCallShift At(DateTimeOffset moment)
    {
        DateTimeOffset from = moment - TimeSpan.FromDays(7);
        return Between(from, moment + TimeSpan.FromDays(7)).First(shift => shift.From <= moment && moment < shift.Until);
    }

    /// <summary>Gets who is on call over a stretch of time.</summary>
    /// <param name="from">The first moment.</param>
    /// <param name="until">The first moment after it; at most ten years later.</param>
    /// <returns>Shifts and gaps that together fill the stretch without overlap, in order; in the local time of the zone.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The end is before the beginning or too far from it.</exception>
    public IReadOnlyList<OnCallShift> Between(DateTimeOffset from, DateTimeOffset until)
    {
        ScheduleRange.Check(from, until);
        LocalClock clock = new(TimeZone);
        RotationTurns[] rotations = [.. Rotations.Select(rotation => new RotationTurns(rotation, clock, from, until))];
        DateTimeOffset[] edges =
        [
            .. Overrides.SelectMany(one => (DateTimeOffset[])[one.From, one.Until])
                .Concat(rotations.SelectMany(rotation => rotation.Edges))
                .Where(edge => edge > from && edge < until)
                .Append(from)
                .Append(until)
                .Distinct()
                .Order(),
        ];
        List<OnCallShift> shifts = [];
        for (int i = 0; i < edges.Length - 1; i++)
        {
            OnCallShift shift = Resolve(edges[i], rotations) with { From = clock.Shown(edges[i]), Until = clock.Shown(edges[i + 1]) };
            if (shifts.Count > 0 && shifts[^1] with { Until = shift.Until } == shift with { From = shifts[^1].From })
            {
                shifts[^1] = shifts[^1] with { Until = shift.Until };
            }
            else
            {
                shifts.Add(shift);
            }
        }

        return ValueList.Copy(shifts);
    }

    /// <summary>Gets whom to call, in order, when something cannot wait.</summary>
    /// <param name="moment">When the escalation starts.</param>
    /// <returns>The steps with their times; without steps, the one on call alone.</returns>
    public IReadOnlyList<EscalationTarget> EscalationAt(DateTimeOffset moment)
    {
        if (Escalation.Count == 0)
        {
            return ValueList.Copy([new EscalationTarget(At(moment).Contact, TimeSpan.Zero, 1)]);
        }

        List<EscalationTarget> targets = [];
        TimeSpan after = TimeSpan.Zero;
        foreach (EscalationStep step in Escalation)
        {
            targets.Add(new(step.Contact ?? At(moment + after).Contact, after, step.Attempts));
            after += step.Wait * step.Attempts;
        }

        return ValueList.Copy(targets);
    }

    private OnCallShift Resolve(DateTimeOffset moment, RotationTurns[] rotations)
    {
        OnCallShift nobody = new() { From = moment, Until = moment };
        if (Overrides.LastOrDefault(one => one.From <= moment && moment < one.Until) is { } standIn)
        {
            return nobody with { Contact = standIn.Contact, Source = standIn.Id, IsOverride = true };
        }

        OnCallGap gap = rotations.Length == 0 ? OnCallGap.NoRotation : OnCallGap.Ended;
        foreach (RotationTurns rotation in rotations)
        {
            OnCallGap reason = rotation.At(moment, out ContactId contact);
            if (reason == OnCallGap.None)
            {
                return nobody with { Contact = contact, Source = rotation.Id };
            }

            // The reason closest to somebody being on call tells the owner most.
            gap = Closeness(reason) > Closeness(gap) ? reason : gap;
        }

        return nobody with { Gap = gap };
    }

    private static int Closeness(OnCallGap gap) => gap switch
    {
        OnCallGap.NobodyInRotation => 4,
        OnCallGap.OutsideWindows => 3,
        OnCallGap.NotStarted => 2,
        OnCallGap.Ended => 1,
        _ => 0,
    };
}
