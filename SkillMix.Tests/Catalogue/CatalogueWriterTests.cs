using SkillMix.Core.Catalogue;

namespace SkillMix.Tests.Catalogue;

public class CatalogueWriterTests
{
    [Fact]
    public void Write_AwkwardNamesAndCells_ReadBackTheSame()
    {
        var catalogue = new SkillCatalogue(
            "c",
            [
                new("question (loaded )", "rhetorical", " One’s own, \"so to say\". ", "Two\r\nlines\n", 0.1),
                new(" =pun", "", "", "\"", null),
            ],
            [new("Chess "), new("\"Tea\", they say")]
        );

        var (skills, topics) = Write(catalogue);

        Assert.Equal(
            catalogue.Hash,
            CatalogueReader.Read(new StringReader(skills), new StringReader(topics), "other").Hash
        );
    }

    [Fact]
    public void Write_PlainSkills_AreTheColumnsOfTheReferenceFormat()
    {
        var (skills, topics) = Write(
            new("c", [new("pun", "literary", "A play, on words.", "e", 0.05)], [new("Chess"), new("Tea")])
        );

        Assert.Equal(
            "category,skill,definition,example,occurrence_rate\nliterary,pun,\"A play, on words.\",e,0.05\n",
            skills
        );
        Assert.Equal("Chess\nTea\n", topics);
    }

    [Fact]
    public void Write_ATopicOfTwoLines_IsRefused() =>
        Assert.Equal(
            "The topic 'a\nb' holds a line break; give it a name of one line.",
            Assert.Throws<ArgumentException>(() => Write(new("c", [new("pun", "", "", "")], [new("a\nb")]))).Message
        );

    private static (string Skills, string Topics) Write(SkillCatalogue catalogue)
    {
        using var skills = new StringWriter();
        using var topics = new StringWriter();
        CatalogueWriter.Write(catalogue, skills, topics);
        return (skills.ToString(), topics.ToString());
    }
}
