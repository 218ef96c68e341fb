using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace Outsourcing;

/// <summary>Lets a member that JSON leaves out keep the value its type gives it.</summary>
/// <remarks>
/// A generated reader sets every init-only member, the absent ones to their type's default. For types where that differs, the
/// contract is changed to construct first and set what is there. The constructor and members are the ones the generated contract
/// itself names, so nothing is looked up that trimming could have taken.
/// </remarks>
internal static class AbsentMembers
{
    internal static void KeepInitialValues(JsonTypeInfo info)
    {
        if (info is not { Kind: JsonTypeInfoKind.Object, CreateObject: null, ConstructorAttributeProvider: ConstructorInfo constructor }
            || constructor.GetParameters().Length > 0
            || !info.Properties.Any(member => member.AssociatedParameter is { IsMemberInitializer: true }))
        {
            return;
        }

        object initial = Create();
        if (!info.Properties.Any(member => IsLost(member, initial)))
        {
            return;
        }

        foreach (JsonPropertyInfo member in info.Properties)
        {
            if (member.AssociatedParameter is { IsMemberInitializer: true } && member.AttributeProvider is PropertyInfo property)
            {
                member.Set = (target, value) => property.SetValue(target, value, BindingFlags.DoNotWrapExceptions, binder: null, index: null, culture: null);
            }
        }

        info.CreateObject = Create;

        object Create() => constructor.Invoke(BindingFlags.DoNotWrapExceptions, binder: null, parameters: null, culture: null);
    }

    // Lists, maps and parts are null where absent, which their own rules take for what they begin with.
    private static bool IsLost(JsonPropertyInfo member, object initial) =>
        member is { IsRequired: false, Get: { } get, AssociatedParameter: { IsMemberInitializer: true } parameter }
        && (member.PropertyType.IsValueType || member.PropertyType == typeof(string))
        && get(initial) is { } value
        && !value.Equals(parameter.DefaultValue);
}
