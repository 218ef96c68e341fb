using System.Text.Json.Serialization;

namespace Outsourcing.Processes;

[JsonSerializable(typeof(BusinessProcess))]
[JsonSerializable(typeof(StepProfile))]
[JsonSerializable(typeof(UnknownMembers))]
internal sealed partial class ProcessesJsonContext : JsonSerializerContext;
