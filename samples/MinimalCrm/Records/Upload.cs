using System.Text.Json;
using Outsourcing;

namespace MinimalCrm.Records;

/// <summary>A file of the owner's, as it came, with how it is to be read. There is one of each kind.</summary>
internal sealed class Upload
{
    internal const string ActivityLog = "activity-log";
    internal const string CallLog = "call-log";
    internal const string Bill = "bill";

    private const int Largest = 25 * 1024 * 1024;
    private const int LongestName = 120;

    public required string Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>Gets how the file is to be read, in JSON.</summary>
    public required string Settings { get; init; }

    public required byte[] Content { get; init; }

    /// <summary>Gets when it was uploaded; <see langword="null"/> for what the demo company brings along.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Takes the file of a form, or what was typed in its place.</summary>
    /// <exception cref="OutsourcingException">There is none, or it is too large.</exception>
    internal static async Task<Upload> FromFormAsync<TSettings>(IFormCollection form, string kind, TSettings settings, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (form.Files["file"] is { Length: > 0 } file)
        {
            if (file.Length > Largest)
            {
                throw new OutsourcingException($"The file has {file.Length >> 20} MB; {Largest >> 20} MB are the most. Pack it with gzip, or export a shorter period.");
            }

            using MemoryStream content = new();
            await file.CopyToAsync(content, cancellationToken);
            string name = Path.GetFileName(file.FileName);
            return Of(kind, name.Length > LongestName ? name[^LongestName..] : name, settings, content.ToArray(), now);
        }

        return form["lines"].ToString() is { } typed && !string.IsNullOrWhiteSpace(typed)
            ? Of(kind, "typed lines", settings, System.Text.Encoding.UTF8.GetBytes(typed), now)
            : throw new OutsourcingException("There is no file, or an empty one: choose the file first.");
    }

    internal static Upload Of<TSettings>(string kind, string name, TSettings settings, byte[] content, DateTimeOffset? at) =>
        new() { Kind = kind, Name = name, Settings = JsonSerializer.Serialize(settings), Content = content, At = at };

    internal TSettings Read<TSettings>() => JsonSerializer.Deserialize<TSettings>(Settings)!;
}
