namespace Outsourcing.AspNetCore.Tests.Soak;

/// <summary>How long and how hard an app is put through faults.</summary>
internal sealed record SoakSettings
{
    /// <summary>Gets the database: <c>sqlite</c> or <c>postgresql</c>.</summary>
    public required string Database { get; init; }

    /// <summary>Gets how long webhooks are sent.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Gets how many true events are sent a second; what is forged, repeated or broken comes on top.</summary>
    public int Rate { get; init; } = 50;

    /// <summary>Gets the share of each fault.</summary>
    public double Faults { get; init; } = 0.01;

    /// <summary>Gets what the faults are drawn from.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Gets how often the database is taken from the app: its connections are cut, or another process writes for some seconds.</summary>
    public TimeSpan CutEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets how often memory, handles and backlog are taken down.</summary>
    public TimeSpan SampleEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets how long the backlog may take to be 0 once the faults have stopped.</summary>
    public TimeSpan RecoverWithin { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets what the managed heap may grow by in MB an hour at most, at the upper end of the slope's 95 % interval; <see langword="null"/> when the run is too short to tell.</summary>
    public double? MostGrowth { get; init; }
}
