import { n as pprofError } from "./pprof-error-CSDKRXKs.js";
import { t as fileErrorText } from "./file-errors-BgjzEENl.js";
import { open, realpath, rename, rm, stat } from "node:fs/promises";
import { resolve } from "node:path";

// packages/cli/dist/pprof/output/write-output.js
/**
* Writes a report to the file that `-output` or `>` names. A regular file is replaced whole or not at all; a device or
* a pipe is written to.
*
* @throws {HeaptideError} `HT_E_PPROF`.
*/
async function writeOutputFile(name, content, cwd) {
	try {
		const path = await realpath(resolve(cwd, name)).catch(() => resolve(cwd, name));
		const present = await stat(path).catch(() => void 0);
		if (present !== void 0 && !present.isFile()) await writeInto(path, "w", content);
		else await replace(path, content, present?.mode);
	} catch (error) {
		if (error.code === void 0) throw error;
		throw pprofError(fileErrorText("open", name, error), { cause: error });
	}
}
async function replace(path, content, mode) {
	const temporary = `${path}.${process.pid}.tmp`;
	try {
		await writeInto(temporary, "wx", content, mode);
		await rename(temporary, path);
	} catch (error) {
		await rm(temporary, { force: true }).catch(() => void 0);
		if (![
			"EACCES",
			"EPERM",
			"EROFS"
		].includes(error.code ?? "") || mode === void 0) throw error;
		await writeInto(path, "w", content);
	}
}
async function writeInto(path, flags, content, mode) {
	const file = await open(path, flags, mode);
	try {
		await file.writeFile(content);
	} finally {
		await file.close();
	}
}

export { writeOutputFile as t };