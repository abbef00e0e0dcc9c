import { n as pprofError } from "./pprof-error-CSDKRXKs.js";
import { t as fileErrorText } from "./file-errors-BgjzEENl.js";
import { link, open, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { randomUUID } from "node:crypto";

// packages/cli/dist/pprof/output/numbered-file.js
const MOST_FILES = 9999;
/**
* Writes `<prefix>NNN<suffix>` with the first number that is free, and gives its path. The file is there whole or not at
* all, and nothing is overwritten.
*
* @throws {HeaptideError} `HT_E_PPROF`.
*/
async function writeNumberedFile(options) {
	const { directory, prefix, suffix, content } = options;
	const nth = (index) => join(directory, `${prefix}${String(index).padStart(3, "0")}${suffix}`);
	const temporary = join(directory, `.${randomUUID()}.tmp`);
	try {
		await writeFile(temporary, content, {
			flag: "wx",
			mode: 384
		});
		for (let index = 1; index <= MOST_FILES; index++) if (await publish(temporary, nth(index), content)) return nth(index);
	} catch (error) {
		throw pprofError(fileErrorText("open", nth(1), error), { cause: error });
	} finally {
		await rm(temporary, { force: true }).catch(() => void 0);
	}
	throw pprofError(`could not create file of the form ${prefix}001${suffix}`);
}
/** False where the name is taken. */
async function publish(temporary, path, content) {
	try {
		await link(temporary, path);
		return true;
	} catch (error) {
		if (isTaken(error)) return false;
	}
	try {
		const file = await open(path, "wx", 384);
		try {
			await file.writeFile(content);
		} finally {
			await file.close();
		}
		return true;
	} catch (error) {
		if (isTaken(error)) return false;
		throw error;
	}
}
function isTaken(error) {
	return error.code === "EEXIST";
}

export { writeNumberedFile as t };