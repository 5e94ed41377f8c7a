using Segmentation.Predicates;

namespace Segmentation.Sql;

internal sealed partial class SegmentTranslator
{
    /// <summary>
    /// A set whose values also stand for what lies above them in a tree. The names and keys at or below each literal are
    /// found once, from the top, and do not depend on the customer.
    /// </summary>
    private sealed class SetTree(SegmentTranslator translator, HierarchyNode tree, LiveTable table, Question.Has asked)
    {
        private CompositionDialect Dialect => translator._dialect;

        public string Test(string from, string element, string isThere)
        {
            string text = Fold(element);
            string[] literals = asked.IsCaseSensitive ? [.. asked.Literals] : CaseClasses.Fold(asked.Literals).Folded;
            if (!asked.All)
                return $"EXISTS (SELECT 1 FROM {from} WHERE {isThere} AND ({Dialect.IsAmong(text, literals, translator._parameters)} OR {text} IN (SELECT s.w FROM ({Below(literals)}) s)))";
            (string list, string literal) = Dialect.Rows(literals, translator.NewAlias(), translator._parameters);
            return $"NOT EXISTS (SELECT 1 FROM {list} WHERE NOT EXISTS (SELECT 1 FROM {from} WHERE {isThere} "
                + $"AND ({text} = {literal} OR EXISTS (SELECT 1 FROM ({Below(literals)}) s WHERE s.v = {literal} AND s.w = {text}))))";
        }

        /// <summary>Each literal as <c>v</c> with each name and key at or below it as <c>w</c>.</summary>
        private string Below(string[] literals)
        {
            string top = translator.NewAlias(), row = translator.NewAlias(), last = translator.NewAlias();
            (string list, string literal) = Dialect.Rows(literals, translator.NewAlias(), translator._parameters);
            var missing = new List<string>();
            (LiveColumn parent, _) = new PlaceFinder(translator._tables, missing).Reference(table.Table, table.Shape, tree.Parent) ?? throw Unmapped(missing);
            string found = string.Join(" OR ", Names(top).Select(name => $"{name} = {literal}"));
            string start = $"SELECT {literal}, {Key(top)} FROM {list} JOIN {Table(top)} ON {found}{Logic.Where([.. translator.Filters(table.Table, top)])}";
            string next = $"SELECT b.v, {Key(row)} FROM below b JOIN {Table(row)} ON {ParentKey(row, parent)} = b.k{Logic.Where([.. translator.Filters(table.Table, row)])}";
            IEnumerable<string> names = Names(last).Select(name => $"SELECT b.v AS v, {name} AS w FROM below b JOIN {Table(last)} ON {Key(last)} = b.k");
            return $"WITH RECURSIVE below(v, k) AS ({start} UNION {next}) {string.Join(" UNION ", names)}";
        }

        private IEnumerable<string> Names(string alias)
        {
            string key = translator.Column(alias, table.Table.Key.Name);
            yield return Fold($"CAST({key} AS {(Dialect is PostgreSqlComposition ? "text) COLLATE \"C\"" : "TEXT)")}");
            if (tree.Names is ColumnNode names)
            {
                var row = new SqlRow(alias, table, table.Table, table.Shape);
                yield return Fold(translator.Text(names, RowScope.Of(names.Domain, row)));
            }
        }

        private string Key(string alias) => translator.KeyOf(new SqlRow(alias, table, table.Table, table.Shape));

        private string ParentKey(string alias, LiveColumn parent) =>
            translator._tables.Dialect.KeyExpression(translator.Column(alias, parent.Name), table.KeyKind!.Value, parent.Type);

        private string Table(string alias) => translator.From(table.Table.Origin, alias);

        private string Fold(string text) => asked.IsCaseSensitive ? text : Dialect.FoldAll(text, translator._parameters);
    }
}
