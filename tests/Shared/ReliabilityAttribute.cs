namespace Outsourcing;

/// <summary>
/// Says which item of the fault list a test holds, and with what mark. The table of docs/reliability.md is written from these, so that
/// it names no test that is not there and leaves out none that is.
/// </summary>
/// <param name="item">The item, 1 to 30.</param>
/// <param name="mark">What the test asserts, with its figures.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class ReliabilityAttribute(int item, string mark) : Attribute
{
    internal int Item { get; } = item;

    internal string Mark { get; } = mark;
}
