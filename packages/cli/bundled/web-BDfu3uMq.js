import { d as DEFAULT_PPROF_OPTIONS } from "./pprof-report-fVeNIqnZ.js";
import "./pprof-BLTsDjs8.js";
import { t as serveWebUi } from "./serve-web-ui-V72thyvz.js";
import { a as TARGETS, i as SAMPLE_TYPE, u as readView } from "./view-arguments-D-jDWr2k.js";

// packages/cli/dist/commands/web.js
/** Shows a profile in the browser until it is interrupted. */
const webCommand = {
	usage: "web <targets..>",
	describe: "Show a profile in the browser: flame graph, call graph, tables and sources",
	examples: [["$0 web heap.pb.gz --http :8081", "at http://localhost:8081"]],
	positionals: { targets: TARGETS },
	options: {
		base: {
			type: "string",
			describe: "profile to subtract"
		},
		"sample-type": SAMPLE_TYPE,
		http: {
			type: "string",
			default: "localhost:0",
			describe: "address to serve at; port 0 takes a free one"
		},
		browser: {
			type: "boolean",
			default: true,
			describe: "open a browser; --no-browser does not"
		}
	},
	async run(args, context) {
		const profile = await readView(args);
		await serveWebUi({
			hostport: args.http,
			profile,
			options: {
				...DEFAULT_PPROF_OPTIONS,
				sample_index: args["sample-type"] ?? ""
			},
			openBrowser: args.browser,
			context: {
				...context,
				cwd: process.cwd()
			},
			talk: (line) => context.stderr.write(`${line}\n`)
		});
		return 0;
	}
};

export { webCommand };