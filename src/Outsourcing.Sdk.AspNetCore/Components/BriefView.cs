using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Outsourcing.Delegation;

namespace Outsourcing.AspNetCore;

/// <summary>A brief as the partner reads it.</summary>
/// <remarks>Shows what <see cref="OutsourcingHtml"/> writes, and nothing while a required parameter is <see langword="null"/>.</remarks>
public sealed class BriefView : ComponentBase
{
    /// <summary>Gets or sets the brief.</summary>
    [Parameter, EditorRequired]
    public DelegationBrief? Brief { get; set; }

    /// <summary>Gets or sets the level of its section headings: 1 to 5.</summary>
    [Parameter]
    public int HeadingLevel { get; set; } = 3;

    /// <summary>Gets or sets letters and digits that start every id, so that several briefs can share a page.</summary>
    [Parameter]
    public string IdPrefix { get; set; } = "brief";

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (Brief is not null)
        {
            builder.AddMarkupContent(0, OutsourcingHtml.Brief(Brief, HeadingLevel, IdPrefix).Value);
        }
    }
}
