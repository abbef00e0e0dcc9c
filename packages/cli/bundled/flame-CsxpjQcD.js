import { K as HeaptideError, S as selectSampleType, z as compareUtf8 } from "./dist-Bc-RQKOJ.js";
import { _ as isAnonymous, a as openTree, d as formatAmount, f as flameData, g as StackTree, h as buildFlameTree, i as createPalette, l as flameHeading, m as escapeSafe, o as formatShare, r as layOut, t as renderFlameHtml, u as formatChange } from "./render-flame-html-B8U70ETE.js";
import { t as safeText } from "./safe-text-Xn96vD7T.js";
import { t as writeOutputFile } from "./write-output-BVAplkVc.js";
import { a as TARGETS, i as SAMPLE_TYPE, l as readTargets, u as readView } from "./view-arguments-D-jDWr2k.js";

// packages/report/dist/exchange/folded.js
/**
* The stacks of a profile, one a line: `root;caller;leaf 4096`, equal ones summed, sorted by bytes. Flame graph tools
* read this; values are negative where a difference shrank.
*
* Names are made safe to print and the separator within one is shown as `<U+003B>`. A function without a name is
* followed by its place, since nothing else tells it from others.
*
* @throws {HeaptideError} `HT_E_NO_SUCH_TYPE`.
*/
function renderFolded(profile, { sampleType } = {}) {
	const column = selectSampleType(profile, sampleType);
	const width = profile.sampleTypes.length;
	const { values } = profile.samples;
	const tree = new StackTree();
	const ends = tree.add(profile, (sample) => values[sample * width + column] !== 0);
	const { parent, frame, frames, length } = tree.nodes();
	const self = new Float64Array(length);
	ends.forEach((node, sample) => {
		if (node > 0) self[node] += values[sample * width + column];
	});
	const names = Array.from({ length: frames.length }, (_, row) => foldedName(frames, row));
	const byStack = /* @__PURE__ */ new Map();
	for (let node = 1; node < length; node++) {
		if (self[node] === 0) continue;
		const path = [];
		for (let at = node; at > 0; at = parent[at]) path.push(names[frame[at]]);
		const stack = path.reverse().join(";");
		byStack.set(stack, (byStack.get(stack) ?? 0) + self[node]);
	}
	return [...byStack].filter(([, value]) => value !== 0).sort(([a], [b]) => compareUtf8(a, b)).map(([stack, value]) => `${stack} ${BigInt(value)}\n`).join("");
}
function foldedName({ name, file, line }, row) {
	const place = isAnonymous(name[row]) && file[row] !== "" ? ` ${file[row]}:${line[row]}` : "";
	return safeText(name[row] + place).replaceAll(";", "<U+003B>");
}

// packages/report/dist/exchange/speedscope.js
const TIME_UNITS = [
	"nanoseconds",
	"microseconds",
	"milliseconds",
	"seconds"
];
/**
* The profile as a file for speedscope: one sampled profile per sample type, equal stacks summed, the default type
* in front. What is negative in a difference is left out, since speedscope cannot draw it.
*/
function renderSpeedscope(profile, { name = "" } = {}) {
	const { sampleTypes, samples, defaultSampleType } = profile;
	const width = sampleTypes.length;
	const tree = new StackTree();
	const ends = tree.add(profile, (sample) => sampleTypes.some((_, column) => samples.values[sample * width + column] !== 0));
	const { parent, frame, frames, length } = tree.nodes();
	const profiles = sampleTypes.map((type, column) => {
		const self = new Float64Array(length);
		ends.forEach((node, sample) => {
			if (node > 0) self[node] += samples.values[sample * width + column];
		});
		const stacks = [];
		const weights = [];
		self.forEach((weight, node) => {
			if (weight <= 0) return;
			const stack = [];
			for (let at = node; at > 0; at = parent[at]) stack.push(frame[at]);
			stacks.push(stack.reverse());
			weights.push(weight);
		});
		const endValue = weights.reduce((sum, weight) => sum + weight, 0);
		return {
			type: "sampled",
			name: safeText(type.type),
			unit: unitOf(type),
			startValue: 0,
			endValue,
			samples: stacks,
			weights
		};
	});
	const standard = sampleTypes.findIndex(({ type }) => type === defaultSampleType);
	const file = {
		$schema: "https://www.speedscope.app/file-format-schema.json",
		exporter: "heaptide",
		name: safeText(name),
		activeProfileIndex: standard === -1 ? Math.max(0, sampleTypes.length - 1) : standard,
		shared: { frames: framesOf(frames) },
		profiles
	};
	return `${JSON.stringify(file)}\n`;
}
function framesOf({ length, name, file, line }) {
	return Array.from({ length }, (_, row) => ({
		name: safeText(name[row]),
		...file[row] !== "" && { file: safeText(file[row]) },
		...line[row] > 0 && { line: line[row] }
	}));
}
function unitOf({ unit }) {
	if (unit === "bytes" || unit === "byte") return "bytes";
	return TIME_UNITS.find((name) => name === unit || name === `${unit}s`) ?? "none";
}

// packages/report/dist/flame/browser/start-picture.js
/** Zoom, search and a line of figures for the SVG file. Where scripts do not run, it is a picture with tooltips. */
function startPicture(padding, width, characterWidth) {
	const all = (selector) => [...document.querySelectorAll(selector)];
	const find = (selector) => document.querySelector(selector);
	const boxes = all("g.box").map((group) => {
		const rect = group.querySelector("rect");
		const title = group.querySelector("title").textContent;
		return {
			group,
			rects: [...group.querySelectorAll("rect")],
			text: group.querySelector("text"),
			title: title.replaceAll("\n", "  ·  "),
			words: title.split("\n").slice(0, 2).join("\n").toLowerCase(),
			label: group.dataset.label,
			depth: Number(group.dataset.depth),
			left: Number(rect.getAttribute("x")) - padding,
			wide: Number(rect.getAttribute("width"))
		};
	});
	const detail = find("#detail");
	const reset = find("#reset");
	const found = find("#found");
	const still = detail.textContent;
	const fit = (label, room) => {
		const most = Math.floor((room - 8) / characterWidth);
		if (label.length <= most) return label;
		return most < 4 ? "" : `${label.slice(0, most - 1)}…`;
	};
	const zoom = (target) => {
		const scale = width / target.wide;
		for (const box of boxes) {
			const from = Math.max(0, (box.left - target.left) * scale);
			const to = Math.min(width, (box.left + box.wide - target.left) * scale);
			const shown = to - from > .2;
			box.group.setAttribute("display", shown ? "inline" : "none");
			if (!shown) continue;
			for (const rect of box.rects) {
				rect.setAttribute("x", String(padding + from));
				rect.setAttribute("width", String(to - from));
			}
			box.text.setAttribute("x", String(padding + from + 4));
			box.text.textContent = fit(box.label, to - from);
			box.group.classList.toggle("above", box.depth < target.depth);
		}
		reset.setAttribute("visibility", target === boxes[0] ? "hidden" : "visible");
	};
	const search = (query) => {
		const wanted = query.toLowerCase();
		let covered = -1;
		let held = 0;
		for (const box of boxes) {
			const matches = wanted !== "" && box.depth > 0 && box.words.includes(wanted);
			box.group.classList.toggle("faint", wanted !== "" && !matches);
			if (matches && box.left >= covered - 1e-6) {
				held += box.wide;
				covered = box.left + box.wide;
			}
		}
		found.textContent = wanted === "" ? "" : `${query}: ${(100 * held / width).toFixed(1)}% of the width`;
	};
	const ask = () => {
		const query = window.prompt("Search functions and files", "");
		if (query !== null) search(query);
	};
	for (const box of boxes) {
		box.group.addEventListener("click", () => zoom(box));
		box.group.addEventListener("pointerenter", () => detail.textContent = box.title);
		box.group.addEventListener("pointerleave", () => detail.textContent = still);
	}
	reset.addEventListener("click", () => zoom(boxes[0]));
	find("#ask").setAttribute("visibility", "visible");
	find("#ask").addEventListener("click", ask);
	document.addEventListener("keydown", (event) => {
		if (event.key === "/" || event.key === "f" && event.ctrlKey) {
			event.preventDefault();
			ask();
		} else if (event.key === "Escape") {
			search("");
			zoom(boxes[0]);
		}
	});
}

// packages/report/dist/flame/render-flame-svg.js
const WIDTH = 1200;
const PADDING = 10;
const TOP = 66;
const BOTTOM = 30;
const ROW = 18;
/** Of the monospaced faces at 11 px. */
const CHARACTER = 6.62;
/** Narrower boxes cannot be seen. */
const LEAST_WIDTH = .3;
/**
* The tree as one SVG file, 1200 wide, root at the top. A picture anywhere; in a browser of its own also zoom, search
* and figures on hovering. Names are shown with {@link safeText}'s stand-ins. Equal input gives an equal file.
*/
function renderFlameSvg(tree, { width = "union", ...options } = {}) {
	const data = flameData(tree);
	const model = openTree(data);
	const heading = flameHeading(tree, data, options);
	const size = sizesOf(model, width);
	const { left } = layOut(model, size);
	const palette = createPalette(data, model, false);
	const inner = 1180;
	const whole = size[0];
	const scale = whole === 0 ? 0 : inner / whole;
	const boxes = [];
	let depth = 0;
	for (let node = 0; node < model.length; node++) {
		const wide = node === 0 ? inner : size[node] * scale;
		if (wide < LEAST_WIDTH) continue;
		depth = Math.max(depth, model.depth[node]);
		const x = (PADDING + left[node] * scale).toFixed(2);
		const y = TOP + model.depth[node] * ROW;
		const { fill, mark } = palette.ofNode(node);
		const shape = `x="${x}" y="${y}" width="${wide.toFixed(2)}" height="17"`;
		const overlay = mark === void 0 ? "" : `<rect ${shape} fill="url(#${mark})"/>`;
		const label = labelOf(data, model, node);
		const text = fit(label, wide);
		boxes.push(`<g class="box" data-depth="${model.depth[node]}" data-label="${escapeSafe(label)}"><title>${escapeSafe(tooltipOf(data, model, node, label))}</title><rect class="fill" ${shape} fill="${fill}"/>${overlay}<text x="${(PADDING + left[node] * scale + 4).toFixed(2)}" y="${y + 12.5}">${escapeSafe(text)}</text></g>`);
	}
	const height = TOP + (depth + 1) * ROW + BOTTOM;
	const show = (text) => escapeSafe(safeText(text));
	const facts = [`${heading.amount} ${heading.change}`.trim(), ...heading.facts].join("  ·  ");
	return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${show(`${heading.title}, ${heading.amount}`)}">
<style>${STYLE}</style>
<defs>
<pattern id="new" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M1 0V6" stroke="#171b21" stroke-opacity=".32" stroke-width="1.4"/></pattern>
<pattern id="gone" width="5" height="5" patternUnits="userSpaceOnUse"><circle cx="1.5" cy="1.5" r="1" fill="#171b21" fill-opacity=".38"/></pattern>
<linearGradient id="scale"><stop offset="0" stop-color="${palette.ofChange(-1)}"/><stop offset=".5" stop-color="${palette.ofChange(0)}"/><stop offset="1" stop-color="${palette.ofChange(1)}"/></linearGradient>
</defs>
<rect width="100%" height="100%" fill="${palette.background}"/>
<text class="title" x="${PADDING}" y="25">${show(heading.title)}<tspan class="soft" dx="10">${escapeSafe(data.type)}</tspan></text>
<text class="soft" x="${PADDING}" y="44">${show(facts)}</text>
${legend(model)}
<text class="tool" id="reset" x="1110" y="25" text-anchor="end" visibility="hidden">Reset zoom</text>
<text class="tool" id="ask" x="1190" y="25" text-anchor="end" visibility="hidden">Search (/)</text>
<text class="found" id="found" x="1020" y="25" text-anchor="end"></text>
${boxes.join("\n")}
<text class="soft" id="detail" x="${PADDING}" y="${height - 10}">Boxes are as wide as what a function and its callees hold.</text>
<script><![CDATA[
'use strict';
(${startPicture.toString()})(${PADDING}, ${inner}, ${CHARACTER});
]]><\/script>
</svg>
`;
}
const STYLE = `
text { font: 11px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #171b21; }
.fill { stroke: #fff; stroke-width: .6; }
.box text { pointer-events: none; }
.title { font: 650 16px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
.soft, .soft tspan, .key { font: 12px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; fill: #5b6470; }
.tool, .found { font: 600 12px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; fill: #0b6e78; }
.tool, .box { cursor: pointer; }
.box:hover .fill { stroke: #171b21; stroke-width: 1.2; }
.above { opacity: .55; } .faint { opacity: .25; }
`;
function sizesOf(model, width) {
	if (model.before === void 0 || width === "after") return model.after.size;
	return width === "before" ? model.before.size : model.unionSize;
}
function labelOf(data, { frame, folded }, node) {
	if (node === 0) return "all";
	return frame[node] === -1 ? `${folded[node]} smaller` : data.names[frame[node]];
}
function tooltipOf(data, model, node, label) {
	const { after, before, frame } = model;
	const file = frame[node] === -1 ? "" : data.files[data.fileOf[frame[node]]];
	const of = (value) => formatAmount(value, data.kind);
	const share = (part, whole) => {
		const text = formatShare(part, whole);
		return text === "" ? "" : ` (${text})`;
	};
	const figures = before === void 0 ? `total ${of(after.total[node])}${share(after.total[node], after.size[0])}\nself ${of(after.self[node])}` : [`before ${of(before.total[node])}, after ${of(after.total[node])}`, `${formatAmount(after.total[node] - before.total[node], data.kind, { signed: true })} ${formatChange(before.total[node], after.total[node])}`].join("\n");
	return `${label}\n${file === "" ? "" : `${file}:${data.lines[frame[node]]}\n`}${figures}`;
}
function fit(label, wide) {
	const most = Math.floor((wide - 8) / CHARACTER);
	if (label.length <= most) return label;
	return most < 4 ? "" : `${label.slice(0, most - 1)}…`;
}
function legend({ before, showsChange }) {
	if (!showsChange) return "";
	const key = (x, fill, mark, text) => `<rect x="${x}" y="49" width="14" height="11" fill="${fill}"/><rect x="${x}" y="49" width="14" height="11" fill="url(#${mark})"/><text class="key" x="${x + 20}" y="59">${text}</text>`;
	const scale = `<text class="key" x="${PADDING}" y="59">shrank</text><rect x="54" y="49" width="84" height="11" fill="url(#scale)"/><text class="key" x="144" y="59">grew</text>`;
	if (before === void 0) return scale;
	return scale + key(190, "rgb(246 150 62)", "new", "new") + key(250, "rgb(92 163 222)", "gone", "gone");
}

// packages/cli/dist/commands/flame.js
const FORMATS = [
	"html",
	"svg",
	"folded",
	"speedscope"
];
/** Draws a flame graph, or that of two profiles, as one file that needs nothing else. */
const flameCommand = {
	usage: "flame <targets..>",
	describe: "Draw a flame graph as one HTML or SVG file",
	examples: [
		["$0 flame heap.pb.gz -o heap.html", "open it in any browser"],
		["$0 flame after.pb.gz --compare-with before.pb.gz -o change.html", "what changed"],
		["$0 flame heap.pb.gz --format speedscope", "for https://www.speedscope.app, to stdout"]
	],
	positionals: { targets: TARGETS },
	options: {
		output: {
			alias: "o",
			type: "string",
			describe: "file to write; without it, stdout"
		},
		format: {
			type: "string",
			choices: FORMATS,
			describe: "by default that of the file name, else html"
		},
		"compare-with": {
			type: "string",
			describe: "profile of before, for a differential flame graph"
		},
		"sample-type": SAMPLE_TYPE,
		json: {
			type: "boolean",
			default: false,
			describe: "the same as --format speedscope"
		}
	},
	async run(args, { stdout, stderr }) {
		const { output } = args;
		const text = await draw(args, formatOf(args));
		if (output === void 0) stdout.write(text);
		else {
			await writeOutputFile(output, text, process.cwd());
			stderr.write(`wrote ${output}\n`);
		}
		return 0;
	}
};
function formatOf({ json, format, output = "" }) {
	if (json) return "speedscope";
	if (format !== void 0) return format;
	if (output.endsWith(".svg")) return "svg";
	if (output.endsWith(".folded") || output.endsWith(".txt")) return "folded";
	return output.endsWith(".json") ? "speedscope" : "html";
}
async function draw(args, format) {
	const { targets, "compare-with": before, "sample-type": wanted } = args;
	const profile = await readView({
		targets,
		base: void 0
	});
	const sampleType = wanted === void 0 ? {} : { sampleType: wanted };
	if (format === "html" || format === "svg") {
		const base = before === void 0 ? {} : { base: await readTargets([before]) };
		const tree = buildFlameTree(profile, {
			...sampleType,
			...base
		});
		const origin = {
			sources: targets,
			...before !== void 0 && { baseSources: [before] }
		};
		return (format === "html" ? renderFlameHtml : renderFlameSvg)(tree, origin);
	}
	if (before !== void 0) throw new HeaptideError("HT_E_USAGE", `--compare-with draws html or svg, not ${format}`);
	return format === "folded" ? renderFolded(profile, sampleType) : renderSpeedscope(profile);
}

export { flameCommand };