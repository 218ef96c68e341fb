using System.Globalization;
using Outsourcing.Storage;

namespace Outsourcing.Testing;

/// <summary>Carries out commands by writing them down, and shows afterwards whether each took effect once.</summary>
/// <remarks>Safe for use by several threads.</remarks>
public sealed class FakeOutboxSender : IOutboxSender
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _results = new(StringComparer.Ordinal);
    private readonly PlannedFailures _failures = new();
    private readonly PlannedFailures _lostAnswers = new();

    /// <summary>Initializes the sender.</summary>
    /// <param name="commandName">The name of the commands it carries out.</param>
    public FakeOutboxSender(string commandName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(commandName);
        CommandName = commandName;
    }

    /// <inheritdoc/>
    public string CommandName { get; }

    /// <summary>Gets the commands that took effect, in order; one that was sent twice stands here twice.</summary>
    public Collected<OutboxCommand> Sent { get; } = new();

    /// <summary>Gets the commands that were looked up, in order.</summary>
    public Collected<OutboxCommand> LookedUp { get; } = new();

    /// <summary>Gets or sets whether looking a command up tells what became of it.</summary>
    /// <value>The default is <see langword="true"/>; <see langword="false"/> answers <see cref="OutboxLookup.Unknown"/>.</value>
    public bool CanLookUp { get; set; } = true;

    /// <summary>Lets the next commands fail before they take effect.</summary>
    /// <param name="times">How many, 1 or more.</param>
    /// <param name="failure">Makes what is thrown, such as a <see cref="PermanentWorkException"/>; an <see cref="OutsourcingException"/> when left out.</param>
    public void FailNext(int times = 1, Func<Exception>? failure = null) => _failures.Plan(times, failure);

    /// <summary>Lets the next commands take effect and then fail, as when the answer is lost: only looking tells.</summary>
    /// <param name="times">How many, 1 or more.</param>
    /// <param name="failure">Makes what is thrown; an <see cref="OutsourcingException"/> when left out.</param>
    public void LoseNextAnswer(int times = 1, Func<Exception>? failure = null) => _lostAnswers.Plan(times, failure);

    /// <inheritdoc/>
    public Task<string?> SendAsync(OutboxCommand command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<string?>(cancellationToken);
        }

        if (_failures.Take() is { } failure)
        {
            return Task.FromException<string?>(failure);
        }

        string result;
        lock (_gate)
        {
            Sent.Add(command);
            result = string.Create(CultureInfo.InvariantCulture, $"{CommandName}-{Sent.Count}");
            _results[command.Key] = result;
        }

        return _lostAnswers.Take() is { } lost ? Task.FromException<string?>(lost) : Task.FromResult<string?>(result);
    }

    /// <inheritdoc/>
    public Task<OutboxLookup> LookUpAsync(OutboxCommand command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<OutboxLookup>(cancellationToken);
        }

        LookedUp.Add(command);
        lock (_gate)
        {
            return Task.FromResult(!CanLookUp ? OutboxLookup.Unknown : _results.TryGetValue(command.Key, out string? result) ? OutboxLookup.Done(result) : OutboxLookup.SafeToSend);
        }
    }
}
