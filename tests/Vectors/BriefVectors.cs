using System.Text.Json;
using Outsourcing.Delegation;
using Shouldly;

namespace Outsourcing.Vectors;

[Collection(VectorSuite.Name)]
public sealed class BriefVectors
{
    private const string Folder = "brief";
    private const double Wanted = 0.85;

    private static readonly SmellKind[] Kinds =
    [
        SmellKind.AmbiguousAdverbAdjective, SmellKind.VaguePronoun, SmellKind.SubjectiveLanguage, SmellKind.Comparative, SmellKind.Superlative,
        SmellKind.NegativeStatement, SmellKind.NonVerifiable, SmellKind.Loophole, SmellKind.IncompleteReference, SmellKind.PassiveWithoutActor,
        SmellKind.OpenEndedList, SmellKind.MissingOutcome, SmellKind.MissingUnitOrNumber, SmellKind.OpenPoint,
    ];

    [VectorTheory(Folder)]
    [VectorData(Folder)]
    public void Vector_IsReviewedWithThePrecisionAndRecallWanted(string file)
    {
        using JsonDocument vector = VectorFiles.Read(Folder, file);
        if (vector.Method() != "brief-smell")
        {
            throw new NotSupportedException($"{file}: method '{vector.Method()}' is not known");
        }

        int right = 0;
        List<string> wrong = [];
        List<string> missed = [];
        foreach (JsonElement item in vector.Cases())
        {
            string text = item.GetProperty("text").GetString()!;
            SmellKind[] expected = [.. item.GetProperty("smells").Strings().Select(SmellKind.From).Distinct()];
            expected.ShouldBeSubsetOf(Kinds, $"{file} knows a smell that no rule looks for");
            SmellKind[] found = [.. LanguageReview.Find(text).Select(smell => smell.Kind).Distinct()];

            right += expected.Intersect(found).Count();
            wrong.AddRange(found.Except(expected).Select(kind => $"{kind}: {text}"));
            missed.AddRange(expected.Except(found).Select(kind => $"{kind}: {text}"));
            VectorFiles.Ran(Folder);
        }

        Share(right, right + wrong.Count).ShouldBeGreaterThanOrEqualTo(Wanted, $"precision; found wrongly:\n{string.Join('\n', wrong)}");
        Share(right, right + missed.Count).ShouldBeGreaterThanOrEqualTo(Wanted, $"recall; missed:\n{string.Join('\n', missed)}");
    }

    private static double Share(int part, int whole) => whole == 0 ? 1 : (double)part / whole;
}
