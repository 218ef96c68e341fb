namespace QuickStart;

/// <summary>What the user asked for on the command line.</summary>
internal sealed record CommandLine
{
    internal const string Usage =
        "usage: QuickStart [--activity FILE] [--calls FILE] [--store FILE] [--report FILE] [--json FILE]";

    /// <summary>Gets the activity log: XES, XES.gz or CSV; null writes and reads the demo company's.</summary>
    internal string? Activity { get; private init; }

    /// <summary>Gets the call log as CSV; null writes and reads the demo company's.</summary>
    internal string? Calls { get; private init; }

    /// <summary>Gets the SQLite file that holds what was received; null takes one that is thrown away.</summary>
    internal string? Store { get; private init; }

    internal string Report { get; private init; } = "report.html";

    internal string? Json { get; private init; }

    internal bool Help { get; private init; }

    /// <exception cref="BadInputException">A word is unknown, or a file is missing.</exception>
    internal static CommandLine Parse(string[] args)
    {
        CommandLine line = new();
        for (int index = 0; index < args.Length; index++)
        {
            string name = args[index];
            if (name is "--help" or "-h")
            {
                return line with { Help = true };
            }

            string Value() => index + 1 < args.Length ? args[++index] : throw new BadInputException($"{name} needs a file name. {Usage}");
            line = name switch
            {
                "--activity" => line with { Activity = Existing(name, Value()) },
                "--calls" => line with { Calls = Existing(name, Value()) },
                "--store" => line with { Store = Value() },
                "--report" => line with { Report = Value() },
                "--json" => line with { Json = Value() },
                _ => throw new BadInputException($"'{name}' is not known. {Usage}"),
            };
        }

        return line;
    }

    private static string Existing(string name, string file) =>
        File.Exists(file) ? file : throw new BadInputException($"{name}: there is no file '{file}'.");
}

/// <summary>The user's input cannot be used; the message is the one line that says why.</summary>
internal sealed class BadInputException(string message) : Exception(message);
