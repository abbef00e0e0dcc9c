import { n as pprofError } from "./pprof-error-CSDKRXKs.js";
import { t as fileErrorText } from "./file-errors-BgjzEENl.js";
import { t as MAX_SOURCE_BYTES } from "./read-file-B_YcK3RB.js";
import { readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import { resolve } from "node:path";

// packages/cli/dist/pprof/sources/fetch-url.js
/** What a server gets beyond the time that was promised to it, as in Go's tool. */
const GRACE_SECONDS = 5;
const MAX_REDIRECTS = 10;
const MAX_ERROR_BYTES = 4096;
const MAX_TIMER_MS = 2 ** 31 - 1;
/**
* Body of the answer to one GET, redirects followed.
*
* @throws {HeaptideError} `HT_E_PPROF` in the words of Go's tool, for any status but 200 also.
*/
async function fetchUrl(source, options) {
	const limitMs = Math.min((source.timeoutSeconds + GRACE_SECONDS) * 1e3, MAX_TIMER_MS);
	const timeout = AbortSignal.timeout(limitMs);
	const signal = AbortSignal.any([options.signal, timeout]);
	try {
		return await follow(source.url, {
			...tlsOptions(options, source.insecure),
			signal,
			agent: false
		});
	} catch (error) {
		if (timeout.aborted) throw pprofError(`Get "${source.shown}": no complete answer within ${limitMs / 1e3}s (see -timeout)`);
		const { syscall, code } = error;
		if (syscall === void 0 && code?.startsWith("HT_E_") === true) throw error;
		throw pprofError(`Get "${source.shown}": ${connectionErrorText(error)}`, { cause: error });
	}
}
async function follow(from, options) {
	let url = from;
	for (let hops = 0;; hops++) {
		const answer = await get(url, options);
		const { statusCode = 0, headers } = answer;
		if (statusCode === 200) return readBody(answer, MAX_SOURCE_BYTES);
		if (![
			301,
			302,
			303,
			307,
			308
		].includes(statusCode) || headers.location === void 0) throw await statusError(answer);
		answer.destroy();
		if (hops === MAX_REDIRECTS) throw new Error(`stopped after ${MAX_REDIRECTS} redirects`);
		url = new URL(headers.location, url);
	}
}
function get(url, options) {
	if (url.protocol !== "http:" && url.protocol !== "https:") throw new Error(`unsupported protocol scheme "${url.protocol.slice(0, -1)}"`);
	const send = url.protocol === "https:" ? https.get : http.get;
	return new Promise((resolve, reject) => {
		send(url, options, resolve).on("error", reject);
	});
}
async function readBody(answer, maxBytes) {
	const chunks = [];
	let length = 0;
	try {
		for await (const chunk of answer) {
			length += chunk.length;
			if (length > maxBytes) throw pprofError(`more than ${maxBytes >> 20} MiB, which no profile is`);
			chunks.push(chunk);
		}
	} catch (error) {
		if (error.code !== "ECONNRESET") throw error;
		throw pprofError(`unexpected EOF: the answer was cut off after ${length} bytes`, { cause: error });
	}
	return Buffer.concat(chunks);
}
/** A pprof endpoint says what is wrong in its body; from other servers a body is no message for people. */
async function statusError(answer) {
	const { statusCode = 0, statusMessage = "", headers } = answer;
	const status = `server response: ${`${statusCode} ${statusMessage}`.trim()}`;
	if (!(headers["x-go-pprof"] !== void 0 && headers["content-type"]?.includes("text/plain") === true)) {
		answer.destroy();
		return pprofError(status);
	}
	const body = Buffer.from(await readBody(answer, MAX_ERROR_BYTES)).toString();
	return pprofError(`${status} - ${body.trim()}`);
}
function tlsOptions({ tls, cwd }, insecure) {
	const read = (path) => {
		try {
			return readFileSync(resolve(cwd, path));
		} catch (error) {
			throw pprofError(fileErrorText("open", path, error), { cause: error });
		}
	};
	if (tls.cert === "" !== (tls.key === "")) throw pprofError("-tls_cert and -tls_key must be given together");
	return {
		...insecure && { rejectUnauthorized: false },
		...tls.ca !== "" && { ca: read(tls.ca) },
		...tls.cert !== "" && {
			cert: read(tls.cert),
			key: read(tls.key)
		}
	};
}
/** The common troubles in the words of Go's dialer. */
function connectionErrorText(error) {
	const first = error instanceof AggregateError ? error.errors[0] ?? error : error;
	const { code, address, port, hostname } = first;
	switch (code) {
		case "ECONNREFUSED": return `dial tcp ${address}:${port}: connect: connection refused`;
		case "ENOTFOUND":
		case "EAI_AGAIN": return `dial tcp: lookup ${hostname}: no such host`;
		case "ECONNRESET": return "the connection was closed without an answer";
		default: return first.message;
	}
}

export { fetchUrl };