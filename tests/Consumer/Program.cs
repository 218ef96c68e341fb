using Microsoft.Extensions.DependencyInjection;
using Outsourcing;

// A user's first lines, on the packages as they are published.
ServiceCollection services = new();
services.AddOutsourcing();
Console.WriteLine($"consumer: {PhoneNumber.Parse("(212) 555-0123", "US")}");
