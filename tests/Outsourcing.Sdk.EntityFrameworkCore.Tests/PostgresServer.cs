using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Outsourcing.EntityFrameworkCore.Tests;

/// <summary>A PostgreSQL server: the one OUTSOURCING_POSTGRES names, or one started here on a free loopback port for the run.</summary>
public static class PostgresServer
{
    private static readonly string? Bin = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(folder => Path.Combine(folder, "bin")).Where(folder => File.Exists(Path.Combine(folder, "initdb"))).Order().LastOrDefault()
        : null;

    private static readonly Lazy<string> Server = new(Start);

    /// <summary>Gets the process of the server that was started here; its children serve the connections.</summary>
    public static int? ProcessId { get; private set; }

    public static string? Missing => Environment.GetEnvironmentVariable("OUTSOURCING_POSTGRES") is null && Bin is null
        ? "No PostgreSQL: set OUTSOURCING_POSTGRES to a connection string, or install the server under /usr/lib/postgresql."
        : null;

    /// <summary>Makes an empty database and gives the connection string to it.</summary>
    public static async Task<string> NewDatabaseAsync()
    {
        string name = $"outsourcing_{Guid.NewGuid():N}";
        await using NpgsqlConnection connection = new(Server.Value);
        await connection.OpenAsync();
        await using NpgsqlCommand create = new($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(Server.Value) { Database = name }.ConnectionString;
    }

    private static string Start()
    {
        if (Environment.GetEnvironmentVariable("OUTSOURCING_POSTGRES") is { } given)
        {
            return given;
        }

        string folder = Directory.CreateTempSubdirectory("outsourcing-postgres-").FullName;
        int port = FreePort();

        // The server refuses to run as root; the packages bring the user postgres for it.
        bool root = Environment.UserName == "root";
        if (root)
        {
            Run("chown", "-R", "postgres", folder);
        }

        string data = Path.Combine(folder, "data");
        Run(root, "initdb", "-D", data, "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C");
        Run(root, "pg_ctl", "-D", data, "-w", "-t", "60", "-l", Path.Combine(folder, "log"), "-o", $"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=500", "start");
        ProcessId = int.Parse(File.ReadLines(Path.Combine(data, "postmaster.pid")).First(), System.Globalization.CultureInfo.InvariantCulture);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            Run(root, "pg_ctl", "-D", data, "-m", "immediate", "stop");
            Directory.Delete(folder, recursive: true);
        };
        return $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Include Error Detail=true;Maximum Pool Size=30";
    }

    private static void Run(bool asPostgres, string program, params string[] arguments)
    {
        string path = Path.Combine(Bin!, program);
        if (asPostgres)
        {
            Run("runuser", ["-u", "postgres", "--", path, .. arguments]);
        }
        else
        {
            Run(path, arguments);
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        // Output stays uncollected: a server started by pg_ctl would hold the pipe open for ever.
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = Path.GetTempPath() })!;
        if (!process.WaitForExit(TimeSpan.FromSeconds(90)) || process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} failed.");
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
