using CsCheck;
using Outsourcing.Delegation;
using Outsourcing.Partners;
using Outsourcing.Storage;
using Shouldly;

namespace Outsourcing.Testing.Tests.Fakes;

/// <summary>The fake store of documents beside the real one: the same commands, the same answers.</summary>
public sealed class FakeDocumentStoreTests
{
    [Fact]
    public async Task AnySavesAndReads_AreAnsweredAsByTheRealStore()
    {
        await using AppHost app = await AppHost.StartAsync();
        FakeDocumentStore<DelegationBrief> fakeBriefs = new(time: app.Clock);
        FakeDocumentStore<PartnerEvidence> fakeEvidence = new(time: app.Clock);
        IDocumentStore<DelegationBrief> realBriefs = app.Get<IDocumentStore<DelegationBrief>>();
        IDocumentStore<PartnerEvidence> realEvidence = app.Get<IDocumentStore<PartnerEvidence>>();

        await Gen.Select(Gen.Int[0, 3], Gen.Int[1, 4], Gen.Int[0, 2], Gen.Int[-1, 4]).SampleAsync(
            async (id, version, content, expected) =>
            {
                DelegationBrief brief = new BriefBuilder($"brief-{id}", version).With(whole => whole with { Title = $"Title {content}" }).Build();
                PartnerEvidence evidence = PartnerEvidence.Measurement(PartnerId.From($"p{id}"), "price", content);
                int? revision = expected < 0 ? null : expected;

                await Same(fakeBriefs, realBriefs, brief, $"brief-{id}", revision);
                await Same(fakeEvidence, realEvidence, evidence, $"p{id}/price", revision);
                app.Clock.Advance(TimeSpan.FromSeconds(1));
            },
            iter: 120,
            threads: 1);
    }

    [Fact]
    public async Task Tenants_SeeTheirOwnDocumentsOnly()
    {
        await using AppHost app = await AppHost.StartAsync(builder => builder.UseTenants(tenancy => tenancy.DefaultTenant = null).AddFakeDocumentStore<Partner>());
        IDocumentStore<Partner> partners = app.Get<IDocumentStore<Partner>>();
        Partner north = new PartnerBuilder("north").Build();
        using (app.Tenants.Use(TenantId.From("acme")))
        {
            await partners.SaveAsync(north);
            (await partners.FindAsync("north"))!.Document.ShouldBe(north);
        }

        partners.ShouldBeSameAs(app.Get<FakeDocumentStore<Partner>>());
        (await partners.FindAsync("north")).ShouldBeNull();
        (await partners.ListAsync()).ShouldBeEmpty();
        await Should.ThrowAsync<OutsourcingException>(() => partners.SaveAsync(north));
        using (app.Tenants.Use(TenantId.From("zenith")))
        {
            (await partners.ListRevisionsAsync("north")).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task FailNext_StoresNothing_AndOtherKindsAreRefused()
    {
        FakeDocumentStore<Partner> partners = new();
        partners.FailNext(failure: () => new StoreConflictException("Somebody was first.", 1));

        await Should.ThrowAsync<StoreConflictException>(() => partners.SaveAsync(new PartnerBuilder("north").Build()));

        (await partners.ListAsync()).ShouldBeEmpty();
        await Should.ThrowAsync<NotSupportedException>(() => new FakeDocumentStore<string>().SaveAsync("text"));
    }

    private static async Task Same<T>(FakeDocumentStore<T> fake, IDocumentStore<T> real, T document, string id, int? revision)
        where T : class
    {
        (await Saved(fake, document, revision)).ShouldBe(await Saved(real, document, revision));
        (await fake.FindAsync(id)).ShouldBe(await real.FindAsync(id));
        (await fake.FindAsync(id, 2)).ShouldBe(await real.FindAsync(id, 2));
        (await fake.ListRevisionsAsync(id)).ShouldBe(await real.ListRevisionsAsync(id));
        (await fake.ListAsync(limit: 3)).ShouldBe(await real.ListAsync(limit: 3));
        (await fake.ListAsync(after: id)).ShouldBe(await real.ListAsync(after: id));
    }

    private static async Task<(StoredDocument<T>? Stored, int? Conflict)> Saved<T>(IDocumentStore<T> store, T document, int? revision)
        where T : class
    {
        try
        {
            return (await store.SaveAsync(document, revision), null);
        }
        catch (StoreConflictException conflict)
        {
            return (null, conflict.CurrentRevision);
        }
    }
}
