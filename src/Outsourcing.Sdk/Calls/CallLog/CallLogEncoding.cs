using System.Text;

namespace Outsourcing.Calls;

/// <summary>How spreadsheets encode what they save as CSV.</summary>
internal static class CallLogEncoding
{
    /// <summary>Gets UTF-8 in which every byte that is none stands for its character in Windows-1252.</summary>
    internal static Encoding Default { get; } = Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new Windows1252());

    private sealed class Windows1252 : DecoderFallback
    {
        // An invalid sequence has three bytes at most, but the decoder may hold more back.
        public override int MaxCharCount => 4;

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Characters();
    }

    private sealed class Characters : DecoderFallbackBuffer
    {
        // 0x80 to 0x9F; above, Windows-1252 is ISO-8859-1.
        private const string C1 = "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
            + "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

        private char[] _characters = [];
        private int _next;

        public override int Remaining => _characters.Length - _next;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            _characters = Array.ConvertAll(bytesUnknown, static value => value is >= 0x80 and < 0xA0 ? C1[value - 0x80] : (char)value);
            _next = 0;
            return _characters.Length > 0;
        }

        public override char GetNextChar() => _next < _characters.Length ? _characters[_next++] : '\0';

        public override bool MovePrevious()
        {
            if (_next == 0)
            {
                return false;
            }

            _next--;
            return true;
        }

        public override void Reset() => (_characters, _next) = ([], 0);
    }
}
