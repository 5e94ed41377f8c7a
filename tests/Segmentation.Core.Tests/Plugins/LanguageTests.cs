namespace Segmentation.Tests.Plugins;

/// <summary>What can be registered, and what is refused at once.</summary>
public sealed class LanguageTests
{
    [Fact]
    public void BuiltIn_Operators_AreThoseOfTheModel()
    {
        string[] names = [.. ConditionLanguage.BuiltIn.Operators.SelectMany(o => new[] { o.Name, o.Negation }).OfType<string>()];
        string[] model = [.. typeof(Operator).GetProperties().Where(p => p.PropertyType == typeof(Operator)).Select(p => ((Operator)p.GetValue(null)!).Name)];
        Assert.Equal(model.Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
        Assert.Empty(ConditionLanguage.BuiltIn.Conditions);
    }

    [Fact]
    public void Extend_AnyLanguage_LeavesItAsItIs()
    {
        ConditionLanguage extended = ConditionLanguage.BuiltIn.Extend(l => l.AddCondition<Fine>().AddOperator(new Shouting("loud")));
        Assert.Equal("acme.fine", Assert.Single(extended.Conditions).Name);
        Assert.Equal("loud", extended.Operators[^1].Name);
        Assert.Empty(ConditionLanguage.BuiltIn.Conditions);
    }

    [Fact]
    public void Declaration_OfARecord_TellsItsSettings()
    {
        ConditionDeclaration fine = ConditionLanguage.BuiltIn.Extend(l => l.AddCondition<Fine>()).Conditions[0];
        Assert.Equal(("Fine", "Tests", false), (fine.Label, fine.Category, fine.IsExternal));
        Assert.Equal(
            ["amount Decimal required", "day Date = 01/01/0001", "kinds Choice list nullable = ", "note Text nullable = "],
            fine.Settings.Select(s => FormattableString.Invariant(
                $"{s.Name} {s.Type}{(s.IsList ? " list" : "")}{(s.IsNullable ? " nullable" : "")}{(s.IsRequired ? " required" : $" = {s.Default:d}")}")));
        Assert.Equal(["plain", "fancy"], fine.Settings[2].Words);
    }

    [Theory]
    [InlineData(typeof(NoName), "has no name")]
    [InlineData(typeof(BadName), "cannot name")]
    [InlineData(typeof(Open), "not sealed")]
    [InlineData(typeof(TwoConstructors), "exactly one public constructor")]
    [InlineData(typeof(BadSetting), "which no setting can be")]
    [InlineData(typeof(ArraySetting), "which no setting can be")]
    [InlineData(typeof(ListOfLists), "which no setting can be")]
    [InlineData(typeof(Unstored), "would not be stored")]
    [InlineData(typeof(NamedType), "the property 'type'")]
    [InlineData(typeof(BuiltInName), "already")]
    [InlineData(typeof(SameName), "already")]
    public void AddCondition_RecordThatCannotBeOne_SaysWhy(Type record, string reason)
    {
        Action<ConditionLanguageBuilder> add = l =>
        {
            l.AddCondition<Fine>();
            typeof(ConditionLanguageBuilder).GetMethod(nameof(ConditionLanguageBuilder.AddCondition))!.MakeGenericMethod(record).Invoke(l, []);
        };
        var e = Assert.Throws<System.Reflection.TargetInvocationException>(() => ConditionLanguage.BuiltIn.Extend(add));
        Assert.Contains(reason, Assert.IsType<ArgumentException>(e.InnerException).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("in", null, "already")]
    [InlineData("loud", "notIn", "already")]
    [InlineData("quiet", "taken", "already")]
    [InlineData("=~", null, "cannot name")]
    [InlineData("loud", "not loud", "cannot name")]
    [InlineData("loud", "loud", "one name")]
    public void AddOperator_NameThatIsTakenOrNone_SaysWhy(string name, string? negation, string reason)
    {
        var e = Assert.Throws<ArgumentException>(() =>
            ConditionLanguage.BuiltIn.Extend(l => l.AddOperator(new Shouting("taken")).AddOperator(new Shouting(name, negation))));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ValueOperator_OfATypeThatNoValueHas_IsRefused() =>
        Assert.Contains("decimal", Assert.Throws<ArgumentException>(() => new OfFloats()).Message, StringComparison.Ordinal);

    [ConditionType("acme.fine", Label = "Fine", Category = "Tests")]
    public sealed record Fine(decimal Amount, DateOnly Day = default, SettingList<Kind>? Kinds = null, string? Note = null) : Nothing;

    public enum Kind
    {
        Plain,
        Fancy,
    }

    public sealed record NoName : Nothing;

    [ConditionType("9 lives")]
    public sealed record BadName : Nothing;

    [ConditionType("acme.open")]
    public record Open : Nothing;

    [ConditionType("acme.two")]
    public sealed record TwoConstructors(int A) : Nothing
    {
        public TwoConstructors()
            : this(1)
        {
        }
    }

    [ConditionType("acme.bad")]
    public sealed record BadSetting(double Amount) : Nothing;

    [ConditionType("acme.array")]
    public sealed record ArraySetting(string[] Names) : Nothing;

    [ConditionType("acme.lists")]
    public sealed record ListOfLists(SettingList<SettingList<string>> Names) : Nothing;

    [ConditionType("acme.unstored")]
    public sealed record Unstored(int A) : Nothing
    {
        public int B { get; init; }
    }

    [ConditionType("acme.typed")]
    public sealed record NamedType(string Type) : Nothing;

    [ConditionType("related")]
    public sealed record BuiltInName : Nothing;

    [ConditionType("acme.fine")]
    public sealed record SameName : Nothing;

    public abstract record Nothing : ConditionPlugin
    {
        public override Condition Expand(ConditionBuilder c) => c.Attribute("email").NotNull();
    }

    private sealed class Shouting(string name, string? negation = null) : ValueOperator<string>(name, negation)
    {
        public override Func<string, bool> Test(Operand? operand) => text => !text.Any(char.IsLower);
    }

    private sealed class OfFloats() : ValueOperator<double>("acme.float")
    {
        public override Func<double, bool> Test(Operand? operand) => double.IsNormal;
    }
}
