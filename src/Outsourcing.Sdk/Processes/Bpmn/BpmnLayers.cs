namespace Outsourcing.Processes;

/// <summary>
/// Puts nodes into columns, so that flows lead to the right as far as there is no way round, and orders each column to cross few of them.
/// </summary>
/// <remarks>After Sugiyama, Tagawa, Toda 1981: cycles broken by depth-first search, longest path, barycentres. Deterministic.</remarks>
internal static class BpmnLayers
{
    private const int Sweeps = 4;

    internal static int[][] Columns(int nodes, IReadOnlyList<(int Source, int Target)> flows)
    {
        List<int>[] next = Neighbours(nodes, flows.Where(flow => flow.Source != flow.Target));
        HashSet<(int, int)> backward = Backward(nodes, next);
        (int Source, int Target)[] forward = [.. flows.Where(flow => flow.Source != flow.Target && !backward.Contains(flow)).Distinct()];
        int[] layer = Longest(nodes, forward);
        int[][] columns = new int[nodes == 0 ? 0 : layer.Max() + 1][];
        for (int column = 0; column < columns.Length; column++)
        {
            columns[column] = [.. Enumerable.Range(0, nodes).Where(node => layer[node] == column)];
        }

        List<int>[] after = Neighbours(nodes, forward);
        List<int>[] before = Neighbours(nodes, forward.Select(flow => (flow.Target, flow.Source)));
        double[] place = new double[nodes];
        foreach (int[] column in columns)
        {
            Number(column, place);
        }

        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            List<int>[] neighbours = sweep % 2 == 0 ? before : after;
            foreach (int index in sweep % 2 == 0 ? Enumerable.Range(0, columns.Length) : Enumerable.Range(0, columns.Length).Reverse())
            {
                columns[index] = [.. columns[index].OrderBy(node => neighbours[node].Count == 0 ? place[node] : neighbours[node].Average(other => place[other]))];
                Number(columns[index], place);
            }
        }

        return columns;
    }

    private static void Number(int[] column, double[] place)
    {
        for (int index = 0; index < column.Length; index++)
        {
            place[column[index]] = index - ((column.Length - 1) / 2.0);
        }
    }

    private static List<int>[] Neighbours(int nodes, IEnumerable<(int Source, int Target)> flows)
    {
        List<int>[] neighbours = new List<int>[nodes];
        for (int node = 0; node < nodes; node++)
        {
            neighbours[node] = [];
        }

        foreach ((int source, int target) in flows)
        {
            neighbours[source].Add(target);
        }

        return neighbours;
    }

    // Flows that lead back to a node on the path they come from.
    private static HashSet<(int, int)> Backward(int nodes, List<int>[] next)
    {
        HashSet<(int, int)> backward = [];
        byte[] state = new byte[nodes];
        bool[] entered = new bool[nodes];
        foreach (int target in next.SelectMany(targets => targets))
        {
            entered[target] = true;
        }

        foreach (int start in Enumerable.Range(0, nodes).OrderBy(node => entered[node]))
        {
            if (state[start] != 0)
            {
                continue;
            }

            Stack<(int Node, int Index)> path = new();
            path.Push((start, 0));
            state[start] = 1;
            while (path.TryPop(out (int Node, int Index) at))
            {
                if (at.Index == next[at.Node].Count)
                {
                    state[at.Node] = 2;
                    continue;
                }

                path.Push((at.Node, at.Index + 1));
                int target = next[at.Node][at.Index];
                if (state[target] == 1)
                {
                    backward.Add((at.Node, target));
                }
                else if (state[target] == 0)
                {
                    state[target] = 1;
                    path.Push((target, 0));
                }
            }
        }

        return backward;
    }

    private static int[] Longest(int nodes, (int Source, int Target)[] forward)
    {
        int[] layer = new int[nodes];
        int[] waiting = new int[nodes];
        List<int>[] next = Neighbours(nodes, forward);
        foreach ((_, int target) in forward)
        {
            waiting[target]++;
        }

        Queue<int> ready = new(Enumerable.Range(0, nodes).Where(node => waiting[node] == 0));
        while (ready.TryDequeue(out int node))
        {
            foreach (int target in next[node])
            {
                layer[target] = Math.Max(layer[target], layer[node] + 1);
                if (--waiting[target] == 0)
                {
                    ready.Enqueue(target);
                }
            }
        }

        return layer;
    }
}
