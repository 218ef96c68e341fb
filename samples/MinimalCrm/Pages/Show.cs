using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Outsourcing;
using Outsourcing.Calls;
using Outsourcing.Delegation;

namespace MinimalCrm.Pages;

/// <summary>How the pages put things in words, and the fragments that a page and a script both show.</summary>
internal static class Show
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    internal static string Time(DateTimeOffset? at) => at is { } time ? TimeZoneInfo.ConvertTime(time, Zone).ToString("d MMM, HH:mm", CultureInfo.InvariantCulture) : "";

    internal static string Percent(double? share) => share is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known * 100:0} %") : "not known";

    internal static string Percent(Interval? interval) => interval is { } known ? $"{Percent(known.Lower)} to {Percent(known.Upper)}" : "";

    internal static string Number(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    internal static string Amount(Money money) => string.Create(CultureInfo.InvariantCulture, $"{money.Amount:#,0.00} {money.Currency}");

    internal static string Length(TimeSpan? length) => length is { } known ? string.Create(CultureInfo.InvariantCulture, $"{(int)known.TotalMinutes}:{known.Seconds:00}") : "";

    internal static string Matter(CallFacts call) => call.Intent?.Label?.Replace('-', ' ') ?? "";

    internal static string Status(CallFacts call) => call.Status?.Value.Replace('-', ' ') ?? "not known";

    internal static string Settled(CallFacts call) => call.Successful switch { true => "✓ served", false => "✗ not served", null => "" };

    internal static string Link(CallId id) => $"/calls/{Uri.EscapeDataString(id.Provider)}/{Uri.EscapeDataString(id.Account)}/{Uri.EscapeDataString(id.ProviderCallId)}";

    /// <summary>Turns a name in code into words: <c>BilledTwice</c> is "billed twice".</summary>
    internal static string Words(string name) =>
        string.Concat(name.Select((letter, index) => char.IsUpper(letter) ? $"{(index == 0 ? "" : " ")}{char.ToLowerInvariant(letter)}" : letter.ToString()));

    internal static (string Word, string Class) State(OutcomeState state) => state switch
    {
        OutcomeState.Met => ("✓ met", "good"),
        OutcomeState.Missed => ("✗ missed", "bad"),
        _ => ("… not settled", "open"),
    };

    /// <summary>Writes one call as a row; the dashboard and the stream of live calls show the same.</summary>
    internal static string CallRow(CallRecord call)
    {
        string state = call.Status is { IsFinal: false } ? "live" : "";
        string result = call.Successful switch { true => "good", false => "bad", null => "" };
        StringBuilder row = new();
        row.Append(CultureInfo.InvariantCulture, $"<tr data-call=\"{Encode(call.Id.Value)}\"><th scope=\"row\"><a href=\"{Encode(Link(call.Id))}\">{Encode(Time(call.StartedAt ?? call.LastRevision.At))}</a></th>");
        row.Append(CultureInfo.InvariantCulture, $"<td>{Encode(call.Caller?.Number?.E164 ?? "withheld")}</td><td><span class=\"badge {state}\">{Encode(Status(call))}</span></td>");
        row.Append(CultureInfo.InvariantCulture, $"<td>{Encode(Matter(call))}</td><td>{(result.Length == 0 ? "" : $"<span class=\"badge {result}\">{Encode(Settled(call))}</span>")}</td><td class=\"number\">{Length(call.Duration)}</td></tr>");
        return row.ToString();
    }

    /// <summary>Writes a review of a brief.</summary>
    internal static string Review(BriefReview review)
    {
        StringBuilder html = new();
        Verdict<bool> deliverable = review.Deliverable();
        bool ready = deliverable.TryGet(out bool value) && value;
        html.Append(CultureInfo.InvariantCulture, $"<p><span class=\"badge {(ready ? "good" : "bad")}\">{(ready ? "✓ can be delivered" : "✗ not to be delivered yet")}</span></p>");
        html.Append(CultureInfo.InvariantCulture, $"<p>{Percent(review.Score)} of the required elements stand. {review.SmellsPer100Words.ToString("0.0", CultureInfo.InvariantCulture)} words in a hundred can be misread.</p>");
        if (review.Findings.Count == 0)
        {
            html.Append("<p>A strict reader finds nothing.</p>");
            return html.ToString();
        }

        html.Append(CultureInfo.InvariantCulture, $"<h3>{review.Findings.Count} finding{(review.Findings.Count == 1 ? "" : "s")}</h3><ul class=\"findings\">");
        foreach (ReviewFinding finding in review.Findings.OrderByDescending(finding => finding.Severity).Take(20))
        {
            html.Append(CultureInfo.InvariantCulture, $"<li><strong>{Encode(finding.Message)}</strong> <span class=\"quiet\">{Encode(finding.Severity.ToString().ToLowerInvariant())}, {Encode(finding.Place.Value)}</span><br>{Encode(finding.Suggestion)}</li>");
        }

        html.Append("</ul>");
        return html.ToString();
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
