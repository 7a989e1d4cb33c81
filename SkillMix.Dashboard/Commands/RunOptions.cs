using System.CommandLine;
using SkillMix.Core.Runs;
using SkillMix.Dashboard.Background;

namespace SkillMix.Dashboard.Commands;

/// <summary>What run and resume have in common: how fast, and which models.</summary>
internal static class RunOptions
{
    public static Option<int?> InFlight() => new("--in-flight") { Description = "Most texts under way at once." };

    public static Option<string?> Models() =>
        new("--models")
        {
            Description =
                "A models file: endpoints, prices, base models (default: models.yaml beside the store, if it is there).",
        };

    public static ModelDirectory Directory(string? file, string? db, RunPace pace) =>
        ModelBook.Beside(StorePath.Of(db), file).Directory(pace);

    /// <summary>A name that is none, or a key that is missing, is told before anything is made.</summary>
    public static void RequireModels(ModelDirectory models, RunSpec spec)
    {
        foreach (var name in spec.Students.Concat(spec.Gradings.Select(grading => grading.Grader)).Distinct())
        {
            models.Describe(name);
            using var client = models.Open(name);
        }
    }
}
