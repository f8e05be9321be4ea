# Completion of ./telemetry in fish, from whatever folder it is called. To have it in every shell:
#   ./telemetry completion fish > ~/.config/fish/completions/telemetry.fish
function __telemetry_complete
    set -l words (commandline -opc)
    set -l word (commandline -ct)
    set -l lines ($words[1] complete -- $words[2..-1] "$word" 2>/dev/null)
    switch "$lines[1]"
        case ':files'
            __fish_complete_path "$word"
        case ':directories'
            __fish_complete_directories "$word"
        case '*'
            printf '%s\n' $lines
    end
end
complete -c telemetry -f -a '(__telemetry_complete)'
