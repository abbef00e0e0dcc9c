import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";

// packages/cli/dist/pprof/output/source-text.js
/** Above this, a file is no source that a person wrote. */
const MAX_SOURCE_BYTES = 64 * 2 ** 20;
/** Contents of a source file, or `undefined` where there is none to be read. The path comes from a profile. */
function readSourceText(path, cwd) {
	const absolute = resolve(cwd, path);
	try {
		const found = statSync(absolute);
		if (!found.isFile() || found.size > MAX_SOURCE_BYTES) return void 0;
		return found.size === 0 ? "" : readFileSync(absolute, "utf8");
	} catch {
		return;
	}
}

export { readSourceText as t };