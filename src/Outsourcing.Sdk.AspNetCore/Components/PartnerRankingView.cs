using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Outsourcing.Partners;

namespace Outsourcing.AspNetCore;

/// <summary>A ranking of partners with its charts, how sure it is, and what would change it; or why there is none.</summary>
/// <remarks>Shows what <see cref="OutsourcingHtml"/> writes, and nothing while a required parameter is <see langword="null"/>.</remarks>
public sealed class PartnerRankingView : ComponentBase
{
    /// <summary>Gets or sets a verdict of <c>PartnerRanking.Rank</c>.</summary>
    [Parameter, EditorRequired]
    public Verdict<PartnerRanking>? Ranking { get; set; }

    /// <summary>Gets or sets the partners, for their names.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<Partner>? Partners { get; set; }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (Ranking is not null && Partners is not null)
        {
            builder.AddMarkupContent(0, OutsourcingHtml.PartnerRanking(Ranking, Partners).Value);
        }
    }
}
