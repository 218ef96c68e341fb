namespace Outsourcing.Processes;

/// <summary>How unpredictable the course of a case is, by the extended prefix automaton of Augusto, Mendling, Vidgof and Wurm (2022).</summary>
/// <remarks>
/// Events run through the automaton in the order of their time stamps; the first successor of a state stays in its partition, later ones
/// open a new one. Natural logarithms.
/// </remarks>
public sealed record SequenceEntropy
{
    /// <summary>The number of events <see cref="AtReferenceSize"/> refers to.</summary>
    public const double ReferenceEvents = 10_000;

    /// <summary>Gets the number of states: of different beginnings of a case.</summary>
    public required int States { get; init; }

    /// <summary>Gets the number of partitions.</summary>
    public required int Partitions { get; init; }

    /// <summary>Gets the variant entropy, over states.</summary>
    public required double Variant { get; init; }

    /// <summary>Gets the variant entropy divided by its greatest possible value for so many states.</summary>
    public required double VariantNormalized { get; init; }

    /// <summary>Gets the sequence entropy, over events.</summary>
    public required double Sequence { get; init; }

    /// <summary>Gets the sequence entropy divided by its greatest possible value for so many events.</summary>
    public required double SequenceNormalized { get; init; }

    /// <summary>Gets the sequence entropy per event: the Shannon entropy of the partition an event falls into, in nats.</summary>
    public required double PerEvent { get; init; }

    /// <summary>Gets the sequence entropy per event divided by its greatest possible value in a log of <see cref="ReferenceEvents"/> events.</summary>
    /// <remarks>
    /// <see cref="SequenceNormalized"/> falls when the same log is merely written down twice, since the greatest possible value grows with
    /// the number of events. This one does not, so logs of different length compare; it is this project's own definition.
    /// </remarks>
    public double AtReferenceSize => PerEvent / Math.Log(ReferenceEvents);
}
