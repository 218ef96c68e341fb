using Shouldly;

namespace Outsourcing.Testing.Tests.Fakes;

public sealed class CollectedTests
{
    private readonly FakeContactLookup _lookup = new();

    private Collected<PhoneNumber> Collected => _lookup.Lookups;

    [Fact]
    public async Task WaitForCount_EndsWithTheLastOneOfThem()
    {
        await _lookup.FindAsync(Numbers.Ann);
        Task<IReadOnlyList<PhoneNumber>> waiting = Collected.WaitForCountAsync(2);
        waiting.IsCompleted.ShouldBeFalse();

        await _lookup.FindAsync(Numbers.Bea);
        await _lookup.FindAsync(Numbers.Ann);

        (await waiting).ShouldBe([Numbers.Ann, Numbers.Bea]);
    }

    [Fact]
    public async Task WaitFor_FindsWhatIsThereAndWhatComes()
    {
        await _lookup.FindAsync(Numbers.Ann);
        (await Collected.WaitForAsync(number => number == Numbers.Ann)).ShouldBe(Numbers.Ann);

        int asked = 0;
        Task<PhoneNumber> waiting = Collected.WaitForAsync(number =>
        {
            asked++;
            return number == Numbers.Bea;
        });
        await _lookup.FindAsync(Numbers.Partner);
        waiting.IsCompleted.ShouldBeFalse();
        await _lookup.FindAsync(Numbers.Bea);

        (await waiting).ShouldBe(Numbers.Bea);
        asked.ShouldBe(3);
    }

    [Fact]
    public async Task Wait_IsEndedByItsToken()
    {
        using CancellationTokenSource impatience = new();
        Task<PhoneNumber> one = Collected.WaitForAsync(_ => true, impatience.Token);
        Task<IReadOnlyList<PhoneNumber>> many = Collected.WaitForCountAsync(1, impatience.Token);

        await impatience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => one);
        await Should.ThrowAsync<OperationCanceledException>(() => many);
    }

    [Fact]
    public async Task WaitFor_WhosePredicateThrows_FailsTheWaitAndNotTheFake()
    {
        Task<PhoneNumber> waiting = Collected.WaitForAsync(_ => throw new InvalidOperationException("mine"));

        await _lookup.FindAsync(Numbers.Ann);

        (await Should.ThrowAsync<InvalidOperationException>(() => waiting)).Message.ShouldBe("mine");
    }

    [Fact]
    public async Task Clear_WhileSomebodyWaits_ForgetsOnlyWhatCame()
    {
        await _lookup.FindAsync(Numbers.Ann);
        Task<PhoneNumber> waiting = Collected.WaitForAsync(number => number == Numbers.Bea);
        Collected.Clear();
        Task<IReadOnlyList<PhoneNumber>> two = Collected.WaitForCountAsync(2);

        await _lookup.FindAsync(Numbers.Bea);
        two.IsCompleted.ShouldBeFalse();
        await _lookup.FindAsync(Numbers.Partner);

        (await waiting).ShouldBe(Numbers.Bea);
        (await two).ShouldBe([Numbers.Bea, Numbers.Partner]);
        Collected.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Add_FromManyThreads_LosesNoneAndWakesEveryWaiter()
    {
        PhoneNumber[] numbers = [.. Enumerable.Range(0, 100).Select(last => PhoneNumber.Parse($"+12125550{100 + last}"))];
        Task<PhoneNumber>[] waiting = [.. numbers.Select(number => Collected.WaitForAsync(found => found == number))];

        await Task.WhenAll(numbers.Select(number => Task.Run(() => _lookup.FindAsync(number))));

        (await Task.WhenAll(waiting)).ShouldBe(numbers);
        Collected.Order(Comparer<PhoneNumber>.Create((left, right) => string.CompareOrdinal(left.E164, right.E164))).ShouldBe(numbers);
    }
}
