namespace Outsourcing.Delegation;

/// <summary>A rotation over a stretch of time, its turns and windows turned into moments once.</summary>
internal sealed class RotationTurns
{
    private readonly OnCallRotation _rotation;
    private readonly LocalClock _clock;
    private readonly OpenPeriod[]? _windows;
    private readonly DateTimeOffset _start;
    private readonly DateTimeOffset _finish;

    internal RotationTurns(OnCallRotation rotation, LocalClock clock, DateTimeOffset from, DateTimeOffset until)
    {
        _rotation = rotation;
        _clock = clock;
        _start = clock.Moment(rotation.StartsOn, rotation.HandoverAt);
        _finish = rotation.EndsOn is { } last ? clock.Moment(last, rotation.HandoverAt) : DateTimeOffset.MaxValue;
        DateOnly first = clock.Date(from).AddDays(-1);
        DateOnly end = clock.Date(until).AddDays(1);
        if (rotation.Windows.Count > 0)
        {
            List<OpenPeriod> windows = [];
            for (DateOnly date = first; date <= end; date = date.AddDays(1))
            {
                windows.AddRange(WeeklyWindows.On(date, rotation.Windows, clock));
            }

            _windows = [.. windows.OrderBy(window => window.From)];
        }

        int turn = Math.Max(0, TurnBy(first));
        List<DateTimeOffset> handovers = [];
        for (DateOnly date = rotation.StartsOn.AddDays(turn * rotation.TurnDays); date <= end; date = date.AddDays(rotation.TurnDays))
        {
            handovers.Add(clock.Moment(date, rotation.HandoverAt));
        }

        Edges = [_start, _finish, .. handovers, .. _windows?.SelectMany(window => (DateTimeOffset[])[window.From, window.Until]) ?? []];
    }

    internal string Id => _rotation.Id;

    /// <summary>Gets the moments at which the answer may change.</summary>
    internal IReadOnlyList<DateTimeOffset> Edges { get; }

    internal OnCallGap At(DateTimeOffset moment, out ContactId contact)
    {
        contact = default;
        if (moment < _start)
        {
            return OnCallGap.NotStarted;
        }

        if (moment >= _finish)
        {
            return OnCallGap.Ended;
        }

        if (_windows is not null && !Array.Exists(_windows, window => window.From <= moment && moment < window.Until))
        {
            return OnCallGap.OutsideWindows;
        }

        if (_rotation.Contacts.Count == 0)
        {
            return OnCallGap.NobodyInRotation;
        }

        // From a day ahead: where clocks go back at midnight, the local date does too.
        int turn = TurnBy(_clock.Date(moment).AddDays(1));
        while (moment < _clock.Moment(_rotation.StartsOn.AddDays(turn * _rotation.TurnDays), _rotation.HandoverAt))
        {
            turn--;
        }

        contact = _rotation.Contacts[turn % _rotation.Contacts.Count];
        return OnCallGap.None;
    }

    /// <summary>Gets the number of the turn that has begun by the end of a date, counted from 0.</summary>
    private int TurnBy(DateOnly date) => Math.Max(0, (date.DayNumber - _rotation.StartsOn.DayNumber) / _rotation.TurnDays);
}
