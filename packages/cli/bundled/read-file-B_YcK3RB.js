import { n as pprofError } from "./pprof-error-CSDKRXKs.js";
import { t as fileErrorText } from "./file-errors-BgjzEENl.js";
import { open, stat } from "node:fs/promises";
import { resolve } from "node:path";

// packages/cli/dist/pprof/sources/read-file.js
/** Bound on a profile as it is stored or sent. */
const MAX_SOURCE_BYTES = 512 * 2 ** 20;
/** Bytes are asked for in pieces, since the size that a pipe reports says nothing. */
const PIECE = 1 << 20;
/**
* Contents of a file, also of a pipe; `'missing'` where there is none, with what the system said.
*
* @throws {HeaptideError} `HT_E_PPROF` where there is one that cannot be read.
*/
async function readSourceFile(source, cwd) {
	const path = resolve(cwd, source);
	let size;
	try {
		const found = await stat(source === "" ? "" : path);
		if (found.isDirectory()) throw pprofError(`read ${source}: is a directory`);
		size = found.isFile() ? found.size : 0;
	} catch (error) {
		if (error.code === void 0 || !("errno" in error)) throw error;
		return { missing: fileErrorText("stat", source, error) };
	}
	if (size > MAX_SOURCE_BYTES) throw tooLarge();
	let file;
	try {
		file = await open(path);
	} catch (error) {
		throw pprofError(fileErrorText("open", source, error), { cause: error });
	}
	try {
		return await readAll(file, size);
	} catch (error) {
		if (error.syscall === void 0) throw error;
		throw pprofError(fileErrorText("read", source, error), { cause: error });
	} finally {
		await file.close();
	}
}
async function readAll(file, expected) {
	let held = new Uint8Array(Math.max(expected + 1, 4096));
	let length = 0;
	for (;;) {
		if (length === held.length) {
			const grown = new Uint8Array(Math.min(held.length * 2, MAX_SOURCE_BYTES + 1));
			grown.set(held);
			held = grown;
		}
		const room = Math.min(held.length - length, Math.max(PIECE, expected + 1));
		const { bytesRead } = await file.read(held, length, room, null);
		if (bytesRead === 0) return held.subarray(0, length);
		length += bytesRead;
		if (length > MAX_SOURCE_BYTES) throw tooLarge();
	}
}
function tooLarge() {
	return pprofError(`more than ${MAX_SOURCE_BYTES >> 20} MiB, which no profile is`);
}

export { readSourceFile as n, MAX_SOURCE_BYTES as t };