using MinimalCrm.Demo;
using Outsourcing;
using Outsourcing.Processes;
using Outsourcing.Storage;

namespace MinimalCrm.Records;

/// <summary>The company by its newest logs: the owner's own where there are any, the demo company's otherwise.</summary>
internal sealed class Company(Uploads uploads, IDocumentStore<BusinessProcess> processes, IVerdictTrail trail, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private volatile CompanyFigures? _now;

    internal CompanyFigures Now => _now ?? throw new InvalidOperationException("The company's logs have not been read yet.");

    internal async Task LoadAsync(CancellationToken cancellationToken) => _now = await CompanyFigures.OfAsync(
        await uploads.FindAsync(Upload.ActivityLog, cancellationToken) ?? await DemoLogs.ActivityAsync(cancellationToken),
        await uploads.FindAsync(Upload.CallLog, cancellationToken) ?? await DemoLogs.CallsAsync(cancellationToken),
        cancellationToken);

    /// <summary>Reads a new log and decides by it; what was before stays whole when the log is refused.</summary>
    /// <exception cref="OutsourcingException">The log cannot be read.</exception>
    internal async Task ReplaceAsync(Upload log, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            CompanyFigures next = log.Kind == Upload.ActivityLog
                ? await CompanyFigures.OfAsync(log, Now.CallLog, cancellationToken)
                : await CompanyFigures.OfAsync(Now.ActivityLog, log, cancellationToken);

            // Only what could be read and decided on is written.
            await uploads.ReplaceAsync(log.Kind, log.At is null ? null : log, cancellationToken);
            _now = next;
            if (log.Kind == Upload.ActivityLog)
            {
                await RecordAsync(cancellationToken);
            }
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Goes back to the demo company's log.</summary>
    internal async Task RestoreAsync(string kind, CancellationToken cancellationToken) =>
        await ReplaceAsync(kind == Upload.ActivityLog ? await DemoLogs.ActivityAsync(cancellationToken) : await DemoLogs.CallsAsync(cancellationToken), cancellationToken);

    /// <summary>Stores the process and what was decided on its steps.</summary>
    internal async Task RecordAsync(CancellationToken cancellationToken)
    {
        CompanyFigures figures = Now;
        DateTimeOffset at = time.GetUtcNow();
        await processes.SaveAsync(figures.Process, cancellationToken: cancellationToken);
        foreach ((string step, Verdict<StepPlacement> verdict) in figures.Placements)
        {
            await trail.AppendAsync(VerdictEntry.Of($"process/company/{step}", at, verdict, placement => placement.Decision.ToString()), cancellationToken);
        }

        await trail.AppendAsync(VerdictEntry.Of("process/company/readiness", at, figures.Readiness, readiness => readiness.IsReady ? "ready" : $"not ready: {readiness.WeakestLink}"), cancellationToken);
    }

    public void Dispose() => _oneAtATime.Dispose();
}
