using SkillMix.Core.ChatModels;
using SkillMix.Dashboard.Pages.Curves;
using SkillMix.Tests.Metrics;

namespace SkillMix.Tests.Dashboard;

public sealed class FilterGraderCautionTests
{
    [Fact]
    public void Curves_OfAStudentGradedByWhoChoseItsTrainingTexts_WarnOfIt()
    {
        var points = new PointTableBuilder().Series(student: "tuned", grader: "judge").Text(0, 1, "11111").Table;
        StudyModel[] models = [new("tuned") { FilteredBy = ["judge", "nobody here"] }, new("judge")];

        var result = CurvesResult.Of(new CurvesView(), points, models, []);

        Assert.Single(
            result.Cautions,
            "tuned was trained on texts that judge let pass; by that grader it is favoured."
        );
    }
}
