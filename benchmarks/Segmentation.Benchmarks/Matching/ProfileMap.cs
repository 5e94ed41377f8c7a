namespace Segmentation.Benchmarks.Matching;

internal sealed class ProfileMap : SubjectMap<Profile>
{
    public static SegmentSchema Schema { get; } = SegmentSchema.Create("profiles", schema => schema.Subject("customer", "customers", customer =>
    {
        for (int i = 0; i < Profile.Numbers; i++)
            customer.Decimal([$"number{i}"]);
        for (int i = 0; i < Profile.Counts; i++)
            customer.Integer([$"count{i}"]);
        for (int i = 0; i < Profile.Instants; i++)
            customer.Instant([$"instant{i}"]);
        for (int i = 0; i < Profile.Texts; i++)
            customer.Choice([$"text{i}"]);
    }));

    public override void Configure(EntityMap<Profile> map) => map
        .Key(p => p.Id)
        .Attribute("number0", p => p.Number0)
        .Attribute("number1", p => p.Number1)
        .Attribute("number2", p => p.Number2)
        .Attribute("number3", p => p.Number3)
        .Attribute("number4", p => p.Number4)
        .Attribute("number5", p => p.Number5)
        .Attribute("number6", p => p.Number6)
        .Attribute("number7", p => p.Number7)
        .Attribute("number8", p => p.Number8)
        .Attribute("number9", p => p.Number9)
        .Attribute("number10", p => p.Number10)
        .Attribute("number11", p => p.Number11)
        .Attribute("number12", p => p.Number12)
        .Attribute("number13", p => p.Number13)
        .Attribute("number14", p => p.Number14)
        .Attribute("number15", p => p.Number15)
        .Attribute("count0", p => p.Count0)
        .Attribute("count1", p => p.Count1)
        .Attribute("count2", p => p.Count2)
        .Attribute("count3", p => p.Count3)
        .Attribute("count4", p => p.Count4)
        .Attribute("count5", p => p.Count5)
        .Attribute("count6", p => p.Count6)
        .Attribute("count7", p => p.Count7)
        .Attribute("instant0", p => p.Instant0)
        .Attribute("instant1", p => p.Instant1)
        .Attribute("instant2", p => p.Instant2)
        .Attribute("instant3", p => p.Instant3)
        .Attribute("instant4", p => p.Instant4)
        .Attribute("instant5", p => p.Instant5)
        .Attribute("text0", p => p.Text0)
        .Attribute("text1", p => p.Text1)
        .Attribute("text2", p => p.Text2)
        .Attribute("text3", p => p.Text3)
        .Attribute("text4", p => p.Text4)
        .Attribute("text5", p => p.Text5)
        .Attribute("text6", p => p.Text6)
        .Attribute("text7", p => p.Text7)
        .Attribute("text8", p => p.Text8)
        .Attribute("text9", p => p.Text9);
}
