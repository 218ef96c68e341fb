using System.Text.RegularExpressions;
using MinimalCrm.Demo;
using Outsourcing;
using Outsourcing.Delegation;
using Outsourcing.Engagements;
using Outsourcing.Partners;
using Outsourcing.Storage;
using Outsourcing.Telephony;

namespace MinimalCrm.Work;

/// <summary>What an owner says when engaging a partner.</summary>
/// <param name="Partner">The partner.</param>
/// <param name="Number">The number the partner answers, as typed.</param>
/// <param name="Line">The number of the account that callers dial; empty to buy one.</param>
/// <param name="AreaCode">Where a number is bought; empty for anywhere in the country.</param>
internal sealed record EngagementOrder(PartnerId Partner, string Number, string Line = "", string AreaCode = "");

/// <summary>Compares partners, and engages one: a number is taken and sent to the app, and the brief is put in force.</summary>
internal sealed partial class Engaging(
    IDocumentStore<Partner> partners,
    IDocumentStore<PartnerCriterion> criteria,
    IDocumentStore<PartnerEvidence> evidence,
    IDocumentStore<DelegationBrief> briefs,
    IDocumentStore<Engagement> engagements,
    IVerdictTrail trail,
    IServiceProvider services,
    CrmSettings settings,
    TimeProvider time) : IDisposable
{
    private const int MostLines = 50;
    private readonly SemaphoreSlim _oneAtATime = new(1);

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

    /// <summary>Gets the numbers of the account, of which one can become the line; none where the partner brings its own.</summary>
    internal async Task<IReadOnlyList<PhoneNumber>> LinesAsync(CancellationToken cancellationToken) =>
        Telephony is { } telephony ? await telephony.ListNumbersAsync(cancellationToken).Take(MostLines).Select(owned => owned.Number).ToListAsync(cancellationToken) : [];

    /// <summary>Gets whether a number is bought or taken at a telephone provider; otherwise the partner's own number is the line.</summary>
    internal bool TakesNumber => Telephony is not null;

    /// <summary>Engages a partner, if none is engaged.</summary>
    /// <exception cref="OutsourcingException">What was said cannot be right; nothing was bought or changed.</exception>
    internal async Task EngageAsync(EngagementOrder order, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (await CurrentAsync(cancellationToken) is not null)
            {
                return;
            }

            StoredDocument<Partner> partner = await partners.FindAsync(order.Partner.Value, cancellationToken: cancellationToken)
                ?? throw new OutsourcingException($"There is no partner '{order.Partner}'.");
            PhoneNumber answers = Checked(order.Number, partner.Document.Name);
            DelegationBrief brief = (await briefs.FindAsync(Seed.Brief.Value, cancellationToken: cancellationToken))!.Document;
            PhoneNumber line = Telephony is { } telephony ? await TakeNumberAsync(telephony, order, answers, cancellationToken) : answers;
            await partners.SaveAsync(partner.Document with { Number = answers }, partner.Revision, cancellationToken);
            DateTimeOffset now = time.GetUtcNow();
            await engagements.SaveAsync(
                Engagement.Propose(Seed.Engagement, order.Partner, brief.Id, now).PutInForce(brief.Version, now).Agree(now).AssignNumber(line, now).Start(now),
                expectedRevision: 0,
                cancellationToken);
            Verdict<PartnerRanking> ranking = (await CompareAsync(_ => null, cancellationToken)).Verdict;
            await trail.AppendAsync(VerdictEntry.Of("partners", now, ranking, decided => $"{decided.Leader} leads, {decided.Certainty}; {order.Partner} engaged"), cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private PhoneNumber Checked(string typed, string partner)
    {
        if (!PhoneNumber.TryParse(typed.Trim(), out PhoneNumber number, settings.Country))
        {
            throw new OutsourcingException($"What was typed is no telephone number: write the number {partner} answers with its country code, such as +1 and ten digits.");
        }

        return settings.Simulated || !Fiction().IsMatch(number.E164)
            ? number
            : throw new OutsourcingException($"The number of {partner} is of the range kept for fiction, 555-0100 to 555-0199: callers would reach nobody. Ask {partner} for the number it answers.");
    }

    private async Task<PhoneNumber> TakeNumberAsync(ITelephony telephony, EngagementOrder order, PhoneNumber answers, CancellationToken cancellationToken)
    {
        OwnedNumber? owned = null;
        await foreach (OwnedNumber number in telephony.ListNumbersAsync(cancellationToken))
        {
            if (number.Number == answers)
            {
                throw new OutsourcingException($"{answers.E164} is a number of your own account: calls would be sent round in a circle. Give the number the partner answers.");
            }

            owned = number.Number.E164 == order.Line ? number : owned;
        }

        if (owned is null && order.Line.Length > 0)
        {
            throw new OutsourcingException("The number chosen is not one of the account's; load the page again.");
        }

        // A number costs money: it is bought only where the owner chose none that is there.
        owned ??= await BuyAsync(telephony, order.AreaCode, cancellationToken);
        Uri hook = services.GetService<SimulatedCallers>()?.Hook ?? new Uri(settings.PublicBaseUrl!, $"/hooks/{telephony.Provider}/{CrmApp.Account}");
        await telephony.RouteNumberAsync(owned, new NumberRouting { Answer = hook, Status = hook }, cancellationToken);
        return owned.Number;
    }

    private async Task<OwnedNumber> BuyAsync(ITelephony telephony, string areaCode, CancellationToken cancellationToken)
    {
        NumberSearch search = new() { Country = settings.Country, AreaCode = areaCode.Trim() is { Length: > 0 } code ? code : null, Limit = 1 };
        await foreach (AvailableNumber available in telephony.SearchNumbersAsync(search, cancellationToken))
        {
            return await telephony.BuyNumberAsync(available.Number, cancellationToken);
        }

        throw new OutsourcingException("The provider offers no number to buy there; try another area code.");
    }

    private ITelephony? Telephony => services.GetKeyedService<ITelephony>(CrmApp.Account);

    [GeneratedRegex(@"^\+1\d{3}55501\d\d$")]
    private static partial Regex Fiction();
}
