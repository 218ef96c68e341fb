using System.Reflection;

namespace Outsourcing.Conventions;

/// <summary>The packages this repository ships, and which of them each may use.</summary>
internal static class Packages
{
    internal const string Sdk = "Outsourcing.Sdk";

    internal const string Http = "Outsourcing.Sdk.Http";

    /// <summary>Gets the allowed arrows: package to the packages of ours that it may refer to.</summary>
    internal static IReadOnlyDictionary<string, string[]> MayUse { get; } = new Dictionary<string, string[]>
    {
        [Sdk] = [],
        [Http] = [Sdk],
        ["Outsourcing.Sdk.Telephony"] = [Sdk, Http],
        ["Outsourcing.Sdk.Answering"] = [Sdk, Http],
        ["Outsourcing.Sdk.AspNetCore"] = [Sdk, Http],
        ["Outsourcing.Sdk.EntityFrameworkCore"] = [Sdk],
        ["Outsourcing.Sdk.Testing"] = [Sdk, Http],
    };

    internal static IEnumerable<Assembly> Assemblies => MayUse.Keys.Select(Assembly.Load);

    internal static IEnumerable<Type> PublicTypes => Assemblies.SelectMany(assembly => assembly.GetExportedTypes());
}
