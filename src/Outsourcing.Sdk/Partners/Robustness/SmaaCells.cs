namespace Outsourcing.Partners;

/// <summary>Rank acceptabilities without drawing, for few alternatives and criteria.</summary>
/// <remarks>
/// For each alternative in turn, the simplex of weights is cut where it scores like another one, edge by edge, until every cell has one
/// rank for it; each cut divides a cell's volume in the ratio of the edge's parts, so the shares are exact in any dimension. Cutting for
/// one alternative at a time takes n − 1 planes; cutting for all pairs at once took n(n − 1)/2 and a hundred times the cells.
/// </remarks>
internal sealed class SmaaCells
{
    private const double Tiny = 1e-13;
    private readonly int _alternatives;
    private readonly int _criteria;
    private readonly double[] _ranks;
    private readonly double[] _wins;
    private readonly double[] _central;

    private SmaaCells(int alternatives, int criteria)
    {
        _alternatives = alternatives;
        _criteria = criteria;
        _ranks = new double[alternatives * alternatives];
        _wins = new double[alternatives * alternatives];
        _central = new double[alternatives * criteria];
    }

    /// <summary>Tells whether a problem is small enough: the largest ones take some tenths of a second.</summary>
    internal static bool Fits(int alternatives, int criteria) => criteria switch
    {
        <= 3 => alternatives <= 20,
        4 => alternatives <= 12,
        5 => alternatives <= 8,
        _ => false,
    };

    internal static RankAcceptability Analyze(double[] values, int alternatives, int criteria, double[][] corners, CancellationToken cancellationToken)
    {
        SmaaCells cells = new(alternatives, criteria);
        for (int alternative = 0; alternative < alternatives; alternative++)
        {
            cells.Cut(values, alternative, corners, cancellationToken);
        }

        return cells.ToResult();
    }

    private void Cut(double[] values, int alternative, double[][] corners, CancellationToken cancellationToken)
    {
        // What ties at every corner ties everywhere. The lead over each other rival is taken as a share of its largest, so that one measure of tiny fits all.
        List<int> rivals = [];
        List<double[]> leads = [];
        int tied = 1;
        for (int other = 0; other < _alternatives; other++)
        {
            if (other == alternative)
            {
                continue;
            }

            double[] lead = [.. corners.Select(corner => Lead(values, alternative, other, corner))];
            double largest = lead.Max(Math.Abs);
            if (largest <= Tiny)
            {
                tied++;
                continue;
            }

            rivals.Add(other);
            leads.Add([.. lead.Select(value => value / largest)]);
        }

        // A point holds its weights, then its lead over each rival.
        double[][] whole = [.. corners.Select((corner, index) => (double[])[.. corner, .. leads.Select(lead => lead[index])])];
        Stack<(double[][] Corners, double Volume, int Plane)> cells = new();
        cells.Push((whole, 1, _criteria));
        int last = _criteria + rivals.Count;
        for (int visited = 0; cells.Count > 0; visited++)
        {
            if (visited % 1024 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            (double[][] cell, double volume, int plane) = cells.Pop();
            bool cut = false;
            for (; plane < last && !cut; plane++)
            {
                (int above, int below) = Ends(cell, plane);
                if (above < 0)
                {
                    continue;
                }

                double at = cell[above][plane] / (cell[above][plane] - cell[below][plane]);
                double[] point = Between(cell[above], cell[below], at);
                point[plane] = 0;
                cells.Push((Replace(cell, above, point), volume * (1 - at), plane));
                cells.Push((Replace(cell, below, point), volume * at, plane));
                cut = true;
            }

            if (!cut)
            {
                Count(alternative, rivals, tied, cell, volume);
            }
        }
    }

    private void Count(int alternative, List<int> rivals, int tied, double[][] cell, double volume)
    {
        int better = 0;
        for (int index = 0; index < rivals.Count; index++)
        {
            double lead = 0;
            foreach (double[] corner in cell)
            {
                lead += corner[_criteria + index];
            }

            if (lead < 0)
            {
                better++;
            }
            else
            {
                _wins[(alternative * _alternatives) + rivals[index]] += volume;
            }
        }

        double each = volume / tied;
        for (int rank = better; rank < better + tied; rank++)
        {
            _ranks[(alternative * _alternatives) + rank] += each;
        }

        for (int criterion = 0; better == 0 && criterion < _criteria; criterion++)
        {
            double weight = 0;
            foreach (double[] corner in cell)
            {
                weight += corner[criterion];
            }

            _central[(alternative * _criteria) + criterion] += each * weight / cell.Length;
        }
    }

    private double Lead(double[] values, int alternative, int other, double[] weights)
    {
        double lead = 0;
        for (int criterion = 0; criterion < _criteria; criterion++)
        {
            lead += weights[criterion] * (values[(alternative * _criteria) + criterion] - values[(other * _criteria) + criterion]);
        }

        return lead;
    }

    // The corners farthest on either side of a plane; none when the cell lies on one side, but for rounding.
    private static (int Above, int Below) Ends(double[][] cell, int plane)
    {
        int above = -1;
        int below = -1;
        double most = Tiny;
        double least = -Tiny;
        for (int corner = 0; corner < cell.Length; corner++)
        {
            double lead = cell[corner][plane];
            if (lead > most)
            {
                (most, above) = (lead, corner);
            }
            else if (lead < least)
            {
                (least, below) = (lead, corner);
            }
        }

        return above < 0 || below < 0 ? (-1, -1) : (above, below);
    }

    private static double[] Between(double[] from, double[] to, double at)
    {
        double[] point = new double[from.Length];
        for (int index = 0; index < point.Length; index++)
        {
            point[index] = from[index] + (at * (to[index] - from[index]));
        }

        return point;
    }

    private static double[][] Replace(double[][] corners, int index, double[] point)
    {
        double[][] copy = [.. corners];
        copy[index] = point;
        return copy;
    }

    private RankAcceptability ToResult() => new()
    {
        Acceptability = Rows(_ranks, _alternatives),
        PairwiseWinning = Rows(_wins, _alternatives),
        CentralWeights = ValueList.Copy(Enumerable.Range(0, _alternatives).Select(alternative =>
        {
            double first = _ranks[alternative * _alternatives];
            return first <= 0 ? null : ValueList.Copy(_central.Skip(alternative * _criteria).Take(_criteria).Select(sum => sum / first));
        })),
    };

    private static IReadOnlyList<IReadOnlyList<double>> Rows(double[] flat, int width) => ValueList.Copy(flat.Chunk(width).Select(row => ValueList.Copy(row)));
}
