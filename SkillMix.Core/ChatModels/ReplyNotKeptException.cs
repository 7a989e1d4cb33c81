namespace SkillMix.Core.ChatModels;

/// <summary>A reply came and could not be kept. Asking on would pay for what is lost.</summary>
public sealed class ReplyNotKeptException(Exception reason) : IOException(reason.Message, reason);
