using SkillMix.Core.ChatModels;
using SkillMix.Dashboard.Background;

namespace SkillMix.Dashboard.Pages.Models;

/// <summary>A model with what its environment says of it.</summary>
/// <param name="Spec">The model.</param>
/// <param name="Key">Where its key is.</param>
/// <param name="Endpoint">Where it is asked; null where nothing says so.</param>
/// <param name="EndpointProblem">Why there is no endpoint, in one sentence.</param>
public sealed record ModelRow(ModelSpec Spec, KeyState Key, Uri? Endpoint, string? EndpointProblem)
{
    /// <summary>A model as it stands now.</summary>
    public static ModelRow Of(ModelSpec spec, ModelBook book)
    {
        try
        {
            return new(spec, book.StateOf(spec), book.EndpointOf(spec), null);
        }
        catch (InvalidOperationException problem)
        {
            return new(spec, book.StateOf(spec), null, problem.Message);
        }
    }

    /// <summary>The place of a key in words.</summary>
    public static string PlaceWord(KeyPlace place) =>
        place switch
        {
            KeyPlace.Environment => "environment",
            KeyPlace.Secrets => "user secrets",
            KeyPlace.KeyFile => "encrypted file",
            KeyPlace.Missing => "missing",
            _ => "none needed",
        };
}
