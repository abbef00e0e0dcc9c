import { f as PPROF_OPTIONS } from "./pprof-report-fVeNIqnZ.js";
import "./pprof-BLTsDjs8.js";
import { t as PPROF_COMMANDS } from "./pprof-commands-CudwOSfw.js";

// packages/cli/dist/pprof/option-help.js
const MATCHED = "It is matched against the names of functions, files and mappings.";
const TAG_FORMS = ["key=value asks for one key only.", "Ranges of numbers: 1kb, 1kb:10kb, memory=32mb:   Regexes of text: foo, foo.*bar, mytag=foo.*bar"];
/** Help for options and for the values that are flags of their own; the first line is the short form. */
const OPTION_HELP = {
	output: ["File to write the report to"],
	drop_negative: ["Leave out what is negative", "In a comparison: what shrank is not shown."],
	call_tree: ["Keep call paths apart", "A function reached in two ways becomes two nodes."],
	relative_percentages: ["Percentages of what the filters left", "Otherwise they are of the whole profile, so that they can be compared."],
	unit: ["Unit of the values", "Such as kilobytes, MB, seconds or ms; auto takes the best for each value, minimum one for all."],
	compact_labels: ["Leave out the lines about the profile"],
	source_path: ["Directories where sources are looked for"],
	trim_path: ["Prefixes to take off the paths of sources"],
	intel_syntax: ["Assembly in Intel syntax", "For disasm and weblist."],
	nodecount: ["Most nodes to show", "Dotted edges of a graph lead over nodes that were left out."],
	nodefraction: ["Leave out nodes below this part of the total"],
	edgefraction: ["Leave out edges below this part of the total"],
	trim: ["Apply nodecount, nodefraction and edgefraction", "False shows everything."],
	focus: ["Keep samples with a frame that matches the regexp", MATCHED],
	ignore: ["Drop samples with a frame that matches the regexp", MATCHED],
	prune_from: ["Drop the frames that match the regexp and all that they call"],
	hide: [
		"Drop the frames that match the regexp",
		"Other frames of the sample stay.",
		MATCHED
	],
	show: ["Keep only the frames that match the regexp", MATCHED],
	show_from: ["Drop the callers of the outermost frame that matches the regexp", MATCHED],
	tagroot: ["Add frames for these tags at the root", "Keys separated by commas; the first is outermost."],
	tagleaf: ["Add frames for these tags at the leaf", "Keys separated by commas; the last is innermost."],
	tagfocus: ["Keep samples with a tag in the range or matching the regexp", ...TAG_FORMS],
	tagignore: ["Drop samples with a tag in the range or matching the regexp", ...TAG_FORMS],
	tagshow: ["Keep only the tags that match the regexp"],
	taghide: ["Drop the tags that match the regexp"],
	divide_by: ["Divide all values by this number", "Such as the number of processes."],
	mean: ["Divide each value by the first of its sample", "In a heap profile: bytes per object."],
	sample_index: ["Sample type to show, by its name or its place", "A profile holds several values per sample."],
	normalize: ["Scale the profile to the total of the base"],
	flat: ["Sort by own weight"],
	cum: ["Sort by cumulative weight"],
	functions: ["One entry per function name"],
	filefunctions: ["One entry per function and file"],
	files: ["One entry per file"],
	lines: ["One entry per source line"],
	addresses: ["One entry per address"],
	noinlines: ["Count inlined functions as their caller"],
	showcolumns: ["Show columns beside line numbers"]
};

// packages/cli/dist/pprof/command-line/usage.js
/** All that the command line takes. */
function usageText() {
	return `usage: heaptide pprof [format] [options] [binary] source ...

The command line of go tool pprof. With a format, one report is printed:

   heaptide pprof -top heap.pb.gz
   heaptide pprof -inuse_space -peek=newSession -base before.pb.gz http://127.0.0.1:6060/debug/heap

Without one, a shell reads commands; with -http, pages for a browser are served:

   heaptide pprof heap.pb.gz
   heaptide pprof -http=localhost:8080 heap.pb.gz

Flags end at the first source. Several sources are added up.

${commandsAndOptions("-")}

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
function commandsAndOptions(prefix) {
	const row = (name, text) => `    ${name.padEnd(16)} ${text}`;
	const help = (name) => OPTION_HELP[name]?.[0] ?? "";
	const commands = PPROF_COMMANDS.map(({ name, description }) => row(prefix + name, description));
	const plain = PPROF_OPTIONS.filter(({ choices }) => choices === void 0).map(({ name }) => name);
	const groups = PPROF_OPTIONS.flatMap(({ name, choices }) => choices === void 0 ? [] : [row(name, "").trimEnd(), ...choices.map((choice) => `  ${row(prefix + choice, help(choice))}`)]);
	if (prefix === "") commands.push(row("o/options", "Options and their values"), row("q/quit/exit/^D", "Ends the shell"));
	return [
		prefix === "" ? "  Commands:" : "  Formats (at most one):",
		...commands,
		"",
		"  Options:",
		...plain.sort().map((name) => row(prefix + name, help(name))),
		"",
		"  Option groups (one of each):",
		...groups
	].join("\n");
}

export { usageText as n, OPTION_HELP as r, commandsAndOptions as t };