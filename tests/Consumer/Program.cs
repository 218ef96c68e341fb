using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing;
using Outsourcing.Answering;
using Outsourcing.Capacity;
using Outsourcing.EntityFrameworkCore;
using Outsourcing.Telephony;
using Outsourcing.Testing;

// A user's first lines, on the packages as they are published.
await using TwilioSimulator provider = await TwilioSimulator.StartAsync();
WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
builder.Services.AddDbContext<OutsourcingDbContext>(options => options.UseSqlite("Data Source=consumer.db"));
builder.Services.AddOutsourcing()
    .AddTwilio("north", options =>
    {
        options.AccountSid = provider.AccountSid;
        options.AuthToken = provider.AuthToken;
        options.BaseAddress = provider.BaseAddress;
    })
    .AddEntityFrameworkStores<OutsourcingDbContext>();
await using WebApplication app = builder.Build();
app.MapOutsourcingWebhooks("/hooks");

ITelephony telephony = app.Services.GetRequiredKeyedService<ITelephony>("north");
await foreach (AvailableNumber number in telephony.SearchNumbersAsync(new NumberSearch { Country = "US", Limit = 1 }))
{
    Console.WriteLine($"consumer: bought {(await telephony.BuyNumberAsync(number.Number)).Number}");
}

Console.WriteLine($"consumer: {Staffing.Require(new QueueLoad(200, TimeSpan.FromMinutes(3)), new StaffingTarget()).Agents} agents");
Console.WriteLine($"consumer: {new RetellWebhookReceiver("reception", ["key"]).Provider} webhooks");
