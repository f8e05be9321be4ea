using System.CommandLine;
using Telemetry.AppHost.Commands;

// Services get the time to hand back what they hold when Ctrl-C or SIGTERM comes.
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(45) };
return await CommandLine.Create().Parse(args).InvokeAsync(invocation, CancellationToken.None);
