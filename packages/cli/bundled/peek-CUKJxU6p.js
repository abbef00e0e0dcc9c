import { K as HeaptideError } from "./dist-Bc-RQKOJ.js";
import { c as viewFunctions, n as renderTreeText, t as renderTreeJson } from "./functions-BHGuxQiN.js";
import { a as TARGETS, c as viewOptions, o as VIEW_OPTIONS, u as readView } from "./view-arguments-D-jDWr2k.js";

// packages/cli/dist/commands/peek.js
/** Shows who calls the functions that match, and what they call. */
const peekCommand = {
	usage: "peek <pattern> <targets..>",
	describe: "Show the callers and callees of the functions that match",
	examples: [["$0 peek newSession heap.pb.gz", "who opens sessions"]],
	positionals: {
		pattern: {
			type: "string",
			demandOption: true,
			describe: "RE2, for name, file and line"
		},
		targets: TARGETS
	},
	options: VIEW_OPTIONS,
	async run(args, { stdout, stderr }) {
		const view = {
			...viewOptions(args),
			symbol: args.pattern
		};
		const shown = viewFunctions(await readView(args), view, "tree", (line) => stderr.write(`${line}\n`));
		if (shown.functions.length === 0) throw new HeaptideError("HT_E_PPROF", `no matches found for regexp: ${args.pattern}`);
		stdout.write(args.json ? renderTreeJson(shown) : renderTreeText(shown));
		return 0;
	}
};

export { peekCommand };