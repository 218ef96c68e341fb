using Outsourcing.Tests;

namespace Outsourcing.Contract.Providers;

/// <summary>A test against an official document; skipped, with the reason, without the document or without Node.js and npm.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SpecFactAttribute : FactAttribute
{
    public SpecFactAttribute() => Skip = RepositoryFiles.SharedPath("specs") is null ? "needs ../shared/specs beside the checkout" : NpmFolder.WhyNot(".");
}
