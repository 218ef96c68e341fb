using System.Runtime.InteropServices;

namespace Outsourcing.Processes;

/// <summary>Every beginning of a case, as a tree: the extended prefix automaton of Augusto, Mendling, Vidgof and Wurm (2022).</summary>
/// <remarks>
/// A node counts the events that led to it. A case that ends at a node is of the variant its path spells. The partition of a node depends
/// on which child of its parent was reached first in time, so each node keeps when that was; this makes trees mergeable.
/// </remarks>
internal sealed class PrefixTree(EventLogTieOrder ties)
{
    internal const int Root = 0;
    private readonly List<Node> _nodes = [new() { Parent = -1, Activity = -1, FirstChild = -1, Flow = -1 }];
    private readonly Dictionary<long, int> _children = [];

    internal int Count => _nodes.Count;

    internal Span<Node> Nodes => CollectionsMarshal.AsSpan(_nodes);

    /// <summary>Finds or makes the child of a node, without counting an event.</summary>
    internal int Child(int node, int activity, out bool isNew)
    {
        isNew = false;
        ref Node parent = ref Nodes[node];
        if (parent.FirstChild >= 0 && Nodes[parent.FirstChild].Activity == activity)
        {
            return parent.FirstChild;
        }

        // The first child, the usual way on, is looked up without the dictionary.
        long key = ((long)node << 32) | (uint)activity;
        if (parent.FirstChild >= 0 && _children.TryGetValue(key, out int found))
        {
            return found;
        }

        isNew = true;
        int made = _nodes.Count;
        if (parent.FirstChild < 0)
        {
            parent.FirstChild = made;
        }
        else
        {
            _children.Add(key, made);
        }

        _nodes.Add(new Node { Parent = node, Activity = activity, FirstChild = -1, Flow = -1, FirstTicks = long.MaxValue, FirstOrder = long.MaxValue });
        return made;
    }

    /// <summary>Tells whether one node was reached before another.</summary>
    internal bool IsEarlier(in Node node, in Node than) => IsEarlier(node.FirstTicks, node.FirstCase, node.FirstOrder, than);

    internal bool IsEarlier(long ticks, string? caseId, long order, in Node than)
    {
        if (ticks != than.FirstTicks)
        {
            return ticks < than.FirstTicks;
        }

        int byCase = ties == EventLogTieOrder.CaseId ? string.CompareOrdinal(caseId, than.FirstCase) : 0;
        return byCase != 0 ? byCase < 0 : order < than.FirstOrder;
    }

    /// <summary>Gets the activities on the way from the root to a node.</summary>
    internal int[] Path(int node)
    {
        int length = 0;
        for (int at = node; at != Root; at = _nodes[at].Parent)
        {
            length++;
        }

        int[] path = new int[length];
        for (int at = node; at != Root; at = _nodes[at].Parent)
        {
            path[--length] = _nodes[at].Activity;
        }

        return path;
    }

    internal struct Node
    {
        internal int Parent;
        internal int Activity;
        internal int FirstChild;

        /// <summary>The directly-follows relation from the parent's activity to this one; -1 below the root.</summary>
        internal int Flow;
        internal long Events;
        internal long FirstTicks;
        internal long FirstOrder;
        internal string? FirstCase;

        /// <summary>What is known of the cases that end here; null when none does.</summary>
        internal VariantSums? Cases;
    }
}
