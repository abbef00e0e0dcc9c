import { I as subtractBase, K as HeaptideError, L as combineProfiles, P as compareToBase, j as demangleProfile, m as removeUninteresting, q as StringTable, w as readProfile } from "./dist-Bc-RQKOJ.js";
import "./dist-ClvMAGnF.js";
import { d as DEFAULT_PPROF_OPTIONS, f as PPROF_OPTIONS } from "./pprof-report-fVeNIqnZ.js";
import { t as safeText } from "./safe-text-Xn96vD7T.js";
import "./pprof-BLTsDjs8.js";
import { n as findPprofCommand, t as PPROF_COMMANDS } from "./pprof-commands-CudwOSfw.js";
import { n as pprofError, t as flagError } from "./pprof-error-CSDKRXKs.js";
import { a as parseGoFloat, i as parseGoDecimal, o as parseGoInteger, r as parseGoBoolean, t as NumberError } from "./go-number-D5TvRs8v.js";
import { t as runReport } from "./run-report-CSUxdvmm.js";
import { n as readSourceFile } from "./read-file-B_YcK3RB.js";
import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";

// packages/cli/dist/pprof/command-line/go-flags.js
/**
* Flags by the rules of Go's `flag` package: `-x` is `--x`, a value follows after `=` or as the next argument, booleans
* take theirs after `=` only, and `--` ends them.
*
* @throws {HeaptideError} `HT_E_USAGE` in Go's words.
*/
function parseGoFlags(args, kinds) {
	const values = /* @__PURE__ */ new Map();
	for (let i = 0; i < args.length; i++) {
		const arg = args[i];
		if (arg.length < 2 || !arg.startsWith("-")) return {
			help: false,
			values,
			rest: args.slice(i)
		};
		if (arg === "--") return {
			help: false,
			values,
			rest: args.slice(i + 1)
		};
		const [, name, given] = /^--?([^-=][^=]*)(?:=(.*))?$/s.exec(arg) ?? [];
		if (name === void 0) throw flagError(`bad flag syntax: ${arg}`);
		const kind = kinds.get(name);
		if (kind === void 0) {
			if (name === "h" || name === "help") return {
				help: true,
				values,
				rest: []
			};
			throw flagError(`flag provided but not defined: -${name}`);
		}
		let text = given;
		if (kind === "boolean") text ??= "true";
		else text ??= args[++i];
		if (text === void 0) throw flagError(`flag needs an argument: -${name}`);
		const value = parseValue(name, kind, text);
		const list = values.get(name);
		if (list === void 0) values.set(name, [value]);
		else list.push(value);
	}
	return {
		help: false,
		values,
		rest: []
	};
}
function parseValue(name, kind, text) {
	if (kind === "string") return text;
	if (kind === "boolean") {
		const value = parseGoBoolean(text);
		if (value === void 0) throw flagError(`invalid boolean value ${JSON.stringify(text)} for -${name}: parse error`);
		return value;
	}
	try {
		return kind === "integer" ? parseGoInteger(text) : parseGoFloat(text);
	} catch (error) {
		if (!(error instanceof NumberError)) throw error;
		const fault = error.fault === "invalid syntax" ? "parse error" : error.fault;
		throw flagError(`invalid value ${JSON.stringify(text)} for flag -${name}: ${fault}`);
	}
}

// packages/cli/dist/pprof/command-line/parse-pprof-args.js
/** The flags that are short for a sample type, in the order in which they outrank each other. */
const SAMPLE_TYPE_FLAGS = [
	["total_delay", "delay"],
	["mean_delay", "delay"],
	["contentions", "contentions"],
	["inuse_space", "inuse_space"],
	["inuse_objects", "inuse_objects"],
	["alloc_space", "alloc_space"],
	["alloc_objects", "alloc_objects"]
];
const FLAG_KINDS = new Map([
	...PPROF_OPTIONS.flatMap(({ name, initial, choices }) => choices === void 0 ? [[name, kindOf(name, initial)]] : choices.map((choice) => [choice, "boolean"])),
	...PPROF_COMMANDS.map(({ name, takesSymbol }) => [name, takesSymbol === true ? "string" : "boolean"]),
	...SAMPLE_TYPE_FLAGS.map(([flag]) => [flag, "boolean"]),
	...[
		"diff_base",
		"base",
		"symbolize",
		"buildid",
		"add_comment",
		"tools",
		"http"
	].map((flag) => [flag, "string"]),
	...[
		"tls_cert",
		"tls_key",
		"tls_ca"
	].map((flag) => [flag, "string"]),
	["timeout", "integer"],
	["seconds", "integer"],
	["no_browser", "boolean"]
]);
function kindOf(name, initial) {
	if (typeof initial !== "number") return typeof initial;
	return name === "nodecount" ? "integer" : "float";
}
/**
* Reads a command line. `'help'` is the answer to `-h`, `'no source'` to a line that names none. `talk` takes what pprof
* only remarks.
*
* @throws {HeaptideError} `HT_E_USAGE` where flags are wrong, `HT_E_PPROF` where they do not go together.
*/
function parsePprofArgs(args, talk) {
	const { help, values, rest } = parseGoFlags(args, FLAG_KINDS);
	if (help) return "help";
	if (rest.length === 0) return "no source";
	const text = (name) => String(values.get(name)?.at(-1) ?? "");
	const integer = (name) => Number(values.get(name)?.at(-1) ?? -1);
	const isSet = (name) => values.get(name)?.at(-1) === true;
	const chosen = chosenOptions(values);
	const report = chosenReport(values);
	const hostport = text("http");
	const noBrowser = isSet("no_browser");
	if (report !== void 0 && hostport !== "") throw pprofError("-http is not compatible with an output format on the command line");
	if (noBrowser && hostport === "") throw pprofError("-no_browser only makes sense with -http");
	const options = {
		...chosen,
		sample_index: chosenSampleType(values, chosen.sample_index, talk),
		mean: chosen.mean || isSet("mean_delay")
	};
	const sourcesOf = (name) => (values.get(name) ?? []).map(String).filter((source) => source !== "");
	const [subtracted, compared] = [sourcesOf("base"), sourcesOf("diff_base")];
	if (subtracted.length > 0 && compared.length > 0) throw pprofError("-base and -diff_base flags cannot both be specified");
	const bases = [...subtracted, ...compared];
	if (options.normalize && bases.length === 0) throw pprofError("must have base profile to normalize by");
	return {
		sources: rest,
		bases,
		isDiff: compared.length > 0,
		...report && { report },
		hostport,
		noBrowser,
		options,
		seconds: integer("seconds"),
		timeout: integer("timeout"),
		symbolize: text("symbolize"),
		buildId: text("buildid"),
		comment: text("add_comment"),
		tls: {
			cert: text("tls_cert"),
			key: text("tls_key"),
			ca: text("tls_ca")
		}
	};
}
function chosenOptions(values) {
	const options = { ...DEFAULT_PPROF_OPTIONS };
	for (const { name, choices } of PPROF_OPTIONS) {
		if (choices === void 0) {
			const value = values.get(name)?.at(-1);
			if (value !== void 0) options[name] = value;
			continue;
		}
		const set = choices.filter((choice) => values.get(choice)?.at(-1) === true);
		if (set.length > 1) throw pprofError(`conflicting options set: [${set.join(" ")}]`);
		if (set[0] !== void 0) options[name] = set[0];
	}
	return options;
}
function chosenReport(values) {
	const set = PPROF_COMMANDS.flatMap(({ name }) => {
		const value = values.get(name)?.at(-1) ?? false;
		return value === false || value === "" ? [] : [{
			name,
			value
		}];
	});
	if (set.length > 1) throw pprofError("must set at most one output format");
	const [only] = set;
	if (only === void 0) return void 0;
	const command = findPprofCommand(only.name);
	return typeof only.value === "string" ? {
		command,
		symbol: only.value
	} : { command };
}
function chosenSampleType(values, given, talk) {
	let chosen = given;
	for (const [flag, type] of SAMPLE_TYPE_FLAGS) {
		if (values.get(flag)?.at(-1) !== true) continue;
		if (chosen === "") chosen = type;
		else talk(`Multiple value selections, ignoring -${flag}`);
	}
	return chosen;
}

// packages/cli/dist/pprof/sources/inflate.js
/** Room to spare: with it, zlib notices the end of the data without another buffer of its size. */
const SPARE = 64;
/** Inflates by zlib at one go. */
const inflate = (gzipped, size) => {
	const options = {
		chunkSize: size + SPARE,
		maxOutputLength: Math.max(size, 1),
		info: true
	};
	const { buffer, engine } = gunzipWithInfo(gzipped, options);
	return {
		bytes: buffer,
		consumed: engine.bytesWritten
	};
};
/** What `info` changes in the result is missing from the types of Node. */
const gunzipWithInfo = gunzipSync;

// packages/cli/dist/pprof/sources/mappings.js
const NO_MAPPING = {
	length: 1,
	memoryStart: /* @__PURE__ */ new BigUint64Array(1),
	memoryLimit: /* @__PURE__ */ new BigUint64Array(1),
	fileOffset: /* @__PURE__ */ new BigUint64Array(1),
	filename: /* @__PURE__ */ new Int32Array(1),
	buildId: /* @__PURE__ */ new Int32Array(1),
	flags: /* @__PURE__ */ new Uint8Array(1)
};
/** Gives all locations one empty mapping where a profile has none, as pprof does on reading. */
function withSomeMapping(profile) {
	if (profile.mappings.length > 0) return profile;
	const mapping = new Int32Array(profile.locations.length);
	return {
		...profile,
		mappings: NO_MAPPING,
		locations: {
			...profile.locations,
			mapping
		}
	};
}
/** Names the first mapping, which is the program. A build id that the profile states itself stays. */
function withProgram(profile, { file, buildId }) {
	const keepsId = buildId === "" || profile.mappings.buildId[0] !== 0;
	if (file === "" && keepsId) return profile;
	const [strings, fileId, buildIdId] = withStrings(profile.strings, file, buildId);
	const filename = profile.mappings.filename.slice();
	const ids = profile.mappings.buildId.slice();
	if (file !== "") filename[0] = fileId;
	if (!keepsId) ids[0] = buildIdId;
	return {
		...profile,
		strings,
		mappings: {
			...profile.mappings,
			filename,
			buildId: ids
		}
	};
}
/**
* Names the nameless mappings after the URL that the profile came from, so that merging does not take the programs of two
* servers for one. {@link withoutUrlMappings} takes it back.
*/
function withUrlMappings(profile, url) {
	const { filename, buildId } = profile.mappings;
	if (!filename.some((file, i) => file === 0 && buildId[i] === 0)) return profile;
	const [strings, id] = withStrings(profile.strings, url);
	const named = filename.map((file, i) => file === 0 && buildId[i] === 0 ? id : file);
	return {
		...profile,
		strings,
		mappings: {
			...profile.mappings,
			filename: named
		}
	};
}
/** Takes away the file of mappings without a build id whose file is a URL. */
function withoutUrlMappings(profile) {
	const { filename, buildId } = profile.mappings;
	const isUrl = (file, i) => buildId[i] === 0 && /^[a-z][a-z\d+.-]*:/i.test(profile.strings.get(file));
	if (!filename.some(isUrl)) return profile;
	const cleared = filename.map((file, i) => isUrl(file, i) ? 0 : file);
	return {
		...profile,
		mappings: {
			...profile.mappings,
			filename: cleared
		}
	};
}
/** The table with these texts at its end, and their ids. The bytes of the others stay as they are. */
function withStrings(table, ...texts) {
	const added = texts.map((text) => new TextEncoder().encode(text));
	const pieces = [...Array.from({ length: table.length }, (_, id) => table.utf8(id)), ...added];
	const offsets = new Int32Array(pieces.length + 1);
	pieces.forEach((piece, i) => offsets[i + 1] = offsets[i] + piece.length);
	const bytes = new Uint8Array(offsets[pieces.length]);
	pieces.forEach((piece, i) => bytes.set(piece, offsets[i]));
	return [StringTable.decoding(bytes, offsets), ...texts.map((_, i) => table.length + i)];
}

// packages/cli/dist/pprof/sources/source-url.js
/** As the fetcher of Go's tool has it: what an address without a path means. */
const STANDARD_PATH = "/debug/pprof/profile";
const INSECURE = /^https\+insecure:/i;
const WITH_HOST = /^[a-z][a-z\d+.-]*:\/\/[^/?#]/i;
/**
* The URL that a source names, or `undefined` when it can only be a file. `host:port/path` is `http://host:port/path`;
* `seconds` and `timeout` are those of the command line, -1 where not given.
*
* Method: `adjustURL` in Go's cmd/pprof.
*/
function sourceUrl(source, seconds, timeout) {
	const absolute = absoluteForm(source);
	if (absolute === void 0) return void 0;
	const insecure = INSECURE.test(absolute);
	const text = absolute.replace(INSECURE, "https:").replace(/^(https?:\/\/):/i, "$1localhost:");
	if (!URL.canParse(text)) return void 0;
	const url = new URL(text);
	if (url.host === "") return void 0;
	if (url.pathname === "" || url.pathname === "/") url.pathname = STANDARD_PATH;
	if (seconds > 0) url.searchParams.set("seconds", String(seconds));
	url.searchParams.sort();
	const duration = seconds > 0 ? seconds : secondsOf(url);
	const standard = duration > 0 ? 1.5 * duration : 60;
	return {
		url,
		insecure,
		shown: shownForm(url, insecure),
		timeoutSeconds: timeout > 0 ? timeout : standard
	};
}
function absoluteForm(source) {
	if (WITH_HOST.test(source)) return source;
	if (/^file:/i.test(source)) return void 0;
	return /^[^/?#]*:/.test(source) ? `http://${source}` : void 0;
}
function secondsOf(url) {
	try {
		return parseGoDecimal(url.searchParams.get("seconds") ?? "", 32);
	} catch {
		return 0;
	}
}
function shownForm(url, insecure) {
	const shown = new URL(url);
	if (shown.password !== "") shown.password = "xxxxx";
	return insecure ? shown.href.replace(/^https:/, "https+insecure:") : shown.href;
}

// packages/cli/dist/pprof/sources/read-source.js
/**
* One profile from a file or, where there is none of this name, from a URL.
*
* @throws {HeaptideError} that says precisely what is wrong, without naming the source.
*/
async function readSource(source, settings, program, { cwd, signal }, talk) {
	const content = await readSourceFile(source, cwd);
	if (content instanceof Uint8Array) return {
		profile: withProgram(withSomeMapping(await readProfile(content, { inflate })), program),
		isRemote: false
	};
	const remote = sourceUrl(source, settings.seconds, settings.timeout);
	if (remote === void 0) throw pprofError(content.missing);
	talk(`Fetching profile over HTTP from ${remote.shown}`);
	if (settings.seconds > 0) talk(`Please wait... (${settings.seconds}s)`);
	const { fetchUrl } = await import("./fetch-url-a-ywgrFW.js");
	const bytes = await fetchUrl(remote, {
		signal,
		cwd,
		tls: settings.tls
	});
	const profile = withProgram(withSomeMapping(await readProfile(bytes, { inflate })), program);
	return {
		profile: withUrlMappings(profile, remote.url.href),
		isRemote: true
	};
}

// packages/cli/dist/pprof/sources/fetch-profiles.js
/** Read at once; more would hold too many profiles in memory before they are merged. */
const BATCH = 128;
/**
* Reads sources and adds them up. Those that cannot be read are told of and left out.
*
* @throws {HeaptideError} `HT_E_PPROF` when none is left or they do not go together.
*/
async function fetchProfiles({ kind, sources, settings, program }, context, talk) {
	let merged;
	let isRemote = false;
	let count = 0;
	for (let start = 0; start < sources.length; start += BATCH) {
		const batch = sources.slice(start, start + BATCH);
		const read = await Promise.all(batch.map((source) => readSource(source, settings, program, context, talk).catch((error) => {
			context.signal.throwIfAborted();
			if (!(error instanceof HeaptideError)) throw error;
			return error;
		})));
		const good = [];
		read.forEach((result, i) => {
			if (result instanceof HeaptideError) {
				talk(`${withoutPassword(batch[i])}: ${result.message}`);
				return;
			}
			good.push(result.profile);
			isRemote ||= result.isRemote;
		});
		if (good.length === 0) continue;
		count += good.length;
		merged = combine(kind, merged === void 0 ? good : [merged, ...good]);
	}
	if (merged === void 0) throw pprofError(`failed to fetch any ${kind} profiles`);
	if (count < sources.length) talk(`Fetched ${count} ${kind} profiles out of ${sources.length}`);
	return {
		profile: merged,
		isRemote
	};
}
function withoutPassword(source) {
	return source.replace(/^([^/]*\/\/[^/@:]*):[^/@]*@/, "$1:xxxxx@");
}
function combine(kind, profiles) {
	try {
		return combineProfiles(profiles);
	} catch (error) {
		if (!(error instanceof HeaptideError)) throw error;
		throw pprofError(`problem fetching ${kind} profiles: ${error.message}`, { cause: error });
	}
}

// packages/cli/dist/pprof/sources/program-file.js
/** How the files begin that pprof takes for programs: ELF, Mach-O of both widths and byte orders, PE. */
const PROGRAM_HEADS = [
	"7f454c46",
	"feedface",
	"feedfacf",
	"cefaedfe",
	"cffaedfe",
	"4d5a"
];
/** Is there a file at this path, and is it a program? */
async function isProgram(path, cwd) {
	try {
		const file = await open(resolve(cwd, path));
		try {
			if (!(await file.stat()).isFile()) return false;
			const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
			const head = buffer.toString("hex", 0, bytesRead);
			return PROGRAM_HEADS.some((magic) => head.startsWith(magic));
		} finally {
			await file.close();
		}
	} catch {
		return false;
	}
}

// packages/cli/dist/pprof/sources/symbolize-mode.js
/**
* Reads `-symbolize`; `undefined` leaves all names alone. What concerns binaries is accepted and means nothing here.
*
* Method: google/pprof `internal/symbolizer`.
*/
function parseSymbolizeMode(mode, talk) {
	let force = false;
	let demangle = "default";
	for (const word of mode.toLowerCase().split(":")) switch (word.replace(/^demangle=/, "")) {
		case "full":
		case "templates":
			demangle = word.replace(/^demangle=/, "");
			force = true;
			break;
		case "none":
			if (word === "none") return void 0;
			demangle = "none";
			force = true;
			break;
		case "no":
			if (word === "no") return void 0;
			warn(mode, talk);
			break;
		case "force":
			force = true;
			break;
		case "":
		case "local":
		case "fastlocal":
		case "remote":
		case "default": break;
		default: warn(mode, talk);
	}
	return {
		force,
		demangle
	};
}
function warn(mode, talk) {
	talk(`ignoring unrecognized symbolization option: ${mode}`);
	talk("expecting -symbolize=[local|fastlocal|remote|none][:force][:demangle=[none|full|templates|default]");
}

// packages/cli/dist/pprof/sources/load-profile.js
/**
* The profile that a command line asks for: sources read and added up, bases taken away, names reworked as pprof does,
* and saved where any of it came over the network.
*
* @throws {HeaptideError} `HT_E_PPROF`.
*/
async function loadProfile(line, context, talk) {
	const [first = "", ...others] = line.sources;
	const hasProgram = others.length > 0 && await isProgram(first, context.cwd);
	const shared = {
		settings: line,
		program: {
			file: hasProgram ? first : "",
			buildId: line.buildId
		}
	};
	const fetched = fetchProfiles({
		kind: "source",
		sources: hasProgram ? others : line.sources,
		...shared
	}, context, talk);
	if (line.bases.length === 0) {
		const { profile, isRemote } = await fetched;
		return finish(profile, isRemote, line, context, talk);
	}
	const bases = fetchProfiles({
		kind: "base",
		sources: line.bases,
		...shared
	}, context, talk);
	const [source, base] = await Promise.allSettled([fetched, bases]);
	if (source.status === "rejected") throw source.reason;
	if (base.status === "rejected") throw base.reason;
	const compare = line.isDiff ? compareToBase : subtractBase;
	const { normalize } = line.options;
	return finish(compare(source.value.profile, base.value.profile, { normalize }), source.value.isRemote || base.value.isRemote, line, context, talk);
}
async function finish(fetched, isRemote, { symbolize, comment }, { env, cwd }, talk) {
	const mode = parseSymbolizeMode(symbolize, talk);
	const named = mode === void 0 ? fetched : demangleProfile(fetched, mode.demangle, mode);
	const cleared = withoutUrlMappings(removeUninteresting(named));
	const profile = comment === "" ? cleared : {
		...cleared,
		comments: [...cleared.comments, comment]
	};
	if (isRemote) {
		const { saveFetchedProfile } = await import("./save-fetched-profile-Db8LpzTz.js");
		await saveFetchedProfile(profile, {
			env,
			cwd,
			talk
		});
	}
	return profile;
}

// packages/cli/dist/pprof/run-pprof.js
const LONGEST_MESSAGE = 4096;
/**
* `heaptide pprof ARGS`: the command line of `go tool pprof`. What few command lines need (the network, the shell, pages,
* graphs) is loaded when it is needed, since most of the time of a small report is the start of the program.
*/
async function runPprof(args, context) {
	const talk = (line) => context.stderr.write(`${messageText(line)}\n`);
	try {
		return await run(args, context, talk);
	} catch (error) {
		if (context.signal.aborted) return 130;
		if (!(error instanceof HeaptideError)) throw error;
		talk(error.message);
		if (error.code === "HT_E_USAGE") await printUsage(context);
		return 2;
	}
}
async function run(args, context, talk) {
	const line = parsePprofArgs(args, talk);
	if (line === "help" || line === "no source") {
		await printUsage(context);
		if (line === "no source") talk("no profile source specified");
		return line === "help" ? 0 : 2;
	}
	const profile = await loadProfile(line, context, talk);
	const { report, options } = line;
	if (report !== void 0) await runReport({
		profile,
		report,
		options,
		context,
		talk,
		isShell: false
	});
	else if (line.hostport !== "") {
		const { serveWebUi } = await import("./serve-web-ui-Bj3RrLgJ.js");
		const { hostport, noBrowser } = line;
		await serveWebUi({
			hostport,
			profile,
			options,
			openBrowser: !noBrowser,
			context,
			talk
		});
	} else {
		const { runShell } = await import("./run-shell-DdlOyQWC.js");
		await runShell({
			profile,
			options,
			context,
			talk
		});
	}
	return 0;
}
async function printUsage({ stderr }) {
	const { usageText } = await import("./usage-327Tek-v.js");
	stderr.write(usageText());
}
/** One line, whatever a server or a profile has put into it. */
function messageText(text) {
	return safeText(text.replace(/\n+$/, "").replace(/\s*\n\s*/g, "; "), { limit: LONGEST_MESSAGE });
}

export { runPprof };