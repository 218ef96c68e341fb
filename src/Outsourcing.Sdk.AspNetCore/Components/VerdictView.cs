using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Outsourcing.AspNetCore;

/// <summary>Why a verdict is what it is: its summary, what it was compared by, and what would flip it.</summary>
/// <remarks>Shows what <see cref="OutsourcingHtml"/> writes, and nothing while a required parameter is <see langword="null"/>.</remarks>
public sealed class VerdictView : ComponentBase
{
    /// <summary>Gets or sets why.</summary>
    [Parameter, EditorRequired]
    public VerdictExplanation? Explanation { get; set; }

    /// <summary>Gets or sets why nothing was decided; <see langword="null"/> when something was.</summary>
    [Parameter]
    public Refusal? Refusal { get; set; }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (Explanation is not null)
        {
            builder.AddMarkupContent(0, OutsourcingHtml.Verdict(Explanation, Refusal).Value);
        }
    }
}
