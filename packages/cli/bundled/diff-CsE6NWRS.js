import { m as removeUninteresting, t as compareProfiles } from "./dist-Bc-RQKOJ.js";
import { a as renderDiffJson, o as renderDiffText } from "./functions-BHGuxQiN.js";
import { i as SAMPLE_TYPE, l as readTargets, n as JSON_OUTPUT, r as ROWS, s as rowsOf, t as BY_CUM } from "./view-arguments-D-jDWr2k.js";

// packages/cli/dist/commands/diff.js
/** Compares two profiles function by function. */
const diffCommand = {
	usage: "diff <before> <after>",
	describe: "Compare two profiles: before, after, difference, new and gone",
	examples: [["$0 diff before.pb.gz after.pb.gz", "what grew, beyond what sampling can make up"], ["$0 diff captures/ http://127.0.0.1:6060", "the last capture of a directory with what is live now"]],
	positionals: {
		before: {
			type: "string",
			demandOption: true,
			describe: "file, directory (its last capture) or URL"
		},
		after: {
			type: "string",
			demandOption: true,
			describe: "likewise"
		}
	},
	options: {
		"sample-type": SAMPLE_TYPE,
		cum: {
			...BY_CUM,
			describe: "compare what functions hold together with what they call"
		},
		all: {
			type: "boolean",
			default: false,
			describe: "show also what is within the sampling error"
		},
		"node-count": ROWS,
		json: JSON_OUTPUT
	},
	async run(args, { stdout }) {
		const before = removeUninteresting(await readTargets([args.before]));
		const after = removeUninteresting(await readTargets([args.after]));
		const comparison = compareProfiles(before, after, {
			sampleType: args["sample-type"],
			cum: args.cum
		});
		const rows = rowsOf(args["node-count"]);
		if (args.json) stdout.write(renderDiffJson(comparison));
		else stdout.write(renderDiffText(comparison, {
			all: args.all,
			...rows !== void 0 && { rows }
		}));
		return 0;
	}
};

export { diffCommand };