using System.Reflection;
using Outsourcing.Tests;
using PublicApiGenerator;

namespace Outsourcing.Conventions;

/// <summary>Every change of a package's public surface shows as a change of its approved text file.</summary>
public sealed class PublicApiTests
{
    public static TheoryData<string> Names { get; } = [.. Packages.MayUse.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    [Reliability(29, "the public API of each package is the approved one: a break is seen in review")]
    public void PublicApi_IsTheApprovedOne(string package)
    {
        string api = Assembly.Load(package).GeneratePublicApi(new ApiGeneratorOptions
        {
            IncludeAssemblyAttributes = false,
            ExcludeAttributes = ["System.Runtime.CompilerServices.RequiredMemberAttribute"],
        });

        Snapshot.Match(api, package);
    }
}
