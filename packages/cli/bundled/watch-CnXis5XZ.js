import { K as HeaptideError } from "./dist-Bc-RQKOJ.js";
import { i as HeapEndpoint, r as parseTarget } from "./dist-CgPec0SE.js";
import { t as parseDuration } from "./duration-DaIuCwjm.js";

// packages/cli/dist/commands/watch.js
/** Watches a live process: a screen on a terminal, append-only lines elsewhere. */
const watchCommand = {
	usage: "watch <target>",
	describe: "Watch a live process: which site grows, per unit of work and per minute",
	examples: [["$0 watch http://127.0.0.1:6060", "a screen on a terminal, lines elsewhere"], ["$0 watch http://127.0.0.1:6060 --every 2s --unit sessions", "faster, and per session"]],
	positionals: { target: {
		type: "string",
		demandOption: true,
		describe: "URL of the process"
	} },
	options: {
		every: {
			type: "string",
			default: "5s",
			describe: "time between two captures"
		},
		unit: {
			type: "string",
			describe: "work counter to divide growth by, such as sessions"
		},
		ascii: {
			type: "boolean",
			default: false,
			describe: "draw with ASCII only"
		},
		timeout: {
			type: "string",
			default: "60s",
			describe: "bound on one capture"
		}
	},
	async run({ target, every, unit, ascii, timeout }, { stdin, stdout, env, signal }) {
		const parsed = parseTarget(target);
		if (parsed.kind !== "url") throw new HeaptideError("HT_E_USAGE", `watch reads a live process: "${target}" is no http:// URL`);
		const watched = {
			source: new HeapEndpoint(parsed.url, { timeoutMs: parseDuration(timeout) }),
			everyMs: parseDuration(every),
			signal,
			...unit === void 0 ? {} : { unit }
		};
		const { canShowScreen, runWatchLines, runWatchScreen } = await import("@heaptide/tui");
		const { report } = stdin.isTTY && canShowScreen(stdout, env) ? await runWatchScreen({
			...watched,
			ascii,
			stdin,
			stdout
		}) : await runWatchLines({
			...watched,
			write: (line) => stdout.write(line)
		});
		if (signal.aborted) return 130;
		return report?.sites.some((site) => site.confirmed) === true ? 1 : 0;
	}
};

export { watchCommand };