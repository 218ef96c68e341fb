namespace Outsourcing.Processes;

/// <summary>How many events a case has.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Minimum">The fewest.</param>
/// <param name="Maximum">The most.</param>
public readonly record struct CaseLengths(double Mean, int Minimum, int Maximum);
