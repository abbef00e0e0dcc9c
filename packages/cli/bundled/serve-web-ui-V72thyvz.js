import { t as readSourceText } from "./source-text-Dph6NLbL.js";
import { n as pprofError } from "./pprof-error-CSDKRXKs.js";
import { i as parseGoDecimal, n as goNumber, t as NumberError } from "./go-number-D5TvRs8v.js";
import { t as browsers } from "./viewer-C-Kdhy64.js";
import "./pprof-BLTsDjs8.js";
import { F as isBaseSample, H as scaleProfile, K as HeaptideError, T as writeProfile, W as filterSamples, a as baseName, s as Int64Sum, z as compareUtf8 } from "./dist-Bc-RQKOJ.js";
import { r as setOption } from "./set-option-BQSf6RfB.js";
import { _ as percentage, c as renderDot, d as DEFAULT_PPROF_OPTIONS, f as PPROF_OPTIONS, g as inOneUnit, h as formatAmount, l as trimmedGraph, m as reportHeader, n as prepareReport, p as profileHeader, r as textItems, s as SourceReader, u as wholeGraph, v as sortEdges } from "./pprof-report-fVeNIqnZ.js";
import { c as PAGE_STYLE, h as buildFlameTree, m as escapeSafe, n as viewerScript, p as escapeMarkup, s as scriptJson, t as renderFlameHtml } from "./render-flame-html-B8U70ETE.js";
import { createServer } from "node:http";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { spawn } from "node:child_process";

// packages/cli/dist/pprof/web/access.js
/** Does this name or address always mean the machine itself? */
function isLoopback(host) {
	const bare = host.replace(/^\[(.*)\]$/, "$1").toLowerCase();
	return bare === "localhost" || bare === "::1" || /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/.test(bare);
}
/**
* May this request be answered?
*
* A page of another site must not read profiles or change settings through the reader's browser: not by a name that it
* makes point to this machine (so a local server answers to local names only), and not by fetching or framing these
* pages (so what a browser marks as coming from elsewhere is refused, unless the reader follows a link).
*/
function refuse(request, { isLocal, host }) {
	const no = (message) => ({
		status: 403,
		message
	});
	const { headers } = request;
	const asked = hostName(headers.host ?? "");
	if (isLocal) {
		if (!isLoopback(request.socket.remoteAddress ?? "")) return no("permission denied");
		if (asked === void 0 || !(isLoopback(asked) || asked === host)) return no("permission denied: the Host header names no local host");
	}
	const site = headers["sec-fetch-site"];
	const isForeign = site !== void 0 && site !== "same-origin" && site !== "none";
	if (request.method === "GET" || request.method === "HEAD") {
		const isVisit = headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document";
		return isForeign && !isVisit ? no("permission denied: asked for by another site") : void 0;
	}
	const { origin } = headers;
	if (isForeign || origin !== void 0 && origin.replace(/^https?:\/\//, "") !== headers.host) return no("permission denied: asked for by another site");
}
/** The name in a `Host` header; `undefined` when there is none. */
function hostName(header) {
	return /^(\[[0-9a-fA-F:.]+\]|[^:[\]]+)(?::\d{1,5})?$/.exec(header)?.[1]?.replace(/^\[(.*)\]$/, "$1");
}

// packages/cli/dist/pprof/web/host-port.js
/**
* Reads the value of `-http`: `[host]:[port]`, an IPv6 address in brackets. The host is `localhost` unless given.
*
* @throws {HeaptideError} `HT_E_PPROF` in the words of Go's `net.SplitHostPort`.
*/
function parseHostPort(text) {
	const fault = (why) => pprofError(`could not split http address: address ${text}: ${why}`);
	const colon = text.lastIndexOf(":");
	if (colon === -1) throw fault("missing port in address");
	const bracketed = text.startsWith("[");
	const end = text.indexOf("]");
	if (bracketed && end === -1) throw fault("missing ']' in address");
	if (bracketed && end + 1 !== colon) throw fault(end > colon ? "missing port in address" : "too many colons in address");
	const host = bracketed ? text.slice(1, end) : text.slice(0, colon);
	if (!bracketed && host.includes(":")) throw fault("too many colons in address");
	return {
		host: host === "" ? "localhost" : host,
		port: portOf(text.slice(colon + 1))
	};
}
function portOf(text) {
	if (text === "") return 0;
	let port;
	try {
		port = parseGoDecimal(text, 64);
	} catch (error) {
		if (!(error instanceof NumberError)) throw error;
		throw pprofError(`invalid port number: strconv.Atoi: parsing ${JSON.stringify(text)}: ${error.fault}`);
	}
	if (port < 0 || port > 65535) throw pprofError(`listen tcp: address ${port}: invalid port`);
	return port;
}
/** `127.0.0.1:6060`, `[::1]:6060`. */
function joinHostPort({ host, port }) {
	return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

// packages/cli/dist/pprof/web/open-browser.js
/** Opens an address in the first browser that starts. Resolves to whether one did; it is not waited for. */
async function openBrowser(address, env) {
	for (const browser of browsers(env)) {
		const [command = "", ...args] = browser.split(" ").filter((word) => word !== "");
		if (await starts(command, [...args, address], env)) return true;
	}
	return false;
}
function starts(command, args, env) {
	return new Promise((resolve) => {
		const child = spawn(command, [...args], {
			env,
			stdio: "ignore",
			detached: true
		});
		child.once("error", () => resolve(false));
		child.once("spawn", () => {
			child.unref();
			resolve(true);
		});
	});
}

// packages/cli/dist/pprof/web/settings-file.js
const MAX_BYTES = 2 ** 20;
const MAX_CONFIGS = 200;
const LONGEST_NAME = 100;
const SAVED = PPROF_OPTIONS.filter(({ transient }) => !transient);
/**
* The file of named configurations: `{"configs": [{"name", option: value, …}]}`, as google/pprof writes it. What is zero,
* false or empty is left out of it; options that it does not hold are those of `current`.
*/
var SettingsFile = class {
	#path;
	/** Edits wait for each other, or one would undo another. */
	#last = Promise.resolve();
	constructor(path) {
		this.#path = path;
	}
	/** @throws {HeaptideError} `HT_E_PPROF` when there is a file that cannot be read or makes no sense. */
	async configs(current) {
		return (await this.#read()).map((entry) => ({
			name: entry.name,
			options: optionsOf(entry, current)
		}));
	}
	/** @throws {HeaptideError} `HT_E_PPROF`. */
	save(name, options) {
		return this.#edit((entries) => {
			if (name === "" || name.length > LONGEST_NAME) throw pprofError("invalid config name");
			const entry = entryOf(name, options);
			const at = entries.findIndex((other) => other.name === name);
			if (at !== -1) return entries.with(at, entry);
			if (entries.length >= MAX_CONFIGS) throw pprofError(`more than ${MAX_CONFIGS} configs: delete some first`);
			return [...entries, entry];
		});
	}
	/** @throws {HeaptideError} `HT_E_PPROF`. */
	remove(name) {
		return this.#edit((entries) => {
			const at = entries.findIndex((entry) => entry.name === name);
			if (at === -1) throw pprofError(`config ${name} not found`);
			return entries.toSpliced(at, 1);
		});
	}
	#edit(change) {
		const edit = this.#last.then(async () => this.#write(change(await this.#read())));
		this.#last = edit.catch(() => void 0);
		return edit;
	}
	async #read() {
		let text;
		try {
			const file = await open(this.#path, "r");
			try {
				const { size } = await file.stat();
				if (size > MAX_BYTES) throw pprofError(`could not read settings: more than ${MAX_BYTES} bytes`);
				text = await file.readFile("utf8");
			} finally {
				await file.close();
			}
		} catch (error) {
			const { code, message } = error;
			if (code === "ENOENT") return [];
			if (code === void 0 || code.startsWith("HT_E_")) throw error;
			throw pprofError(`could not read settings: ${message}`, { cause: error });
		}
		return entriesOf(text);
	}
	/** Replaces the file whole or not at all. */
	async #write(entries) {
		const temporary = `${this.#path}.${randomBytes(6).toString("hex")}.tmp`;
		try {
			await mkdir(dirname(this.#path), {
				recursive: true,
				mode: 448
			});
			const mode = await stat(this.#path).then((present) => present.mode & 511, () => 420);
			const file = await open(temporary, "wx", mode);
			try {
				await file.writeFile(JSON.stringify({ configs: entries }, void 0, 2));
			} finally {
				await file.close();
			}
			await rename(temporary, this.#path);
		} catch (error) {
			await rm(temporary, { force: true }).catch(() => void 0);
			throw pprofError(`failed to write settings: ${error.message}`, { cause: error });
		}
	}
};
function entriesOf(text) {
	let parsed;
	try {
		parsed = JSON.parse(text);
	} catch (error) {
		throw pprofError(`could not parse settings: ${error.message}`, { cause: error });
	}
	const configs = isRecord(parsed) ? parsed.configs ?? [] : void 0;
	if (!Array.isArray(configs) || !configs.every(isEntry)) throw pprofError("could not parse settings: no list of configs with names");
	return configs;
}
function isRecord(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function isEntry(value) {
	return isRecord(value) && typeof value.name === "string";
}
/** A value of another type than its option's counts as left out. */
function optionsOf(entry, current) {
	const read = SAVED.map(({ name, initial, choices }) => {
		const value = entry[name];
		return [name, typeof value === typeof initial && (choices === void 0 || value === "" || choices.includes(value)) ? value : zeroOf(initial)];
	});
	return {
		...current,
		...Object.fromEntries(read)
	};
}
function entryOf(name, options) {
	const fields = SAVED.map((option) => [option.name, options[option.name]]);
	return {
		name,
		...Object.fromEntries(fields.filter(([, value]) => value !== zeroOf(value)))
	};
}
function zeroOf(value) {
	return typeof value === "string" ? "" : typeof value === "number" ? 0 : false;
}

// packages/cli/dist/pprof/web/settings-path.js
/** Where google/pprof keeps its settings, which are shared with it; `undefined` where the user has no such place. */
function settingsPath(env, platform = process.platform) {
	const directory = configDirectory(env, platform);
	return directory === void 0 ? void 0 : join(directory, "pprof", "settings.json");
}
function configDirectory(env, platform) {
	const below = (variable, ...parts) => {
		const root = env[variable] ?? "";
		return root === "" ? void 0 : join(root, ...parts);
	};
	if (platform === "win32") return below("AppData") ?? below("APPDATA");
	if (platform === "darwin") return below("HOME", "Library", "Application Support");
	const own = env.XDG_CONFIG_HOME ?? "";
	if (own === "") return below("HOME", ".config");
	return own.startsWith("/") ? own : void 0;
}

// packages/cli/dist/pprof/web/url-options.js
/**
* The options with those that the parameters of an address set; an empty parameter sets nothing.
*
* @throws {HeaptideError} `HT_E_PPROF` in pprof's words.
*/
function optionsFromQuery(options, query) {
	let changed = options;
	for (const { name, urlParameter } of PPROF_OPTIONS) {
		const value = urlParameter === void 0 ? "" : query.get(urlParameter) ?? "";
		if (value === "") continue;
		try {
			changed = setOption(changed, name, value);
		} catch (error) {
			if (!(error instanceof HeaptideError)) throw error;
			throw pprofError(`error setting config field ${name}: ${error.message}`);
		}
	}
	return changed;
}
/**
* The parameters of an address changed so that they stand for the options, and whether that took a change. What a saved
* configuration does not hold stays as it is.
*/
function queryForOptions(options, query) {
	const next = new URLSearchParams(query);
	let changed = false;
	for (const option of PPROF_OPTIONS) {
		const { urlParameter, transient } = option;
		if (urlParameter === void 0 || transient) continue;
		const value = parameterFor(option, options);
		if ((query.get(urlParameter) ?? "") === value) continue;
		changed = true;
		if (value === "") next.delete(urlParameter);
		else next.set(urlParameter, value);
	}
	if (changed) next.sort();
	return {
		query: next,
		changed
	};
}
/** `''` for the default. */
function parameterFor({ name, initial }, options) {
	const value = options[name];
	if (value === initial) return "";
	if (typeof value === "boolean") return value ? "t" : "f";
	return typeof value === "number" ? goNumber(value) : value;
}

// packages/report/dist/web/graph-picture.js
const LEGEND = /^subgraph cluster_L \{.*\n/m;
function graphPicture(untrimmed) {
	const report = withPlainTitle(untrimmed);
	const graph = trimmedGraph(report);
	return {
		dot: renderDot(report).replace(LEGEND, ""),
		names: ["", ...graph.nodes.map(({ info }) => info.name === "" ? info.file : info.name)],
		labels: reportHeader(inOneUnit(untrimmed, graph.nodes), graph, { full: true })
	};
}
/** The title of a drawing is not escaped in the dot language; a program's name must not end the text that it is in. */
function withPlainTitle(report) {
	const { profile } = report;
	const { mappings, strings } = profile;
	if (mappings.length === 0 || !/["\\\n\r]/.test(baseName(strings.get(mappings.filename[0])))) return report;
	const filename = mappings.filename.slice();
	filename[0] = 0;
	return {
		...report,
		profile: {
			...profile,
			mappings: {
				...mappings,
				filename
			}
		}
	};
}

// packages/report/dist/web/peek-sections.js
/** @throws {HeaptideError} `HT_E_PPROF` when no function matches the symbol. */
function peekSections(untrimmed, most) {
	const graph = trimmedGraph(untrimmed);
	const report = inOneUnit(untrimmed, graph.nodes);
	const { symbol, symbolText, total } = report;
	const matching = graph.nodes.filter(({ name, info }) => symbol === void 0 || symbol.test(name) || symbol.test(info.name));
	if (symbol !== void 0 && matching.length === 0) throw new HeaptideError("HT_E_PPROF", `no matches found for regexp: ${symbolText}`);
	const sum = new Int64Sum();
	const sections = matching.slice(0, most).map((node) => {
		const { name, flatValue: flat, cumValue: cum } = node;
		sum.add(flat);
		const call = ({ weight, inline }, other) => ({
			amount: formatAmount(report, weight),
			share: percentage(weight, cum).trim(),
			name: other.name,
			target: targetOf(other),
			inline
		});
		return {
			name,
			target: targetOf(node),
			flat: formatAmount(report, flat),
			flatShare: percentage(flat, total).trim(),
			sumShare: percentage(sum.value, total).trim(),
			cum: formatAmount(report, cum),
			cumShare: percentage(cum, total).trim(),
			callers: sortEdges(node.in.values()).map((edge) => call(edge, edge.source)),
			callees: sortEdges(node.out.values()).map((edge) => call(edge, edge.target))
		};
	});
	return {
		sections,
		labels: reportHeader(report, graph),
		left: matching.length - sections.length
	};
}
function targetOf({ info }) {
	return info.name === "" ? info.file : info.name;
}

// packages/report/dist/web/bar-style.js
/** The style of the bar. It uses the colours that the page defines, and only names of its own. */
const BAR_STYLE = `
.ui-top { position: relative; z-index: 4; border-bottom: 1px solid var(--line); background: var(--surface); font-size: 13px; }
.ui-bar { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; padding: 5px 18px; min-height: 46px; }
.ui-top a { color: inherit; text-decoration: none; }
.ui-top p { margin: 0; padding: 0; }
.ui-brand { font-weight: 700; font-size: 15px; letter-spacing: -.02em; color: var(--accent) !important; }
.ui-tabs { display: flex; flex-wrap: wrap; align-self: stretch; margin: -5px 0; }
.ui-tabs a { display: flex; align-items: center; padding: 6px 11px; color: var(--soft); border-bottom: 2px solid transparent; border-top: 2px solid transparent; }
.ui-tabs a:hover { color: var(--ink); }
.ui-tabs a[aria-current] { color: var(--ink); font-weight: 600; border-bottom-color: var(--accent); }
.ui-menus { display: flex; flex-wrap: wrap; gap: 2px; }
.ui-menu { position: relative; }
.ui-menu > summary, .ui-button { display: block; list-style: none; cursor: pointer; padding: 4px 9px; border-radius: 6px; line-height: 20px; color: var(--ink); white-space: nowrap; }
.ui-menu > summary::-webkit-details-marker { display: none; }
.ui-menu > summary::after { content: ""; display: inline-block; width: 5px; height: 5px; margin: 0 1px 3px 7px; border: solid var(--soft); border-width: 0 1.5px 1.5px 0; transform: rotate(45deg); }
.ui-menu > summary:hover, .ui-button:hover, .ui-menu[open] > summary { background: var(--line); }
.ui-drop { position: absolute; z-index: 5; top: calc(100% + 5px); left: 0; min-width: 200px; max-height: 75vh; overflow: auto; padding: 6px; border-radius: 9px; background: var(--paper); box-shadow: var(--shadow); white-space: nowrap; }
.ui-drop a, .ui-drop > button { display: block; width: 100%; border: 0; background: none; color: inherit; font: inherit; text-align: left; padding: 4px 12px 4px 26px; border-radius: 5px; line-height: 20px; cursor: pointer; }
.ui-drop a:hover, .ui-drop > button:hover, .ui-drop a:focus-visible { background: var(--accent-wash); }
.ui-drop a[aria-disabled] { color: var(--soft); opacity: .6; background: none; cursor: default; }
.ui-drop a[aria-current]::before { content: "✓"; display: inline-block; width: 16px; margin-left: -16px; color: var(--accent); font-weight: 700; }
.ui-drop h2 { margin: 6px 0 2px; padding: 0 12px 0 26px; font-size: 11.5px; font-weight: 600; color: var(--soft); }
.ui-drop hr { border: 0; border-top: 1px solid var(--line); margin: 6px 4px; }
.ui-drop .ui-note { color: var(--soft); font-size: 12px; padding: 3px 12px 5px 26px; }
.ui-config { display: flex; }
.ui-remove { border: 0; background: none; color: var(--soft); font-size: 15px; width: 26px; border-radius: 5px; cursor: pointer; }
.ui-remove:hover { background: var(--line); color: var(--ink); }
.ui-find { position: relative; flex: 1 1 140px; max-width: 260px; margin-left: auto; }
.ui-find input { font: inherit; color: inherit; width: 100%; padding: 3px 30px 3px 10px; line-height: 20px; border: 1px solid var(--line); border-radius: 7px; background: var(--paper); -webkit-appearance: none; appearance: none; }
.ui-find input:focus { border-color: var(--accent); outline: 2px solid var(--accent-wash); }
.ui-find kbd { position: absolute; right: 7px; top: 6px; pointer-events: none; font: 11px/16px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; border: 1px solid var(--line); border-bottom-width: 2px; border-radius: 4px; padding: 0 5px; background: var(--surface); color: var(--soft); }
.ui-find input:focus + kbd { opacity: 0; }
.ui-details > summary { color: var(--soft); max-width: 210px; overflow: hidden; text-overflow: ellipsis; }
.ui-details .ui-drop { left: auto; right: 0; padding: 10px 14px; min-width: 260px; max-width: min(620px, 90vw); white-space: normal; overflow-wrap: anywhere; }
.ui-view-flamegraph .ui-details { margin-left: auto; }
.ui-chips { display: flex; flex-wrap: wrap; gap: 5px; margin: 0; padding: 0 18px 8px; list-style: none; }
.ui-chips li { display: flex; align-items: center; gap: 5px; padding: 1px 9px; border-radius: 20px; background: var(--accent-wash); max-width: 100%; overflow-wrap: anywhere; }
.ui-chips span { color: var(--accent); font-weight: 600; }
.ui-chips code { font: 12px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.ui-chips a { font-size: 15px; line-height: 18px; padding: 0 5px; margin-right: -6px; border-radius: 10px; color: var(--soft); }
.ui-chips a:hover { background: var(--paper); color: var(--ink); }
.ui-remarks { margin: 0 18px 8px; padding: 5px 12px; border-left: 3px solid var(--more); background: var(--paper); overflow-wrap: anywhere; }
.ui-dialog { border: 0; border-radius: 12px; padding: 18px 22px; width: min(400px, 90vw); background: var(--paper); color: var(--ink); box-shadow: var(--shadow); font-size: 13px; }
.ui-dialog::backdrop { background: rgb(10 14 20 / .45); }
.ui-dialog label, .ui-dialog input { display: block; width: 100%; }
.ui-dialog input { font: inherit; color: inherit; margin-top: 7px; padding: 5px 10px; border: 1px solid var(--line); border-radius: 7px; background: var(--surface); }
.ui-dialog p { margin: 8px 0; color: inherit; overflow-wrap: anywhere; }
.ui-problem { color: var(--grew) !important; min-height: 18px; }
.ui-buttons { display: flex; justify-content: flex-end; gap: 8px; }
.ui-buttons button { font: inherit; color: inherit; border: 1px solid var(--line); border-radius: 7px; background: var(--surface); padding: 4px 14px; cursor: pointer; }
.ui-buttons .ui-primary { background: var(--accent); border-color: var(--accent); color: var(--paper); font-weight: 600; }
html:not(.ui-live) .ui-only-live { display: none !important; }
.live body.ui-view-flamegraph { grid-template: auto auto auto minmax(0, 1fr) / minmax(0, 1fr); }
.ui-view-flamegraph > header h1 { display: none; }
.ui-view-flamegraph > header { padding-block: 8px; }
.ui-view-flamegraph .facts { flex: 1 1 440px; order: -1; }
@media print { .ui-top { display: none; } }
`;

// packages/report/dist/web/browser/create-configs.js
/** Saving the options of the page under a name, and deleting one of the names. */
function createConfigs(bar, names) {
	const save = document.getElementById("ui-save");
	const remove = document.getElementById("ui-delete");
	const open = bar.querySelector("#ui-save-open");
	if (save === null || remove === null || open === null) return;
	const name = save.querySelector("input");
	let doomed = "";
	const send = async (path, config, dialog) => {
		const query = new URLSearchParams(location.search);
		query.set("config", config);
		const problem = dialog.querySelector(".ui-problem");
		problem.textContent = "";
		try {
			const answer = await fetch(`./${path}?${query.toString()}`, { method: "POST" });
			if (answer.ok) location.reload();
			else problem.textContent = (await answer.text()).slice(0, 300);
		} catch {
			problem.textContent = "The server does not answer.";
		}
	};
	const bind = (dialog, act) => {
		dialog.addEventListener("keydown", (event) => event.stopPropagation());
		dialog.addEventListener("click", (event) => {
			const { value } = event.target;
			if (event.target instanceof HTMLButtonElement && value === "ok") act();
			else if (event.target instanceof HTMLButtonElement) dialog.close();
		});
	};
	const saveNow = () => void send("saveconfig", name.value, save);
	bind(save, saveNow);
	bind(remove, () => void send("deleteconfig", doomed, remove));
	name.addEventListener("keydown", (event) => {
		if (event.key === "Enter") saveNow();
	});
	open.addEventListener("click", () => {
		open.closest("details").open = false;
		save.showModal();
		name.focus();
	});
	for (const button of bar.querySelectorAll("button[data-config]")) button.addEventListener("click", () => {
		doomed = names[Number(button.dataset.config)];
		remove.querySelector("b").textContent = doomed;
		remove.showModal();
	});
}

// packages/report/dist/web/browser/create-flame-selection.js
/** The selection in a flame graph: what it is zoomed to or has its cursor on, else its search. Its address tells. */
function createFlameSelection(parts, { names, frames = [] }) {
	let frameOfNode;
	const chosen = () => {
		const fields = new URLSearchParams(location.hash.slice(1));
		const node = Number(fields.get("at") ?? fields.get("zoom") ?? "0");
		frameOfNode ??= JSON.parse(document.getElementById("data").textContent).frame;
		return node > 0 ? names[frames[frameOfNode[node] ?? -1] ?? -1] ?? "" : "";
	};
	const searched = () => {
		const text = new URLSearchParams(location.hash.slice(1)).get("q") ?? "";
		if (text === "") return "";
		const expression = /^\/(.+)\/$/s.exec(text);
		return `(?i)${expression === null ? parts.quotePattern(text).slice(1, -1) : expression[1]}`;
	};
	return {
		pattern: () => chosen() === "" ? searched() : parts.quotePattern(chosen()),
		description: () => chosen() === "" ? searched() === "" ? "" : "what the search finds" : "1 selected",
		watch: () => void 0
	};
}

// packages/report/dist/web/browser/create-links.js
/** Lets the links of the bar take the selection along: views as their focus, refinements as what they are about. */
function createLinks(bar, selection) {
	const links = [...bar.querySelectorAll("a[data-view], a[data-refine]")];
	const note = bar.querySelector("#ui-selected");
	const still = note?.textContent ?? "";
	const present = new URLSearchParams(location.search);
	const addressFor = (path, parameter, pattern) => {
		const query = new URLSearchParams(present);
		if (pattern !== "") {
			const old = present.get(parameter) ?? "";
			const adds = (parameter === "i" || parameter === "h") && old !== "";
			query.set(parameter, adds ? `${pattern}|${old}` : pattern);
		}
		const text = query.toString();
		return text === "" ? path : `${path}?${text}`;
	};
	const update = () => {
		const pattern = selection.pattern();
		for (const link of links) {
			const { view, refine } = link.dataset;
			if (view !== void 0) link.setAttribute("href", addressFor(`./${view}`, "f", pattern));
			else if (pattern === "") {
				link.removeAttribute("href");
				link.setAttribute("aria-disabled", "true");
			} else {
				link.setAttribute("href", addressFor(location.pathname.replace(/^.*\//s, "./"), refine, pattern));
				link.removeAttribute("aria-disabled");
			}
		}
		if (note !== null) note.textContent = selection.description() || still;
	};
	selection.watch(update);
	for (const event of [
		"pointerenter",
		"focusin",
		"keydown"
	]) bar.addEventListener(event, update);
	update();
}

// packages/report/dist/web/browser/create-menus.js
/** One menu at a time; Escape and clicks elsewhere close it, arrow keys walk through it. */
function createMenus(bar) {
	const menus = [...bar.querySelectorAll("details")];
	for (const menu of menus) {
		const summary = menu.querySelector("summary");
		const items = () => [...menu.querySelectorAll(".ui-drop a[href], .ui-drop button")];
		menu.addEventListener("toggle", () => {
			if (!menu.open) return;
			for (const other of menus) if (other !== menu) other.open = false;
		});
		menu.addEventListener("keydown", (event) => {
			if (!menu.open) return;
			if (event.key === "Escape") {
				menu.open = false;
				summary.focus();
			} else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
				const all = items();
				const at = all.indexOf(document.activeElement);
				const step = event.key === "ArrowDown" ? 1 : -1;
				all.at((at === -1 && step === -1 ? 0 : at + step) % all.length)?.focus();
			} else return;
			event.preventDefault();
			event.stopPropagation();
		});
	}
	document.addEventListener("pointerdown", (event) => {
		for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
	});
}

// packages/report/dist/web/browser/create-picture.js
/** The drawing: the wheel or a pinch zooms about the pointer, dragging moves it, a click selects a box. */
function createPicture(stage, selection) {
	const svg = stage.querySelector("svg");
	const [left = 0, top = 0, width = 1, height = 1] = svg.getAttribute("viewBox").split(/[ ,]+/).map(Number);
	/** What the window shows, in units of the drawing; as high as the window's form asks. */
	let view = {
		x: left,
		y: top,
		width,
		height
	};
	const pointers = /* @__PURE__ */ new Map();
	let moved = 0;
	const show = () => {
		svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
		stage.dataset.zoom = String(stage.clientWidth / view.width);
	};
	const fit = () => {
		const form = stage.clientHeight / Math.max(1, stage.clientWidth);
		const wide = Math.max(width * 1.04, height * 1.04 / form, stage.clientWidth / 2);
		view = {
			x: left + (width - wide) / 2,
			y: top + (height - wide * form) / 2,
			width: wide,
			height: wide * form
		};
		show();
	};
	const zoom = (factor, x = stage.clientWidth / 2, y = stage.clientHeight / 2) => {
		const next = view.width * factor;
		if (next < 40 || next > 8 * Math.max(width, stage.clientWidth)) return;
		const scale = view.width / stage.clientWidth;
		const [atX, atY] = [view.x + x * scale, view.y + y * scale];
		view = {
			x: atX - (atX - view.x) * factor,
			y: atY - (atY - view.y) * factor,
			width: next,
			height: view.height * factor
		};
		show();
	};
	const pan = (x, y) => {
		const scale = view.width / stage.clientWidth;
		view = {
			...view,
			x: view.x - x * scale,
			y: view.y - y * scale
		};
		show();
	};
	const pointOf = (event) => {
		const box = stage.getBoundingClientRect();
		return {
			x: event.clientX - box.left,
			y: event.clientY - box.top
		};
	};
	stage.addEventListener("wheel", (event) => {
		event.preventDefault();
		const { x, y } = pointOf(event);
		zoom(1.0015 ** Math.max(-300, Math.min(300, event.deltaY)), x, y);
	}, { passive: false });
	stage.addEventListener("pointerdown", (event) => {
		if (event.button !== 0 || event.target.closest("button") !== null) return;
		pointers.set(event.pointerId, pointOf(event));
		if (pointers.size === 1) moved = 0;
	});
	stage.addEventListener("pointermove", (event) => {
		const before = pointers.get(event.pointerId);
		if (before === void 0) return;
		const now = pointOf(event);
		const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
		moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
		if (moved > 4 && !stage.hasPointerCapture(event.pointerId)) stage.setPointerCapture(event.pointerId);
		if (other === void 0) pan(now.x - before.x, now.y - before.y);
		else {
			const gap = (point) => Math.hypot(point.x - other.x, point.y - other.y);
			zoom(gap(before) / Math.max(1, gap(now)), (now.x + other.x) / 2, (now.y + other.y) / 2);
		}
		pointers.set(event.pointerId, now);
	});
	for (const end of ["pointerup", "pointercancel"]) stage.addEventListener(end, (event) => pointers.delete(event.pointerId));
	stage.addEventListener("click", (event) => {
		const box = event.target.closest(".node");
		if (box !== null && moved <= 4) selection.toggle(Number(box.id.slice(4)));
	});
	const actions = {
		"+": () => zoom(.8),
		"=": () => zoom(.8),
		"-": () => zoom(1.25),
		"0": fit,
		ArrowLeft: () => pan(60, 0),
		ArrowRight: () => pan(-60, 0),
		ArrowUp: () => pan(0, 60),
		ArrowDown: () => pan(0, -60)
	};
	document.addEventListener("keydown", (event) => {
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		const target = event.target;
		if (!stage.contains(target) && target !== document.body) return;
		const action = actions[event.key];
		if (action === void 0) return;
		event.preventDefault();
		action();
	});
	for (const button of stage.querySelectorAll("button[data-do]")) button.addEventListener("click", actions[button.dataset.do]);
	new ResizeObserver(fit).observe(stage);
	fit();
}

// packages/report/dist/web/browser/create-search.js
/** The search box: marks what matches while one types; Enter focuses the page on it, Escape gives up. */
function createSearch(input, selection) {
	let typing;
	input.addEventListener("input", () => {
		clearTimeout(typing);
		typing = setTimeout(() => selection.search(input.value), 120);
	});
	input.addEventListener("keydown", (event) => {
		if (event.key === "Escape") {
			clearTimeout(typing);
			input.value = "";
			selection.search("");
			input.blur();
		} else if (event.key === "Enter") {
			event.preventDefault();
			const query = new URLSearchParams(location.search);
			if (input.value === "") query.delete("f");
			else query.set("f", input.value);
			location.search = query.toString();
		}
	});
	document.addEventListener("keydown", (event) => {
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		if (event.target.matches("input, textarea") || document.querySelector("dialog[open]") !== null) return;
		if (event.key === "/") {
			event.preventDefault();
			input.focus();
			input.select();
		} else if (event.key === "Escape") {
			input.value = "";
			selection.clear();
		}
	});
}

// packages/report/dist/web/browser/create-selection.js
/** `mark` shows whether a row of `names` is selected. */
function createSelection(parts, names, mark) {
	const selected = /* @__PURE__ */ new Set();
	const listeners = [];
	let searched = "";
	const changed = () => listeners.forEach((listener) => listener());
	const set = (wanted) => {
		for (let node = 0; node < names.length; node++) {
			const want = names[node] !== "" && wanted(node);
			if (want === selected.has(node)) continue;
			if (want) selected.add(node);
			else selected.delete(node);
			mark(node, want);
		}
	};
	return {
		pattern: () => {
			if (searched !== "") return searched;
			return [...new Set([...selected].map((node) => names[node]))].map(parts.quotePattern).join("|");
		},
		description: () => {
			if (searched !== "") return `${selected.size} found`;
			return selected.size === 0 ? "" : `${selected.size} selected`;
		},
		watch: (listener) => listeners.push(listener),
		toggle: (node) => {
			searched = "";
			const want = !selected.has(node);
			if (want) selected.add(node);
			else selected.delete(node);
			mark(node, want);
			changed();
		},
		search: (text) => {
			searched = text;
			let matches = () => false;
			if (text !== "") try {
				const expression = new RegExp(text);
				matches = (name) => expression.test(name);
			} catch {
				matches = (name) => name.includes(text);
			}
			set((node) => matches(names[node]));
			changed();
		},
		clear: () => {
			searched = "";
			set(() => false);
			changed();
		}
	};
}

// packages/report/dist/web/browser/create-table.js
/** The table of functions: headings sort it, rows can be selected. */
function createTable(table, selection) {
	const body = table.tBodies[0];
	const total = Number(table.dataset.total);
	const rows = [...body.rows];
	const value = (row, column) => Number(row.dataset[column]);
	const heads = [...table.querySelectorAll("th button")];
	const compareNames = (a, b) => a < b ? -1 : a > b ? 1 : 0;
	const sortBy = (column, descending) => {
		const direction = descending ? -1 : 1;
		rows.sort((a, b) => {
			const order = column === "name" ? compareNames(a.dataset.name, b.dataset.name) : value(a, column) - value(b, column);
			return direction * order || value(a, "rank") - value(b, "rank");
		});
		let sum = 0;
		for (const row of rows) {
			sum += value(row, "flat");
			row.querySelector(".ui-sum").textContent = total === 0 ? "" : `${(100 * sum / total).toFixed(2)}%`;
		}
		body.replaceChildren(...rows);
		for (const head of heads) {
			const cell = head.closest("th");
			if (head.dataset.sort === column) cell.setAttribute("aria-sort", descending ? "descending" : "ascending");
			else cell.removeAttribute("aria-sort");
		}
	};
	for (const head of heads) {
		const column = head.dataset.sort;
		head.addEventListener("click", () => {
			const present = head.closest("th").getAttribute("aria-sort");
			sortBy(column, present === null ? column !== "name" : present === "ascending");
		});
	}
	body.addEventListener("click", (event) => {
		const target = event.target;
		const row = target.closest("tr");
		if (row === null || target.closest("a") !== null || getSelection()?.type === "Range") return;
		selection.toggle(value(row, "rank"));
	});
	body.addEventListener("keydown", (event) => {
		const row = event.target.closest("tr");
		if (row === null || event.target !== row) return;
		if (event.key === " " || event.key === "Enter") selection.toggle(value(row, "rank"));
		else if (event.key === "ArrowDown") row.nextElementSibling?.focus();
		else if (event.key === "ArrowUp") row.previousElementSibling?.focus();
		else return;
		event.preventDefault();
	});
}

// packages/report/dist/web/browser/start-page.js
/** Brings a page to life. Without it, it shows the same and its links lead where they say. */
function startPage(parts) {
	const data = JSON.parse(document.getElementById("ui-data").textContent);
	const bar = document.querySelector(".ui-top");
	document.documentElement.classList.add("ui-live");
	parts.createMenus(bar);
	parts.createConfigs(bar, data.configs);
	if (data.frames !== void 0) {
		parts.createLinks(bar, parts.createFlameSelection(parts, data));
		return;
	}
	const elements = data.names.map((_, node) => document.getElementById(`node${node}`));
	const selection = parts.createSelection(parts, data.names, (node, selected) => {
		const element = elements[node];
		element?.classList.toggle("ui-chosen", selected);
		if (element instanceof HTMLElement) element.setAttribute("aria-selected", String(selected));
	});
	parts.createLinks(bar, selection);
	const find = document.querySelector("#ui-find");
	if (find !== null) parts.createSearch(find, selection);
	const table = document.querySelector("table.ui-table");
	if (table !== null) parts.createTable(table, selection);
	const stage = document.querySelector(".ui-stage");
	if (stage !== null) parts.createPicture(stage, selection);
}

// packages/report/dist/web/quote-pattern.js
/** A regular expression, for RE2 as for JavaScript, that matches exactly this name. */
function quotePattern(name) {
	return `^${name.replace(/[\\.?+*[\](){}|^$]/g, "\\$&")}$`;
}

// packages/report/dist/web/page-parts.js
/** The program of the pages, in pieces that travel as their own source text, as those of the flame graph do. */
const pageParts = {
	createConfigs,
	createFlameSelection,
	createLinks,
	createMenus,
	createPicture,
	createSearch,
	createSelection,
	createTable,
	quotePattern
};
/** The text of the script in every page. */
function pageScript() {
	const fields = Object.entries(pageParts).map(([name, part]) => `${name}: ${part.toString()}`);
	return `'use strict';\n(${startPage.toString()})({\n${fields.join(",\n")},\n});\n`;
}

// packages/report/dist/web/web-query.js
/**
* A relative link to a view, with the parameters of the present address and a change to them. It is no safe markup yet.
*/
function linkTo(view, query, change = {}) {
	const next = new URLSearchParams(query);
	for (const [name, value] of Object.entries(change)) if (value === "") next.delete(name);
	else next.set(name, value);
	const text = next.toString();
	return text === "" ? `./${view}` : `./${view}?${text}`;
}

// packages/report/dist/web/render-bar.js
const VIEWS$1 = [
	[
		"flamegraph",
		"Flame graph",
		"Call paths as nested boxes"
	],
	[
		"top",
		"Top",
		"The heaviest functions as a table"
	],
	[
		"graph",
		"Graph",
		"Who calls whom, as a drawing"
	],
	[
		"peek",
		"Peek",
		"Callers and callees of the selected functions"
	],
	[
		"source",
		"Source",
		"Source lines of the selected functions"
	]
];
const REFINEMENTS = [
	[
		"f",
		"Focus",
		"Keep the samples that go through the selection"
	],
	[
		"i",
		"Ignore",
		"Drop the samples that go through the selection"
	],
	[
		"h",
		"Hide",
		"Leave the selected functions out of the stacks"
	],
	[
		"s",
		"Show",
		"Leave all but the selected functions out of the stacks"
	],
	[
		"sf",
		"Show from",
		"Leave out the callers of the selection"
	]
];
const GRANULARITIES = [
	["", "As usual for the view"],
	["functions", "Functions"],
	["filefunctions", "Functions and files"],
	["files", "Files"],
	["lines", "Lines"]
];
const SWITCHES = [
	[
		"relative_percentages",
		"rel",
		"Percentages of what is shown"
	],
	[
		"drop_negative",
		"dropneg",
		"Leave out what is negative"
	],
	[
		"noinlines",
		"noinlines",
		"Inlined functions as their caller"
	],
	[
		"mean",
		"mean",
		"Mean of each object"
	],
	[
		"call_tree",
		"calltree",
		"Graph: call paths apart"
	]
];
const NODE_COUNTS = [
	"20",
	"80",
	"200"
];
const FILTERS = [
	[
		"focus",
		"f",
		"focus"
	],
	[
		"ignore",
		"i",
		"ignore"
	],
	[
		"hide",
		"h",
		"hide"
	],
	[
		"show",
		"s",
		"show"
	],
	[
		"show_from",
		"sf",
		"show from"
	],
	[
		"tagfocus",
		"tf",
		"tag focus"
	],
	[
		"tagignore",
		"ti",
		"tag ignore"
	],
	[
		"tagshow",
		"ts",
		"tag show"
	],
	[
		"taghide",
		"th",
		"tag hide"
	],
	[
		"prune_from",
		"prunefrom",
		"prune from"
	]
];
const FILTER_LIMIT = 120;
/** The head of every page: views, menus, search; below it the active filters and what the report remarked. */
function renderBar(frame) {
	const { view, query, title } = frame;
	const tabs = VIEWS$1.map(([name, text, hint]) => `<a href="${escapeMarkup(linkTo(name, query), LINK)}" data-view="${name}" title="${hint}"${name === view ? " aria-current=\"page\"" : ""}>${text}</a>`);
	const search = view === "flamegraph" ? "" : `<div class="ui-find"><input id="ui-find" type="search" placeholder="Search regexp" aria-label="Search: a regular expression; Enter focuses on it" autocomplete="off" spellcheck="false"><kbd aria-hidden="true">/</kbd></div>`;
	return `<div class="ui-top" role="banner">
<div class="ui-bar">
<a class="ui-brand" href="${escapeMarkup(linkTo("flamegraph", query), LINK)}">heaptide</a>
<nav class="ui-tabs" aria-label="Views">${tabs.join("")}</nav>
<div class="ui-menus">
${sampleMenu(frame)}
${menu("Refine", refineItems(frame), {
		id: "ui-refine",
		className: "ui-only-live"
	})}
${menu("Options", optionItems(frame))}
${menu("Config", configItems(frame), { id: "ui-config" })}
<a class="ui-button" href="./download" title="The profile itself, as a gzipped protocol buffer">Download</a>
</div>
${search}
${menu(escapeMarkup(title, { limit: 60 }), detailItems(frame), {
		className: "ui-details",
		hint: "About the profile and this view"
	})}
</div>
${chips(frame)}${remarks(frame)}</div>
${view === void 0 ? "" : DIALOGS}`;
}
/** Addresses are long, and their characters plain. */
const LINK = { limit: 1e6 };
function menu(name, items, { id = "", className = "", hint = "" } = {}) {
	if (items === "") return "";
	return `<details${`${id === "" ? "" : ` id="${id}"`} class="ui-menu${className === "" ? "" : ` ${className}`}"`}><summary${hint === "" ? "" : ` title="${hint}"`}>${name}</summary><div class="ui-drop">${items}</div></details>`;
}
function link$1(frame, text, change, { current = false, hint = "" } = {}) {
	return `<a href="${escapeMarkup(linkTo(frame.view ?? "flamegraph", frame.query, change), LINK)}"${hint === "" ? "" : ` title="${hint}"`}${current ? " aria-current=\"true\"" : ""}>${text}</a>`;
}
function sampleMenu(frame) {
	const { sampleTypes, sampleType } = frame;
	if (sampleTypes.length < 2) return "";
	return menu("Sample", sampleTypes.map((type) => link$1(frame, escapeMarkup(type), { si: type }, { current: type === sampleType })).join(""), { id: "ui-sample" });
}
function refineItems(frame) {
	if (frame.view === void 0) return "";
	const items = REFINEMENTS.map(([parameter, name, title]) => `<a role="link" aria-disabled="true" data-refine="${parameter}" title="${title}">${name}</a>`);
	const none = Object.fromEntries(FILTERS.map(([, parameter]) => [parameter, ""]));
	return `<p class="ui-note" id="ui-selected">Select functions, or search, to refine by them.</p>${items.join("")}<hr>${link$1(frame, "Reset", none, { hint: "Take all filters away" })}`;
}
function optionItems(frame) {
	const { options, view } = frame;
	const by = GRANULARITIES.map(([value, name]) => link$1(frame, name, { g: value }, { current: options.granularity === value }));
	const switches = SWITCHES.map(([option, parameter, name]) => {
		const on = options[option] === true;
		const off = frame.query.has(parameter) ? "" : "f";
		return link$1(frame, name, { [parameter]: on ? off : "t" }, { current: on });
	});
	const counts = NODE_COUNTS.map((n) => link$1(frame, `${n} nodes`, { n }, { current: options.nodecount === Number(n) }));
	const nodes = view === "graph" ? `<h2>Graph</h2>${counts.join("")}` : "";
	return `<h2>One entry per</h2>${by.join("")}<h2>Values</h2>${switches.join("")}${nodes}`;
}
function configItems({ configs, view }) {
	if (view === void 0 || configs.length === 0) return "";
	return `<button type="button" id="ui-save-open" class="ui-only-live">Save as …</button>${configs.map(({ name, href, current, own }, row) => {
		const shown = escapeMarkup(name);
		const remove = own ? `<button type="button" class="ui-remove ui-only-live" data-config="${row}" aria-label="Delete ${shown}">×</button>` : "";
		return `<div class="ui-config"><a href="${escapeMarkup(href, LINK)}"${current ? " aria-current=\"true\"" : ""}>${shown}</a>${remove}</div>`;
	}).join("")}`;
}
function detailItems({ labels, docUrl }) {
	const lines = labels.flatMap((label) => label.split("\n")).filter((label) => label.trim() !== "").map((label) => `<p>${escapeMarkup(label)}</p>`);
	const doc = /^https?:\/\/[\x21-\x7e]+$/.test(docUrl) ? `<a href="${escapeMarkup(docUrl)}" rel="noopener noreferrer" target="_blank">Documentation of this profile</a>` : "";
	return lines.length === 0 ? "<p>Nothing is known of this profile.</p>" : `${lines.join("")}${doc}`;
}
function chips(frame) {
	const { options, query } = frame;
	const active = FILTERS.filter(([option]) => options[option] !== "").map(([option, parameter, name]) => {
		const text = `<span>${name}</span> <code>${escapeMarkup(String(options[option]), { limit: FILTER_LIMIT })}</code>`;
		if (!query.has(parameter)) return `<li title="Set on the command line">${text}</li>`;
		return `<li>${text}<a href="${escapeMarkup(linkTo(frame.view ?? "flamegraph", query, { [parameter]: "" }), LINK)}" aria-label="Remove ${name}">×</a></li>`;
	});
	return active.length === 0 ? "" : `<ul class="ui-chips" aria-label="Active filters">${active.join("")}</ul>\n`;
}
function remarks({ remarks: lines }) {
	if (lines.length === 0) return "";
	return `<div class="ui-remarks" role="alert">${lines.map((line) => `<p>${escapeMarkup(line)}</p>`).join("")}</div>\n`;
}
const DIALOGS = `<dialog id="ui-save" class="ui-dialog" aria-label="Save options">
<label for="ui-save-name">Save the options of this page as</label>
<input id="ui-save-name" type="text" maxlength="100" autocomplete="off" spellcheck="false">
<p class="ui-problem" role="alert"></p>
<div class="ui-buttons"><button type="button" value="cancel">Cancel</button><button type="button" value="ok" class="ui-primary">Save</button></div>
</dialog>
<dialog id="ui-delete" class="ui-dialog" aria-label="Delete a config">
<p>Delete <b></b>?</p>
<p class="ui-problem" role="alert"></p>
<div class="ui-buttons"><button type="button" value="cancel">Cancel</button><button type="button" value="ok" class="ui-primary">Delete</button></div>
</dialog>`;

// packages/report/dist/web/render-document.js
/** A whole page: the bar, and below it what a view shows. */
function renderDocument(frame, { body, style, scripts = [], data }) {
	const sent = {
		...data,
		configs: frame.configs.map(({ name }) => name)
	};
	const script = pageScript();
	const styles = `${style}${BAR_STYLE}`;
	const policy = [
		"default-src 'none'",
		`script-src ${[script, ...scripts].map(hashOf).join(" ")}`,
		`style-src ${hashOf(styles)}`,
		"img-src data:",
		"connect-src 'self'",
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'"
	].join("; ");
	return {
		html: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${escapeMarkup(frame.title)}</title>
<style>${styles}</style>
</head>
<body class="ui-view-${frame.view ?? "error"}">
${renderBar(frame)}
${body}
<script type="application/json" id="ui-data">${scriptJson(sent)}<\/script>
<script>${script}<\/script>
</body>
</html>
`,
		policy
	};
}
function hashOf(text) {
	return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

// packages/report/dist/web/view-style.js
/** The style of the pages that are not the flame graph's own; its colours are the same. */
const VIEW_STYLE = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --surface: #f6f7f9; --line: #e1e5ea; --ink: #171b21; --soft: #5b6470;
  --accent: #0b6e78; --accent-wash: #e0f1f2; --bar: #bcdadd; --more: rgb(246 150 62);
  --grew: #a04a00; --shrank: #11609f; --heat: 246 150 62;
  --shadow: 0 6px 24px rgb(16 24 40 / .16), 0 1px 3px rgb(16 24 40 / .12);
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15181d; --surface: #1b1f26; --line: #2d333d; --ink: #eef1f5; --soft: #9aa5b3;
    --accent: #5fc4cf; --accent-wash: #173a3f; --bar: #2b565d; --more: rgb(186 94 22);
    --grew: #f3a35c; --shrank: #7db8ef; --heat: 214 118 40;
    --shadow: 0 8px 28px rgb(0 0 0 / .55), 0 0 0 1px rgb(255 255 255 / .07);
  }
}
* { box-sizing: border-box; }
html, body { height: 100%; margin: 0; }
body { display: flex; flex-direction: column; background: var(--paper); color: var(--ink); font: 13px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; font-variant-numeric: tabular-nums; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
small { color: var(--soft); font-size: 11.5px; }
.ui-page { padding: 10px 18px 30px; }
.ui-full { flex: 1 1 0; min-height: 320px; display: flex; flex-direction: column; padding: 0; }
.ui-full .ui-shown { padding: 8px 18px; margin: 0; }
.ui-shown { margin: 0 0 10px; color: var(--soft); font-size: 12.5px; }
.ui-shown > * + *::before { content: "·"; margin: 0 7px; }
.ui-empty { color: var(--soft); padding: 6px 0; margin: 0; overflow-wrap: anywhere; }
.ui-grew { color: var(--grew); } .ui-shrank { color: var(--shrank); }

.ui-table { width: 100%; border-collapse: collapse; }
.ui-table th { position: sticky; top: 0; z-index: 1; background: var(--paper); text-align: right; font-weight: 600; font-size: 12px; color: var(--soft); padding: 0; border-bottom: 1px solid var(--line); width: 92px; white-space: nowrap; }
.ui-table th:nth-child(3) { padding: 5px 10px; }
.ui-table th:nth-child(6) { width: 80px; } .ui-table th:last-child { width: auto; text-align: left; }
.ui-table th button { font: inherit; color: inherit; background: none; border: 0; padding: 5px 10px; cursor: pointer; width: 100%; text-align: inherit; }
.ui-table th button:hover { color: var(--ink); }
.ui-table th[aria-sort] button { color: var(--accent); }
.ui-table th[aria-sort=descending] button::after { content: " ↓"; }
.ui-table th[aria-sort=ascending] button::after { content: " ↑"; }
.ui-table td { text-align: right; padding: 3px 10px; white-space: nowrap; border-bottom: 1px solid var(--line); }
.ui-table tbody tr { cursor: default; }
.ui-table tbody tr:hover { background: var(--surface); }
.ui-table tr.ui-chosen, .ui-table tr.ui-chosen:hover, .ui-peek.ui-chosen, .ui-routine.ui-chosen h2 { background: var(--accent-wash); }
.ui-share { color: var(--soft); }
.ui-table td.ui-name { text-align: left; white-space: normal; overflow-wrap: anywhere; }
.ui-meter { display: block; background: var(--surface); border-radius: 2px; }
.ui-meter .ui-cum { fill: var(--bar); } .ui-meter .ui-flat { fill: var(--accent); }
.ui-acts { visibility: hidden; white-space: nowrap; font-size: 12px; font-weight: 400; }
.ui-acts a { color: var(--accent); text-decoration: none; margin-left: 10px; }
.ui-acts a:hover { text-decoration: underline; }
tr:hover .ui-acts, tr:focus-within .ui-acts, .ui-itself .ui-acts { visibility: visible; }

.ui-peek { border-collapse: collapse; width: 100%; max-width: 1100px; table-layout: fixed; margin-bottom: 18px; border: 1px solid var(--line); border-radius: 8px; border-spacing: 0; border-collapse: separate; overflow: hidden; }
.ui-peek thead th { text-align: right; font-weight: 500; font-size: 11.5px; color: var(--soft); padding: 3px 8px; width: 84px; background: var(--surface); }
.ui-peek thead th:last-child { width: auto; }
.ui-peek td { text-align: right; padding: 2px 8px; white-space: nowrap; }
.ui-peek .ui-name { text-align: left; white-space: normal; overflow-wrap: anywhere; font-weight: 400; padding: 2px 8px 2px 14px; }
.ui-peek .ui-call .ui-name { padding-left: 30px; }
.ui-peek .ui-name a { color: var(--ink); text-decoration: none; }
.ui-peek .ui-name a:hover { color: var(--accent); text-decoration: underline; }
.ui-peek .ui-itself td, .ui-peek .ui-itself th { border-block: 1px solid var(--line); background: var(--surface); padding-block: 6px; }
.ui-peek .ui-itself .ui-name a:first-child { font-weight: 650; }
.ui-peek .ui-itself .ui-acts a { color: var(--accent); }
.ui-call .ui-name i { display: inline-block; width: 16px; font-style: normal; color: var(--soft); }
.ui-callers .ui-name i::before { content: "↱"; } .ui-callees .ui-name i::before { content: "↳"; }

.ui-routine { margin-bottom: 26px; }
.ui-routine h2 { margin: 0; font-size: 15px; font-weight: 650; overflow-wrap: anywhere; }
.ui-place { margin: 0; color: var(--soft); overflow-wrap: anywhere; }
.ui-figures { margin: 3px 0 7px; }
.ui-code { border-collapse: collapse; width: 100%; font: 12px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); }
.ui-code th { font: 500 11.5px/1.5 system-ui, sans-serif; color: var(--soft); text-align: right; padding: 2px 10px; width: 92px; background: var(--surface); }
.ui-code th:nth-child(3) { width: 60px; } .ui-code th:last-child { width: auto; }
.ui-code td { text-align: right; padding: 0 10px; white-space: pre; vertical-align: top; }
.ui-code .ui-number { color: var(--soft); border-right: 1px solid var(--line); }
.ui-code .ui-text { text-align: left; white-space: pre-wrap; overflow-wrap: anywhere; }
.ui-heat1 { background: rgb(var(--heat) / .10); } .ui-heat2 { background: rgb(var(--heat) / .18); } .ui-heat3 { background: rgb(var(--heat) / .27); }
.ui-heat4 { background: rgb(var(--heat) / .36); } .ui-heat5 { background: rgb(var(--heat) / .46); }

.ui-stage { flex: 1 1 0; position: relative; min-height: 0; overflow: hidden; border-top: 1px solid var(--line); touch-action: none; cursor: grab; user-select: none; }
.ui-stage:active { cursor: grabbing; }
.ui-stage svg { display: block; width: 100%; height: 100%; font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
.ui-stage .edge text { fill: var(--soft); }
.ui-stage .node { cursor: pointer; }
.ui-stage .node text { fill: #171b21; }
.ui-stage .node:hover polygon { stroke-width: 2; }
.ui-stage .ui-chosen polygon { stroke: var(--accent); stroke-width: 4; fill: #b5e6ea; }
.ui-zoom { position: absolute; right: 16px; bottom: 16px; display: flex; border: 1px solid var(--line); border-radius: 8px; overflow: hidden; background: var(--paper); box-shadow: var(--shadow); }
.ui-zoom button { font: inherit; color: inherit; border: 0; background: none; padding: 5px 12px; cursor: pointer; }
.ui-zoom button + button { border-left: 1px solid var(--line); }
.ui-zoom button:hover { background: var(--surface); }

.ui-failure { max-width: 700px; margin: 40px auto; padding: 18px 24px; border: 1px solid var(--line); border-left: 4px solid var(--more); border-radius: 8px; background: var(--surface); }
.ui-failure h1 { margin: 0 0 6px; font-size: 16px; } .ui-failure p { margin: 0; overflow-wrap: anywhere; font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
@media (max-width: 700px) { .ui-table th:nth-child(3), .ui-table td:nth-child(3), .ui-table th:nth-child(6), .ui-table td:nth-child(6) { display: none; } .ui-find { max-width: none; } }
@media (prefers-contrast: more) { :root { --line: currentColor; --soft: var(--ink); } }
`;

// packages/report/dist/web/render-error-page.js
/** A page that says why there is no other; its bar lets the reader try something else. */
function renderErrorPage(frame, message) {
	return renderDocument(frame, {
		style: VIEW_STYLE,
		body: `<main class="ui-page"><div class="ui-failure" role="alert"><h1>This did not work</h1><p>${escapeMarkup(message, { limit: 4096 })}</p></div></main>`,
		data: { names: [] }
	});
}

// packages/report/dist/web/compared-sides.js
function comparedSides(profile) {
	const isBase = Array.from({ length: profile.samples.length }, (_, sample) => isBaseSample(profile, sample));
	if (!isBase.includes(true)) return { after: profile };
	const timeless = {
		...profile,
		timeNanos: 0n
	};
	const negated = {
		...timeless,
		samples: filterSamples(profile, (sample) => isBase[sample])
	};
	return {
		after: {
			...timeless,
			samples: filterSamples(profile, (sample) => !isBase[sample])
		},
		base: scaleProfile(negated, -1)
	};
}

// packages/report/dist/web/render-flame-page.js
/** A smaller tree than a file may hold: it is made anew for every page. */
const MOST_NODES = 2e4;
/** The flame graph of a report; a comparison where the profile holds the samples of a base. */
function renderFlamePage(frame, { profile, column }) {
	const { after, base } = comparedSides(profile);
	const tree = buildFlameTree(after, {
		sampleType: String(column),
		maxNodes: MOST_NODES,
		...base !== void 0 && { base }
	});
	return renderDocument(frame, {
		style: PAGE_STYLE,
		scripts: [viewerScript()],
		body: bodyOf(renderFlameHtml(tree, { title: frame.title })),
		data: selectable(tree)
	});
}
/**
* What the flame graph's own page has in its body. Names cannot put a tag there: they are escaped in markup, and have no
* `<` in data.
*/
function bodyOf(html) {
	return html.slice(html.indexOf("<body>") + 6, html.lastIndexOf("</body>"));
}
/** The names of the tree's functions as the profile has them, in the order in which the page numbers functions. */
function selectable({ frame, frames }) {
	const used = [...new Set(frame)].filter((row) => row !== -1).sort((a, b) => a - b);
	const rows = /* @__PURE__ */ new Map();
	const rowOf = used.map((row) => {
		const name = frames.name[row];
		const known = rows.get(name) ?? rows.size;
		rows.set(name, known);
		return known;
	});
	return {
		names: [...rows.keys()],
		frames: rowOf
	};
}

// packages/report/dist/web/clean-svg.js
/** Any picture is drawn anew out of these; attributes are taken where their whole value has the form. */
const NUMBERS = /^[-+0-9.eE, ]*$/;
const COLOR = /^(?:#[0-9a-fA-F]{6}|none|transparent|black|white|lightgr[ae]y|[a-z]{3,20})$/;
const SHAPE = {
	fill: COLOR,
	stroke: COLOR,
	"stroke-width": NUMBERS,
	"stroke-dasharray": NUMBERS
};
const ELEMENTS = {
	g: {
		id: /^(?:node|edge|graph|clust|a_node|a_edge)[0-9]{1,9}$/,
		class: /^(?:node|edge|graph|cluster)$/,
		transform: /^[-+0-9.eE, ()a-z]*$/
	},
	text: {
		"text-anchor": /^(?:start|middle|end)$/,
		x: NUMBERS,
		y: NUMBERS,
		"font-size": NUMBERS,
		fill: COLOR
	},
	polygon: {
		...SHAPE,
		points: NUMBERS
	},
	polyline: {
		...SHAPE,
		points: NUMBERS
	},
	path: {
		...SHAPE,
		d: /^[-+0-9.eE, A-Za-z]*$/
	},
	ellipse: {
		...SHAPE,
		cx: NUMBERS,
		cy: NUMBERS,
		rx: NUMBERS,
		ry: NUMBERS
	}
};
/** What these hold is left out with them. */
const OPAQUE = /* @__PURE__ */ new Set([
	"defs",
	"foreignobject",
	"image",
	"script",
	"style",
	"title"
]);
const TOKEN = /<!--.*?-->|<!\[CDATA\[.*?\]\]>|<[?!][^>]*>|<(\/?)([A-Za-z][\w:-]*)((?:"[^"]*"|'[^']*'|[^<>"'])*)>|[^<]+|</gs;
const ATTRIBUTE = /([A-Za-z][\w:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITY = /&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));/g;
const NAMED = {
	amp: "&",
	lt: "<",
	gt: ">",
	quot: "\"",
	apos: "'"
};
/** Long names fill a tooltip without saying more. */
const TOOLTIP_LIMIT = 400;
/**
* The drawing of a graph as graphviz writes it, made anew from what drawings need and nothing else: no scripts, links,
* styles or references, whatever names in a profile have talked graphviz into. Tooltips become titles.
*/
function cleanSvg(svg) {
	const out = [];
	/** Names of the open elements; `undefined` for those that are not passed on. */
	const open = [];
	let opaque;
	let viewBox = "0 0 100 100";
	for (const [token, slash, tag, rest = ""] of svg.matchAll(TOKEN)) {
		if (tag === void 0) {
			if (opaque === void 0 && open.at(-1) === "text" && !/^<[?!]/.test(token)) out.push(textOf(token));
			continue;
		}
		const name = tag.toLowerCase();
		const isEmpty = rest.trimEnd().endsWith("/");
		if (opaque !== void 0) {
			if (name === opaque.name && !isEmpty) opaque.depth += slash === "/" ? -1 : 1;
			if (opaque.depth === 0) opaque = void 0;
		} else if (slash === "/") {
			const ended = open.pop();
			if (ended !== void 0) out.push(`</${ended}>`);
		} else if (OPAQUE.has(name)) {
			if (!isEmpty) opaque = {
				name,
				depth: 1
			};
		} else {
			const attributes = attributesOf(rest);
			const box = attributes.get("viewBox");
			if (name === "svg" && open.length === 0 && box !== void 0 && NUMBERS.test(box)) viewBox = box;
			const written = writtenElement(name, attributes, open);
			if (written !== void 0) out.push(written.markup);
			if (!isEmpty) open.push(written?.name);
			else if (written !== void 0) out.push(`</${written.name}>`);
		}
	}
	while (open.length > 0) {
		const ended = open.pop();
		if (ended !== void 0) out.push(`</${ended}>`);
	}
	return {
		markup: `<g>${out.join("")}</g>`,
		viewBox
	};
}
function writtenElement(name, attributes, open) {
	if (name === "a") {
		const tooltip = attributes.get("xlink:title") ?? "";
		return {
			name: "g",
			markup: `<g>${tooltip === "" ? "" : `<title>${escapeMarkup(tooltip, { limit: TOOLTIP_LIMIT })}</title>`}`
		};
	}
	const known = ELEMENTS[name];
	if (known === void 0 || open.includes("text")) return void 0;
	if (name === "polygon" && open.length === 2 && attributes.get("fill") === "white") return void 0;
	return {
		name,
		markup: `<${name}${[...attributes].flatMap(([attribute, value]) => known[attribute]?.test(value) === true ? [` ${attribute}="${escapeSafe(value)}"`] : []).join("")}>`
	};
}
function attributesOf(text) {
	return new Map([...text.matchAll(ATTRIBUTE)].map(([, name = "", double, single]) => [name, withoutEntities(double ?? single ?? "")]));
}
function textOf(token) {
	return escapeMarkup(withoutEntities(token));
}
function withoutEntities(text) {
	return text.replace(ENTITY, (_, hex, decimal, name) => {
		if (name !== void 0) return NAMED[name];
		const point = hex === void 0 ? Number(decimal) : parseInt(hex, 16);
		return point <= 1114111 ? String.fromCodePoint(point) : "�";
	});
}

// packages/report/dist/web/render-shown.js
/** The labels of a report that say what of it is shown; what they say of the profile stands in the bar. */
function renderShown(labels, more = []) {
	const shown = [...labels.filter((label) => /^(?:Showing|Dropped|Total:) /.test(label)), ...more];
	if (shown.length === 0) return "";
	return `<p class="ui-shown">${shown.map((label) => `<span>${escapeMarkup(label)}</span>`).join("")}</p>`;
}

// packages/report/dist/web/render-graph-page.js
/** The graph of calls; `svg` is what graphviz made of its dot text. */
function renderGraphPage(frame, { names, labels }, svg) {
	const { markup, viewBox } = cleanSvg(svg);
	const tools = [
		[
			"+",
			"Zoom in (+)",
			"+"
		],
		[
			"-",
			"Zoom out (-)",
			"−"
		],
		[
			"0",
			"Fit (0)",
			"Fit"
		]
	].map(([action, title, text]) => `<button type="button" data-do="${action}" title="${title}">${text}</button>`);
	const body = `<main class="ui-page ui-full">
${renderShown(labels)}
<div class="ui-stage" tabindex="0" role="application" aria-label="Graph of calls. Arrow keys move it, plus and minus zoom, 0 fits it. The table of functions holds the same figures.">
<svg viewBox="${viewBox}" xmlns="http://www.w3.org/2000/svg" role="img" aria-label="Graph of calls">${markup}</svg>
<div class="ui-zoom ui-only-live">${tools.join("")}</div>
</div>
</main>`;
	return renderDocument(frame, {
		style: VIEW_STYLE,
		body,
		data: { names }
	});
}

// packages/report/dist/web/render-peek-page.js
const NAME$1 = { limit: 240 };
const ADDRESS$1 = { limit: 1e6 };
/** Functions, each between its callers and its callees; every name leads to its own section. */
function renderPeekPage(frame, { sections, labels, left }) {
	const more = left === 0 ? [] : [`${left.toLocaleString("en-US")} more functions match: search for one`];
	const tables = sections.map((section, i) => renderSection(frame, section, i));
	return renderDocument(frame, {
		style: VIEW_STYLE,
		body: `<main class="ui-page">${renderShown(labels, more)}\n${tables.join("\n")}\n</main>`,
		data: { names: sections.map(({ target }) => target) }
	});
}
function renderSection({ query }, section, index) {
	const nameLink = (name, target) => `<a href="${escapeMarkup(linkTo("peek", query, { f: quotePattern(target) }), ADDRESS$1)}">${escapeMarkup(name, NAME$1)}</a>`;
	const call = ({ amount, share, name, target, inline }, kind) => `<tr class="ui-call"><td colspan="3"></td><td>${amount}</td><td class="ui-share">${share}</td><td class="ui-name"><i aria-label="${kind}"></i>${nameLink(name, target)}${inline ? " <small>(inline)</small>" : ""}</td></tr>`;
	const { name, target, flat, flatShare, sumShare, cum, cumShare, callers, callees } = section;
	const source = escapeMarkup(linkTo("source", query, { f: quotePattern(target) }), ADDRESS$1);
	return `<table class="ui-peek" id="node${index}">
<thead><tr><th scope="col">flat</th><th scope="col">flat %</th><th scope="col">sum %</th><th scope="col">cum</th><th scope="col">cum %</th><th scope="col"></th></tr></thead>
<tbody class="ui-callers">${callers.map((each) => call(each, "caller")).join("")}</tbody>
<tbody class="ui-itself"><tr><td>${flat}</td><td class="ui-share">${flatShare}</td><td class="ui-share">${sumShare}</td><td>${cum}</td><td class="ui-share">${cumShare}</td><th scope="row" class="ui-name">${nameLink(name, target)}<span class="ui-acts"><a href="${source}">source</a></span></th></tr></tbody>
<tbody class="ui-callees">${callees.map((each) => call(each, "callee")).join("")}</tbody>
</table>`;
}

// packages/report/dist/web/render-source-page.js
/** Steps of colour for what a line holds. */
const HEATS = 5;
/** The source of functions, each line with what it holds. */
function renderSourcePage(frame, { routines, total, left }) {
	const more = left === 0 ? [] : [`${left.toLocaleString("en-US")} more functions match: search for one`];
	const shown = renderShown([`Total: ${total}`], more);
	return renderDocument(frame, {
		style: VIEW_STYLE,
		body: `<main class="ui-page">${shown}\n${routines.map(renderRoutine).join("\n")}\n</main>`,
		data: { names: routines.map(({ name }) => name) }
	});
}
function renderRoutine({ name, file, flat, cum, cumShare, lines, problem }, index) {
	const body = problem === "" ? `<table class="ui-code"><thead><tr><th scope="col">flat</th><th scope="col">cum</th><th scope="col">line</th><th scope="col"></th></tr></thead><tbody>${lines.map(renderLine).join("")}</tbody></table>` : `<p class="ui-empty">No source: ${escapeMarkup(problem)}</p>`;
	return `<section class="ui-routine" id="node${index}">
<h2>${escapeMarkup(name)}</h2>
<p class="ui-place">${escapeMarkup(file)}</p>
<p class="ui-figures"><b>${flat}</b> flat, <b>${cum}</b> cum, ${cumShare} of the total</p>
${body}
</section>`;
}
function renderLine({ number, flat, cum, heat, text }) {
	const step = heat === 0 ? 0 : Math.max(1, Math.ceil(heat * HEATS));
	const code = escapeMarkup(text.replaceAll("	", "    "));
	return `<tr${step === 0 ? "" : ` class="ui-heat${step}"`}><td>${flat}</td><td>${cum}</td><td class="ui-number">${number}</td><td class="ui-text">${code}</td></tr>`;
}

// packages/report/dist/web/render-top-page.js
const COLUMNS = [
	[
		"flat",
		"Flat",
		"What the function itself holds"
	],
	[
		"flat",
		"Flat %",
		"Of the total"
	],
	[
		"",
		"Sum %",
		"Of this row and those above it"
	],
	[
		"cum",
		"Cum",
		"What the function holds with all that it calls"
	],
	[
		"cum",
		"Cum %",
		"Of the total"
	],
	[
		"",
		"",
		"Flat within cum, of the total"
	],
	[
		"name",
		"Name",
		""
	]
];
/** Names are told by their ends, and a row has room. */
const NAME = { limit: 240 };
const ADDRESS = { limit: 1e6 };
/** The table of functions. */
function renderTopPage(frame, { rows, labels, total }) {
	const heads = COLUMNS.map(([sort, name, title], i) => {
		const sorted = i === 0 ? " aria-sort=\"descending\"" : "";
		const inside = sort === "" ? name : `<button type="button" data-sort="${sort}">${name}</button>`;
		return `<th scope="col"${sorted}${title === "" ? "" : ` title="${title}"`}>${inside}</th>`;
	});
	const differs = rows.some(({ flat, cum }) => flat < 0 || cum < 0);
	let sum = 0;
	const body = rows.map((row, rank) => {
		sum += row.flat;
		return renderRow(frame, row, {
			rank,
			sumShare: total === 0 ? "" : `${(100 * sum / total).toFixed(2)}%`,
			total,
			differs
		});
	});
	const table = rows.length === 0 ? "<p class=\"ui-empty\">No function holds anything here.</p>" : `<table class="ui-table" role="grid" data-total="${total}" aria-label="Functions" aria-multiselectable="true">
<thead><tr>${heads.join("")}</tr></thead>
<tbody>
${body.join("\n")}
</tbody>
</table>`;
	return renderDocument(frame, {
		style: VIEW_STYLE,
		body: `<main class="ui-page">${renderShown(labels)}\n${table}\n</main>`,
		data: { names: rows.map(({ target }) => target) }
	});
}
function renderRow({ query }, row, { rank, sumShare, total, differs }) {
	const { name, target, inlineLabel, flat, cum, flatFormat, cumFormat, flatShare, cumShare } = row;
	const shown = escapeMarkup(name, NAME);
	const pattern = quotePattern(target);
	const act = (view, text) => `<a href="${escapeMarkup(linkTo(view, query, { f: pattern }), ADDRESS)}">${text}</a>`;
	const actions = `<span class="ui-acts">${act("top", "focus")}${act("peek", "peek")}${act("source", "source")}</span>`;
	const inline = inlineLabel === "" ? "" : ` <small>${inlineLabel}</small>`;
	const amount = (value, text) => {
		return `<td${!differs || value === 0 ? "" : value < 0 ? " class=\"ui-shrank\"" : " class=\"ui-grew\""}>${differs && value > 0 ? "+" : ""}${text}</td>`;
	};
	return `<tr id="node${rank}" tabindex="0" aria-selected="false" data-rank="${rank}" data-flat="${flat}" data-cum="${cum}" data-name="${shown}">` + amount(flat, flatFormat) + `<td class="ui-share">${flatShare}</td><td class="ui-share ui-sum">${sumShare}</td>` + amount(cum, cumFormat) + `<td class="ui-share">${cumShare}</td><td>${meter(flat, cum, total)}</td><td class="ui-name">${shown}${inline}${actions}</td></tr>`;
}
/** Own weight within cumulative weight, of the whole. A drawing, since the page may hold no styles of its own. */
function meter(flat, cum, total) {
	const wide = (value) => (total === 0 ? 0 : Math.min(60, 60 * Math.abs(value) / Math.abs(total))).toFixed(1);
	return `<svg class="ui-meter" width="60" height="8" aria-hidden="true"><rect class="ui-cum" width="${wide(cum)}" height="8"/><rect class="ui-flat" width="${wide(flat)}" height="8"/></svg>`;
}

// packages/report/dist/web/source-listing.js
/** Lines shown before the first and after the last sample, and most of a function. */
const MARGIN = 5;
const MOST_LINES = 2e3;
const LINE_LIMIT = 400;
/**
* The source of the functions that match the symbol, the heaviest first: `list` for a page. Sources are looked for where
* `list` does, and also where the URL of a module says that it came from.
*
* @throws {HeaptideError} `HT_E_PPROF` when no function matches.
*/
function sourceListing(report, surroundings, most) {
	const { symbol, symbolText, total } = report;
	const matching = wholeGraph(report).filter(({ info }) => symbol?.test(info.name) ?? true);
	if (matching.length === 0) throw new HeaptideError("HT_E_PPROF", `no matches found for regexp: ${symbolText}`);
	const groups = [...grouped(matching).values()].map((nodes) => ({
		nodes,
		...sumOf(nodes)
	}));
	groups.sort((a, b) => Math.abs(b.flat) - Math.abs(a.flat) || Math.abs(b.cum) - Math.abs(a.cum) || compareUtf8(a.nodes[0].info.name, b.nodes[0].info.name));
	const reader = new SourceReader({
		...surroundings,
		talk: () => void 0
	}, report.options);
	const amount = (value) => value === 0 ? "" : formatAmount(report, value);
	const routines = groups.slice(0, most).map(({ nodes, flat, cum }) => {
		const { name, file } = nodes[0].info;
		const found = file === "" ? "the profile names no file" : reader.lines(pathOf(file));
		return {
			name,
			file: pathOf(file),
			flat: formatAmount(report, flat),
			cum: formatAmount(report, cum),
			cumShare: percentage(cum, total).trim(),
			...typeof found === "string" ? {
				lines: [],
				problem: found
			} : {
				lines: annotated(nodes, found, amount),
				problem: ""
			}
		};
	});
	return {
		routines,
		labels: profileHeader(report),
		total: formatAmount(report, total),
		left: groups.length - routines.length
	};
}
/** ES modules are known by URL; cleaning it as a path has left it one slash. */
function pathOf(file) {
	if (!/^file:\/+/.test(file)) return file;
	const path = file.replace(/^file:\/+/, "/");
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}
function annotated(nodes, source, amount) {
	const byLine = /* @__PURE__ */ new Map();
	let [first, last] = [Infinity, 0];
	for (const { info, flat, cum } of nodes) {
		const sum = byLine.get(info.line) ?? {
			flat: 0,
			cum: 0
		};
		byLine.set(info.line, {
			flat: sum.flat + flat,
			cum: sum.cum + cum
		});
		first = Math.min(first, info.startLine === 0 ? info.line - MARGIN : info.startLine);
		last = Math.max(last, info.line + MARGIN);
	}
	const heaviest = [...byLine.values()].reduce((most, { cum }) => Math.max(most, Math.abs(cum)), 0);
	const lines = [];
	const end = Math.min(last, source.length, Math.max(1, first) + MOST_LINES - 1);
	for (let number = Math.max(1, first); number <= end; number++) {
		const { flat, cum } = byLine.get(number) ?? {
			flat: 0,
			cum: 0
		};
		lines.push({
			number,
			flat: amount(flat),
			cum: amount(cum),
			heat: heaviest === 0 ? 0 : Math.abs(cum) / heaviest,
			text: source[number - 1].slice(0, LINE_LIMIT)
		});
	}
	return lines;
}
function grouped(nodes) {
	const groups = /* @__PURE__ */ new Map();
	for (const node of nodes) {
		const key = `${node.info.file.length}:${node.info.file}${node.info.name}`;
		const group = groups.get(key);
		if (group) group.push(node);
		else groups.set(key, [node]);
	}
	return groups;
}
function sumOf(nodes) {
	return nodes.reduce((sum, { flat, cum }) => ({
		flat: sum.flat + flat,
		cum: sum.cum + cum
	}), {
		flat: 0,
		cum: 0
	});
}

// packages/report/dist/web/top-rows.js
function topTable(untrimmed) {
	const { report, items, labels } = textItems(untrimmed);
	const { total } = report;
	const targets = targetsOf(untrimmed, items);
	return {
		rows: items.map((item, i) => ({
			...item,
			target: targets[i],
			flatShare: percentage(item.flat, total).trim(),
			cumShare: percentage(item.cum, total).trim()
		})),
		labels,
		total
	};
}
/** A name is what pprof prints; with files or lines in it, it is no name that a pattern would find. */
function targetsOf(report, items) {
	const { granularity, showcolumns } = report.options;
	if ((granularity === "" || granularity === "functions") && !showcolumns) return items.map(({ name }) => name);
	return trimmedGraph(report).nodes.map(({ info }) => info.name === "" ? info.file : info.name);
}

// packages/report/dist/web/render-web-page.js
/** Rows of the table, as many as google/pprof shows. */
const MOST_ROWS = 500;
const MOST_SECTIONS = 200;
const MOST_ROUTINES = 50;
/**
* One page of the web UI.
*
* @throws {HeaptideError} `HT_E_PPROF` where the options do not hold or nothing matches, `HT_E_NO_SUCH_TYPE`, and what
* `drawGraph` throws.
*/
async function renderWebPage(request, surroundings) {
	const { view, profile, options, query } = request;
	const remarks = [];
	const talk = (line) => {
		remarks.push(line);
		surroundings.talk(line);
	};
	const prepare = (format, changed = {}) => prepareReport(profile, {
		format,
		symbol: view === "peek" || view === "source" ? query.get("f") ?? "" : "",
		options: {
			...options,
			...changed
		}
	}, talk);
	const frame = (report, labels) => ({
		...frameOf(request),
		title: titleOf(profileHeader(report)),
		sampleType: profile.sampleTypes[report.column]?.type ?? "",
		labels: [.../* @__PURE__ */ new Set([...profileHeader(report), ...labels])],
		remarks
	});
	switch (view) {
		case "top": {
			const report = prepare("top", { nodecount: MOST_ROWS });
			const table = topTable(report);
			return renderTopPage(frame(report, table.labels), table);
		}
		case "graph": {
			const report = prepare("dot");
			const picture = graphPicture(report);
			const svg = await surroundings.drawGraph(picture.dot);
			return renderGraphPage(frame(report, picture.labels), picture, svg);
		}
		case "flamegraph": {
			const { granularity } = options;
			const report = prepare("dot", {
				call_tree: true,
				trim: false,
				granularity: granularity === "" ? "filefunctions" : granularity
			});
			return renderFlamePage(frame(report, []), report);
		}
		case "peek": {
			const report = prepare("peek", { granularity: "lines" });
			const peek = peekSections(report, MOST_SECTIONS);
			return renderPeekPage(frame(report, peek.labels), peek);
		}
		case "source": {
			const report = prepare("list");
			const listing = sourceListing(report, surroundings, MOST_ROUTINES);
			return renderSourcePage(frame(report, listing.labels), listing);
		}
	}
}
/** The page in place of one that {@link renderWebPage} could not make. Without a request, no view was asked for. */
function renderWebError(request, message) {
	return renderErrorPage(frameOf(request), message);
}
function frameOf(request) {
	const { view, profile, options, query, configs } = request;
	return {
		...view !== void 0 && { view },
		query,
		options,
		title: programOf(profile),
		sampleTypes: profile.sampleTypes.map(({ type }) => type),
		sampleType: "",
		labels: [],
		remarks: [],
		configs,
		docUrl: profile.docUrl
	};
}
function programOf({ mappings, strings }) {
	const file = mappings.length === 0 ? "" : baseName(strings.get(mappings.filename[0]));
	return file === "" ? "heaptide" : file;
}
/** `leaky-proxy inuse_space`. */
function titleOf(labels) {
	const after = (start) => labels.find((label) => label.startsWith(start))?.slice(start.length) ?? "unknown";
	return `${after("File: ")} ${after("Type: ")}`;
}

// packages/cli/dist/pprof/web/config-menu.js
/** The defaults and all saved configurations, each with the address of the present view under it. */
function configMenu(saved, query) {
	const entries = [{
		name: "Default",
		options: DEFAULT_PPROF_OPTIONS
	}, ...saved].map(({ name, options }, i) => {
		const { query: next, changed } = queryForOptions(options, query);
		return {
			name,
			href: `?${next.toString()}`,
			changed,
			own: i > 0
		};
	});
	const shown = entries.findLastIndex(({ changed }) => !changed);
	return entries.map(({ name, href, own }, i) => ({
		name,
		href,
		own,
		current: i === shown
	}));
}

// packages/cli/dist/pprof/web/render-queue.js
/** Lets a few pages be made at a time; more wait their turn, and beyond that are turned away. */
var RenderQueue = class {
	#atOnce;
	#mostWaiting;
	#waiting = [];
	#running = 0;
	constructor({ atOnce, mostWaiting }) {
		this.#atOnce = atOnce;
		this.#mostWaiting = mostWaiting;
	}
	/** Runs `work` when it is its turn; resolves to `'busy'` when too many wait already. A turn that is aborted is passed on. */
	async run(work, signal) {
		if (this.#running >= this.#atOnce) {
			if (this.#waiting.length >= this.#mostWaiting) return "busy";
			await new Promise((resolve) => this.#waiting.push(resolve));
		} else this.#running++;
		try {
			signal.throwIfAborted();
			return await work();
		} finally {
			const next = this.#waiting.shift();
			if (next === void 0) this.#running--;
			else next();
		}
	}
};

// packages/cli/dist/pprof/web/web-answer.js
/** Nothing is kept, framed, or read by other sites. */
const SAFE_HEADERS = {
	"Cache-Control": "no-store",
	"X-Content-Type-Options": "nosniff",
	"X-Frame-Options": "DENY",
	"Referrer-Policy": "no-referrer",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Cross-Origin-Opener-Policy": "same-origin",
	"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'"
};
function pageAnswer(status, { html, policy }) {
	return {
		status,
		headers: {
			"Content-Type": "text/html; charset=utf-8",
			"Content-Security-Policy": policy
		},
		body: html
	};
}
function textAnswer(status, text) {
	return {
		status,
		headers: { "Content-Type": "text/plain; charset=utf-8" },
		body: `${text}\n`
	};
}
/** The location comes from the address of a request, where Node admits no line ends. */
function redirection(status, location) {
	return {
		status,
		headers: { Location: location },
		body: ""
	};
}
function wrongMethod(allowed) {
	const { status, headers, body } = textAnswer(405, "method not allowed");
	return {
		status,
		headers: {
			...headers,
			Allow: allowed.join(", ")
		},
		body
	};
}
function sendAnswer(response, { status, headers, body }) {
	const bytes = typeof body === "string" ? Buffer.from(body) : body;
	const length = status === 204 ? {} : { "Content-Length": bytes.length };
	response.writeHead(status, {
		...SAFE_HEADERS,
		...headers,
		...length
	}).end(bytes);
}

// packages/cli/dist/pprof/web/web-handler.js
const VIEWS = /* @__PURE__ */ new Set([
	"flamegraph",
	"graph",
	"peek",
	"source",
	"top"
]);
const DEFAULT_VIEW = "flamegraph";
/** Two, so that a drawing that takes long does not keep the other views waiting. */
const QUEUE = {
	atOnce: 2,
	mostWaiting: 16
};
const LONGEST_RENDER_MS = 6e4;
const LONGEST_ADDRESS = 2e5;
const LONGEST_BODY = 65536;
/** Answers the requests of the web UI. */
function createWebHandler(options) {
	const handler = new WebHandler(options);
	return (request, response) => {
		let received = 0;
		request.on("data", (chunk) => {
			received += chunk.length;
			if (received > LONGEST_BODY) request.destroy();
		});
		const gone = new AbortController();
		response.once("close", () => gone.abort());
		handler.answer(request, gone.signal).then((answer) => {
			if (!gone.signal.aborted) sendAnswer(response, answer);
		}, (error) => {
			if (gone.signal.aborted) return;
			options.talk(`web: ${error instanceof Error ? error.message : "unknown trouble"}`);
			sendAnswer(response, textAnswer(500, "internal error"));
		});
	};
}
var WebHandler = class {
	#options;
	#queue = new RenderQueue(QUEUE);
	constructor(options) {
		this.#options = options;
	}
	async answer(message, gone) {
		const refusal = refuse(message, this.#options.access);
		if (refusal !== void 0) return textAnswer(refusal.status, refusal.message);
		const { method = "GET", url = "/" } = message;
		if (url.length > LONGEST_ADDRESS) return textAnswer(414, "the address is too long");
		const mark = url.indexOf("?");
		const path = mark === -1 ? url : url.slice(0, mark);
		const search = mark === -1 ? "" : url.slice(mark);
		return this.#route({
			method,
			path,
			search,
			query: new URLSearchParams(search),
			gone
		});
	}
	async #route(request) {
		const { method, path, search } = request;
		if (path === "/ui/saveconfig") return method === "POST" ? this.#save(request) : wrongMethod(["POST"]);
		if (path === "/ui/deleteconfig") return method === "POST" || method === "DELETE" ? this.#remove(request) : wrongMethod(["POST", "DELETE"]);
		if (method !== "GET" && method !== "HEAD") return wrongMethod(["GET", "HEAD"]);
		if (path === "/ui") return redirection(301, `/ui/${search}`);
		if (!path.startsWith("/ui/")) return redirection(307, `/ui/${search}`);
		const name = path.slice(4);
		if (VIEWS.has(name)) return this.#view(name, request);
		switch (name) {
			case "":
			case "flamegraph2":
			case "flamegraphold": return redirection(301, `${DEFAULT_VIEW}${search}`);
			case "download": return this.#download();
			case "disasm": return this.#error(400, "a JavaScript profile names no machine code that could be disassembled", request);
			default: return this.#error(404, `there is no page ${path}`, request);
		}
	}
	async #view(view, request) {
		const { query, gone } = request;
		const { profile, readSource, workingDirectory, drawGraph, talk } = this.#options;
		const limit = this.#options.longestRenderMs ?? LONGEST_RENDER_MS;
		const late = AbortSignal.timeout(limit);
		const signal = AbortSignal.any([gone, late]);
		const progress = { isDrawing: false };
		const surroundings = {
			readSource,
			workingDirectory,
			talk,
			drawGraph: async (dot) => {
				progress.isDrawing = true;
				const svg = await drawGraph(dot, signal);
				progress.isDrawing = false;
				return svg;
			}
		};
		try {
			const options = optionsFromQuery(this.#options.options, query);
			const configs = await this.#configs(query);
			const page = await this.#queue.run(() => renderWebPage({
				view,
				profile,
				options,
				query,
				configs
			}, surroundings), signal);
			if (page !== "busy") return pageAnswer(200, page);
			const busy = await this.#error(503, "too many pages are being made at once: try again", request, view);
			return {
				...busy,
				headers: {
					...busy.headers,
					"Retry-After": "5"
				}
			};
		} catch (error) {
			if (late.aborted) {
				const message = `not done after ${limit / 1e3}s: focus on a part of the profile`;
				return this.#error(503, message, request, view);
			}
			if (!(error instanceof HeaptideError)) throw error;
			talk(error.message);
			return this.#error(progress.isDrawing ? 501 : 400, error.message, request, view);
		}
	}
	async #error(status, message, { query }, view) {
		const { profile } = this.#options;
		const configs = await this.#configs(query);
		const request = {
			profile,
			options: this.#optionsIfSound(query),
			query,
			configs,
			...view !== void 0 && { view }
		};
		return pageAnswer(status, renderWebError(request, message));
	}
	/** With what the address sets, for what a page says about it; without, where that does not hold. */
	#optionsIfSound(query) {
		try {
			return optionsFromQuery(this.#options.options, query);
		} catch {
			return this.#options.options;
		}
	}
	/** A settings file that cannot be read must not keep anyone from their profile. */
	async #configs(query) {
		const { settings, options } = this.#options;
		const saved = settings === void 0 ? [] : await settings.configs(options).catch(() => []);
		return configMenu(saved, query);
	}
	#save({ query }) {
		const { options } = this.#options;
		return this.#change(async (settings) => settings.save(query.get("config") ?? "", optionsFromQuery(options, query)));
	}
	#remove({ query }) {
		return this.#change((settings) => settings.remove(query.get("config") ?? ""));
	}
	async #change(act) {
		const { settings, talk } = this.#options;
		try {
			if (settings === void 0) throw pprofError("neither $XDG_CONFIG_HOME nor $HOME are defined");
			await act(settings);
		} catch (error) {
			if (!(error instanceof HeaptideError)) throw error;
			talk(error.message);
			return textAnswer(400, error.message);
		}
		return {
			status: 204,
			headers: {},
			body: ""
		};
	}
	async #download() {
		return {
			status: 200,
			headers: {
				"Content-Type": "application/vnd.google.protobuf+gzip",
				"Content-Disposition": "attachment;filename=profile.pb.gz"
			},
			body: await writeProfile(this.#options.profile)
		};
	}
};

// packages/cli/dist/pprof/web/serve-web-ui.js
/** A selection of hundreds of functions is a long address. */
const MAX_HEADER_BYTES = 262144;
const MAX_CONNECTIONS = 128;
/** `heaptide pprof -http`: the pages, until the signal is aborted. @throws {HeaptideError} `HT_E_PPROF`. */
const serveWebUi = async ({ hostport, profile, options, openBrowser: opens, context, talk }) => {
	const { host, port } = parseHostPort(hostport);
	const { env, cwd, signal } = context;
	const isLocal = isLoopback(host);
	const settings = settingsPath(env);
	const handler = createWebHandler({
		profile,
		options,
		access: {
			isLocal,
			host
		},
		settings: settings === void 0 ? void 0 : new SettingsFile(settings),
		readSource: (path) => isOfKernel(resolve(cwd, path)) ? void 0 : readSourceText(path, cwd),
		workingDirectory: cwd,
		drawGraph: async (dot, rendering) => {
			const { drawGraph } = await import("./graph-image-Jnw18iTx.js");
			const drawn = {
				...context,
				signal: AbortSignal.any([signal, rendering])
			};
			return String(await drawGraph(dot, "svg", drawn, talk));
		},
		talk
	});
	const server = createServer({
		maxHeaderSize: MAX_HEADER_BYTES,
		requestTimeout: 3e4,
		headersTimeout: 1e4
	}, handler);
	server.maxConnections = MAX_CONNECTIONS;
	const address = joinHostPort({
		host,
		port: await listen(server, {
			host,
			port
		})
	});
	try {
		talk(`Serving web UI on http://${address}`);
		if (!isLocal) talk(`Warning: everyone who can reach ${address} can read this profile and the sources that it names`);
		if (opens) {
			const query = queryForOptions(options, new URLSearchParams()).query.toString();
			const page = `http://${address}/ui/flamegraph${query === "" ? "" : `?${query}`}`;
			if (!await openBrowser(page, env)) talk(page);
		}
		if (!signal.aborted) await once(signal, "abort");
	} finally {
		const closed = once(server, "close");
		server.close();
		server.closeAllConnections();
		await closed;
	}
};
/** Some of these look like files and never end, and a profile may name any. */
function isOfKernel(path) {
	return /^\/(?:proc|sys|dev)\//.test(path);
}
/** Resolves to the port. */
async function listen(server, { host, port }) {
	const attempt = async (at) => {
		server.listen({
			host: at,
			port
		});
		await once(server, "listening");
		return server.address().port;
	};
	try {
		if (host !== "localhost") return await attempt(host);
		return await attempt("127.0.0.1").catch((error) => {
			const { code } = error;
			if (code === "EADDRNOTAVAIL" || code === "EAFNOSUPPORT") return attempt("::1");
			throw error;
		});
	} catch (error) {
		throw pprofError(`listen tcp ${joinHostPort({
			host,
			port
		})}: ${reasonOf(error)}`, { cause: error });
	}
}
function reasonOf({ code, message }) {
	if (code === "EADDRINUSE") return "bind: address already in use";
	if (code === "EACCES") return "bind: permission denied";
	if (code === "EADDRNOTAVAIL") return "bind: cannot assign requested address";
	if (code === "ENOTFOUND") return "no such host";
	return message;
}

export { serveWebUi as t };