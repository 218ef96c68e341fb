using System.Reflection;
using System.Text.Json.Serialization;
using Shouldly;

namespace Outsourcing.Conventions;

/// <summary>What a user may rely on for every public type, held by reflection.</summary>
public sealed class ApiShapeTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void AsyncMethods_TakeACancellationTokenLast()
    {
        string[] culprits = [.. PublicMethods()
            .Where(method => IsAsync(method.ReturnType) && !IsHandedDown(method))
            .Where(method => method.GetParameters() is not [.., { ParameterType: var last }] || last != typeof(CancellationToken))
            .Select(Name)];

        culprits.ShouldBeEmpty();
    }

    [Fact]
    public void AsyncMethods_EndInAsync_AndOthersDoNot()
    {
        string[] culprits = [.. PublicMethods()
            .Where(method => !IsHandedDown(method) && method.ReturnType != typeof(void))
            .Where(method => IsAsync(method.ReturnType) != method.Name.EndsWith("Async", StringComparison.Ordinal))
            .Where(method => !(IsEnumerable(method.ReturnType) && !method.Name.EndsWith("Async", StringComparison.Ordinal)))
            .Select(Name)];

        culprits.ShouldBeEmpty();
    }

    [Fact]
    public void Classes_AreSealedAbstractOrMeantForInheritance()
    {
        string[] culprits = [.. Packages.PublicTypes
            .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && !typeof(Exception).IsAssignableFrom(type))
            .Where(type => !HasProtectedParameterlessConstructor(type))
            .Where(type => !Packages.PublicTypes.Any(other => other.BaseType == type))
            .Select(type => type.FullName!)];

        culprits.ShouldBeEmpty();
    }

    [Fact]
    public void Exceptions_ShareOneBase()
    {
        string[] culprits = [.. Packages.PublicTypes
            .Where(type => typeof(Exception).IsAssignableFrom(type) && !typeof(OutsourcingException).IsAssignableFrom(type))
            .Where(type => !typeof(ArgumentException).IsAssignableFrom(type) && !typeof(InvalidOperationException).IsAssignableFrom(type))
            .Select(type => type.FullName!)];

        culprits.ShouldBeEmpty();
    }

    [Fact]
    public void TextValues_HaveAConverterOthersCanUse()
    {
        string[] culprits = [.. Packages.PublicTypes
            .Where(type => type.IsValueType && type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(ITextValue<>)))
            .Where(type => type.GetCustomAttribute<JsonConverterAttribute>()?.ConverterType is not { IsVisible: true })
            .Select(type => type.FullName!)];

        culprits.ShouldBeEmpty();
    }

    [Fact]
    public void Options_AreSealedClassesWithSettableProperties()
    {
        string[] culprits = [.. Packages.PublicTypes
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && type.IsClass)
            .Where(type => !(type.IsSealed || type.IsAbstract) || IsRecordWithSecret(type))
            .Select(type => type.FullName!)];

        culprits.ShouldBeEmpty();
    }

    [Fact]
    public void Types_HoldNoPublicState_InStatics()
    {
        string[] culprits = [.. Packages.PublicTypes
            .SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(member => member is FieldInfo { IsInitOnly: false, IsLiteral: false, DeclaringType.IsEnum: false } or PropertyInfo { SetMethod.IsPublic: true })
            .Select(member => $"{member.DeclaringType}.{member.Name}")];

        culprits.ShouldBeEmpty();
    }

    [Fact]
    public void PublicNames_AreNotReservedWords()
    {
        string[] reserved = ["Call", "Step", "Event", "Error", "Next", "End", "Stop"];
        string[] culprits = [.. Packages.PublicTypes.Where(type => reserved.Contains(type.Name)).Select(type => type.FullName!)];

        culprits.ShouldBeEmpty();
    }

    [Fact]
    public void Collections_OfRecords_AreReadOnly()
    {
        string[] culprits = [.. Packages.PublicTypes
            .Where(type => IsRecord(type))
            .SelectMany(type => type.GetProperties(Declared))
            .Where(property => property.PropertyType.IsGenericType
                && (property.PropertyType.GetGenericTypeDefinition() == typeof(List<>)
                    || property.PropertyType.GetGenericTypeDefinition() == typeof(IList<>)
                    || (property.PropertyType.GetGenericTypeDefinition() == typeof(Dictionary<,>)
                        && property.GetCustomAttribute<JsonExtensionDataAttribute>() is null)))
            .Select(property => $"{property.DeclaringType}.{property.Name}")];

        culprits.ShouldBeEmpty();
    }

    private static IEnumerable<MethodInfo> PublicMethods() => Packages.PublicTypes
        .Where(type => !typeof(Delegate).IsAssignableFrom(type))
        .SelectMany(type => type.GetMethods(Declared))
        .Where(method => !method.IsSpecialName);

    private static bool IsAsync(Type type) =>
        typeof(Task).IsAssignableFrom(type)
        || type == typeof(ValueTask)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>))
        || IsEnumerable(type);

    private static bool IsEnumerable(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>);

    // An override or a framework interface fixes the signature elsewhere.
    private static bool IsHandedDown(MethodInfo method) =>
        method.GetBaseDefinition().DeclaringType != method.DeclaringType
        || method.DeclaringType!.GetInterfaces().Any(face => face.Namespace!.StartsWith("System", StringComparison.Ordinal) || face.Namespace.StartsWith("Microsoft", StringComparison.Ordinal)
            ? method.DeclaringType is { IsInterface: false } && method.DeclaringType.GetInterfaceMap(face).TargetMethods.Contains(method)
            : false);

    private static bool HasProtectedParameterlessConstructor(Type type) =>
        type.GetConstructors(BindingFlags.NonPublic | BindingFlags.Instance).Any(constructor => constructor.IsFamily && constructor.GetParameters().Length == 0);

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    private static bool IsRecordWithSecret(Type type) =>
        IsRecord(type) && type.GetProperties().Any(property => property.Name.Contains("Secret", StringComparison.Ordinal)
            || property.Name.Contains("Token", StringComparison.Ordinal) || property.Name.Contains("ApiKey", StringComparison.Ordinal));

    private static string Name(MethodInfo method) =>
        $"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => parameter.ParameterType.Name))})";
}
