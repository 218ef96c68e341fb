using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Delegation;

namespace Outsourcing;

/// <summary>Publishes who is on call to a partner's receptionists.</summary>
public static class OnCallSheetEndpointRouteBuilderExtensions
{
    private const int ShortestSecret = 16;
    private const int LongestSheet = 366;

    /// <summary>Maps the sheet at <c>pattern/secret/on-call.csv</c> for spreadsheets, and at <c>pattern/secret/on-call.ics</c> for calendars that subscribe to it.</summary>
    /// <param name="endpoints">The app's endpoints.</param>
    /// <param name="pattern">Where they begin, such as <c>/partners/lighthouse</c>.</param>
    /// <param name="secret">The secret of the address: receptionists and calendars do not sign in. 16 characters at least that stand in an address as they are.</param>
    /// <param name="brief">Gets the brief in force; <see langword="null"/> where there is none.</param>
    /// <param name="days">How many days the sheet holds, from today on by the schedule's clock; from 1 to 366.</param>
    /// <returns>A builder to add the app's own conventions by, such as a rate limit. A wrong secret, no brief or a brief without a schedule are not found.</returns>
    /// <exception cref="ArgumentException">The secret is too short or holds other characters than letters, digits, <c>-</c> and <c>_</c>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is not from 1 to 366.</exception>
    public static IEndpointConventionBuilder MapOutsourcingOnCallSheet(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern, string secret, Func<HttpContext, ValueTask<DelegationBrief?>> brief, int days = 28)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(secret);
        ArgumentNullException.ThrowIfNull(brief);
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, LongestSheet);
        if (secret.Length < ShortestSecret || !secret.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_'))
        {
            throw new ArgumentException($"The secret has {ShortestSecret} letters, digits, '-' or '_' at least; whoever knows it reads names and numbers.", nameof(secret));
        }

        TimeProvider time = endpoints.ServiceProvider.GetRequiredService<TimeProvider>();
        byte[] expected = Encoding.ASCII.GetBytes(secret);
        return endpoints.MapGet($"{pattern.TrimEnd('/')}/{{secret}}/on-call.{{form}}", async context =>
        {
            bool known = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes((string)context.Request.RouteValues["secret"]!), expected);
            string form = (string)context.Request.RouteValues["form"]!;
            if (!known || form is not ("csv" or "ics") || await brief(context).ConfigureAwait(false) is not { OnCall: { } schedule } found)
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            DateTimeOffset now = time.GetUtcNow();
            DateTimeOffset from = Midnight(now, TimeZoneInfo.FindSystemTimeZoneById(schedule.TimeZone));
            DateTimeOffset until = from.AddDays(days);
            context.Response.ContentType = form == "csv" ? "text/csv; charset=utf-8" : "text/calendar; charset=utf-8";
            context.Response.Headers.CacheControl = "private, no-store";
            context.Response.Headers["X-Robots-Tag"] = "noindex";
            context.Response.Headers["Referrer-Policy"] = "no-referrer";
            await context.Response.WriteAsync(form == "csv" ? OnCallSheet.ToCsv(found, from, until) : OnCallSheet.ToICalendar(found, from, until, now), context.RequestAborted).ConfigureAwait(false);
        }).WithDisplayName("Outsourcing on-call sheet").ExcludeFromDescription();
    }

    private static DateTimeOffset Midnight(DateTimeOffset now, TimeZoneInfo zone)
    {
        DateTime midnight = TimeZoneInfo.ConvertTime(now, zone).Date;
        while (zone.IsInvalidTime(midnight))
        {
            // Where clocks change at midnight the day starts late.
            midnight = midnight.AddMinutes(30);
        }

        TimeSpan offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset);
    }
}
