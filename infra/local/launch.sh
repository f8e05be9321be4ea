#!/usr/bin/env bash
# Starts a server in a session of its own, so that Ctrl-C in a terminal does not reach it, with its output appended to a log.
#   launch.sh guard|detach PIDFILE LOGFILE SIGNAL COMMAND [ARGUMENT...]
# Writes "PID START" (START in clock ticks since boot, as in /proc/PID/stat: a pid alone may be somebody else's by the time
# it is used) to PIDFILE and to standard output.
#   detach  ends at once; the server stays.
#   guard   stays with the server. When standard input closes, because whoever asked for the server has ended in whatever
#           way, it stops the server: SIGNAL, then SIGKILL after 10 s.
set -u
mode=$1 pidfile=$2 log=$3 signal=$4
shift 4
exec 2>>"$log"

exec 3<&0
setsid "$@" </dev/null >>"$log" 2>&1 3<&- &
server=$!

read -r stat <"/proc/$server/stat"
read -r -a fields <<<"${stat##*) }"
printf '%s %s\n' "$server" "${fields[19]}" >"$pidfile.new"
mv "$pidfile.new" "$pidfile"
printf '%s %s\n' "$server" "${fields[19]}"
exec >&-

[[ $mode == guard ]] || exit 0

cat <&3 >/dev/null &
watch=$!
wait -n "$server" "$watch"
if kill -0 "$server" 2>/dev/null; then
    kill -s "$signal" "$server"
    for _ in {1..100}; do
        kill -0 "$server" 2>/dev/null || break
        sleep 0.1
    done
    kill -KILL "$server" 2>/dev/null
fi
kill "$watch" 2>/dev/null
wait
