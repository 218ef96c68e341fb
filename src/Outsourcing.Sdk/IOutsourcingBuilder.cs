using Microsoft.Extensions.DependencyInjection;

namespace Outsourcing;

/// <summary>What <c>AddOutsourcing()</c> returns: providers and stores register themselves on it by extension methods.</summary>
public interface IOutsourcingBuilder
{
    /// <summary>Gets the app's services.</summary>
    IServiceCollection Services { get; }
}
