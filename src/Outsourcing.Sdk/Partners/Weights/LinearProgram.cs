namespace Outsourcing.Partners;

/// <summary>A small dense simplex for best-worst weighting.</summary>
internal static class LinearProgram
{
    /// <summary>Minimizes the last variable subject to rows·x ≤ 0, the first <paramref name="equalSum"/> variables summing to 1, and x ≥ 0.</summary>
    internal static double[] MinimizeLast(List<double[]> rows, int variables, int equalSum)
    {
        int slack = rows.Count;
        int columns = variables + slack + 2;
        int artificial = variables + slack;
        double[][] table = new double[slack + 1][];
        int[] basis = new int[slack + 1];
        for (int row = 0; row < slack; row++)
        {
            table[row] = new double[columns];
            rows[row].CopyTo(table[row], 0);
            table[row][variables + row] = 1;
            basis[row] = variables + row;
        }

        table[slack] = new double[columns];
        Array.Fill(table[slack], 1, 0, equalSum);
        table[slack][artificial] = 1;
        table[slack][^1] = 1;
        basis[slack] = artificial;

        // The artificial variable first, then the objective; Bland's rule, for the right-hand sides are 0.
        Run(table, basis, Cost(columns, artificial), columns - 1);
        Run(table, basis, Cost(columns, variables - 1), artificial);
        double[] solution = new double[variables];
        for (int row = 0; row < basis.Length; row++)
        {
            if (basis[row] < variables)
            {
                solution[basis[row]] = table[row][^1];
            }
        }

        return solution;
    }

    private static double[] Cost(int columns, int variable)
    {
        double[] cost = new double[columns];
        cost[variable] = 1;
        return cost;
    }

    private static void Run(double[][] table, int[] basis, double[] cost, int usable)
    {
        const double tiny = 1e-12;
        while (true)
        {
            int entering = -1;
            for (int column = 0; column < usable && entering < 0; column++)
            {
                double reduced = cost[column];
                for (int row = 0; row < table.Length; row++)
                {
                    reduced -= cost[basis[row]] * table[row][column];
                }

                entering = reduced < -tiny ? column : -1;
            }

            if (entering < 0)
            {
                return;
            }

            int leaving = -1;
            for (int row = 0; row < table.Length; row++)
            {
                if (table[row][entering] <= tiny)
                {
                    continue;
                }

                double ratio = table[row][^1] / table[row][entering];
                double best = leaving < 0 ? double.PositiveInfinity : table[leaving][^1] / table[leaving][entering];
                if (ratio < best - tiny || (ratio < best + tiny && leaving >= 0 && basis[row] < basis[leaving]))
                {
                    leaving = row;
                }
            }

            if (leaving < 0)
            {
                throw new InvalidOperationException("The comparisons bound no weights.");
            }

            Pivot(table, leaving, entering);
            basis[leaving] = entering;
        }
    }

    private static void Pivot(double[][] table, int row, int column)
    {
        double pivot = table[row][column];
        for (int index = 0; index < table[row].Length; index++)
        {
            table[row][index] /= pivot;
        }

        for (int other = 0; other < table.Length; other++)
        {
            double factor = table[other][column];
            if (other == row || factor == 0)
            {
                continue;
            }

            for (int index = 0; index < table[other].Length; index++)
            {
                table[other][index] -= factor * table[row][index];
            }
        }
    }
}
