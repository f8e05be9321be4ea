using System.CommandLine;

namespace Telemetry.Terminal;

/// <summary><c>--color</c>, which every verb takes, and the screens that follow from it.</summary>
public static class ColourOption
{
    /// <summary>The option.</summary>
    public static Option<string> Instance { get; } = Create();

    /// <summary>Standard output as asked for.</summary>
    public static Screen Output(this ParseResult parsed) => Screen.Output(ChoiceOf(parsed));

    /// <summary>Standard error as asked for.</summary>
    public static Screen Error(this ParseResult parsed) => Screen.Error(ChoiceOf(parsed));

    /// <summary>Progress on standard error.</summary>
    public static VerbProgress CreateProgress(this ParseResult parsed) => new(parsed.Error(), TimeProvider.System);

    private static ColourChoice ChoiceOf(ParseResult parsed) => parsed.GetValue(Instance) switch
    {
        "always" => ColourChoice.Always,
        "never" => ColourChoice.Never,
        _ => ColourChoice.Auto,
    };

    private static Option<string> Create()
    {
        var option = new Option<string>("--color")
        {
            Description = "auto: on a terminal, unless NO_COLOR is set. always, never.",
            DefaultValueFactory = _ => "auto",
            HelpName = "when",
            Recursive = true,
        };
        return option.AcceptOnlyFromAmong("auto", "always", "never");
    }
}
