using System.Text;
using SkillMix.Core.Catalogue;

namespace SkillMix.Tests.Catalogue;

public sealed class CatalogueReaderTests : IDisposable
{
    private const string Header = "category,skill,definition,example\n";
    private const string Irony = "rhetorical,irony,Says the opposite.,Lovely weather\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("catalogue-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_AllColumnsOfTheReference_TakesEachCellAsItStands()
    {
        var catalogue = Read(
            "category,skill,definition,example,comments,status,added by\n"
                + "rhetorical,question (loaded ),\" One’s own, \"\"so to say\"\". \",\"Two\nlines\",checked,keep,someone\n",
            "Chess\n"
        );

        Assert.Equal(
            [new("question (loaded )", "rhetorical", " One’s own, \"so to say\". ", "Two\nlines")],
            catalogue.Skills
        );
        Assert.Equal("c", catalogue.Name);
    }

    [Fact]
    public void Read_RowsThatAreRemovedInReviewOrMaybe_AreSkippedWhateverTheyHold()
    {
        var catalogue = Read(
            """
            status,category,skill,definition,example,occurrence_rate
            keep,literary,simile,d,e,
            remove,literary,simile,d,e,
            in review,literary,pun,d,e,unknown
            Maybe ,literary,hyperbole,d,e,
            ,literary,allusion,d,e,
            """,
            "Chess"
        );

        Assert.Equal(["simile", "allusion"], catalogue.Skills.Select(skill => skill.Name));
    }

    [Fact]
    public void Read_OccurrenceRates_AreSharesOrUnknown()
    {
        var catalogue = Read(
            """
            category,skill,definition,example,occurrence_rate
            literary,simile,d,e,0.05
            literary,pun,d,e,
            literary,allusion,d,e,1e-3
            """,
            "Chess"
        );

        Assert.Equal([0.05, null, 0.001], catalogue.Skills.Select(skill => skill.OccurrenceRate));
    }

    [Fact]
    public void Read_ByteOrderMarksCrlfAndBlankLines_GiveTheSameCatalogue()
    {
        var plain = Read(Header + Irony, "Chess\nTea\n");
        var other = Read(
            "\uFEFF" + Header.ReplaceLineEndings("\r\n") + "\r\n,,,\r\n" + Irony.ReplaceLineEndings("\r\n") + "\r\n",
            "\uFEFFChess\r\n\r\n  \r\nTea"
        );

        Assert.Equal(plain.Hash, other.Hash);
    }

    [Fact]
    public void Read_TopicsWithSpacesAround_KeepsThem() =>
        Assert.Equal([new(" Chess"), new("Tea ")], Read(Header + Irony, " Chess\n\nTea \n").Topics);

    [Fact]
    public void ReadFolder_FilesWithByteOrderMarks_NamesTheCatalogueAfterTheFolder()
    {
        File.WriteAllText(Path.Combine(_folder, "skills.csv"), Header + Irony, Encoding.UTF8);
        File.WriteAllText(Path.Combine(_folder, "topics.txt"), "Café\n", Encoding.UTF8);

        var catalogue = CatalogueReader.ReadFolder(_folder + Path.DirectorySeparatorChar);

        Assert.Equal(Path.GetFileName(_folder), catalogue.Name);
        Assert.Equal("irony", catalogue.Skills.Single().Name);
        Assert.Equal("Café", catalogue.Topics.Single().Name);
        Assert.Equal("mine", CatalogueReader.ReadFolder(_folder, "mine").Name);
    }

    [Fact]
    public void ReadFolder_WithoutTopics_NamesTheMissingFile()
    {
        File.WriteAllText(Path.Combine(_folder, "skills.csv"), Header + Irony);

        var error = Assert.Throws<InvalidDataException>(() => CatalogueReader.ReadFolder(_folder));

        Assert.Equal(
            $"There is no file '{Path.Combine(_folder, "topics.txt")}'; a catalogue is a folder with skills.csv and topics.txt.",
            error.Message
        );
    }

    [Fact]
    public void ReadFolder_FileInAnotherEncoding_SaysSo()
    {
        var skills = Path.Combine(_folder, "skills.csv");
        File.WriteAllText(skills, Header + Irony);
        File.WriteAllText(Path.Combine(_folder, "topics.txt"), "Café\n", Encoding.Latin1);

        var error = Assert.Throws<InvalidDataException>(() => CatalogueReader.ReadFolder(_folder));

        Assert.Equal(
            $"The file '{Path.Combine(_folder, "topics.txt")}' is not UTF-8 text; save it as UTF-8.",
            error.Message
        );
    }

    [Theory]
    [InlineData(
        "",
        "line 1: the file is empty; its first line names the columns category, skill, definition, example."
    )]
    [InlineData(Header, "line 1: no skill follows the header; every row is missing or skipped by its status.")]
    [InlineData(
        "category,skill,example\nliterary,pun,e\n",
        "line 1: the column 'definition' is missing among the columns found (category, skill, example)."
    )]
    [InlineData(
        "category,skill,definition,example,skill\n",
        "line 1: the column 'skill' is named twice; keep one of the two."
    )]
    [InlineData(
        Header + "literary,pun,\"two\r\nlines\",e\n\n" + Irony + Irony,
        "line 6: the skill 'irony' stands already in line 5; keep one of the two."
    )]
    [InlineData(
        Header + Irony + "literary,,d,e\n",
        "line 3: the skill has no name; fill the column 'skill' or delete the row."
    )]
    [InlineData(
        Header + "literary,pun,a play, on words,e\n",
        "line 2: there are 5 cells for 4 columns; put a cell that holds a comma in quotation marks."
    )]
    [InlineData(Header + "literary,pun,d\n", "line 2: the row ends before its column 'example'; complete the row.")]
    [InlineData(
        "category,skill,definition,example,occurrence_rate\nliterary,pun,d,e,often\n",
        "line 2: the occurrence_rate 'often' is not a number from 0 to 1, such as 0.05."
    )]
    [InlineData(
        "category,skill,definition,example,occurrence_rate\nliterary,pun,d,e,5\n",
        "line 2: the occurrence_rate '5' is not a number from 0 to 1, such as 0.05."
    )]
    [InlineData(
        Header + Irony + "literary,pun,\"never closed,e\n" + Irony,
        "line 3: a quotation mark is out of place; put the whole cell in quotation marks and double those inside."
    )]
    [InlineData(
        Header + "literary,pun,the \"so-called\" wit,e\n",
        "line 2: a quotation mark is out of place; put the whole cell in quotation marks and double those inside."
    )]
    public void Read_SkillsThatAreNoCatalogue_SayWhereAndWhy(string skills, string sentence)
    {
        var error = Assert.Throws<InvalidDataException>(() => Read(skills, "Chess"));

        Assert.Equal("skills.csv, " + sentence, error.Message);
    }

    [Theory]
    [InlineData("\n \n", "line 1: there is no topic; write one topic a line.")]
    [InlineData("Tea\n\nChess\nTea", "line 4: the topic 'Tea' stands already in line 1; keep one of the two.")]
    public void Read_TopicsThatAreNoCatalogue_SayWhereAndWhy(string topics, string sentence)
    {
        var error = Assert.Throws<InvalidDataException>(() => Read(Header + Irony, topics));

        Assert.Equal("topics.txt, " + sentence, error.Message);
    }

    [ReferenceFact]
    public void ReadFolder_TheReleasedCatalogue_HasThePublicSkillsAndTopicsInOrder()
    {
        var catalogue = CatalogueReader.ReadFolder(ReferenceData.Folder!);

        Assert.Equal(PublicCatalogue.Skills, catalogue.Skills.Select(skill => skill.Name));
        Assert.Equal(PublicCatalogue.Topics, catalogue.Topics.Select(topic => topic.Name));
        Assert.Equal(PublicCatalogue.Create().Categories, catalogue.Categories);
        Assert.Contains("one’s self esteem", catalogue.Skills[0].Definition, StringComparison.Ordinal);
        Assert.EndsWith("is ignored. ", catalogue.Skills[1].Definition, StringComparison.Ordinal);
    }

    private static SkillCatalogue Read(string skills, string topics) =>
        CatalogueReader.Read(new StringReader(skills), new StringReader(topics), "c");
}
