using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Calls;
using Outsourcing.Http;
using Outsourcing.Telephony;

namespace Outsourcing.Snippets;

internal static class TelephonySnippets
{
    internal static void Register(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOutsourcing()
            .AddTwilio("north", configuration.GetSection("Telephony:North"))
            .AddTelnyx("south", configuration.GetSection("Telephony:South"));
    }

    internal static async Task PlaceAsync(ITelephony telephony, PhoneNumber business, PhoneNumber customer, PhoneNumber partner)
    {
        CallFlow flow = CallFlow.Of(
            new SayStep("You have reached Northwind."),
            new DialStep(partner) { RingFor = TimeSpan.FromSeconds(20) },
            new VoicemailStep("Please leave a message."));
        CallUpdate placed = await telephony.PlaceCallAsync(business, customer, flow);
        Console.WriteLine(placed.Status);
    }

    internal static async Task ReconcileAsync(ITelephony telephony, PhoneNumber business, PhoneNumber customer, CallFlow flow)
    {
        try
        {
            await telephony.PlaceCallAsync(business, customer, flow);
        }
        catch (ProviderOutcomeUnknownException unknown)
        {
            Reconciled<CallUpdate> found = await telephony.ReconcileCallAsync(business, customer, unknown.Attempt);
            Console.WriteLine(found.Outcome);
        }
    }
}
