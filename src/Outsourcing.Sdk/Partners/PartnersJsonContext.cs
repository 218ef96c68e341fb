using System.Text.Json.Serialization;

namespace Outsourcing.Partners;

[JsonSerializable(typeof(Partner))]
[JsonSerializable(typeof(PartnerCriterion))]
[JsonSerializable(typeof(PartnerEvidence))]
[JsonSerializable(typeof(PartnerRanking))]
[JsonSerializable(typeof(RankingPolicy))]
[JsonSerializable(typeof(ScorecardTemplate))]
[JsonSerializable(typeof(ScorecardReview))]
[JsonSerializable(typeof(SwitchCase))]
[JsonSerializable(typeof(SamplingPlan))]
[JsonSerializable(typeof(VerdictExplanation))]
internal sealed partial class PartnersJsonContext : JsonSerializerContext;
