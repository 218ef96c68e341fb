using System.Text;
using Outsourcing.Calls;

namespace Outsourcing.EntityFrameworkCore;

/// <summary>What a person's records are told by: the number, and the calls that are theirs.</summary>
internal sealed class Person
{
    // Shorter ids stand in texts by chance.
    private const int ShortestId = 8;

    private readonly HashSet<string> _calls;
    private readonly (string Provider, string Account, byte[] Id)[] _ids;
    private readonly byte[][] _names;
    private readonly byte[]? _number;

    public Person(PhoneNumber? number, IEnumerable<string> calls)
    {
        Number = number;
        _calls = new(calls, StringComparer.Ordinal);
        CallId[] ids = [.. _calls.Select(CallId.From)];
        _ids = [.. ids.Where(id => id.ProviderCallId.Length >= ShortestId).Select(id => (id.Provider, id.Account, Encoding.UTF8.GetBytes(id.ProviderCallId)))];
        Digits = number?.E164[1..];
        _number = Digits is null ? null : Encoding.ASCII.GetBytes(Digits);
        _names = [.. _calls.Select(Encoding.UTF8.GetBytes)];
    }

    public PhoneNumber? Number { get; }

    /// <summary>The number without its plus sign, which texts write in several ways.</summary>
    public string? Digits { get; }

    public IReadOnlyCollection<string> Calls => _calls;

    public bool Owns(string? callKey) => callKey is not null && _calls.Contains(callKey);

    /// <summary>Whether a text names one of the calls or mentions the number.</summary>
    public bool IsNamedIn(ReadOnlySpan<byte> text)
    {
        if (_number is not null && text.IndexOf(_number) >= 0)
        {
            return true;
        }

        foreach (byte[] name in _names)
        {
            if (Stands(name, text))
            {
                return true;
            }
        }

        return false;
    }

    public bool IsNamedIn(string? text) => text is not null && IsNamedIn(Encoding.UTF8.GetBytes(text));

    public bool MentionsNumber(string? text) => text is not null && Digits is not null && text.Contains(Digits, StringComparison.Ordinal);

    /// <summary>Whether a message of an account holds the provider's id of one of the calls.</summary>
    public bool HasIdIn(string provider, string account, ReadOnlySpan<byte> text)
    {
        foreach ((string ofProvider, string ofAccount, byte[] id) in _ids)
        {
            if (ofProvider == provider && ofAccount == account && Stands(id, text))
            {
                return true;
            }
        }

        return false;
    }

    // By itself: CA1 is not named where CA10 stands.
    private static bool Stands(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        for (int at = text.IndexOf(name); at >= 0;)
        {
            int end = at + name.Length;
            if ((at == 0 || !IsPartOfName(text[at - 1])) && (end == text.Length || !IsPartOfName(text[end])))
            {
                return true;
            }

            int next = text[(at + 1)..].IndexOf(name);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return false;
    }

    private static bool IsPartOfName(byte symbol) => char.IsAsciiLetterOrDigit((char)symbol) || symbol is (byte)'-' or (byte)'_' or (byte)'.';
}
