using System.Text;
using SkillMix.Core.Figures;
using SkillMix.Dashboard.Background;
using SkillMix.Dashboard.Components;
using SkillMix.Dashboard.People;

namespace SkillMix.Dashboard.Figures;

/// <summary>Figures as files to save: the address of the studio with the ending of the file.</summary>
public static class FigureEndpoints
{
    /// <summary>The addresses. They are the owners'.</summary>
    public static void MapFigures(this WebApplication app)
    {
        app.MapGet($"{SkillMixUrls.FiguresPath}/figure.{{ending}}", FigureAsync).RequireAuthorization(Access.Owner);
        app.MapGet($"{SkillMixUrls.FiguresPath}/table.{{ending}}", TableAsync).RequireAuthorization(Access.Owner);
    }

    /// <summary>The papers' table of the same choices.</summary>
    private static async Task<IResult> TableAsync(
        string ending,
        HttpContext context,
        CurrentStore current,
        PointCache points,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var spec = SkillMixUrls.ReadFigure(context.Request.Path + context.Request.QueryString.Value);
            var table = await FigureReader.TableAsync(
                spec.Choices,
                current.Now,
                await points.PointsAsync(cancellationToken),
                DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime),
                cancellationToken
            );
            var (text, type) = ending switch
            {
                "tex" => (PaperTableWriter.Latex(table), "application/x-tex"),
                "md" => (PaperTableWriter.Markdown(table), "text/markdown"),
                "csv" => (PaperTableWriter.Csv(table), "text/csv"),
                _ => throw new ArgumentException($"A table is .tex, .md or .csv, not '.{ending}'."),
            };
            return Results.File(Encoding.UTF8.GetBytes(text), $"{type}; charset=utf-8", $"table.{ending}");
        }
        catch (Exception problem) when (ToldProblem.Is(problem))
        {
            return Results.Text(problem.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    private static async Task<IResult> FigureAsync(
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
            var dpi = SkillMixUrls.Whole(SkillMixUrls.Query(uri), "dpi") ?? FigureFile.UsualDpi;
            var (all, runs) = await points.WithRunsAsync(cancellationToken);
            var made = await FigureReader.MakeAsync(
                spec,
                current.Now,
                all,
                MeasureOffers.Of(all),
                runs,
                keyOf: null,
                cancellationToken
            );
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
