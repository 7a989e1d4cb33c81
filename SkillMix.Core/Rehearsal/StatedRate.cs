namespace SkillMix.Core.Rehearsal;

/// <summary>A probability by which a rehearsal model acts, for people to read.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="What">What happens with this probability.</param>
/// <param name="Rate">The probability, in [0, 1].</param>
/// <param name="K">For this number of skills; null where it does not matter.</param>
/// <param name="IsTraining">For training skills, or for held-out ones; null where it does not matter.</param>
public sealed record StatedRate(string Model, string What, double Rate, int? K = null, bool? IsTraining = null);
