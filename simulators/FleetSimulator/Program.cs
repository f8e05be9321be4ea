using Telemetry.FleetSimulator.Commands;

return await FleetCommand.CreateRoot().Parse(args).InvokeAsync();
