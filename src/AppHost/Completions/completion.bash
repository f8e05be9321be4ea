# Completion of ./telemetry in bash, from whatever folder it is called. To have it in every shell:
#   ./telemetry completion bash > ~/.local/share/bash-completion/completions/telemetry
_telemetry() {
    local word=${COMP_WORDS[COMP_CWORD]} line words=()
    # A tilde that was typed is not expanded yet.
    while IFS= read -r line; do
        words+=("${line%%$'\t'*}")
    done < <("${COMP_WORDS[0]/#\~/$HOME}" complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    COMPREPLY=()
    case ${words[0]-} in
        :files)
            compopt -o filenames 2>/dev/null
            while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$word") ;;
        :directories)
            compopt -o filenames 2>/dev/null
            while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -d -- "$word") ;;
        *)
            COMPREPLY=(${words[@]+"${words[@]}"}) ;;
    esac
}
complete -F _telemetry telemetry
