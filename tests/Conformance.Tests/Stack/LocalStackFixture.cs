using Telemetry.Conformance.Tests.Stack;
using Telemetry.Local;

[assembly: AssemblyFixture(typeof(LocalStackFixture))]

namespace Telemetry.Conformance.Tests.Stack;

/// <summary>
/// The servers that the suites of this assembly share: those named by the environment where all are (AWS_ENDPOINT_URL_S3, _SQS,
/// _DYNAMODB and TELEMETRY_POSTGRES), else a local stack of its own on an empty directory, which ends with the run. Suites keep
/// apart by the prefix of their resource names.
/// </summary>
public sealed class LocalStackFixture : IAsyncLifetime
{
    private string? _directory;
    private LocalStack? _stack;
    private StackEndpoints? _endpoints;
    private string? _missing;

    /// <summary>
    /// Where the servers answer; skips the running test where they cannot be installed: this user is not root, has no
    /// passwordless sudo, and something is missing.
    /// </summary>
    public StackEndpoints Endpoints
    {
        get
        {
            Assert.SkipWhen(_missing is not null, _missing ?? "");
            return _endpoints!;
        }
    }

    /// <summary>The stack that this run started; null where the environment named the servers.</summary>
    public LocalStack? Stack => _stack;

    public async ValueTask InitializeAsync()
    {
        _endpoints = StackEndpoints.FromEnvironment();
        if (_endpoints is not null)
            return;
        _missing = await StackInstallation.Find().EnsureAsync(progress: null, TestContext.Current.CancellationToken);
        if (_missing is not null)
            return;
        _directory = LocalStack.MakeTemporaryDirectory();
        _stack = await LocalStack.StartAsync(
            new LocalStackOptions { DataDirectory = _directory }, TestContext.Current.CancellationToken);
        _endpoints = _stack.Endpoints;
    }

    public async ValueTask DisposeAsync()
    {
        if (_stack is not null)
            await _stack.DisposeAsync();
        if (_directory is not null)
            LocalStack.Forget(_directory);
    }
}
