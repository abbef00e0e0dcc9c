import { K as HeaptideError, S as selectSampleType } from "./dist-Bc-RQKOJ.js";
import { d as DEFAULT_PPROF_OPTIONS, f as PPROF_OPTIONS, n as prepareReport, p as profileHeader } from "./pprof-report-fVeNIqnZ.js";
import "./pprof-BLTsDjs8.js";
import { t as runReport } from "./run-report-CSUxdvmm.js";
import { n as pprofError } from "./pprof-error-CSDKRXKs.js";
import { n as findPprofCommand, t as PPROF_COMMANDS } from "./pprof-commands-CudwOSfw.js";
import { i as parseGoDecimal, n as goNumber } from "./go-number-D5TvRs8v.js";
import { r as OPTION_HELP, t as commandsAndOptions } from "./usage-C9GGtC5x.js";
import { n as isSwitch, r as setOption, t as findOption } from "./set-option-BQSf6RfB.js";
import { createInterface } from "node:readline";

// packages/cli/dist/pprof/shell/complete.js
const MOST_CANDIDATES = 100;
const OWN_COMMANDS = [
	"exit",
	"help",
	"options",
	"quit"
];
const PATTERN_OPTION = /^(?:focus|ignore|hide|show|show_from|prune_from)=(.*)$/s;
/**
* Completes commands and options, and functions where a pattern is expected. `functions` may be hostile names: those with
* anything but printable ASCII are not offered.
*/
function completer(functions, sampleTypes) {
	const names = [...new Set(functions)].filter((name) => /^[\x20-\x7e]+$/.test(name)).sort();
	const options = PPROF_OPTIONS.flatMap(({ name, initial, choices }) => [typeof initial === "boolean" ? name : `${name}=`, ...(choices ?? []).map((choice) => `${choice}=true`)]);
	const commands = PPROF_COMMANDS.map(({ name }) => name);
	const first = [
		...commands,
		...OWN_COMMANDS,
		...options,
		...sampleTypes
	].sort();
	const topics = [...commands, ...PPROF_OPTIONS.flatMap(({ name, choices }) => choices ?? [name])].sort();
	const beginning = (words, typed) => [words.filter((word) => word.startsWith(typed.toLowerCase())), typed];
	const containing = (typed) => [names.filter((name) => typed !== "" && (name.includes(typed) || asPattern(name).includes(typed))).slice(0, MOST_CANDIDATES).map(asPattern), typed];
	return (line) => {
		const words = line.trimStart().split(/\s+/);
		const typed = words.at(-1);
		if (words.length === 1) {
			const pattern = PATTERN_OPTION.exec(typed)?.[1];
			return pattern === void 0 ? beginning(first, typed) : containing(pattern);
		}
		if (words[0] === "help") return words.length === 2 ? beginning(topics, typed) : [[], typed];
		const command = findPprofCommand(words[0].replace(/\d+$/, ""));
		if (command === void 0 || command.name === "tags" || typed.startsWith(">")) return [[], typed];
		return containing(typed.replace(/^-/, ""));
	};
}
/** A regular expression for exactly this name, in one word: a space would begin the next argument. */
function asPattern(name) {
	return name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&").replaceAll(" ", "\\s");
}

// packages/cli/dist/pprof/shell/lines.js
const PROMPT = "(pprof) ";
const HISTORY = 1e3;
const LONGEST_LINE = 1 << 20;
/** Is there a person at a terminal that can edit a line? */
function isEditable({ stdin, env }) {
	const kind = env.TERM?.toLowerCase() ?? "";
	return stdin.isTTY === true && kind !== "" && kind !== "dumb";
}
/** Lines that a person edits, with a history and completion. Ctrl-C and Ctrl-D end them. Stdout is left to the reports. */
async function* editedLines({ stdin, stderr, signal }, complete) {
	const editor = createInterface({
		input: stdin,
		output: stderr,
		terminal: true,
		prompt: PROMPT,
		historySize: HISTORY,
		removeHistoryDuplicates: true,
		completer: complete
	});
	const waiting = [];
	const closed = new AbortController();
	let wake = () => void 0;
	editor.on("line", (line) => {
		waiting.push(line);
		wake();
	});
	editor.on("close", () => {
		closed.abort();
		wake();
	});
	editor.on("SIGINT", () => editor.close());
	const interrupt = () => editor.close();
	signal.addEventListener("abort", interrupt);
	try {
		for (;;) {
			if (waiting.length === 0 && !closed.signal.aborted) {
				editor.prompt();
				await new Promise((resolve) => wake = resolve);
			}
			const line = waiting.shift();
			if (line !== void 0) yield line;
			else if (closed.signal.aborted) break;
		}
		stderr.write("\n");
	} finally {
		signal.removeEventListener("abort", interrupt);
		editor.close();
	}
}
/** Lines of a script; the prompt goes to stdout before each of them, as it does in pprof. */
async function* scriptLines({ stdin, stdout, signal }) {
	const lines = splitLines(stdin);
	const aborted = new Promise((resolve) => {
		signal.addEventListener("abort", () => resolve({
			done: true,
			value: void 0
		}));
	});
	try {
		for (;;) {
			stdout.write(PROMPT);
			const next = await Promise.race([lines.next(), aborted]);
			if (next.done === true) return;
			yield next.value;
		}
	} finally {
		lines.return(void 0);
		if ("destroy" in stdin) stdin.destroy();
	}
}
async function* splitLines(chunks) {
	const utf8 = new TextDecoder();
	let rest = "";
	for await (const chunk of chunks) {
		rest += typeof chunk === "string" ? chunk : utf8.decode(chunk, { stream: true });
		const lines = rest.split("\n");
		rest = lines.pop();
		yield* lines;
		if (rest.length > LONGEST_LINE) throw pprofError(`a command of more than ${LONGEST_LINE} characters`);
	}
	rest += utf8.decode();
	if (rest !== "") yield rest;
	return void 0;
}

// packages/cli/dist/pprof/shell/option-list.js
/** The options and their values, as the command `o` lists them. */
function optionList({ sampleTypes }, options) {
	const types = sampleTypes.map(({ type }) => type);
	return PPROF_OPTIONS.filter(({ name }) => name !== "source_path").map((option) => {
		const { value, remark } = describe(option, options, types);
		const comment = remark === "" ? "" : `//: ${remark}`;
		return `  ${option.name.padEnd(25)} = ${value.padEnd(20)} ${comment}`;
	}).sort().map((row) => `${row}\n`).join("");
}
function describe({ name, choices }, options, types) {
	const given = options[name];
	const value = typeof given === "number" ? goNumber(given) : String(given);
	const oneOf = (values) => `[${values.join(" | ")}]`;
	if (choices !== void 0) return {
		value: name === "granularity" && value === "" ? "(default)" : value,
		remark: oneOf([...choices].sort())
	};
	if (name === "sample_index") return {
		value: value || (types.at(-1) ?? ""),
		remark: oneOf(types)
	};
	if (name === "nodecount" && value === "-1") return {
		value,
		remark: "default"
	};
	return {
		value: value === "" ? "\"\"" : value,
		remark: ""
	};
}

// packages/cli/dist/pprof/shell/parse-shell-command.js
/** Rows of a table when nobody has said how many. */
const STANDARD_ROWS = 10;
/**
* A command of the shell: `top 5 focus -ignore -cum >file`, `top5`, `peek name`.
*
* @throws {HeaptideError} `HT_E_PPROF`.
*/
function parseShellCommand(words, options) {
	const { command, rest } = findCommand(words);
	const args = [...rest];
	let symbol;
	if (command.takesSymbol === true) {
		symbol = args.shift();
		if (symbol === void 0) throw pprofError(`command ${command.name} requires an argument`);
	}
	const changed = readArguments(args, options, command.name === "tags");
	const isTable = command.name === "text" || command.name === "top";
	return {
		report: symbol === void 0 ? { command } : {
			command,
			symbol
		},
		options: changed.nodecount === -1 && isTable ? {
			...changed,
			nodecount: STANDARD_ROWS
		} : changed
	};
}
function findCommand(words) {
	const [typed = "", ...rest] = words;
	const whole = findPprofCommand(typed);
	if (whole !== void 0) return {
		command: whole,
		rest
	};
	const [, name = typed, digits] = /^(.*?[^0-9])([0-9]+)$/s.exec(typed) ?? [];
	const command = findPprofCommand(name);
	if (command !== void 0 && digits !== void 0) return {
		command,
		rest: [digits, ...rest]
	};
	if (Object.hasOwn(OPTION_HELP, name)) throw pprofError(`did you mean: ${name}=${digits ?? rest[0] ?? "<val>"}`);
	throw pprofError(`unrecognized command: ${JSON.stringify(name)}`);
}
function readArguments(args, options, areTags) {
	const changes = {};
	const focus = [];
	const ignore = [];
	for (let i = 0; i < args.length; i++) {
		const arg = args[i];
		const count = integer(arg);
		if (count !== void 0) changes.nodecount = count;
		else if (arg.startsWith(">")) {
			const output = arg.length > 1 ? arg.slice(1) : args[++i];
			if (output === void 0) throw pprofError("unexpected end of line after >");
			changes.output = output;
		} else if (arg === "-cum" || arg === "--cum") changes.sort = "cum";
		else if (arg.startsWith("-")) ignore.push(arg.slice(1));
		else focus.push(arg);
	}
	const any = (patterns) => patterns.filter((pattern) => pattern !== "").join("|");
	if (any(focus) !== "") changes[areTags ? "tagfocus" : "focus"] = any(focus);
	if (any(ignore) !== "") changes[areTags ? "tagignore" : "ignore"] = any(ignore);
	return {
		...options,
		...changes
	};
}
function integer(text) {
	try {
		return parseGoDecimal(text, 32);
	} catch {
		return;
	}
}

// packages/cli/dist/pprof/shell/shell-help.js
/** Help for all, or for the command or option that is named; `undefined` where there is none of that name. */
function shellHelp(topic, sampleTypes) {
	if (topic === "") return [
		commandsAndOptions(""),
		"",
		"  :                  Clears focus, ignore, hide, tagfocus and tagignore",
		"  opt=value          Sets an option; the name alone turns a switch on",
		`  ${sampleTypes.join(", ")}, also after mean_ or total_: shows this sample type`,
		"",
		"  \"help <cmd|option>\" tells more",
		""
	].join("\n");
	const command = findPprofCommand(topic);
	if (command !== void 0) {
		const { description, usage = [] } = command;
		return [
			description,
			...usage.length === 0 ? [] : ["  Usage:", ...usage.map((line) => `    ${line}`)],
			"",
			""
		].join("\n");
	}
	if (!Object.hasOwn(OPTION_HELP, topic)) return void 0;
	const names = topic === "sample_index" ? [`It is one of: ${sampleTypes.join(", ")}`] : [];
	return [
		...OPTION_HELP[topic],
		...names,
		"",
		""
	].join("\n");
}

// packages/cli/dist/pprof/shell/run-shell.js
/** Begins a comment in the value of an option. */
const COMMENT = "//:";
/**
* The shell of pprof: reports, options and help until `quit` or the end of the input. What is wrong with a command is
* told, and the shell goes on.
*/
async function runShell({ profile, options, context, talk }) {
	const { strings, functions, sampleTypes } = profile;
	const types = sampleTypes.map(({ type }) => type);
	const shortcuts = shortcutsFor(types);
	const shell = new Shell(profile, {
		...options,
		compact_labels: true
	}, context, talk);
	greet(profile, shell.options, talk);
	const lines = isEditable(context) ? editedLines(context, completer(Array.from(functions.name, (id) => strings.get(id)), types)) : scriptLines(context);
	for await (const line of lines) {
		const input = line.trim();
		for (const command of shortcuts.get(input) ?? [input]) try {
			if (await shell.run(command) === "quit") return;
		} catch (error) {
			context.signal.throwIfAborted();
			if (!(error instanceof HeaptideError)) throw error;
			talk(error.message);
		}
	}
	context.signal.throwIfAborted();
}
var Shell = class {
	#profile;
	#context;
	#talk;
	options;
	constructor(profile, options, context, talk) {
		this.#profile = profile;
		this.options = options;
		this.#context = context;
		this.#talk = talk;
	}
	async run(input) {
		if (this.#assign(input)) return void 0;
		const words = input.split(/\s+/).filter((word) => word !== "");
		switch (words[0]) {
			case void 0: return;
			case "o":
			case "options":
				this.#context.stderr.write(optionList(this.#profile, this.options));
				return;
			case "exit":
			case "q":
			case "quit": return "quit";
			case "help":
				this.#help(words.slice(1).join(" "));
				return;
		}
		const { report, options } = parseShellCommand(words, this.options);
		const [profile, context, talk] = [
			this.#profile,
			this.#context,
			this.#talk
		];
		await runReport({
			profile,
			report,
			options,
			context,
			talk,
			isShell: true
		});
	}
	/** `name=value`, or the name of a switch alone. False where the input is a command. */
	#assign(input) {
		const [, left = "", given] = /^([^=]*)(?:=(.*))?$/s.exec(input);
		const name = left.trim();
		const option = findOption(name);
		if (option === void 0) return false;
		if (given === void 0 && !isSwitch(option, name)) throw pprofError(`please specify a value, e.g. ${name}=<val>`);
		const comment = given?.lastIndexOf(COMMENT) ?? -1;
		const value = (comment === -1 ? given ?? "" : given.slice(0, comment)).trim();
		this.options = setOption(this.options, name, name === "sample_index" ? this.#sampleType(value) : value);
		return true;
	}
	#sampleType(wanted) {
		return this.#profile.sampleTypes[selectSampleType(this.#profile, wanted)].type;
	}
	#help(topic) {
		const types = this.#profile.sampleTypes.map(({ type }) => type);
		const text = shellHelp(topic, types);
		if (text === void 0) throw pprofError(`Unknown command: ${topic}`);
		this.#context.stderr.write(text);
	}
};
/** Commands that stand for others. */
function shortcutsFor(types) {
	return new Map([[":", [
		"focus=",
		"ignore=",
		"hide=",
		"tagfocus=",
		"tagignore="
	]], ...types.flatMap((type) => {
		const select = `sample_index=${type}`;
		return [
			[type, [select]],
			[`total_${type}`, ["mean=0", select]],
			[`mean_${type}`, ["mean=1", select]]
		];
	})]);
}
/** What the profile is of, before anything is filtered. */
function greet(profile, { sample_index, mean, divide_by, unit }, talk) {
	try {
		const options = {
			...DEFAULT_PPROF_OPTIONS,
			sample_index,
			mean,
			divide_by,
			unit
		};
		const report = prepareReport(profile, {
			format: "top",
			options
		}, talk);
		for (const line of profileHeader(report)) talk(line);
		if (report.total === 0 && profile.sampleTypes.length > 1) {
			talk("No samples were found with the default sample value type.");
			talk("Try \"sample_index\" command to analyze different sample values.");
		}
	} catch (error) {
		if (!(error instanceof HeaptideError)) throw error;
	}
	talk("Entering interactive mode (type \"help\" for commands, \"o\" for options)");
}

export { runShell };