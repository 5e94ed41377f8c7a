using System.Reflection;
using System.Runtime.CompilerServices;

namespace Segmentation.Testing.Tests.Quality;

/// <summary>Rules that hold for every package, whoever adds to it.</summary>
public sealed class HouseRulesTests
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    [Theory]
    [MemberData(nameof(Packages.Names), MemberType = typeof(Packages))]
    public void PublicAsyncMethods_OfAPackage_TakeACancellationToken(string package) => Assert.Empty(
        from type in Packages.Named(package).GetExportedTypes()
        from method in type.GetMethods(Declared & ~BindingFlags.NonPublic)
        where IsAsync(method.ReturnType) && method.Name != nameof(IAsyncDisposable.DisposeAsync) && !method.IsSpecialName
        where method.GetParameters().All(p => p.ParameterType != typeof(CancellationToken))
        select $"{type.Name}.{method.Name}");

    [Theory]
    [MemberData(nameof(Packages.Names), MemberType = typeof(Packages))]
    public void Classes_OfAPackage_AreSealedOrMadeToBeDerived(string package) => Assert.Empty(
        from type in Packages.Named(package).GetTypes()
        where type.IsClass && !type.IsSealed && !type.IsAbstract && !IsGenerated(type)
        select type.FullName);

    [Theory]
    [MemberData(nameof(Packages.Names), MemberType = typeof(Packages))]
    public void StaticFields_OfAPackage_NeverChange(string package) => Assert.Empty(
        from type in Packages.Named(package).GetTypes()
        where !IsGenerated(type)
        from field in type.GetFields(Declared & ~BindingFlags.Instance)
        where field is { IsStatic: true, IsInitOnly: false, IsLiteral: false } && !field.IsDefined(typeof(CompilerGeneratedAttribute))
        select $"{type.FullName}.{field.Name}");

    [Theory]
    [MemberData(nameof(Packages.Names), MemberType = typeof(Packages))]
    public void Namespaces_OfPublicTypes_AreThoseAUserNames(string package) => Assert.Empty(
        from type in Packages.Named(package).GetExportedTypes()
        where type.Namespace is not ("Segmentation" or "Microsoft.Extensions.DependencyInjection") && type.Namespace != package
        select type.FullName);

    private static bool IsAsync(Type type)
    {
        Type definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return definition == typeof(Task) || definition == typeof(Task<>) || definition == typeof(ValueTask)
            || definition == typeof(ValueTask<>) || definition == typeof(IAsyncEnumerable<>);
    }

    private static bool IsGenerated(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute)) || type.FullName!.Contains('<', StringComparison.Ordinal)
        || (type.DeclaringType is not null && IsGenerated(type.DeclaringType));
}
