using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Shouldly;

namespace Outsourcing.Conventions;

/// <summary>The arrows between packages, and the rule that decisions touch nothing of the world.</summary>
public sealed class ArchitectureTests
{
    private static readonly ArchUnitNET.Domain.Architecture Architecture =
        new ArchLoader().LoadAssemblies([.. Packages.Assemblies]).Build();

    [Fact]
    public void Packages_UseOnlyWhatTheArchitectureAllows()
    {
        string[] forbidden = [.. Packages.Assemblies.SelectMany(assembly => assembly.GetReferencedAssemblies()
            .Select(reference => (From: assembly.GetName().Name!, To: reference.Name!))
            .Where(arrow => Packages.MayUse.ContainsKey(arrow.To) && !Packages.MayUse[arrow.From].Contains(arrow.To))
            .Select(arrow => $"{arrow.From} -> {arrow.To}"))];

        forbidden.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Outsourcing.Statistics")]
    [InlineData("Outsourcing.Partners")]
    [InlineData("Outsourcing.Capacity")]
    [InlineData("Outsourcing.Economics")]
    [InlineData("Outsourcing.Engagements")]
    [InlineData("Outsourcing.Delegation")]
    [InlineData("Outsourcing.Charts")]
    public void Decisions_DoNotTouchNetworkFilesClockOrContainer(string folder)
    {
        string[] world = ["System.Net.Http", "System.Net.Sockets", "System.IO.File", "System.IO.FileStream", "System.TimeProvider", "System.Console"];

        // A type may register itself; that is the builder's business and not a decision.
        string[] culprits = [.. Architecture.Types
            .Where(type => type.Namespace.FullName == folder && !type.Name.EndsWith("BuilderExtensions", StringComparison.Ordinal))
            .SelectMany(type => type.Dependencies
                .Select(dependency => dependency.Target.FullName)
                .Where(target => world.Any(part => target == part || target.StartsWith(part + ".", StringComparison.Ordinal)))
                .Select(target => $"{type.FullName} -> {target}"))
            .Distinct()];

        culprits.ShouldBeEmpty();
    }

    [Fact]
    public void Namespaces_AreTheRootAndOneLevelBelow()
    {
        string[] tooDeep = [.. Packages.PublicTypes
            .Where(type => type.Namespace is { } name && name != "Outsourcing"
                && !(name.StartsWith("Outsourcing.", StringComparison.Ordinal) && name.Count(c => c == '.') == 1)
                && !name.StartsWith("Microsoft.", StringComparison.Ordinal))
            .Select(type => type.FullName!)];

        tooDeep.ShouldBeEmpty();
    }
}
