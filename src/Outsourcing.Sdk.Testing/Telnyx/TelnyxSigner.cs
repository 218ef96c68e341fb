using System.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Outsourcing.Testing;

/// <summary>Signs as Telnyx documents it: Ed25519 over the time, a bar and the body.</summary>
internal sealed class TelnyxSigner(int seed)
{
    private readonly Ed25519PrivateKeyParameters _key = new(Convert.FromHexString(SimulatorState.Hex(seed, "signing", 0) + SimulatorState.Hex(seed, "signing", 1)));

    public string PublicKey => Convert.ToBase64String(_key.GeneratePublicKey().GetEncoded());

    public string Sign(string timestamp, string body)
    {
        byte[] message = Encoding.UTF8.GetBytes($"{timestamp}|{body}");
        Ed25519Signer signer = new();
        signer.Init(forSigning: true, _key);
        signer.BlockUpdate(message, 0, message.Length);
        return Convert.ToBase64String(signer.GenerateSignature());
    }
}
