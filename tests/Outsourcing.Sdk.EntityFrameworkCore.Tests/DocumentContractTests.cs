using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Delegation;
using Outsourcing.Engagements;
using Outsourcing.Partners;
using Outsourcing.Processes;
using Outsourcing.Storage;
using Shouldly;

namespace Outsourcing.EntityFrameworkCore.Tests;

/// <summary>What document stores and the audit trail promise, on every database.</summary>
public sealed class DocumentContractTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Save_EveryKind_ReadsBackEqual(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database, protect: true);

        await HoldsAsync(host, Process("p1", "Answer calls"), "p1");
        await HoldsAsync(host, Brief(1, "First"), "front-desk");
        await HoldsAsync(host, new Partner { Id = PartnerId.From("harbor"), Name = "Harbor Desk", Number = PhoneNumber.Parse("+442079460151") }, "harbor");
        await HoldsAsync(host, new PartnerCriterion { Id = "answered", Name = "Answered", Question = PartnerQuestion.Capability, Value = ValueFunction.Linear(0.5, 1) }, "answered");
        await HoldsAsync(host, PartnerEvidence.Share(PartnerId.From("harbor"), "answered", 180, 200), "harbor/answered");
        await HoldsAsync(host, Engagement.Propose(EngagementId.From("e1"), PartnerId.From("harbor"), BriefId.From("front-desk"), Monday).Agree(Monday), "e1");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Save_AgainAndChanged_KeepsEveryRevision(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        IDocumentStore<Partner> partners = Store<Partner>(host);
        Partner first = new() { Id = PartnerId.From("harbor"), Name = "Harbor" };

        await partners.SaveAsync(first);
        await partners.SaveAsync(first);
        host.Clock.Advance(TimeSpan.FromHours(1));
        StoredDocument<Partner> second = await partners.SaveAsync(first with { Name = "Harbor Desk" }, expectedRevision: 1);

        (second.Revision, second.SavedAt).ShouldBe((2, Monday.AddHours(1)));
        (await partners.ListRevisionsAsync("harbor")).Select(revision => (revision.Revision, revision.Document.Name)).ShouldBe([(1, "Harbor"), (2, "Harbor Desk")]);
        (await partners.FindAsync("harbor", 1))!.Document.Name.ShouldBe("Harbor");
        (await partners.FindAsync("harbor"))!.Document.Name.ShouldBe("Harbor Desk");
        (await partners.FindAsync("harbor", 3)).ShouldBeNull();
        (await partners.ListAsync()).Single().Revision.ShouldBe(2);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Save_OnAnOldRevision_ConflictsAndSaysWhich(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        IDocumentStore<Partner> partners = Store<Partner>(host);
        Partner partner = new() { Id = PartnerId.From("harbor"), Name = "Harbor" };
        await partners.SaveAsync(partner, expectedRevision: 0);
        await partners.SaveAsync(partner with { Name = "Harbor Two" }, expectedRevision: 1);

        StoreConflictException conflict = await Should.ThrowAsync<StoreConflictException>(() => partners.SaveAsync(partner with { Name = "Harbor Three" }, expectedRevision: 1));

        conflict.CurrentRevision.ShouldBe(2);
        conflict.Message.ShouldContain("revision 2, not 1");
        (await partners.FindAsync("harbor"))!.Document.Name.ShouldBe("Harbor Two");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Save_BriefVersion_IsKeptForGood(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        IDocumentStore<DelegationBrief> briefs = Store<DelegationBrief>(host);
        await briefs.SaveAsync(Brief(1, "First"));
        await briefs.SaveAsync(Brief(3, "Third"));

        (await briefs.SaveAsync(Brief(1, "First"))).Revision.ShouldBe(1);
        (await Should.ThrowAsync<StoreConflictException>(() => briefs.SaveAsync(Brief(1, "Another first")))).Message.ShouldContain("Version 1");
        (await briefs.FindAsync("front-desk", 1))!.Document.Title.ShouldBe("First");
        (await briefs.FindAsync("front-desk"))!.Document.Version.ShouldBe(3);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Save_FromManyWritersAtOnce_LosesNoRevision(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        IDocumentStore<Partner> partners = Store<Partner>(host);

        await Task.WhenAll(Enumerable.Range(1, 12).Select(index => Task.Run(() => partners.SaveAsync(new Partner { Id = PartnerId.From("harbor"), Name = $"Harbor {index}" }))));

        IReadOnlyList<StoredDocument<Partner>> revisions = await partners.ListRevisionsAsync("harbor");
        revisions.Select(revision => revision.Revision).ShouldBe(Enumerable.Range(1, 12));
        revisions.Select(revision => revision.Document.Name).Distinct().Count().ShouldBe(12);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task List_PageByPage_GivesEachDocumentOnce(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database);
        IDocumentStore<Partner> partners = Store<Partner>(host);
        foreach (int index in Enumerable.Range(0, 25))
        {
            await partners.SaveAsync(new Partner { Id = PartnerId.From($"p{index:00}"), Name = "Before" });
            await partners.SaveAsync(new Partner { Id = PartnerId.From($"p{index:00}"), Name = "After" });
        }

        List<StoredDocument<Partner>> all = [];
        IReadOnlyList<StoredDocument<Partner>> page;
        do
        {
            page = await partners.ListAsync(all.LastOrDefault()?.Id, 10);
            all.AddRange(page);
        }
        while (page.Count == 10);

        all.Select(document => document.Id).ShouldBe(Enumerable.Range(0, 25).Select(index => $"p{index:00}"));
        all.ShouldAllBe(document => document.Document.Name == "After");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Trail_OfVerdicts_ListsNewestFirstAndBySubject(string database)
    {
        await using StoreHost host = await StoreHost.StartAsync(database, protect: true);
        IVerdictTrail trail = host.Services.GetRequiredService<IVerdictTrail>();
        VerdictEntry refused = VerdictEntry.Of("process/p1", Monday, Verdict.Refused<string>(new Refusal { Kind = RefusalKind.InsufficientEvidence, Reason = "Too few.", Remedy = "Log more." }, Why("too little")));
        VerdictEntry decided = VerdictEntry.Of("process/p1", Monday.AddDays(1), Verdict.Of(3, Why("three")), value => $"{value} steps");
        long one = await trail.AppendAsync(refused);
        long two = await trail.AppendAsync(VerdictEntry.Of("partners", Monday, Verdict.Of("harbor", Why("first"))));
        long three = await trail.AppendAsync(decided);

        IReadOnlyList<RecordedVerdict> all = await trail.ListAsync();
        all.Select(entry => entry.Id).ShouldBe([three, two, one]);
        all[0].Entry.ShouldBe(decided);
        all[0].Entry.Value.ShouldBe("3 steps");
        all[2].Entry.ShouldBe(refused);
        all[2].Entry.Value.ShouldBeNull();
        (await trail.ListAsync("partners")).Single().Entry.Value.ShouldBe("harbor");
        (await trail.ListAsync(before: three, limit: 1)).Single().Id.ShouldBe(two);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Documents_OfAnotherTenant_AreNeverSeenNorNumberedTogether(string database)
    {
        TenantId acme = TenantId.From("acme");
        await using StoreHost host = await StoreHost.StartAsync(database, builder => builder.UseTenants(tenancy => tenancy.DefaultTenant = null));
        IDocumentStore<Partner> partners = Store<Partner>(host);
        IVerdictTrail trail = host.Services.GetRequiredService<IVerdictTrail>();
        Partner partner = new() { Id = PartnerId.From("harbor"), Name = "Acme's" };
        using (host.Tenants.Use(acme))
        {
            await partners.SaveAsync(partner);
            await partners.SaveAsync(partner with { Name = "Acme's own" });
            await trail.AppendAsync(VerdictEntry.Of("partners", Monday, Verdict.Of("harbor", Why("first"))));
        }

        (await partners.ListAsync()).ShouldBeEmpty();
        (await Should.ThrowAsync<OutsourcingException>(() => partners.SaveAsync(partner))).Message.ShouldContain("No tenant");
        using (host.Tenants.Use(TenantId.From("zenith")))
        {
            (await partners.FindAsync("harbor")).ShouldBeNull();
            (await partners.ListRevisionsAsync("harbor")).ShouldBeEmpty();
            (await trail.ListAsync()).ShouldBeEmpty();
            (await partners.SaveAsync(partner with { Name = "Zenith's" })).Revision.ShouldBe(1);
        }

        using (host.Tenants.Use(acme))
        {
            (await partners.FindAsync("harbor"))!.Document.Name.ShouldBe("Acme's own");
            (await trail.ListAsync()).Count.ShouldBe(1);
        }
    }

    private static async Task HoldsAsync<TDocument>(StoreHost host, TDocument document, string id)
        where TDocument : class
    {
        StoredDocument<TDocument> saved = await Store<TDocument>(host).SaveAsync(document);
        (saved.Id, saved.Revision).ShouldBe((id, 1));
        StoredDocument<TDocument> read = (await Store<TDocument>(host).FindAsync(id))!;
        read.Document.ShouldBe(document);
        read.SavedAt.ShouldBe(Monday);
    }

    private static IDocumentStore<TDocument> Store<TDocument>(StoreHost host)
        where TDocument : class => host.Services.GetRequiredService<IDocumentStore<TDocument>>();

    private static DelegationBrief Brief(int version, string title) => new() { Id = BriefId.From("front-desk"), Version = version, Title = title };

    private static BusinessProcess Process(string id, string step) =>
        new(ProcessId.From(id), "The company's process", [new ProcessStep { Id = ProcessStepId.From("s1"), Name = step, Kind = ProcessStepKind.Task }]);

    private static VerdictExplanation Why(string summary) => new() { Rule = "test.rule/1", Source = "this test", Summary = summary };
}
