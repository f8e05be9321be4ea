using System.CommandLine;
using Telemetry.AppHost.Hosting;
using Telemetry.AppHost.Services;

namespace Telemetry.AppHost.Commands;

/// <summary>
/// <c>serve receiver|api|worker-N</c>: runs one service in this process until it is told to end. Hidden: <c>up</c> and <c>demo</c>
/// start services through it, so that one build output holds them all.
/// </summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var service = new Argument<ServiceId>("service")
        {
            Description = "receiver, api or worker-N.",
            CustomParser = result =>
            {
                var text = result.Tokens.Single().Value;
                if (ServiceId.Parse(text) is { } id)
                    return id;
                result.AddError($"There is no service {text}: receiver, api or worker-N.");
                return default;
            },
        };
        var url = new Option<Uri>("--url")
        {
            Description = "Where it listens.",
            Required = true,
            CustomParser = result =>
            {
                if (Uri.TryCreate(result.Tokens.Single().Value, UriKind.Absolute, out var parsed))
                    return parsed;
                result.AddError("--url takes an absolute URL.");
                return null;
            },
        };
        var command = new Command("serve", "Runs one service in this process.") { service, url };
        command.Hidden = true;
        command.SetAction((parsed, cancellationToken) =>
            ServiceHost.RunAsync(parsed.GetRequiredValue(service), parsed.GetRequiredValue(url), cancellationToken));
        return command;
    }
}
