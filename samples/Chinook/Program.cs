using System.Globalization;
using Chinook;
using Segmentation;
using Segmentation.Sql;
using Segmentation.Sql.Sqlite;

string file = args is [string given] ? given : Path.Combine("..", "shared", "data", "chinook", "chinook.sqlite");
if (args.Length > 1 || !File.Exists(file))
{
    Console.Error.WriteLine($"usage: Chinook [FILE], a copy of chinook.sqlite; {file} is not there");
    return 2;
}

var source = new SqlSource(MusicShop.Schema, new SqliteDatabase($"Data Source={file};Mode=ReadOnly"), MusicShop.Map);
SegmentSet set = SegmentSet.Bind(MusicShop.Schema, MusicShopSegments.All);

// Everything that is wrong with the map, together, before the first evaluation would say it.
foreach (Problem problem in await source.CheckAsync(set))
    Console.Error.WriteLine(problem);

// The last invoice is of that day.
var asOf = new DateTimeOffset(2025, 12, 22, 0, 0, 0, TimeSpan.Zero);
EvaluationResult evaluation = await new SegmentEvaluator(source).EvaluateAsync(set, asOf);
foreach (Segment segment in set.Segments)
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{segment.Name}: {evaluation[segment.Id].Count} of {evaluation.SubjectCount}"));
    Console.WriteLine("  " + string.Join(", ", evaluation[segment.Id]));
}

return 0;
