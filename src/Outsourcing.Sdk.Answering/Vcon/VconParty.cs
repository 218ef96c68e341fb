namespace Outsourcing.Answering;

/// <summary>Somebody who took part in a conversation.</summary>
public sealed record VconParty : VconObject
{
    /// <summary>Initializes a party nothing is known about.</summary>
    public VconParty()
    {
    }

    internal VconParty(UnknownMembers members) => Members = members;

    /// <summary>Gets the telephone number as written; a TEL URL or a bare number.</summary>
    public string? Tel { get => Text("tel"); init => Set("tel", value); }

    /// <summary>Gets the name.</summary>
    public PersonalText? Name { get => JsonReading.Personal(Text("name")); init => Set("name", value?.Value); }

    /// <summary>Gets the e-mail address; a MAILTO URL or a bare address.</summary>
    public PersonalText? Mailto { get => JsonReading.Personal(Text("mailto")); init => Set("mailto", value?.Value); }

    /// <summary>Gets the organisation.</summary>
    public string? Organisation { get => Text("org"); init => Set("org", value); }

    /// <summary>Gets the kind of party, such as <c>human</c> or <c>bot</c>.</summary>
    public string? Type { get => Text("type"); init => Set("type", value); }
}
