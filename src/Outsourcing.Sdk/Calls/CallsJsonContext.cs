using System.Text.Json.Serialization;

namespace Outsourcing.Calls;

[JsonSerializable(typeof(CallRecord))]
[JsonSerializable(typeof(CallUpdate))]
[JsonSerializable(typeof(List<CallUpdate>))]
[JsonSerializable(typeof(Money))]
internal sealed partial class CallsJsonContext : JsonSerializerContext;
