namespace Outsourcing.Vectors;

[Collection(VectorSuite.Name)]
public sealed class VectorSuiteTests
{
    [Fact]
    public void Root_EveryFolder_IsKnown()
    {
        if (VectorFiles.Root is null)
        {
            return;
        }

        string[] unknown = [.. Directory.EnumerateDirectories(VectorFiles.Root).Select(folder => Path.GetFileName(folder)!).Except(VectorFiles.Folders)];

        Assert.Empty(unknown);
    }
}
