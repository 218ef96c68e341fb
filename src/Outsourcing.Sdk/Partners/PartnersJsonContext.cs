using System.Text.Json.Serialization;

namespace Outsourcing.Partners;

[JsonSerializable(typeof(Partner))]
[JsonSerializable(typeof(PartnerCriterion))]
[JsonSerializable(typeof(PartnerEvidence))]
[JsonSerializable(typeof(PartnerRanking))]
[JsonSerializable(typeof(RankingPolicy))]
[JsonSerializable(typeof(VerdictExplanation))]
internal sealed partial class PartnersJsonContext : JsonSerializerContext;
