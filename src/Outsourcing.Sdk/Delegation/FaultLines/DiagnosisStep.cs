namespace Outsourcing.Delegation;

/// <summary>One question of a diagnosis, its answer, and what the answer rests on.</summary>
/// <param name="Question">The question, stable.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Evidence">What it rests on, in one sentence.</param>
/// <param name="Place">The place in the brief it is about, if any.</param>
public sealed record DiagnosisStep(string Question, DiagnosisAnswer Answer, string Evidence, BriefPlace? Place = null);
