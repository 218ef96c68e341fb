using System.Globalization;

namespace QuickStart.Demo;

/// <summary>Writes half a year of the company's calls, as its telephone provider would export them.</summary>
internal static class CallLog
{
    private const int Weeks = 26;

    // Calls per hour from nine to five: busiest late in the morning.
    private static readonly double[] PerHour = [0.9, 1.5, 2.0, 1.6, 0.9, 1.1, 1.4, 1.0];

    // Numbers of the range that is kept for fiction.
    private static readonly string[] AreaCodes = ["202", "212", "303", "404", "415", "512", "617", "702"];

    internal static async Task WriteAsync(string path, CancellationToken cancellationToken)
    {
        Random random = new(20260602);
        await using StreamWriter writer = new(path);
        await writer.WriteLineAsync("call,started,direction,from,to,wait_seconds,talk_seconds,outcome,agent".AsMemory(), cancellationToken);
        DateTime monday = new(2026, 5, 4);
        int id = 0;
        for (int day = 0; day < Weeks * 7; day++)
        {
            if (day % 7 >= 5)
            {
                continue;
            }

            for (int hour = 0; hour < PerHour.Length; hour++)
            {
                for (double at = Gap(random, PerHour[hour]); at < 1; at += Gap(random, PerHour[hour]))
                {
                    DateTimeOffset started = new(monday.AddDays(day).AddHours(9 + hour).AddSeconds(Math.Floor(at * 3600)), TimeSpan.FromHours(-4));
                    await writer.WriteLineAsync(Line(++id, started, random).AsMemory(), cancellationToken);
                }
            }
        }
    }

    private static string Line(int id, DateTimeOffset started, Random random)
    {
        string from = $"+1{AreaCodes[random.Next(AreaCodes.Length)]}55501{random.Next(100):00}";

        // The owner is with a client for a good part of the day.
        bool answered = random.NextDouble() < 0.71;
        int wait = answered ? random.Next(4, 22) : random.Next(18, 40);
        int talk = answered ? (int)Math.Ceiling(40 - (150 * Math.Log(1 - (random.NextDouble() * 0.999)))) : 0;
        string outcome = answered ? "answered" : random.NextDouble() < 0.3 ? "voicemail" : "missed";
        return string.Create(CultureInfo.InvariantCulture,
            $"C-{id:00000},{started:yyyy-MM-ddTHH:mm:sszzz},inbound,{from},+12125550100,{wait},{talk},{outcome},{(answered ? "Ana" : "")}");
    }

    private static double Gap(Random random, double perHour) => -Math.Log(1 - random.NextDouble()) / perHour;
}
