using SkillMix.Core.Browse;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Metrics;
using SkillMix.Core.Sampling;
using SkillMix.Dashboard;
using SkillMix.Dashboard.Pages.Anchors;
using SkillMix.Dashboard.Pages.Annotate;
using SkillMix.Dashboard.Pages.Catalogue;
using SkillMix.Dashboard.Pages.Compare;
using SkillMix.Dashboard.Pages.Compose;
using SkillMix.Dashboard.Pages.People;

namespace SkillMix.Tests.Dashboard;

public sealed class PageUrlsTests
{
    [Fact]
    public void Compare_WrittenAndRead_IsTheSameView()
    {
        var view = new CompareView
        {
            Sample = "bb6bd15ee1dc",
            Tuple = 4,
            Students = ["a/b c", "d&e"],
            Round = 2,
            ByGrader = true,
            Drafts = true,
        };

        var read = SkillMixUrls.ReadCompare("http://localhost" + SkillMixUrls.Compare(view));

        Assert.Equal(view.Students, read.Students);
        Assert.Equal(view, read with { Students = view.Students });
    }

    [Theory]
    [InlineData("/compare?round=-3&page=x&setting=none")]
    [InlineData("/compare")]
    public void ReadCompare_NothingItKnows_IsTheListOfTuples(string address)
    {
        var view = SkillMixUrls.ReadCompare("http://localhost" + address);

        Assert.Equal(new CompareView(), view with { Students = new CompareView().Students });
    }

    [Fact]
    public void ReadCompare_MoreStudentsThanFit_TakesTheFirstFour() =>
        Assert.Equal(
            ["a", "b", "c", "d"],
            SkillMixUrls
                .ReadCompare("http://localhost/compare?student=a&student=b&student=b&student=c&student=d&student=e")
                .Students
        );

    [Fact]
    public void Anchors_WrittenAndRead_IsTheSameView()
    {
        AnchorsView[] views =
        [
            new(),
            new("half & half", "0123456789ab", 1, 3, "full marks", ShowsLost: false),
            new("set", Flips: "skill"),
        ];

        Assert.All(
            views,
            view => Assert.Equal(view, SkillMixUrls.ReadAnchors("http://localhost" + SkillMixUrls.Anchors(view)))
        );
    }

    [Fact]
    public void Agreement_WrittenAndRead_IsTheSameView()
    {
        AgreementView[] views =
        [
            new(),
            new AgreementView
            {
                Queue = Guid.Parse("0190a000-0000-7000-8000-000000000001"),
                By = AgreementCut.Skill,
                Show = CoefficientKind.Gwet,
                Epsilon = 0.1,
            }.At("grader:a/b & c", OpenCell.People, "red herring") with
            {
                Start = 100,
                ShowsAllItems = true,
            },
        ];

        Assert.All(
            views,
            view => Assert.Equal(view, SkillMixUrls.ReadAgreement("http://localhost" + SkillMixUrls.Agreement(view)))
        );
        Assert.Equal(
            new(),
            SkillMixUrls.ReadAgreement("http://localhost/annotate/agreement?by=x&show=y&eps=0.3&start=-5")
        );
    }

    [Fact]
    public void CataloguePage_WithADraw_KeepsTheWholeForm()
    {
        var view = new CatalogueView
        {
            Part = CataloguePart.Draw,
            IsDrawn = true,
            Draw = new()
            {
                K = 4,
                Count = 30,
                Seed = -7,
                Mode = SamplingMode.Reference,
                Setting = Setting.HeldOut,
                Name = "a b",
            },
        };

        Assert.Equal(view, SkillMixUrls.ReadCatalogue("http://localhost" + SkillMixUrls.Catalogue(view)));
    }

    [Fact]
    public void PeoplePage_WrittenAndRead_IsTheSameView()
    {
        PeopleView[] views = [new(), new(Guid.CreateVersion7()), new(IsAdding: true)];

        Assert.All(
            views,
            view => Assert.Equal(view, SkillMixUrls.ReadPeople("http://localhost" + SkillMixUrls.People(view)))
        );
    }

    [Theory]
    [InlineData("/runs?k=3#here", "/runs?k=3#here")]
    [InlineData("/", "/")]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("runs", "/")]
    [InlineData("https://example.com", "/")]
    [InlineData("//example.com", "/")]
    [InlineData("/\\example.com", "/")]
    [InlineData("/\t/example.com", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/sign-in?back=/runs", "/")]
    public void LocalOrHome_OfAnAddress_NeverLeadsToAnotherHost(string? address, string expected) =>
        Assert.Equal(expected, SkillMixUrls.LocalOrHome(address));

    [Fact]
    public void Compose_WrittenAndRead_IsTheSameView()
    {
        var view = new ComposeView
        {
            Skills = ["b c", "a&b"],
            Topics = ["d", "e"],
            Students = ["x/y"],
            Graders = [new("g/h", "grade-prose")],
            RevisePrompt = null,
            Temperature = null,
            MaxTokens = 99,
            SystemPrompt = "Be kind.",
            Search = "q",
            Category = "literary",
            DrawnK = 5,
        };

        var read = SkillMixUrls.ReadCompose("http://localhost" + SkillMixUrls.Compose(view));

        Assert.Equal(SkillMixUrls.Compose(view), SkillMixUrls.Compose(read));
        Assert.Equal(view.Skills, read.Skills);
        Assert.Equal(
            view,
            read with
            {
                Skills = view.Skills,
                Topics = view.Topics,
                Students = view.Students,
                Graders = view.Graders,
            }
        );
        Assert.Equal("/compose", SkillMixUrls.Compose(new ComposeView()));
    }

    [Fact]
    public void NewRun_OfPickedTuples_KeepsThem()
    {
        var design = SkillMixUrls.ReadNewRun("") with { Picked = [new(["a", "b"], "t"), new(["c"], "u")] };

        var read = SkillMixUrls.ReadNewRun("http://localhost" + SkillMixUrls.NewRun(design)).Picked;

        Assert.Equal(["a", "b"], read[0].Skills);
        Assert.Equal(("t", "u", "c"), (read[0].Topic, read[1].Topic, read[1].Skills[0]));
    }

    [Theory]
    [InlineData("k=5&is=full-marks", "/generations?k=5&is=full-marks")]
    [InlineData("/generations?k=5", "/generations?k=5")]
    [InlineData("javascript:alert(1)", "/generations")]
    [InlineData("https://elsewhere.example/?k=5#x", "/generations?k=5")]
    [InlineData("", "/generations")]
    public void SavedView_WhateverIsStored_IsAnAddressOfOurOwn(string stored, string address) =>
        Assert.Equal(address, SkillMixUrls.SavedView(new SavedView(Guid.Empty, "view", stored)));

    [Fact]
    public void SavedQuery_OfAView_IsItsFilterAndLeadsBackToIt()
    {
        var view = SkillMixUrls.ReadGenerations("/generations?k=5&topic=a%26b&after=3");

        Assert.Equal("k=5&topic=a%26b", SkillMixUrls.SavedQuery(view));
        Assert.Equal("", SkillMixUrls.SavedQuery(SkillMixUrls.ReadGenerations("/generations")));
    }
}
