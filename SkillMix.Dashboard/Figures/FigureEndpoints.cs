using SkillMix.Core.Figures;
using SkillMix.Core.Metrics;
using SkillMix.Dashboard.Background;
using SkillMix.Dashboard.Components;
using SkillMix.Dashboard.People;

namespace SkillMix.Dashboard.Figures;

/// <summary>Figures as files to save: the address of the studio with the ending of the file.</summary>
public static class FigureEndpoints
{
    /// <summary>The addresses. They are the owners'.</summary>
    public static void MapFigures(this WebApplication app) =>
        app.MapGet($"{SkillMixUrls.FiguresPath}/figure.{{ending}}", AnswerAsync).RequireAuthorization(Access.Owner);

    private static async Task<IResult> AnswerAsync(
        string ending,
        HttpContext context,
        CurrentStore current,
        PointCache points,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var file = FigureFile.Of($"figure.{ending}");
            var uri = context.Request.Path + context.Request.QueryString.Value;
            var spec = SkillMixUrls.ReadFigure(uri);
            var dpi = SkillMixUrls.ReadNumber(SkillMixUrls.One(SkillMixUrls.Query(uri), "dpi")) ?? FigureFile.UsualDpi;
            PointTable all = await points.PointsAsync(cancellationToken);
            var made = await FigureReader.MakeAsync(spec, current.Now, all, keyOf: null, cancellationToken);
            return Results.File(
                file.Write(made, dpi),
                file.MediaType,
                $"{FigureKindWords.Name(spec.Kind)}.{file.Ending}"
            );
        }
        catch (Exception problem) when (ToldProblem.Is(problem))
        {
            return Results.Text(problem.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }
}
