using System.Text.Json.Serialization;
using Outsourcing.Statistics;

namespace Outsourcing.Partners;

/// <summary>What is known when one considers another partner.</summary>
public sealed record SwitchCase
{
    /// <summary>Gets the partner now.</summary>
    public required PartnerId Current { get; init; }

    /// <summary>Gets the partner considered.</summary>
    public required PartnerId Candidate { get; init; }

    /// <summary>Gets the calls that went well with the partner now.</summary>
    public required Proportion CurrentOutcomes { get; init; }

    /// <summary>Gets the calls that went well with the candidate, as in a trial.</summary>
    public required Proportion CandidateOutcomes { get; init; }

    /// <summary>Gets the calls per month, 0 or more.</summary>
    public required double CallsPerMonth { get; init => field = value >= 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Calls are counted from 0 upward."); }

    /// <summary>Gets what one more call that goes well is worth.</summary>
    public required Money ValuePerCall { get; init; }

    /// <summary>Gets what the candidate costs more per month; negative when it costs less.</summary>
    public required Money ExtraMonthlyPrice { get; init; }

    /// <summary>Gets what the change itself costs: set-up, teaching, notice, porting.</summary>
    public required Money SwitchingCost { get; init; }

    /// <summary>Gets over how many months the gain is counted; above 0.</summary>
    /// <value>The default is 12.</value>
    public double Months { get; init => field = value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A gain is counted over more than 0 months."); } = 12;

    /// <summary>Gets the probability of being better that is demanded, between 0 and 1.</summary>
    /// <value>The default is 0.95.</value>
    public double RequiredProbability { get; init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A probability lies between 0 and 1."); } = 0.95;

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }
}
