using System.Globalization;
using Outsourcing.Calls;

namespace Outsourcing.Economics;

/// <summary>Holds an invoice against the call log it is for.</summary>
/// <remarks>
/// A line is joined to its call by id, or where it names none by the nearest start within <see cref="MatchWithin"/>.
/// What a line differs by is split into one reason per cause, so that the reasons add up to the difference.
/// </remarks>
public static class BillAudit
{
    /// <summary>Gets how far the start on a line without id may lie from the log's.</summary>
    public static TimeSpan MatchWithin { get; } = TimeSpan.FromSeconds(90);

    /// <summary>Checks an invoice.</summary>
    /// <param name="plan">The plan agreed.</param>
    /// <param name="lines">The lines of the invoice.</param>
    /// <param name="calls">The calls of the business's own log; those without a start are left out.</param>
    /// <returns>The report.</returns>
    /// <exception cref="CurrencyMismatchException">A line is in another currency than the plan.</exception>
    public static BillAuditReport Check(BillingPlan plan, IEnumerable<InvoiceLine> lines, IEnumerable<CallRecord> calls)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(calls);
        CallIndex log = new(calls);
        Tally tally = new(plan);
        foreach (InvoiceLine line in lines)
        {
            tally.Add(line, log);
        }

        int notBilled = log.Unbilled.Count(call => plan.UnitsOf(call) is not null);
        return new BillAuditReport
        {
            Plan = plan.Name,
            Lines = tally.Lines,
            Invoiced = tally.Invoiced,
            Findings = tally.Findings,
            Disputed = tally.Findings.Aggregate(Money.Zero(plan.Currency), (sum, finding) => sum + finding.Disputed),
            Undercharged = tally.Undercharged,
            CallsNotBilled = notBilled,
        };
    }

    /// <summary>The calls of the log, by id and in the order of their starts.</summary>
    private sealed class CallIndex
    {
        private readonly Dictionary<string, int> _byId = new(StringComparer.Ordinal);
        private readonly BillableCall[] _calls;
        private readonly long[] _starts;
        private readonly bool[] _billed;

        internal CallIndex(IEnumerable<CallRecord> calls)
        {
            (string Id, BillableCall Call)[] sorted = [.. calls
                .Where(call => (call.StartedAt ?? call.AnsweredAt) is not null)
                .Select(call => (call.Id.ProviderCallId, Call: BillableCall.From(call)))
                .OrderBy(item => item.Call.StartedAt.UtcTicks)];
            _calls = [.. sorted.Select(item => item.Call)];
            _starts = [.. sorted.Select(item => item.Call.StartedAt.UtcTicks)];
            _billed = new bool[sorted.Length];
            for (int index = 0; index < sorted.Length; index++)
            {
                _byId.TryAdd(sorted[index].Id, index);
            }
        }

        internal IEnumerable<BillableCall> Unbilled => _calls.Where((_, index) => !_billed[index]);

        /// <summary>Finds the call of a line: the call, and whether a line before billed it.</summary>
        internal (BillableCall Call, bool Again)? Take(InvoiceLine line)
        {
            int index = line.CallId is { } id ? _byId.GetValueOrDefault(id, -1) : Nearest(line.StartedAt);
            if (index < 0)
            {
                return null;
            }

            bool again = _billed[index];
            _billed[index] = true;
            return (_calls[index], again);
        }

        private int Nearest(DateTimeOffset? start)
        {
            if (start is not { } at)
            {
                return -1;
            }

            // The nearest call no line has named yet; the nearest named one only where there is no other.
            int first = Array.BinarySearch(_starts, at.UtcTicks - MatchWithin.Ticks);
            int free = -1;
            int taken = -1;
            for (int index = FirstAt(first, at.UtcTicks - MatchWithin.Ticks); index < _starts.Length && _starts[index] <= at.UtcTicks + MatchWithin.Ticks; index++)
            {
                ref int best = ref _billed[index] ? ref taken : ref free;
                if (best < 0 || Math.Abs(_starts[index] - at.UtcTicks) < Math.Abs(_starts[best] - at.UtcTicks))
                {
                    best = index;
                }
            }

            return free >= 0 ? free : taken;
        }

        private int FirstAt(int found, long at)
        {
            int index = found < 0 ? ~found : found;
            while (index > 0 && _starts[index - 1] >= at)
            {
                index--;
            }

            return index;
        }
    }

    private sealed class Tally(BillingPlan plan)
    {
        // A line is rounded to the currency's small change; half of it is no difference.
        private readonly decimal _tolerance = 0.5000001m * (decimal)Math.Pow(10, -plan.Decimals);

        internal List<BillFinding> Findings { get; } = [];

        internal int Lines { get; private set; }

        internal Money Invoiced { get; private set; } = Money.Zero(plan.Currency);

        internal Money Undercharged { get; private set; } = Money.Zero(plan.Currency);

        internal void Add(InvoiceLine line, CallIndex log)
        {
            Lines++;
            Invoiced += line.Amount;
            decimal amount = line.Amount.Amount;
            if (log.Take(line) is not { } found)
            {
                Dispute(BillFindingKind.CallNotSeen, line, amount, "The call log has no such call.");
                return;
            }

            if (found.Again)
            {
                Dispute(BillFindingKind.BilledTwice, line, amount, "Another line bills the same call.");
                return;
            }

            if (plan.UnitsOf(found.Call) is not { } units)
            {
                Dispute(BillFindingKind.FreeCallBilled, line, amount, found.Call.IsSpam ? "Spam is free in this plan." : "The plan does not bill this call: unanswered, or too short.");
                return;
            }

            Compare(line, units, RateOf(found.Call), plan.CallFee + (found.Call.IsTransferred ? plan.TransferFee : 0));
        }

        // amount − expected = (units − expected units)·rate + expected units·(rate − expected rate) + (amount − fee − units·rate)
        private void Compare(InvoiceLine line, decimal units, decimal rate, decimal fee)
        {
            decimal billedUnits = line.Units ?? units;
            decimal billedRate = line.Rate ?? rate;
            if (line.Units is not null)
            {
                Judge(BillFindingKind.TimeRounding, line, (billedUnits - units) * billedRate, $"{Text(billedUnits)} units are billed; the plan's rounding gives {Text(units)}.");
            }

            if (line.Rate is not null)
            {
                Judge(BillFindingKind.WrongRate, line, units * (billedRate - rate), $"{Text(billedRate)} per unit is billed; the plan says {Text(rate)}.");
            }

            if (line.Amount.Amount == 0 && plan.IncludedUnits > 0)
            {
                // Covered by the units the base fee includes.
                return;
            }

            decimal product = (billedUnits * billedRate) + fee;
            Judge(BillFindingKind.WrongAmount, line, line.Amount.Amount - product, $"{line.Amount} is billed; {Text(billedUnits)} units at {Text(billedRate)}{(fee > 0 ? $" and {Text(fee)} for the call" : string.Empty)} are {Text(product)}.");
        }

        private decimal RateOf(BillableCall call)
        {
            if (plan.Hours is not { } hours)
            {
                return plan.UnitPrice;
            }

            DateOnly date = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(call.StartedAt, hours.TimeZone).DateTime);
            return hours.Holidays.Any(holiday => holiday.Date == date) ? plan.UnitPrice + plan.HolidaySurcharge
                : hours.IsOpen(call.StartedAt) ? plan.UnitPrice
                : plan.UnitPrice + plan.OutOfHoursSurcharge;
        }

        private void Judge(BillFindingKind kind, InvoiceLine line, decimal difference, string reason)
        {
            if (difference > _tolerance)
            {
                Dispute(kind, line, difference, reason);
            }
            else if (difference < -_tolerance)
            {
                Undercharged += new Money(-difference, plan.Currency);
            }
        }

        private void Dispute(BillFindingKind kind, InvoiceLine line, decimal amount, string reason)
        {
            if (amount > 0)
            {
                Findings.Add(new BillFinding { Kind = kind, Line = line, Disputed = new Money(amount, plan.Currency), Reason = reason });
            }
        }

        private static string Text(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
    }
}
