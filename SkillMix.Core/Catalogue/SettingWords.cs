namespace SkillMix.Core.Catalogue;

/// <summary>Settings in words, the same in figures, tables, addresses, files and on the command line.</summary>
public static class SettingWords
{
    /// <summary>"all", "train" or "held-out".</summary>
    public static string Of(Setting setting) =>
        setting switch
        {
            Setting.Train => "train",
            Setting.HeldOut => "held-out",
            _ => "all",
        };

    /// <summary>The setting of a word; null for a word that names none.</summary>
    public static Setting? Read(string? word) =>
        word switch
        {
            "all" => Setting.All,
            "train" => Setting.Train,
            "held-out" => Setting.HeldOut,
            _ => null,
        };
}
