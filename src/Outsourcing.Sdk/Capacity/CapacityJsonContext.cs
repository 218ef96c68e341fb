using System.Text.Json.Serialization;

namespace Outsourcing.Capacity;

[JsonSerializable(typeof(StaffingTarget))]
[JsonSerializable(typeof(WeeklyRequirement))]
[JsonSerializable(typeof(PooledDesk))]
[JsonSerializable(typeof(CallDemand))]
[JsonSerializable(typeof(Verdict<CallDemand>))]
[JsonSerializable(typeof(Verdict<QueuePerformance>))]
[JsonSerializable(typeof(Verdict<Patience>))]
internal sealed partial class CapacityJsonContext : JsonSerializerContext;
