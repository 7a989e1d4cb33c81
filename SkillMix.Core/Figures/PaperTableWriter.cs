using System.Globalization;
using System.Text;
using SkillMix.Core.Catalogue;

namespace SkillMix.Core.Figures;

/// <summary>The paper's table as LaTeX (booktabs), Markdown or CSV. The same table gives the same bytes.</summary>
public static class PaperTableWriter
{
    /// <summary>A <c>table</c> that needs the package booktabs; standard characters only outside of names.</summary>
    public static string Latex(PaperTable table)
    {
        var text = new StringBuilder();
        var columns = table.Settings.Count * table.Ks.Count;
        text.Append("% needs \\usepackage{booktabs}\n\\begin{table}\n  \\centering\n  \\caption{")
            .Append(Tex(table.Caption))
            .Append("}\n  \\begin{tabular}{ll")
            .Append('c', columns)
            .Append("}\n    \\toprule\n    Model & Training");
        foreach (var setting in table.Settings)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $" & \\multicolumn{{{table.Ks.Count}}}{{c}}{{{Tex(SettingWords.Of(setting))}}}"
            );
        }

        text.Append(" \\\\\n");
        for (var i = 0; i < table.Settings.Count; i++)
        {
            var first = 3 + (i * table.Ks.Count);
            text.Append(CultureInfo.InvariantCulture, $"    \\cmidrule(lr){{{first}-{first + table.Ks.Count - 1}}}\n");
        }

        text.Append("     &");
        foreach (var _ in table.Settings)
        {
            foreach (var k in table.Ks)
            {
                text.Append(CultureInfo.InvariantCulture, $" & $k={k}$");
            }
        }

        text.Append(" \\\\\n");
        string? model = null;
        foreach (var row in table.Rows)
        {
            text.Append(row.Model == model ? "" : "    \\midrule\n")
                .Append("    ")
                .Append(row.Model == model ? "" : Tex(row.Model))
                .Append(" & ")
                .Append(row.Training == "–" ? "--" : Tex(row.Training));
            model = row.Model;
            foreach (var cell in row.Cells)
            {
                text.Append(" & ")
                    .Append(Bold(cell.FullMarks, "\\textbf{", "}"))
                    .Append('/')
                    .Append(Bold(cell.SkillFraction, "\\textbf{", "}"));
            }

            text.Append(" \\\\\n");
        }

        return text.Append("    \\bottomrule\n  \\end{tabular}\n\\end{table}\n").ToString();
    }

    /// <summary>A table in Markdown with its caption below.</summary>
    public static string Markdown(PaperTable table)
    {
        var text = new StringBuilder("| model | training |");
        foreach (var (setting, k) in Columns(table))
        {
            text.Append(CultureInfo.InvariantCulture, $" {SettingWords.Of(setting)}, k = {k} |");
        }

        text.Append("\n|---|---|").Insert(text.Length, "---|", table.Rows[0].Cells.Count).Append('\n');
        foreach (var row in table.Rows)
        {
            text.Append("| ").Append(Cell(row.Model)).Append(" | ").Append(Cell(row.Training)).Append(" |");
            foreach (var cell in row.Cells)
            {
                text.Append(' ')
                    .Append(Bold(cell.FullMarks, "**", "**"))
                    .Append(" / ")
                    .Append(Bold(cell.SkillFraction, "**", "**"))
                    .Append(" |");
            }

            text.Append('\n');
        }

        return text.Append('\n').Append(table.Caption).Append('\n').ToString();
    }

    /// <summary>One line per student, setting, k and metric, with everything that the numbers rest on.</summary>
    public static string Csv(PaperTable table)
    {
        var text = new StringBuilder(
            "model,student,training,setting,k,metric,value,standard_error,n,unscored,p_holm,bold,simulated\n"
        );
        foreach (var row in table.Rows)
        {
            foreach (var cell in row.Cells)
            {
                foreach (
                    var (metric, number) in new[]
                    {
                        ("full_marks", cell.FullMarks),
                        ("skill_fraction", cell.SkillFraction),
                    }
                )
                {
                    text.Append(
                        CultureInfo.InvariantCulture,
                        $"{CsvWords.Cell(row.Model)},{CsvWords.Cell(row.Student)},{CsvWords.Cell(row.Training)},{SettingWords.Of(cell.Setting)},{cell.K},{metric},{number.Value:0.######},{number.StandardError:0.######},{number.N},{number.Unscored},{number.Adjusted:0.######},{(number.IsBold ? "true" : "false")},{(table.IsSimulated ? "true" : "false")}\n"
                    );
                }
            }
        }

        return text.ToString();
    }

    private static IEnumerable<(Setting Setting, int K)> Columns(PaperTable table) =>
        from setting in table.Settings
        from k in table.Ks
        select (setting, k);

    private static string Bold(PaperNumber number, string before, string after)
    {
        var words = number.Value is { } value
            ? value.ToString("0.00", CultureInfo.InvariantCulture).TrimStart('0')
            : "--";
        return number.IsBold ? before + words + after : words;
    }

    private static string Cell(string words) => words.Replace("|", "\\|", StringComparison.Ordinal);

    /// <summary>Words with everything that means something to LaTeX made harmless.</summary>
    private static string Tex(string words)
    {
        var text = new StringBuilder(words.Length);
        foreach (var letter in words)
        {
            text.Append(
                letter switch
                {
                    '\\' => "\\textbackslash{}",
                    '{' or '}' or '$' or '&' or '#' or '_' or '%' => $"\\{letter}",
                    '~' => "\\textasciitilde{}",
                    '^' => "\\textasciicircum{}",
                    '<' => "$<$",
                    '>' => "$>$",
                    '–' => "--",
                    '…' => "\\dots{}",
                    _ => letter.ToString(),
                }
            );
        }

        return text.ToString();
    }
}
