using System.Globalization;
using System.Text;

namespace Outsourcing.Browser;

/// <summary>Files that an owner of another company than the demo's would upload.</summary>
internal static class OwnersFiles
{
    /// <summary>Writes the activity log of a company that repairs heating: 60 orders, each with a visit.</summary>
    internal static string Activities()
    {
        StringBuilder csv = new("case,activity,start,end,resource,revenue,cost\n");
        for (int order = 0; order < 60; order++)
        {
            DateTimeOffset at = new(2026, 8, 3, 9, 0, 0, TimeSpan.FromHours(-4));
            at = at.AddHours(order * 20);
            foreach ((string activity, int minutes, string revenue) in new[] { ("Take order", 10, ""), ("Plan visit", 15, ""), ("Repair heating", 90, "240"), ("Answer support call", 8, ""), ("Send invoice", 6, "") })
            {
                DateTimeOffset end = at.AddMinutes(minutes + (order % 3));
                csv.Append(CultureInfo.InvariantCulture, $"H-{order:000},{activity},{at:yyyy-MM-ddTHH:mm:sszzz},{end:yyyy-MM-ddTHH:mm:sszzz},{(minutes > 60 ? "Ida" : "Ana")},{revenue},{minutes}\n");
                at = end.AddHours(2);
            }
        }

        return csv.ToString();
    }

    internal static string Xes() =>
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <log xes.version="1.0" xmlns="http://www.xes-standard.org/">
          <trace><string key="concept:name" value="1"/>
            <event><string key="concept:name" value="Open the till"/><date key="time:timestamp" value="2026-08-03T09:00:00-04:00"/></event>
            <event><string key="concept:name" value="Answer support call"/><date key="time:timestamp" value="2026-08-03T10:00:00-04:00"/></event>
          </trace>
        </log>
        """;

    /// <summary>Writes four weeks of calls, ten each weekday.</summary>
    internal static string Calls()
    {
        StringBuilder csv = new("Call ID,Start Time,From,To,Duration (s),Outcome\n");
        for (int day = 0; day < 28; day++)
        {
            for (int call = 0; day % 7 < 5 && call < 10; call++)
            {
                DateTimeOffset at = new DateTimeOffset(2026, 8, 3, 9, 0, 0, TimeSpan.FromHours(-4)).AddDays(day).AddMinutes(call * 40);
                csv.Append(CultureInfo.InvariantCulture, $"K-{day:00}{call},{at:yyyy-MM-ddTHH:mm:sszzz},+12125550{100 + call},+12125550190,{(call % 4 == 0 ? 0 : 150)},{(call % 4 == 0 ? "missed" : "answered")}\n");
            }
        }

        return csv.ToString();
    }

    internal static Microsoft.Playwright.FilePayload As(this string content, string name) =>
        new() { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(content) };
}
