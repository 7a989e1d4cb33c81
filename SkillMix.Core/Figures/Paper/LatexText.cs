using System.Text;

namespace SkillMix.Core.Figures.Paper;

/// <summary>Turns words into LaTeX source that prints them, whatever characters they have, and remembers what it could not.</summary>
/// <remarks>For pdflatex with its first fonts (OT1): letters with accents are composed, signs of mathematics set as such.</remarks>
internal sealed class LatexText
{
    private const string Accented =
        "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöùúûüýÿ"
        + "ĀāĂăĆćĊċČčĎďĒēĖėĚěĞğĠġĪīİŃńŇňŌōŐőŔŕŘřŚśŞşŠšŤťŪūŮůŰűŸŹźŻżŽž";

    /// <summary>What each of <see cref="Accented"/> is made of: an accent and a letter.</summary>
    private const string Composed =
        "`A'A^A~A\"ArAcC`E'E^E\"E`I'I^I\"I~N`O'O^O~O\"O`U'U^U\"U'Y`a'a^a~a\"aracc`e'e^e\"e`i'i^i\"i~n`o'o^o~o\"o`u'u^u\"u'y\"y"
        + "=A=auAua'C'c.C.cvCvcvDvd=E=e.E.evEveuGug.G.g=I=i.I'N'nvNvn=O=oHOHo'R'rvRvr'S'scScsvSvsvTvt=U=urUruHUHu\"Y'Z'z.Z.zvZvz";

    private static readonly Dictionary<Rune, string> Known = Table();

    /// <summary>The characters beyond plain letters that it can set.</summary>
    public static IEnumerable<string> Characters => Known.Keys.Select(rune => rune.ToString());

    private readonly SortedSet<int> _unknown = [];

    /// <summary>The numbers of the characters that stand as a question mark.</summary>
    public IReadOnlyCollection<int> Unknown => _unknown;

    public string Of(string words)
    {
        var text = new StringBuilder();
        foreach (var rune in words.EnumerateRunes())
        {
            if (Known.TryGetValue(rune, out var source))
            {
                text.Append(source);
            }
            else if (Rune.IsControl(rune) || Rune.IsWhiteSpace(rune))
            {
                text.Append(' ');
            }
            else if (rune.Value is > ' ' and <= '~')
            {
                text.Append(rune);
            }
            else
            {
                _unknown.Add(rune.Value);
                text.Append('?');
            }
        }

        return text.ToString();
    }

    /// <summary>Several lines of one text.</summary>
    public string Of(IEnumerable<string> lines) => string.Join(@"\\", lines.Select(Of));

    private static Dictionary<Rune, string> Table()
    {
        var table = new Dictionary<Rune, string>
        {
            [new('\\')] = @"\textbackslash{}",
            [new('{')] = @"\{",
            [new('}')] = @"\}",
            [new('~')] = @"\textasciitilde{}",
            [new('^')] = @"\textasciicircum{}",
            [new('_')] = @"\_",
            [new('%')] = @"\%",
            [new('$')] = @"\$",
            [new('#')] = @"\#",
            [new('&')] = @"\&",
            [new('<')] = @"\ensuremath{<}",
            [new('>')] = @"\ensuremath{>}",
            [new('|')] = @"\ensuremath{|}",
            [new('"')] = "{''}", // a plain one is a command to some languages of babel
            [new('`')] = "{`}",
            [new('\'')] = "{'}",
            [new('-')] = "{-}", // two would become a dash
            [new(',')] = "{,}",
            [new('[')] = "{[}",
            [new(']')] = "{]}",
            [new('ß')] = @"\ss{}",
            [new('æ')] = @"\ae{}",
            [new('Æ')] = @"\AE{}",
            [new('œ')] = @"\oe{}",
            [new('Œ')] = @"\OE{}",
            [new('ø')] = @"\o{}",
            [new('Ø')] = @"\O{}",
            [new('ł')] = @"\l{}",
            [new('Ł')] = @"\L{}",
            [new('ı')] = @"\i{}",
            [new('¡')] = "!`",
            [new('¿')] = "?`",
            [new('–')] = "--",
            [new('—')] = "---",
            [new('‐')] = "{-}",
            [new('‑')] = "{-}",
            [new('‘')] = "{`}",
            [new('’')] = "{'}",
            [new('“')] = "{``}",
            [new('”')] = "{''}",
            [new('…')] = @"\ldots{}",
            [new('§')] = @"\S{}",
            [new('©')] = @"\copyright{}",
            [new('\u00A0')] = "~",
        };
        foreach (
            var pair in (
                "− -,× \\times,÷ \\div,± \\pm,≥ \\geq,≤ \\leq,≠ \\neq,≈ \\approx,∼ \\sim,≡ \\equiv,∞ \\infty,∝ \\propto,∈ \\in,"
                + "∪ \\cup,∩ \\cap,⊂ \\subset,∅ \\emptyset,∀ \\forall,∃ \\exists,∂ \\partial,∇ \\nabla,√ \\surd,∑ \\sum,∏ \\prod,∫ \\int,"
                + "→ \\rightarrow,← \\leftarrow,↔ \\leftrightarrow,↑ \\uparrow,↓ \\downarrow,⇒ \\Rightarrow,· \\cdot,• \\bullet,° ^{\\circ},"
                + "′ ',″ '',† \\dagger,‡ \\ddagger,¬ \\neg,∧ \\wedge,∨ \\vee,⋅ \\cdot,∆ \\Delta,µ \\mu,² ^{2},³ ^{3},¹ ^{1},½ 1/2,¼ 1/4,¾ 3/4,"
                + "₀ _{0},₁ _{1},₂ _{2},₃ _{3},α \\alpha,β \\beta,γ \\gamma,δ \\delta,ε \\varepsilon,ζ \\zeta,η \\eta,θ \\theta,ι \\iota,κ \\kappa,"
                + "λ \\lambda,μ \\mu,ν \\nu,ξ \\xi,ο o,π \\pi,ρ \\rho,σ \\sigma,ς \\varsigma,τ \\tau,υ \\upsilon,φ \\varphi,χ \\chi,ψ \\psi,ω \\omega,"
                + "Γ \\Gamma,Δ \\Delta,Θ \\Theta,Λ \\Lambda,Ξ \\Xi,Π \\Pi,Σ \\Sigma,Υ \\Upsilon,Φ \\Phi,Ψ \\Psi,Ω \\Omega"
            ).Split(',')
        )
        {
            table[pair.EnumerateRunes().First()] = $@"\ensuremath{{{pair[2..]}}}";
        }

        foreach (var (i, letter) in Accented.Index())
        {
            var (accent, plain) = (Composed[2 * i], Composed[(2 * i) + 1]);
            table[new(letter)] = $@"\{accent}{{{(plain == 'i' ? @"\i" : plain)}}}";
        }

        return table;
    }
}
