namespace Outsourcing.Testing.Tests.Fakes;

/// <summary>Numbers reserved for fiction.</summary>
internal static class Numbers
{
    public static PhoneNumber Business { get; } = PhoneNumber.Parse("+442079460100");

    public static PhoneNumber Ann { get; } = PhoneNumber.Parse("+442079460123");

    public static PhoneNumber Bea { get; } = PhoneNumber.Parse("+442079460124");

    public static PhoneNumber Partner { get; } = PhoneNumber.Parse("+12125550142");
}
