using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Outsourcing.Storage;
using Outsourcing.Webhooks;
using Shouldly;

namespace Outsourcing.Answering.Tests.Email;

public sealed class ImapMailboxTests
{
    [DovecotFact]
    public async Task Read_EveryMail_GivesEachOnceAndGoesOnAtThePosition()
    {
        await using DovecotServer server = await DovecotServer.StartAsync();
        EmailCorpus.Mail[] mails = [.. EmailCorpus.All().Take(45)];
        Array.ForEach(mails, mail => server.Deliver(mail.Content));
        string[] files = [.. server.Files().Order()];
        ImapMailbox mailbox = Mailbox(server.Port);

        List<PolledBatch> batches = await AllAsync(mailbox, null);
        List<PolledBatch> again = await AllAsync(mailbox, batches[^1].Position);
        server.Deliver(EmailCorpus.All().Skip(45).First().Content);
        List<PolledBatch> later = await AllAsync(mailbox, batches[^1].Position);

        batches.Count.ShouldBe(3);
        batches.SelectMany(static batch => batch.Messages).Select(static message => Convert.ToHexString(SHA256.HashData(message.Request.Body.Span)))
            .ShouldBe(mails.Select(static mail => Convert.ToHexString(SHA256.HashData(mail.Content))), "as they came, byte for byte, in their order");
        again.ShouldBeEmpty();
        later.ShouldHaveSingleItem().Messages.ShouldHaveSingleItem();

        // Nothing in the mailbox was marked, moved or deleted.
        server.Files().Order().Take(45).ShouldBe(files);
    }

    [DovecotFact]
    public async Task Read_ConnectionThatDrops_LosesNothingAndRepeatsNothing()
    {
        await using DovecotServer server = await DovecotServer.StartAsync();
        EmailCorpus.Mail[] mails = [.. EmailCorpus.All()];
        Array.ForEach(mails, mail => server.Deliver(mail.Content));

        // During the greeting, the log-in, and in the middle of mails.
        await using CuttingProxy proxy = new(server.Port, 10, 400, 3_000, 20_000, 45_000);
        ImapMailbox mailbox = Mailbox(proxy.Port, options => options.MaximumReconnects = 5);

        List<PolledBatch> batches = await AllAsync(mailbox, null);

        proxy.Connections.ShouldBe(6);
        batches.SelectMany(static batch => batch.Messages).Select(static message => message.Key.EventId)
            .ShouldBe(mails.Select(static mail => MimeKit.MimeMessage.Load(new MemoryStream(mail.Content)).MessageId));
    }

    [DovecotFact]
    public async Task Read_ConnectionThatKeepsDropping_FailsAfterItsTriesAndKeepsThePosition()
    {
        await using DovecotServer server = await DovecotServer.StartAsync();
        Array.ForEach([.. EmailCorpus.All().Take(40)], mail => server.Deliver(mail.Content));
        await using CuttingProxy proxy = new(server.Port, 30_000, 10, 10, 10);
        List<PolledBatch> read = [];

        MailboxException failure = await Should.ThrowAsync<MailboxException>(async () =>
        {
            await foreach (PolledBatch batch in Mailbox(proxy.Port, options => options.MaximumReconnects = 2).ReadAsync(null))
            {
                read.Add(batch);
            }
        });
        List<PolledBatch> rest = await AllAsync(Mailbox(server.Port), read[^1].Position);

        failure.Message.ShouldNotContain(DovecotServer.Password);
        read.Count.ShouldBe(1);
        read.Concat(rest).SelectMany(static batch => batch.Messages).Select(static message => message.Key.EventId).Distinct().Count().ShouldBe(40);
        rest.SelectMany(static batch => batch.Messages).Count().ShouldBe(20);
    }

    [DovecotFact]
    public async Task Read_MailboxNumberedAnew_IsReadFromTheStart()
    {
        await using DovecotServer server = await DovecotServer.StartAsync();
        server.Deliver(EmailCorpus.All().First().Content);
        ImapMailbox mailbox = Mailbox(server.Port);
        PolledBatch first = (await AllAsync(mailbox, null)).ShouldHaveSingleItem();
        uint validity = uint.Parse(first.Position.Split(':')[0], System.Globalization.CultureInfo.InvariantCulture);

        PolledBatch anew = (await AllAsync(mailbox, $"{validity - 1}:4000000000")).ShouldHaveSingleItem();

        anew.Position.ShouldBe(first.Position);
        anew.Messages[0].Key.ShouldBe(first.Messages[0].Key);
    }

    [DovecotFact]
    public async Task Read_MailThatIsTooLarge_KeepsItsHeaderAndWaitsForAPerson()
    {
        await using DovecotServer server = await DovecotServer.StartAsync();
        server.Deliver(EmailReaderTests.Raw("notes@desk.example", new string('x', 20_000), "<large@desk.example>"));

        InboxMessage message = (await AllAsync(Mailbox(server.Port, options => options.MaximumMessageSize = 10_000), null)).ShouldHaveSingleItem().Messages.ShouldHaveSingleItem();

        message.Key.EventId.ShouldBe("large@desk.example");
        message.Request.Body.Length.ShouldBeLessThan(1_000);
        Should.Throw<PermanentWorkException>(() => Receiver().Read(message.Request, message.Check, message.ReceivedAt)).Message.ShouldContain("MaximumMessageSize");
    }

    [DovecotFact]
    public async Task Read_WrongPassword_SaysWhatToCheckWithoutTheSecret()
    {
        await using DovecotServer server = await DovecotServer.StartAsync();

        MailboxException failure = await Should.ThrowAsync<MailboxException>(() => AllAsync(Mailbox(server.Port, options => options.Password = "canary-4711"), null));

        failure.Message.ShouldContain("UserName and Password");
        failure.ToString().ShouldNotContain("canary-4711");
    }

    [DovecotFact]
    public async Task Read_FolderThatIsNotThere_NamesTheOption()
    {
        await using DovecotServer server = await DovecotServer.StartAsync();

        (await Should.ThrowAsync<MailboxException>(() => AllAsync(Mailbox(server.Port, options => options.Folder = "Calls"), null))).Message.ShouldContain("check Folder");
    }

    [DovecotFact]
    public async Task Poll_IntoTheInbox_KeepsEachMailOnceOverABreakBetweenMailAndPosition()
    {
        await using DovecotServer server = await DovecotServer.StartAsync();
        Array.ForEach([.. EmailCorpus.All().Take(30)], mail => server.Deliver(mail.Content));
        Memory store = new() { FailAtPosition = 1 };
        ImapMailbox mailbox = Mailbox(server.Port);
        PollProcessor polls = new(store, store, [mailbox], store, Options.Create(new WorkOptions()), new OneTenant(), TimeProvider.System, NullLogger<PollProcessor>.Instance);

        await Should.ThrowAsync<IOException>(() => polls.PollAsync(mailbox));
        int added = await polls.PollAsync(mailbox);
        int again = await polls.PollAsync(mailbox);

        store.Messages.Count.ShouldBe(30);
        added.ShouldBe(10);
        again.ShouldBe(0);
    }

    [Theory]
    [InlineData("imap.example.com", ImapSecurity.None, "password", "loopback only")]
    [InlineData("", ImapSecurity.Tls, "password", "Host is missing")]
    [InlineData("imap.example.com", ImapSecurity.Tls, "", "AccessToken is missing")]
    public void Options_ThatCannotWork_AreRefusedAtTheStart(string host, ImapSecurity security, string password, string problem)
    {
        ServiceCollection services = new();
        services.AddLogging(static logging => logging.ClearProviders());
        services.AddOutsourcing().AddEmailIntake(
            "desk",
            options => (options.Host, options.Security, options.UserName, options.Password) = (host, security, "desk", password),
            options => options.AcceptUnauthenticated = true);
        using ServiceProvider provider = services.BuildServiceProvider();

        Should.Throw<OptionsValidationException>(() => provider.GetRequiredService<IOptionsMonitor<ImapMailboxOptions>>().Get("desk")).Message.ShouldContain(problem);
    }

    [Fact]
    public void Options_WithoutAnythingThatProvesSenders_AreRefusedAtTheStart()
    {
        ServiceCollection services = new();
        services.AddOutsourcing().AddEmailIntake("desk", static _ => { }, static _ => { });
        using ServiceProvider provider = services.BuildServiceProvider();

        Should.Throw<OptionsValidationException>(() => provider.GetRequiredService<IOptionsMonitor<EmailIntakeOptions>>().Get("desk")).Message.ShouldContain("AcceptUnauthenticated");
    }

    [Fact]
    public void Verify_MailPostedOverHttp_IsRefused() =>
        Receiver().Verify(new WebhookRequest("POST", "https://crm.example/hooks/email/desk", [], EmailCorpus.All().First().Content), DateTimeOffset.UnixEpoch).IsValid.ShouldBeFalse();

    [Fact]
    public void Read_MailOfUnknownLayout_IsGivenUpWithTheReason()
    {
        WebhookRequest request = new("POST", "imap://host/INBOX", [], EmailReaderTests.Raw("notes@desk.example", "Something else entirely"));

        Should.Throw<PermanentWorkException>(() => Receiver().Read(request, WebhookCheck.Valid(default), DateTimeOffset.UnixEpoch)).Message.ShouldContain("UnknownLayout");
    }

    private static ImapMailbox Mailbox(int port, Action<ImapMailboxOptions>? configure = null)
    {
        ImapMailboxOptions options = new()
        {
            Host = "127.0.0.1",
            Port = port,
            Security = ImapSecurity.None,
            UserName = DovecotServer.User,
            Password = DovecotServer.Password,
            ReconnectAfter = TimeSpan.Zero,
        };
        configure?.Invoke(options);
        return new ImapMailbox("desk", options, TimeProvider.System);
    }

    private static EmailWebhookReceiver Receiver()
    {
        ServiceCollection services = new();
        services.AddOptions<EmailIntakeOptions>("desk").Configure(static options =>
        {
            options.AcceptUnauthenticated = true;
            options.Templates.Add(EmailCorpus.Layouts[0].Template);
        });
        return new("desk", services.BuildServiceProvider().GetRequiredService<IOptionsMonitor<EmailIntakeOptions>>());
    }

    private static async Task<List<PolledBatch>> AllAsync(ImapMailbox mailbox, string? position)
    {
        List<PolledBatch> batches = [];
        await foreach (PolledBatch batch in mailbox.ReadAsync(position))
        {
            batches.Add(batch);
        }

        return batches;
    }

    /// <summary>An inbox in memory whose position fails to be kept once.</summary>
    private sealed class Memory : IWebhookInbox, IPollPositions, IPollTurns
    {
        private string? _position;
        private int _kept;

        internal Dictionary<InboxKey, InboxMessage> Messages { get; } = [];

        internal int FailAtPosition { get; init; }

        public Task<InboxReceipt> StoreAsync(InboxMessage message, CancellationToken cancellationToken = default) =>
            Task.FromResult(Messages.TryAdd(message.Key, message) ? InboxReceipt.Stored : InboxReceipt.Duplicate);

        public Task<string?> FindAsync(string provider, string account, CancellationToken cancellationToken = default) => Task.FromResult(_position);

        public Task KeepAsync(string provider, string account, string position, CancellationToken cancellationToken = default)
        {
            if (++_kept == FailAtPosition)
            {
                throw new IOException("The store is away.");
            }

            _position = position;
            return Task.CompletedTask;
        }

        public Task<bool> CompleteAsync(WorkLease<InboxMessage> lease, IReadOnlyList<Outsourcing.Calls.CallUpdate> updates, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<WorkLease<InboxMessage>>> LeaseAsync(int count, TimeSpan duration, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<WorkLease<InboxMessage>>> LeaseAsync(IReadOnlyCollection<(string Provider, string Account)> accounts, int count, TimeSpan duration, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<int> GiveBackAsync(IReadOnlyCollection<WorkLease<InboxMessage>> leases, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<bool> FailAsync(WorkLease<InboxMessage> lease, string reason, DateTimeOffset? retryAt, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<PollTurn> TakeAsync(string provider, string account, TimeSpan interval, TimeSpan duration, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<bool> RenewAsync(PollTurn turn, TimeSpan duration, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<bool> EndAsync(PollTurn turn, PollEnd outcome, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        Task<PollStanding?> IPollTurns.FindAsync(string provider, string account, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<WorkBacklog> GetBacklogAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<WorkBacklog> GetTenantBacklogAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<DeadLetter<InboxMessage>>> ListDeadAsync(int limit = 100, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<bool> ReplayAsync(long id, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }

    private sealed class OneTenant : ITenantAccessor
    {
        public TenantId? Current => TenantId.Default;

        public IDisposable Use(TenantId tenant) => new MemoryStream();

        public TenantId OfAccount(string provider, string account) => TenantId.Default;
    }
}
