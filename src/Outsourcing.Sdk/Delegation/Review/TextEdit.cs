namespace Outsourcing.Delegation;

/// <summary>A replacement of one stretch of a text. What only the owner knows stands in it as a blank in square brackets.</summary>
public sealed record TextEdit
{
    /// <summary>Gets where the replaced stretch begins, from 0, in UTF-16 units.</summary>
    public required int Start { get; init; }

    /// <summary>Gets how long the replaced stretch is, in UTF-16 units: 0 or more.</summary>
    public required int Length { get; init; }

    /// <summary>Gets what stands there instead.</summary>
    public required string Replacement { get; init; }

    /// <summary>Carries out the replacement.</summary>
    /// <param name="text">The text the edit was made for.</param>
    /// <returns>The text afterwards.</returns>
    /// <exception cref="ArgumentException">The stretch reaches beyond the text: the edit was made for another one.</exception>
    public string ApplyTo(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Start < 0 || Length < 0 || Start + Length > text.Length)
        {
            throw new ArgumentException($"The edit replaces {Length} units from {Start}; the text has {text.Length}. Apply an edit to the text it was made for.", nameof(text));
        }

        return string.Concat(text.AsSpan(0, Start), Replacement, text.AsSpan(Start + Length));
    }
}
