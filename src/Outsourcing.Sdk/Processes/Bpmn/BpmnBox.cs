namespace Outsourcing.Processes;

/// <summary>A rectangle of a drawing, in pixels.</summary>
internal readonly record struct BpmnBox(double X, double Y, double Width, double Height)
{
    internal double Right => X + Width;

    internal double Bottom => Y + Height;

    internal double MiddleX => X + (Width / 2);

    internal double MiddleY => Y + (Height / 2);

    internal BpmnBox Move(double x, double y) => this with { X = X + x, Y = Y + y };
}
