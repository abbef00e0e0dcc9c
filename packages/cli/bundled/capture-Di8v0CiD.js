import { K as HeaptideError } from "./dist-Bc-RQKOJ.js";
import { i as HeapEndpoint, r as parseTarget, t as saveCapture } from "./dist-CgPec0SE.js";
import { t as pollCaptures } from "./poll-captures-Bk6pe-9b.js";
import { t as parseDuration } from "./duration-DaIuCwjm.js";

// packages/cli/dist/commands/capture.js
/** Saves captures of a live process as files; prints their paths. */
const captureCommand = {
	usage: "capture <target>",
	describe: "Save captures of a live process; a directory of them is a series",
	examples: [["$0 capture http://127.0.0.1:6060", "one capture into the current directory"], ["$0 capture http://127.0.0.1:6060 --count 20 --every 10s -o series", "a series for heaptide growth"]],
	positionals: { target: {
		type: "string",
		demandOption: true,
		describe: "URL of the process"
	} },
	options: {
		output: {
			alias: "o",
			type: "string",
			default: ".",
			describe: "directory to save into"
		},
		count: {
			type: "number",
			default: 1,
			describe: "how many captures"
		},
		every: {
			type: "string",
			default: "10s",
			describe: "time between two captures"
		},
		gc: {
			type: "boolean",
			default: true,
			describe: "collect garbage before each (pauses the process)"
		},
		timeout: {
			type: "string",
			default: "60s",
			describe: "bound on one capture"
		}
	},
	async run({ target, output, count, every, gc, timeout }, { stdout, signal }) {
		const parsed = parseTarget(target);
		if (parsed.kind !== "url") throw new HeaptideError("HT_E_USAGE", `capture reads a live process: "${target}" is no http:// URL`);
		if (!Number.isInteger(count) || count < 1) throw new HeaptideError("HT_E_USAGE", "--count takes a whole number from 1");
		const endpoint = new HeapEndpoint(parsed.url, { timeoutMs: parseDuration(timeout) });
		for await (const received of pollCaptures(endpoint, {
			everyMs: parseDuration(every),
			count,
			gc,
			signal
		})) stdout.write(`${await saveCapture(received, output)}\n`);
		return signal.aborted ? 130 : 0;
	}
};

export { captureCommand };