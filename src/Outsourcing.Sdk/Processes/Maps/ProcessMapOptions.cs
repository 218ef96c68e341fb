namespace Outsourcing.Processes;

/// <summary>What a process map shows.</summary>
public sealed class ProcessMapOptions
{
    /// <summary>Gets or sets the title.</summary>
    /// <value>The default is <c>Process map</c>.</value>
    public string Title { get; set; } = "Process map";

    /// <summary>Gets or sets the share of the cases below which a flow is left out, unless it is the commonest into or out of an activity: 0 to 1.</summary>
    /// <value>The default is 0.05.</value>
    public double LeastShare { get; set; } = 0.05;

    /// <summary>Gets or sets letters and digits that start every id in the drawing, so that several can share a page.</summary>
    /// <value>The default is <c>process</c>.</value>
    public string IdPrefix { get; set; } = "process";
}
