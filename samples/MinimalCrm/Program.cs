namespace MinimalCrm;

/// <summary>Starts the app; a class of its own, so that tests which build the app in their process have no second Program.</summary>
internal static class CrmProgram
{
    private static async Task Main(string[] args)
    {
        await using WebApplication app = await CrmApp.BuildAsync(args);
        await app.RunAsync();
    }
}
