using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

[JsonSerializable(typeof(DelegationBrief))]
[JsonSerializable(typeof(DayOfWeek))]
internal sealed partial class DelegationJsonContext : JsonSerializerContext;
