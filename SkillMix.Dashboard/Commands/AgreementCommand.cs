using System.CommandLine;
using SkillMix.Core.Figures;
using SkillMix.Core.Metrics;
using SkillMix.Core.Storage;

namespace SkillMix.Dashboard.Commands;

/// <summary>agreement: how far people and graders agree on the texts that people judged.</summary>
public static class AgreementCommand
{
    public static Command Build()
    {
        var queue = new Option<string?>("--queue")
        {
            Description = "Only this queue, by name or id (default: all texts that people judged).",
        };
        var by = new Option<string>("--by")
        {
            Description = "By what criteria are parted: kind, k, skill, student or setting.",
            DefaultValueFactory = _ => AgreementWords.Key(AgreementCut.Kind),
        };
        by.AcceptOnlyFromAmong([.. Enum.GetValues<AgreementCut>().Select(AgreementWords.Key)]);
        var epsilon = new Option<double>("--epsilon")
        {
            Description =
                "ε of the alternative annotator test: .2 where people are experts, .15 skilled people, .1 a crowd.",
            DefaultValueFactory = _ => StandIn.UsualEpsilon,
        };
        var db = CommonOptions.Db();
        var json = CommonOptions.Json();
        var command = new Command("agreement", "Say how far people and graders agree.")
        {
            queue,
            by,
            epsilon,
            db,
            json,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                if (parsed.GetValue(epsilon) is not (>= 0 and < 1))
                {
                    throw new ArgumentException("--epsilon goes from 0 to below 1; .2, .15 and .1 are usual.");
                }

                using var store = new OpenedStore(parsed.GetValue(db), StoreAccess.ReadOnly);
                var book = new AnnotationBook(store.File, TimeProvider.System);
                var criteria = await CriteriaAsync(book, parsed.GetValue(queue), cancellationToken);
                var cut = AgreementWords.ReadCut(parsed.GetValue(by))!.Value;
                var report = AgreementReport.Of(criteria);
                var lines = AgreementLine.By(criteria, cut);
                var standIns = StandIn.Of(criteria, parsed.GetValue(epsilon));
                if (parsed.GetValue(json))
                {
                    CommonOptions.WriteJson(AgreementJson.Of(report, cut, lines, parsed.GetValue(epsilon), standIns));
                }
                else
                {
                    AgreementTables.Print(report, lines, standIns);
                }

                return SkillMixCommandLine.Done;
            }
        );
        return command;
    }

    private static async Task<RatedCriteria> CriteriaAsync(
        AnnotationBook book,
        string? queue,
        CancellationToken cancellationToken
    )
    {
        if (queue is not null)
        {
            var found = await book.FindAsync(queue, cancellationToken);
            return RatedCriteria.Of(await book.MeasuredAsync(found.Id, cancellationToken));
        }

        var queues = await book.QueuesAsync(cancellationToken);
        return RatedCriteria.Of(
            await book.JudgedAsync(PanelSpec.Default, cancellationToken),
            PanelSpec.Default,
            endsEarly: queues.Any(one => one.Spec.EndsEarly)
        );
    }
}
