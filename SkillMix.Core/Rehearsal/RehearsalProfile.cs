namespace SkillMix.Core.Rehearsal;

/// <summary>What a rehearsal student can do, as probabilities. All of it is made up: it says nothing of any real model.</summary>
/// <remarks>
/// The numbers are chosen so that a study of rehearsal students shows the shape of the findings of Zhao et al. 2024,
/// arXiv:2409.19808: success falls with k, training on k = 2, 3 lifts k = 4, 5 and held-out skills too, and training on
/// single skills does little. Given the profile, k and the skills, all events of one text are independent.
/// </remarks>
public sealed record RehearsalProfile
{
    /// <summary>Largest k that the lists of rates speak of.</summary>
    public const int LargestListedK = 6;

    private const double FallBeyond = 0.92;

    /// <summary>The model's name, "rehearsal/…".</summary>
    public required string Name { get; init; }

    /// <summary>Name of the profile it counts as tuned from; null for a base.</summary>
    public string? BaseModel { get; init; }

    /// <summary>What it counts as tuned on, for instance "D(1,2)".</summary>
    public string? TrainingData { get; init; }

    /// <summary>Probability that the revision shows a training skill of no particular difficulty, for k = 1, 2, … 6.</summary>
    public required IReadOnlyList<double> TrainingSkill { get; init; }

    /// <summary>The same for a held-out skill.</summary>
    public required IReadOnlyList<double> HeldOutSkill { get; init; }

    /// <summary>Probability that the revision keeps to the sentence limit, for k = 1, 2, … 6.</summary>
    public required IReadOnlyList<double> Length { get; init; }

    /// <summary>Probability that a text is about its topic.</summary>
    public double Topic { get; init; } = 0.97;

    /// <summary>Probability that a text makes sense.</summary>
    public double Sense { get; init; } = 0.985;

    /// <summary>The draft's probability of showing a skill, as a share of the revision's.</summary>
    public double DraftSkillShare { get; init; } = 0.88;

    /// <summary>The draft's probability of keeping to the limit, as a share of the revision's.</summary>
    public double DraftLengthShare { get; init; } = 0.75;

    /// <summary>Probability that a skill shown in the draft is shown in the revision too, by the same sentence.</summary>
    public double KeepsSkill { get; init; } = 0.97;

    /// <summary>Probability that nothing stands behind "Answer:".</summary>
    public double Empty { get; init; } = 0.01;

    /// <summary>Probability of chatter without a marker instead of a text.</summary>
    public double Chatter { get; init; } = 0.01;

    /// <summary>Probability that the text stands in quotation marks of its own.</summary>
    public double OwnQuotes { get; init; } = 0.01;

    /// <summary>Probability that the text names one of the skills it shows.</summary>
    public double NamesSkill { get; init; } = 0.02;

    /// <summary>
    /// Half the width of the spread of the skills' difficulties, in logits: each skill has its own fixed one, drawn from its
    /// name, the same for all profiles.
    /// </summary>
    public double DifficultySpread { get; init; } = 0.8;

    /// <summary>The student as it comes.</summary>
    public static RehearsalProfile Base { get; } =
        new()
        {
            Name = "rehearsal/base",
            TrainingSkill = [0.83, 0.74, 0.64, 0.56, 0.50, 0.44],
            HeldOutSkill = [0.83, 0.74, 0.64, 0.56, 0.50, 0.44],
            Length = [0.90, 0.90, 0.88, 0.85, 0.82, 0.80],
        };

    /// <summary>The base once more with other luck: what differs between the two is chance.</summary>
    public static RehearsalProfile Null { get; } = Base with { Name = "rehearsal/null" };

    /// <summary>Tuned on texts of single skills.</summary>
    public static RehearsalProfile Tuned1 { get; } =
        Base with
        {
            Name = "rehearsal/tuned-1",
            BaseModel = Base.Name,
            TrainingData = "D(1)",
            TrainingSkill = [0.90, 0.76, 0.66, 0.58, 0.515, 0.455],
            HeldOutSkill = [0.87, 0.75, 0.65, 0.57, 0.505, 0.445],
            Length = [0.93, 0.91, 0.89, 0.86, 0.83, 0.81],
        };

    /// <summary>Tuned on texts of one and two skills.</summary>
    public static RehearsalProfile Tuned12 { get; } =
        Base with
        {
            Name = "rehearsal/tuned-1-2",
            BaseModel = Base.Name,
            TrainingData = "D(1,2)",
            TrainingSkill = [0.92, 0.90, 0.84, 0.775, 0.71, 0.65],
            HeldOutSkill = [0.89, 0.86, 0.79, 0.715, 0.65, 0.585],
            Length = [0.95, 0.96, 0.955, 0.95, 0.94, 0.93],
        };

    /// <summary>Tuned on texts of one, two and three skills.</summary>
    public static RehearsalProfile Tuned123 { get; } =
        Base with
        {
            Name = "rehearsal/tuned-1-2-3",
            BaseModel = Base.Name,
            TrainingData = "D(1,2,3)",
            TrainingSkill = [0.94, 0.93, 0.91, 0.87, 0.80, 0.735],
            HeldOutSkill = [0.92, 0.91, 0.88, 0.835, 0.765, 0.70],
            Length = [0.96, 0.97, 0.97, 0.97, 0.965, 0.96],
        };

    /// <summary>All students, the base first.</summary>
    public static IReadOnlyList<RehearsalProfile> All { get; } = [Base, Null, Tuned1, Tuned12, Tuned123];

    /// <summary>Probability that a text shows a skill.</summary>
    /// <param name="skill">Its name, which decides how difficult it is.</param>
    /// <param name="isTraining">Whether it is a training skill.</param>
    /// <param name="k">Skills asked for at once, k ≥ 1.</param>
    /// <param name="isDraft">Whether it is the first turn.</param>
    public double SkillRate(string skill, bool isTraining, int k, bool isDraft = false)
    {
        var rate = At(isTraining ? TrainingSkill : HeldOutSkill, k);
        var withDifficulty = 1 / (1 + Math.Exp(Math.Log((1 - rate) / rate) - Difficulty(skill)));
        return isDraft ? withDifficulty * DraftSkillShare : withDifficulty;
    }

    /// <summary>
    /// Probability that the revision shows a skill, given whether the draft did: such that over both cases it is
    /// <see cref="SkillRate"/> of the revision.
    /// </summary>
    public double RevisionSkillRate(string skill, bool isTraining, int k, bool wasShown)
    {
        if (wasShown)
        {
            return KeepsSkill;
        }

        var draft = SkillRate(skill, isTraining, k, isDraft: true);
        var revision = SkillRate(skill, isTraining, k);
        return draft >= 1 ? revision : Math.Clamp((revision - (KeepsSkill * draft)) / (1 - draft), 0, 1);
    }

    /// <summary>Probability that a text keeps to the sentence limit.</summary>
    public double LengthRate(int k, bool isDraft = false) => At(Length, k) * (isDraft ? DraftLengthShare : 1);

    /// <summary>All probabilities, for people to read.</summary>
    public IReadOnlyList<StatedRate> Rates() =>
        [
            .. PerK("shows a skill of middling difficulty (revision)", k => At(TrainingSkill, k), true),
            .. PerK("shows a skill of middling difficulty (revision)", k => At(HeldOutSkill, k), false),
            .. PerK("shows a skill of middling difficulty (draft)", k => At(TrainingSkill, k) * DraftSkillShare, true),
            .. PerK("shows a skill of middling difficulty (draft)", k => At(HeldOutSkill, k) * DraftSkillShare, false),
            .. PerK("keeps to the sentence limit (revision)", k => LengthRate(k), null),
            .. PerK("keeps to the sentence limit (draft)", k => LengthRate(k, isDraft: true), null),
            new(Name, "is about its topic", Topic),
            new(Name, "makes sense", Sense),
            new(Name, "keeps in the revision a skill shown in the draft", KeepsSkill),
            new(Name, "answers with nothing", Empty),
            new(Name, "answers with chatter instead of a text", Chatter),
            new(Name, "puts the text in quotation marks", OwnQuotes),
            new(Name, "names a skill it shows", NamesSkill),
        ];

    private double Difficulty(string skill) =>
        DifficultySpread * ((2 * RehearsalChance.UnitOf(skill.ToLowerInvariant())) - 1);

    private IEnumerable<StatedRate> PerK(string what, Func<int, double> rate, bool? isTraining) =>
        Enumerable.Range(1, LargestListedK).Select(k => new StatedRate(Name, what, rate(k), k, isTraining));

    private static double At(IReadOnlyList<double> rates, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        return k <= rates.Count ? rates[k - 1] : rates[^1] * Math.Pow(FallBeyond, k - rates.Count);
    }
}
