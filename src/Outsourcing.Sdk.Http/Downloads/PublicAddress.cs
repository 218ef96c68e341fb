using System.Net;
using System.Net.Sockets;

namespace Outsourcing.Http;

/// <summary>Tells the addresses of the public network from all others, by the special-purpose registries of IANA.</summary>
internal static class PublicAddress
{
    /// <summary>Networks of version 4 that are no part of the public network: first address and length of the prefix.</summary>
    private static readonly (uint Network, int Length)[] Closed =
    [
        (0x00000000, 8), // this network
        (0x0A000000, 8), // private
        (0x64400000, 10), // shared by a carrier's customers
        (0x7F000000, 8), // loopback
        (0xA9FE0000, 16), // link-local; the clouds' metadata
        (0xAC100000, 12), // private
        (0xC0000000, 24), // protocol assignments
        (0xC0000200, 24), // documentation
        (0xC0586300, 24), // relays of 6to4, given up
        (0xC0A80000, 16), // private
        (0xC6120000, 15), // benchmarks
        (0xC6336400, 24), // documentation
        (0xCB007100, 24), // documentation
        (0xE0000000, 4), // multicast
        (0xF0000000, 4), // reserved, and broadcast
    ];

    /// <summary>Tells whether an address is one of the public network.</summary>
    /// <param name="address">The address.</param>
    /// <returns>Whether it is; an address that carries another within counts as the one it carries.</returns>
    internal static bool Is(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        return address.TryWriteBytes(bytes, out int length)
            && (address.AddressFamily == AddressFamily.InterNetwork ? IsOpen4(bytes[..length]) : address.AddressFamily == AddressFamily.InterNetworkV6 && IsOpen6(bytes));
    }

    private static bool IsOpen4(ReadOnlySpan<byte> bytes)
    {
        uint value = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes);
        foreach ((uint network, int length) in Closed)
        {
            if ((value ^ network) >> (32 - length) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsOpen6(ReadOnlySpan<byte> bytes)
    {
        // ::ffff:0:0/96, written as version 6 and connected to as version 4; 64:ff9b::/96, translated into version 4 on the way.
        if (bytes.StartsWith<byte>([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]) || bytes.StartsWith<byte>([0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]))
        {
            return IsOpen4(bytes[12..]);
        }

        // Loopback, link-local, unique local, multicast and all that is not handed out lie outside 2000::/3. Within it: protocol
        // assignments with Teredo (2001::/23), and documentation (2001:db8::/32, 3fff::/20).
        if ((bytes[0] & 0xE0) != 0x20
            || (bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] <= 0x01)
            || bytes.StartsWith<byte>([0x20, 0x01, 0x0D, 0xB8])
            || (bytes[0] == 0x3F && bytes[1] == 0xFF && bytes[2] < 0x10))
        {
            return false;
        }

        // 6to4 carries an address of version 4 behind its prefix, ISATAP at its end.
        return !(bytes.StartsWith<byte>([0x20, 0x02]) && !IsOpen4(bytes[2..6]))
            && !((bytes[8] & 0xFD) == 0 && bytes[9] == 0 && bytes[10] == 0x5E && bytes[11] == 0xFE && !IsOpen4(bytes[12..]));
    }
}
