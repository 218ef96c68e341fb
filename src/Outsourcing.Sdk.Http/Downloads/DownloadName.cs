using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Outsourcing.Http;

/// <summary>Makes a name for a file out of what a server proposes, which may be made to overwrite another.</summary>
internal static class DownloadName
{
    /// <summary>No file system of today takes fewer bytes, and room is left for a mark of the app's own.</summary>
    private const int MaxBytes = 200;

    private const int MaxExtension = 16;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("<>:\"|?*");

    private static readonly string[] Devices = ["CON", "PRN", "AUX", "NUL", "CLOCK$", "CONIN$", "CONOUT$"];

    /// <summary>Reads the name.</summary>
    /// <param name="disposition">The header; <see langword="null"/> when there is none.</param>
    /// <returns>A name without folders, control characters and the words that Windows keeps for devices; <see langword="null"/> when none is left.</returns>
    internal static string? From(ContentDispositionHeaderValue? disposition) =>
        Clean(disposition?.FileNameStar) ?? Clean(disposition?.FileName?.Trim('"'));

    private static string? Clean(string? proposed)
    {
        if (proposed is null)
        {
            return null;
        }

        StringBuilder kept = new();
        foreach (Rune letter in proposed.AsSpan(proposed.AsSpan().LastIndexOfAny('/', '\\') + 1).EnumerateRunes())
        {
            // Format characters turn "exe" around into what looks like "mp3".
            if (Rune.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                continue;
            }

            kept.Append(letter.IsBmp && Forbidden.Contains((char)letter.Value) ? "_" : letter.ToString());
        }

        string name = kept.ToString().Trim(' ', '.');
        if (name.Length == 0)
        {
            return null;
        }

        string stem = name.Split('.', 2)[0].TrimEnd();
        bool device = Devices.Contains(stem, StringComparer.OrdinalIgnoreCase)
            || (stem.Length == 4 && (stem.StartsWith("COM", StringComparison.OrdinalIgnoreCase) || stem.StartsWith("LPT", StringComparison.OrdinalIgnoreCase)) && stem[3] is (>= '0' and <= '9') or '¹' or '²' or '³');
        return Shorten(device ? $"_{name}" : name);
    }

    private static string Shorten(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) <= MaxBytes)
        {
            return name;
        }

        int dot = name.LastIndexOf('.');
        string extension = dot > 0 && Encoding.UTF8.GetByteCount(name.AsSpan(dot)) <= MaxExtension ? name[dot..] : "";
        int room = MaxBytes - Encoding.UTF8.GetByteCount(extension);
        int length = 0;
        foreach (Rune letter in name.EnumerateRunes())
        {
            room -= letter.Utf8SequenceLength;
            if (room < 0)
            {
                break;
            }

            length += letter.Utf16SequenceLength;
        }

        return name[..length].TrimEnd(' ', '.') + extension;
    }
}
