using System.Text.Json.Serialization;

namespace Outsourcing.Storage;

[JsonSerializable(typeof(VerdictEntry))]
internal sealed partial class StorageJsonContext : JsonSerializerContext;
