using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Outsourcing.Answering;

[JsonSerializable(typeof(JsonDocument))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class AnsweringJsonContext : JsonSerializerContext;
