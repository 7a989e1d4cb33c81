using SkillMix.Dashboard.Commands;

return await SkillMixCommandLine.RunAsync(args);
