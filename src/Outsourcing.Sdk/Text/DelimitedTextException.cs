namespace Outsourcing.Text;

/// <summary>A separated text is broken: what follows has no certain records.</summary>
internal sealed class DelimitedTextException(string message) : Exception(message);
