using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Outsourcing.Http.Tests.Downloads;

/// <summary>A recording as a store serves it: whole, in parts, and broken off where the test says.</summary>
internal sealed class Recording
{
    private readonly ConcurrentQueue<long> _breaks = new();
    private readonly HashSet<long> _broken = [];
    private readonly ConcurrentDictionary<long, TaskCompletionSource> _taken = new();

    internal Recording(int length = 300_000)
    {
        Sound = new byte[length];
        new Random(7431).NextBytes(Sound);
    }

    internal byte[] Sound { get; set; }

    internal string? ETag { get; set; } = "\"a1\"";

    internal string? LastModified { get; set; }

    internal bool AcceptsRanges { get; set; } = true;

    /// <summary>Gets or sets whether the server keeps silent where it breaks off, and does not reset the connection.</summary>
    internal bool Silent { get; set; }

    /// <summary>Gets or sets how many bytes a part has at most.</summary>
    internal int PartLength { get; set; } = int.MaxValue;

    /// <summary>Gets or sets what is changed of an answer before it is sent.</summary>
    internal Action<HttpContext>? Shape { get; set; }

    /// <summary>Breaks off an answer when the client has read so much.</summary>
    internal Recording BreakAt(params long[] at)
    {
        foreach (long next in at)
        {
            _breaks.Enqueue(next);
            _broken.Add(next);
        }

        return this;
    }

    internal async Task ServeAsync(HttpContext context)
    {
        HttpResponse response = context.Response;
        string range = context.Request.Headers.Range.ToString();
        bool part = range.Length > 0 && AcceptsRanges && context.Request.Headers.IfRange.ToString() == (ETag ?? LastModified ?? "");
        int from = part ? int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture) : 0;
        int to = part ? Math.Min(Sound.Length, from + Math.Min(PartLength, Sound.Length)) : Sound.Length;
        response.StatusCode = part ? 206 : 200;
        response.ContentType = "audio/wav";
        response.ContentLength = to - from;
        response.Headers.ETag = ETag;
        response.Headers.LastModified = LastModified;
        response.Headers.AcceptRanges = AcceptsRanges ? "bytes" : null;
        response.Headers.ContentRange = part ? $"bytes {from}-{to - 1}/{Sound.Length}" : null;
        Shape?.Invoke(context);
        bool breaks = _breaks.TryDequeue(out long until);
        await response.Body.WriteAsync(Sound.AsMemory(from, (int)(breaks ? until : to) - from));
        await response.Body.FlushAsync();
        if (breaks)
        {
            await _taken.GetOrAdd(until, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task.WaitAsync(context.RequestAborted);
            if (Silent)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            context.Abort();
        }
    }

    /// <summary>Reads a download to its end, telling the server how far that is.</summary>
    /// <param name="download">The download.</param>
    /// <param name="waits">Told when all was read that comes before a break.</param>
    internal async Task<byte[]> ReadAsync(ProviderDownload download, Action? waits = null)
    {
        using MemoryStream read = new();
        byte[] buffer = new byte[16 * 1024];
        while (true)
        {
            ValueTask<int> reading = download.Content.ReadAsync(buffer);
            if (!reading.IsCompleted && _broken.Contains(read.Length))
            {
                waits?.Invoke();
            }

            int got = await reading;
            if (got == 0)
            {
                return read.ToArray();
            }

            read.Write(buffer, 0, got);
            Taken(read.Length);
        }
    }

    /// <summary>Tells the server how much was read.</summary>
    internal void Taken(long length) => _taken.GetOrAdd(length, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
