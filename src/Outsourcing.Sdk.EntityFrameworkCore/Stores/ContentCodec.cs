using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.DataProtection;

namespace Outsourcing.EntityFrameworkCore;

/// <summary>Writes what people said and who they are: as JSON, encrypted when the app has data protection.</summary>
/// <remarks>
/// The first byte tells the two apart, so that an app may turn encryption on later. The tenant is part of the purpose: a row moved
/// to another tenant cannot be read there.
/// </remarks>
internal sealed class ContentCodec(IDataProtectionProvider? protection)
{
    private const byte Plain = 0;
    private const byte Protected = 1;

    public byte[] Write<T>(string tenant, T value, JsonTypeInfo<T> type)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(value, type);
        return protection is null ? [Plain, .. json] : [Protected, .. Protector(tenant).Protect(json)];
    }

    public T Read<T>(string tenant, byte[] content, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(ReadJson(tenant, content), type) ?? throw new OutsourcingException("The stored content is null.");

    public byte[] ReadJson(string tenant, byte[] content) => content switch
    {
        [Plain, .. byte[] rest] => rest,
        [Protected, .. byte[] rest] when protection is not null => Protector(tenant).Unprotect(rest),
        [Protected, ..] => throw new OutsourcingException("The stored content is encrypted, and the app has no data protection; call AddDataProtection with the keys it was written with."),
        _ => throw new OutsourcingException("The stored content is empty: it was erased, or its retention has ended."),
    };

    private IDataProtector Protector(string tenant) => protection!.CreateProtector("Outsourcing.Storage", "v1", tenant);
}
