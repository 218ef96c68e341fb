using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Outsourcing.Calls;
using Outsourcing.EntityFrameworkCore;
using Outsourcing.EntityFrameworkCore.Tests;
using Outsourcing.Storage;

namespace Outsourcing.AspNetCore.Tests.Soak;

/// <summary>Puts an app in a process of its own through every fault it is to survive, and checks what is left when they stop.</summary>
internal sealed class SoakRun : IAsyncDisposable
{
    private const double Mega = 1024 * 1024;

    private static readonly TimeSpan LockedFor = TimeSpan.FromSeconds(3);

    private readonly SoakSettings _settings;
    private readonly DirectoryInfo _folder;
    private readonly string _connection;
    private readonly ServiceProvider _stores;
    private readonly SoakOutside _outside;
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler());
    private readonly List<SoakSample> _samples = [];
    private readonly Dictionary<string, int> _cuts = [];
    private readonly long _start = TimeProvider.System.GetTimestamp();

    private SoakRun(SoakSettings settings, DirectoryInfo folder, string connection, ServiceProvider stores, SoakOutside outside)
    {
        _settings = settings;
        _folder = folder;
        _connection = connection;
        _stores = stores;
        _outside = outside;
    }

    public static async Task<SoakReport> RunAsync(SoakSettings settings, CancellationToken cancellationToken = default)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("outsourcing-soak-");
        string connection = settings.Database == "sqlite" ? $"Data Source={Path.Combine(folder.FullName, "soak.db")}" : await PostgresServer.NewDatabaseAsync();
        ServiceCollection services = new();
        services.AddLogging(logging => logging.ClearProviders());
        SoakHost.AddStores(services, settings.Database, connection);
        ServiceProvider stores = services.BuildServiceProvider();
        await using (AsyncServiceScope scope = stores.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<OutsourcingDbContext>().Database.EnsureCreatedAsync(cancellationToken);
        }

        await using SoakRun run = new(settings, folder, connection, stores, await SoakOutside.StartAsync(settings.Faults, settings.Seed + 1));
        return await run.RunAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _outside.DisposeAsync();
        await _stores.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private async Task<SoakReport> RunAsync(CancellationToken cancellationToken)
    {
        string connection = _settings.Database == "sqlite" ? _connection : new NpgsqlConnectionStringBuilder(_connection) { ApplicationName = SoakHost.ApplicationName }.ConnectionString;
        string[] arguments =
        [
            typeof(SoakHost).Assembly.Location, "soak-host", _settings.Database, connection, _outside.Address.OriginalString,
            _settings.Faults.ToString(CultureInfo.InvariantCulture), (_settings.Seed + 2).ToString(CultureInfo.InvariantCulture),
        ];
        using Process host = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        try
        {
            Uri address = new(await host.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException("The host did not start."));
            using SoakClient client = new(address, _settings);
            using CancellationTokenSource stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Task sampling = RepeatAsync(_settings.SampleEvery, () => SampleAsync(host, address, stopping.Token), stopping.Token);
            using CancellationTokenSource calm = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Task cutting = RepeatAsync(_settings.CutEvery, () => CutAsync(cancellationToken), calm.Token);
            await client.SendAsync(cancellationToken);
            await calm.CancelAsync();
            await cutting;
            _outside.Faults.Stop();
            using (HttpResponseMessage calmed = await _http.SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(address, "/soak/calm")), cancellationToken))
            {
                calmed.EnsureSuccessStatusCode();
            }

            (TimeSpan? recovered, SoakState state) = await RecoverAsync(client, address, cancellationToken);
            await SampleAsync(host, address, cancellationToken, collect: true);
            await stopping.CancelAsync();
            await sampling;
            return await ReportAsync(client, state, recovered);
        }
        finally
        {
            host.Kill();
            await host.WaitForExitAsync(CancellationToken.None);
        }
    }

    private async Task<(TimeSpan? Recovered, SoakState State)> RecoverAsync(SoakClient client, Uri address, CancellationToken cancellationToken)
    {
        long calm = TimeProvider.System.GetTimestamp();
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_settings.RecoverWithin);
        SoakState state;
        try
        {
            await client.AnsweredAsync(limit.Token);
            while ((state = await StateAsync(address, collect: false, limit.Token)).Backlog > 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, limit.Token);
            }

            return (TimeProvider.System.GetElapsedTime(calm), state);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, await StateAsync(address, collect: false, cancellationToken));
        }
    }

    private async Task<SoakReport> ReportAsync(SoakClient client, SoakState state, TimeSpan? recovered)
    {
        double warm = Math.Min(600, _settings.Duration.TotalSeconds / 5);
        SoakSample[] after = [.. _samples.Where(sample => sample.Second >= warm)];
        SoakSlope? heap = SoakSlope.Of(after.Where(sample => sample.IsCollected).Select(sample => (sample.Second, sample.Heap)));
        List<(string, string?)> checks =
        [
            ($"the backlog is 0 within {_settings.RecoverWithin.TotalSeconds:0} s of the last fault", recovered is null ? $"{client.Unanswered} unanswered, {state.Webhooks} webhooks, {state.Deliveries} deliveries, {state.Commands} commands left" : null),
            ("each webhook is answered as it may be, and nothing forged or broken with success", Some(client.Wrong)),
            .. await StoredAsync(client),
            .. await TextsAsync(client),
        ];
        if (_settings.MostGrowth is { } most)
        {
            checks.Add((string.Create(CultureInfo.InvariantCulture, $"the heap after full collections grows by less than {most:0.##} MB/h, at the upper end of the slope's interval"), heap is null ? "too few samples" : heap.Upper < most ? null : heap.ToString()));
        }

        return new SoakReport
        {
            Settings = _settings,
            Events = client.Calls * SoakEvent.Statuses.Length,
            Faults = new[] { client.Faults.Counts(), _outside.Faults.Counts(), state.Faults, _cuts }.SelectMany(counts => counts).ToDictionary(),
            Answers = client.Answers,
            Recovered = recovered,
            Samples = _samples,
            Heap = heap,
            WorkingSet = SoakSlope.Of(after.Select(sample => (sample.Second, sample.WorkingSet))),
            Checks = checks,
        };
    }

    private async Task<(string, string?)[]> StoredAsync(SoakClient client)
    {
        HashSet<int> missing = [.. Enumerable.Range(0, client.Calls)];
        List<string> wrong = [];
        int poison = 0;
        await foreach (CallRecord record in _stores.GetRequiredService<ICallStore>().ListAsync(CallQuery.All))
        {
            string call = record.Id.ProviderCallId;
            if (call.StartsWith(SoakEvent.PoisonPrefix, StringComparison.Ordinal) && record.UpdateCount == 1)
            {
                poison++;
            }
            else if (call.StartsWith(SoakEvent.PoisonPrefix, StringComparison.Ordinal) || call.StartsWith(SoakEvent.ForgedPrefix, StringComparison.Ordinal)
                || record.UpdateCount != SoakEvent.Statuses.Length || record.RawStatus != SoakEvent.Statuses[^1] || !missing.Remove(SoakEvent.NumberOf(call)))
            {
                wrong.Add($"{call} with {record.UpdateCount} events, {record.RawStatus}");
            }
        }

        IReadOnlyList<DeadLetter<InboxMessage>> webhooks = await _stores.GetRequiredService<IWebhookInbox>().ListDeadAsync(int.MaxValue);
        IReadOnlyList<DeadLetter<CallRecordDelivery>> deliveries = await _stores.GetRequiredService<ICallDeliveries>().ListDeadAsync(int.MaxValue);
        string[] deadWrongly =
        [
            .. webhooks.Where(dead => dead.Item?.Key.Account != SoakEvent.UnreadableAccount || !dead.Reason.Contains("cannot be read as an event", StringComparison.Ordinal)).Select(dead => $"webhook {dead.Item?.Key.EventId}: {dead.Reason}"),
            .. deliveries.Where(dead => dead.Item?.Change.Record.Id.ProviderCallId.StartsWith(SoakEvent.PoisonPrefix, StringComparison.Ordinal) != true || dead.Attempts < 10 || dead.Reason != typeof(InvalidDataException).FullName)
                .Select(dead => $"delivery {dead.Item?.Change.IdempotencyKey} after {dead.Attempts}: {dead.Reason}"),
        ];
        int[] effects = _outside.CallsWithoutAllEffects(client.Calls);
        return
        [
            ("each true event is stored exactly once, and no forged one", missing.Count == 0 && wrong.Count == 0 && poison == client.Poison ? null : $"{missing.Count} calls missing, {poison} of {client.Poison} poison calls, wrong: {Some(wrong)}"),
            ("each event has its handler's effect exactly once per key", effects.Length == 0 && _outside.Wrong.IsEmpty ? null : $"{effects.Length} calls without all effects, such as {effects.FirstOrDefault()}; {Some(_outside.Wrong)}"),
            (
                "each event nobody can read and each one whose handler always throws is a dead letter with its reason, and nothing else is",
                webhooks.Count == client.Unreadable && deliveries.Count == client.Poison && deadWrongly.Length == 0
                    ? null
                    : $"{webhooks.Count} webhooks for {client.Unreadable}, {deliveries.Count} deliveries for {client.Poison}: {Some(deadWrongly)}"),
        ];
    }

    private async Task<(string, string?)[]> TextsAsync(SoakClient client)
    {
        IReadOnlyList<DeadLetter<OutboxCommand>> dead = await _stores.GetRequiredService<ICommandOutbox>().ListDeadAsync(int.MaxValue);
        string[] twice = [.. _outside.Texts.Where(text => text.Value > 1).Select(text => $"{text.Key}: {text.Value} times")];
        HashSet<string> settled = [.. _outside.Texts.Keys, .. dead.Select(letter => letter.Item!.Key)];
        string[] lost = [.. Enumerable.Range(0, client.Calls).Select(call => SoakEvent.Of(call, 0).CallSid).Where(call => !settled.Contains(call))];
        string[] wrongly = [.. dead.Where(letter => letter.Item!.Name == "send-text" || !letter.Reason.Contains("is not known", StringComparison.Ordinal)).Select(letter => $"{letter.Item!.Key} after {letter.Attempts}: {letter.Reason}")];
        return
        [
            ("no text is sent twice", Some(twice)),
            (string.Create(CultureInfo.InvariantCulture, $"each text is sent, but for those given up because nobody can look up what became of them ({dead.Count})"), lost.Length == 0 && wrongly.Length == 0 && _outside.Texts.Count <= client.Calls ? null : $"{lost.Length} lost, such as {lost.FirstOrDefault()}; given up: {Some(wrongly)}"),
        ];
    }

    private static string? Some(IReadOnlyCollection<string> wrong) => wrong.Count == 0 ? null : $"{wrong.Count}: {string.Join("; ", wrong.Take(5))}";

    private async Task SampleAsync(Process host, Uri address, CancellationToken cancellationToken, bool collect = false)
    {
        // A full collection each time would change what is measured.
        double second = TimeProvider.System.GetElapsedTime(_start).TotalSeconds;
        collect |= second - (_samples.FindLast(sample => sample.IsCollected)?.Second ?? 0) >= _settings.Duration.TotalSeconds / 200;
        try
        {
            SoakState state = await StateAsync(address, collect, cancellationToken);
            host.Refresh();
            _samples.Add(new SoakSample(
                second, host.WorkingSet64 / Mega, state.Heap / Mega, collect, host.Threads.Count, host.HandleCount, await ConnectionsAsync(host, cancellationToken), state.Webhooks, state.Deliveries, state.Commands));
        }
        catch (Exception failure) when (failure is HttpRequestException or NpgsqlException)
        {
            // The database was taken away at this moment; the next sample tells.
        }
    }

    private async Task<SoakState> StateAsync(Uri address, bool collect, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(address, $"/soak/state?collect={collect}"));
        using HttpResponseMessage response = await _http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<SoakState>(cancellationToken))!;
    }

    private async Task<long?> ConnectionsAsync(Process host, CancellationToken cancellationToken)
    {
        if (_settings.Database != "sqlite")
        {
            return (long?)await AskPostgresAsync($"SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = '{SoakHost.ApplicationName}'", cancellationToken);
        }

        string open = $"/proc/{host.Id}/fd";
        string file = Path.Combine(_folder.FullName, "soak.db");
        return Directory.Exists(open) ? Directory.GetFiles(open).Count(handle => IsOf(handle, file)) : null;
    }

    private static bool IsOf(string handle, string file)
    {
        try
        {
            return new FileInfo(handle).LinkTarget == file;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task CutAsync(CancellationToken cancellationToken)
    {
        if (_settings.Database != "sqlite")
        {
            long cut = (long)(await AskPostgresAsync($"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND application_name = '{SoakHost.ApplicationName}'", cancellationToken))!;
            Count("database: connection cut", (int)cut);
            return;
        }

        try
        {
            await using SqliteConnection connection = new($"{_connection};Pooling=False");
            await connection.OpenAsync(cancellationToken);
            await using SqliteTransaction writing = connection.BeginTransaction(deferred: false);
            await Task.Delay(LockedFor, TimeProvider.System, cancellationToken);
            Count("database: another process writes for 3 s", 1);
        }
        catch (SqliteException)
        {
            // The app itself wrote all the time; the next cut has its turn.
        }
    }

    private async Task<object?> AskPostgresAsync(string question, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(_connection) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using NpgsqlCommand command = new(question, connection);
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private void Count(string fault, int times) => _cuts[fault] = _cuts.GetValueOrDefault(fault) + times;

    private static async Task RepeatAsync(TimeSpan every, Func<Task> act, CancellationToken cancellationToken)
    {
        using PeriodicTimer timer = new(every);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await act();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The run is over.
        }
    }
}
