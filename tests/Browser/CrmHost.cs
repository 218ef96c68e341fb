using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using MinimalCrm;
using Outsourcing.Storage;
using Outsourcing.Testing;

namespace Outsourcing.Browser;

/// <summary>The sample CRM on a free port, with a database of its own and callers that ring when the test says so.</summary>
internal sealed class CrmHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _file;
    private bool _keep;

    private CrmHost(WebApplication app, string file)
    {
        _app = app;
        _file = file;
    }

    internal Uri Address => new(_app.Urls.First());

    internal string SqliteFile => _file;

    internal IServiceProvider Services => _app.Services;

    /// <summary>Starts the app.</summary>
    /// <param name="engaged">Whether a partner is engaged; null leaves the setting out.</param>
    /// <param name="settings">Further settings, as on the command line; one that is no setting is the SQLite file to use.</param>
    internal static async Task<CrmHost> StartAsync(bool? engaged, params string[] settings)
    {
        string file = settings.FirstOrDefault(setting => !setting.StartsWith("--", StringComparison.Ordinal)) ?? Path.Combine(Path.GetTempPath(), $"crm-{Guid.NewGuid():N}.db");
        WebApplication app = await CrmApp.BuildAsync(
            [$"--Crm:File={file}", .. engaged is { } said ? [$"--Crm:Engaged={said}"] : Array.Empty<string>(), "--Crm:CallerEverySeconds=0", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning", .. settings.Where(setting => setting.StartsWith("--", StringComparison.Ordinal))]);
        await app.StartAsync();
        return new CrmHost(app, file);
    }

    /// <summary>Leaves the database for another start.</summary>
    internal void KeepFile() => _keep = true;

    /// <summary>Waits until nothing is left to do, whoever has it on lease: this call or the app's own worker.</summary>
    internal async Task SettleAsync()
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(2));
        long pending;
        do
        {
            await Services.GetRequiredService<InboxProcessor>().ProcessPendingAsync(limit.Token);
            await Services.GetRequiredService<CallDeliveryProcessor>().ProcessPendingAsync(limit.Token);
            pending = (await Services.GetRequiredService<IWebhookInbox>().GetBacklogAsync(limit.Token)).Pending
                + (await Services.GetRequiredService<ICallDeliveries>().GetBacklogAsync(limit.Token)).Pending;
        }
        while (pending > 0);
    }

    public async ValueTask DisposeAsync()
    {
        TwilioSimulator? simulator = Services.GetService<TwilioSimulator>();
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (simulator is not null)
        {
            await simulator.DisposeAsync();
        }

        SqliteConnection.ClearAllPools();
        foreach (string file in _keep ? [] : Directory.GetFiles(Path.GetDirectoryName(_file)!, Path.GetFileName(_file) + "*"))
        {
            File.Delete(file);
        }
    }
}
