namespace Segmentation.Tests.Catalogues;

/// <summary>What a catalogue lists binds, and what it does not list is refused: pairing by pairing, against the binder.</summary>
public sealed class CatalogueBindingTests
{
    private static readonly Dictionary<string, Bench> Benches = new Bench[]
    {
        new("club", Club.Schema),
        new("commerce", CommerceSchema.Create()),
        new("plug-ins", Club.Schema, ClubLanguage.Create()),
    }.ToDictionary(b => b.Name);

    public static TheoryData<string, string> Entities
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (Bench bench in Benches.Values)
            {
                foreach (string entity in bench.Routes.Keys)
                    data.Add(bench.Name, entity);
            }

            return data;
        }
    }

    /// <summary>Rows of a category tree are reached by keys in sets, and by no relation.</summary>
    [Fact]
    public void Entities_OfTheCatalogue_AreReachedByRelations()
    {
        Assert.Equal(["kind"], Benches["club"].Catalogue.Entities.Select(e => e.Name).Except(Benches["club"].Routes.Keys));
        Assert.Equal(["category"], Benches["commerce"].Catalogue.Entities.Select(e => e.Name).Except(Benches["commerce"].Routes.Keys));
        Assert.Equal(
            Benches["commerce"].Schema.Entities.Select(e => e.Name).Order(StringComparer.Ordinal),
            Benches["commerce"].Catalogue.Entities.Select(e => e.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Entities))]
    public void Operators_OfAnAttribute_AreExactlyThoseThatBind(string schema, string entity)
    {
        Bench bench = Benches[schema];
        foreach (CatalogueAttribute attribute in bench.Catalogue.FindEntity(entity)!.Attributes)
        {
            foreach (CatalogueOperator @operator in bench.Catalogue.Operators)
            {
                Operand? value = Samples.Of(@operator.Operand, Samples.Literal(attribute));
                bench.Expect(
                    attribute.Operators.Contains(@operator.Operator) ? null : "operator.type",
                    bench.On(entity, new AttributeCondition(attribute.Name, @operator.Operator, value)));
                if (attribute.Operators.Contains(@operator.Operator))
                    ExpectOtherForms(bench, entity, attribute, @operator);
            }
        }

        bench.Settle();
    }

    [Theory]
    [MemberData(nameof(Entities))]
    public void Relative_OfAnOperator_AreExactlyThoseThatBind(string schema, string entity)
    {
        Bench bench = Benches[schema];
        foreach (CatalogueAttribute attribute in bench.Catalogue.FindEntity(entity)!.Attributes)
        {
            foreach (CatalogueTypeOperator on in bench.OperatorsOf(attribute.Type).Where(o => o.Operand != OperandForm.None))
            {
                foreach (RelativeForm form in Enum.GetValues<RelativeForm>())
                {
                    bench.Expect(
                        on.Relative.Contains(form) ? null : "operand.relative",
                        bench.On(entity, new AttributeCondition(attribute.Name, on.Operator, Samples.Of(on.Operand, Samples.Relative(form, attribute.Name)))));
                }
            }
        }

        bench.Settle();
    }

    [Theory]
    [InlineData("club")]
    [InlineData("commerce")]
    [InlineData("plug-ins")]
    public void WholeNumbers_OfAnOperator_AreNeededExactlyWhereItSays(string schema)
    {
        Bench bench = Benches[schema];
        foreach ((string entity, CatalogueAttribute attribute) in bench.Reached(e => e.Attributes)
            .Where(a => a.Item.Type is AttributeType.Integer or AttributeType.Decimal or AttributeType.Elapsed))
        {
            foreach (CatalogueTypeOperator on in bench.OperatorsOf(attribute.Type).Where(o => o.Operand != OperandForm.None && attribute.Operators.Contains(o.Operator)))
            {
                bench.Expect(
                    on.TakesWholeNumbers ? "operand.type" : null,
                    bench.On(entity, new AttributeCondition(attribute.Name, on.Operator, Samples.Of(on.Operand, 0.5m))));
            }
        }

        bench.Settle();
    }

    [Theory]
    [InlineData("club")]
    [InlineData("commerce")]
    [InlineData("plug-ins")]
    public void Choices_OfAnAttribute_AreExactlyThoseThatBind(string schema)
    {
        Bench bench = Benches[schema];
        foreach ((string entity, CatalogueAttribute attribute) in bench.Reached(e => e.Attributes).Where(a => a.Item.Type == AttributeType.Choice))
        {
            foreach (CatalogueTerm choice in attribute.Choices ?? [])
                bench.Expect(null, bench.On(entity, new AttributeCondition(attribute.Name, Operator.Equal, choice.Name)));
            bench.Expect(
                attribute.Choices is null ? null : "operand.choice",
                bench.On(entity, new AttributeCondition(attribute.Name, Operator.Equal, "no such value")));
        }

        bench.Settle();
    }

    [Theory]
    [MemberData(nameof(Entities))]
    public void Functions_OfAnAttribute_AreExactlyThoseThatBind(string schema, string entity)
    {
        Bench bench = Benches[schema];
        (string relation, string prefix) = bench.RowsWith(entity);
        foreach (CatalogueAttribute attribute in bench.Catalogue.FindEntity(entity)!.Attributes)
        {
            foreach (CatalogueFunction function in bench.Catalogue.Functions)
            {
                bool takesNone = function.Results is [{ Of: null }];
                bool isListed = attribute.Functions.Contains(function.Function);
                AttributeType? type = isListed ? function.Results.Single(r => r.Of == attribute.Type).Type : null;
                foreach (CatalogueOperator @operator in bench.Catalogue.Operators)
                {
                    string? code = takesNone ? "function.attribute" : !isListed ? "function.type"
                        : bench.OperatorsOf(type!.Value).Any(o => o.Operator == @operator.Operator && o.Functions?.Contains(function.Function) != false) ? null : "operator.type";
                    Operand? value = Samples.Of(@operator.Operand, type is { } known ? Samples.Literal(known) : 1);
                    bench.Expect(code, new AggregateCondition(relation, function.Function, prefix + attribute.Name, @operator.Operator, value));
                }
            }
        }

        bench.Settle();
    }

    [Theory]
    [InlineData("club")]
    [InlineData("commerce")]
    [InlineData("plug-ins")]
    public void Relations_OfAnEntity_BindWithEveryQuantifierAndCount(string schema)
    {
        Bench bench = Benches[schema];
        foreach ((string entity, CatalogueRelation relation) in bench.Reached(e => e.Relations))
        {
            CombinationCondition where = Bench.All(new AttributeCondition(
                bench.Catalogue.FindEntity(relation.Target)!.Attributes[0].Name, Operator.NotNull));
            foreach (Quantifier quantifier in relation.Quantifiers)
                bench.Expect(null, bench.On(entity, new RelatedCondition(relation.Name, quantifier, where)));
            bench.Expect(null, bench.On(entity, new AggregateCondition(relation.Name, AggregateFunction.Count, null, Operator.Equal, 1)));
            AttributeCondition step = new($"{relation.Name}.{bench.Catalogue.FindEntity(relation.Target)!.Attributes[0].Name}", Operator.NotNull);
            bench.Expect(relation.IsToMany ? "attribute.toMany" : null, bench.On(entity, step));
        }

        bench.Settle();
    }

    [Theory]
    [InlineData("club")]
    [InlineData("commerce")]
    [InlineData("plug-ins")]
    public void Parents_OfRelations_AreExactlyTheRowsThatCanBeNamed(string schema)
    {
        Bench bench = Benches[schema];
        Walk(bench, bench.Catalogue.FindEntity(bench.Catalogue.Subject)!, [], c => c, depth: 3);
        bench.Settle();
    }

    private static void Walk(Bench bench, CatalogueEntity entity, IReadOnlyList<string> parents, Func<Condition, Condition> within, int depth)
    {
        foreach (CatalogueEntity other in bench.Catalogue.Entities.Where(other => entity.Relations.All(r => r.Name != other.Name)))
        {
            bench.Expect(
                parents.Contains(other.Name) ? null : "attribute.unknown",
                within(new AttributeCondition($"{other.Name}.{other.Attributes[0].Name}", Operator.NotNull)));
        }

        foreach (CatalogueRelation relation in entity.Relations)
        {
            CatalogueEntity target = bench.Catalogue.FindEntity(relation.Target)!;
            Condition count = within(new AggregateCondition(relation.Name, AggregateFunction.Count, null, Operator.Equal, 1));
            bool isThere = !relation.IsParent || parents.Contains(relation.Target);
            bench.Expect(isThere ? null : "relation.unknown", count);
            if (isThere && depth > 0)
                Walk(bench, target, [.. relation.Parents, .. parents], c => within(new RelatedCondition(relation.Name, Quantifier.Some, Bench.All(c))), depth - 1);
        }
    }

    private static void ExpectOtherForms(Bench bench, string entity, CatalogueAttribute attribute, CatalogueOperator @operator)
    {
        Operand literal = Samples.Literal(attribute);
        if (@operator.Operand == OperandForm.None)
        {
            bench.Expect("operand.unexpected", bench.On(entity, new AttributeCondition(attribute.Name, @operator.Operator, literal)));
            return;
        }

        bench.Expect("operand.missing", bench.On(entity, new AttributeCondition(attribute.Name, @operator.Operator)));
        foreach (OperandForm form in Enum.GetValues<OperandForm>().Where(f => f != OperandForm.None && f != @operator.Operand))
        {
            // A list of two is a list all the same.
            if ((@operator.Operand, form) != (OperandForm.List, OperandForm.Bounds))
                bench.Expect("operand.type", bench.On(entity, new AttributeCondition(attribute.Name, @operator.Operator, Samples.Of(form, literal))));
        }
    }
}
