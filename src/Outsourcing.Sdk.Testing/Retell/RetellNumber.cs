using System.Text.Json.Nodes;

namespace Outsourcing.Testing;

/// <summary>A number the account owns, with its settings as the interface tells them.</summary>
internal sealed record RetellNumber(string Number, JsonObject Settings);
