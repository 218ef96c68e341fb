using Shouldly;

namespace Outsourcing.Http.Tests.Paging;

public sealed class ListingTests
{
    [Fact]
    public async Task Enumerate_LimitOfFive_GivesFive() => (await CollectAsync(Pages(3, 4, limit: 5))).ShouldBe([0, 1, 2, 3, 4]);

    [Fact]
    public async Task Enumerate_Twice_GivesTheSameTwice()
    {
        Listing<int> listing = Pages(4, 5);

        (await CollectAsync(listing)).Count.ShouldBe(20);
        (await CollectAsync(listing)).Count.ShouldBe(20);
    }

    [Fact]
    public async Task Enumerate_EmptyPageWithNext_GoesOn() => (await CollectAsync(Pages(3, 0))).ShouldBeEmpty();

    [Fact]
    public async Task Enumerate_CursorThatRepeats_Ends()
    {
        Listing<int> listing = new(new StubChannel().Build(), "things.list", (_, _) => Task.FromResult(new ProviderPage<int>([1], "again")));

        (await Should.ThrowAsync<ProviderException>(() => CollectAsync(listing))).Code.ShouldBe("repeated-cursor");
    }

    [Fact]
    public async Task Pages_FromACursor_ResumesThere()
    {
        List<int> items = [];
        await foreach (ProviderPage<int> page in Pages(4, 2).PagesAsync("2"))
        {
            items.AddRange(page.Items);
        }

        items.ShouldBe([4, 5, 6, 7]);
    }

    private static Listing<int> Pages(int pages, int size, int? limit = null) => new(
        new StubChannel().Build(),
        "things.list",
        (cursor, _) =>
        {
            int page = cursor is null ? 0 : int.Parse(cursor, System.Globalization.CultureInfo.InvariantCulture);
            return Task.FromResult(new ProviderPage<int>([.. Enumerable.Range(page * size, size)], page + 1 < pages ? $"{page + 1}" : null));
        },
        limit);

    private static async Task<List<int>> CollectAsync(Listing<int> listing)
    {
        List<int> items = [];
        await foreach (int item in listing)
        {
            items.Add(item);
        }

        return items;
    }
}
