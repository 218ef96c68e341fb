using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

[JsonSerializable(typeof(DelegationBrief))]
[JsonSerializable(typeof(BriefCommunication))]
[JsonSerializable(typeof(BriefDiff))]
[JsonSerializable(typeof(BriefQuiz))]
[JsonSerializable(typeof(CallInstructions))]
[JsonSerializable(typeof(DayOfWeek))]
[JsonSerializable(typeof(DelegationTask))]
[JsonSerializable(typeof(BriefReview))]
[JsonSerializable(typeof(OutcomeReview))]
[JsonSerializable(typeof(OutcomeChart))]
[JsonSerializable(typeof(FaultLineReport))]
[JsonSerializable(typeof(VersionComparison))]
[JsonSerializable(typeof(CoderAgreement))]
[JsonSerializable(typeof(WhyChain))]
internal sealed partial class DelegationJsonContext : JsonSerializerContext;
