using System.Net;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Outsourcing.Http;

namespace Outsourcing.Answering;

/// <summary>How the connection to a mailbox is protected.</summary>
public enum ImapSecurity
{
    /// <summary>TLS from the first byte, usually on port 993.</summary>
    Tls = 0,

    /// <summary>TLS after STARTTLS, which the server must offer, usually on port 143.</summary>
    StartTls = 1,

    /// <summary>None; taken for a server on this machine only.</summary>
    None = 2,
}

/// <summary>A mailbox to read summary e-mails from. It is opened read-only: nothing in it is marked, moved or deleted.</summary>
public sealed class ImapMailboxOptions
{
    /// <summary>Gets or sets the server, such as <c>imap.example.com</c>.</summary>
    public string Host { get; set; } = "";

    /// <summary>Gets or sets the port.</summary>
    /// <value>The default is 993.</value>
    public int Port { get; set; } = 993;

    /// <summary>Gets or sets how the connection is protected.</summary>
    public ImapSecurity Security { get; set; }

    /// <summary>Gets or sets the user name.</summary>
    public string UserName { get; set; } = "";

    /// <summary>Gets or sets the password; leave it out where <see cref="AccessToken"/> is set.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string? Password { get; set; }

    /// <summary>Gets or sets what gets an OAuth 2.0 access token for the mailbox (XOAUTH2), asked at each connection.</summary>
    [JsonIgnore]
    public Func<CancellationToken, ValueTask<string>>? AccessToken { get; set; }

    /// <summary>Gets or sets the folder.</summary>
    /// <value>The default is <c>INBOX</c>.</value>
    public string Folder { get; set; } = "INBOX";

    /// <summary>Gets or sets how long to wait after a poll before the next.</summary>
    /// <value>The default is one minute.</value>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets how long the server may be silent.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how often a dropped connection is opened again within one poll.</summary>
    /// <value>The default is 3.</value>
    public int MaximumReconnects { get; set; } = 3;

    /// <summary>Gets or sets the pause before a dropped connection is opened again; it doubles each time.</summary>
    /// <value>The default is one second.</value>
    public TimeSpan ReconnectAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets the largest mail that is read whole, in bytes. Of a larger one the header is kept, and it waits for a person.</summary>
    /// <value>The default is 10 MiB.</value>
    public long MaximumMessageSize { get; set; } = 10 << 20;

    /// <summary>Gets or sets how many mails are read before the position is kept.</summary>
    /// <value>The default is 20.</value>
    public int BatchSize { get; set; } = 20;
}

internal sealed class ImapMailboxOptionsValidator : IValidateOptions<ImapMailboxOptions>
{
    public ValidateOptionsResult Validate(string? name, ImapMailboxOptions options) => new OptionsProblems(name, "Mailbox")
        .Required(options.Host, nameof(options.Host))
        .Required(options.UserName, nameof(options.UserName))
        .Required(options.Folder, nameof(options.Folder))
        .Check(options.Port is > 0 and <= 65535, "Port is from 1 to 65535.")
        .Check(!string.IsNullOrEmpty(options.Password) || options.AccessToken is not null, "Password or AccessToken is missing.")
        .Check(options.Security != ImapSecurity.None || IsLoopback(options.Host), "Security None sends the password in the clear; it is taken for loopback only. Use Tls or StartTls.")
        .Check(options.PollInterval > TimeSpan.Zero && options.Timeout > TimeSpan.Zero && options.ReconnectAfter >= TimeSpan.Zero, "PollInterval and Timeout are above zero, ReconnectAfter is not below.")
        .Check(options.MaximumReconnects >= 0, "MaximumReconnects is not below zero.")
        .Check(options.MaximumMessageSize is > 0 and <= int.MaxValue, "MaximumMessageSize is from 1 byte to 2 GiB.")
        .Check(options.BatchSize is > 0 and <= 1000, "BatchSize is from 1 to 1000.")
        .ToResult();

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));
}
