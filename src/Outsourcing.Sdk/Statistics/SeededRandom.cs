namespace Outsourcing.Statistics;

/// <summary>xoshiro256** (Blackman and Vigna 2018): the same numbers from the same seed on every machine and runtime.</summary>
internal struct SeededRandom
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    internal SeededRandom(ulong seed)
    {
        // SplitMix64 fills the state, as its authors advise.
        _a = Mix(ref seed);
        _b = Mix(ref seed);
        _c = Mix(ref seed);
        _d = Mix(ref seed);
    }

    internal ulong NextUInt64()
    {
        ulong result = ulong.RotateLeft(_b * 5, 7) * 9;
        ulong t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = ulong.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>Gets a number in [0, 1).</summary>
    internal double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Gets a whole number in [0, count).</summary>
    internal int Next(int count) => (int)(((UInt128)NextUInt64() * (uint)count) >> 64);

    private static ulong Mix(ref ulong seed)
    {
        ulong z = seed += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
