using MinimalCrm.Pages;
using MinimalCrm.Work;
using Outsourcing;

namespace MinimalCrm.Records;

/// <summary>What the forms with files send. A file that is refused is answered by the page it came from, with the reason.</summary>
internal static class RecordCommands
{
    internal static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/log", async (IFormCollection form, Company company, TimeProvider time, CancellationToken cancellationToken) =>
        {
            string kind = form["kind"] == Upload.CallLog ? Upload.CallLog : Upload.ActivityLog;
            try
            {
                if (form["demo"] == "true")
                {
                    await company.RestoreAsync(kind, cancellationToken);
                }
                else
                {
                    await company.ReplaceAsync(await Upload.FromFormAsync(form, kind, new LogSettings(form["leaveOut"] == "true"), time.GetUtcNow(), cancellationToken), cancellationToken);
                }

                return Results.Redirect($"/log?read={kind}");
            }
            catch (OutsourcingException refused)
            {
                return Answer.Refusing<LogPage>(refused, (nameof(LogPage.Kind), kind));
            }
        });
        endpoints.MapPost("/bill", async (IFormCollection form, Billing billing, Engaging engaging, Reviewing reviewing, CancellationToken cancellationToken) =>
        {
            try
            {
                if (form["example"] == "true")
                {
                    await billing.ForgetAsync(cancellationToken);
                }
                else if (await engaging.CurrentAsync(cancellationToken) is { } engagement)
                {
                    await billing.KeepAsync(form, engagement, await reviewing.CallsAsync(engagement, cancellationToken), cancellationToken);
                }

                return Results.Redirect("/bill");
            }
            catch (OutsourcingException refused)
            {
                return Answer.Refusing<BillPage>(refused, (nameof(BillPage.Typed), form));
            }
        });
    }
}
