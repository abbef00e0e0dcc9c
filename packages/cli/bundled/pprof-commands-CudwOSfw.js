// packages/cli/dist/pprof/pprof-commands.js
function reportUsage(name, { cum = false, redirect = true } = {}) {
	return [
		`${name} [n] [focus_regex]* [-ignore_regex]*${cum ? " [-cum]" : ""}${redirect ? " >f" : ""}`,
		"n bounds the number of entries; a regex keeps the samples that match it, one after \"-\" drops them.",
		...cum ? ["-cum puts the largest cumulative weight first."] : [],
		...redirect ? [">f writes the report to the file f."] : []
	];
}
function listUsage(name) {
	return [`${name} func_regex [focus_regex]* [-ignore_regex]* [>f]`, "Shows the functions whose names match func_regex; the other regexes choose samples."];
}
function graph(name, description) {
	return {
		name,
		format: "dot",
		image: name,
		extension: name,
		description,
		usage: reportUsage(name)
	};
}
function viewed(name, image, viewer, description) {
	return {
		name,
		format: "dot",
		image,
		viewer,
		description,
		usage: reportUsage(name, { redirect: false })
	};
}
/** All reports, by name. */
const PPROF_COMMANDS = [
	{
		name: "callgrind",
		format: "callgrind",
		extension: "callgraph.out",
		description: "Call graph in the format of callgrind",
		usage: reportUsage("callgrind")
	},
	{
		name: "comments",
		format: "comments",
		description: "Comments that the profile carries"
	},
	{
		name: "disasm",
		format: "disasm",
		takesSymbol: true,
		description: "Assembly with the samples of each instruction",
		usage: listUsage("disasm")
	},
	{
		name: "dot",
		format: "dot",
		description: "Graph in the DOT language",
		usage: reportUsage("dot")
	},
	viewed("eog", "svg", ["eog"], "Shows the graph in eog"),
	viewed("evince", "pdf", ["evince"], "Shows the graph in evince"),
	graph("gif", "Graph as a GIF image"),
	viewed("gv", "ps", ["gv --noantialias"], "Shows the graph in gv"),
	{
		name: "kcachegrind",
		format: "callgrind",
		viewer: ["kcachegrind"],
		description: "Shows the call graph in KCachegrind",
		usage: reportUsage("kcachegrind", { redirect: false })
	},
	{
		name: "list",
		format: "list",
		takesSymbol: true,
		description: "Source lines of the functions that match, with their samples",
		usage: listUsage("list")
	},
	graph("pdf", "Graph as a PDF document"),
	{
		name: "peek",
		format: "peek",
		takesSymbol: true,
		description: "Callers and callees of the functions that match",
		usage: ["peek func_regex", "Shows who calls the functions that match func_regex and whom they call."]
	},
	graph("png", "Graph as a PNG image"),
	{
		name: "proto",
		format: "proto",
		extension: "pb.gz",
		description: "The profile itself, as a gzipped protocol buffer"
	},
	graph("ps", "Graph in PostScript"),
	{
		name: "raw",
		format: "raw",
		description: "All that the profile holds, as text"
	},
	graph("svg", "Graph as an SVG image that pans and zooms in a browser"),
	{
		name: "tags",
		format: "tags",
		description: "Tags of the samples and their weights",
		usage: ["tags [tag_regex]* [-ignore_regex]* [>file]", "A regex is matched against key:value."]
	},
	{
		name: "text",
		format: "text",
		description: "Heaviest entries as a table",
		usage: reportUsage("text", { cum: true })
	},
	{
		name: "top",
		format: "top",
		description: "Heaviest entries as a table",
		usage: reportUsage("top", { cum: true })
	},
	{
		name: "topproto",
		format: "topproto",
		extension: "pb.gz",
		description: "Heaviest entries as a profile in a gzipped protocol buffer"
	},
	{
		name: "traces",
		format: "traces",
		description: "Every sample with its stack"
	},
	{
		name: "tree",
		format: "tree",
		description: "Heaviest entries, each with its callers and callees",
		usage: reportUsage("tree", { cum: true })
	},
	viewed("web", "svg", "browser", "Shows the graph in a browser"),
	{
		name: "weblist",
		format: "weblist",
		takesSymbol: true,
		viewer: "browser",
		description: "Shows source lines with their samples in a browser",
		usage: listUsage("weblist")
	}
];
const BY_NAME = new Map(PPROF_COMMANDS.map((command) => [command.name, command]));
function findPprofCommand(name) {
	return BY_NAME.get(name);
}

export { findPprofCommand as n, PPROF_COMMANDS as t };