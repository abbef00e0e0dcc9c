import { K as HeaptideError, S as selectSampleType, V as unitRatio, z as compareUtf8 } from "./dist-Bc-RQKOJ.js";
import { t as safeText } from "./safe-text-Xn96vD7T.js";
import { createHash } from "node:crypto";

// packages/report/dist/flame/frame-table.js
/** Numbers the functions of several profiles, equal ones alike. */
var FrameTable = class {
	#ids = /* @__PURE__ */ new Map();
	#names = [];
	#files = [];
	#lines = [];
	#certain = [];
	/** The frames of all locations of `profile`; a location without lines is one unknown frame. */
	add({ strings, functions, locations }) {
		const { lineOffsets, lineFunction, lineNumber } = locations;
		const known = new Int32Array(functions.length).fill(-1);
		const frameAt = (row) => {
			const func = lineFunction[row];
			const name = strings.get(functions.name[func]);
			const begin = functions.startLine[func];
			if (begin <= 0 && isAnonymous(name)) return this.#id(name, strings.get(functions.filename[func]), lineNumber[row], true);
			if (known[func] === -1) known[func] = this.#id(name, strings.get(functions.filename[func]), begin, begin > 0);
			if (begin <= 0) this.#sawLine(known[func], lineNumber[row]);
			return known[func];
		};
		const offsets = new Int32Array(locations.length + 1);
		const frames = new Int32Array(locations.length + lineFunction.length);
		let end = 0;
		for (let location = 0; location < locations.length; location++) {
			const first = lineOffsets[location];
			for (let row = lineOffsets[location + 1] - 1; row >= first; row--) frames[end++] = frameAt(row);
			if (end === offsets[location]) frames[end++] = this.#id("", "", 0, true);
			offsets[location + 1] = end;
		}
		return {
			offsets,
			frames
		};
	}
	/** All frames in order, and for each number given out so far its place there. */
	sorted() {
		const ids = Int32Array.from(this.#names, (_, id) => id).sort((a, b) => compareUtf8(this.#names[a], this.#names[b]) || compareUtf8(this.#files[a], this.#files[b]) || this.#lines[a] - this.#lines[b] || Number(this.#certain[b]) - Number(this.#certain[a]));
		const placeOf = new Int32Array(ids.length);
		ids.forEach((id, place) => placeOf[id] = place);
		return {
			frames: {
				length: ids.length,
				name: Array.from(ids, (id) => this.#names[id]),
				file: Array.from(ids, (id) => this.#files[id]),
				line: Float64Array.from(ids, (id) => this.#lines[id])
			},
			placeOf
		};
	}
	/** `certain`: the line tells functions apart, rather than being one at which the function was seen. */
	#id(given, file, line, certain) {
		const name = given === "" ? "<unknown>" : given;
		const key = `${certain ? line : "?"} ${name.length}:${name}${file}`;
		const known = this.#ids.get(key);
		if (known !== void 0) return known;
		const id = this.#names.push(name) - 1;
		this.#files.push(file);
		this.#lines.push(line);
		this.#certain.push(certain);
		this.#ids.set(key, id);
		return id;
	}
	#sawLine(id, line) {
		const first = this.#lines[id];
		if (line > 0 && (first <= 0 || line < first)) this.#lines[id] = line;
	}
};
/** As V8 and those who write profiles from it call functions without a name. */
function isAnonymous(name) {
	return name === "" || /^[(<]anonymous/.test(name);
}

// packages/report/dist/flame/stack-tree.js
/** About 100 MB of columns; a tree of a million distinct stacks stays below. */
const MAX_NODES = 2 ** 22;
const FIRST_CAPACITY = 4096;
/** Collects stacks into one tree, root first, inlined calls as frames of their own. */
var StackTree = class {
	#frames = new FrameTable();
	#limit;
	#length = 1;
	#cutSamples = 0;
	#parent = new Int32Array(FIRST_CAPACITY).fill(-1);
	#frame = new Int32Array(FIRST_CAPACITY).fill(-1);
	/** Open addressing, twice the capacity of the columns; 0 is free, since nothing looks for the root. */
	#slots = new Int32Array(FIRST_CAPACITY * 2);
	constructor(limit = MAX_NODES) {
		this.#limit = limit;
	}
	/** Gives the node at which each sample's stack ends; -1 for samples that `wanted` refuses. */
	add(profile, wanted) {
		const { length, stack, stackOffsets } = profile.samples;
		const { offsets, frames } = this.#frames.add(profile);
		const ends = new Int32Array(length).fill(-1);
		for (let sample = 0; sample < length; sample++) {
			if (!wanted(sample)) continue;
			const leaf = stackOffsets[sample];
			let node = 0;
			walk: for (let i = stackOffsets[sample + 1] - 1; i >= leaf; i--) {
				const location = stack[i];
				for (let f = offsets[location]; f < offsets[location + 1]; f++) {
					const child = this.#child(node, frames[f]);
					if (child === -1) {
						this.#cutSamples++;
						break walk;
					}
					node = child;
				}
			}
			ends[sample] = node;
		}
		return ends;
	}
	nodes() {
		const { frames, placeOf } = this.#frames.sorted();
		return {
			length: this.#length,
			parent: this.#parent.slice(0, this.#length),
			frame: this.#frame.slice(0, this.#length).map((id) => id === -1 ? -1 : placeOf[id]),
			frames,
			cutSamples: this.#cutSamples
		};
	}
	/** -1 when the child is not there and the tree is full. */
	#child(parent, frame) {
		const slot = this.#slotOf(parent, frame);
		if (this.#slots[slot] !== 0) return this.#slots[slot];
		if (this.#length >= this.#limit) return -1;
		const node = this.#length++;
		this.#parent[node] = parent;
		this.#frame[node] = frame;
		this.#slots[slot] = node;
		if (this.#length === this.#parent.length) this.#grow();
		return node;
	}
	/** The slot that holds the child, or the free one where it belongs. */
	#slotOf(parent, frame) {
		const mask = this.#slots.length - 1;
		let hash = Math.imul(parent, 2654435761) ^ Math.imul(frame + 1, 2246822507);
		hash = Math.imul(hash ^ hash >>> 15, 739982445);
		let slot = (hash ^ hash >>> 13) & mask;
		for (;;) {
			const node = this.#slots[slot];
			if (node === 0 || this.#parent[node] === parent && this.#frame[node] === frame) return slot;
			slot = slot + 1 & mask;
		}
	}
	#grow() {
		this.#parent = widened(this.#parent);
		this.#frame = widened(this.#frame);
		this.#slots = new Int32Array(this.#parent.length * 2);
		for (let node = 1; node < this.#length; node++) this.#slots[this.#slotOf(this.#parent[node], this.#frame[node])] = node;
	}
};
function widened(column) {
	const wide = new Int32Array(column.length * 2).fill(-1);
	wide.set(column);
	return wide;
}

// packages/report/dist/flame/fold-nodes.js
/**
* Drops the nodes that are too small to see, and puts those kept in depth-first order.
*
* A node's size is the larger absolute value among `selves`, summed over its subtree, so nothing that cancels out hides.
* All values of dropped nodes are kept in a node that stands for them, at most one below each parent.
*/
function foldNodes(nodes, selves, { minFraction, maxNodes }) {
	const sizes = subtreeSums(nodes.parent, Float64Array.from({ length: nodes.length }, (_, node) => Math.max(...selves.map((self) => Math.abs(self[node])))));
	const kept = largest(sizes, minFraction * sizes[0], maxNodes);
	const order = depthFirst(nodes, kept);
	const totals = selves.map((self) => subtreeSums(nodes.parent, self));
	const counts = subtreeSums(nodes.parent, Float64Array.from(sizes, (size) => size > 0 ? 1 : 0));
	const rests = findRests(nodes, kept, sizes);
	const length = order.length + rests.size;
	const parent = new Int32Array(length);
	const depth = new Int32Array(length);
	const frame = new Int32Array(length);
	const folded = new Int32Array(length);
	const columns = selves.map(() => new Float64Array(length));
	const rowOf = new Int32Array(nodes.length).fill(-1);
	const open = [];
	let row = 0;
	let foldedNodes = 0;
	const closeDownTo = (level) => {
		while (open.length > level) {
			const node = open.pop();
			const children = rests.get(node);
			if (children === void 0) continue;
			parent[row] = rowOf[node];
			depth[row] = open.length + 1;
			frame[row] = -1;
			for (const child of children) {
				folded[row] += counts[child];
				totals.forEach((total, i) => columns[i][row] += total[child]);
			}
			foldedNodes += folded[row];
			row++;
		}
	};
	for (const node of order) {
		const above = nodes.parent[node];
		closeDownTo(above === -1 ? 0 : depth[rowOf[above]] + 1);
		rowOf[node] = row;
		parent[row] = above === -1 ? -1 : rowOf[above];
		depth[row] = open.length;
		frame[row] = nodes.frame[node];
		selves.forEach((self, i) => columns[i][row] = self[node]);
		open.push(node);
		row++;
	}
	closeDownTo(0);
	return {
		length,
		parent,
		depth,
		frame,
		folded,
		selves: columns,
		foldedNodes
	};
}
/** Each node's value with those of all nodes below it. Parents come before children. */
function subtreeSums(parent, self) {
	const sums = self.slice();
	for (let node = sums.length - 1; node > 0; node--) sums[parent[node]] += sums[node];
	return sums;
}
/** 1 for each node to keep. A parent is no smaller than its child and comes before it, so it is kept whenever the child is. */
function largest(sizes, least, most) {
	const candidates = [];
	sizes.forEach((size, node) => {
		if (node === 0 || size > 0 && size >= least) candidates.push(node);
	});
	if (candidates.length > most) candidates.sort((a, b) => sizes[b] - sizes[a] || a - b);
	const kept = new Uint8Array(sizes.length);
	for (const node of candidates.slice(0, Math.max(1, most))) kept[node] = 1;
	return kept;
}
/** The topmost dropped nodes, by parent. Nodes of no size vanish. */
function findRests({ parent, length }, kept, sizes) {
	const byParent = /* @__PURE__ */ new Map();
	for (let node = 1; node < length; node++) {
		if (kept[node] === 1 || sizes[node] === 0 || kept[parent[node]] === 0) continue;
		const siblings = byParent.get(parent[node]);
		if (siblings === void 0) byParent.set(parent[node], [node]);
		else siblings.push(node);
	}
	return byParent;
}
/** The kept nodes depth first, siblings by frame. */
function depthFirst({ parent, frame, length }, kept) {
	const byFrame = [];
	for (let node = 1; node < length; node++) if (kept[node] === 1) byFrame.push(node);
	byFrame.sort((a, b) => frame[b] - frame[a]);
	const firstChild = new Int32Array(length).fill(-1);
	const nextSibling = new Int32Array(length).fill(-1);
	for (const node of byFrame) {
		nextSibling[node] = firstChild[parent[node]];
		firstChild[parent[node]] = node;
	}
	const order = [];
	let node = 0;
	while (node !== -1) {
		order.push(node);
		let next = firstChild[node];
		while (next === -1 && node > 0) {
			next = nextSibling[node];
			if (next === -1) node = parent[node];
		}
		node = next;
	}
	return order;
}

// packages/report/dist/flame/build-flame-tree.js
/**
* The tree of calls of a profile, or of two profiles united.
*
* Functions are told apart by name, file and the line where they begin. The profile may be a difference itself, with
* negative values. Sums beyond 2^53 are rounded.
*
* @throws {HeaptideError} `HT_E_NO_SUCH_TYPE`; `HT_E_NO_COMMON_TYPE` when the base has no such sample type.
*/
function buildFlameTree(profile, { sampleType: wanted, base, minFraction = 5e-4, maxNodes = 3e4 } = {}) {
	const column = selectSampleType(profile, wanted);
	const sampleType = profile.sampleTypes[column];
	const stacks = new StackTree();
	const sides = [addSide(stacks, profile, column, 1)];
	if (base !== void 0) {
		const baseColumn = base.sampleTypes.findIndex(({ type }) => type === sampleType.type);
		const ratio = unitRatio(base.sampleTypes[baseColumn]?.unit ?? "", sampleType.unit);
		if (baseColumn === -1 || ratio === void 0) throw new HeaptideError("HT_E_NO_COMMON_TYPE", `the base has no sample type ${sampleType.type}/${sampleType.unit}`);
		sides.push(addSide(stacks, base, baseColumn, ratio));
	}
	const nodes = stacks.nodes();
	const selves = sides.map((side) => side(nodes.length));
	const { selves: columns, ...rows } = foldNodes(nodes, selves, {
		minFraction,
		maxNodes
	});
	const [after, before] = columns.map((self) => ({
		self,
		total: subtreeSums(rows.parent, self)
	}));
	return {
		...rows,
		...after,
		...before !== void 0 && { before },
		frames: nodes.frames,
		sampleType,
		grain: profile.period * (unitRatio(profile.periodType.unit, sampleType.unit) ?? 0),
		program: programOf(profile),
		time: millisecondsOf(profile),
		baseTime: base === void 0 ? 0 : millisecondsOf(base),
		cutSamples: nodes.cutSamples
	};
}
/** Sums wait until the tree has its final number of nodes. */
function addSide(stacks, profile, column, ratio) {
	const { values } = profile.samples;
	const width = profile.sampleTypes.length;
	const valueOf = (sample) => values[sample * width + column];
	const ends = stacks.add(profile, (sample) => valueOf(sample) !== 0);
	return (nodes) => {
		const self = new Float64Array(nodes);
		ends.forEach((node, sample) => {
			if (node !== -1) self[node] += valueOf(sample) * ratio;
		});
		return self;
	};
}
function programOf({ strings, mappings }) {
	return mappings.length === 0 ? "" : strings.get(mappings.filename[0]).replace(/^.*[/\\]/s, "");
}
function millisecondsOf({ timeNanos }) {
	return Number(timeNanos / 1000000n);
}

// packages/report/dist/flame/escape-markup.js
const ENTITIES = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&#39;"
};
/** Text for HTML and SVG, between tags or in a quoted attribute: made safe to show, then unable to end what it is in. */
function escapeMarkup(text, options) {
	return escapeSafe(safeText(text, options));
}
/** As {@link escapeMarkup}, for text that is safe to show already. */
function escapeSafe(text) {
	return text.replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

// packages/report/dist/flame/flame-data.js
/** Long names fill a page without saying more. */
const NAME_LIMIT = 160;
const FILE_LIMIT = 240;
function flameData(tree) {
	const { kind, ratio } = amounts(tree.sampleType.unit);
	const used = [...new Set(tree.frame)].filter((frame) => frame !== -1).sort((a, b) => a - b);
	const rowOf = new Map(used.map((frame, row) => [frame, row]));
	const files = /* @__PURE__ */ new Map();
	const fileOf = used.map((frame) => {
		const file = displayFile(tree.frames.file[frame]);
		const row = files.get(file) ?? files.size;
		files.set(file, row);
		return row;
	});
	const scaled = (column) => Array.from(column, (value) => value * ratio);
	return {
		type: safeText(tree.sampleType.type),
		kind,
		grain: tree.grain * ratio,
		names: used.map((frame) => safeText(tree.frames.name[frame], { limit: NAME_LIMIT })),
		fileOf,
		lines: used.map((frame) => tree.frames.line[frame]),
		origins: used.map((frame) => originOf(tree.frames.file[frame])),
		files: [...files.keys()],
		depth: Array.from(tree.depth),
		frame: Array.from(tree.frame, (frame) => rowOf.get(frame) ?? -1),
		self: scaled(tree.self),
		...tree.before !== void 0 && { before: scaled(tree.before.self) },
		folded: Array.from(tree.folded, (nodes, row) => [row, nodes]).filter(([, nodes]) => nodes > 0)
	};
}
function originOf(file) {
	if (file === "") return "engine";
	if (/^(node:|internal\/)/.test(file)) return "node";
	return /(^|[/\\])node_modules[/\\]/.test(file) ? "package" : "app";
}
function amounts(unit) {
	const bytes = unitRatio(unit, "bytes");
	if (bytes !== void 0) return {
		kind: "bytes",
		ratio: bytes
	};
	const time = unitRatio(unit, "nanoseconds");
	return time === void 0 ? {
		kind: "count",
		ratio: 1
	} : {
		kind: "time",
		ratio: time
	};
}
/** ES modules are known by URL, scripts by path; a reader wants the path. */
function displayFile(file) {
	return safeText(file.replace(/^file:\/\/(?=\/)/, ""), { limit: FILE_LIMIT });
}

// packages/report/dist/flame/browser/format-amount.js
/** `182 B`, `9.31 MiB`, `1.50 s`, `48,210`; with `signed` always with a sign, a real minus for what shrank. */
function formatAmount(value, kind, { signed = false } = {}) {
	const size = Math.abs(value);
	const sign = value < 0 ? "−" : signed ? value > 0 ? "+" : "±" : "";
	const scaled = (step, units) => {
		let rest = size;
		let unit = 0;
		while (rest >= 999.5 && unit < units.length - 1) {
			rest /= step;
			unit++;
		}
		const decimals = unit === 0 || rest >= 99.95 ? 0 : rest >= 9.995 ? 1 : 2;
		return `${rest.toFixed(decimals)} ${units[unit]}`;
	};
	if (kind === "bytes") return sign + scaled(1024, [
		"B",
		"KiB",
		"MiB",
		"GiB",
		"TiB",
		"PiB"
	]);
	if (kind === "time") return sign + scaled(1e3, [
		"ns",
		"µs",
		"ms",
		"s"
	]);
	return sign + Math.round(size).toLocaleString("en-US");
}

// packages/report/dist/flame/browser/format-change.js
/** How an amount changed: `new`, `gone`, `×2.50`, `×1`. */
function formatChange(before, after) {
	if (before === after) return "×1";
	if (before === 0) return "new";
	if (after === 0) return "gone";
	const ratio = after / before;
	if (ratio < 0) return "";
	return `×${ratio >= 99.95 ? ratio.toFixed(0) : ratio >= 9.995 ? ratio.toFixed(1) : ratio.toFixed(2)}`;
}

// packages/report/dist/flame/flame-heading.js
function flameHeading(tree, data, options) {
	const { title = tree.program, sources = [], baseSources = [] } = options;
	const sum = (column) => column.reduce((all, value) => all + value, 0);
	const after = sum(data.self);
	const before = data.before === void 0 ? void 0 : sum(data.before);
	const of = (value) => formatAmount(value, data.kind);
	const differs = before !== void 0;
	const facts = [
		differs ? span(tree.baseTime, tree.time) : timeOf(tree.time),
		baseSources.length + sources.length === 0 ? "" : differs ? `${listed(baseSources)} → ${listed(sources)}` : listed(sources),
		`${counted(data.names.length, "function")} on ${counted(tree.length - data.folded.length - 1, "path")}`,
		tree.foldedNodes === 0 ? "" : `${counted(tree.foldedNodes, "small path")} folded`,
		tree.cutSamples === 0 ? "" : `${counted(tree.cutSamples, "stack")} cut short`
	];
	return {
		title: title === "" ? "heap profile" : title,
		amount: differs ? `${of(before)} → ${of(after)}` : of(after),
		change: differs ? `${formatAmount(after - before, data.kind, { signed: true })} ${formatChange(before, after)}` : "",
		facts: facts.filter((fact) => fact !== "")
	};
}
/** `2026-11-22 18:24:23 UTC`; `''` when unknown or outside what a date can be. */
function timeOf(milliseconds) {
	if (milliseconds === 0 || Math.abs(milliseconds) > 864e13) return "";
	return `${new Date(milliseconds).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
/** `2026-11-22 18:24:01 → 18:24:23 UTC`; both in full when they are of different days. */
function span(from, to) {
	const [start, end] = [timeOf(from), timeOf(to)];
	if (start === "" || end === "") return start === end ? "" : `${start || "?"} → ${end || "?"}`;
	const sameDay = start.slice(0, 10) === end.slice(0, 10);
	return `${start.replace(/ UTC$/, "")} → ${sameDay ? end.slice(11) : end}`;
}
/** A merged directory has hundreds of sources. */
function listed(sources) {
	if (sources.length === 0) return "?";
	return sources.length <= 2 ? sources.join(", ") : `${sources[0]} and ${sources.length - 1} more`;
}
function counted(number, what) {
	return `${number.toLocaleString("en-US")} ${what}${number === 1 ? "" : "s"}`;
}

// packages/report/dist/flame/page-style.js
/** The style sheet of the page. Colours of boxes are the painter's; the legend repeats its hues. */
const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --surface: #f6f7f9; --line: #e1e5ea; --ink: #171b21; --soft: #5b6470;
  --accent: #0b6e78; --accent-wash: #e0f1f2; --bar: #d3e5e8;
  --app: hsl(36 92% 70%); --package: hsl(208 74% 77%); --node: hsl(190 24% 84%); --engine: hsl(220 9% 80%);
  --less: rgb(92 163 222); --same: rgb(224 228 233); --more: rgb(246 150 62);
  --grew: #a04a00; --shrank: #11609f;
  --shadow: 0 6px 24px rgb(16 24 40 / .16), 0 1px 3px rgb(16 24 40 / .12);
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #15181d; --surface: #1b1f26; --line: #2d333d; --ink: #eef1f5; --soft: #9aa5b3;
    --accent: #5fc4cf; --accent-wash: #173a3f; --bar: #24454b;
    --app: hsl(33 62% 36%); --package: hsl(211 46% 39%); --node: hsl(190 17% 31%); --engine: hsl(220 7% 33%);
    --less: rgb(42 104 168); --same: rgb(62 68 78); --more: rgb(186 94 22);
    --grew: #f3a35c; --shrank: #7db8ef;
    --shadow: 0 8px 28px rgb(0 0 0 / .55), 0 0 0 1px rgb(255 255 255 / .07);
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html, body { height: 100%; margin: 0; }
body {
  background: var(--paper); color: var(--ink);
  font: 13px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  font-variant-numeric: tabular-nums;
}
h1, h2, h3, p, ul, ol, dl, dd { margin: 0; padding: 0; }
ul, ol { list-style: none; }
button, input { font: inherit; color: inherit; }
button { cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
small { color: var(--soft); font-size: 11.5px; font-weight: 400; }

header { padding: 12px 18px 9px; display: flex; flex-wrap: wrap; gap: 7px 20px; align-items: center; }
h1 { flex: 1 1 190px; min-width: 0; }
h1 { font-size: 17px; line-height: 1.3; font-weight: 650; letter-spacing: -.01em; overflow-wrap: anywhere; }
h1 .type { color: var(--soft); font-weight: 400; margin-left: 8px; font-size: 13px; letter-spacing: 0; }
.facts { flex: 1 0 100%; color: var(--soft); font-size: 12.5px; overflow-wrap: anywhere; }
.facts b { color: var(--ink); font-weight: 600; }
.facts > * + *::before { content: "·"; margin: 0 7px; color: var(--soft); font-weight: 400; }
.grew { color: var(--grew) !important; } .shrank { color: var(--shrank) !important; }

.live .only-static, html:not(.live) .only-live { display: none !important; }
.tools { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
.segments { display: inline-flex; border: 1px solid var(--line); border-radius: 7px; overflow: hidden; background: var(--surface); }
.segments button { border: 0; background: none; padding: 4px 10px; color: var(--soft); line-height: 20px; }
.segments button + button { border-left: 1px solid var(--line); }
.segments button:hover { color: var(--ink); }
.segments button[aria-pressed=true] { background: var(--accent-wash); color: var(--accent); font-weight: 600; }
.segments button:focus-visible { outline-offset: -2px; }
.plain { border: 1px solid var(--line); border-radius: 7px; background: var(--surface); padding: 4px 10px; line-height: 20px; }
.plain:hover:enabled { border-color: var(--soft); }
.plain:disabled { opacity: .45; cursor: default; }
.search { position: relative; }
.search input {
  width: 195px; padding: 4px 30px 4px 10px; line-height: 20px; border: 1px solid var(--line); border-radius: 7px;
  background: var(--paper); -webkit-appearance: none; appearance: none;
}
.search input:focus { border-color: var(--accent); outline: 2px solid var(--accent-wash); }
kbd {
  font: 11px/16px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; border: 1px solid var(--line); border-bottom-width: 2px;
  border-radius: 4px; padding: 0 5px; background: var(--surface); color: var(--soft);
}
.search kbd { position: absolute; right: 7px; top: 7px; pointer-events: none; }
.search input:focus + kbd { opacity: 0; }

.where {
  display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: center; min-height: 34px; padding: 4px 18px; border-block: 1px solid var(--line);
  background: var(--surface);
}
#crumbs { flex: 1 1 300px; display: flex; flex-wrap: wrap; align-items: center; min-width: 0; row-gap: 2px; }
#crumbs li { display: flex; max-width: 300px; color: var(--soft); white-space: nowrap; }
#crumbs li + li::before { content: "›"; margin: 0 7px; color: var(--soft); }
#crumbs li.figure::before { content: ""; margin: 0 4px; }
#crumbs [aria-current] { color: var(--ink); font-weight: 600; overflow: hidden; text-overflow: ellipsis; }
#crumbs .link { overflow: hidden; text-overflow: ellipsis; }
#found { color: var(--accent); font-weight: 600; }
.legend { display: flex; flex-wrap: wrap; gap: 3px 13px; color: var(--soft); font-size: 12px; align-items: center; }
.legend span { display: inline-flex; gap: 6px; align-items: center; }
.legend i { width: 14px; height: 11px; border-radius: 2px; display: inline-block; }
.legend .scale { width: 84px; background: linear-gradient(90deg, var(--less), var(--same), var(--more)); }
.app { background: var(--app); } .package { background: var(--package); } .node { background: var(--node); } .engine { background: var(--engine); }
.new { background: repeating-linear-gradient(135deg, transparent 0 3px, rgb(0 0 0 / .32) 3px 4.4px), var(--more); }
.gone { background: radial-gradient(circle, rgb(0 0 0 / .45) 1px, transparent 1.4px) 0 0 / 4px 4px, var(--less); }
.link { border: 0; background: none; padding: 0; color: var(--accent); text-align: left; border-radius: 3px; }
.link:hover { text-decoration: underline; }

.live body { display: grid; grid-template: auto auto minmax(0, 1fr) / minmax(0, 1fr); height: 100vh; height: 100dvh; }
main { display: grid; grid-template-columns: minmax(0, 1fr) 384px; min-height: 0; }
#stage { overflow: hidden auto; position: relative; min-height: 120px; padding-inline: 12px; }
#stage:focus-visible { outline-offset: -2px; }
#stage.over { cursor: pointer; }
canvas { position: sticky; top: 0; display: block; width: 100%; }
aside { border-left: 1px solid var(--line); overflow: auto; min-height: 0; }
aside section { padding: 12px 16px; }
aside > .note { padding: 12px 16px 0; color: var(--soft); }
aside section + section { border-top: 1px solid var(--line); }
#chosen { position: relative; background: var(--surface); }
h2 { font-size: 13.5px; font-weight: 650; overflow-wrap: anywhere; }
#chosen h2 { padding-right: 24px; font-size: 15px; }
h3 { font-size: 11.5px; font-weight: 600; color: var(--soft); margin: 10px 0 3px; }
.place { color: var(--soft); font-size: 12px; overflow-wrap: anywhere; }
.close { position: absolute; right: 10px; top: 10px; border: 0; background: none; font-size: 18px; line-height: 22px; width: 24px; color: var(--soft); border-radius: 5px; padding: 0; }
.close:hover { background: var(--line); color: var(--ink); }
dl { margin-top: 8px; display: grid; gap: 2px; }
dl div { display: grid; grid-template-columns: 44px 1fr; }
dt { color: var(--soft); } dd { font-weight: 600; } dd b { margin-left: 4px; }
#chosen li { display: grid; grid-template-columns: 40px minmax(0, 1fr) auto; gap: 9px; align-items: center; padding: 1px 0; }
#chosen li.more { display: block; color: var(--soft); padding-left: 49px; }
#chosen li .link, .nobody { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.nobody { color: var(--soft); font-style: italic; }
.bar { height: 6px; border-radius: 3px; background: var(--line); display: block; overflow: hidden; }
.bar i { display: block; height: 100%; background: var(--accent); border-radius: 3px; }
.list-head { display: flex; justify-content: space-between; align-items: center; margin-bottom: 6px; }
.list-head .segments button { padding: 1px 9px; font-size: 12px; }
aside table { width: 100%; border-collapse: collapse; table-layout: fixed; }
aside th { text-align: right; color: var(--soft); font-weight: 500; font-size: 11.5px; padding: 2px 0; width: 74px; }
aside th:first-child { text-align: left; width: auto; }
aside td { text-align: right; padding: 3px 0; white-space: nowrap; border-top: 1px solid var(--line); vertical-align: top; }
aside td.delta small { display: block; line-height: 1.1; }
aside td.name { text-align: left; position: relative; overflow: hidden; text-overflow: ellipsis; padding-bottom: 7px; }
aside td.name .bar { position: absolute; left: 0; right: 14px; bottom: 2px; height: 3px; background: none; }
aside td.name .link { max-width: 100%; overflow: hidden; text-overflow: ellipsis; display: block; color: var(--ink); }
aside .changes .name small { display: block; line-height: 1.1; overflow: hidden; text-overflow: ellipsis; }
aside td.share { color: var(--soft); }
aside tr.current td { background: var(--accent-wash); }

#tip {
  position: fixed; z-index: 3; max-width: min(460px, 92vw); padding: 9px 12px; pointer-events: none; background: var(--paper);
  border-radius: 8px; box-shadow: var(--shadow); overflow-wrap: anywhere;
}
#tip strong { font-size: 13.5px; }
#tip table { border-collapse: collapse; margin-top: 5px; }
#tip th { font-weight: 400; color: var(--soft); text-align: right; padding: 0 0 0 16px; font-size: 12px; }
#tip th:first-child { text-align: left; padding-left: 0; }
#tip td { text-align: right; padding: 0 0 0 16px; white-space: nowrap; }
#tip td.main { font-weight: 600; }
#tip .note { color: var(--soft); font-size: 12px; margin-top: 4px; }
dialog { border: 0; border-radius: 12px; padding: 18px 22px; background: var(--paper); color: var(--ink); box-shadow: var(--shadow); max-width: 560px; }
dialog::backdrop { background: rgb(10 14 20 / .45); }
dialog dl { grid-template-columns: 1fr 1fr; gap: 6px 26px; margin: 12px 0; }
dialog dl div { grid-template-columns: 88px 1fr; align-items: baseline; }
dialog dd { font-weight: 400; }
dialog p { color: var(--soft); margin-bottom: 12px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

html:not(.live) .where { display: none; } html:not(.live) main { display: block; border-top: 1px solid var(--line); } html:not(.live) aside { border: 0; }
html:not(.live) td .link { white-space: normal; }
@media (max-width: 900px) {
  main { grid-template: minmax(0, 1fr) minmax(0, 40%) / minmax(0, 1fr); }
  aside { border-left: 0; border-top: 1px solid var(--line); }
  .search, .search input { width: 100%; }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --surface: #fff; --ink: #111; --soft: #555; --line: #ccc; }
  .tools, .legend .keys, #tip, #reset, #back { display: none !important; }
  .live body { display: block; height: auto; }
  main { display: block; } aside { border: 0; overflow: visible; } #chosen { break-inside: avoid; }
  #stage { overflow: visible; }
}
@media (prefers-contrast: more) { :root { --line: currentColor; --soft: var(--ink); } }
`;

// packages/report/dist/flame/script-json.js
/** JSON for a data block: no text in it can end the block or open a comment, and no line separator upsets a parser. */
function scriptJson(value) {
	return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

// packages/report/dist/flame/browser/format-share.js
/** `34.2%`, `0.05%`, `0%`; `` where there is no whole to be part of. */
function formatShare(part, whole) {
	if (whole === 0) return "";
	const percent = 100 * part / whole;
	const size = Math.abs(percent);
	const digits = size === 0 || size >= 99.95 ? 0 : size >= 1 ? 1 : 2;
	return size > 0 && size < .005 ? "<0.01%" : `${percent.toFixed(digits)}%`;
}

// packages/report/dist/flame/browser/function-figures.js
function functionFigures(tree, functions) {
	const figures = {
		self: new Float64Array(functions),
		total: new Float64Array(functions),
		beforeSelf: new Float64Array(functions),
		beforeTotal: new Float64Array(functions)
	};
	/** For each function the end of the subtree in which it has been counted. */
	const counted = new Int32Array(functions);
	for (let node = 0; node < tree.length; node++) {
		const frame = tree.frame[node];
		if (frame === -1) continue;
		figures.self[frame] += tree.after.self[node];
		figures.beforeSelf[frame] += tree.before?.self[node] ?? 0;
		if (node < counted[frame]) continue;
		counted[frame] = tree.end[node];
		figures.total[frame] += tree.after.total[node];
		figures.beforeTotal[frame] += tree.before?.total[node] ?? 0;
	}
	return figures;
}

// packages/report/dist/flame/browser/open-tree.js
function openTree(data) {
	const length = data.depth.length;
	const depth = Int32Array.from(data.depth);
	const parent = new Int32Array(length).fill(-1);
	const end = new Int32Array(length).fill(length);
	const childOffsets = new Int32Array(length + 2);
	/** The open path: node at each depth. */
	const path = [];
	for (let node = 0; node < length; node++) {
		while (path.length > depth[node]) end[path.pop()] = node;
		const above = path.at(-1) ?? -1;
		parent[node] = above;
		if (above !== -1) childOffsets[above + 2]++;
		path.push(node);
	}
	for (let node = 0; node <= length; node++) childOffsets[node + 1] += childOffsets[node];
	const children = new Int32Array(Math.max(0, length - 1));
	for (let node = 1; node < length; node++) children[childOffsets[parent[node] + 1]++] = node;
	const summed = (self) => {
		const sums = self.slice();
		for (let node = length - 1; node > 0; node--) sums[parent[node]] += sums[node];
		return sums;
	};
	const side = (values) => {
		const self = Float64Array.from(values);
		return {
			self,
			total: summed(self),
			size: summed(self.map(Math.abs))
		};
	};
	const after = side(data.self);
	const before = data.before === void 0 ? void 0 : side(data.before);
	const unionSize = before === void 0 ? after.size : summed(after.self.map((value, node) => Math.max(Math.abs(value), Math.abs(before.self[node]))));
	const folded = new Int32Array(length);
	for (const [node, nodes] of data.folded) folded[node] = nodes;
	return {
		length,
		parent,
		depth,
		frame: Int32Array.from(data.frame),
		end,
		childOffsets: childOffsets.subarray(0, length + 1),
		children,
		folded,
		after,
		before,
		unionSize,
		showsChange: before !== void 0 || data.self.some((value) => value < 0)
	};
}

// packages/report/dist/flame/static-functions.js
const MOST = 50;
/** The functions that hold or changed most, as a table that needs no script; the script puts its own in place of it. */
function staticFunctions(data) {
	const tree = openTree(data);
	const { self, total, beforeSelf, beforeTotal } = functionFigures(tree, data.names.length);
	const compares = tree.before !== void 0;
	const weight = (row) => Math.abs(self[row] - beforeSelf[row]);
	const rows = data.names.map((_, row) => row).sort((a, b) => weight(b) - weight(a) || a - b).slice(0, MOST);
	const amount = (value) => formatAmount(value, data.kind);
	const cells = (row) => compares ? [
		amount(beforeSelf[row]),
		amount(self[row]),
		formatAmount(self[row] - beforeSelf[row], data.kind, { signed: true }),
		formatAmount(total[row] - beforeTotal[row], data.kind, { signed: true })
	] : [
		amount(self[row]),
		formatShare(self[row], tree.after.size[0]),
		amount(total[row])
	];
	const titles = compares ? [
		"function",
		"before",
		"after",
		"Δ self",
		"Δ total"
	] : [
		"function",
		"self",
		"%",
		"total"
	];
	const body = rows.map((row) => {
		const file = data.files[data.fileOf[row]];
		const place = file === "" ? "" : ` <small>${escapeSafe(file)}:${data.lines[row]}</small>`;
		const figures = cells(row).map((text) => `<td>${escapeSafe(text)}</td>`);
		return `<tr><td class="name">${escapeSafe(data.names[row])}${place}</td>${figures.join("")}</tr>`;
	});
	return `<h2>Functions</h2>\n<table><thead><tr>${titles.map((title) => `<th scope="col">${title}</th>`).join("")}</tr></thead><tbody>\n${body.join("\n")}\n</tbody></table>`;
}

// packages/report/dist/flame/browser/box-colour.js
/**
* Colours of boxes. Plain: by whose code it is, varied a little from name to name. Showing change: grey for none, towards
* orange for growth and blue for shrinking, a pair that stays apart in every common colour blindness.
*/
function createPalette(data, tree, dark) {
	const hsl = (hue, saturation, lightness) => `hsl(${hue} ${saturation}% ${lightness.toFixed(1)}%)`;
	const origins = dark ? {
		app: [
			33,
			62,
			36
		],
		package: [
			211,
			46,
			39
		],
		node: [
			190,
			17,
			31
		],
		engine: [
			220,
			7,
			33
		]
	} : {
		app: [
			36,
			92,
			70
		],
		package: [
			208,
			74,
			77
		],
		node: [
			190,
			24,
			84
		],
		engine: [
			220,
			9,
			80
		]
	};
	const frameFills = data.names.map((name, row) => {
		let hash = 0;
		for (let i = 0; i < name.length; i++) hash = Math.imul(hash, 31) + name.charCodeAt(i) | 0;
		const vary = (hash >>> 3) % 9 - 4;
		const [hue, saturation, lightness] = origins[data.origins[row]];
		return hsl(hue + vary, saturation, lightness + vary * (dark ? .7 : .9));
	});
	const ends = dark ? [
		[
			42,
			104,
			168
		],
		[
			62,
			68,
			78
		],
		[
			186,
			94,
			22
		]
	] : [
		[
			92,
			163,
			222
		],
		[
			224,
			228,
			233
		],
		[
			246,
			150,
			62
		]
	];
	const ofChange = (change) => {
		const part = Math.min(1, Math.abs(change));
		return `rgb(${ends[change < 0 ? 0 : 2].map((value, i) => Math.round(ends[1][i] + (value - ends[1][i]) * part)).join(" ")})`;
	};
	const shades = Array.from({ length: 33 }, (_, step) => ofChange((step - 16) / 16));
	const shade = (change) => shades[Math.round(Math.max(-1, Math.min(1, change)) * 16) + 16];
	const rootFill = dark ? "rgb(56 62 72)" : "rgb(214 219 226)";
	const foldedFill = dark ? "rgb(44 49 57)" : "rgb(236 238 241)";
	const ofNode = (node) => {
		const frame = tree.frame[node];
		if (!tree.showsChange) return {
			fill: node === 0 ? rootFill : frame === -1 ? foldedFill : frameFills[frame],
			mark: void 0
		};
		const after = tree.after.total[node];
		if (tree.before === void 0) {
			const size = tree.after.size[node];
			return {
				fill: shade(size === 0 ? 0 : after / size),
				mark: void 0
			};
		}
		const before = tree.before.total[node];
		const mark = frame === -1 || before === after ? void 0 : before === 0 ? "new" : after === 0 ? "gone" : void 0;
		if (Math.abs(after - before) < 2 * data.grain || before === after) return {
			fill: shade(0),
			mark
		};
		if (mark !== void 0) return {
			fill: shade(mark === "new" ? 1 : -1),
			mark
		};
		const ratio = after / before;
		return {
			fill: shade(ratio > 0 ? Math.log2(ratio) / 2 : after - before),
			mark
		};
	};
	return dark ? {
		background: "#15181d",
		ink: "#f1f4f8",
		faintInk: "rgb(241 244 248 / 0.72)",
		outline: "#ffffff",
		sliver: "#343a44",
		ofNode,
		ofChange
	} : {
		background: "#ffffff",
		ink: "#171b21",
		faintInk: "rgb(23 27 33 / 0.58)",
		outline: "#10151c",
		sliver: "#dde1e6",
		ofNode,
		ofChange
	};
}

// packages/report/dist/flame/browser/create-controls.js
/** Search, switches, the path to the zoomed node, and the keyboard. */
function createControls(viewer, stage, root) {
	const { parts, data, tree } = viewer;
	const make = parts.makeElement;
	const find = (selector) => root.querySelector(selector);
	const search = find("#search");
	const found = find("#found");
	const crumbs = find("#crumbs");
	const back = find("#back");
	const reset = find("#reset");
	const help = find("#help");
	const drawing = find("#stage");
	const changes = {
		"root-top": { flame: false },
		"root-bottom": { flame: true },
		"order-size": { byName: false },
		"order-name": { byName: true },
		"width-before": { width: "before" },
		"width-after": { width: "after" },
		"width-union": { width: "union" }
	};
	const switches = [...root.querySelectorAll("button[data-set]")];
	for (const button of switches) button.addEventListener("click", () => viewer.change(changes[button.dataset.set]));
	const resetView = () => viewer.change({
		zoom: 0,
		selected: -1,
		query: ""
	});
	const toggleHelp = () => help.open ? help.close() : help.showModal();
	back.addEventListener("click", viewer.back);
	reset.addEventListener("click", resetView);
	find("#help-button").addEventListener("click", toggleHelp);
	find("#help-close").addEventListener("click", toggleHelp);
	let typing;
	search.addEventListener("input", () => {
		clearTimeout(typing);
		typing = setTimeout(() => viewer.change({ query: search.value }), 60);
	});
	const showCrumbs = (zoom) => {
		const path = [];
		for (let node = zoom; node !== -1; node = tree.parent[node]) path.push(node);
		path.reverse();
		const middle = path.length > 7 ? path.length - 5 : 0;
		const items = path.filter((_, i) => i < 1 || i > middle).map((node, i) => {
			const label = viewer.labelOf(node);
			const gap = middle > 0 && i === 1 ? `… ${middle} … ` : "";
			if (node === zoom) return make("li", {}, gap, make("span", { "aria-current": "location" }, label));
			const button = make("button", {
				type: "button",
				class: "link"
			}, label);
			button.addEventListener("click", () => viewer.change({
				zoom: node,
				selected: node > 0 ? node : -1
			}));
			return make("li", {}, gap, button);
		});
		const side = viewer.shownSide();
		const figures = `${parts.formatAmount(side.total[zoom], data.kind)} · ${parts.formatShare(side.total[zoom], side.size[0])}`;
		crumbs.replaceChildren(...items, make("li", { class: "figure" }, figures));
	};
	const showFound = () => {
		const matches = viewer.matches();
		if (matches === void 0) {
			found.textContent = "";
			return;
		}
		const whole = viewer.shownSide().size[0];
		const held = viewer.shownSide() === tree.before ? matches.before : matches.after;
		const change = tree.before === void 0 ? "" : `, ${parts.formatAmount(matches.after - matches.before, data.kind, { signed: true })}`;
		found.textContent = matches.boxes === 0 ? "nothing found" : `${parts.formatAmount(held, data.kind)} · ${parts.formatShare(held, whole)}${change} in ${matches.boxes.toLocaleString("en-US")} ${matches.boxes === 1 ? "box" : "boxes"}`;
	};
	viewer.watch((state) => {
		for (const button of switches) {
			const on = Object.entries(changes[button.dataset.set]).every(([field, value]) => state[field] === value);
			button.setAttribute("aria-pressed", String(on));
		}
		if (search.value !== state.query && root.ownerDocument.activeElement !== search) search.value = state.query;
		if (state.query === "") search.value = "";
		back.disabled = !viewer.canGoBack();
		reset.disabled = state.zoom === 0 && state.query === "" && state.selected === -1;
		showCrumbs(state.zoom);
		showFound();
	});
	/** From one match to the next, those in sight first come first. */
	const nextMatch = (step) => {
		const tops = viewer.matches()?.tops.filter((node) => viewer.layout().size[node] > 0) ?? [];
		if (tops.length === 0) return;
		const { left } = viewer.layout();
		const ordered = [...tops].sort((a, b) => left[a] - left[b] || a - b);
		const at = ordered.indexOf(viewer.state().selected);
		const selected = ordered.at((at + step + (at === -1 && step === -1 ? 1 : 0)) % ordered.length);
		const { zoom } = viewer.state();
		const inside = zoom <= selected && selected < tree.end[zoom];
		viewer.change({
			selected,
			...!inside && { zoom: 0 }
		});
	};
	const escape = () => {
		const { query, selected, zoom } = viewer.state();
		if (query !== "") viewer.change({ query: "" });
		else if (zoom > 0) viewer.change({ zoom: Math.max(0, tree.parent[zoom]) });
		else if (selected !== -1) viewer.change({ selected: -1 });
	};
	const towards = (key) => key === "ArrowDown" !== viewer.state().flame ? "in" : "out";
	const zoomToSelected = () => {
		const { selected } = viewer.state();
		if (selected !== -1) viewer.change({ zoom: tree.folded[selected] > 0 ? tree.parent[selected] : selected });
	};
	const widths = (width) => () => {
		if (tree.before !== void 0) viewer.change({ width });
	};
	const keys = {
		"/": () => {
			search.focus();
			search.select();
		},
		"?": toggleHelp,
		Escape: escape,
		Backspace: viewer.back,
		r: resetView,
		f: () => viewer.change({ flame: !viewer.state().flame }),
		o: () => viewer.change({ byName: !viewer.state().byName }),
		n: () => nextMatch(1),
		N: () => nextMatch(-1),
		b: widths("before"),
		a: widths("after"),
		u: widths("union")
	};
	const drawingKeys = {
		ArrowLeft: () => stage.move("left"),
		ArrowRight: () => stage.move("right"),
		ArrowUp: () => stage.move(towards("ArrowUp")),
		ArrowDown: () => stage.move(towards("ArrowDown")),
		Enter: zoomToSelected,
		Home: () => viewer.change({ zoom: 0 })
	};
	root.ownerDocument.addEventListener("keydown", (event) => {
		if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
		const target = event.target;
		if (target === search) {
			if (event.key === "Escape") {
				clearTimeout(typing);
				viewer.change({ query: "" });
				drawing.focus();
			} else if (event.key === "Enter") {
				clearTimeout(typing);
				viewer.change({ query: search.value });
				drawing.focus();
			}
			return;
		}
		const free = target === drawing || target === root || target === root.ownerDocument.documentElement;
		const action = keys[event.key] ?? (free ? drawingKeys[event.key] : void 0);
		if (action === void 0) return;
		event.preventDefault();
		action();
	});
}

// packages/report/dist/flame/browser/create-painter.js
/**
* Draws boxes, only those in sight: within a row it searches for the first, and leaps over what is narrower than a
* pixel, so that the cost follows the pixels and not the nodes.
*/
function createPainter(canvas, data, tree, labelOf, rowHeight) {
	const context = canvas.getContext("2d");
	const font = "12px system-ui, -apple-system, \"Segoe UI\", Roboto, \"Noto Sans\", sans-serif";
	const padding = 6;
	context.font = font;
	const ascii = Float64Array.from({ length: 128 }, (_, code) => code < 32 ? 12 : context.measureText(String.fromCharCode(code)).width);
	const ellipsis = context.measureText("…").width;
	const widthOf = (text) => {
		let width = 0;
		for (let i = 0; i < text.length; i++) {
			const code = text.charCodeAt(i);
			if (code > 127) return context.measureText(text).width;
			width += ascii[code];
		}
		return width;
	};
	/** As much of the text as fits, or nothing where that would be under three characters. */
	const fit = (text, room) => {
		if (widthOf(text) <= room) return text;
		let low = 0;
		let high = text.length;
		while (low < high) {
			const middle = low + high + 1 >> 1;
			if (widthOf(text.slice(0, middle)) + ellipsis <= room) low = middle;
			else high = middle - 1;
		}
		return low < 3 ? "" : `${text.slice(0, low).trimEnd()}…`;
	};
	/** A tile that repeats: diagonals for what is new, dots for what is gone. */
	const hatch = (mark, ink) => {
		const tile = document.createElement("canvas");
		tile.width = tile.height = 8;
		const pen = tile.getContext("2d");
		pen.globalAlpha = .3;
		pen.strokeStyle = pen.fillStyle = ink;
		pen.lineWidth = 1.6;
		pen.beginPath();
		if (mark === "new") {
			for (const start of [
				-8,
				0,
				8
			]) {
				pen.moveTo(start - 1, 9);
				pen.lineTo(start + 9, -1);
			}
			pen.stroke();
		} else {
			pen.arc(2, 2, 1.2, 0, 7);
			pen.arc(6, 6, 1.2, 0, 7);
			pen.fill();
		}
		return context.createPattern(tile, "repeat");
	};
	const hatches = /* @__PURE__ */ new Map();
	const hatchFor = (mark, ink) => {
		const known = hatches.get(mark + ink) ?? hatch(mark, ink);
		hatches.set(mark + ink, known);
		return known;
	};
	return (picture) => {
		const { layout, palette, from, to, width, height, matches } = picture;
		const ratio = window.devicePixelRatio || 1;
		if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
			canvas.width = Math.round(width * ratio);
			canvas.height = Math.round(height * ratio);
		}
		context.setTransform(ratio, 0, 0, ratio, 0, 0);
		context.fillStyle = palette.background;
		context.fillRect(0, 0, width, height);
		if (to <= from) return 0;
		const scale = width / (to - from);
		const { left, size, byRow, rowOffsets } = layout;
		const labels = [];
		const outlines = [];
		let boxes = 0;
		/** The first place in a row, from `start` on, whose box ends right of `edge`. */
		const firstBehind = (edge, start, stop) => {
			let low = start;
			let high = stop;
			while (low < high) {
				const middle = low + high >> 1;
				const node = byRow[middle];
				if (left[node] + size[node] > edge) high = middle;
				else low = middle + 1;
			}
			return low;
		};
		for (let depth = picture.firstDepth; depth <= picture.lastDepth; depth++) {
			const y = picture.topOf(depth);
			const stop = rowOffsets[depth + 1];
			let at = firstBehind(from, rowOffsets[depth], stop);
			while (at < stop) {
				const node = byRow[at];
				if (left[node] >= to) break;
				const x = Math.max(0, (left[node] - from) * scale);
				const right = Math.min(width, (left[node] + size[node] - from) * scale);
				boxes++;
				if (right - x < 1) {
					const found = matches !== void 0 && tree.frame[node] !== -1 && matches.frames[tree.frame[node]] === 1;
					context.fillStyle = found ? palette.faintInk : palette.sliver;
					context.fillRect(x, y, Math.max(.5, right - x), rowHeight - 1);
					at = firstBehind(from + (x + 1) / scale, at + 1, stop);
					continue;
				}
				at++;
				const frame = tree.frame[node];
				const dimmed = matches !== void 0 && (frame === -1 || matches.frames[frame] === 0);
				const { fill, mark } = palette.ofNode(node);
				const wide = Math.max(.75, right - x - (right - x > 4 ? 1 : .25));
				context.globalAlpha = dimmed ? .28 : 1;
				context.fillStyle = fill;
				context.fillRect(x, y, wide, rowHeight - 1);
				if (mark !== void 0 && wide > 3) {
					context.fillStyle = hatchFor(mark, palette.ink);
					context.fillRect(x, y, wide, rowHeight - 1);
				}
				context.globalAlpha = 1;
				if (matches !== void 0 && !dimmed && wide > 3) outlines.push({
					x,
					y,
					wide,
					weight: 1
				});
				if (frame !== -1 && frame === picture.selectedFrame && wide > 2) outlines.push({
					x,
					y,
					wide,
					weight: 1.5
				});
				if (node === picture.selected) outlines.push({
					x,
					y,
					wide,
					weight: 2.5
				});
				else if (node === picture.hovered) {
					context.fillStyle = palette.outline;
					context.globalAlpha = .14;
					context.fillRect(x, y, wide, rowHeight - 1);
					context.globalAlpha = 1;
				}
				if (wide > 26) labels.push({
					node,
					x,
					y,
					room: wide - 12,
					strong: !dimmed
				});
			}
		}
		context.font = font;
		context.textBaseline = "middle";
		for (const { node, x, y, room, strong } of labels) {
			const name = fit(labelOf(node), room);
			if (name === "") continue;
			context.fillStyle = strong ? palette.ink : palette.faintInk;
			const middle = y + rowHeight / 2;
			context.fillText(name, x + padding, middle);
			const frame = tree.frame[node];
			const file = frame === -1 ? "" : data.files[data.fileOf[frame]];
			if (file === "" || !strong) continue;
			const used = widthOf(name) + 10;
			const place = `${file.slice(file.search(/[^/\\]*$/))}:${data.lines[frame]}`;
			if (widthOf(place) > room - used) continue;
			context.fillStyle = palette.faintInk;
			context.fillText(place, x + padding + used, middle);
		}
		context.strokeStyle = palette.outline;
		for (const { x, y, wide, weight } of outlines) {
			context.lineWidth = weight;
			context.strokeRect(x + weight / 2, y + weight / 2, Math.max(0, wide - weight), rowHeight - 1 - weight);
		}
		return boxes;
	};
}

// packages/report/dist/flame/browser/create-panel.js
/** The side panel: the chosen function with who calls it and whom it calls, above the list of functions. */
function createPanel(viewer, chosen, list) {
	const { parts, data, tree } = viewer;
	const make = parts.makeElement;
	const figures = parts.functionFigures(tree, data.names.length);
	const amount = (value) => parts.formatAmount(value, data.kind);
	const signed = (value) => parts.formatAmount(value, data.kind, { signed: true });
	const compares = tree.before !== void 0;
	const most = 100;
	let basis = "self";
	const largestNode = (frame) => {
		let largest = -1;
		const { size } = viewer.layout();
		for (let node = 0; node < tree.length; node++) if (tree.frame[node] === frame && (largest === -1 || size[node] > size[largest])) largest = node;
		return largest;
	};
	const choose = (frame) => {
		const selected = largestNode(frame);
		const { zoom } = viewer.state();
		const inside = zoom <= selected && selected < tree.end[zoom];
		viewer.change({
			selected,
			...!inside && { zoom: 0 }
		});
	};
	const link = (frame, otherwise) => {
		const name = viewer.nameOf(frame, otherwise);
		if (frame === -1) return make("span", { class: "nobody" }, name);
		const place = viewer.placeOf(frame);
		const button = make("button", {
			type: "button",
			class: "link",
			title: place === "" ? name : `${name}\n${place}`
		}, name, " ", make("small", {}, place.slice(place.search(/[^/\\]*$/))));
		button.addEventListener("click", () => choose(frame));
		return button;
	};
	const bar = (part, whole) => {
		const fill = make("i", {});
		fill.style.width = `${whole === 0 ? 0 : Math.min(100, 100 * Math.abs(part) / whole)}%`;
		return make("span", {
			class: "bar",
			"aria-hidden": "true"
		}, fill);
	};
	const neighbourList = (title, all, otherwise) => {
		if (all.length === 0) return [];
		const weight = ({ after, before }) => Math.max(Math.abs(after), Math.abs(before));
		const whole = all.reduce((sum, one) => sum + weight(one), 0);
		const rows = all.slice(0, 8).map((one) => make("li", {}, bar(weight(one), whole), link(one.frame, otherwise), make("span", { class: "figure" }, compares ? signed(one.after - one.before) : amount(one.after))));
		const more = all.length > 8 ? [make("li", { class: "more" }, `and ${all.length - 8} more`)] : [];
		return [make("h3", {}, title), make("ul", {}, ...rows, ...more)];
	};
	const fact = (title, then, now) => make("div", {}, make("dt", {}, title), compares ? make("dd", {}, `${amount(then)} → ${amount(now)} `, make("b", { class: now > then ? "grew" : now < then ? "shrank" : "" }, signed(now - then)), ` ${parts.formatChange(then, now)}`) : make("dd", {}, `${amount(now)} `, make("small", {}, parts.formatShare(now, tree.after.size[0]))));
	const showChosen = (frame) => {
		chosen.hidden = frame === -1;
		if (frame === -1) return;
		const { callers, callees } = parts.neighbours(tree, frame);
		const hadFocus = chosen.contains(document.activeElement);
		const close = make("button", {
			type: "button",
			class: "close",
			"aria-label": "Close"
		}, "×");
		close.addEventListener("click", () => viewer.change({ selected: -1 }));
		chosen.replaceChildren(close, make("h2", {}, viewer.nameOf(frame, "")), make("p", { class: "place" }, viewer.placeOf(frame)), make("dl", {}, fact("total", figures.beforeTotal[frame], figures.total[frame]), fact("self", figures.beforeSelf[frame], figures.self[frame])), ...neighbourList("Called by", callers, "nothing: it is at the root"), ...neighbourList("Calls", callees, "smaller ones"));
		if (hadFocus) close.focus();
	};
	const showList = () => {
		const now = basis === "self" ? figures.self : figures.total;
		const then = basis === "self" ? figures.beforeSelf : figures.beforeTotal;
		const weight = (frame) => Math.abs(now[frame] - (compares ? then[frame] : 0));
		const found = viewer.matches();
		const frames = data.names.map((_, frame) => frame).filter((frame) => (now[frame] !== 0 || then[frame] !== 0) && found?.frames[frame] !== 0).sort((a, b) => weight(b) - weight(a) || a - b);
		const whole = tree.after.size[0];
		const scale = frames.length === 0 ? 0 : weight(frames[0]);
		const rows = frames.slice(0, most).map((frame) => {
			const change = now[frame] - then[frame];
			const cells = compares ? [
				make("td", {}, amount(then[frame])),
				make("td", {}, amount(now[frame])),
				make("td", { class: change > 0 ? "delta grew" : change < 0 ? "delta shrank" : "delta" }, signed(change), make("small", {}, parts.formatChange(then[frame], now[frame])))
			] : [make("td", {}, amount(now[frame])), make("td", { class: "share" }, parts.formatShare(now[frame], whole))];
			return make("tr", { "data-frame": String(frame) }, make("td", { class: "name" }, bar(weight(frame), scale), link(frame, "")), ...cells);
		});
		const titles = compares ? [
			"function",
			"before",
			"after",
			"Δ"
		] : [
			"function",
			basis,
			"%"
		];
		const tabs = ["self", "total"].map((name) => {
			const tab = make("button", {
				type: "button",
				"aria-pressed": String(name === basis)
			}, name);
			tab.addEventListener("click", () => {
				basis = name;
				showList();
				markChosen();
			});
			return tab;
		});
		const count = frames.length > most ? `${most} of ${frames.length.toLocaleString("en-US")}` : String(frames.length);
		list.replaceChildren(make("div", { class: "list-head" }, make("h2", {}, found === void 0 ? "Functions " : "Matching functions ", make("small", {}, count)), make("div", {
			class: "segments",
			role: "group",
			"aria-label": "Figures of the list"
		}, ...tabs)), make("table", compares ? { class: "changes" } : {}, make("thead", {}, make("tr", {}, ...titles.map((title) => make("th", { scope: "col" }, title)))), make("tbody", {}, ...rows)));
	};
	const markChosen = () => {
		const { selected } = viewer.state();
		const current = String(selected > 0 ? tree.frame[selected] : -1);
		for (const row of list.querySelectorAll("tr[data-frame]")) row.classList.toggle("current", row.dataset.frame === current);
	};
	viewer.watch((state, before) => {
		if (state.selected !== before?.selected) showChosen(state.selected > 0 ? tree.frame[state.selected] : -1);
		if (state.query !== before?.query) showList();
		markChosen();
	});
}

// packages/report/dist/flame/browser/create-stage.js
/** The drawing: a canvas as large as the window's part that shows, over a strip as tall as the tree. */
function createStage(viewer, stage, status, tooltip) {
	const { parts, data, tree } = viewer;
	const rowHeight = 22;
	const margin = 6;
	const strip = stage.querySelector(".strip");
	const canvas = stage.querySelector("canvas");
	const paint = parts.createPainter(canvas, data, tree, viewer.labelOf, rowHeight);
	const darkScheme = window.matchMedia("(prefers-color-scheme: dark)");
	const still = window.matchMedia("(prefers-reduced-motion: reduce)");
	let palette = parts.createPalette(data, tree, darkScheme.matches);
	let from = 0;
	let to = 1;
	let rows = 1;
	let hovered = -1;
	let frameRequest = 0;
	let glide;
	let placeInRow;
	const sizeOf = (node) => viewer.layout().size[node];
	const goal = () => {
		const { zoom } = viewer.state();
		const left = viewer.layout().left[zoom];
		return {
			from: left,
			to: left + sizeOf(zoom)
		};
	};
	const offsetOf = (depth) => {
		if (!viewer.state().flame) return margin + depth * rowHeight;
		return Math.max(rows * rowHeight + 12, stage.clientHeight) - margin - (depth + 1) * rowHeight;
	};
	const depthAt = (y) => {
		if (!viewer.state().flame) return Math.floor((y - margin) / rowHeight);
		return Math.ceil((offsetOf(-1) - y) / rowHeight) - 1;
	};
	const draw = () => {
		frameRequest = 0;
		const end = goal();
		if (glide === void 0) ({from, to} = end);
		else {
			const part = Math.min(1, (performance.now() - glide.since) / 160);
			const eased = 1 - (1 - part) ** 3;
			from = glide.from + (end.from - glide.from) * eased;
			to = glide.to + (end.to - glide.to) * eased;
			if (part === 1) glide = void 0;
			else request();
		}
		const top = stage.scrollTop;
		const height = stage.clientHeight;
		const visible = [depthAt(top), depthAt(top + height)].sort((a, b) => a - b);
		const { selected } = viewer.state();
		const boxes = paint({
			layout: viewer.layout(),
			palette,
			from,
			to,
			width: canvas.clientWidth,
			height,
			topOf: (depth) => offsetOf(depth) - top,
			firstDepth: Math.max(0, visible[0]),
			lastDepth: Math.min(rows - 1, visible[1]),
			matches: viewer.matches(),
			selected,
			hovered,
			selectedFrame: selected > 0 ? tree.frame[selected] : -1
		});
		canvas.dataset.boxes = String(boxes);
		canvas.dataset.settled = String(glide === void 0);
	};
	function request() {
		if (frameRequest === 0) frameRequest = requestAnimationFrame(draw);
	}
	const measure = () => {
		const { zoom } = viewer.state();
		rows = 1;
		for (let node = zoom; node < tree.end[zoom]; node++) if (sizeOf(node) > 0 && tree.depth[node] >= rows) rows = tree.depth[node] + 1;
		strip.style.height = `${Math.max(rows * rowHeight + 12, stage.clientHeight)}px`;
		canvas.style.height = `${stage.clientHeight}px`;
	};
	const reveal = (node) => {
		const top = offsetOf(tree.depth[node]);
		if (top < stage.scrollTop) stage.scrollTop = Math.max(0, top - rowHeight);
		const overlap = top + 44 - stage.scrollTop - stage.clientHeight;
		if (overlap > 0) stage.scrollTop += overlap;
	};
	const nodeAt = (x, y) => {
		const depth = depthAt(y);
		if (depth < 0 || depth >= rows) return -1;
		const { left, size, byRow, rowOffsets } = viewer.layout();
		const at = from + x / canvas.clientWidth * (to - from);
		let low = rowOffsets[depth];
		let high = rowOffsets[depth + 1];
		while (low < high) {
			const middle = low + high >> 1;
			const node = byRow[middle];
			if (left[node] + size[node] > at) high = middle;
			else low = middle + 1;
		}
		if (low >= rowOffsets[depth + 1]) return -1;
		const node = byRow[low];
		return left[node] <= at ? node : -1;
	};
	const nodeUnder = (event) => {
		const box = canvas.getBoundingClientRect();
		const x = event.clientX - box.left;
		if (x < 0 || x >= box.width) return -1;
		return nodeAt(x, event.clientY - stage.getBoundingClientRect().top + stage.scrollTop);
	};
	const announce = (node) => {
		const side = viewer.shownSide();
		const frame = tree.frame[node];
		const share = parts.formatShare(side.total[node], side.size[0]);
		status.textContent = [
			viewer.labelOf(node),
			viewer.placeOf(frame),
			parts.formatAmount(side.total[node], data.kind),
			tree.before === void 0 ? "" : parts.formatChange(tree.before.total[node], tree.after.total[node]),
			share === "" ? "" : `${share} of all`
		].filter((text) => text !== "").join(", ");
	};
	stage.addEventListener("pointermove", (event) => {
		const node = nodeUnder(event);
		if (node !== hovered) {
			hovered = node;
			stage.classList.toggle("over", node !== -1);
			request();
		}
		if (node === -1) tooltip.hide();
		else tooltip.show(node, event.clientX, event.clientY);
	});
	stage.addEventListener("pointerleave", () => {
		hovered = -1;
		tooltip.hide();
		request();
	});
	stage.addEventListener("click", (event) => {
		const node = nodeUnder(event);
		if (node === -1) return;
		tooltip.hide();
		viewer.change({
			zoom: tree.folded[node] > 0 ? tree.parent[node] : node,
			selected: node
		});
	});
	stage.addEventListener("scroll", () => {
		tooltip.hide();
		request();
	});
	new ResizeObserver(() => {
		measure();
		request();
	}).observe(stage);
	darkScheme.addEventListener("change", () => {
		palette = parts.createPalette(data, tree, darkScheme.matches);
		request();
	});
	viewer.watch((state, before) => {
		const moved = before !== void 0 && (state.zoom !== before.zoom || state.width !== before.width);
		if (before === void 0 || moved || state.byName !== before.byName || state.flame !== before.flame) {
			measure();
			placeInRow = void 0;
			hovered = -1;
		}
		if (before !== void 0 && state.flame !== before.flame) stage.scrollTop = state.flame ? stage.scrollHeight : 0;
		else if (before === void 0 && state.flame) stage.scrollTop = stage.scrollHeight;
		if (moved && state.width === before.width && !still.matches) glide = {
			since: performance.now(),
			from,
			to
		};
		if (moved) reveal(state.zoom);
		if (state.selected !== -1 && state.selected !== before?.selected) {
			reveal(state.selected);
			announce(state.selected);
		}
		request();
	});
	const beside = (node, step) => {
		const { byRow, rowOffsets, left, size } = viewer.layout();
		if (placeInRow === void 0) {
			placeInRow = new Int32Array(tree.length);
			for (let i = 0; i < byRow.length; i++) placeInRow[byRow[i]] = i;
		}
		const end = goal();
		const depth = tree.depth[node];
		let place = placeInRow[node] + step;
		while (place >= rowOffsets[depth] && place < rowOffsets[depth + 1]) {
			const next = byRow[place];
			if (left[next] >= end.to || left[next] + size[next] <= end.from) return node;
			if (size[next] > 0) return next;
			place += step;
		}
		return node;
	};
	/** Towards the zoomed node where it lies below, else the leftmost. */
	const firstChild = (node) => {
		const { zoom } = viewer.state();
		let first = node;
		for (let i = tree.childOffsets[node]; i < tree.childOffsets[node + 1]; i++) {
			const child = tree.children[i];
			if (child <= zoom && zoom < tree.end[child]) return child;
			if (sizeOf(child) > 0 && (first === node || viewer.layout().left[child] < viewer.layout().left[first])) first = child;
		}
		return first;
	};
	return {
		move: (direction) => {
			const { selected, zoom } = viewer.state();
			if (selected === -1) {
				viewer.change({ selected: zoom });
				return;
			}
			const next = {
				in: () => firstChild(selected),
				out: () => Math.max(0, tree.parent[selected]),
				left: () => beside(selected, -1),
				right: () => beside(selected, 1)
			}[direction]();
			if (next !== selected) viewer.change({ selected: next });
		},
		setLight: (light) => {
			palette = parts.createPalette(data, tree, !light && darkScheme.matches);
			draw();
		}
	};
}

// packages/report/dist/flame/browser/create-tooltip.js
/** The figures of a node, beside the pointer. */
function createTooltip({ parts, data, tree, labelOf, placeOf, shownSide }, box) {
	const make = parts.makeElement;
	const amount = (value) => parts.formatAmount(value, data.kind);
	let shown = -1;
	const plainRows = (node) => {
		const { self, total, size } = tree.after;
		const parent = tree.parent[node];
		const row = (title, value) => make("tr", {}, make("th", { scope: "row" }, title), make("td", { class: "main" }, amount(value)), make("td", {}, parts.formatShare(value, size[0])), make("td", {}, parent === -1 ? "" : parts.formatShare(value, size[parent])));
		return [
			make("tr", {}, ...[
				"",
				"",
				"of all",
				parent === -1 ? "" : "of parent"
			].map((text) => make("th", {}, text))),
			row("total", total[node]),
			row("self", self[node])
		];
	};
	const changeRows = (node) => {
		const { after } = tree;
		const before = tree.before;
		const row = (title, then, now) => make("tr", {}, make("th", { scope: "row" }, title), make("td", {}, amount(then)), make("td", { class: "main" }, amount(now)), make("td", { class: now > then ? "main grew" : now < then ? "main shrank" : "main" }, parts.formatAmount(now - then, data.kind, { signed: true })), make("td", { class: "times" }, parts.formatChange(then, now)));
		return [
			make("tr", {}, ...[
				"",
				"before",
				"after",
				"Δ",
				"×"
			].map((text) => make("th", {}, text))),
			row("total", before.total[node], after.total[node]),
			row("self", before.self[node], after.self[node])
		];
	};
	const noteOf = (node) => {
		const shares = [];
		if (tree.before !== void 0) {
			const { total, size } = shownSide();
			const side = shownSide() === tree.before ? "before" : "after";
			const parent = tree.parent[node];
			if (size[node] > 0) shares.push(`${side}: ${parts.formatShare(total[node], size[0])} of all`);
			if (size[node] > 0 && parent !== -1) shares.push(`${parts.formatShare(total[node], size[parent])} of parent`);
			const change = Math.abs(tree.after.total[node] - tree.before.total[node]);
			if (change > 0 && change < 2 * data.grain) shares.push("change below two samples");
		}
		return shares.join(" · ");
	};
	return {
		show: (node, x, y) => {
			if (node !== shown) {
				shown = node;
				const place = placeOf(tree.frame[node]);
				const rows = tree.before === void 0 ? plainRows(node) : changeRows(node);
				const note = noteOf(node);
				box.replaceChildren(make("strong", {}, labelOf(node)), ...place === "" ? [] : [make("div", { class: "place" }, place)], make("table", {}, ...rows), ...note === "" ? [] : [make("div", { class: "note" }, note)]);
			}
			box.hidden = false;
			const { width, height } = box.getBoundingClientRect();
			const right = x + 16 + width > window.innerWidth;
			const below = y + 20 + height > window.innerHeight;
			box.style.left = `${Math.max(4, right ? x - 12 - width : x + 16)}px`;
			box.style.top = `${Math.max(4, below ? y - 12 - height : y + 20)}px`;
		},
		hide: () => {
			box.hidden = true;
			shown = -1;
		}
	};
}

// packages/report/dist/flame/browser/create-viewer.js
function createViewer(parts, data) {
	const tree = parts.openTree(data);
	const listeners = [];
	const trail = [];
	let state = parts.readHash(location.hash, tree.length);
	let matches = parts.findMatches(data, tree, state.query);
	const sizes = () => {
		if (tree.before === void 0 || state.width === "after") return tree.after.size;
		return state.width === "before" ? tree.before.size : tree.unionSize;
	};
	/** What has no width here cannot fill it. */
	const shownZoom = (node) => {
		let shown = node;
		while (shown > 0 && !(sizes()[shown] > 0)) shown = tree.parent[shown];
		return shown;
	};
	const lay = () => parts.layOut(tree, sizes(), { byName: state.byName });
	state = {
		...state,
		zoom: shownZoom(state.zoom)
	};
	let layout = lay();
	const apply = (next) => {
		const before = state;
		state = next;
		state = {
			...state,
			zoom: shownZoom(state.zoom)
		};
		if (state.query !== before.query) matches = parts.findMatches(data, tree, state.query);
		if (state.width !== before.width || state.byName !== before.byName) layout = lay();
		for (const listener of listeners) listener(state, before);
	};
	const remember = (newEntry) => {
		const hash = parts.writeHash(state);
		const address = hash === "#" ? location.href.replace(/#.*$/s, "") : hash;
		try {
			if (newEntry) history.pushState(void 0, "", address);
			else history.replaceState(void 0, "", address);
		} catch {}
	};
	const change = (part) => {
		const { zoom } = state;
		apply({
			...state,
			...part
		});
		if (state.zoom !== zoom) trail.push(zoom);
		remember(state.zoom !== zoom);
	};
	const follow = () => {
		const next = parts.readHash(location.hash, tree.length);
		if (parts.writeHash(next) !== parts.writeHash(state)) apply(next);
	};
	window.addEventListener("popstate", follow);
	window.addEventListener("hashchange", follow);
	const nameOf = (frame, otherwise) => frame === -1 ? otherwise : data.names[frame];
	return {
		parts,
		data,
		tree,
		state: () => state,
		layout: () => layout,
		matches: () => matches,
		change,
		back: () => {
			const zoom = trail.pop();
			if (zoom === void 0) return;
			apply({
				...state,
				zoom,
				selected: -1
			});
			remember(true);
		},
		canGoBack: () => trail.length > 0,
		watch: (listener) => {
			listeners.push(listener);
			listener(state, void 0);
		},
		labelOf: (node) => {
			if (node === 0) return "all";
			const folded = tree.folded[node];
			return nameOf(tree.frame[node], `${folded.toLocaleString("en-US")} smaller ${folded === 1 ? "node" : "nodes"}`);
		},
		nameOf,
		placeOf: (frame) => {
			const file = frame === -1 ? "" : data.files[data.fileOf[frame]];
			if (file === "") return "";
			return data.lines[frame] > 0 ? `${file}:${data.lines[frame]}` : file;
		},
		shownSide: () => state.width === "before" && tree.before !== void 0 ? tree.before : tree.after
	};
}

// packages/report/dist/flame/browser/find-matches.js
/**
* Functions whose name or file contains `query`, whatever the case; `/…/` is a regular expression. `undefined` for an
* empty query; one that is no expression finds nothing.
*/
function findMatches(data, tree, query) {
	if (query === "") return void 0;
	const expression = /^\/(.+)\/$/s.exec(query);
	let matches;
	if (expression === null) {
		const wanted = query.toLowerCase();
		matches = (text) => text.toLowerCase().includes(wanted);
	} else try {
		const pattern = new RegExp(expression[1], "i");
		matches = (text) => pattern.test(text);
	} catch {
		matches = () => false;
	}
	const files = data.files.map(matches);
	const frames = Uint8Array.from(data.names, (name, row) => files[data.fileOf[row]] || matches(name) ? 1 : 0);
	const tops = [];
	let boxes = 0;
	let after = 0;
	let before = 0;
	let covered = 0;
	for (let node = 0; node < tree.length; node++) {
		const frame = tree.frame[node];
		if (frame === -1 || frames[frame] === 0) continue;
		boxes++;
		if (node < covered) continue;
		covered = tree.end[node];
		tops.push(node);
		after += tree.after.total[node];
		before += tree.before?.total[node] ?? 0;
	}
	return {
		frames,
		tops,
		boxes,
		after,
		before
	};
}

// packages/report/dist/flame/browser/lay-out.js
/** Places the children of each node side by side from its left edge; what the node holds itself stays free at its right. */
function layOut(tree, size, { byName = false } = {}) {
	const { length, childOffsets, depth } = tree;
	let { children } = tree;
	if (!byName) {
		children = children.slice();
		for (let node = 0; node < length; node++) {
			const first = childOffsets[node];
			const last = childOffsets[node + 1];
			if (last - first > 1) children.subarray(first, last).sort((a, b) => size[b] - size[a] || a - b);
		}
	}
	const left = new Float64Array(length);
	const byRow = new Int32Array(length);
	let queued = 1;
	let maxDepth = 0;
	for (let next = 0; next < length; next++) {
		const node = byRow[next];
		if (depth[node] > maxDepth) maxDepth = depth[node];
		let edge = left[node];
		for (let i = childOffsets[node]; i < childOffsets[node + 1]; i++) {
			const child = children[i];
			left[child] = edge;
			edge += size[child];
			byRow[queued++] = child;
		}
	}
	const rowOffsets = new Int32Array(maxDepth + 2);
	for (let i = 0; i < length; i++) rowOffsets[depth[byRow[i]] + 1] = i + 1;
	return {
		left,
		size,
		byRow,
		rowOffsets
	};
}

// packages/report/dist/flame/browser/make-element.js
/** An element with attributes and content. Strings become text, never markup. */
function makeElement(tag, attributes, ...content) {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
	element.append(...content);
	return element;
}

// packages/report/dist/flame/browser/neighbours.js
/** Who calls a function and whom it calls, over all its places; the largest first. Direct recursion is left out. */
function neighbours(tree, frame) {
	const callers = /* @__PURE__ */ new Map();
	const callees = /* @__PURE__ */ new Map();
	/** End of the subtree in which a neighbour has been counted, so that recursion through it counts once. */
	const callerUntil = /* @__PURE__ */ new Map();
	const calleeUntil = /* @__PURE__ */ new Map();
	const count = (sums, until, other, node) => {
		if (other === frame || node < (until.get(other) ?? 0)) return;
		until.set(other, tree.end[node]);
		const sum = sums.get(other) ?? {
			after: 0,
			before: 0
		};
		sum.after += tree.after.total[node];
		sum.before += tree.before?.total[node] ?? 0;
		sums.set(other, sum);
	};
	for (let node = 1; node < tree.length; node++) {
		const above = tree.frame[tree.parent[node]];
		if (tree.frame[node] === frame) count(callers, callerUntil, above, node);
		else if (above === frame) count(callees, calleeUntil, tree.frame[node], node);
	}
	const listed = (sums) => [...sums].map(([other, sum]) => ({
		frame: other,
		...sum
	})).sort((a, b) => Math.max(Math.abs(b.after), Math.abs(b.before)) - Math.max(Math.abs(a.after), Math.abs(a.before)));
	return {
		callers: listed(callers),
		callees: listed(callees)
	};
}

// packages/report/dist/flame/browser/start-viewer.js
/** Brings the page to life. Without it the page is a table of functions. */
function startViewer(parts) {
	const find = (id) => document.getElementById(id);
	const data = JSON.parse(find("data").textContent);
	document.documentElement.classList.add("live");
	const viewer = parts.createViewer(parts, data);
	const tooltip = parts.createTooltip(viewer, find("tip"));
	const stage = parts.createStage(viewer, find("stage"), find("status"), tooltip);
	parts.createPanel(viewer, find("chosen"), find("functions"));
	parts.createControls(viewer, stage, document.body);
	window.addEventListener("beforeprint", () => stage.setLight(true));
	window.addEventListener("afterprint", () => stage.setLight(false));
}

// packages/report/dist/flame/browser/view-state.js
/** Reads {@link writeHash}'s text; whatever does not hold is as at the start. */
function readHash(hash, nodes) {
	const fields = new URLSearchParams(hash.replace(/^#/, ""));
	const node = (name, otherwise) => {
		const text = fields.get(name) ?? "";
		return /^\d{1,9}$/.test(text) && Number(text) < nodes ? Number(text) : otherwise;
	};
	const width = fields.get("width");
	return {
		zoom: node("zoom", 0),
		selected: node("at", -1),
		query: (fields.get("q") ?? "").slice(0, 500),
		flame: fields.get("root") === "bottom",
		byName: fields.get("order") === "name",
		width: width === "before" || width === "union" ? width : "after"
	};
}
/** `#zoom=12&q=session`; only what differs from the start. */
function writeHash({ zoom, selected, query, flame, byName, width }) {
	const fields = new URLSearchParams();
	if (zoom > 0) fields.set("zoom", String(zoom));
	if (selected > 0 && selected !== zoom) fields.set("at", String(selected));
	if (query !== "") fields.set("q", query);
	if (flame) fields.set("root", "bottom");
	if (byName) fields.set("order", "name");
	if (width !== "after") fields.set("width", width);
	return `#${fields.toString()}`;
}

// packages/report/dist/flame/viewer-parts.js
/**
* The page's program, in pieces.
*
* Each is a function that refers to nothing outside itself but the language and the browser: it is compiled and checked
* like all code here, and travels as its own source text ({@link viewerScript}). So there is no bundler and no
* generated file. What a piece needs of another comes in through its arguments; `import type` is all it may import.
*/
const parts = {
	createControls,
	createPainter,
	createPalette,
	createPanel,
	createStage,
	createTooltip,
	createViewer,
	findMatches,
	formatAmount,
	formatChange,
	formatShare,
	functionFigures,
	layOut,
	makeElement,
	neighbours,
	openTree,
	readHash,
	writeHash
};
/** The text of the script in the page. */
function viewerScript() {
	const fields = Object.entries(parts).map(([name, part]) => `${name}: ${part.toString()}`);
	return `'use strict';\n(${startViewer.toString()})({\n${fields.join(",\n")},\n});\n`;
}

// packages/report/dist/flame/render-flame-html.js
/**
* The tree as one HTML file to look at in a browser: zoom, search, callers and callees, comparison.
*
* The file needs nothing else and may ask for nothing: its policy forbids every request, and allows the one script and
* the one style sheet by their hashes. Names are shown with {@link safeText}'s stand-ins, never as markup. Equal input
* gives an equal file.
*/
function renderFlameHtml(tree, options = {}) {
	const data = flameData(tree);
	const heading = flameHeading(tree, data, options);
	const script = viewerScript();
	const policy = [
		"default-src 'none'",
		`script-src '${hashOf(script)}'`,
		`style-src '${hashOf(PAGE_STYLE)}'`,
		"img-src data:",
		"base-uri 'none'",
		"form-action 'none'"
	].join("; ");
	const facts = heading.facts.map((fact) => `<span>${escapeMarkup(fact)}</span>`).join("");
	const direction = heading.change.startsWith("−") ? "shrank" : heading.change.startsWith("+") ? "grew" : "";
	const change = heading.change === "" ? "" : `&ensp;<span class="${direction}">${escapeMarkup(heading.change)}</span>`;
	const title = escapeMarkup(heading.title);
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="heaptide">
<link rel="icon" href="data:,">
<title>${title} · ${escapeMarkup(data.type)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<header>
<h1>${title}<span class="type">${escapeMarkup(data.type)}</span></h1>
<div class="tools only-live">
<div class="search"><input id="search" type="search" placeholder="Search functions, files" aria-label="Search functions and files" autocomplete="off" spellcheck="false"><kbd aria-hidden="true">/</kbd></div>
${switches(data)}
<button type="button" class="plain" id="back" title="Previous zoom (Backspace)">Back</button>
<button type="button" class="plain" id="reset" title="Whole tree (r)">Reset</button>
<button type="button" class="plain" id="help-button" title="Keys (?)" aria-label="Help">?</button>
</div>
<p class="facts"><b>${escapeMarkup(heading.amount)}${change}</b>${facts}</p>
</header>
<div class="where">
<ol id="crumbs" class="only-live" aria-label="Path to the zoomed function"></ol>
<output id="found" class="only-live" for="search"></output>
<div class="legend">${legend(data)}</div>
</div>
<main>
<div id="stage" class="only-live" tabindex="0" role="application" aria-label="Flame graph. Arrow keys move, Enter zooms, question mark lists all keys. The list of functions holds the same figures."><div class="strip"><canvas aria-hidden="true"></canvas></div></div>
<aside>
<section id="chosen" aria-label="Chosen function" hidden></section>
<p class="only-static note">The graph is drawn by a script, which does not run here. These are the functions that hold or changed most.</p>
<section id="functions" aria-label="Functions">
${staticFunctions(data)}
</section>
</aside>
</main>
<div id="tip" role="tooltip" hidden></div>
<p id="status" class="unseen" role="status"></p>
${HELP}
<script type="application/json" id="data">${scriptJson(data)}<\/script>
<script>${script}<\/script>
</body>
</html>
`;
}
function hashOf(text) {
	return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
function switches({ before }) {
	const group = (label, buttons) => {
		return `<div class="segments" role="group" aria-label="${label}">${buttons.map(([set, text, title]) => `<button type="button" data-set="${set}" title="${title}">${text}</button>`).join("")}</div>`;
	};
	const groups = [group("Root", [[
		"root-top",
		"Icicle",
		"Root at the top (f)"
	], [
		"root-bottom",
		"Flame",
		"Root at the bottom (f)"
	]]), group("Order", [[
		"order-size",
		"Largest first",
		"Siblings by size (o)"
	], [
		"order-name",
		"By name",
		"Siblings by name (o)"
	]])];
	if (before !== void 0) {
		const widths = group("Width of boxes", [
			[
				"width-before",
				"Before",
				"Boxes as wide as they were (b)"
			],
			[
				"width-after",
				"After",
				"Boxes as wide as they are now (a)"
			],
			[
				"width-union",
				"Union",
				"Room for both (u)"
			]
		]);
		groups.unshift(widths);
	}
	return groups.join("\n");
}
function legend({ before, self, origins }) {
	if (before !== void 0) return `<span>¼ or less <i class="scale"></i> ×4 or more</span><span><i class="new"></i>new</span><span><i class="gone"></i>gone</span>`;
	if (self.some((value) => value < 0)) return "<span>shrank <i class=\"scale\"></i> grew</span>";
	return Object.entries({
		app: "application",
		package: "node_modules",
		node: "Node.js",
		engine: "engine, native"
	}).filter(([origin]) => origins.some((one) => one === origin)).map(([origin, name]) => `<span><i class="${origin}"></i>${name}</span>`).join("");
}
const HELP = `<dialog id="help" aria-label="Help">
<h2>Keys</h2>
<dl>${[
	["/", "search"],
	["n N", "next, previous match"],
	["← →", "neighbours"],
	["↑ ↓", "callers and callees"],
	["Enter", "zoom in"],
	["Esc", "one step out"],
	["Backspace", "previous zoom"],
	["r", "whole tree"],
	["f", "root at top or bottom"],
	["o", "by size or by name"],
	["b a u", "before, after, union"],
	["?", "this help"]
].map(([keys, what]) => {
	return `<div><dt>${keys.split(" ").map((key) => `<kbd>${key}</kbd>`).join(" ")}</dt><dd>${what}</dd></div>`;
}).join("")}</dl>
<p>A box is a function on one call path, as wide as what it and its callees hold; what hangs free at its right is its own.
Click zooms. Search takes text or a /regular expression/. The page's address keeps the view.</p>
<button type="button" class="plain" id="help-close">Close</button>
</dialog>`;

export { isAnonymous as _, openTree as a, PAGE_STYLE as c, formatAmount as d, flameData as f, StackTree as g, buildFlameTree as h, createPalette as i, flameHeading as l, escapeSafe as m, viewerScript as n, formatShare as o, escapeMarkup as p, layOut as r, scriptJson as s, renderFlameHtml as t, formatChange as u };