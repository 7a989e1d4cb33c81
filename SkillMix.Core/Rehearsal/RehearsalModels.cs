using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Prompts;

namespace SkillMix.Core.Rehearsal;

/// <summary>The models of the rehearsal: they need no key and no network, and nothing they say is a measurement.</summary>
public static class RehearsalModels
{
    /// <summary>The students, the base first.</summary>
    public static IReadOnlyList<StudyModel> Students { get; } =
    [
        .. RehearsalProfile.All.Select(profile => new StudyModel(
            profile.Name,
            IsSimulated: true,
            profile.BaseModel,
            profile.TrainingData
        )),
    ];

    /// <summary>The graders.</summary>
    public static IReadOnlyList<StudyModel> Graders { get; } =
    [.. RehearsalGraderProfile.All.Select(profile => new StudyModel(profile.Name, IsSimulated: true))];

    /// <summary>Names of all models, students first.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [.. Students.Select(model => model.Name), .. Graders.Select(model => model.Name)];

    /// <summary>Every probability by which the models act, for people to read.</summary>
    public static IReadOnlyList<StatedRate> Rates() =>
        [
            .. RehearsalProfile.All.SelectMany(profile => profile.Rates()),
            .. RehearsalGraderProfile.All.SelectMany(profile => profile.Rates()),
        ];

    /// <summary>What is known of a model.</summary>
    /// <exception cref="ArgumentException">There is no such model; the message lists those there are.</exception>
    public static StudyModel Describe(string name) =>
        Students.Concat(Graders).FirstOrDefault(model => model.Name == name) ?? throw Unknown(name);

    /// <summary>A model by name.</summary>
    /// <param name="name">For instance "rehearsal/base".</param>
    /// <param name="prompts">Templates whose prompts it understands; null for the built-in ones.</param>
    /// <exception cref="ArgumentException">There is no such model; the message lists those there are.</exception>
    public static IChatClient Create(string name, PromptLibrary? prompts = null)
    {
        if (RehearsalProfile.All.FirstOrDefault(profile => profile.Name == name) is { } student)
        {
            return new RehearsalStudent(student, prompts);
        }

        return RehearsalGraderProfile.All.FirstOrDefault(profile => profile.Name == name) is { } grader
            ? new RehearsalGrader(grader, prompts)
            : throw Unknown(name);
    }

    private static ArgumentException Unknown(string name) =>
        new($"There is no rehearsal model \"{name}\"; use one of {string.Join(", ", Names)}.", nameof(name));
}
