import { K as HeaptideError } from "./dist-Bc-RQKOJ.js";
import { t as VERBS } from "./verbs-BO1-6pAZ.js";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

// packages/cli/dist/interruption.js
/** A signal that the first SIGINT or SIGTERM aborts. The same one again ends the process as if nobody had listened. */
function interruption() {
	const controller = new AbortController();
	const abort = () => controller.abort();
	process.once("SIGINT", abort);
	process.once("SIGTERM", abort);
	return controller.signal;
}

// packages/cli/dist/parse-arguments.js
/**
* The arguments of a verb from its command line, then from the environment twins of its flags, then from its defaults.
*
* @throws {HeaptideError} `HT_E_USAGE`.
*/
function parseArguments(command, args, env) {
	const { values, positionals } = readFlags(command, args);
	const parsed = {};
	for (const [name, option] of Object.entries(command.options)) {
		const given = values[name] ?? twin(name, env);
		const value = given === void 0 ? option.default : convert(name, given, option);
		if (value === void 0 && option.demandOption === true) throw usageError(`Missing required argument: ${name}`);
		parsed[name] = value;
	}
	return {
		...parsed,
		...assign(command, positionals)
	};
}
function readFlags({ options }, args) {
	try {
		return parseArgs({
			args: [...args],
			allowPositionals: true,
			allowNegative: true,
			options: Object.fromEntries(Object.entries(options).map(([name, { type, alias }]) => [name, {
				type: type === "boolean" ? type : "string",
				...alias !== void 0 && { short: alias }
			}]))
		});
	} catch (error) {
		throw usageError(messageOf(error));
	}
}
function messageOf({ code, message }) {
	const flag = /'-{0,2}([^' =]+)/.exec(message)?.[1] ?? "";
	switch (code) {
		case "ERR_PARSE_ARGS_UNKNOWN_OPTION": return `Unknown argument: ${flag}`;
		case "ERR_PARSE_ARGS_INVALID_OPTION_VALUE": return `Wrong use of a flag: ${message.split("\n", 1)[0]}`;
		default: return message;
	}
}
/** A flag on the command line outranks its twin in the environment. */
function twin(flag, env) {
	return env[`HEAPTIDE_${flag.toUpperCase().replaceAll("-", "_")}`] || void 0;
}
function convert(name, given, { type, choices }) {
	if (type === "number") {
		const number = Number(given);
		if (given === "" || Number.isNaN(number)) throw usageError(`--${name} takes a number, not "${given}"`);
		return number;
	}
	if (type === "boolean" && typeof given === "string") {
		if (/^(true|1|yes)$/i.test(given)) return true;
		if (/^(false|0|no)$/i.test(given)) return false;
		throw usageError(`--${name} is yes or no, not "${given}"`);
	}
	if (choices !== void 0 && !choices.includes(String(given))) throw usageError(`--${name} is one of ${choices.join(", ")}, not "${given}"`);
	return given;
}
function assign({ positionals = {} }, given) {
	const assigned = {};
	let next = 0;
	for (const [name, { array = false, demandOption = false }] of Object.entries(positionals)) {
		if (next >= given.length && demandOption) throw usageError(`Missing argument: ${name}`);
		if (array) {
			assigned[name] = given.slice(next);
			next = given.length;
		} else if (next < given.length) assigned[name] = given[next++];
	}
	if (next < given.length) throw usageError(`Unknown argument: ${given[next]}`);
	return assigned;
}
function usageError(message) {
	return new HeaptideError("HT_E_USAGE", `${message} (see heaptide --help)`);
}

// packages/cli/dist/run-cli.js
const HELP = /* @__PURE__ */ new Set([
	"--help",
	"-h",
	"completion",
	"--get-yargs-completions"
]);
/** Runs one command line. Whatever goes wrong for a reason that a person can mend is one line on stderr and exit 2. */
async function runCli(args, context) {
	const [verb, ...rest] = args;
	if (verb === "pprof") {
		const { runPprof } = await import("./run-pprof-CJODqtvw.js");
		return runPprof(rest, {
			...context,
			cwd: process.cwd()
		});
	}
	try {
		return await run(verb, rest, context);
	} catch (error) {
		if (context.signal.aborted) return 130;
		if (!(error instanceof HeaptideError)) throw error;
		const { safeText } = await import("./dist-BP-Op0jH.js");
		const code = error.code === "HT_E_USAGE" ? "" : ` (${error.code})`;
		context.stderr.write(`heaptide: ${safeText(oneLine(error.message))}${code}\n`);
		return 2;
	}
}
async function run(verb, rest, context) {
	if (verb === "--version") {
		context.stdout.write(`${version()}\n`);
		return 0;
	}
	if (verb !== void 0 && (HELP.has(verb) || rest.includes("--help") || rest.includes("-h"))) {
		const { showHelp } = await import("./help-CX_xMYLG.js");
		await showHelp([verb, ...rest], context);
		return 0;
	}
	if (verb === void 0) throw new HeaptideError("HT_E_USAGE", "name a command (see heaptide --help)");
	const load = Object.hasOwn(VERBS, verb) ? VERBS[verb] : void 0;
	if (load === void 0) throw new HeaptideError("HT_E_USAGE", `unknown command: ${verb} (see heaptide --help)`);
	const command = await load();
	return command.run(parseArguments(command, rest, context.env), context);
}
function oneLine(text) {
	return text.trim().replace(/\s*\n\s*/g, "; ");
}
function version() {
	const file = new URL("../package.json", import.meta.url);
	return JSON.parse(readFileSync(file, "utf8")).version;
}

// packages/cli/dist/main.js
const { argv, env, stdin, stdout, stderr } = process;
stdout.on("error", (error) => {
	if (error.code !== "EPIPE") throw error;
	process.exit(0);
});
if (argv[2] === "pprof") {
	const { runPprof } = await import("./run-pprof-CJODqtvw.js");
	process.exitCode = await runPprof(argv.slice(3), {
		stdin,
		stdout,
		stderr,
		env,
		cwd: process.cwd(),
		signal: interruption()
	});
} else process.exitCode = await runCli(argv.slice(2), {
	stdin,
	stdout,
	stderr,
	env,
	signal: interruption()
});

export {  };