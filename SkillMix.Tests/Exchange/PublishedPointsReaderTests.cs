using SkillMix.Core.Exchange;
using SkillMix.Core.Runs;

namespace SkillMix.Tests.Exchange;

public sealed class PublishedPointsReaderTests
{
    private const string Header = "student,grader,k,ratio_of_full_marks,ratio_of_all_skills,skill_fraction";

    [Fact]
    public void BuiltIn_TheLeaderboard_HasItsRowsAndGpt4AtFive()
    {
        var points = PublishedPointsReader.BuiltIn();

        Assert.Equal(34, points.Count);
        Assert.Equal(10, points.Select(point => point.Student).Distinct().Count());
        var five = Assert.Single(points, point => point is { Student: "GPT-4", K: 5 });
        Assert.Equal((0.12, 0.12, 0.79), (five.FullMarks, five.AllSkills, five.SkillFraction));
        Assert.All(points, point => Assert.Equal(("GPT-4", "", ""), (point.Grader, point.Setting, point.TrainingData)));
    }

    [Fact]
    public void Read_ColumnsInAnyOrderAndOptionalOnes_AreFound()
    {
        var point = Assert.Single(
            Read(
                "k,training_data,setting,skill_fraction,ratio_of_all_skills,ratio_of_full_marks,grader,student\n4,D(1),all,-,,0.25,g,s"
            )
        );

        Assert.Equal(new PublishedPoint("source", "note", "s", "g", "all", "D(1)", 4, 0.25, null, null), point);
    }

    [Theory]
    [InlineData("", "file.csv is empty")]
    [InlineData("student,grader,k\n", "file.csv, line 1: the column 'ratio_of_full_marks' is missing")]
    [InlineData(Header + "\ns,g,2,0.5,0.5,0.5\ns,g,two,0.5,0.5,0.5", "file.csv, line 3: k is 'two'")]
    [InlineData(Header + "\ns,g,0,0.5,0.5,0.5", "file.csv, line 2: k is '0'")]
    [InlineData(Header + "\ns,g,2,50,0.5,0.5", "file.csv, line 2: ratio_of_full_marks is '50'")]
    [InlineData(Header + "\n\ns,g,2,0.5,0.5,NaN", "file.csv, line 3: skill_fraction is 'NaN'")]
    [InlineData(Header + "\n ,g,2,0.5,0.5,0.5", "file.csv, line 2: the student has no name")]
    public void Read_WhatIsNoSuchTable_SaysWhereAndWhy(string text, string sentence)
    {
        var problem = Assert.Throws<InvalidDataException>(() => Read(text));

        Assert.StartsWith(sentence, problem.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<PublishedPoint> Read(string text) =>
        PublishedPointsReader.Read(text, "file.csv", "source", "note");
}
