using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Outsourcing.Calls;
using Outsourcing.Storage;
using Outsourcing.Webhooks;

namespace Outsourcing.EntityFrameworkCore;

/// <summary>Export and erasure. What is older than its retention is removed in the other part.</summary>
internal sealed partial class PersonalDataStore<TContext>(
    StoreSessions<TContext> sessions,
    CallMerger merger,
    ErasedCalls erased,
    ContentCodec codec,
    IEnumerable<IRecordingEraser> erasers,
    IEnumerable<IWebhookReceiver> receivers,
    ITenantAccessor tenants,
    WorkSignal signal,
    TimeProvider time) : IPersonalDataStore
    where TContext : DbContext
{
    private const string ErasedReason = "A person it mentions was erased.";

    private static readonly byte[] None = [];

    // Providers that keep something of every call, whether a recording was named or not.
    private readonly HashSet<(string Provider, string Account)> _everyCall =
        [.. erasers.Where(eraser => eraser.EveryCall).Select(eraser => (eraser.Provider.ToLowerInvariant(), eraser.Account.ToLowerInvariant()))];

    private readonly Dictionary<(string Provider, string Account), IWebhookReceiver> _receivers =
        receivers.DistinctBy(Key).ToDictionary(Key);

    public Task<PersonalDataExport> ExportAsync(PhoneNumber caller, CancellationToken cancellationToken = default) => sessions.ReadAsync(async context =>
    {
        string tenant = TenantOfContext.Current(context);
        Person person = new(caller, await CallKeysAsync(context, tenant, caller, cancellationToken).ConfigureAwait(false));
        List<CallUpdate> updates = [];
        foreach (string key in person.Calls)
        {
            updates.AddRange(await merger.ReadUpdatesAsync(context, tenant, key, int.MaxValue, cancellationToken).ConfigureAwait(false));
        }

        return new PersonalDataExport
        {
            At = time.GetUtcNow(),
            Updates = updates,
            Webhooks = await WebhooksAsync(context, person, cancellationToken).ConfigureAwait(false),
            Commands = await CommandsAsync(context, person, cancellationToken).ConfigureAwait(false),
            Verdicts = await VerdictsAsync(context, person.IsNamedIn, cancellationToken).ConfigureAwait(false),
        };
    });

    public Task<ErasureReceipt> EraseAsync(PhoneNumber caller, CancellationToken cancellationToken = default) => EraseAsync(
        async (context, tenant) => new Person(caller, await CallKeysAsync(context, tenant, caller, cancellationToken).ConfigureAwait(false)), cancellationToken);

    public Task<ErasureReceipt> EraseCallAsync(CallId id, CancellationToken cancellationToken = default)
    {
        string key = id.Value;
        return EraseAsync((_, _) => Task.FromResult(new Person(null, [key])), cancellationToken);
    }

    public Task<IReadOnlyList<ErasureReceipt>> ListErasuresAsync(CancellationToken cancellationToken = default) => sessions.ReadAsync<IReadOnlyList<ErasureReceipt>>(async context =>
    {
        List<ErasureRow> rows = await context.Set<ErasureRow>().AsNoTracking().OrderByDescending(row => row.At).ThenByDescending(row => row.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
        Dictionary<long, (int Deleted, int GivenUp)> recordings = [];
        await foreach (var command in context.Set<CommandRow>().AsNoTracking().Where(row => row.Name == RecordingErasure.CommandName && (row.State == WorkState.Done || row.State == WorkState.Dead))
            .Select(row => new { row.Key, row.State }).AsAsyncEnumerable().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (ErasureOf(command.Key) is { } id)
            {
                (int deleted, int givenUp) = recordings.GetValueOrDefault(id);
                recordings[id] = command.State == WorkState.Done ? (deleted + 1, givenUp) : (deleted, givenUp + 1);
            }
        }

        return [.. rows.Select(row => Receipt(row, recordings.GetValueOrDefault(row.Id)))];
    });

    private static (string Provider, string Account) Key(IWebhookReceiver receiver) => (receiver.Provider.ToLowerInvariant(), receiver.Account.ToLowerInvariant());

    private static ErasureReceipt Receipt(ErasureRow row, (int Deleted, int GivenUp) recordings) => new()
    {
        Id = row.Id,
        At = new DateTimeOffset(row.At, TimeSpan.Zero),
        Cause = row.Cause,
        Calls = row.Calls,
        Webhooks = row.Webhooks,
        Recordings = row.Recordings,
        RecordingsDeleted = recordings.Deleted,
        RecordingsGivenUp = recordings.GivenUp,
    };

    // The key names the erasure, so that the trail can tell what came of it; which call it is about stands in the payload alone.
    private static string CommandKey(long erasure) => $"{RecordingErasure.CommandName}/{erasure}/{Guid.NewGuid():N}";

    private static long? ErasureOf(string commandKey) => commandKey.Split('/') is [_, var id, _] && long.TryParse(id, out long erasure) ? erasure : null;

    private static Task<List<string>> CallKeysAsync(TContext context, string tenant, PhoneNumber caller, CancellationToken cancellationToken)
    {
        string digest = CallMerger.Digest(tenant, caller);
        return context.Set<CallRow>().AsNoTracking().Where(row => row.CallerDigest == digest).Select(row => row.CallKey).ToListAsync(cancellationToken);
    }

    private async Task<ErasureReceipt> EraseAsync(Func<TContext, string, Task<Person>> who, CancellationToken cancellationToken)
    {
        ErasureReceipt receipt = await sessions.WriteAsync(
            async context =>
            {
                string tenant = TenantOfContext.Required(context);
                return await EraseAsync(context, tenant, await who(context, tenant).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        signal.Raise();
        await sessions.ReadAsync(async context =>
        {
            await Sql.CheckpointAsync(context, compact: true, cancellationToken).ConfigureAwait(false);
            return 0;
        }).ConfigureAwait(false);
        return receipt;
    }

    private async Task<ErasureReceipt> EraseAsync(TContext context, string tenant, Person person, CancellationToken cancellationToken)
    {
        (List<long> webhooks, HashSet<string> waiting) = await FindWebhooksAsync(context, tenant, person, cancellationToken).ConfigureAwait(false);
        string[] calls = [.. person.Calls.Union(waiting, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        await EmptyCommandsAsync(context, tenant, new Person(person.Number, calls), cancellationToken).ConfigureAwait(false);
        await EmptyWebhooksAsync(context, webhooks, cancellationToken).ConfigureAwait(false);
        await RemoveVerdictsAsync(context, person, cancellationToken).ConfigureAwait(false);
        await erased.AddAsync(context, tenant, calls, cancellationToken).ConfigureAwait(false);
        ErasureRow row = await NewErasureAsync(context, tenant, ErasureCause.Request, cancellationToken).ConfigureAwait(false);
        (row.Calls, row.Recordings) = await RemoveCallsAsync(context, tenant, row.Id, calls, person.Digits, cancellationToken).ConfigureAwait(false);
        row.Webhooks = webhooks.Count;
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return Receipt(row, (0, 0));
    }

    private async Task<ErasureRow> NewErasureAsync(TContext context, string tenant, ErasureCause cause, CancellationToken cancellationToken)
    {
        ErasureRow row = new() { Tenant = tenant, At = time.GetUtcNow().UtcTicks, Cause = cause };
        context.Add(row);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return row;
    }

    /// <summary>Removes calls with all that hangs on them, and queues that their recordings are deleted.</summary>
    private async Task<(int Calls, int Recordings)> RemoveCallsAsync(TContext context, string tenant, long erasure, IReadOnlyList<string> calls, string? digits, CancellationToken cancellationToken)
    {
        int removed = 0;
        int recordings = 0;
        foreach (string call in calls)
        {
            // Held before it is read, in the order in which merging holds calls: nothing is added to it meanwhile and left behind.
            IQueryable<CallRow> held = context.Set<CallRow>().Where(row => row.CallKey == call);
            if (await held.ExecuteUpdateAsync(row => row.SetProperty(one => one.Version, one => one.Version), cancellationToken).ConfigureAwait(false) == 0)
            {
                continue;
            }

            CallUpdate[] updates = [.. await merger.ReadUpdatesAsync(context, tenant, call, int.MaxValue, cancellationToken).ConfigureAwait(false)];
            foreach (RecordingErasure recording in RecordingsOf(updates, digits))
            {
                await CommandOutbox<TContext>.InsertAsync(context, tenant, recording.ToCommand(CommandKey(erasure)), codec, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
                recordings++;
            }

            await context.Set<CallUpdateRow>().Where(update => update.CallKey == call).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            await context.Set<DeliveryRow>().Where(delivery => delivery.CallKey == call).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            removed += await held.ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        }

        return (removed, recordings);
    }

    private IEnumerable<RecordingErasure> RecordingsOf(CallUpdate[] updates, string? digits)
    {
        if (updates.Length == 0)
        {
            return [];
        }

        CallRecord record = CallHistory.From(updates).ToRecord();
        RecordingErasure ofCall = new() { Call = record.Id, StartedAt = record.StartedAt ?? updates.Min(update => update.Revision.At) };
        if (_everyCall.Contains((record.Id.Provider, record.Id.Account)))
        {
            return [ofCall];
        }

        // One recording is named by its id here and by its address there; where there are ids, the addresses add nothing.
        RecordingReference[] named = [.. updates.Select(update => update.Recording).OfType<RecordingReference>()];
        RecordingReference[] withId = [.. named.Where(recording => recording.Id is not null)];
        string? number = digits ?? record.Caller?.Number?.E164[1..];
        return withId.Length > 0
            ? withId.GroupBy(recording => recording.Id, StringComparer.Ordinal)
                .Select(same => ofCall with { Recording = same.Key, File = File(same.FirstOrDefault(one => one.Location is not null) ?? same.First(), number) })
            : named.DistinctBy(recording => recording.Location).Select(recording => ofCall with { File = File(recording, number) });
    }

    private static string? File(RecordingReference recording, string? digits) =>
        recording.Location is { IsAbsoluteUri: true } location && location.Segments[^1].Trim('/') is { Length: > 0 } name && (digits is null || !name.Contains(digits, StringComparison.Ordinal))
            ? Uri.UnescapeDataString(name)
            : null;

    // Webhooks of the person's calls, and any other that mentions the number: not yet worked on, given up, or about a call that somebody
    // else made. Of those not worked on, the person's own calls are read, which are stored nowhere yet.
    private async Task<(List<long> Webhooks, HashSet<string> Calls)> FindWebhooksAsync(TContext context, string tenant, Person person, CancellationToken cancellationToken)
    {
        List<long> found = [];
        HashSet<string> calls = new(StringComparer.Ordinal);
        await foreach (InboxRow row in context.Set<InboxRow>().AsNoTracking().Where(row => row.Request != None).AsAsyncEnumerable().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            WebhookRequest? request = TryRead(row);
            if (person.Owns(row.CallKey) || request is null || IsAbout(person, row, request))
            {
                found.Add(row.Id);
                if (request is not null && row.CallKey is null && person.Number is { } number)
                {
                    calls.UnionWith(CallsOf(row, request, number));
                }
            }
        }

        return (found, calls);
    }

    private IEnumerable<string> CallsOf(InboxRow row, WebhookRequest request, PhoneNumber caller)
    {
        try
        {
            return _receivers.TryGetValue((row.Provider, row.Account), out IWebhookReceiver? receiver)
                && receiver.Read(request, WebhookCheck.Valid((WebhookVerification)row.Verification, null), new DateTimeOffset(row.CreatedAt, TimeSpan.Zero)) is { } read
                ? [.. read.Updates.Where(update => update.Caller?.Number == caller).Select(update => update.Call.Value)]
                : [];
        }
#pragma warning disable CA1031 // A body that a mapping fails on names no call; it is emptied all the same.
        catch (Exception)
#pragma warning restore CA1031
        {
            return [];
        }
    }

    private async Task EmptyWebhooksAsync(TContext context, List<long> found, CancellationToken cancellationToken)
    {
        long now = time.GetUtcNow().UtcTicks;
        foreach (long[] chunk in found.Chunk(500))
        {
            await context.Set<InboxRow>().Where(row => chunk.Contains(row.Id)).ExecuteUpdateAsync(
                row => row
                    .SetProperty(inbox => inbox.Request, None)
                    .SetProperty(inbox => inbox.State, WorkState.Done)
                    .SetProperty(inbox => inbox.Reason, (string?)null)
                    .SetProperty(inbox => inbox.LeaseToken, (Guid?)null)
                    .SetProperty(inbox => inbox.SettledAt, now),
                cancellationToken).ConfigureAwait(false);
        }
    }

    // Commands that name the calls or mention the number, sent or not: nothing is sent any more to somebody who is to be forgotten.
    // That a recording is to be deleted is still carried out: it names no person, and forgets what is done.
    private async Task EmptyCommandsAsync(TContext context, string tenant, Person person, CancellationToken cancellationToken)
    {
        List<long> found = [];
        await foreach (CommandRow row in context.Set<CommandRow>().AsNoTracking().Where(row => row.Name != RecordingErasure.CommandName).AsAsyncEnumerable().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (IsAbout(person, row, out _))
            {
                found.Add(row.Id);
            }
        }

        long now = time.GetUtcNow().UtcTicks;
        byte[] nothing = codec.Write(tenant, "", StorageJsonContext.Default.String);
        foreach (long[] chunk in found.Chunk(500))
        {
            IQueryable<CommandRow> rows = context.Set<CommandRow>().Where(row => chunk.Contains(row.Id));
            await rows.Where(row => row.State != WorkState.Done).ExecuteUpdateAsync(
                row => row
                    .SetProperty(command => command.Reason, ErasedReason)
                    .SetProperty(command => command.State, WorkState.Done)
                    .SetProperty(command => command.LeaseToken, (Guid?)null)
                    .SetProperty(command => command.SettledAt, now),
                cancellationToken).ConfigureAwait(false);
            await rows.ExecuteUpdateAsync(
                row => row.SetProperty(command => command.Payload, nothing).SetProperty(command => command.Result, (string?)null),
                cancellationToken).ConfigureAwait(false);
        }
    }

    // A verdict that names a call by its id stays: the id leads nowhere any more. One that quotes the number cannot.
    private async Task RemoveVerdictsAsync(TContext context, Person person, CancellationToken cancellationToken)
    {
        long[] found = [.. (await VerdictsAsync(context, person.MentionsNumber, cancellationToken).ConfigureAwait(false)).Select(verdict => verdict.Id)];
        foreach (long[] chunk in found.Chunk(500))
        {
            await context.Set<VerdictRow>().Where(row => chunk.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<List<RecordedVerdict>> VerdictsAsync(TContext context, Func<string?, bool> isAbout, CancellationToken cancellationToken)
    {
        List<RecordedVerdict> found = [];
        await foreach (VerdictRow row in context.Set<VerdictRow>().AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                if (isAbout(row.Subject) || isAbout(Encoding.UTF8.GetString(codec.ReadJson(row.Tenant, row.Content))))
                {
                    found.Add(new RecordedVerdict(row.Id, codec.Read(row.Tenant, row.Content, OutsourcingJson.TypeInfo<VerdictEntry>())));
                }
            }
            catch (Exception unreadable) when (unreadable is not DbException)
            {
                // The trail is not thrown away for a key that is lost for now.
            }
        }

        return found;
    }

    private async Task<List<KeptWebhook>> WebhooksAsync(TContext context, Person person, CancellationToken cancellationToken)
    {
        List<KeptWebhook> found = [];
        await foreach (InboxRow row in context.Set<InboxRow>().AsNoTracking().Where(row => row.Request != None).AsAsyncEnumerable().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            WebhookRequest? request = TryRead(row);
            if (person.Owns(row.CallKey) || (request is not null && IsAbout(person, row, request)))
            {
                found.Add(new KeptWebhook
                {
                    Key = new InboxKey(row.Provider, row.Account, row.EventId),
                    ReceivedAt = new DateTimeOffset(row.CreatedAt, TimeSpan.Zero),
                    State = row.State,
                    Call = CallId.TryFrom(row.CallKey, out CallId call) ? call : null,
                    Request = request,
                });
            }
        }

        return found;
    }

    private async Task<List<KeptCommand>> CommandsAsync(TContext context, Person person, CancellationToken cancellationToken)
    {
        List<KeptCommand> found = [];
        await foreach (CommandRow row in context.Set<CommandRow>().AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (IsAbout(person, row, out string? payload) && (payload is not null || row.Payload is null))
            {
                found.Add(new KeptCommand
                {
                    Command = new OutboxCommand
                    {
                        Key = row.Key,
                        Name = row.Name,
                        Provider = row.Provider,
                        Account = row.Account,
                        Payload = payload is null ? (PersonalText?)null : new PersonalText(payload),
                        IsBegun = row.IsBegun,
                    },
                    CreatedAt = new DateTimeOffset(row.CreatedAt, TimeSpan.Zero),
                    Outcome = new OutboxResult { State = row.State, Result = row.Result, Reason = row.Reason },
                });
            }
        }

        return found;
    }

    // What cannot be read cannot be cleared of the suspicion.
    private bool IsAbout(Person person, CommandRow row, out string? payload)
    {
        payload = null;
        try
        {
            payload = row.Payload is null ? null : codec.Read(row.Tenant, row.Payload, StorageJsonContext.Default.String);
            return person.IsNamedIn(payload) || person.IsNamedIn(row.Key) || person.MentionsNumber(row.Result);
        }
        catch (Exception unreadable) when (unreadable is not DbException)
        {
            return true;
        }
    }

    private static bool IsAbout(Person person, InboxRow row, WebhookRequest request)
    {
        byte[] body = request.Body.ToArray();
        return person.IsNamedIn(body) || person.IsNamedIn(request.Url) || request.Headers.Any(header => person.IsNamedIn(header.Value))
            || (row.CallKey is null && (person.HasIdIn(row.Provider, row.Account, body) || person.HasIdIn(row.Provider, row.Account, Encoding.UTF8.GetBytes(request.Url))));
    }

    private WebhookRequest? TryRead(InboxRow row)
    {
        try
        {
            return codec.Read(row.Tenant, row.Request, StorageJsonContext.Default.StoredRequest).ToRequest();
        }
        catch (Exception unreadable) when (unreadable is not DbException)
        {
            return null;
        }
    }
}
