using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>A five-whys chain: from what went wrong to a cause that can be changed, each link with its evidence.</summary>
/// <remarks>Immutable. It is finished where the next answer has no evidence, not at the fifth.</remarks>
public sealed record WhyChain
{
    /// <summary>Gets what went wrong.</summary>
    public required string Problem { get; init; }

    /// <summary>Gets the answers, from the problem to the root.</summary>
    /// <value>None by default.</value>
    public IReadOnlyList<WhyLink> Links { get; init => field = ValueList.Copy(value); } = ValueList.Empty<WhyLink>();

    /// <summary>Gets the last answer: the cause to change; <see langword="null"/> while there is none.</summary>
    [JsonIgnore]
    public WhyLink? Root => Links.Count == 0 ? null : Links[^1];

    /// <summary>Starts the chain of a cause that a report found.</summary>
    /// <param name="finding">The finding.</param>
    /// <returns>The chain as far as the evidence of its example goes; people who know more go on with <see cref="Because"/>.</returns>
    public static WhyChain From(ClauseFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        WhyChain chain = new() { Problem = $"{finding.Share.Successes:0} of {finding.Share.Trials:0} failed calls: {finding.Expectation}" };
        foreach (DiagnosisStep step in finding.Example.Steps.Where(step => step.Answer != DiagnosisAnswer.Unknown))
        {
            chain = chain.Because($"{step.Question} {step.Answer}.", step.Evidence, step.Place);
        }

        return chain;
    }

    /// <summary>Goes one "why" further.</summary>
    /// <param name="because">The answer.</param>
    /// <param name="evidence">What it rests on.</param>
    /// <param name="place">The place in the brief it points at, if any.</param>
    /// <returns>The longer chain.</returns>
    /// <exception cref="ArgumentException">A text is empty, or the answer stands in the chain already.</exception>
    public WhyChain Because(string because, string evidence, BriefPlace? place = null)
    {
        WhyLink link = new() { Because = because, Evidence = evidence, Place = place };
        return Links.Any(earlier => string.Equals(earlier.Because, because, StringComparison.OrdinalIgnoreCase))
            ? throw new ArgumentException("The answer stands in the chain already: the whys go in a circle.", nameof(because))
            : this with { Links = [.. Links, link] };
    }
}
