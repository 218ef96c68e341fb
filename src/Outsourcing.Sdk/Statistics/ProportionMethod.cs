namespace Outsourcing.Statistics;

/// <summary>How the interval of a proportion is computed.</summary>
public enum ProportionMethod
{
    /// <summary>Wilson's score interval (Wilson 1927): close to its nominal coverage, and the default.</summary>
    Wilson,

    /// <summary>The equal-tailed interval of the posterior under Jeffreys' prior Beta(1/2, 1/2); at 0 or all successes the open end is 0 or 1 (Brown, Cai and DasGupta 2001).</summary>
    Jeffreys,

    /// <summary>The exact interval (Clopper and Pearson 1934): never below its nominal coverage, hence wide.</summary>
    ClopperPearson,
}
