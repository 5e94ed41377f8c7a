using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Segmentation.Testing.Tests;

/// <summary>The oracle is worth something only as long as it shares no code with what it checks.</summary>
public sealed class IndependenceTests
{
    private const BindingFlags Everything =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Assembly Core = typeof(Condition).Assembly;

    // The condition model with what plug-ins derive from, the schema, and the keys; nothing that binds, reads columns or evaluates.
    private static readonly HashSet<Type> Allowed =
    [
        typeof(Condition), typeof(CombinationCondition), typeof(AttributeCondition), typeof(RelatedCondition), typeof(AggregateCondition),
        typeof(SegmentCondition), typeof(Match), typeof(Quantifier), typeof(AggregateFunction), typeof(Operator),
        typeof(Operand), .. typeof(Operand).GetNestedTypes(), typeof(CalendarPeriod), typeof(DateUnit),
        typeof(Computation), .. typeof(Computation).GetNestedTypes(), typeof(ElapsedUnit), typeof(LeapDayRule),
        typeof(SegmentSchema), typeof(SchemaEntity), typeof(SchemaAttribute), typeof(SchemaRoles), typeof(AttributeType),
        typeof(SchemaRelation), typeof(ManyRelation), typeof(PartRelation), typeof(ReferenceRelation), typeof(ParentRelation),
        typeof(SelectedRelation), typeof(ThroughRelation), typeof(Selection), typeof(Extreme),
        typeof(ConditionBuilder), typeof(ConditionPlugin), typeof(ExternalCondition), typeof(AttributeOperator), typeof(ExpandingOperator), typeof(ValueOperator<>),
        typeof(Segment), typeof(CustomerScope), typeof(SegmentLists), typeof(SegmentList), typeof(SubjectKey), typeof(KeyKind),
        // What datasets refuse bad data with.
        typeof(SegmentDataException), typeof(SchemaBuilder), typeof(EntityBuilder),
    ];

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Static | BindingFlags.Public)
        .Select(f => (OpCode)f.GetValue(null)!)
        .ToDictionary(code => code.Value);

    [Fact]
    public void Oracle_OfCore_UsesTheModelOnly()
    {
        HashSet<Type> used = [.. OracleTypes().SelectMany(Used).Where(t => t.Assembly == Core)];
        Assert.Contains(typeof(CombinationCondition), used);
        Assert.Contains(typeof(Computation.Join), used);
        Assert.Empty(used.Except(Allowed).Select(t => t.FullName));
    }

    [Fact]
    public void Oracle_OfKeys_ComparesThemItself()
    {
        string[] calls = [.. OracleTypes().SelectMany(Members).Where(m => m.DeclaringType == typeof(SubjectKey)).Select(m => m.Name).Distinct().Order()];
        Assert.DoesNotContain(nameof(SubjectKey.CompareTo), calls);
    }

    /// <summary>The types of the oracle, those that the compiler made for its lambdas included, and the dataset it reads.</summary>
    private static Type[] OracleTypes()
    {
        Type[] types =
        [
            .. typeof(Oracle).Assembly.GetTypes().Where(type =>
                type.Namespace == "Segmentation.Testing.Oracles" || OutermostOf(type) == typeof(Oracle) || OutermostOf(type) == typeof(Dataset)),
        ];
        Assert.True(types.Length > 10);
        return types;
    }

    private static Type OutermostOf(Type type) => type.DeclaringType is null ? type : OutermostOf(type.DeclaringType);

    private static IEnumerable<Type> Used(Type type)
    {
        IEnumerable<Type> signatures = type.GetFields(Everything).Select(f => f.FieldType)
            .Concat(type.GetMethods(Everything).SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType)))
            .Concat(type.GetConstructors(Everything).SelectMany(m => m.GetParameters().Select(p => p.ParameterType)));
        return signatures
            .Concat(Members(type).SelectMany(m => m is Type used ? [used] : Arguments(m).Append(m.DeclaringType!)))
            .SelectMany(Parts);
    }

    private static Type[] Arguments(MemberInfo member) => member is MethodInfo { IsGenericMethod: true } method ? method.GetGenericArguments() : [];

    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType)
            return Parts(type.GetElementType()!);
        return type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()) : [type];
    }

    /// <summary>Every member that the bodies of a type's methods name.</summary>
    private static IEnumerable<MemberInfo> Members(Type type) =>
        type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything)).SelectMany(MembersOf);

    private static IEnumerable<MemberInfo> MembersOf(MethodBase method)
    {
        byte[] il = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        Type[]? typeArguments = method.DeclaringType is { IsGenericType: true } generic ? generic.GetGenericArguments() : null;
        Type[]? methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (int i = 0; i < il.Length;)
        {
            OpCode code = il[i] == 0xFE ? Codes[unchecked((short)(0xFE00 | il[i + 1]))] : Codes[il[i]];
            i += code.Size;
            if (code.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
                yield return method.Module.ResolveMember(Unsafe.ReadUnaligned<int>(ref il[i]), typeArguments, methodArguments)!;
            i += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, i)),
                _ => 4,
            };
        }
    }
}
