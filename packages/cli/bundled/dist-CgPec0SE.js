import { C as readCapture, K as HeaptideError } from "./dist-Bc-RQKOJ.js";
import http from "node:http";
import https from "node:https";
import { mkdir, open, readFile, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";

// packages/targets/dist/http-get.js
/**
* One GET on a connection of its own. Unlike fetch it reaches every port, since a debug port may be any.
* @throws {HeaptideError} `HT_E_TOO_LARGE`; whatever the connection meets is thrown as it comes.
*/
function httpGet(url, { signal, maxBytes }) {
	return new Promise((resolve, reject) => {
		const { get } = url.protocol === "https:" ? https : http;
		get(url, {
			signal,
			agent: false
		}, (response) => {
			const chunks = [];
			let length = 0;
			response.on("data", (chunk) => {
				length += chunk.length;
				chunks.push(chunk);
				if (length > maxBytes) response.destroy(new HeaptideError("HT_E_TOO_LARGE", `${url.host} sent more than ${maxBytes} bytes`));
			});
			response.on("error", reject);
			response.on("end", () => resolve({
				status: response.statusCode ?? 0,
				statusText: response.statusMessage ?? "",
				headers: response.headers,
				body: Buffer.concat(chunks)
			}));
		}).on("error", reject);
	});
}

// packages/targets/dist/naming-errors.js
/** `result`, but its error begins with what was being read. */
async function namingErrors(name, result) {
	try {
		return await result;
	} catch (error) {
		if (!(error instanceof HeaptideError)) throw error;
		throw new HeaptideError(error.code, `${name}: ${error.message}`, { cause: error });
	}
}

// packages/targets/dist/heap-endpoint.js
const TIMEOUT_MS = 6e4;
const MAX_BYTES = 256 * 2 ** 20;
/** A live process behind its `/debug/heap` URL. */
var HeapEndpoint = class {
	name;
	url;
	timeoutMs;
	maxBytes;
	constructor(url, { timeoutMs = TIMEOUT_MS, maxBytes = MAX_BYTES } = {}) {
		this.url = url;
		this.name = `${url.host}${url.pathname}`;
		this.timeoutMs = timeoutMs;
		this.maxBytes = maxBytes;
	}
	async capture(request) {
		return (await this.receive(request)).capture;
	}
	/** Reads one capture; errors are those of {@link CaptureSource.capture}. */
	async receive({ gc, signal }) {
		const url = new URL(this.url);
		url.searchParams.set("births", "1");
		if (gc) url.searchParams.set("gc", "1");
		const bytes = await this.get(url, signal);
		return {
			bytes,
			capture: await namingErrors(this.name, readCapture(bytes))
		};
	}
	async get(url, signal) {
		const timeout = AbortSignal.timeout(this.timeoutMs);
		const ends = signal === void 0 ? timeout : AbortSignal.any([timeout, signal]);
		let answer;
		try {
			answer = await httpGet(url, {
				signal: ends,
				maxBytes: this.maxBytes
			});
		} catch (error) {
			if (signal?.aborted || error instanceof HeaptideError) throw error;
			if (timeout.aborted) throw new HeaptideError("HT_E_TIMEOUT", `${this.name} did not answer within ${this.timeoutMs / 1e3} s`);
			throw new HeaptideError("HT_E_UNREACHABLE", `cannot reach ${this.name}: ${causeOf(error)}`, { cause: error });
		}
		if (answer.status !== 200) throw badAnswer(this.name, answer);
		return answer.body;
	}
};
function badAnswer(name, { status, statusText, headers, body }) {
	const said = headers["x-go-pprof"] === void 0 ? "" : ` - ${new TextDecoder().decode(body).trim()}`;
	return new HeaptideError("HT_E_BAD_ANSWER", `${name} answered ${status} ${statusText}${said}`);
}
function causeOf(error) {
	const { code, message } = error instanceof AggregateError ? error.errors[0] : error;
	if (code === "ECONNREFUSED") return "connection refused";
	if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "host not found";
	if (code === "ECONNRESET") return "the connection was closed before an answer came";
	return message || (code ?? "unknown reason");
}

// packages/targets/dist/target.js
const ENDPOINT_PATH = "/debug/heap";
/**
* `-` is standard input, `http://…` and `https://…` a live endpoint, anything else a file or a directory. A URL without
* a path means the endpoint's own.
*/
function parseTarget(text) {
	if (text === "-") return { kind: "stdin" };
	if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return {
		kind: "path",
		path: text
	};
	const url = new URL(text);
	if (url.pathname === "/") url.pathname = ENDPOINT_PATH;
	return {
		kind: "url",
		url
	};
}

// packages/targets/dist/read-captures.js
const CAPTURE_FILE = /\.(pb|pb\.gz|pprof)$/;
const MAX_FILE_BYTES = 2 ** 30;
/**
* Reads all captures that `texts` name: files, directories of captures, `-` or URLs. A URL gives one capture of now.
* @throws {HeaptideError} `HT_E_NO_SUCH_FILE`, `HT_E_UNREADABLE`, `HT_E_NO_CAPTURES` for a directory without any, and
* what reading a capture throws, the file named.
*/
async function readCaptures(texts, request = { gc: false }) {
	const captures = [];
	for (const text of texts) {
		const target = parseTarget(text);
		if (target.kind === "url") {
			const endpoint = new HeapEndpoint(target.url, request);
			captures.push({
				name: endpoint.name,
				capture: await endpoint.capture(request)
			});
		} else if (target.kind === "stdin") captures.push(await named("standard input", await buffer(process.stdin)));
		else for (const path of await captureFiles(target.path)) captures.push(await named(path, await read(path)));
	}
	return captures;
}
async function captureFiles(path) {
	if (!(await stat(path).catch((error) => {
		throw fileError(path, error);
	})).isDirectory()) return [path];
	const files = (await readdir(path).catch((error) => {
		throw fileError(path, error);
	})).filter((name) => CAPTURE_FILE.test(name)).sort();
	if (files.length === 0) throw new HeaptideError("HT_E_NO_CAPTURES", `${path} holds no captures (*.pb.gz)`);
	return files.map((name) => join(path, name));
}
async function read(path) {
	try {
		const file = await open(path);
		try {
			const { size } = await file.stat();
			if (size > MAX_FILE_BYTES) throw new HeaptideError("HT_E_TOO_LARGE", `${path} is larger than ${MAX_FILE_BYTES} bytes`);
			return await readFile(file);
		} finally {
			await file.close();
		}
	} catch (error) {
		throw error instanceof HeaptideError ? error : fileError(path, error);
	}
}
async function named(name, bytes) {
	return {
		name,
		capture: await namingErrors(name, readCapture(bytes))
	};
}
function fileError(path, error) {
	const { code, message } = error;
	if (code === "ENOENT") return new HeaptideError("HT_E_NO_SUCH_FILE", `no such file or directory: ${path}`);
	return new HeaptideError("HT_E_UNREADABLE", `cannot read ${path}: ${message}`, { cause: error });
}

// packages/targets/dist/save-capture.js
/**
* Saves a capture into `directory`, which is made where it is missing, and gives its path. The name begins with the
* moment of the capture, so that names sort as the series does. A file is there whole or not at all.
* @throws {HeaptideError} `HT_E_UNWRITABLE`.
*/
async function saveCapture({ capture, bytes }, directory) {
	const time = new Date(capture.metadata?.time ?? Date.now()).toISOString();
	const service = (capture.metadata?.service ?? "profile").replace(/[^\w.-]+/g, "_").slice(0, 64);
	const path = join(directory, `${time.replace(/[:.]/g, "-")}-${service}.pb.gz`);
	const temporary = `${path}.${process.pid}.tmp`;
	try {
		await mkdir(directory, { recursive: true });
		const file = await open(temporary, "wx", 384);
		try {
			await file.writeFile(bytes);
			await file.sync();
		} finally {
			await file.close();
		}
		await rename(temporary, path);
	} catch (error) {
		await rm(temporary, { force: true }).catch(() => void 0);
		throw new HeaptideError("HT_E_UNWRITABLE", `cannot write ${path}: ${error.message}`, { cause: error });
	}
	return path;
}

export { HeapEndpoint as i, readCaptures as n, parseTarget as r, saveCapture as t };