using Outsourcing;
using QuickStart;
using Spectre.Console;

try
{
    CommandLine line = CommandLine.Parse(args);
    if (line.Help)
    {
        Console.WriteLine(CommandLine.Usage);
        return 0;
    }

    using CancellationTokenSource stop = new();
    Console.CancelKeyPress += (_, pressed) =>
    {
        pressed.Cancel = true;
        stop.Cancel();
    };
    return await DelegationLoop.RunAsync(line, AnsiConsole.Console, stop.Token);
}
catch (Exception error) when (error is BadInputException or OutsourcingException or IOException or UnauthorizedAccessException)
{
    // One clear line, whatever the reader had to say.
    Console.Error.WriteLine($"quickstart: {error.Message.ReplaceLineEndings(" ")}");
    return 2;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("quickstart: stopped; start again with the same --store to go on.");
    return 130;
}
