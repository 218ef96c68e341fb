using System.Globalization;

namespace QuickStart.Demo;

/// <summary>Writes half a year of a small marketing company's activity log, as a CRM would export it.</summary>
internal static class ActivityLog
{
    private const int Cases = 480;

    internal static async Task WriteAsync(string path, CancellationToken cancellationToken)
    {
        // The same file on every run and machine.
        Random random = new(20260601);
        List<(DateTimeOffset At, string Line)> lines = [];
        DateTimeOffset opened = new(2026, 5, 4, 9, 0, 0, TimeSpan.FromHours(-4));
        for (int index = 0; index < Cases; index++)
        {
            Journey journey = new($"P-{index + 1:0000}", opened.AddHours(index * 8.6 + random.NextDouble() * 6), random, lines);
            journey.Walk();
        }

        await using StreamWriter writer = new(path);
        await writer.WriteLineAsync("case,activity,start,end,resource,revenue,cost".AsMemory(), cancellationToken);
        foreach ((_, string line) in lines.OrderBy(entry => entry.At).ThenBy(entry => entry.Line, StringComparer.Ordinal))
        {
            await writer.WriteLineAsync(line.AsMemory(), cancellationToken);
        }
    }

    /// <summary>One prospect's way through the company.</summary>
    private sealed class Journey(string id, DateTimeOffset start, Random random, List<(DateTimeOffset At, string Line)> lines)
    {
        private DateTimeOffset _now = start;

        internal void Walk()
        {
            Do("Generate lead", "Ana", minutes: 25, hoursAfter: 5);
            Do("Call prospect", "Ana", minutes: 22, hoursAfter: 20);
            if (random.NextDouble() < 0.06)
            {
                Do("Call prospect", "Ana", minutes: 14, hoursAfter: 24);
            }

            if (random.NextDouble() < 0.22)
            {
                Do("Close as lost", "Ana", minutes: 3, hoursAfter: 4);
                return;
            }

            Do("Agree campaign", "Ana", minutes: 45, hoursAfter: 60, revenue: 900 + (random.Next(0, 13) * 50));
            Do("Run campaign", "Bo", minutes: 210, hoursAfter: 40);
            Do("Answer support call", "Ana", minutes: 9, hoursAfter: 1);
            if (random.NextDouble() < 0.05)
            {
                Do("Answer support call", "Bo", minutes: 9, hoursAfter: 20);
            }

            Do("Send invoice", "Cy", minutes: 8, hoursAfter: 6);
        }

        private void Do(string activity, string resource, double minutes, double hoursAfter, decimal revenue = 0)
        {
            TimeSpan work = TimeSpan.FromMinutes(Math.Round(minutes * (0.7 + (0.6 * random.NextDouble())), 1));
            DateTimeOffset from = _now;
            DateTimeOffset to = from + work;
            decimal cost = Math.Round((decimal)work.TotalHours * (resource == "Cy" ? 24m : resource == "Bo" ? 31m : 46m), 2);
            lines.Add((from, string.Create(CultureInfo.InvariantCulture,
                $"{id},{activity},{from:yyyy-MM-ddTHH:mm:sszzz},{to:yyyy-MM-ddTHH:mm:sszzz},{resource},{(revenue == 0 ? "" : revenue)},{cost}")));
            _now = to + TimeSpan.FromHours(Math.Round(hoursAfter * (0.6 + (0.8 * random.NextDouble())), 2));
        }
    }
}
