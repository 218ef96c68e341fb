namespace Outsourcing.Http;

/// <summary>Why <see cref="ConnectionGuard"/> made no connection; the channel tells it apart from a broken one by its type.</summary>
internal sealed class AddressNotAllowedException(string host) : IOException("The name stands for no address of the public network.")
{
    internal string Host { get; } = host;
}
