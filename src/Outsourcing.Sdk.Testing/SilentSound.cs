using System.Buffers.Binary;

namespace Outsourcing.Testing;

/// <summary>Sound of a given length in which nothing is heard.</summary>
internal static class SilentSound
{
    private const int Header = 44;
    private const int SamplesPerSecond = 8000;

    /// <summary>Makes a WAV file: one channel, 8 kHz, 8 bit.</summary>
    public static byte[] Wave(TimeSpan length)
    {
        int samples = (int)(length.TotalSeconds * SamplesPerSecond);
        byte[] file = new byte[Header + samples];
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), Header - 8 + samples);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), SamplesPerSecond);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), SamplesPerSecond);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(32), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(34), 8);
        "data"u8.CopyTo(file.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), samples);

        // Unsigned samples: the middle is silence.
        file.AsSpan(Header).Fill(128);
        return file;
    }
}
