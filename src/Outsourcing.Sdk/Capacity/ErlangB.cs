namespace Outsourcing.Capacity;

/// <summary>Erlang's loss formula: calls that find every line busy are lost (Erlang 1917).</summary>
public static class ErlangB
{
    /// <summary>Computes the share of calls lost, by the recursion 1/Bₙ = 1 + (n/a)/Bₙ₋₁, stable for any size.</summary>
    /// <param name="servers">Lines or agents, 0 or more.</param>
    /// <param name="erlangs">The offered load, 0 or more.</param>
    /// <returns>The blocking probability, 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative or not finite.</exception>
    public static double Blocking(int servers, double erlangs)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(servers);
        CheckLoad(erlangs);
        double blocking = 1;
        for (int n = 1; n <= servers; n++)
        {
            blocking = Following(blocking, n, erlangs);
        }

        return blocking;
    }

    /// <summary>Computes the load that so many servers carry at a given loss (inverse Erlang B).</summary>
    /// <param name="servers">Lines or agents, 1 or more.</param>
    /// <param name="blocking">The accepted blocking probability, between 0 and 1 exclusive.</param>
    /// <returns>The offered load in erlangs.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static double OfferedLoad(int servers, double blocking)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(servers, 1);
        if (!(blocking > 0 && blocking < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(blocking), blocking, "A blocking probability lies between 0 and 1.");
        }

        double low = 0;
        double high = Math.Max(1, servers);
        while (Blocking(servers, high) < blocking)
        {
            low = high;
            high *= 2;
        }

        // Newton within the bracket; the derivative is known in closed form.
        double load = (low + high) / 2;
        for (int round = 0; round < 200; round++)
        {
            double actual = Blocking(servers, load);
            if (actual < blocking)
            {
                low = load;
            }
            else
            {
                high = load;
            }

            double slope = load == 0 ? 0 : actual * ((servers / load) - 1 + actual);
            double better = slope > 0 ? load - ((actual - blocking) / slope) : double.NaN;
            double moved = better > low && better < high ? better : (low + high) / 2;
            if (Math.Abs(moved - load) <= 1e-15 * moved)
            {
                return moved;
            }

            load = moved;
        }

        return load;
    }

    /// <summary>Computes how many servers keep the loss within a limit.</summary>
    /// <param name="erlangs">The offered load, 0 or more.</param>
    /// <param name="blocking">The accepted blocking probability, between 0 and 1 exclusive.</param>
    /// <returns>The number of servers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static int Servers(double erlangs, double blocking)
    {
        CheckLoad(erlangs);
        if (!(blocking > 0 && blocking < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(blocking), blocking, "A blocking probability lies between 0 and 1.");
        }

        int servers = 0;
        for (double actual = 1; actual > blocking;)
        {
            actual = Following(actual, ++servers, erlangs);
        }

        return servers;
    }

    /// <summary>Gets the loss with one server more.</summary>
    internal static double Following(double blocking, int servers, double erlangs) => erlangs * blocking / (servers + (erlangs * blocking));

    internal static void CheckLoad(double erlangs)
    {
        if (!(erlangs >= 0) || !double.IsFinite(erlangs))
        {
            throw new ArgumentOutOfRangeException(nameof(erlangs), erlangs, "An offered load is 0 erlangs or more.");
        }
    }
}
