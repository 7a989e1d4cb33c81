using SkillMix.Core.Storage;

namespace SkillMix.Tests.Storage;

public sealed class SearchQueryTests
{
    [Theory]
    [InlineData("knots rope", "\"knots\" AND \"rope\"")]
    [InlineData("\"a knot of rope\"", "\"a knot of rope\"")]
    [InlineData("kno*", "\"kno\"*")]
    [InlineData("knots -rope -twine", "(\"knots\") NOT (\"rope\" OR \"twine\")")]
    [InlineData("-\"old rope\" knots", "(\"knots\") NOT (\"old rope\")")]
    [InlineData("well-known", "\"well-known\"")]
    [InlineData("AND (", "\"AND\"")]
    [InlineData("text:knots", "\"text:knots\"")]
    [InlineData("an\"unclosed phrase", "\"an\" AND \"unclosed phrase\"")]
    [InlineData("été 結び目", "\"été\" AND \"結び目\"")]
    [InlineData("𠮷", "\"𠮷\"")]
    [InlineData("rope\0knot", "\"rope\" AND \"knot\"")]
    public void ToFts5_WhateverIsTyped_QuotesEveryWord(string typed, string query) =>
        Assert.Equal(query, SearchQuery.ToFts5(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\"")]
    [InlineData("\"\"")]
    [InlineData("*")]
    [InlineData("( ) - +")]
    [InlineData("-rope")]
    [InlineData("\0")]
    public void ToFts5_NothingToLookFor_IsNull(string? typed) => Assert.Null(SearchQuery.ToFts5(typed));

    [Theory]
    [InlineData("lecture", "Her Lecture on lectures", "4+7")]
    [InlineData("lect*", "Her Lecture on lectures", "4+4 15+4")]
    [InlineData("\"on the\" -lecture", "a lecture on the on", "10+6")]
    [InlineData("* (", "anything (at all)", "")]
    [InlineData(null, "anything", "")]
    public void Hits_OfWhatWasTyped_AreTheWantedWordsAsWholeWords(string? typed, string text, string places) =>
        Assert.Equal(
            places,
            string.Join(' ', SearchQuery.Hits(typed, text).Select(hit => $"{hit.Start}+{hit.Length}"))
        );
}
