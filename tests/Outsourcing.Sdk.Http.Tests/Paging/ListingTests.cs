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
    [Reliability(9, "an empty page with a next one goes on")]
    public async Task Enumerate_EmptyPageWithNext_GoesOn() => (await CollectAsync(Pages(3, 0))).ShouldBeEmpty();

    [Fact]
    [Reliability(9, "a cursor that repeats ends the listing after 2 requests for its 1 page")]
    public async Task Enumerate_CursorThatRepeats_Ends()
    {
        int asked = 0;
        Listing<int> listing = new(new StubChannel().Build(), "things.list", (_, _) =>
        {
            asked++;
            return Task.FromResult(new ProviderPage<int>([1], "again"));
        }, static item => $"{item}");

        (await Should.ThrowAsync<ProviderException>(() => CollectAsync(listing))).Code.ShouldBe("repeated-cursor");
        asked.ShouldBe(2);
    }

    [Fact]
    [Reliability(9, "500 listings that grow at their head by up to a page between two requests: every item that was there is listed once, in one request for each page and one for each page's worth that came")]
    public async Task Enumerate_ItemsThatMoveToTheNextPage_AreListedOnce()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            Random random = new(seed);
            const int Size = 5;
            List<int> all = [.. Enumerable.Range(0, random.Next(1, 30))];
            int[] there = [.. all];
            int asked = 0;
            int came = 0;
            Listing<int> listing = new(new StubChannel().Build(), "things.list", (cursor, _) =>
            {
                asked++;
                int offset = cursor is null ? 0 : int.Parse(cursor, System.Globalization.CultureInfo.InvariantCulture);
                ProviderPage<int> page = new([.. all.Skip(offset).Take(Size)], offset + Size < all.Count ? $"{offset + Size}" : null);
                int more = came < 20 ? random.Next(0, Size + 1) : 0;
                all.InsertRange(0, Enumerable.Range(1000 + came, more).Reverse());
                came += more;
                return Task.FromResult(page);
            }, static item => $"{item}");

            List<int> listed = await CollectAsync(listing);

            listed.ShouldBeUnique($"seed {seed}");
            there.Except(listed).ShouldBeEmpty($"seed {seed}");
            asked.ShouldBeLessThanOrEqualTo(((there.Length + came + Size - 1) / Size) + 1, $"seed {seed}");
        }
    }

    [Fact]
    public async Task Enumerate_ItemsWithoutIdentity_AreAllListed()
    {
        Listing<int> listing = new(new StubChannel().Build(), "things.list", (cursor, _) => Task.FromResult(new ProviderPage<int>([1, 1], cursor is null ? "b" : null)), static _ => null);

        (await CollectAsync(listing)).ShouldBe([1, 1, 1, 1]);
    }

    [Fact]
    public async Task Enumerate_NullsInAPage_AreNoItems()
    {
        Listing<string?> listing = new(new StubChannel().Build(), "things.list", (cursor, _) => Task.FromResult(new ProviderPage<string?>([null, cursor ?? "a"], cursor is null ? "b" : null)), static item => item!.ToUpperInvariant());
        List<string?> items = [];
        await foreach (string? item in listing)
        {
            items.Add(item);
        }

        items.ShouldBe(["a", "b"]);
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

    [Fact]
    public async Task Enumerate_NextPage_IsAskedOnlyWhenThePreviousIsUsedUp()
    {
        List<string?> asked = [];
        Listing<int> listing = new(new StubChannel().Build(), "things.list", (cursor, _) =>
        {
            asked.Add(cursor);
            return Task.FromResult(new ProviderPage<int>([1, 2], cursor is null ? "b" : cursor == "b" ? "c" : null));
        }, static _ => null);
        List<int> askedAtItem = [];

        await foreach (int _ in listing)
        {
            askedAtItem.Add(asked.Count);
        }

        askedAtItem.ShouldBe([1, 1, 2, 2, 3, 3]);
        asked.ShouldBe([null, "b", "c"]);
    }

    [Fact]
    public async Task Enumerate_LimitAtAPagesEnd_AsksNoFurtherPage()
    {
        int asked = 0;
        Listing<int> listing = new(new StubChannel().Build(), "things.list", (_, _) => Task.FromResult(new ProviderPage<int>([1, 2], $"{asked++}")), static _ => null, limit: 2);

        (await CollectAsync(listing)).ShouldBe([1, 2]);

        asked.ShouldBe(1);
    }

    [Fact]
    public async Task Enumerate_PageThatIsStillComing_DoesNotBlockTheCaller()
    {
        TaskCompletionSource<ProviderPage<int>> coming = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Listing<int> listing = new(new StubChannel().Build(), "things.list", (cursor, _) => cursor is null ? Task.FromResult(new ProviderPage<int>([1], "b")) : coming.Task, static _ => null);
        await using IAsyncEnumerator<int> items = listing.GetAsyncEnumerator();
        (await items.MoveNextAsync()).ShouldBeTrue();

        ValueTask<bool> next = items.MoveNextAsync();

        next.IsCompleted.ShouldBeFalse();
        coming.SetResult(new ProviderPage<int>([2], null));
        (await next).ShouldBeTrue();
        items.Current.ShouldBe(2);
    }

    [Fact]
    public async Task Enumerate_ManyPages_HoldsOneAtATime()
    {
        List<WeakReference> pages = [];
        Listing<object> listing = new(new StubChannel().Build(), "things.list", (cursor, _) =>
        {
            int page = cursor is null ? 0 : int.Parse(cursor, System.Globalization.CultureInfo.InvariantCulture);
            return Task.FromResult(Page(pages, page));
        }, static _ => null);
        int seen = 0;

        await foreach (object _ in listing)
        {
            if (++seen % 10 == 0)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                GC.Collect();
                // The page that is read, and the one before it at most: a register may still hold it.
                pages.Count(page => page.IsAlive).ShouldBeLessThanOrEqualTo(2);
            }
        }

        pages.Count.ShouldBe(20);

        static ProviderPage<object> Page(List<WeakReference> pages, int page)
        {
            object[] items = [.. Enumerable.Range(0, 10).Select(_ => new object())];
            ProviderPage<object> made = new(items, page < 19 ? $"{page + 1}" : null);
            pages.Add(new WeakReference(made));
            return made;
        }
    }

    private static Listing<int> Pages(int pages, int size, int? limit = null) => new(
        new StubChannel().Build(),
        "things.list",
        (cursor, _) =>
        {
            int page = cursor is null ? 0 : int.Parse(cursor, System.Globalization.CultureInfo.InvariantCulture);
            return Task.FromResult(new ProviderPage<int>([.. Enumerable.Range(page * size, size)], page + 1 < pages ? $"{page + 1}" : null));
        },
        static item => $"{item}",
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
