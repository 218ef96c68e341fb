using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing;

// Runs as a native program: what the JIT would make on demand must have been made at build time.
ServiceCollection services = new();
services.AddOutsourcing();
using ServiceProvider provider = services.BuildServiceProvider();

PhoneNumber number = PhoneNumber.Parse("+1 212 555 0123");
string json = JsonSerializer.Serialize(new Money(12.5m, "USD"), OutsourcingJson.TypeInfo<Money>());
if (JsonSerializer.Deserialize(json, OutsourcingJson.TypeInfo<Money>()) is not { Amount: 12.5m })
{
    return Fail("Money did not survive JSON");
}

Console.WriteLine($"native: {number}, {json}");
return 0;

static int Fail(string what)
{
    Console.Error.WriteLine($"native: {what}");
    return 1;
}
