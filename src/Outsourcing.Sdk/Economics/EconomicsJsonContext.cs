using System.Text.Json.Serialization;

namespace Outsourcing.Economics;

[JsonSerializable(typeof(BillingPlan))]
[JsonSerializable(typeof(InHouseCost))]
[JsonSerializable(typeof(PlanPrice))]
[JsonSerializable(typeof(BillAuditReport))]
[JsonSerializable(typeof(Verdict<MakeOrBuyDecision>))]
[JsonSerializable(typeof(Verdict<LeverageDecision>))]
internal sealed partial class EconomicsJsonContext : JsonSerializerContext;
