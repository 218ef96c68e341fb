using System.Globalization;
using System.Xml.Linq;

namespace Outsourcing.Processes;

/// <summary>Draws a process: pools and lanes as bands, steps in columns from left to right, flows at right angles.</summary>
internal sealed class BpmnDrawing(BusinessProcess process, BpmnIds ids)
{
    private const double Header = 30;
    private const double Gap = 60;
    private const double Apart = 40;
    private const double Margin = 40;
    private const double Channel = 10;
    private const double EventSize = 36;
    private readonly Dictionary<string, BpmnBox> _boxes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly Dictionary<(string?, ProcessStepId?), BpmnBox> _areas = [];
    private readonly Dictionary<(string?, ProcessStepId?), (int Above, int Below)> _used = [];
    private readonly Dictionary<ProcessStepId, (double Width, double Height)> _sizes = [];
    private readonly ILookup<ProcessStepId, ProcessStep> _sitting =
        process.Steps.Where(step => step.Event?.AttachedTo is not null).ToLookup(step => step.Event!.AttachedTo!.Value);

    private readonly ILookup<(string?, ProcessStepId?), ProcessStep> _steps = process.Steps.ToLookup(step => (step.Pool, step.Parent));
    private readonly ILookup<(string?, ProcessStepId?), SequenceFlow> _flows =
        process.Flows.ToLookup(flow => (process.Find(flow.Source)!.Pool, process.Find(flow.Source)!.Parent));

    internal IEnumerable<XElement> Draw(IReadOnlyList<XElement> collaborations, IReadOnlyList<XElement> processes)
    {
        Dictionary<string, ProcessPool> poolsById = process.Pools.ToDictionary(pool => ids[pool.Id], StringComparer.Ordinal);
        foreach (XElement collaboration in collaborations)
        {
            ProcessPool[] pools = [.. collaboration.Elements(BpmnNames.Model + "participant").Select(participant => poolsById[(string)participant.Attribute("id")!])];
            yield return Diagram(collaboration, pools);
        }

        HashSet<string> drawn = process.Pools.Where(pool => pool.IsParticipant && pool.Process is not null).Select(pool => ids[pool.Process!]).ToHashSet(StringComparer.Ordinal);
        foreach (XElement alone in processes.Where(element => !drawn.Contains((string)element.Attribute("id")!)))
        {
            yield return Diagram(alone, [process.Pools.FirstOrDefault(pool => pool.Process is { } id && ids[id] == (string)alone.Attribute("id")!)]);
        }
    }

    private XElement Diagram(XElement drawn, ProcessPool?[] pools)
    {
        _boxes.Clear();
        double y = 0;
        double width = pools.Length == 0 ? 0 : pools.Max(pool => Place(pool, 0).Width);
        _boxes.Clear();
        List<XElement> shapes = [];
        foreach (ProcessPool? pool in pools)
        {
            BpmnBox area = Place(pool, y);
            if (pool is { IsParticipant: true })
            {
                BpmnBox box = new(0, y, Math.Max(width, 300), area.Height);
                _boxes[pool.Id] = box;
                shapes.Add(Shape(pool.Id, box, isHorizontal: true));
            }

            shapes.AddRange(process.Lanes.Where(lane => lane.Pool == pool?.Id && _boxes.ContainsKey(lane.Id)).Select(lane => Shape(lane.Id, _boxes[lane.Id], isHorizontal: true)));
            shapes.AddRange(process.Steps.Where(step => step.Pool == pool?.Id && _boxes.ContainsKey(step.Id.Value)).Select(StepShape));
            y = area.Bottom + Apart;
        }

        string?[] names = [.. pools.Select(pool => pool?.Id)];
        shapes.AddRange(process.Flows
            .Where(flow => names.Contains(process.Find(flow.Source)!.Pool))
            .Select(flow => Edge(flow.Id, Route(flow))));
        shapes.AddRange(process.MessageFlows
            .Where(flow => _boxes.ContainsKey(flow.Source) && _boxes.ContainsKey(flow.Target))
            .Select(flow => Edge(flow.Id, Route(_boxes[flow.Source], _boxes[flow.Target]))));
        string plane = (string)drawn.Attribute("id")!;
        return new XElement(
            BpmnNames.Diagram + "BPMNDiagram",
            new XAttribute("id", ids.Make("BPMNDiagram_" + plane)),
            new XElement(
                BpmnNames.Diagram + "BPMNPlane",
                new XAttribute("id", ids.Make("BPMNPlane_" + plane)),
                new XAttribute("bpmnElement", plane),
                shapes));
    }

    // Where a pool and everything in it lies, from a height on.
    private BpmnBox Place(ProcessPool? pool, double y)
    {
        if (pool is { Process: null })
        {
            return new BpmnBox(0, y, 300, 60);
        }

        double left = pool is { IsParticipant: true } ? Header : 0;
        (double width, double height) = PlaceContents(pool?.Id, null, left, y);
        return new BpmnBox(0, y, left + width, height);
    }

    private (double Width, double Height) PlaceContents(string? pool, ProcessStepId? holder, double left, double top)
    {
        ProcessStep[] nodes = [.. _steps[(pool, holder)].Where(step => step.Event?.AttachedTo is null)];
        Dictionary<ProcessStepId, int> index = nodes.Select((step, at) => (step.Id, at)).ToDictionary(pair => pair.Id, pair => pair.at);
        (int Source, int Target)[] flows = [.. _flows[(pool, holder)]
            .Select(flow => (Source: OnLane(flow.Source), Target: OnLane(flow.Target)))
            .Where(flow => index.ContainsKey(flow.Source) && index.ContainsKey(flow.Target))
            .Select(flow => (index[flow.Source], index[flow.Target]))];
        int[][] columns = BpmnLayers.Columns(nodes.Length, flows);
        (double Width, double Height)[] sizes = [.. nodes.Select(Size)];

        ProcessLane[] lanes = [.. process.Lanes.Where(lane => lane.Pool == pool && lane.SubProcess == holder)];
        Dictionary<ProcessStepId, int> laneOf = [];
        for (int lane = 0; lane < lanes.Length; lane++)
        {
            // A lane stands before those that divide it, so the innermost is written last.
            foreach (ProcessStepId step in lanes[lane].Steps)
            {
                laneOf[step] = lane;
            }
        }

        int[] depth = Depths(lanes);
        double inset = lanes.Length == 0 ? 0 : Header * (1 + depth.Max());
        int bands = Math.Max(1, lanes.Length + (lanes.Length > 0 && nodes.Any(step => !laneOf.ContainsKey(step.Id)) ? 1 : 0));
        int BandOf(ProcessStep step) => lanes.Length == 0 ? 0 : laneOf.GetValueOrDefault(step.Id, lanes.Length);

        int crossings = Math.Min(flows.Length, 12);
        double room = Margin + (Channel * crossings);
        double[] heights = new double[bands];
        for (int band = 0; band < bands; band++)
        {
            bool divided = band < lanes.Length && lanes.Any(lane => lane.Parent == lanes[band].Id);
            bool used = nodes.Any(step => BandOf(step) == band);
            double stack = columns.Length == 0 ? 0 : columns.Max(column => column.Where(node => BandOf(nodes[node]) == band).Sum(node => sizes[node].Height + Apart));
            heights[band] = divided && !used ? 0 : Math.Max(stack + Margin, 120);
        }

        double[] starts = new double[bands];
        double at = top + (lanes.Length == 0 ? room - Margin : 0);
        for (int band = 0; band < bands; band++)
        {
            starts[band] = at;
            at += heights[band];
        }

        double bottom = at + (lanes.Length == 0 ? room - Margin : 0);
        double x = left + inset + Margin;
        for (int column = 0; column < columns.Length; column++)
        {
            double width = columns[column].Max(node => sizes[node].Width);
            foreach (IGrouping<int, int> band in columns[column].GroupBy(node => BandOf(nodes[node])))
            {
                double y = starts[band.Key] + ((heights[band.Key] - band.Sum(node => sizes[node].Height + Apart) + Apart) / 2);
                foreach (int node in band)
                {
                    BpmnBox box = new(x + ((width - sizes[node].Width) / 2), y, sizes[node].Width, sizes[node].Height);
                    PlaceStep(nodes[node], box, column);
                    y += sizes[node].Height + Apart;
                }
            }

            x += width + Gap;
        }

        double right = Math.Max(x - Gap + Margin, left + inset + (2 * Margin) + 100);
        PlaceLanes(lanes, depth, starts, heights, left, right);
        _areas[(pool, holder)] = new BpmnBox(left + inset, top, right - left - inset, bottom - top);
        _used[(pool, holder)] = (0, 0);
        return (right - left, bottom - top);
    }

    private void PlaceLanes(ProcessLane[] lanes, int[] depth, double[] starts, double[] heights, double left, double right)
    {
        for (int lane = 0; lane < lanes.Length; lane++)
        {
            int last = lane;
            while (last + 1 < lanes.Length && depth[last + 1] > depth[lane])
            {
                last++;
            }

            double x = left + (Header * depth[lane]);
            _boxes[lanes[lane].Id] = new BpmnBox(x, starts[lane], right - x, starts[last] + heights[last] - starts[lane]);
        }
    }

    private static int[] Depths(ProcessLane[] lanes)
    {
        Dictionary<string, int> depth = new(StringComparer.Ordinal);
        foreach (ProcessLane lane in lanes)
        {
            depth[lane.Id] = lane.Parent is { } parent ? depth[parent] + 1 : 0;
        }

        return [.. lanes.Select(lane => depth[lane.Id])];
    }

    private void PlaceStep(ProcessStep step, BpmnBox box, int column)
    {
        _boxes[step.Id.Value] = box;
        _columns[step.Id.Value] = column;
        if (IsUnfolded(step))
        {
            PlaceContents(step.Pool, step.Id, box.X, box.Y + 20);
        }

        int sitting = 0;
        foreach (ProcessStep happening in _sitting[step.Id])
        {
            double along = 8 + (sitting++ * (EventSize + 8) % Math.Max(box.Width - EventSize, 1));
            _boxes[happening.Id.Value] = new BpmnBox(box.X + along, box.Bottom - (EventSize / 2), EventSize, EventSize);
            _columns[happening.Id.Value] = column;
        }
    }

    private (double Width, double Height) Size(ProcessStep step)
    {
        if (step.Kind.IsEvent)
        {
            return (EventSize, EventSize);
        }

        if (step.Kind.IsGateway)
        {
            return (50, 50);
        }

        if (!IsUnfolded(step))
        {
            return (100, 80);
        }

        // Measured once: a sub-process in a sub-process would otherwise be placed twice as often at each depth.
        if (!_sizes.TryGetValue(step.Id, out (double Width, double Height) size))
        {
            (double width, double height) = PlaceContents(step.Pool, step.Id, 0, 0);
            size = (width, height + 20);
            _sizes.Add(step.Id, size);
        }

        return size;
    }

    private bool IsUnfolded(ProcessStep step) =>
        step.Kind.IsSubProcess && (_steps[(step.Pool, step.Id)].Any() || process.Lanes.Any(lane => lane.SubProcess == step.Id));

    // A boundary event stands where its activity stands.
    private ProcessStepId OnLane(ProcessStepId id) => process.Find(id)!.Event?.AttachedTo ?? id;

    private IEnumerable<(double X, double Y)> Route(SequenceFlow flow)
    {
        ProcessStep source = process.Find(flow.Source)!;
        ProcessStep target = process.Find(flow.Target)!;
        BpmnBox from = _boxes[source.Id.Value];
        BpmnBox to = _boxes[target.Id.Value];
        if (source.Parent != target.Parent)
        {
            return [(from.Right, from.MiddleY), (to.X, to.MiddleY)];
        }

        int columns = _columns[target.Id.Value] - _columns[source.Id.Value];
        (string?, ProcessStepId?) place = (source.Pool, source.Parent);
        BpmnBox area = _areas[place];
        (int above, int below) = _used[place];
        if (columns <= 0)
        {
            _used[place] = (above, below + 1);
            double y = area.Bottom - 6 - (Channel * (below % 12) * 0.8);
            return [(from.MiddleX, from.Bottom), (from.MiddleX, y), (to.MiddleX, y), (to.MiddleX, to.Bottom)];
        }

        if (columns > 1)
        {
            _used[place] = (above + 1, below);
            double y = area.Y + 6 + (Channel * (above % 12) * 0.8);
            return [(from.MiddleX, from.Y), (from.MiddleX, y), (to.MiddleX, y), (to.MiddleX, to.Y)];
        }

        double turn = to.X - (Gap / 2);
        return source.Kind == ProcessStepKind.BoundaryEvent
            ? [(from.MiddleX, from.Bottom), (from.MiddleX, from.Bottom + 12), (turn, from.Bottom + 12), (turn, to.MiddleY), (to.X, to.MiddleY)]
            : Math.Abs(from.MiddleY - to.MiddleY) < 0.5
                ? [(from.Right, from.MiddleY), (to.X, to.MiddleY)]
                : [(from.Right, from.MiddleY), (turn, from.MiddleY), (turn, to.MiddleY), (to.X, to.MiddleY)];
    }

    private static IEnumerable<(double X, double Y)> Route(BpmnBox from, BpmnBox to)
    {
        bool down = from.MiddleY <= to.MiddleY;
        double startX = from.Width >= 300 ? Math.Clamp(to.MiddleX, from.X, from.Right) : from.MiddleX;
        double endX = to.Width >= 300 ? Math.Clamp(startX, to.X, to.Right) : to.MiddleX;
        double startY = down ? from.Bottom : from.Y;
        double endY = down ? to.Y : to.Bottom;
        double middle = (startY + endY) / 2;
        return Math.Abs(startX - endX) < 0.5 ? [(startX, startY), (endX, endY)] : [(startX, startY), (startX, middle), (endX, middle), (endX, endY)];
    }

    private XElement StepShape(ProcessStep step)
    {
        XElement shape = Shape(step.Id.Value, _boxes[step.Id.Value]);
        if (step.Kind.IsSubProcess)
        {
            shape.SetAttributeValue("isExpanded", IsUnfolded(step) ? "true" : "false");
        }
        else if (step.Kind == ProcessStepKind.ExclusiveGateway)
        {
            shape.SetAttributeValue("isMarkerVisible", "true");
        }

        return shape;
    }

    private XElement Shape(string id, BpmnBox box, bool isHorizontal = false) => new(
        BpmnNames.Diagram + "BPMNShape",
        new XAttribute("id", ids.Make(ids[id] + "_di")),
        new XAttribute("bpmnElement", ids[id]),
        isHorizontal ? new XAttribute("isHorizontal", "true") : null,
        new XElement(
            BpmnNames.Bounds + "Bounds",
            new XAttribute("x", Number(box.X)),
            new XAttribute("y", Number(box.Y)),
            new XAttribute("width", Number(box.Width)),
            new XAttribute("height", Number(box.Height))));

    private XElement Edge(string id, IEnumerable<(double X, double Y)> points) => new(
        BpmnNames.Diagram + "BPMNEdge",
        new XAttribute("id", ids.Make(ids[id] + "_di")),
        new XAttribute("bpmnElement", ids[id]),
        points.Select(point => new XElement(BpmnNames.Lines + "waypoint", new XAttribute("x", Number(point.X)), new XAttribute("y", Number(point.Y)))));

    private static string Number(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);
}
