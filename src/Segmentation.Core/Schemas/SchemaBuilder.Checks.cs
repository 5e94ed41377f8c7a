namespace Segmentation;

public sealed partial class SchemaBuilder
{
    private void CheckNames(List<Problem> problems)
    {
        if (_subject is null)
            problems.Add(new("", "schema.subject", $"The schema '{_name}' has no subject; declare one with Subject(…)."));
        foreach (IGrouping<string, EntityBuilder> same in _entities.GroupBy(e => e.Name).Where(g => g.Count() > 1))
            problems.Add(new(same.Key, "schema.repeated", $"The entity '{same.Key}' is declared {same.Count()} times; declare it once and add to it with Entity(name, …)."));
        foreach (EntityBuilder entity in _entities)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (string name in entity.Attributes.Select(a => a.Name).Concat(entity.Relations.Select(r => r.Name)))
            {
                if (!IsName(name))
                    problems.Add(new($"{entity.Name}.{name}", "schema.name", $"'{name}' is not a name: use letters, digits, '_' and '-', beginning with a letter."));
                else if (!names.Add(name))
                    problems.Add(new($"{entity.Name}.{name}", "schema.repeated", $"'{name}' is declared twice on '{entity.Name}'; give the second another name."));
            }

            foreach (SchemaRelation relation in entity.Relations)
            {
                if (!_entities.Exists(e => e.Name == relation.Target))
                    problems.Add(new($"{entity.Name}.{relation.Name}", "schema.entity", $"The relation leads to '{relation.Target}', which is no entity of the schema; declare it."));
            }
        }
    }

    private static bool IsName(string name) =>
        name.Length > 0 && char.IsLetter(name[0]) && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-');
}
