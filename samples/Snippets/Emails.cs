using Microsoft.Extensions.Hosting;
using Outsourcing.Answering;
using Outsourcing.EntityFrameworkCore;

namespace Outsourcing.Snippets;

internal static class Emails
{
    internal static void Add(HostApplicationBuilder builder, EmailTemplate template)
    {
        builder.Services.AddOutsourcing()
            .AddEmailIntake("desk", builder.Configuration.GetSection("Answering:Desk"), intake =>
            {
                intake.AuthenticationServer = "mx.crm.example";
                intake.Templates.Add(template);
            })
            .AddEntityFrameworkStores<OutsourcingDbContext>();
    }

    internal static EmailTemplate Learn(byte[] first, byte[] second)
    {
        EmailTemplateDraft draft = EmailTemplateDraft.Learn(first, second);
        foreach (EmailDraftField field in draft.Fields)
        {
            Console.WriteLine($"{field.Name}: {field.Meaning ?? "?"}");
        }

        EmailTemplate template = draft.Confirm("desk", new IntakeFieldMap
        {
            CallerName = "caller",
            CallerNumber = "phone",
            Region = "US",
            StartedAt = "time",
            TimeFormats = ["MM/dd/yyyy h:mm tt"],
            TimeZone = "America/New_York",
            Message = "message",
        });
        return template;
    }
}
