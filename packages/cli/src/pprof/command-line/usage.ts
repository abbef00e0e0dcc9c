import { PPROF_OPTIONS } from '@heaptide/report/pprof';
import { OPTION_HELP } from '../option-help.js';
import { PPROF_COMMANDS } from '../pprof-commands.js';

/** All that the command line takes. */
export function usageText(): string {
  return `usage: heaptide pprof [format] [options] [binary] source ...

The command line of go tool pprof. With a format, one report is printed:

   heaptide pprof -top heap.pb.gz
   heaptide pprof -inuse_space -peek=newSession -base before.pb.gz http://127.0.0.1:6060/debug/heap

Without one, a shell reads commands; with -http, pages for a browser are served:

   heaptide pprof heap.pb.gz
   heaptide pprof -http=localhost:8080 heap.pb.gz

Flags end at the first source. Several sources are added up.

${commandsAndOptions('-')}

  Sources:
    FILE                   pprof profile, gzipped or not, or a V8 .heapprofile
    URL, HOST:PORT/PATH    where a profile is served; the answer is saved
    -seconds N             have the source measure for N seconds
    -timeout N             give up after N seconds
    -base SOURCE           subtract this profile; may be repeated
    -diff_base SOURCE      compare with this profile, percentages are of it; may be repeated
    -symbolize MODE        none leaves names as they are; demangle=full|templates|none|default says how
                           much of a C++ name is shown (local, fastlocal, remote and force are accepted:
                           there are no binaries to look up for JavaScript)
    -buildid ID            build id of the program, where the profile has none
    -add_comment TEXT      add a comment to the profile
    -tls_cert -tls_key -tls_ca FILE   certificates for https
    BINARY                 the program the profile is of, before the first source: names it in reports

  Other flags:
    -http HOST:PORT        pages for a browser; localhost and any free port where left out
    -no_browser            do not open a browser with -http
    -tools PATH            accepted; no tools are needed
    -inuse_space -inuse_objects -alloc_space -alloc_objects -contentions -total_delay
                           the same as -sample_index= with that name
    -mean_delay            -mean -sample_index=delay

  Environment:
    PPROF_TMPDIR           where profiles from the network are saved; $HOME/pprof where not set
    BROWSER                program that opens pages
`;
}

/** The lists that the command line (`prefix` is `-`) and the help of the shell share. */
export function commandsAndOptions(prefix: '-' | ''): string {
  const row = (name: string, text: string) => `    ${name.padEnd(16)} ${text}`;
  const help = (name: string) => OPTION_HELP[name]?.[0] ?? '';
  const commands = PPROF_COMMANDS.map(({ name, description }) => row(prefix + name, description));
  const plain = PPROF_OPTIONS.filter(({ choices }) => choices === undefined).map(({ name }) => name);
  const groups = PPROF_OPTIONS.flatMap(({ name, choices }) =>
    choices === undefined
      ? []
      : [row(name, '').trimEnd(), ...choices.map((choice) => `  ${row(prefix + choice, help(choice))}`)],
  );
  if (prefix === '') {
    commands.push(row('o/options', 'Options and their values'), row('q/quit/exit/^D', 'Ends the shell'));
  }
  return [
    prefix === '' ? '  Commands:' : '  Formats (at most one):',
    ...commands,
    '',
    '  Options:',
    ...plain.sort().map((name) => row(prefix + name, help(name))),
    '',
    '  Option groups (one of each):',
    ...groups,
  ].join('\n');
}
