using System.Text.Json.Serialization;

namespace Outsourcing.Engagements;

[JsonSerializable(typeof(Engagement))]
internal sealed partial class EngagementsJsonContext : JsonSerializerContext;
