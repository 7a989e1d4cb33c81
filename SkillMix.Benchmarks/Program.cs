using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using SkillMix.Benchmarks;

const int Gradings = 1_000_000;

if (args is [ReplyServer.Argument])
{
    return await ReplyServer.ServeAsync();
}

if (args is [RunHost.Argument, var folder, var provider])
{
    return await RunHost.HostAsync(folder, provider);
}

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is [CoverageTable.Argument, .. var counts])
{
    if (
        counts is not ([] or [_])
        || !int.TryParse(counts.FirstOrDefault($"{CoverageTable.Repeats}"), out var repeats)
        || repeats < 1
    )
    {
        await Console.Error.WriteLineAsync($"{CoverageTable.Argument} takes one number, 1 or more, or none.");
        return 2;
    }

    CoverageTable.Print(Console.Out, repeats);
    return 0;
}

BenchmarkArguments arguments;
try
{
    arguments = BenchmarkArguments.Parse(args);
}
catch (ArgumentException problem)
{
    await Console.Error.WriteLineAsync(problem.Message);
    return 2;
}

Console.WriteLine(
    $"{Environment.ProcessorCount} cores, {RuntimeInformation.ProcessArchitecture}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}"
);
Console.WriteLine(
    "All data is simulated: rehearsal models wrote and graded every text. Files are in the system's cache."
);

var stores = new BenchmarkStores(arguments.IsFresh, Console.Out);
var rows = new List<Measurement>();
var path = "";
foreach (var generations in arguments.WantsStores ? arguments.Generations : [])
{
    var isSmall = generations <= 10_000;
    var size = $"{generations:N0} generations";
    path = await stores.OfGenerationsAsync(generations, CancellationToken.None);
    rows.AddRange(await new ListRows(path, size, arguments.Runs, arguments).MeasureAsync(0.3, isSmall ? 0.3 : 0.5));
    if (arguments.Wants("GET /generations"))
    {
        rows.Add(await PageRow.MeasureAsync(path, size, isSmall ? 0.5 : 1, arguments.Runs));
    }

    if (arguments.Wants("annotation"))
    {
        rows.AddRange(await AnnotateRows.MeasureAsync(path, size));
    }

    if (arguments.Wants("store bytes"))
    {
        rows.Add(StoreRows.Bytes(path, size));
    }
}

if (arguments.Wants("metrics"))
{
    var graded = await stores.OfGradingsAsync(Gradings, path);
    rows.AddRange(await StoreRows.MetricsAsync(graded, $"{Gradings:N0} gradings", arguments.Runs));
}

if (arguments.Wants("run of"))
{
    rows.AddRange(await RunRows.MeasureAsync(arguments.Runs));
}

if (arguments.Wants("figure svg") || arguments.Wants("figure pdf") || arguments.Wants("figure png"))
{
    rows.AddRange(await FigureRows.MeasureAsync(arguments.Runs));
}

if (arguments.Wants(BootstrapRows.Name))
{
    rows.AddRange(await BootstrapRows.MeasureAsync(arguments.Runs));
}

using (var process = Process.GetCurrentProcess())
{
    rows.Add(new("memory peak of this process", "–", $"{process.PeakWorkingSet64 / (1 << 20)} MB", null));
}

Console.WriteLine();
Console.WriteLine($"| what | target | measured, median of {arguments.Runs} (least … most) | verdict |");
Console.WriteLine("|---|---|---|---|");
foreach (var row in rows)
{
    Console.WriteLine($"| {row.Name} | {row.Target} | {row.Measured} | {row.Verdict} |");
}

return rows.Any(row => row.Holds == false) ? 1 : 0;
