using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Outsourcing.Answering.Tests.Email;

/// <summary>A test that needs a Dovecot IMAP server on the machine, and is skipped with that reason without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DovecotFactAttribute : FactAttribute
{
    public DovecotFactAttribute() => Skip = DovecotServer.Missing;
}

/// <summary>A Dovecot IMAP server of the test's own: one user, one maildir, a free loopback port.</summary>
internal sealed class DovecotServer : IAsyncDisposable
{
    internal const string User = "desk";
    internal const string Password = "correct-horse";
    private readonly string _folder;
    private readonly Process _process;
    private int _delivered;

    private DovecotServer(string folder, int port, Process process)
    {
        _folder = folder;
        Port = port;
        _process = process;
    }

    internal static string? Missing => File.Exists("/usr/sbin/dovecot") && Environment.UserName == "root"
        ? null
        : "No IMAP server: install dovecot-imapd, and run as root, which Dovecot needs to start its processes.";

    internal int Port { get; }

    private string Inbox => Path.Combine(_folder, "mail", "cur");

    internal static async Task<DovecotServer> StartAsync()
    {
        string folder = Directory.CreateTempSubdirectory("outsourcing-imap-").FullName;
        int port = FreePort();
        foreach (string part in (string[])["cur", "new", "tmp"])
        {
            Directory.CreateDirectory(Path.Combine(folder, "mail", part));
        }

        string configuration = Path.Combine(folder, "dovecot.conf");
        await File.WriteAllTextAsync(configuration, $$"""
            protocols = imap
            listen = 127.0.0.1
            base_dir = {{folder}}/run
            state_dir = {{folder}}/state
            log_path = {{folder}}/log
            ssl = no
            disable_plaintext_auth = no
            mail_location = maildir:{{folder}}/mail
            first_valid_uid = 0
            default_login_user = nobody
            default_internal_user = nobody
            default_internal_group = nogroup
            passdb {
              driver = static
              args = password={{Password}}
            }
            userdb {
              driver = static
              args = uid=nobody gid=nogroup home={{folder}}
            }
            service imap-login {
              chroot =
              inet_listener imap {
                port = {{port}}
              }
              inet_listener imaps {
                port = 0
              }
            }
            service anvil {
              chroot =
            }
            """);
        using (Process owner = Process.Start("chown", ["-R", "nobody:nogroup", folder]))
        {
            await owner.WaitForExitAsync();
        }

        Process process = Process.Start(new ProcessStartInfo("/usr/sbin/dovecot", ["-F", "-c", configuration]) { WorkingDirectory = folder })!;
        DovecotServer server = new(folder, port, process);
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
        while (true)
        {
            try
            {
                using TcpClient probe = new();
                await probe.ConnectAsync(IPAddress.Loopback, port, limit.Token);
                return server;
            }
            catch (SocketException) when (!process.HasExited)
            {
                await Task.Yield();
            }
        }
    }

    /// <summary>Puts a mail into the mailbox, as a delivery agent does.</summary>
    internal void Deliver(byte[] mail)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"177300{++_delivered:0000}.M{_delivered}.host:2,");
        string temporary = Path.Combine(_folder, "mail", "tmp", name);
        File.WriteAllBytes(temporary, mail);
        File.Move(temporary, Path.Combine(Inbox, name));
    }

    /// <summary>Makes the server number the mailbox anew, as after a restore.</summary>
    internal void NumberAnew()
    {
        foreach (string file in Directory.GetFiles(Path.Combine(_folder, "mail"), "dovecot*"))
        {
            File.Delete(file);
        }
    }

    internal IEnumerable<string> Files() => Directory.EnumerateFiles(Inbox).Select(static file => Path.GetFileName(file)!);

    public async ValueTask DisposeAsync()
    {
        using (Process stop = Process.Start("kill", [_process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await stop.WaitForExitAsync();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
