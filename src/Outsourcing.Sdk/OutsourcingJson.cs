using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Outsourcing.Calls;
using Outsourcing.Capacity;
using Outsourcing.Delegation;
using Outsourcing.Economics;
using Outsourcing.Engagements;
using Outsourcing.Partners;
using Outsourcing.Processes;
using Outsourcing.Storage;

namespace Outsourcing;

/// <summary>How this SDK's own types are written as JSON: camel case, nulls left out, numbers as numbers.</summary>
/// <remarks>Source-generated: safe under trimming and native AOT. Combine it with an app's own context by <c>TypeInfoResolverChain</c>.</remarks>
public static class OutsourcingJson
{
    /// <summary>Gets the options every package of this SDK reads and writes its types with; read-only.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Gets the contract of one of this SDK's types.</summary>
    /// <typeparam name="T">A type this SDK defines.</typeparam>
    /// <returns>The contract.</returns>
    /// <exception cref="NotSupportedException">The type is none of this SDK's document types.</exception>
    public static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    private static JsonSerializerOptions Create()
    {
        JsonSerializerOptions options = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        };
        options.TypeInfoResolverChain.Add(CallsJsonContext.Default.WithAddedModifier(AbsentMembers.KeepInitialValues));
        options.TypeInfoResolverChain.Add(ProcessesJsonContext.Default.WithAddedModifier(AbsentMembers.KeepInitialValues));
        options.TypeInfoResolverChain.Add(DelegationJsonContext.Default.WithAddedModifier(AbsentMembers.KeepInitialValues));
        options.TypeInfoResolverChain.Add(EngagementsJsonContext.Default.WithAddedModifier(AbsentMembers.KeepInitialValues));
        options.TypeInfoResolverChain.Add(PartnersJsonContext.Default.WithAddedModifier(AbsentMembers.KeepInitialValues));
        options.TypeInfoResolverChain.Add(CapacityJsonContext.Default.WithAddedModifier(AbsentMembers.KeepInitialValues));
        options.TypeInfoResolverChain.Add(EconomicsJsonContext.Default.WithAddedModifier(AbsentMembers.KeepInitialValues));
        options.TypeInfoResolverChain.Add(StorageJsonContext.Default.WithAddedModifier(AbsentMembers.KeepInitialValues));
        options.MakeReadOnly();
        return options;
    }
}
