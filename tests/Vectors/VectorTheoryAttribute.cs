using System.Reflection;
using Xunit.Sdk;

namespace Outsourcing.Vectors;

/// <summary>A theory over the files of one vector folder; skipped, with the reason, where the folder is missing or empty.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class VectorTheoryAttribute : TheoryAttribute
{
    public VectorTheoryAttribute(string folder)
    {
        if (VectorFiles.Names(folder).Count == 0)
        {
            Skip = VectorFiles.Root is null ? "needs ../shared beside the checkout, or OUTSOURCING_VECTORS" : $"no {folder}/*.json below the vector root";
        }
    }
}

/// <summary>Gives a theory the file names of one vector folder.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class VectorDataAttribute(string folder) : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        VectorFiles.Names(folder).Select(file => new object[] { file });
}
