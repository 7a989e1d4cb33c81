using SkillMix.Core.Runs;
using SkillMix.Core.Sampling;

namespace SkillMix.Dashboard.Pages.Compose;

/// <summary>What the Compose page asks for.</summary>
public sealed record ComposeView
{
    /// <summary>The study that kept compositions join: apart from the main one, as nobody drew their tuples.</summary>
    public const string Study = "composed";

    private static readonly RunDesign Usual = new()
    {
        Name = "composition",
        Study = Study,
        Ks = [],
        Students = [],
        Graders = [],
        Rounds = 1,
    };

    /// <summary>Names of the skills, in the order the prompt lists them.</summary>
    public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>Names of the topics: a text about each.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>Who writes.</summary>
    public IReadOnlyList<string> Students { get; init; } = [];

    /// <summary>Who judges; none for texts that are only written.</summary>
    public IReadOnlyList<GraderDesign> Graders { get; init; } = [];

    /// <summary>Prompt of turn 1, named as in a run's design.</summary>
    public string WritePrompt { get; init; } = Usual.WritePrompt;

    /// <summary>Prompt of turn 2; null for one turn only.</summary>
    public string? RevisePrompt { get; init; } = Usual.RevisePrompt;

    /// <summary>0 to 2; null leaves it to the provider.</summary>
    public double? Temperature { get; init; } = Usual.Temperature;

    /// <summary>Most new tokens of a reply; null for no limit.</summary>
    public int? MaxTokens { get; init; } = Usual.MaxTokens;

    /// <summary>Null for none.</summary>
    public string? SystemPrompt { get; init; }

    /// <summary>Of the list of skills: those with these letters in name or definition; "" for all.</summary>
    public string Search { get; init; } = "";

    /// <summary>Of the list of skills: only of this category; null for all.</summary>
    public string? Category { get; init; }

    /// <summary>How many skills a draw draws.</summary>
    public int DrawnK { get; init; } = 3;

    /// <summary>The design of it as a run.</summary>
    public RunDesign ToDesign() =>
        Usual with
        {
            Picked = [.. Topics.Select(topic => new PickedTuple(Skills, topic))],
            Students = Students,
            Graders = Graders,
            WritePrompt = WritePrompt,
            RevisePrompt = RevisePrompt,
            Temperature = Temperature,
            MaxTokens = MaxTokens,
            SystemPrompt = SystemPrompt,
        };

    /// <summary>What would compose a design; null for one that this page cannot ask for.</summary>
    public static ComposeView? Of(RunDesign design) =>
        design is { Picked: [var first, ..], Rounds: 1, TopP: null, RepetitionPenalty: null }
        && design.Picked.All(tuple => tuple.Skills.SequenceEqual(first.Skills))
            ? new()
            {
                Skills = first.Skills,
                Topics = [.. design.Picked.Select(tuple => tuple.Topic)],
                Students = design.Students,
                Graders = design.Graders,
                WritePrompt = design.WritePrompt,
                RevisePrompt = design.RevisePrompt,
                Temperature = design.Temperature,
                MaxTokens = design.MaxTokens,
                SystemPrompt = design.SystemPrompt,
            }
            : null;
}
