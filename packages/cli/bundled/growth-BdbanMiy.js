import { K as HeaptideError } from "./dist-Bc-RQKOJ.js";
import { n as judgeSeries, r as Hunt, t as renderGrowthText } from "./dist-ClvMAGnF.js";
import { i as HeapEndpoint, n as readCaptures, r as parseTarget } from "./dist-CgPec0SE.js";
import { t as pollCaptures } from "./poll-captures-Bk6pe-9b.js";
import { t as parseDuration } from "./duration-DaIuCwjm.js";

// packages/report/dist/growth-json.js
/** The report as one JSON document of schema `heaptide.growth/1`, with a final newline. */
function renderGrowthJson(report) {
	return `${JSON.stringify(report, void 0, 2)}\n`;
}

// packages/cli/dist/commands/growth.js
/** Judges a series of captures, saved or read now, and exits with 1 on a confirmed finding. */
const growthCommand = {
	usage: "growth <targets..>",
	describe: "Judge a series of captures: which allocation site leaks, and how much per unit of work",
	examples: [
		["$0 growth series/", "judge saved captures"],
		["$0 growth http://127.0.0.1:6060 --count 20 --every 10s", "capture now, then judge"],
		["$0 growth series/ --json", "the same as data; exit status 1 means a confirmed finding"]
	],
	positionals: { targets: {
		type: "string",
		array: true,
		demandOption: true,
		describe: "files, directories or one URL"
	} },
	options: {
		unit: {
			type: "string",
			describe: "work counter to divide growth by, such as sessions"
		},
		json: {
			type: "boolean",
			default: false,
			describe: "print JSON (schema heaptide.growth/1)"
		},
		all: {
			type: "boolean",
			default: false,
			describe: "show the sites that do not grow, too"
		},
		count: {
			type: "number",
			default: 20,
			describe: "captures to take of a live process"
		},
		every: {
			type: "string",
			default: "10s",
			describe: "time between two of them"
		},
		timeout: {
			type: "string",
			default: "60s",
			describe: "bound on one capture"
		}
	},
	async run(args, context) {
		const report = await judge(args, context);
		if (report === void 0) return 130;
		context.stdout.write(args.json ? renderGrowthJson(report) : renderGrowthText(report, { all: args.all }));
		return report.sites.some((site) => site.confirmed) ? 1 : 0;
	}
};
async function judge(args, context) {
	const options = args.unit === void 0 ? {} : { unit: args.unit };
	const live = args.targets.map(parseTarget).filter((target) => target.kind === "url");
	if (live.length === 0) {
		const captures = (await readCaptures(args.targets)).map(({ capture }) => capture);
		return judgeSeries(captures, options);
	}
	const [target, ...others] = live;
	if (others.length > 0 || args.targets.length > 1) throw new HeaptideError("HT_E_USAGE", "growth judges either saved captures or one live process");
	const endpoint = new HeapEndpoint(target.url, { timeoutMs: parseDuration(args.timeout) });
	const hunt = new Hunt(options);
	let report;
	let taken = 0;
	const polled = {
		everyMs: parseDuration(args.every),
		count: args.count,
		gc: true,
		signal: context.signal
	};
	for await (const { capture } of pollCaptures(endpoint, polled)) {
		report = hunt.add(capture);
		context.stderr.write(`capture ${++taken} of ${args.count}: ${report.verdict}\n`);
	}
	return report;
}

export { growthCommand, renderGrowthJson as t };