import { K as HeaptideError } from "./dist-Bc-RQKOJ.js";
import "./dist-ClvMAGnF.js";
import { t as parseDuration } from "./duration-DaIuCwjm.js";
import { t as safeText } from "./safe-text-Xn96vD7T.js";
import { Agent, request } from "node:http";

// packages/cli/dist/churn-progress.js
const LINE_EVERY = 500;
const BAR_WIDTH = 30;
/** Progress of `total` lifecycles: a bar that repaints itself on a terminal, a line every 500 elsewhere. */
function churnProgress(out, total) {
	return out.isTTY ? bar(out, total) : lines(out, total);
}
function bar(out, total) {
	let shown = -1;
	return {
		update(done) {
			const filled = Math.floor(BAR_WIDTH * done / total);
			const percent = Math.floor(100 * done / total);
			if (percent === shown) return;
			shown = percent;
			out.write(`\r[${"#".repeat(filled).padEnd(BAR_WIDTH, "-")}] ${percent}% ${done}/${total}`);
		},
		end: () => out.write("\r\x1B[K")
	};
}
function lines(out, total) {
	let written = 0;
	return {
		update(done) {
			for (; written + LINE_EVERY <= done;) {
				written += LINE_EVERY;
				out.write(`${written}/${total} sessions\n`);
			}
		},
		end: () => void 0
	};
}

// packages/cli/dist/churn/latency-histogram.js
const SMALLEST_MS = .01;
const STEP = 1.01;
/** Up to about 15 hours. */
const BUCKETS = 2250;
/** Durations in a fixed amount of memory: percentiles within 1 %, the maximum exact. */
var LatencyHistogram = class {
	#counts = new Uint32Array(BUCKETS);
	#total = 0;
	#max = 0;
	record(milliseconds) {
		const bucket = Math.ceil(Math.log(milliseconds / SMALLEST_MS) / Math.log(STEP));
		this.#counts[Math.min(2249, Math.max(0, bucket))] += 1;
		this.#total += 1;
		this.#max = Math.max(this.#max, milliseconds);
	}
	get max() {
		return this.#max;
	}
	/** The duration that a share of `quantile` (0 to 1) does not exceed; 0 while nothing is recorded. */
	percentile(quantile) {
		const rank = Math.max(1, Math.ceil(quantile * this.#total));
		let seen = 0;
		for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
			seen += this.#counts[bucket];
			if (seen >= rank) return Math.min(this.#max, SMALLEST_MS * STEP ** bucket);
		}
		return 0;
	}
};

// packages/cli/dist/churn/http-exchange.js
/** An answer of an MCP server under test is a few kilobytes; more is a defect, and must not fill our memory. */
const MAX_BODY_BYTES = 1 << 20;
/** Sends one request and reads the whole answer. Rejects on a broken connection, a timeout or too long a body. */
function exchange(target, { method, headers, body }) {
	if (target.signal?.aborted === true) return Promise.reject(/* @__PURE__ */ new Error("the run was aborted"));
	return new Promise((resolve, reject) => {
		const length = body === void 0 ? {} : { "Content-Length": Buffer.byteLength(body) };
		const request$1 = request(target.url, {
			method,
			agent: target.agent,
			headers: {
				...headers,
				...length
			}
		});
		const timer = setTimeout(() => {
			request$1.destroy(/* @__PURE__ */ new Error(`no whole answer within ${target.timeoutMs} ms`));
		}, target.timeoutMs);
		const fail = (error) => {
			clearTimeout(timer);
			reject(error);
		};
		request$1.on("error", fail);
		request$1.on("response", (answer) => {
			readBody(answer, (error, text) => {
				if (error !== void 0) {
					request$1.destroy();
					fail(error);
					return;
				}
				clearTimeout(timer);
				resolve({
					status: answer.statusCode,
					contentType: answer.headers["content-type"] ?? "",
					sessionId: firstValue(answer.headers["mcp-session-id"]),
					body: text
				});
			});
		});
		request$1.end(body);
	});
}
function readBody(answer, done) {
	const chunks = [];
	let bytes = 0;
	answer.on("data", (chunk) => {
		bytes += chunk.length;
		if (bytes > MAX_BODY_BYTES) done(/* @__PURE__ */ new Error(`the answer is longer than ${MAX_BODY_BYTES} bytes`), "");
		else chunks.push(chunk);
	});
	answer.on("error", (error) => done(error, ""));
	answer.on("end", () => done(void 0, Buffer.concat(chunks).toString("utf8")));
}
function firstValue(value) {
	return Array.isArray(value) ? value[0] : value;
}

// packages/cli/dist/churn/event-stream.js
/**
* The data of each event in a complete `text/event-stream` body, in order, whatever the event's name.
* An event that the end of the body cuts short is not one. Rules: HTML standard, section 9.2.6.
*/
function eventData(body) {
	const events = [];
	let data = [];
	const lines = body.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
	lines.pop();
	for (const line of lines) if (line === "") {
		if (data.length > 0) events.push(data.join("\n"));
		data = [];
	} else if (line === "data") data.push("");
	else if (line.startsWith("data:")) data.push(line.slice(line.startsWith("data: ") ? 6 : 5));
	return events;
}

// packages/cli/dist/churn/json-rpc.js
/**
* The result that an answer holds for the request with `id`, from a JSON body or from the events of a stream.
* @throws {Error} naming what is wrong: another status, no such id, a JSON-RPC error, a body of another type.
*/
function resultOf(answer, id) {
	requireStatus(answer, 200);
	const message = parseMessages(answer).filter(isRecord).find((candidate) => candidate.id === id);
	if (message === void 0) throw new Error(`no message with id ${id} in the answer`);
	if ("error" in message) throw new Error(`JSON-RPC error ${JSON.stringify(message.error)}`);
	const { result } = message;
	if (!isRecord(result)) throw new Error("the answer has no result");
	return result;
}
/** @throws {Error} where the answer has none of the statuses. */
function requireStatus(answer, ...expected) {
	if (expected.includes(answer.status)) return;
	const excerpt = answer.body === "" ? "" : `: ${answer.body.slice(0, 200)}`;
	throw new Error(`status ${answer.status}, not ${expected.join(" or ")}${excerpt}`);
}
function isRecord(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function parseMessages({ contentType, body }) {
	const type = contentType.split(";")[0].trim().toLowerCase();
	if (type === "application/json") return [parseJson(body)];
	if (type === "text/event-stream") return eventData(body).filter((data) => data !== "").map(parseJson);
	throw new Error(`content type ${JSON.stringify(contentType)} is neither JSON nor an event stream`);
}
function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		throw new Error(`not JSON: ${text.slice(0, 200)}`);
	}
}

// packages/cli/dist/churn/lifecycle.js
const PROTOCOL_VERSION = "2025-06-18";
const HEADERS = {
	Accept: "application/json, text/event-stream",
	"Content-Type": "application/json"
};
/**
* One whole MCP session: initialize, notifications/initialized, tools/list, tools/call echo twice, DELETE. Every answer
* is checked; `tag` makes the echoed texts this lifecycle's own.
* @throws {Error} at the first answer that is wrong, naming the step; the session is ended even so.
*/
async function runLifecycle(target, tag) {
	const sessionId = await step("initialize", () => initialize(target));
	const session = new Session(target, sessionId);
	try {
		await step("notifications/initialized", () => session.notifyInitialized());
		await step("tools/list", () => session.listTools());
		await step("tools/call", () => session.echo(3, `${tag} first`));
		await step("tools/call", () => session.echo(4, `${tag} second`));
	} catch (error) {
		await session.delete().catch(() => void 0);
		throw error;
	}
	await step("DELETE", () => session.delete());
}
async function step(name, run) {
	try {
		return await run();
	} catch (error) {
		throw new Error(`${name}: ${reasonOf(error)}`, { cause: error });
	}
}
/** A refused connection to a name with several addresses comes with an empty message. */
function reasonOf(error) {
	const { message, code } = error;
	return message === "" ? code ?? "unknown error" : message;
}
async function initialize(target) {
	const answer = await exchange(target, {
		method: "POST",
		headers: HEADERS,
		body: JSON.stringify({
			jsonrpc: "2.0",
			id: 1,
			method: "initialize",
			params: {
				protocolVersion: PROTOCOL_VERSION,
				capabilities: {},
				clientInfo: {
					name: "heaptide-churn",
					version: "0.1.0"
				}
			}
		})
	});
	if (typeof resultOf(answer, 1).protocolVersion !== "string") throw new Error("the result has no protocolVersion");
	if (answer.sessionId === void 0) throw new Error("the answer has no Mcp-Session-Id");
	return answer.sessionId;
}
var Session = class {
	#target;
	#id;
	#headers;
	constructor(target, id) {
		this.#target = target;
		this.#id = id;
		this.#headers = {
			...HEADERS,
			"Mcp-Session-Id": id,
			"MCP-Protocol-Version": PROTOCOL_VERSION
		};
	}
	async notifyInitialized() {
		requireStatus(await this.#post({
			jsonrpc: "2.0",
			method: "notifications/initialized"
		}), 202);
	}
	async listTools() {
		const answer = await this.#post({
			jsonrpc: "2.0",
			id: 2,
			method: "tools/list",
			params: {}
		});
		const { tools } = resultOf(answer, 2);
		if (!Array.isArray(tools) || !tools.some((tool) => isRecord(tool) && tool.name === "echo")) throw new Error("the server lists no tool \"echo\"");
	}
	async echo(id, text) {
		const params = {
			name: "echo",
			arguments: { message: text }
		};
		const result = resultOf(await this.#post({
			jsonrpc: "2.0",
			id,
			method: "tools/call",
			params
		}), id);
		const { content } = result;
		const echoed = Array.isArray(content) && isRecord(content[0]) ? content[0].text : void 0;
		if (typeof echoed !== "string" || !echoed.includes(text)) throw new Error(`echo of ${JSON.stringify(text)} answered ${JSON.stringify(result).slice(0, 200)}`);
	}
	async delete() {
		const answer = await exchange(this.#target, {
			method: "DELETE",
			headers: this.#headers
		});
		requireStatus(answer, 200, 202, 204);
	}
	async #post(message) {
		const answer = await exchange(this.#target, {
			method: "POST",
			headers: this.#headers,
			body: JSON.stringify(message)
		});
		if (answer.sessionId !== void 0 && answer.sessionId !== this.#id) throw new Error(`the answer carries another session's id, ${answer.sessionId}`);
		return answer;
	}
};

// packages/cli/dist/churn/run-churn.js
const MAX_ERROR_SAMPLES = 5;
/** Puts an MCP server under load with whole session lifecycles and checks every answer. */
async function runChurn(options) {
	const { url, workers, timeoutMs, signal } = options;
	const agent = new Agent({
		keepAlive: true,
		maxSockets: workers,
		noDelay: true
	});
	const stop = () => agent.destroy();
	signal?.addEventListener("abort", stop, { once: true });
	const run = new ChurnRun({
		url,
		agent,
		timeoutMs,
		signal
	}, workers);
	try {
		await run.phase("warm-up", options.warmup);
		const startedAt = performance.now();
		await run.phase("session", options.sessions, options.onProgress);
		return run.result((performance.now() - startedAt) / 1e3);
	} finally {
		signal?.removeEventListener("abort", stop);
		agent.destroy();
	}
}
var ChurnRun = class {
	#target;
	#workers;
	#errorSamples = /* @__PURE__ */ new Set();
	#latency = new LatencyHistogram();
	#lifecycles = 0;
	#errors = 0;
	constructor(target, workers) {
		this.#target = target;
		this.#workers = workers;
	}
	/** Runs `count` lifecycles and keeps the figures of these only, but every error. */
	async phase(name, count, onProgress) {
		this.#latency = new LatencyHistogram();
		this.#lifecycles = 0;
		let started = 0;
		let done = 0;
		const work = async () => {
			while (started < count && this.#target.signal?.aborted !== true) {
				started += 1;
				await this.#lifecycle(`${name} ${started}`);
				done += 1;
				onProgress?.(done);
			}
		};
		await Promise.all(Array.from({ length: Math.min(this.#workers, count) }, work));
	}
	result(seconds) {
		const latency = this.#latency;
		return {
			lifecycles: this.#lifecycles,
			errors: this.#errors,
			errorSamples: [...this.#errorSamples],
			seconds,
			perSecond: seconds === 0 ? 0 : this.#lifecycles / seconds,
			latencyMs: {
				p50: latency.percentile(.5),
				p95: latency.percentile(.95),
				p99: latency.percentile(.99),
				max: latency.max
			}
		};
	}
	async #lifecycle(tag) {
		const startedAt = performance.now();
		try {
			await runLifecycle(this.#target, tag);
		} catch (error) {
			if (this.#target.signal?.aborted === true) return;
			this.#errors += 1;
			if (this.#errorSamples.size < MAX_ERROR_SAMPLES) this.#errorSamples.add(error.message);
			return;
		}
		this.#lifecycles += 1;
		this.#latency.record(performance.now() - startedAt);
	}
};

// packages/cli/dist/commands/churn.js
/** Drives full MCP session lifecycles against a server and checks every answer. */
const churnCommand = {
	usage: "churn <url>",
	describe: "Load an MCP endpoint with full session lifecycles and check every answer",
	examples: [["$0 churn http://127.0.0.1:8080/mcp --sessions 5000 --workers 50", "five thousand lifecycles"]],
	positionals: { url: {
		type: "string",
		demandOption: true,
		describe: "URL of the MCP endpoint"
	} },
	options: {
		sessions: {
			type: "number",
			default: 5e3,
			describe: "lifecycles to count"
		},
		workers: {
			type: "number",
			default: 50,
			describe: "lifecycles at a time"
		},
		warmup: {
			type: "number",
			default: 0,
			describe: "lifecycles before counting begins"
		},
		timeout: {
			type: "string",
			default: "10s",
			describe: "bound on one request"
		},
		json: {
			type: "boolean",
			default: false,
			describe: "print JSON (schema heaptide.churn/1)"
		}
	},
	async run({ url, sessions, workers, warmup, timeout, json }, { stdout, stderr, signal }) {
		if (!/^http:\/\//i.test(url) || !URL.canParse(url)) throw new HeaptideError("HT_E_USAGE", `churn takes an http:// URL, not "${url}"`);
		requireWhole("--sessions", sessions, 1);
		requireWhole("--workers", workers, 1);
		requireWhole("--warmup", warmup, 0);
		const progress = churnProgress(stderr, sessions);
		const result = await runChurn({
			url: new URL(url),
			sessions,
			workers,
			warmup,
			timeoutMs: parseDuration(timeout),
			signal,
			onProgress: (done) => progress.update(done)
		}).finally(() => progress.end());
		if (json) stdout.write(`${JSON.stringify({
			schema: "heaptide.churn/1",
			...result
		})}\n`);
		else {
			const { p50, p95, p99, max } = result.latencyMs;
			stdout.write(`${result.lifecycles} lifecycles in ${result.seconds.toFixed(1)} s: ${result.perSecond.toFixed(0)}/s, p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, max ${max.toFixed(0)} ms, ${result.errors} errors\n`);
		}
		for (const message of result.errorSamples) stderr.write(`error: ${safeText(message)}\n`);
		if (signal.aborted) return 130;
		return result.errors > 0 ? 1 : 0;
	}
};
function requireWhole(flag, value, least) {
	if (!Number.isInteger(value) || value < least) throw new HeaptideError("HT_E_USAGE", `${flag} takes a whole number from ${least}`);
}

export { churnCommand };