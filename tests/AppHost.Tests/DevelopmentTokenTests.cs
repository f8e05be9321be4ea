using System.Security.Cryptography;
using System.Text;
using Telemetry.AppHost.Hosting;
using Telemetry.AppHost.Services;
using Telemetry.Local;

namespace Telemetry.AppHost.Tests;

public sealed class DevelopmentTokenTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("telemetry-token-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Ensure_Twice_GivesTheSame()
    {
        var first = DevelopmentToken.Ensure(_directory);

        Assert.Equal(first, DevelopmentToken.Ensure(_directory));
        Assert.Equal(first, DevelopmentToken.Find(_directory));
    }

    [Fact]
    public void Ensure_File_IsItsOwnersOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        var token = DevelopmentToken.Ensure(_directory);

#pragma warning disable CA1416 // skipped there
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(token.File));
#pragma warning restore CA1416
    }

    [Fact]
    public void LocalEnvironment_Services_GetTheHashOnly()
    {
        var token = DevelopmentToken.Ensure(_directory);
        var servers = new Uri("http://127.0.0.1:1/");

        var environment = LocalEnvironment.Of(
            new StackEndpoints(servers, servers, servers, "Host=127.0.0.1", "key", "secret", "eu-central-1"), token);

        Assert.DoesNotContain(environment.Values, value => value.Contains(token.Value, StringComparison.Ordinal));
        Assert.Equal(
            SHA256.HashData(Encoding.UTF8.GetBytes(token.Value)), Convert.FromHexString(environment["Tokens__0__Sha256"]));
        Assert.Equal("http://127.0.0.1:1/", environment["AWS_ENDPOINT_URL_S3"]);
    }

    [Fact]
    public void Find_NoToken_IsNull() => Assert.Null(DevelopmentToken.Find(_directory));
}
