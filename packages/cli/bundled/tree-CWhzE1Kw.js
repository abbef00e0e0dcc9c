import { c as viewFunctions, n as renderTreeText, t as renderTreeJson } from "./functions-BHGuxQiN.js";
import { a as TARGETS, c as viewOptions, o as VIEW_OPTIONS, r as ROWS, s as rowsOf, t as BY_CUM, u as readView } from "./view-arguments-D-jDWr2k.js";

// packages/cli/dist/commands/tree.js
/** Callers and callees at each function: more is rarely read. */
const EDGES = 10;
/** Shows the largest functions between their callers and their callees. */
const treeCommand = {
	usage: "tree <targets..>",
	describe: "Show the largest functions between their callers and their callees",
	examples: [["$0 tree heap.pb.gz --cum", "by what functions hold together with what they call"]],
	positionals: { targets: TARGETS },
	options: {
		...VIEW_OPTIONS,
		cum: BY_CUM,
		"node-count": ROWS
	},
	async run(args, { stdout, stderr }) {
		const view = {
			...viewOptions(args),
			cum: args.cum
		};
		const shown = viewFunctions(await readView(args), view, "tree", (line) => stderr.write(`${line}\n`));
		const rows = rowsOf(args["node-count"]);
		const limit = rows === void 0 ? {} : { rows };
		stdout.write(args.json ? renderTreeJson(shown, limit) : renderTreeText(shown, {
			...limit,
			edges: EDGES
		}));
		return 0;
	}
};

export { treeCommand };