using MinimalCrm.Demo;
using Outsourcing.Delegation;
using Outsourcing.Engagements;
using Outsourcing.Storage;

namespace MinimalCrm.Work;

/// <summary>Changes the brief: texts are replaced, a clause is added, and what is saved is the next version.</summary>
internal sealed class Amending(IDocumentStore<DelegationBrief> briefs, IDocumentStore<Engagement> engagements, IVerdictTrail trail, TimeProvider time)
{
    private const int LongestText = 2_000;

    internal async Task<DelegationBrief> NewestAsync(CancellationToken cancellationToken) =>
        (await briefs.FindAsync(Seed.Brief.Value, cancellationToken: cancellationToken))!.Document;

    internal Task<IReadOnlyList<StoredDocument<DelegationBrief>>> VersionsAsync(CancellationToken cancellationToken) =>
        briefs.ListRevisionsAsync(Seed.Brief.Value, cancellationToken);

    /// <summary>Gets the brief as the form has it, whether saved or not.</summary>
    internal static DelegationBrief Apply(DelegationBrief brief, IFormCollection form)
    {
        DelegationBrief changed = brief;
        foreach (BriefText text in brief.Texts())
        {
            // A text that is emptied keeps what it said: leaving one out is a decision of its own.
            if (form[$"text:{text.Place}"] is [{ } written, ..] && written.ReplaceLineEndings("\n").Trim() is { Length: > 0 and <= LongestText } typed && typed != text.Text)
            {
                changed = changed.WithText(text.Place, typed);
            }
        }

        if (form["clause"] is [{ } clause, ..] && clause.Trim() is { Length: > 0 and <= LongestText } added)
        {
            int number = 1;
            while (changed.Clauses.Any(known => known.Id == $"clause-{number}"))
            {
                number++;
            }

            changed = changed with { Clauses = [.. changed.Clauses, new BriefClause { Id = $"clause-{number}", Text = added }] };
        }

        return changed;
    }

    /// <summary>Saves the changes as the next version, and puts it in force where the brief is being delivered.</summary>
    /// <returns>The version that is the newest now.</returns>
    internal async Task<int> SaveAsync(IFormCollection form, int basedOn, CancellationToken cancellationToken)
    {
        DelegationBrief newest = await NewestAsync(cancellationToken);
        DelegationBrief changed = Apply(newest, form);
        if (changed == newest)
        {
            return newest.Version;
        }

        DateTimeOffset now = time.GetUtcNow();
        changed = (changed with
        {
            Version = newest.Version + 1,
            ChangeLog = [.. newest.ChangeLog, new BriefChange { Version = newest.Version + 1, On = DateOnly.FromDateTime(now.Date), By = "Ana Ortiz", Summary = BriefDiff.Between(newest, changed).Differences is [var first, ..] ? first.Summary : "Changed." }],
            SignOffs = [],
        }).SignedOff("Ana Ortiz", "Lighthouse Marketing", now);
        await briefs.SaveAsync(changed, expectedRevision: basedOn, cancellationToken);
        await trail.AppendAsync(VerdictEntry.Of($"brief/{changed.Id}/{changed.Version}", now, BriefReviewer.Default.Review(changed).Deliverable(), deliverable => deliverable ? "deliverable" : "not yet"), cancellationToken);
        if (await engagements.FindAsync(Seed.Engagement.Value, cancellationToken: cancellationToken) is { Document.State: EngagementState.Active } running)
        {
            await engagements.SaveAsync(running.Document.PutInForce(changed.Version, now), running.Revision, cancellationToken);
        }

        return changed.Version;
    }
}
