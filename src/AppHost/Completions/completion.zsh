#compdef telemetry
# Completion of ./telemetry in zsh, from whatever folder it is called. To have it in every shell, with ~/.zfunc in fpath:
#   ./telemetry completion zsh > ~/.zfunc/_telemetry
_telemetry() {
    local -a lines
    lines=("${(@f)$(${~words[1]} complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    case $lines[1] in
        :files) _files ;;
        :directories) _files -/ ;;
        '') return 1 ;;
        *)
            lines=("${(@)lines//:/\\:}")
            lines=("${(@)lines/$'\t'/:}")
            _describe telemetry lines ;;
    esac
}
if [[ $funcstack[1] == _telemetry ]]; then
    _telemetry "$@"
elif (( $+functions[compdef] )); then
    compdef _telemetry telemetry
fi
