using System.Reflection;
using Telemetry.LearningEvaluation.Platform;

namespace Telemetry.LearningEvaluation.Tests;

public sealed class PlatformIndependenceTests
{
    /// <summary>Whatever learns is given the base map and messages: no member of it speaks of the simulator or of what judges look at.</summary>
    [Fact]
    public void PlatformTypes_Members_NameNothingOfTheTruth()
    {
        const BindingFlags All =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var own = typeof(LearningPlatform).Namespace;
        var platform = typeof(LearningPlatform).Assembly.GetTypes().Where(type => type.Namespace == own).ToList();
        var named = platform.SelectMany(type => type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All))
            .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType))
            .Concat(type.GetMethods(All).Select(method => method.ReturnType))
            .Concat(type.GetFields(All).Select(field => field.FieldType)));
        Assert.Contains(typeof(LearningPlatform), platform);
        Assert.DoesNotContain(named.SelectMany(Parts), type =>
            type.Assembly.GetName().Name == "Telemetry.FleetSimulator" ||
            (type.Assembly == typeof(LearningPlatform).Assembly && type.Namespace != own));
    }

    private static IEnumerable<Type> Parts(Type type) =>
        (type.HasElementType ? Parts(type.GetElementType()!) : type.GetGenericArguments().SelectMany(Parts)).Append(type);
}
