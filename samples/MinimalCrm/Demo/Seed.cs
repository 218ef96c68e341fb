using MinimalCrm.Records;
using Outsourcing;
using Outsourcing.Calls;
using Outsourcing.Delegation;
using Outsourcing.Engagements;
using Outsourcing.Partners;
using Outsourcing.Processes;
using Outsourcing.Storage;
using Outsourcing.Testing;
using QuickStart.Demo;

namespace MinimalCrm.Demo;

/// <summary>Fills an empty database, so that the app opens with data.</summary>
internal sealed class Seed(
    Company company,
    IDocumentStore<BusinessProcess> processes,
    IDocumentStore<DelegationBrief> briefs,
    IDocumentStore<Partner> partners,
    IDocumentStore<PartnerCriterion> criteria,
    IDocumentStore<PartnerEvidence> evidence,
    IDocumentStore<Engagement> engagements,
    ICallStore calls,
    IVerdictTrail trail,
    CrmSettings settings,
    TimeProvider time)
{
    internal static readonly BriefId Brief = BriefId.From("front-desk");
    internal static readonly EngagementId Engagement = EngagementId.From("front-desk");

    // Of the range that is kept for fiction.
    private static readonly PhoneNumber Line = PhoneNumber.Parse("+12125550170");

    internal async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (await processes.FindAsync(company.Now.Process.Id.Value, cancellationToken: cancellationToken) is not null)
        {
            return;
        }

        DateTimeOffset now = time.GetUtcNow();
        await company.RecordAsync(cancellationToken);
        DelegationTask task = company.Now.Tasks.First(task => task.Name.Contains("call", StringComparison.OrdinalIgnoreCase));
        DateTimeOffset start = new(now.UtcDateTime.Date.AddDays(-14), TimeSpan.Zero);
        DelegationBrief brief = OwnersBrief.Complete(BriefDraft.From(task, company.Now.Process).Brief with { Id = Brief }, company.Now.CallsPerWeek, start);
        await briefs.SaveAsync(brief, cancellationToken: cancellationToken);
        await trail.AppendAsync(VerdictEntry.Of($"brief/{Brief}/1", now, BriefReviewer.Default.Review(brief).Deliverable(), deliverable => deliverable ? "deliverable" : "not yet"), cancellationToken);
        foreach (Partner partner in PartnerCandidates.All)
        {
            // The candidates' numbers are fiction: with a real account the owner says which number the partner answers.
            await partners.SaveAsync(settings.Simulated ? partner : partner with { Number = null }, cancellationToken: cancellationToken);
        }

        foreach (PartnerCriterion criterion in PartnerCandidates.Criteria)
        {
            await criteria.SaveAsync(criterion, cancellationToken: cancellationToken);
        }

        foreach (PartnerEvidence known in PartnerCandidates.Trial.Concat(PartnerPlans.All.Select(plan => PartnerEvidence.Measurement(
            plan.Key, "monthly-price", (double)company.Now.Leverage.Plans.Single(priced => priced.Price.Plan == plan.Value.Name).Price.Monthly.Amount))))
        {
            await evidence.SaveAsync(known, cancellationToken: cancellationToken);
        }

        if (settings.Simulated && settings.Engaged != false)
        {
            await EngageAsync(brief, start, now, cancellationToken);
        }
    }

    private async Task EngageAsync(DelegationBrief brief, DateTimeOffset start, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Engagement engagement = Outsourcing.Engagements.Engagement.Propose(Engagement, PartnerCandidates.Harbor, brief.Id, start)
            .PutInForce(brief.Version, start)
            .Agree(start)
            .AssignNumber(Line, start)
            .Start(start);
        await engagements.SaveAsync(engagement, cancellationToken: cancellationToken);
        DemoCallers callers = DemoCallers.Of(Line, start);
        List<CallUpdate> updates = [];
        foreach (CallScript script in callers.Scripts.Where(script => script.StartedAt < now))
        {
            DateTimeOffset at = script.StartedAt!.Value;
            bool answered = script.Answer == CallScriptAnswer.Answered;
            CallUpdate update = new()
            {
                Call = new CallId("twilio", CrmApp.Account, $"CA{at.UtcTicks:x}"),
                Revision = new CallRevision(at, "import"),
                Direction = CallDirection.Inbound,
                Caller = new CallParty { Number = script.From },
                Dialled = Line,
                Status = answered ? CallStatus.Completed : CallStatus.NoAnswer,
                StartedAt = at,
                AnsweredAt = answered ? at + script.RingsFor : null,
                EndedAt = at + script.RingsFor + (answered ? script.TalksFor : TimeSpan.Zero),
                Duration = answered ? script.TalksFor : TimeSpan.Zero,
                AnsweredBy = answered ? AnsweredBy.Human : null,
            };
            updates.Add(update);
            if (answered)
            {
                updates.Add(FrontDeskWork.Report(update.Call, update.EndedAt!.Value, callers.Wants[at], brief));
            }
        }

        await calls.MergeAsync(updates, cancellationToken);
    }
}
