namespace Outsourcing.Contract;

/// <summary>A test that needs the npm packages of a folder of this project; skipped, with the reason, where they cannot be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NpmFactAttribute : FactAttribute
{
    public NpmFactAttribute(string folder) => Skip = NpmFolder.WhyNot(folder);
}
