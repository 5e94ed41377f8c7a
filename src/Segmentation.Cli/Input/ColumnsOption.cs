using System.CommandLine;

namespace Segmentation.Cli.Input;

/// <summary>The option of verbs that show values of customers.</summary>
/// <param name="defaults">What is shown where nothing is asked for, as it would be given.</param>
internal sealed class ColumnsOption(string defaults)
{
    /// <summary>The heading of the keys, which no column can have.</summary>
    public const string KeyHeading = "customer_id";

    public Option<string> Option { get; } = new("--columns")
    {
        Description = "What to show besides the key, separated by commas: attributes such as email, last_order.grand_total or billing_address.*, each with =HEADING where it is to be called otherwise; * is all of the customer's own.",
        HelpName = "PATH[=HEADING],…",
        DefaultValueFactory = _ => defaults,
    };

    /// <summary>What was given; what is wrong with it is added to the problems.</summary>
    public IReadOnlyList<SubjectColumn> Read(ParseResult parsed, List<InputProblem> problems)
    {
        var columns = new List<SubjectColumn>();
        foreach (string given in parsed.GetRequiredValue(Option).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = given.Split('=', 2, StringSplitOptions.TrimEntries);
            var column = new SubjectColumn(parts[0], parts is [_, { Length: > 0 } heading] ? heading : null);
            if ((column.Heading ?? column.Path) == KeyHeading)
                problems.Add(new("--columns", "", $"'{KeyHeading}' is the heading of the key, which is always there; give '{column.Path}' another one."));
            columns.Add(column);
        }

        return columns;
    }

    /// <summary>What is wrong with columns, as problems of the option.</summary>
    public static IEnumerable<InputProblem> Problems(IEnumerable<Problem> found) => found.Select(p => new InputProblem("--columns", p.Path, p.Message));
}
