namespace Outsourcing.Delegation;

/// <summary>A rule of the app's own that reviews briefs. Register it with <c>AddBriefRule</c>.</summary>
/// <remarks>A rule is a pure function: the same brief gives the same findings. Give its codes a prefix other than <c>OBR</c>.</remarks>
public interface IBriefRule
{
    /// <summary>Reviews a brief.</summary>
    /// <param name="brief">The brief.</param>
    /// <returns>The findings, in the order of the document; none when all is well.</returns>
    IEnumerable<ReviewFinding> Review(DelegationBrief brief);
}
