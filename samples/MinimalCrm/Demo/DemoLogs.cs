using MinimalCrm.Records;
using QuickStart.Demo;

namespace MinimalCrm.Demo;

/// <summary>The logs the demo company brings along, as if they had been uploaded.</summary>
internal static class DemoLogs
{
    internal static Task<Upload> ActivityAsync(CancellationToken cancellationToken) => WriteAsync(Upload.ActivityLog, "activity.csv", ActivityLog.WriteAsync, cancellationToken);

    internal static Task<Upload> CallsAsync(CancellationToken cancellationToken) => WriteAsync(Upload.CallLog, "calls.csv", CallLog.WriteAsync, cancellationToken);

    private static async Task<Upload> WriteAsync(string kind, string name, Func<string, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("minimal-crm-").FullName;
        try
        {
            string path = Path.Combine(folder, name);
            await write(path, cancellationToken);
            return Upload.Of(kind, name, new LogSettings(), await File.ReadAllBytesAsync(path, cancellationToken), at: null);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
