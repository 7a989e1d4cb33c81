using SkillMix.Dashboard.Pages.Compose;

namespace SkillMix.Dashboard;

/// <content>The Compose page.</content>
public static partial class SkillMixUrls
{
    /// <summary>The Compose page, filled in. What is as usual is left out.</summary>
    public static string Compose(ComposeView view)
    {
        var usual = new ComposeView();
        return WithQuery(
            ComposePath,
            [
                .. view.Skills.Select(skill => ("skill", (string?)skill)),
                .. view.Topics.Select(topic => ("topic", (string?)topic)),
                .. view.Students.Select(student => ("student", (string?)student)),
                .. view.Graders.Select(grader => ("grader", (string?)GraderWord(grader))),
                ("write", Other(view.WritePrompt, usual.WritePrompt)),
                ("revise", view.RevisePrompt is null ? "none" : Other(view.RevisePrompt, usual.RevisePrompt)),
                ("temperature", view.Temperature == usual.Temperature ? null : Real(view.Temperature)),
                ("max-tokens", view.MaxTokens == usual.MaxTokens ? null : Number(view.MaxTokens) ?? "none"),
                ("system", view.SystemPrompt),
                ("q", view.Search),
                ("category", view.Category),
                ("k", view.DrawnK == usual.DrawnK ? null : Number(view.DrawnK)),
            ]
        );
    }

    /// <summary>What an address of the Compose page asks for. What it does not say is as usual.</summary>
    public static ComposeView ReadCompose(string uri)
    {
        var query = Query(uri);
        var usual = new ComposeView();
        string? Word(string key) => One(query, key);
        return usual with
        {
            Skills = [.. All(query, "skill").Distinct()],
            Topics = [.. All(query, "topic").Distinct()],
            Students = [.. All(query, "student").Distinct()],
            Graders = [.. All(query, "grader").Select(ReadGrader)],
            WritePrompt = Word("write") ?? usual.WritePrompt,
            RevisePrompt = Word("revise") is { } revise ? (revise == "none" ? null : revise) : usual.RevisePrompt,
            Temperature = Word("temperature") is { } heat ? ReadReal(heat) : usual.Temperature,
            MaxTokens = Word("max-tokens") is { } most ? ReadNumber(most) : usual.MaxTokens,
            SystemPrompt = Word("system"),
            Search = Word("q") ?? "",
            Category = Word("category"),
            DrawnK = Math.Clamp(ReadNumber(Word("k")) ?? usual.DrawnK, 1, Core.Sampling.SamplingSpec.LargestK),
        };
    }
}
