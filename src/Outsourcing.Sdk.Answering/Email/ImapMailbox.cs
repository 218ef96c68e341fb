using System.Globalization;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;
using MimeKit;
using Outsourcing.Calls;
using Outsourcing.Storage;
using Outsourcing.Webhooks;

namespace Outsourcing.Answering;

/// <summary>Reads a mailbox over IMAP (RFC 9051), each mail once by its UID, and goes on where it was when the connection drops.</summary>
public sealed class ImapMailbox : IPolledSource
{
    /// <summary>Stands, with the size in bytes, on a mail of which only the header was kept.</summary>
    internal const string OmittedHeader = "X-Outsourcing-Omitted-Size";

    private readonly ImapMailboxOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Initializes the mailbox.</summary>
    /// <param name="account">The account, as the application names it.</param>
    /// <param name="options">The mailbox.</param>
    /// <param name="time">The clock.</param>
    public ImapMailbox(string account, ImapMailboxOptions options, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        Account = account;
        _options = options;
        _time = time;
    }

    /// <inheritdoc/>
    public string Provider => EmailReader.Provider;

    /// <inheritdoc/>
    public string Account { get; }

    /// <inheritdoc/>
    public TimeSpan PollInterval => _options.PollInterval;

    /// <inheritdoc/>
    /// <remarks>
    /// The position names the folder's UIDVALIDITY and the last UID. When the server numbers the folder anew, it is read again
    /// from the start; the inbox knows the mails by their Message-ID.
    /// </remarks>
    /// <exception cref="MailboxException">The server cannot be reached, refuses the credentials, has no such folder, or kept dropping the connection.</exception>
    public async IAsyncEnumerable<PolledBatch> ReadAsync(string? position, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using ImapClient client = new() { Timeout = (int)Math.Min(_options.Timeout.TotalMilliseconds, int.MaxValue) };
        State state = new(position);
        while (await NextAsync(client, state, cancellationToken).ConfigureAwait(false) is { } batch)
        {
            yield return batch;
        }

        if (client.IsConnected)
        {
            await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<PolledBatch?> NextAsync(ImapClient client, State state, CancellationToken cancellationToken)
    {
        int drops = 0;
        while (true)
        {
            try
            {
                IMailFolder folder = await OpenAsync(client, state, cancellationToken).ConfigureAwait(false);
                state.Waiting ??= await UidsAsync(folder, state, cancellationToken).ConfigureAwait(false);
                return state.Waiting.Count == 0 ? null : await BatchAsync(folder, state, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is MailKit.Security.AuthenticationException or SaslException or FolderNotFoundException or SslHandshakeException)
            {
                throw new MailboxException($"The mailbox '{Account}' cannot be opened: {Describe(failure)}.", Cause(failure));
            }
            catch (Exception failure) when (failure is IOException or SocketException or ImapProtocolException or ImapCommandException or ServiceNotConnectedException or ServiceNotAuthenticatedException or TimeoutException
                || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                if (drops == _options.MaximumReconnects)
                {
                    throw new MailboxException($"The mailbox '{Account}' could not be read: {failure.GetType().Name} after {drops + 1} tries. What was read is kept; the next poll goes on there.", Cause(failure));
                }

                await AbandonAsync(client).ConfigureAwait(false);
                await Task.Delay(_options.ReconnectAfter * Math.Pow(2, drops), _time, cancellationToken).ConfigureAwait(false);
                drops++;
            }
        }
    }

    private async Task<IMailFolder> OpenAsync(ImapClient client, State state, CancellationToken cancellationToken)
    {
        if (!client.IsConnected)
        {
            await client.ConnectAsync(
                _options.Host,
                _options.Port,
                _options.Security switch
                {
                    ImapSecurity.Tls => SecureSocketOptions.SslOnConnect,
                    ImapSecurity.StartTls => SecureSocketOptions.StartTls,
                    _ => SecureSocketOptions.None,
                },
                cancellationToken).ConfigureAwait(false);
        }

        if (!client.IsAuthenticated)
        {
            if (_options.AccessToken is { } token)
            {
                await client.AuthenticateAsync(new SaslMechanismOAuth2(_options.UserName, await token(cancellationToken).ConfigureAwait(false)), cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await client.AuthenticateAsync(_options.UserName, _options.Password ?? "", cancellationToken).ConfigureAwait(false);
            }
        }

        IMailFolder folder = await client.GetFolderAsync(_options.Folder, cancellationToken).ConfigureAwait(false);
        if (!folder.IsOpen)
        {
            await folder.OpenAsync(FolderAccess.ReadOnly, cancellationToken).ConfigureAwait(false);
        }

        state.Begin(folder.UidValidity);
        return folder;
    }

    private static async Task<Queue<UniqueId>> UidsAsync(IMailFolder folder, State state, CancellationToken cancellationToken)
    {
        if (state.Last == uint.MaxValue)
        {
            return new();
        }

        IList<UniqueId> found = await folder.SearchAsync(
            SearchQuery.Uids(new UniqueIdRange(folder.UidValidity, state.Last + 1, uint.MaxValue)), cancellationToken).ConfigureAwait(false);

        // "n:*" names the last mail also where its UID is below n (RFC 9051, 6.4.9).
        return new(found.Where(uid => uid.Id > state.Last).OrderBy(static uid => uid.Id));
    }

    private async Task<PolledBatch> BatchAsync(IMailFolder folder, State state, CancellationToken cancellationToken)
    {
        UniqueId[] uids = [.. state.Waiting!.Take(_options.BatchSize)];
        IList<IMessageSummary> summaries = await folder.FetchAsync(uids, MessageSummaryItems.UniqueId | MessageSummaryItems.Size, cancellationToken).ConfigureAwait(false);
        Dictionary<uint, uint> sizes = summaries.ToDictionary(static summary => summary.UniqueId.Id, static summary => summary.Size ?? 0);
        List<InboxMessage> messages = [];
        foreach (UniqueId uid in uids)
        {
            // A mail that somebody moved or deleted meanwhile has no size any more.
            if (sizes.TryGetValue(uid.Id, out uint size) && await MessageAsync(folder, uid, size, cancellationToken).ConfigureAwait(false) is { } message)
            {
                messages.Add(message);
            }
        }

        // Only now, when the whole batch is here: after a drop it is read again.
        foreach (UniqueId uid in uids)
        {
            state.Waiting!.Dequeue();
            state.Last = uid.Id;
        }

        return new PolledBatch { Messages = messages, Position = state.Position };
    }

    private async Task<InboxMessage?> MessageAsync(IMailFolder folder, UniqueId uid, uint size, CancellationToken cancellationToken)
    {
        bool whole = size <= _options.MaximumMessageSize;
        byte[] content;
        string? messageId;
        try
        {
            Stream stream = await folder.GetStreamAsync(uid, whole ? "" : "HEADER", cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                using MemoryStream copy = new();
                await stream.CopyToAsync(copy, cancellationToken).ConfigureAwait(false);
                content = copy.ToArray();
                copy.Position = 0;
                messageId = await MessageIdAsync(copy, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (MessageNotFoundException)
        {
            return null;
        }

        List<KeyValuePair<string, string>> headers = [new("Content-Type", "message/rfc822")];
        if (!whole)
        {
            headers.Add(new(OmittedHeader, size.ToString(CultureInfo.InvariantCulture)));
        }

        string address = string.Create(CultureInfo.InvariantCulture, $"imap://{_options.Host}:{_options.Port}/{Uri.EscapeDataString(_options.Folder)};UIDVALIDITY={uid.Validity}/;UID={uid.Id}");
        return new InboxMessage
        {
            Key = new InboxKey(Provider, Account, EmailReader.IdOf(messageId) ?? EmailReader.Hash(content)),
            Request = new WebhookRequest("POST", address, headers, content),
            Verification = WebhookVerification.None,
            ReceivedAt = _time.GetUtcNow(),
        };
    }

    private static async Task<string?> MessageIdAsync(Stream mail, CancellationToken cancellationToken)
    {
        try
        {
            HeaderList headers = await HeaderList.LoadAsync(mail, cancellationToken).ConfigureAwait(false);
            return headers[HeaderId.MessageId] is { } value ? MimeKit.Utils.MimeUtils.ParseMessageId(value) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static async Task AbandonAsync(ImapClient client)
    {
        try
        {
            await client.DisconnectAsync(quit: false, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or SocketException or ImapProtocolException or ServiceNotConnectedException)
        {
            // The connection is gone already; that is why it is abandoned.
        }
    }

    private static string Describe(Exception failure) => failure switch
    {
        FolderNotFoundException => "it has no such folder; check Folder",
        SslHandshakeException => "its certificate is not trusted, or it does not speak TLS on this port",
        _ => "the server refuses the credentials; check UserName and Password or AccessToken",
    };

    // What the server said may quote the credentials it refused, or mails; such an exception is not kept as a cause.
    private static Exception? Cause(Exception failure) => failure is MailKit.Security.AuthenticationException or SaslException or ProtocolException or CommandException ? null : failure;

    private sealed class State
    {
        private uint _validity;

        internal State(string? position)
        {
            string[] parts = position?.Split(':') ?? [];
            if (parts is [{ } validity, { } last]
                && uint.TryParse(validity, NumberStyles.None, CultureInfo.InvariantCulture, out uint of)
                && uint.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out uint uid))
            {
                _validity = of;
                Last = uid;
            }
        }

        internal uint Last { get; set; }

        internal Queue<UniqueId>? Waiting { get; set; }

        internal string Position => string.Create(CultureInfo.InvariantCulture, $"{_validity}:{Last}");

        internal void Begin(uint validity)
        {
            if (validity != _validity)
            {
                _validity = validity;
                Last = 0;
                Waiting = null;
            }
        }
    }
}
