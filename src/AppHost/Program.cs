using System.CommandLine;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;
using Telemetry.AppHost.Commands;

// A terminal that is closed ends a verb as Ctrl-C does: nothing goes on and nothing is left behind.
using var hangUp = new CancellationTokenSource();
using var onHangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
{
    signal.Cancel = true;
    hangUp.Cancel();
});

// Services get the time to hand back what they hold when Ctrl-C or SIGTERM comes.
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(45) };
var parsed = CommandLine.Create().Parse(args);
return parsed.Action is ParseErrorAction
    ? UsageError.Tell(parsed)
    : await parsed.InvokeAsync(invocation, hangUp.Token);
