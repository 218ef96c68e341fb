using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Outsourcing.Processes;

namespace Outsourcing.AspNetCore;

/// <summary>A process with its map and a table of its steps: core or supportive, with the reason.</summary>
/// <remarks>Shows what <see cref="OutsourcingHtml"/> writes, and nothing while a required parameter is <see langword="null"/>.</remarks>
public sealed class ProcessMapView : ComponentBase
{
    /// <summary>Gets or sets the process as found in records.</summary>
    [Parameter, EditorRequired]
    public DiscoveredProcess? Process { get; set; }

    /// <summary>Gets or sets the verdicts about its steps, by name.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyDictionary<string, Verdict<StepPlacement>>? Verdicts { get; set; }

    /// <summary>Gets or sets letters and digits that start every id, so that several maps can share a page.</summary>
    [Parameter]
    public string IdPrefix { get; set; } = "process";

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (Process is not null && Verdicts is not null)
        {
            builder.AddMarkupContent(0, OutsourcingHtml.ProcessMap(Process, Verdicts, IdPrefix).Value);
        }
    }
}
