using Telemetry.AppHost.Services;

namespace Telemetry.AppHost.Tests;

public sealed class ServiceIdTests
{
    public static TheoryData<string> Names => ["receiver", "api", "worker-1", "worker-12"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Parse_OwnName_GivesItBack(string name) => Assert.Equal(name, ServiceId.Parse(name)!.Value.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("worker")]
    [InlineData("worker-")]
    [InlineData("worker--1")]
    [InlineData("../token")]
    public void Parse_OtherText_IsNull(string name) => Assert.Null(ServiceId.Parse(name));
}
