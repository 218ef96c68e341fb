using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Answering;
using Outsourcing.Calls;
using Outsourcing.Delegation;

namespace Outsourcing.Snippets;

internal static class AnsweringSnippets
{
    internal static void Register(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOutsourcing()
            .AddRetell("reception", configuration.GetSection("Answering:Reception"))
            .AddVapi("evenings", configuration.GetSection("Answering:Evenings"))
            .AddCallRail("log", configuration.GetSection("Answering:Log"));
    }

    internal static void Verify(IServiceCollection services, string apiKey, string secret)
    {
        services.AddOutsourcing().AddVapi("evenings", options =>
        {
            options.ApiKey = apiKey;
            options.VerifyBy(VapiVerification.Hmac(new VapiHmac { Secrets = [secret] }));
        });
    }

    internal static void Intake(IServiceCollection services, string secret)
    {
        services.AddOutsourcing().AddIntake(
            "desk",
            new IntakeFieldMap
            {
                CallId = "/call/id",
                UpdatedAt = "/sent",
                CallerNumber = "/from",
                Region = "US",
                Message = "/note",
                Urgency = "/priority",
                Urgencies = new Dictionary<string, string> { ["P1"] = "high" },
            },
            IntakeVerification.BodyHmac("X-Signature", secret));
    }

    internal static async Task PublishAsync(IServiceProvider services, DelegationBrief brief, string agentId)
    {
        IBriefPublisher publisher = services.GetRequiredKeyedService<IBriefPublisher>("reception");
        AgentPlan plan = await publisher.PlanAsync(brief, agentId);
        foreach (AgentChange change in plan.Changes)
        {
            Console.WriteLine(change);
        }

        await publisher.ApplyAsync(plan);
        AgentDrift drift = await publisher.FindDriftAsync(brief, agentId);
        Console.WriteLine(drift.State);
    }

    internal static void Audit(IReadOnlyList<CallRecord> independent, IReadOnlyList<CallRecord> reported)
    {
        PartnerCallAuditResult audit = PartnerCallAudit.Compare(independent, reported);
        Console.WriteLine(audit.Count(PartnerCallFinding.ClaimedAsAnswered));
    }
}
