using System.CommandLine;
using Telemetry.AppHost.Testing;

namespace Telemetry.AppHost.Commands;

/// <summary><c>test</c>: every test. The launcher has built the solution before.</summary>
internal static class TestCommand
{
    public static Command Create()
    {
        var fast = new Option<bool>("--fast") { Description = "Leaves out what needs servers or whole platforms." };
        var command = new Verb(
            "test", "Sets up what tests need, and runs every test.",
            "./telemetry test", "./telemetry test --fast")
        {
            fast,
        };
        command.SetAction(PlatformFailure.Guard((parsed, progress, cancellationToken) =>
            new TestRun(parsed.GetValue(fast), parsed.Output(), progress).RunAsync(cancellationToken)));
        return command;
    }
}
