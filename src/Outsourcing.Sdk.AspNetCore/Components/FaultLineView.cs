using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Outsourcing.Delegation;

namespace Outsourcing.AspNetCore;

/// <summary>Where failed calls went wrong: how many in which way, the causes, and the clause to change.</summary>
/// <remarks>Shows what <see cref="OutsourcingHtml"/> writes, and nothing while a required parameter is <see langword="null"/>.</remarks>
public sealed class FaultLineView : ComponentBase
{
    /// <summary>Gets or sets the report.</summary>
    [Parameter, EditorRequired]
    public FaultLineReport? Report { get; set; }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (Report is not null)
        {
            builder.AddMarkupContent(0, OutsourcingHtml.FaultLine(Report).Value);
        }
    }
}
