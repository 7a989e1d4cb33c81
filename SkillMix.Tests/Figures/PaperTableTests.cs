using SkillMix.Core.Figures;
using SkillMix.Core.Metrics;
using SkillMix.Tests.Metrics;

namespace SkillMix.Tests.Figures;

public sealed class PaperTableTests
{
    private static readonly DateOnly Date = new(2025, 3, 1);

    [Fact]
    public void Table_OfABaseAndATunedModel_SetsInBoldOnlyWhatThePairedTestSupports()
    {
        // Ten tuples. At k = 2 the tuned model gains all ten: exact p = 2 / 2^10, two tests in the family, .0039.
        // At k = 3 it gains three of ten: p = .25.
        var table = Of(k2: 10, k3: 3);

        Assert.Equal(["–", "D(1,2)"], table.Rows.Select(row => row.Training));
        var tuned = table.Rows[1].Cells;
        Assert.Equal([(2, true), (3, false)], tuned.Select(cell => (cell.K, cell.FullMarks.IsBold)));
        Assert.Equal(4.0 / 1024, tuned[0].FullMarks.Adjusted!.Value, 1e-12);
        Assert.Equal(0.25, tuned[1].FullMarks.Adjusted!.Value, 1e-12);
        Assert.All(table.Rows[0].Cells, cell => Assert.Null(cell.FullMarks.Adjusted));
        Assert.Equal(
            "Ratio of full marks / skill fraction. 10 tuples per cell, best of 1 generations, 1 grading each by grader. "
                + "Length by the reference counter; named skills keep their point; unreadable points are kept apart. "
                + "Bold: better than the base model on the same tuples, exact paired test, Holm-adjusted over all tuned models, k and settings, p < .05. 2025-03-01.",
            table.Caption
        );
    }

    [Fact]
    public void Latex_OfATable_IsBooktabsWithHarmlessNames() =>
        Assert.Equal(
            """
            % needs \usepackage{booktabs}
            \begin{table}
              \centering
              \caption{CAPTION}
              \begin{tabular}{llcc}
                \toprule
                Model & Training & \multicolumn{2}{c}{all} \\
                \cmidrule(lr){3-4}
                 & & $k=2$ & $k=3$ \\
                \midrule
                lab/base\_7b & -- & .00/.50 & .00/.67 \\
                 & D(1,2) & \textbf{1.00}/\textbf{1.00} & .30/.77 \\
                \bottomrule
              \end{tabular}
            \end{table}

            """.ReplaceLineEndings("\n"),
            PaperTableWriter.Latex(Of(k2: 10, k3: 3) with { Caption = "CAPTION" })
        );

    [Fact]
    public void MarkdownAndCsv_OfATable_HoldTheSameNumbers()
    {
        var table = Of(k2: 10, k3: 3) with { Caption = "CAPTION" };

        Assert.Equal(
            """
            | model | training | all, k = 2 | all, k = 3 |
            |---|---|---|---|
            | lab/base_7b | – | .00 / .50 | .00 / .67 |
            | lab/base_7b | D(1,2) | **1.00** / **1.00** | .30 / .77 |

            CAPTION

            """.ReplaceLineEndings("\n"),
            PaperTableWriter.Markdown(table)
        );
        Assert.Equal(
            "lab/base_7b,lab/tuned,\"D(1,2)\",all,3,full_marks,0.3,0.152753,10,0,0.25,false,false",
            PaperTableWriter.Csv(table).Split('\n')[7]
        );
    }

    [Fact]
    public void Csv_OfAModelThatIsAFormula_IsGuardedAsInAllTables()
    {
        var points = new PointTableBuilder().Series(student: "=HYPERLINK(1)").Text(0, 1, "11111").Table;
        string[] names = ["=1", "+1", "-1", "@a", "'=1", "''", "a=1", "\t1", ""];

        var table = PaperTable.Of(points, MetricOptions.Default, [], Date);

        Assert.All(
            PaperTableWriter.Csv(table).TrimEnd('\n').Split('\n').Skip(1),
            line => Assert.StartsWith("'=HYPERLINK(1),'=HYPERLINK(1),", line, StringComparison.Ordinal)
        );
        Assert.Equal(names.Select(SkillMix.Core.Catalogue.FormulaGuard.Put), names.Select(CsvWords.Cell));
    }

    [Fact]
    public void Table_OfTwoGraders_AsksForOne()
    {
        var points = new PointTableBuilder()
            .Series(grader: "a")
            .Text(0, 1, "11111")
            .Series(grader: "b")
            .Text(0, 1, "11111")
            .Table;

        var refused = Assert.Throws<ArgumentException>(() => PaperTable.Of(points, MetricOptions.Default, [], Date));

        Assert.Contains("choose one with --grader", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Ten tuples at k = 2 and 3; the base never has full marks, the tuned model on so many tuples.</summary>
    private static PaperTable Of(int k2, int k3)
    {
        var builder = new PointTableBuilder();
        foreach (var (student, gains2, gains3) in new[] { ("lab/base_7b", 0, 0), ("lab/tuned", k2, k3) })
        {
            builder.Series(k: 2, student: student, sample: "two");
            for (var tuple = 0; tuple < 10; tuple++)
            {
                builder.Text(tuple, 1, tuple < gains2 ? "11111" : "01111");
            }

            builder.Series(k: 3, student: student, sample: "three");
            for (var tuple = 0; tuple < 10; tuple++)
            {
                builder.Text(tuple, 1, tuple < gains3 ? "111111" : "011111");
            }
        }

        return PaperTable.Of(
            builder.Table,
            MetricOptions.Default,
            [new("lab/base_7b"), new("lab/tuned", "lab/base_7b", "D(1,2)")],
            Date
        );
    }
}
