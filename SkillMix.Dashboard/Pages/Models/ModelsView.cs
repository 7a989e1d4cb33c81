namespace SkillMix.Dashboard.Pages.Models;

/// <summary>What the Models page shows.</summary>
/// <param name="Model">Name of the model that is open; null for none.</param>
/// <param name="IsAdding">The form for a new model is open.</param>
public sealed record ModelsView(string? Model = null, bool IsAdding = false);
