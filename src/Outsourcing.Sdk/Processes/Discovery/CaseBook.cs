namespace Outsourcing.Processes;

/// <summary>What the cases of one collection share.</summary>
internal sealed class CaseBook
{
    private CaseEvent[] _scratch = new CaseEvent[64];

    internal CaseBook(EventLogOptions options)
    {
        Options = options;
        Sums = new DiscoverySums(options);
        Problems = new ProblemLog(options.Problems);
        Walk = new CaseWalk(Sums);
    }

    internal EventLogOptions Options { get; }

    internal DiscoverySums Sums { get; }

    internal ProblemLog Problems { get; }

    internal EventStore Store { get; } = new();

    /// <summary>Gets the walk for cases that are closed at once.</summary>
    internal CaseWalk Walk { get; }

    /// <summary>Gets room to put the events of one case in order; the next call takes it away.</summary>
    internal Span<CaseEvent> Scratch(int length)
    {
        if (_scratch.Length < length)
        {
            _scratch = new CaseEvent[Math.Max(length, _scratch.Length * 2)];
        }

        return _scratch.AsSpan(0, length);
    }
}
