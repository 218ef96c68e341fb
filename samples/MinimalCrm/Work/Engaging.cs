using MinimalCrm.Demo;
using Outsourcing;
using Outsourcing.Delegation;
using Outsourcing.Engagements;
using Outsourcing.Partners;
using Outsourcing.Storage;
using Outsourcing.Telephony;

namespace MinimalCrm.Work;

/// <summary>Compares partners, and engages one: a number is taken and sent to the app, and the brief is put in force.</summary>
internal sealed class Engaging(
    IDocumentStore<Partner> partners,
    IDocumentStore<PartnerCriterion> criteria,
    IDocumentStore<PartnerEvidence> evidence,
    IDocumentStore<DelegationBrief> briefs,
    IDocumentStore<Engagement> engagements,
    IVerdictTrail trail,
    IServiceProvider services,
    CrmSettings settings,
    TimeProvider time)
{
    internal async Task<Engagement?> CurrentAsync(CancellationToken cancellationToken) =>
        (await engagements.FindAsync(Seed.Engagement.Value, cancellationToken: cancellationToken))?.Document;

    internal async Task<IReadOnlyList<Partner>> PartnersAsync(CancellationToken cancellationToken) =>
        [.. (await partners.ListAsync(cancellationToken: cancellationToken)).Select(stored => stored.Document)];

    /// <summary>Ranks the partners, by the stored weights or by those of a "what if".</summary>
    internal async Task<(IReadOnlyList<PartnerCriterion> Criteria, IReadOnlyList<Partner> Partners, Verdict<PartnerRanking> Verdict)> CompareAsync(
        Func<string, string?> weightOf, CancellationToken cancellationToken)
    {
        PartnerCriterion[] asked = [.. (await criteria.ListAsync(cancellationToken: cancellationToken)).Select(stored => stored.Document).Select(criterion =>
            int.TryParse(weightOf(criterion.Id), System.Globalization.CultureInfo.InvariantCulture, out int points) && points is >= 0 and <= 100 ? criterion with { Weight = points } : criterion)];
        if (asked.All(criterion => criterion.Weight == 0))
        {
            // Nothing matters: then everything matters alike.
            asked = [.. asked.Select(criterion => criterion with { Weight = 1 })];
        }

        IReadOnlyList<Partner> candidates = await PartnersAsync(cancellationToken);
        PartnerEvidence[] known = [.. (await evidence.ListAsync(limit: 500, cancellationToken: cancellationToken)).Select(stored => stored.Document)];
        return (asked, candidates, PartnerRanking.Rank(asked, candidates, known, cancellationToken: cancellationToken));
    }

    internal async Task EngageAsync(PartnerId partner, CancellationToken cancellationToken)
    {
        if (await CurrentAsync(cancellationToken) is not null)
        {
            return;
        }

        DateTimeOffset now = time.GetUtcNow();
        DelegationBrief brief = (await briefs.FindAsync(Seed.Brief.Value, cancellationToken: cancellationToken))!.Document;
        OwnedNumber number = await TakeNumberAsync(cancellationToken);
        await engagements.SaveAsync(
            Engagement.Propose(Seed.Engagement, partner, brief.Id, now).PutInForce(brief.Version, now).Agree(now).AssignNumber(number.Number, now).Start(now),
            expectedRevision: 0,
            cancellationToken);
        Verdict<PartnerRanking> ranking = (await CompareAsync(_ => null, cancellationToken)).Verdict;
        await trail.AppendAsync(VerdictEntry.Of("partners", now, ranking, decided => $"{decided.Leader} leads, {decided.Certainty}; {partner} engaged"), cancellationToken);
    }

    private async Task<OwnedNumber> TakeNumberAsync(CancellationToken cancellationToken)
    {
        ITelephony telephony = services.GetRequiredKeyedService<ITelephony>(CrmApp.Account);
        OwnedNumber? owned = null;

        // A number costs money: one that is there already is used, and none is bought twice.
        await foreach (OwnedNumber number in telephony.ListNumbersAsync(cancellationToken))
        {
            owned ??= number;
        }

        if (owned is null)
        {
            await foreach (AvailableNumber available in telephony.SearchNumbersAsync(new NumberSearch { Country = "US", AreaCode = "212", Limit = 1 }, cancellationToken))
            {
                owned = await telephony.BuyNumberAsync(available.Number, cancellationToken);
                break;
            }
        }

        Uri hook = services.GetService<SimulatedCallers>()?.Hook
            ?? new Uri(settings.PublicBaseUrl ?? throw new OutsourcingException("Say Crm:PublicBaseUrl, the address the provider reaches this app by."), $"/hooks/{telephony.Provider}/{CrmApp.Account}");
        return await telephony.RouteNumberAsync(
            owned ?? throw new OutsourcingException("The provider offers no number to buy; look for another area code."), new NumberRouting { Answer = hook, Status = hook }, cancellationToken);
    }
}
