using Microsoft.Extensions.Hosting;
using Outsourcing.EntityFrameworkCore;

namespace Outsourcing.Snippets;

internal static class ReadMe
{
    internal static void Register(IHostApplicationBuilder builder)
    {
        builder.Services.AddOutsourcing()
            .AddTwilio("north", builder.Configuration.GetSection("Telephony:North"))
            .AddEntityFrameworkStores<OutsourcingDbContext>();
    }
}
