namespace Segmentation.Tests.Catalogues;

/// <summary>A language with an operator of every form and kind, and a condition type with a setting of every type.</summary>
internal static class ClubLanguage
{
    public static ConditionLanguage Create() => ConditionLanguage.BuiltIn.Extend(l => l
        .AddCondition<Every>()
        .AddOperator(new Since())
        .AddOperator(new Cheapest())
        .AddOperator(new Calculation<decimal>("acme.isOdd", OperandForm.None))
        .AddOperator(new Calculation<decimal>("acme.isNear", OperandForm.Bounds))
        .AddOperator(new Calculation<string>("acme.soundsLike", OperandForm.List))
        .AddOperator(new Calculation<DateOnly>("acme.fallsOn", OperandForm.One, AttributeType.Text))
        .AddOperator(new Calculation<DateTimeOffset>("acme.isAtNight", OperandForm.None))
        .AddOperator(new Calculation<IReadOnlyList<string>>("acme.isSorted", OperandForm.None)));

    public enum Kind
    {
        Plain,
        VeryFancy,
    }

    [ConditionType("acme.every", Help = "Every type of setting.")]
    public sealed record Every(
        [Setting(Label = "A text", Help = "Any text.")] string Text,
        bool Truth,
        long Number,
        decimal Amount,
        DateOnly Day,
        DateTimeOffset Instant,
        Operand Operand,
        Condition Condition,
        SettingList<string> Texts,
        SettingList<Kind>? Kinds = null,
        Kind Kind = Kind.VeryFancy,
        decimal Share = 0.50m,
        string? Note = null) : ConditionPlugin
    {
        public override Condition Expand(ConditionBuilder c) => c.All(Condition, c.Attribute("email").Equal(Text));
    }

    private sealed class Since() : ExpandingOperator("acme.isSince", [AttributeType.Date, AttributeType.Instant], negation: "acme.isNotSince")
    {
        public override bool TakesRelativeValues => true;

        public override Condition Expand(ConditionBuilder c, string attribute, Operand? operand) => c.Attribute(attribute).AtLeast(operand!);
    }

    private sealed class Cheapest() : ExpandingOperator("acme.isFree", [AttributeType.Decimal])
    {
        public override OperandForm Operand => OperandForm.None;

        public override string Label => "costs nothing";

        public override Condition Expand(ConditionBuilder c, string attribute, Operand? operand) => c.Attribute(attribute).Equal(0);
    }

    private sealed class Calculation<T>(string name, OperandForm form, AttributeType? of = null) : ValueOperator<T>(name, $"{name}Not")
    {
        public override OperandForm Operand => form;

        public override AttributeType? OperandType => of;

        public override string? NegationLabel => form == OperandForm.Bounds ? "is not near" : null;

        public override Func<T, bool> Test(Operand? operand) => _ => true;
    }
}
