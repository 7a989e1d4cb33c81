using SkillMix.Core.Browse;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Sampling;
using SkillMix.Dashboard;
using SkillMix.Dashboard.Pages.Anchors;
using SkillMix.Dashboard.Pages.Catalogue;
using SkillMix.Dashboard.Pages.Compare;

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
