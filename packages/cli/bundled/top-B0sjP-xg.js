import { c as viewFunctions, i as renderTopText, r as renderTopJson } from "./functions-BHGuxQiN.js";
import { a as TARGETS, c as viewOptions, o as VIEW_OPTIONS, r as ROWS, s as rowsOf, t as BY_CUM, u as readView } from "./view-arguments-D-jDWr2k.js";

// packages/cli/dist/commands/top.js
/** Lists the functions that hold most of a profile. */
const topCommand = {
	usage: "top <targets..>",
	describe: "List the functions that hold most of a profile",
	examples: [["$0 top http://127.0.0.1:6060", "what is live now"], ["$0 top after.pb.gz --base before.pb.gz", "what came in between"]],
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
		const shown = viewFunctions(await readView(args), view, "top", (line) => stderr.write(`${line}\n`));
		const render = args.json ? renderTopJson : renderTopText;
		stdout.write(render(shown, rowsOf(args["node-count"])));
		return 0;
	}
};

export { topCommand };