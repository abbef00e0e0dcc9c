import { n as pprofError } from "./pprof-error-CSDKRXKs.js";
import { t as writeNumberedFile } from "./numbered-file-OA-5m8fs.js";
import { rm } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { spawn } from "node:child_process";
import { tmpdir } from "node:os";

// packages/cli/dist/pprof/output/viewer.js
/** A viewer may be a mere wrapper that asks a browser to open the file and ends: time for that to happen. */
const OPENING_MS = 2e3;
/** A viewer that is open for longer is left alone, and so is its file. */
const LONGEST_VIEW_MS = 6e5;
/**
* Shows a report in another program: the first of the viewers that starts.
*
* @throws {HeaptideError} `HT_E_PPROF` when there is none.
*/
async function view(content, options) {
	const { viewer, suffix, context, inBackground } = options;
	const path = await writeNumberedFile({
		directory: tmpdir(),
		prefix: "pprof",
		suffix,
		content
	});
	const programs = viewer === "browser" ? browsers(context.env) : viewer;
	for (const program of programs) {
		const running = await start(program, path, context.env);
		if (running === void 0) continue;
		const watched = watch(running.ended, path, context.signal);
		const failure = await (inBackground ? Promise.race([watched, setTimeout(OPENING_MS)]) : watched);
		if (failure !== void 0) throw pprofError(`${program}: ${failure}`);
		return;
	}
	await rm(path, { force: true });
	const hint = viewer === "browser" ? "; set BROWSER, or use -output" : "";
	throw pprofError(`cannot start a viewer: none of ${programs.join(", ")} is installed${hint}`);
}
/** Removes the file once the viewer has ended, unless it stays open for long. Resolves to how the viewer failed. */
async function watch(ended, path, signal) {
	const stop = new AbortController();
	const given = setTimeout(LONGEST_VIEW_MS, void 0, {
		ref: false,
		signal: AbortSignal.any([signal, stop.signal])
	}).catch(() => void 0);
	const opening = setTimeout(OPENING_MS, void 0, { signal }).catch(() => void 0);
	const end = await Promise.race([ended.then((failure) => ({ failure })), given]);
	stop.abort();
	if (end === void 0) return void 0;
	if (end.failure === void 0) await opening;
	await rm(path, { force: true });
	return end.failure;
}
/** Resolves once the program runs; to `undefined` where it cannot be started. */
function start(program, path, env) {
	const [command = "", ...args] = program.split(" ").filter((word) => word !== "");
	return new Promise((resolve) => {
		const child = spawn(command, [...args, path], {
			env,
			stdio: "ignore",
			detached: true
		});
		const ended = new Promise((end) => {
			child.once("exit", (code, signal) => {
				if (code === 0) end(void 0);
				else end(signal === null ? `exit status ${code}` : `signal: ${signal}`);
			});
		});
		child.once("error", () => resolve(void 0));
		child.once("spawn", () => {
			child.unref();
			resolve({ ended });
		});
	});
}
/** Programs that may open a page, the user's choice first. */
function browsers(env, platform = process.platform) {
	const own = env.BROWSER === void 0 || env.BROWSER === "" ? [] : [env.BROWSER];
	if (platform === "darwin") return [...own, "/usr/bin/open"];
	if (platform === "win32") return [...own, "cmd /c start"];
	const known = [
		"chrome",
		"google-chrome",
		"chromium",
		"firefox",
		"sensible-browser"
	];
	const desktop = env.DISPLAY === void 0 || env.DISPLAY === "" ? [] : ["xdg-open"];
	return [
		...own,
		...known,
		...desktop
	];
}

export { view as n, browsers as t };