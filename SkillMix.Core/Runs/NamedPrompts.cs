using SkillMix.Core.Catalogue;
using SkillMix.Core.Prompts;

namespace SkillMix.Core.Runs;

/// <summary>Finds the prompts that a run file names: built in, held by the store, or in a file of one's own.</summary>
/// <param name="folder">Where relative paths start.</param>
/// <param name="stored">The templates of the store; none where there is no store.</param>
internal sealed class NamedPrompts(string folder, IReadOnlyList<PromptTemplate> stored)
{
    private static readonly PromptKind[] Gradings =
    [
        PromptKind.GradingTable,
        PromptKind.GradingProse,
        PromptKind.GradingStructured,
    ];

    /// <summary>The prompt of that name for one purpose.</summary>
    /// <exception cref="InvalidDataException">There is none, or it is for something else, or several could be meant.</exception>
    public PromptTemplate Find(string named, PromptKind kind) => Find(named, [kind], kind);

    /// <summary>The grading prompt of that name, in whatever style.</summary>
    /// <exception cref="InvalidDataException">There is none, or it is for something else, or several could be meant.</exception>
    public PromptTemplate FindGrading(string named) => Find(named, Gradings, StyleOfFile(named));

    private PromptTemplate Find(string named, PromptKind[] kinds, PromptKind ofFile)
    {
        if (named.StartsWith(RunDesign.StoredPrompt, StringComparison.Ordinal))
        {
            return Stored(named, kinds);
        }

        if (BuiltIn(named) is { } builtIn)
        {
            return kinds.Contains(builtIn.Kind)
                ? builtIn
                : throw new InvalidDataException(
                    $"The template '{named}' is for something else; {Expected(kinds)} was expected."
                );
        }

        var path = Path.Combine(folder, named);
        return File.Exists(path)
            ? PromptLibrary.FromFile(path, ofFile)
            : throw new InvalidDataException(
                $"There is no built-in template '{named}' and no file {path}; {Expected(kinds)} was expected."
            );
    }

    private PromptTemplate Stored(string named, PromptKind[] kinds)
    {
        var wanted = named[RunDesign.StoredPrompt.Length..].Trim();
        var fitting = stored.Where(template => kinds.Contains(template.Kind)).ToList();
        var found = fitting
            .Where(template =>
                wanted.Length > 0
                && (
                    template.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase)
                    || template.Hash.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)
                )
            )
            .DistinctBy(template => template.Hash)
            .ToList();
        return found switch
        {
            [var one] => one,
            [] => throw new InvalidDataException(
                fitting.Count == 0
                    ? $"The store holds no prompt that fits '{named}'; {Expected(kinds)} was expected."
                    : $"The store holds no prompt '{wanted}' that fits here; there are {Listed(fitting)}."
            ),
            _ => throw new InvalidDataException(
                $"'{named}' could be several prompts of the store: {Listed(found)}; give more characters of the hash."
            ),
        };
    }

    /// <summary>One's own file says by its name which style it is: my-table.md, my-prose.v2.md. The last such word counts.</summary>
    private static PromptKind StyleOfFile(string named)
    {
        var name = Path.GetFileName(named);
        var last = Gradings
            .Select(kind =>
                (kind, At: name.LastIndexOf(PromptTemplate.ReaderKeyOf(kind), StringComparison.OrdinalIgnoreCase))
            )
            .MaxBy(style => style.At);
        return last.At < 0 ? PromptKind.GradingTable : last.kind;
    }

    private static PromptTemplate? BuiltIn(string named) =>
        PromptLibrary.BuiltIn.Where(template => template.Name == named).MaxBy(template => template.Version);

    private static string Listed(IEnumerable<PromptTemplate> templates) =>
        string.Join(
            ", ",
            templates
                .DistinctBy(template => template.Hash)
                .Select(template => $"'{template.Name}' ({ContentHash.Short(template.Hash)})")
        );

    private static string Expected(PromptKind[] kinds) =>
        string.Join(
            " or ",
            PromptLibrary
                .BuiltIn.Where(template => kinds.Contains(template.Kind))
                .Select(template => template.Name)
                .Distinct()
        ) + ", or a file of one's own,";
}
