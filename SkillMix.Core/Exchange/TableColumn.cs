namespace SkillMix.Core.Exchange;

/// <summary>A column of a table.</summary>
/// <param name="Name">In the header, and in JSON the name of the property.</param>
/// <param name="Value">A text, a number, true or false, or a time; null where there is nothing to say.</param>
internal sealed record TableColumn<T>(string Name, Func<T, object?> Value);
