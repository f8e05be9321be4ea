using System.CommandLine.Invocation;
using Telemetry.FleetSimulator.Commands;

var parsed = FleetCommand.CreateRoot().Parse(args);
return parsed.Action is ParseErrorAction ? UsageError.Tell(parsed) : await parsed.InvokeAsync();
