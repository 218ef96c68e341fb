namespace Outsourcing.AspNetCore.Tests.Soak;

/// <summary>Draws faults from a seed and counts those that happened.</summary>
internal sealed class SeededFaults(double share, int seed)
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);
    private readonly Dictionary<string, int> _counts = [];
    private bool _over;

    /// <summary>Says whether a fault happens this time, and counts it.</summary>
    public bool Happens(string fault)
    {
        lock (_gate)
        {
            if (_over || _random.NextDouble() >= share)
            {
                return false;
            }

            _counts[fault] = _counts.GetValueOrDefault(fault) + 1;
            return true;
        }
    }

    /// <summary>Counts what happens by itself.</summary>
    public void Count(string fault)
    {
        lock (_gate)
        {
            _counts[fault] = _counts.GetValueOrDefault(fault) + 1;
        }
    }

    /// <summary>Draws a time between nothing and the longest.</summary>
    public TimeSpan Within(TimeSpan longest)
    {
        lock (_gate)
        {
            return longest * _random.NextDouble();
        }
    }

    /// <summary>Lets no more faults happen.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _over = true;
        }
    }

    public Dictionary<string, int> Counts()
    {
        lock (_gate)
        {
            return new(_counts);
        }
    }
}
