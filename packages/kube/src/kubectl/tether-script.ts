/**
 * Becomes the program `"$@"`, which keeps the shell's process id and leads its process group. A second shell of the group reads file
 * descriptor 3, the tether, whose other end only the owner has:
 *
 * - `over`: the program has ended by itself, and nothing is left to do;
 * - `kill`: the whole group is killed;
 * - the end, because there is no owner any more: the group gets SIGTERM, the files at `$0` are removed, and what still runs two
 *   seconds later is killed.
 *
 * The second shell is there to stay before the program begins. A group's id is not given to anybody else while the second shell is in it, so that nothing else can be hit. Whatever its
 * arguments hold, the shell does not read them as its own.
 */
export const TETHER_SCRIPT = `
trap '' HUP INT TERM
(
  if read -r word <&3; then
    [ "$word" = over ] && exit
  else
    kill -s TERM -- -$$
    [ -z "$0" ] || rm -rf -- "$0"
    i=0
    while kill -s 0 $$ && [ $((i += 1)) -le 20 ]; do sleep 0.1; done
  fi
  kill -s KILL -- -$$
) </dev/null >/dev/null 2>&1 &
trap - HUP INT TERM
exec "$@" 3<&-
`;
