namespace SkillMix.Dashboard.Pages.People;

/// <summary>What the People page shows.</summary>
/// <param name="Person">Who is open; null for nobody.</param>
/// <param name="IsAdding">The form for somebody new is open.</param>
public sealed record PeopleView(Guid? Person = null, bool IsAdding = false);
