import { a as listFunctions, o as renderList } from "./pprof-report-fVeNIqnZ.js";
import { s as reportOf } from "./functions-BHGuxQiN.js";
import "./pprof-BLTsDjs8.js";
import { t as readSourceText } from "./source-text-Dph6NLbL.js";
import { t as terminalText } from "./terminal-text-Deu2wQ02.js";
import { a as TARGETS, c as viewOptions, o as VIEW_OPTIONS, u as readView } from "./view-arguments-D-jDWr2k.js";

// packages/cli/dist/commands/list.js
/** Shows the source of the functions that match, with what each line holds. */
const listCommand = {
	usage: "list <pattern> <targets..>",
	describe: "Show the source of the functions that match, with what each line holds",
	examples: [["$0 list newSession heap.pb.gz --source-path src", "sources that lie elsewhere than they ran"]],
	positionals: {
		pattern: {
			type: "string",
			demandOption: true,
			describe: "RE2, for the name"
		},
		targets: TARGETS
	},
	options: {
		...VIEW_OPTIONS,
		"source-path": {
			type: "string",
			describe: "directories to look for sources in, separated by colons"
		},
		"trim-path": {
			type: "string",
			describe: "prefixes to cut off the paths in the profile, separated by colons"
		}
	},
	async run(args, { stdout, stderr }) {
		const view = {
			...viewOptions(args),
			symbol: args.pattern
		};
		const prepared = reportOf(await readView(args), view, "list", (line) => stderr.write(`${line}\n`));
		const paths = {
			source_path: args["source-path"] ?? "",
			trim_path: args["trim-path"] ?? ""
		};
		const report = {
			...prepared,
			options: {
				...prepared.options,
				...paths
			},
			unit: "auto"
		};
		const workingDirectory = process.cwd();
		const surroundings = {
			workingDirectory,
			readSource: (path) => readSourceText(path, workingDirectory),
			talk: (line) => stderr.write(`${line}\n`)
		};
		if (args.json) {
			const { sampleType: type, sampleUnit: unit, total } = report;
			const functions = listFunctions(report, surroundings);
			stdout.write(`${JSON.stringify({
				schema: "heaptide.list/1",
				sampleType: {
					type,
					unit
				},
				total,
				functions
			})}\n`);
		} else stdout.write(terminalText(renderList(report, surroundings)));
		return 0;
	}
};

export { listCommand };