import { n as pprofError } from "./pprof-error-CSDKRXKs.js";
import { spawn } from "node:child_process";

// packages/cli/dist/pprof/output/pan-and-zoom.js
/**
* Runs inside the picture: drag to pan, wheel to zoom about the pointer, double click to fit again. It moves the viewBox,
* so that the drawing itself stays as graphviz made it.
*/
const SCRIPT = `
(function () {
  'use strict';
  var svg = document.documentElement;
  var whole = svg.getAttribute('viewBox').split(/[ ,]+/).map(Number);
  var view = whole.slice();
  var held = null;
  function show() { svg.setAttribute('viewBox', view.join(' ')); }
  // A point of the window in the units of the drawing; the drawing is centred in the window.
  function at(event) {
    var scale = Math.max(view[2] / window.innerWidth, view[3] / window.innerHeight);
    return {
      x: view[0] + view[2] / 2 + (event.clientX - window.innerWidth / 2) * scale,
      y: view[1] + view[3] / 2 + (event.clientY - window.innerHeight / 2) * scale
    };
  }
  svg.addEventListener('wheel', function (event) {
    event.preventDefault();
    var point = at(event);
    var factor = Math.pow(1.002, Math.max(-300, Math.min(300, event.deltaY)));
    var width = view[2] * factor;
    if (width > whole[2] * 8 || width < whole[2] / 2000) return;
    view = [point.x - (point.x - view[0]) * factor, point.y - (point.y - view[1]) * factor, width, view[3] * factor];
    show();
  }, { passive: false });
  svg.addEventListener('pointerdown', function (event) {
    if (event.button !== 0) return;
    held = at(event);
    event.preventDefault();
  });
  window.addEventListener('pointermove', function (event) {
    if (!held) return;
    var point = at(event);
    view[0] += held.x - point.x;
    view[1] += held.y - point.y;
    show();
  });
  window.addEventListener('pointerup', function () { held = null; });
  svg.addEventListener('dblclick', function () { view = whole.slice(); show(); });
})();
`;
const OPENING = /<svg\s+width="[^"]*"\s+height="[^"]*"\s+viewBox="([^"]*)"/;
/** Makes an SVG of graphviz fill the window and follow the mouse. One of another form is returned as it is. */
function withPanAndZoom(svg) {
	const sound = svg.replaceAll("&;", "&amp;;");
	const opening = OPENING.exec(sound);
	const end = sound.lastIndexOf("</svg>");
	if (opening === null || end === -1) return sound;
	const afterOpening = opening.index + opening[0].length;
	const start = `${sound.slice(0, opening.index)}<svg width="100%" height="100%" viewBox="${opening[1]}"`;
	const script = `<script type="text/ecmascript"><![CDATA[${SCRIPT}]]><\/script>\n`;
	return `${start}${sound.slice(afterOpening, end)}${script}${sound.slice(end)}`;
}

// packages/cli/dist/pprof/output/program.js
/** Runs a program to its end, within bounds of time and size. */
function runProgram(run) {
	const { command, args, input, signal, env, timeoutMs, maxBytes, onStderr } = run;
	return new Promise((resolve) => {
		const child = spawn(command, [...args], {
			env,
			stdio: [
				"pipe",
				"pipe",
				"pipe"
			]
		});
		let trouble;
		const give = (reason) => {
			trouble ??= reason;
			child.kill("SIGKILL");
		};
		const timer = setTimeout(() => give(`not done after ${timeoutMs / 1e3}s`), timeoutMs);
		const stop = () => give("interrupted");
		signal.addEventListener("abort", stop);
		if (signal.aborted) stop();
		const chunks = [];
		let length = 0;
		child.stdout.on("data", (chunk) => {
			length += chunk.length;
			if (length > maxBytes) give(`more than ${maxBytes >> 20} MiB of output`);
			else chunks.push(chunk);
		});
		child.stderr.setEncoding("utf8").on("data", onStderr);
		const settle = (end) => {
			clearTimeout(timer);
			signal.removeEventListener("abort", stop);
			resolve(end);
		};
		child.on("error", (error) => {
			settle(error.code === "ENOENT" ? { kind: "missing" } : {
				kind: "failed",
				reason: error.message
			});
		});
		child.on("close", (code, by) => {
			if (trouble !== void 0) settle({
				kind: "failed",
				reason: trouble
			});
			else if (code === 0) settle({
				kind: "done",
				output: Buffer.concat(chunks)
			});
			else settle({
				kind: "failed",
				reason: by === null ? `exit status ${code}` : `signal: ${by}`
			});
		});
		child.stdin.on("error", () => void 0);
		child.stdin.end(input);
	});
}

// packages/cli/dist/pprof/output/graph-image.js
const LAYOUT_LIMIT_MS = 12e4;
const MAX_IMAGE_BYTES = 512 * 2 ** 20;
/**
* Lays a graph out and draws it: by graphviz where `dot` is installed, else by its WebAssembly build, which draws SVG and
* PostScript only.
*
* @throws {HeaptideError} `HT_E_PPROF`.
*/
async function drawGraph(dot, format, { env, signal }, talk) {
	const end = await runProgram({
		command: "dot",
		args: [`-T${format}`],
		input: dot,
		signal,
		env,
		timeoutMs: LAYOUT_LIMIT_MS,
		maxBytes: MAX_IMAGE_BYTES,
		onStderr: (text) => talk(text.trimEnd())
	});
	signal.throwIfAborted();
	if (end.kind === "failed") throw pprofError(`failed to execute dot: ${end.reason}`);
	const image = end.kind === "done" ? end.output : await drawWithoutDot(dot, format, signal);
	if (format !== "svg") return image;
	return withPanAndZoom(typeof image === "string" ? image : Buffer.from(image).toString());
}
async function drawWithoutDot(dot, format, signal) {
	if (format !== "svg" && format !== "ps") throw pprofError(`${format} needs the program dot: install graphviz, or use -svg`);
	const { drawInWorker } = await import("./draw-in-worker-D5JbO4Hc.js");
	return drawInWorker(dot, {
		format,
		signal,
		timeoutMs: LAYOUT_LIMIT_MS
	});
}

export { drawGraph };