using System.Text;
using System.Text.Json.Nodes;

namespace Outsourcing.Testing;

/// <summary>Writes down what was said, word by word with its times.</summary>
internal static class RetellTranscript
{
    private const double FirstWord = 0.7;
    private const double WordLength = 0.25;
    private const double WordPause = 0.1;
    private const double TurnPause = 0.6;

    public static JsonArray Of(IReadOnlyList<ScriptedTurn> turns, TimeSpan length)
    {
        List<string[]> words = [.. turns.Select(turn => turn.Text.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        double needed = FirstWord + words.Sum(turn => (turn.Length * (WordLength + WordPause)) + TurnPause);

        // People who have much to say in a short call speak faster.
        double pace = Math.Min(1, length.TotalSeconds / needed);
        double at = FirstWord;
        JsonArray transcript = [];
        for (int index = 0; index < turns.Count; index++)
        {
            JsonArray spoken = [];
            foreach (string word in words[index])
            {
                spoken.Add((JsonNode)new JsonObject { ["word"] = word, ["start"] = Seconds(at * pace), ["end"] = Seconds((at + WordLength) * pace) });
                at += WordLength + WordPause;
            }

            at += TurnPause;
            transcript.Add((JsonNode)new JsonObject { ["role"] = turns[index].IsAgent ? "agent" : "user", ["content"] = turns[index].Text.Value, ["words"] = spoken });
        }

        return transcript;
    }

    /// <summary>Writes a transcript as one text.</summary>
    public static string Text(JsonArray transcript)
    {
        StringBuilder text = new();
        foreach (JsonNode? turn in transcript)
        {
            text.Append(RetellJson.Text(turn!["role"]) == "agent" ? "Agent: " : "User: ").Append(RetellJson.Text(turn["content"])).Append('\n');
        }

        return text.ToString();
    }

    private static decimal Seconds(double value) => Math.Round((decimal)value, 3);
}
