namespace Outsourcing.Testing;

/// <summary>A recording's sound: silence of the right length, WAV, 8 kHz, 8 bit.</summary>
internal static class SilentSound
{
    public static byte[] Of(int seconds)
    {
        int samples = seconds * 8000;
        using MemoryStream sound = new(44 + samples);
        using BinaryWriter writer = new(sound);
        writer.Write("RIFF"u8);
        writer.Write(36 + samples);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(8000);
        writer.Write(8000);
        writer.Write((short)1);
        writer.Write((short)8);
        writer.Write("data"u8);
        writer.Write(samples);
        byte[] silence = new byte[samples];
        Array.Fill(silence, (byte)128);
        writer.Write(silence);
        writer.Flush();
        return sound.ToArray();
    }
}
