import { A as encodeProfile, B as scaleValue, D as ProfileBuilder, E as compileRe2, F as isBaseSample, G as rewriteSamples, K as HeaptideError, N as BASE_LABEL, O as gzip, S as selectSampleType, U as filterLabels, W as filterSamples, _ as filterLines, a as baseName, b as labelSets, c as divide, d as sumAbsolute, f as sumSigned, g as aggregate, h as pruneFrom, i as sumByNode, l as joinSums, n as findNodes, o as cleanPath, p as truncate, r as nodeInfos, s as Int64Sum, u as splitWeights, v as lineCount, x as numericLabelUnits, y as addLabelFrames, z as compareUtf8 } from "./dist-Bc-RQKOJ.js";

// packages/profile/dist/filter/match-names.js
function matchNames({ strings, functions, mappings, locations }, pattern) {
	const texts = new Int8Array(strings.length).fill(-1);
	const text = (id) => {
		if (texts[id] === -1) texts[id] = pattern.test(strings.get(id)) ? 1 : 0;
		return texts[id] === 1;
	};
	const func = (row) => text(functions.name[row]) || text(functions.filename[row]);
	const mapping = (location) => {
		const row = locations.mapping[location];
		return row !== -1 && text(mappings.filename[row]);
	};
	const location = (row) => {
		for (let line = locations.lineOffsets[row]; line < locations.lineOffsets[row + 1]; line++) if (func(locations.lineFunction[line])) return true;
		return mapping(row);
	};
	return {
		func,
		mapping,
		location
	};
}

// packages/profile/dist/filter/filter-by-name.js
/** What `focus` and `ignore` say of a location. */
const NEITHER = 0;
const FOCUSED = 1;
const IGNORED = 2;
/**
* Keeps the samples with a frame that matches `focus` and none that matches `ignore`; of these, leaves out the frames
* that match `hide` and those that do not match `show`, and the samples that have no frame left.
*
* A frame matches by the name or file of its function or by the file of its mapping. Where any filter is set, samples
* with an empty stack go.
*
* Method: google/pprof `profile/filter.go`.
*/
function filterByName(profile, filters) {
	const { focus, ignore, hide, show } = filters;
	if (!focus && !ignore && !hide && !show) return {
		profile,
		matched: {
			focus: true,
			ignore: true,
			hide: true,
			show: true
		}
	};
	const { locations } = profile;
	const state = new Uint8Array(locations.length);
	const focused = focus && matchNames(profile, focus);
	const ignored = ignore && matchNames(profile, ignore);
	let focusFound = false;
	let ignoreFound = false;
	for (let location = 0; location < locations.length; location++) if (ignored?.location(location)) {
		state[location] = IGNORED;
		ignoreFound = true;
	} else if (focused === void 0 || focused.location(location)) {
		state[location] = FOCUSED;
		focusFound = true;
	} else state[location] = NEITHER;
	const visible = showFrames(profile, hide, show);
	const samples = rewriteSamples(profile, (_sample, stack, from, to, out, at) => {
		let focusedFrames = 0;
		let end = at;
		for (let i = from; i < to; i++) {
			const location = stack[i];
			if (state[location] === IGNORED) return -1;
			if (state[location] === FOCUSED) focusedFrames++;
			if (visible.hidden[location] === 0) out[end++] = location;
		}
		return focusedFrames === 0 || end === at ? -1 : end - at;
	});
	return {
		profile: {
			...profile,
			locations: visible.locations,
			samples
		},
		matched: {
			focus: focus === void 0 || focusFound,
			ignore: ignore === void 0 || ignoreFound,
			hide: hide === void 0 || visible.hideFound,
			show: show === void 0 || visible.showFound
		}
	};
}
/** The locations without the lines to leave out, and 1 for each location that goes with them. */
function showFrames(profile, hide, show) {
	const hidden = new Uint8Array(profile.locations.length);
	let { locations } = profile;
	let hideFound = false;
	let showFound = false;
	if (hide) {
		const matches = matchNames(profile, hide);
		for (let row = 0; row < locations.length; row++) if (matches.location(row)) hidden[row] = 1;
		hideFound = hidden.includes(1);
		locations = filterLines(locations, (line, location) => hidden[location] === 0 || !(matches.mapping(location) || matches.func(profile.locations.lineFunction[line])));
		for (let row = 0; row < locations.length; row++) if (lineCount(locations, row) > 0) hidden[row] = 0;
	}
	if (show) {
		const matches = matchNames(profile, show);
		const { lineFunction } = locations;
		locations = filterLines(locations, (line, location) => matches.mapping(location) || matches.func(lineFunction[line]));
		for (let row = 0; row < locations.length; row++) if (lineCount(locations, row) === 0) hidden[row] = 1;
		else showFound = true;
	}
	return {
		locations,
		hidden,
		hideFound,
		showFound
	};
}

// packages/profile/dist/filter/show-from.js
/**
* Cuts off what stands above the outermost frame that matches, towards the root, and drops samples without such a frame.
*
* Method: google/pprof `profile/filter.go`.
*/
function showFrom(profile, pattern) {
	const { locations } = profile;
	const matches = matchNames(profile, pattern);
	const found = new Uint8Array(locations.length);
	/** For each location the last line to keep. */
	const outermost = new Int32Array(locations.length);
	for (let row = 0; row < locations.length; row++) {
		let line = locations.lineOffsets[row + 1] - 1;
		if (!matches.mapping(row)) {
			while (line >= locations.lineOffsets[row] && !matches.func(locations.lineFunction[line])) line--;
			if (line < locations.lineOffsets[row]) {
				outermost[row] = locations.lineOffsets[row + 1] - 1;
				continue;
			}
		}
		outermost[row] = line;
		found[row] = 1;
	}
	const samples = rewriteSamples(profile, (_sample, stack, from, to, out, at) => {
		let end = to;
		while (end > from && found[stack[end - 1]] === 0) end--;
		if (end === from) return -1;
		out.set(stack.subarray(from, end), at);
		return end - from;
	});
	const shown = filterLines(locations, (line, location) => line <= outermost[location]);
	return {
		profile: {
			...profile,
			locations: shown,
			samples
		},
		matched: found.includes(1)
	};
}

// packages/profile/dist/filter/tag-filter.js
/**
* A filter of samples by label: `[key=]range` over numbers (`1kb`, `1kb:`, `:64kb`, `1kb:2mb`), or patterns joined by
* commas over texts. Without a key all patterns must match some `key:value`; with one, any of them some value.
*
* Method: google/pprof `internal/driver/driver_focus.go`.
*/
function compileTagFilter(text, options) {
	const equals = text.indexOf("=");
	const key = equals > 0 ? text.slice(0, equals) : "";
	const wanted = equals === -1 ? text : text.slice(equals + 1);
	const range = compileRange(wanted, options.name);
	if (range) {
		options.talk(`${options.name}:Interpreted '${wanted}' as range, not regexp`);
		return ({ numbers }) => key === "" ? [...numbers].some(([each, { values }]) => hasInRange(values, options.units.get(each), range)) : hasInRange(numbers.get(key)?.values ?? [], options.units.get(key), range);
	}
	const patterns = wanted.split(",").map(options.compile);
	if (key !== "") return ({ texts }) => patterns.some((pattern) => (texts.get(key) ?? []).some((value) => pattern.test(value)));
	return ({ texts }) => patterns.every((pattern) => [...texts].some(([each, values]) => values.some((value) => pattern.test(`${each}:${value}`))));
}
function hasInRange(values, unit, range) {
	return values.some((value) => range(value, unit ?? ""));
}
const BOUND = /([+-]?[0-9]+)([A-Za-z]+)?/g;
const MOST$1 = 2n ** 63n;
/** `undefined` where the text is no range. */
function compileRange(text, name) {
	const [first, second] = [...text.matchAll(BOUND)].slice(0, 2).map(([all, digits, unit = ""]) => {
		const exact = BigInt(digits.replace("+", ""));
		if (exact >= MOST$1 || exact < -MOST$1) throw new HeaptideError("HT_E_PPROF", `parsing ${name}: failed to parse int ${digits}: value out of range`);
		return {
			all,
			value: Number(exact),
			unit
		};
	});
	if (first === void 0) return void 0;
	const low = scaleValue(first.value, first.unit, first.unit);
	const within = (test) => (value, unit) => {
		const scaled = scaleValue(value, unit, low.unit);
		return scaled.unit === low.unit && test(scaled.value);
	};
	if (second === void 0) {
		if (text === first.all) return within((value) => value === low.value);
		if (text === `${first.all}:`) return within((value) => value >= low.value);
		if (text === `:${first.all}`) return within((value) => value <= low.value);
		return;
	}
	if (text !== `${first.all}:${second.all}`) return void 0;
	const high = scaleValue(second.value, second.unit, low.unit);
	if (high.unit !== low.unit) return void 0;
	return within((value) => value >= low.value && value <= high.value);
}

// packages/profile/dist/graph/node-info.js
/** The name of a node in reports, such as `newSession src/session.js:12`. */
function printableName(info) {
	return nameComponents(info).join(" ");
}
/** The parts of {@link printableName}; never empty. */
function nameComponents({ name, file, line, column, address, objectFile }) {
	const parts = [];
	if (address !== 0n) parts.push(address.toString(16).padStart(16, "0"));
	if (name !== "") parts.push(name);
	if (line !== 0) parts.push(`${file}:${line}${column === 0 ? "" : `:${column}`}`);
	else if (file !== "") parts.push(file);
	else if (name === "") parts.push(objectFile === "" ? "<unknown>" : `[${baseName(objectFile)}]`);
	return parts;
}
/** A total order where two nodes print alike: by all fields, spelled out. */
function compareInfos(a, b) {
	return compareUtf8(spell(a), spell(b));
}
function spell({ name, file, line, column, address, startLine, objectFile }) {
	return `{${name}  ${address} ${file} ${startLine} ${line} ${column} ${objectFile}}`;
}

// packages/profile/dist/graph/graph.js
/** A function, line or address, with what it holds. Numbers are in the unit of the sample type. */
var GraphNode = class {
	info;
	/** Its place in the node table. */
	number;
	flat = 0;
	cum = 0;
	/** Sums of the divisor under `mean`, else 0. */
	flatDivisor = 0;
	cumDivisor = 0;
	/** By caller. */
	in = /* @__PURE__ */ new Map();
	/** By callee. */
	out = /* @__PURE__ */ new Map();
	/** Of the samples that go through the node: their text labels, joined, and numbers by these. */
	tags;
	/** What the nodes under one caller of a call tree have in common; absent in a graph, which has no paths. */
	siblings;
	#name;
	constructor(info, number, siblings) {
		this.info = info;
		this.number = number;
		this.siblings = siblings;
	}
	get name() {
		this.#name ??= printableName(this.info);
		return this.#name;
	}
	/** The mean under `mean`, rounded towards zero. */
	get flatValue() {
		return this.flatDivisor === 0 ? this.flat : divide(this.flat, this.flatDivisor);
	}
	get cumValue() {
		return this.cumDivisor === 0 ? this.cum : divide(this.cum, this.cumDivisor);
	}
};
/** The mean weight under `mean`. */
function edgeWeight({ weight, weightDivisor }) {
	return weightDivisor === 0 ? weight : divide(weight, weightDivisor);
}
function tagFlat({ flat, flatDivisor }) {
	return flatDivisor === 0 ? flat : divide(flat, flatDivisor);
}
function tagCum({ cum, cumDivisor }) {
	return cumDivisor === 0 ? cum : divide(cum, cumDivisor);
}
/** Nodes that hold nothing do not count, nor, under `dropNegative`, those that shrank. */
function selectNodes(nodes, dropNegative) {
	return nodes.filter(({ flat, cum }) => (flat !== 0 || cum !== 0) && !(dropNegative && (flat < 0 || flat === 0 && cum < 0)));
}

// packages/profile/dist/graph/link-nodes.js
/**
* Builds the graph of callers and callees: all nodes, or those of which `kept` is 1, in the order of the table.
* Edges lead over nodes that are not kept, and are marked residual; a sample whose leaf is not kept is in nobody's flat.
*
* Method: google/pprof `internal/graph/graph.go`.
*/
function linkNodes(input, kept) {
	const { table, weights, divisors } = input;
	const edges = new EdgeTable();
	const low = addUp(input, kept, edges, weights.low);
	const values = weights.high === void 0 ? low : join(low, addUp(input, kept, edges, weights.high));
	const lowDivisors = divisors && addUp(input, kept, edges, divisors.low);
	const divisorSums = divisors?.high === void 0 ? lowDivisors : join(lowDivisors, addUp(input, kept, edges, divisors.high));
	/** By number; holes where a node is not kept. */
	const byNumber = [];
	for (let i = 0; i < table.length; i++) {
		if (kept?.[i] === 0) continue;
		const node = new GraphNode(table.info(i), i);
		node.flat = values.flat[i];
		node.cum = values.cum[i];
		if (divisorSums) {
			node.flatDivisor = divisorSums.flat[i];
			node.cumDivisor = divisorSums.cum[i];
		}
		byNumber[i] = node;
	}
	for (let i = 0; i < edges.length; i++) {
		const source = byNumber[edges.sources[i]];
		const target = byNumber[edges.targets[i]];
		const edge = {
			source,
			target,
			weight: values.edges[i],
			weightDivisor: divisorSums?.edges[i] ?? 0,
			residual: edges.residual[i] === 1,
			inline: edges.called[i] === 0
		};
		source.out.set(target, edge);
		target.in.set(source, edge);
	}
	if (input.tags) collectTags(input, kept, byNumber, input.tags);
	return Object.values(byNumber);
}
function join(low, high) {
	return {
		flat: joinSums(low.flat, high.flat),
		cum: joinSums(low.cum, high.cum),
		edges: joinSums(low.edges, high.edges)
	};
}
function addUp({ samples, table, weights, divisors }, kept, edges, column) {
	const { length, stack, stackOffsets } = samples;
	const { offsets, nodesAt } = table;
	const flat = new Float64Array(table.length);
	const cum = new Float64Array(table.length);
	/** For each node the last sample, counted from 1, that went into its cum. */
	const counted = new Int32Array(table.length);
	edges.startPass();
	for (let sample = 0; sample < length; sample++) {
		if (isEmpty(weights, sample) && (divisors === void 0 || isEmpty(divisors, sample))) continue;
		const weight = column[sample];
		const from = stackOffsets[sample];
		let parent = -1;
		let residual = false;
		for (let frame = stackOffsets[sample + 1] - 1; frame >= from; frame--) {
			const location = stack[frame];
			const outermost = offsets[location + 1] - 1;
			for (let i = outermost; i >= offsets[location]; i--) {
				const node = nodesAt[i];
				if (kept?.[node] === 0) {
					residual = true;
					continue;
				}
				if (counted[node] !== sample + 1) {
					counted[node] = sample + 1;
					cum[node] += weight;
				}
				if (parent !== -1 && parent !== node) edges.add(parent, node, sample + 1, weight, residual, i !== outermost);
				parent = node;
				residual = false;
			}
		}
		if (parent !== -1 && !residual) flat[parent] += weight;
	}
	return {
		flat,
		cum,
		edges: edges.sums.slice(0, edges.length)
	};
}
function collectTags({ samples, table, weights, divisors }, kept, nodes, tags) {
	const { stack, stackOffsets } = samples;
	for (let sample = 0; sample < samples.length; sample++) {
		const weight = weightAt(weights, sample);
		const divisor = divisors === void 0 ? 0 : weightAt(divisors, sample);
		if (weight === 0 && divisor === 0) continue;
		const seen = /* @__PURE__ */ new Set();
		let leaf = -1;
		for (let frame = stackOffsets[sample]; frame < stackOffsets[sample + 1]; frame++) {
			const location = stack[frame];
			for (let i = table.offsets[location]; i < table.offsets[location + 1]; i++) {
				const node = table.nodesAt[i];
				if (leaf === -1) leaf = node;
				if (kept?.[node] !== 0) seen.add(node);
			}
		}
		for (const node of seen) tags.add(nodes[node], sample, weight, divisor, false);
		if (seen.has(leaf)) tags.add(nodes[leaf], sample, weight, divisor, true);
	}
}
/** The weight of a sample as a double. */
function weightAt({ low, high }, sample) {
	return high === void 0 ? low[sample] : high[sample] * 2 ** 32 + low[sample];
}
function isEmpty({ low, high }, sample) {
	return low[sample] === 0 && (high === void 0 || high[sample] === 0);
}
/** Edges by source and target, in the order in which they occurred first. */
var EdgeTable = class {
	length = 0;
	sources = /* @__PURE__ */ new Int32Array(1024);
	targets = /* @__PURE__ */ new Int32Array(1024);
	sums = /* @__PURE__ */ new Float64Array(1024);
	residual = /* @__PURE__ */ new Uint8Array(1024);
	/** 1 where a call was not inlined. */
	called = /* @__PURE__ */ new Uint8Array(1024);
	/** For each edge the last sample that went into its sum. */
	#counted = /* @__PURE__ */ new Int32Array(1024);
	/** Open addressing: edge + 1, or 0. */
	#slots = /* @__PURE__ */ new Int32Array(4096);
	/** Begins new sums over the same edges. */
	startPass() {
		this.sums.fill(0);
		this.#counted.fill(0);
	}
	/** Counts each edge once a sample. `sample` is not 0. */
	add(source, target, sample, weight, residual, inline) {
		const edge = this.#find(source, target);
		if (this.#counted[edge] === sample) return;
		this.#counted[edge] = sample;
		this.sums[edge] += weight;
		if (residual) this.residual[edge] = 1;
		if (!inline) this.called[edge] = 1;
	}
	#find(source, target) {
		const mask = this.#slots.length - 1;
		let slot = hash(source, target) & mask;
		for (;;) {
			const edge = this.#slots[slot] - 1;
			if (edge === -1) return this.#insert(slot, source, target);
			if (this.sources[edge] === source && this.targets[edge] === target) return edge;
			slot = slot + 1 & mask;
		}
	}
	#insert(slot, source, target) {
		if (this.length === this.sources.length) this.#grow();
		const edge = this.length++;
		this.sources[edge] = source;
		this.targets[edge] = target;
		if (2 * this.length < this.#slots.length) this.#slots[slot] = edge + 1;
		else this.#rehash();
		return edge;
	}
	#grow() {
		const size = 2 * this.length;
		const grown = (data, empty) => {
			empty.set(data);
			return empty;
		};
		this.sources = grown(this.sources, new Int32Array(size));
		this.targets = grown(this.targets, new Int32Array(size));
		this.sums = grown(this.sums, new Float64Array(size));
		this.residual = grown(this.residual, new Uint8Array(size));
		this.called = grown(this.called, new Uint8Array(size));
		this.#counted = grown(this.#counted, new Int32Array(size));
	}
	#rehash() {
		const slots = new Int32Array(4 * this.#slots.length);
		const mask = slots.length - 1;
		for (let edge = 0; edge < this.length; edge++) {
			let slot = hash(this.sources[edge], this.targets[edge]) & mask;
			while (slots[slot] !== 0) slot = slot + 1 & mask;
			slots[slot] = edge + 1;
		}
		this.#slots = slots;
	}
};
function hash(source, target) {
	const mixed = Math.imul(source, 2654435761) ^ Math.imul(target, 2246822507);
	return (mixed ^ mixed >>> 15) >>> 0;
}

// packages/profile/dist/graph/call-tree.js
/**
* Builds the forest of call paths: one node for each path, in the order in which paths occur.
*
* Method: google/pprof `internal/graph/graph.go`.
*/
function buildCallTree({ samples, table, weights, divisors, tags }) {
	const { stack, stackOffsets } = samples;
	const { offsets, nodesAt } = table;
	const nodes = [];
	const children = /* @__PURE__ */ new Map();
	const child = (parent, info) => {
		let siblings = children.get(parent);
		if (siblings === void 0) children.set(parent, siblings = /* @__PURE__ */ new Map());
		let node = siblings.get(info);
		if (node === void 0) {
			node = new GraphNode(table.info(info), info, siblings);
			siblings.set(info, node);
			nodes.push(node);
		}
		return node;
	};
	for (let sample = 0; sample < samples.length; sample++) {
		const weight = weightAt(weights, sample);
		const divisor = divisors === void 0 ? 0 : weightAt(divisors, sample);
		if (weight === 0 && divisor === 0) continue;
		let parent;
		for (let frame = stackOffsets[sample + 1] - 1; frame >= stackOffsets[sample]; frame--) {
			const location = stack[frame];
			const outermost = offsets[location + 1] - 1;
			for (let i = outermost; i >= offsets[location]; i--) {
				const node = child(parent, nodesAt[i]);
				node.cum += weight;
				node.cumDivisor += divisor;
				tags?.add(node, sample, weight, divisor, false);
				if (parent !== void 0) call(parent, node, weight, divisor, i !== outermost);
				parent = node;
			}
		}
		if (parent !== void 0) {
			parent.flat += weight;
			parent.flatDivisor += divisor;
			tags?.add(parent, sample, weight, divisor, true);
		}
	}
	return nodes;
}
function call(source, target, weight, divisor, inline) {
	const known = source.out.get(target);
	if (known !== void 0) {
		known.weight += weight;
		known.weightDivisor += divisor;
		if (!inline) known.inline = false;
		return;
	}
	const edge = {
		source,
		target,
		weight,
		weightDivisor: divisor,
		residual: false,
		inline
	};
	source.out.set(target, edge);
	target.in.set(source, edge);
}
/** Takes nodes that are not kept out of a call tree: their children hang on their parents, by residual edges. */
function trimCallTree(nodes, kept) {
	for (const node of nodes) {
		if (kept.has(node)) continue;
		const [incoming] = node.in.values();
		if (incoming === void 0) {
			for (const edge of node.out.values()) edge.target.in.delete(node);
			continue;
		}
		const parent = incoming.source;
		parent.out.delete(node);
		for (const edge of node.out.values()) {
			edge.target.in.delete(node);
			edge.target.in.set(parent, edge);
			parent.out.set(edge.target, edge);
			edge.source = parent;
			edge.residual = true;
			edge.inline = incoming.inline && edge.inline;
		}
	}
	return nodes.filter((node) => kept.has(node));
}

// packages/profile/dist/graph/edges.js
/** Heaviest first, then by the names of source and target. */
function sortEdges(edges) {
	return [...edges].sort((a, b) => (a.weight === b.weight ? 0 : Math.abs(b.weight) - Math.abs(a.weight)) || compareUtf8(a.source.name, b.source.name) || compareUtf8(a.target.name, b.target.name));
}
/** Removes edges below a weight; returns how many. */
function removeLightEdges(nodes, least) {
	let removed = 0;
	for (const node of nodes) for (const [source, { weight }] of node.in) {
		if (Math.abs(weight) >= least) continue;
		node.in.delete(source);
		source.out.delete(node);
		removed++;
	}
	return removed;
}
/**
* Removes residual edges whose target can be reached from their source otherwise, lightest first and from the last node
* up, but none that is heavier than an edge that is not residual.
*/
function removeRedundantEdges(nodes) {
	for (const node of [...nodes].reverse()) for (const edge of sortEdges(node.in.values()).reverse()) {
		if (!edge.residual) break;
		if (!isRedundant(edge)) continue;
		edge.source.out.delete(node);
		node.in.delete(edge.source);
	}
}
function isRedundant(edge) {
	const seen = /* @__PURE__ */ new Set([edge.target]);
	for (const node of seen) for (const incoming of node.in.values()) {
		if (incoming === edge) continue;
		if (incoming.source === edge.source) return true;
		seen.add(incoming.source);
	}
	return false;
}

// packages/profile/dist/graph/node-tags.js
/** Adds up the labels of samples by the nodes that they go through. */
var TagCollector = class {
	#profile;
	#options;
	#sample = -1;
	#tags = {
		joined: "",
		numbers: []
	};
	constructor(profile, options) {
		this.#profile = profile;
		this.#options = options;
	}
	/** Adds a sample to the flat or the cum sums of the tags of `node`. */
	add(node, sample, weight, divisor, flat) {
		if (sample !== this.#sample) this.#tags = this.#tagsOf(sample);
		this.#sample = sample;
		const { joined, numbers } = this.#tags;
		const count = (tag) => {
			if (flat) {
				tag.flat += weight;
				tag.flatDivisor += divisor;
			} else {
				tag.cum += weight;
				tag.cumDivisor += divisor;
			}
		};
		node.tags ??= {
			labels: /* @__PURE__ */ new Map(),
			numbers: /* @__PURE__ */ new Map()
		};
		if (joined !== "") count(tagAt(node.tags.labels, joined, "", 0));
		if (numbers.length === 0) return;
		let byName = node.tags.numbers.get(joined);
		if (byName === void 0) node.tags.numbers.set(joined, byName = /* @__PURE__ */ new Map());
		for (const { name, unit, value } of numbers) count(tagAt(byName, name, unit, value));
	}
	#tagsOf(sample) {
		const { texts, numbers } = labelSets(this.#profile, sample);
		const { bytesUnit, format, hidden } = this.#options;
		return {
			joined: [...texts].filter(([key]) => key !== hidden).flatMap(([key, values]) => values.map((value) => `${key}:${value}`)).sort(compareUtf8).join("\\n"),
			numbers: (numbers.get("bytes")?.values ?? []).map((value) => ({
				name: format(value, bytesUnit),
				unit: bytesUnit,
				value
			}))
		};
	}
};
function tagAt(tags, name, unit, value) {
	const known = tags.get(name);
	if (known !== void 0) return known;
	const tag = {
		name,
		unit,
		value,
		flat: 0,
		cum: 0,
		flatDivisor: 0,
		cumDivisor: 0
	};
	tags.set(name, tag);
	return tag;
}
/** Removes tags below a weight. */
function removeLightTags(nodes, least) {
	const trim = (tags) => {
		for (const [name, { flat, cum }] of tags) if (Math.abs(flat) < least && Math.abs(cum) < least) tags.delete(name);
	};
	for (const { tags } of nodes) {
		if (tags === void 0) continue;
		trim(tags.labels);
		for (const numbers of tags.numbers.values()) trim(numbers);
	}
}
/** Heaviest first, by flat or by cum and then flat, then by name. */
function sortTags(tags, byFlat) {
	const heavier = (a, b) => a === b ? 0 : Math.abs(b) - Math.abs(a);
	return [...tags].sort((a, b) => (byFlat ? 0 : heavier(a.cum, b.cum)) || heavier(a.flat, b.flat) || compareUtf8(a.name, b.name));
}

// packages/profile/dist/graph/sort-nodes.js
/** Sorts in place by |flat| descending, then name, then |cum| descending. */
function sortByFlat(nodes) {
	return nodes.sort((a, b) => Math.abs(b.flat) - Math.abs(a.flat) || compareNames(a, b) || Math.abs(b.cum) - Math.abs(a.cum) || compareInfos(a.info, b.info));
}
/** Likewise by |cum|, name, |flat|. */
function sortByCum(nodes) {
	return sortByScore(nodes, ({ cum }) => Math.abs(cum));
}
/**
* Likewise by how much a node tells in a drawing: one that only passes on what its single caller gives it to a single
* callee tells nothing.
*/
function sortByEntropy(nodes) {
	return sortByScore(nodes, entropyScore);
}
function sortByScore(nodes, score) {
	const scores = new Map(nodes.map((node) => [node, score(node)]));
	return nodes.sort((a, b) => descending(scores.get(a), scores.get(b)) || compareNames(a, b) || Math.abs(b.flat) - Math.abs(a.flat) || compareInfos(a.info, b.info));
}
function compareNames(a, b) {
	const [left, right] = [a.info.address, b.info.address];
	if (left !== 0n && right !== 0n && left !== right) return left < right ? -1 : 1;
	return compareUtf8(a.name, b.name);
}
function descending(a, b) {
	return a === b ? 0 : a < b ? 1 : -1;
}
/** A bigint, since the reference works in 64 bits, where what shrinks can overflow: |-2^63| is -2^63. */
function entropyScore(node) {
	const incoming = node.in.size === 0 ? 1 : entropy([...node.in.values()], 0);
	const outgoing = node.out.size === 0 ? 1 : entropy([...node.out.values()], node.flat);
	const score = BigInt(truncate((incoming + outgoing) * node.cum)) + BigInt(node.flat);
	const wrapped = BigInt.asIntN(64, score);
	return wrapped < 0n ? BigInt.asIntN(64, -wrapped) : wrapped;
}
/** Bits of the distribution over edges, with what stays in the node itself as one more share. */
function entropy(edges, self) {
	const total = edges.reduce((sum, { weight }) => sum + Math.max(0, weight), self);
	if (total === 0) return 0;
	const bits = (part) => -(part / total) * Math.log2(part / total);
	const shares = edges.reduce((sum, { weight }) => sum + bits(Math.abs(weight)), 0);
	return self > 0 ? shares + bits(self) : shares;
}

// packages/report/dist/go-format/zone-abbreviation.js
/**
* English names of kinds of time, as Intl gives them, and the letters that the time zone database has for them. Intl's
* own short names depend on the reader's country; zones of no entry have no letters in the database, only an offset.
*/
const LETTERS = {
	"Alaska Daylight Time": "AKDT",
	"Alaska Standard Time": "AKST",
	"American Samoa Standard Time": "SST",
	"Atlantic Daylight Time": "ADT",
	"Atlantic Standard Time": "AST",
	"Australian Central Daylight Time": "ACDT",
	"Australian Central Standard Time": "ACST",
	"Australian Eastern Daylight Time": "AEDT",
	"Australian Eastern Standard Time": "AEST",
	"Australian Western Standard Time": "AWST",
	"British Summer Time": "BST",
	"Central Africa Time": "CAT",
	"Central Daylight Time": "CDT",
	"Central European Standard Time": "CET",
	"Central European Summer Time": "CEST",
	"Central Indonesia Time": "WITA",
	"Central Standard Time": "CST",
	"Chamorro Standard Time": "ChST",
	"China Standard Time": "CST",
	"Coordinated Universal Time": "UTC",
	"Cuba Daylight Time": "CDT",
	"Cuba Standard Time": "CST",
	"East Africa Time": "EAT",
	"Eastern Daylight Time": "EDT",
	"Eastern European Standard Time": "EET",
	"Eastern European Summer Time": "EEST",
	"Eastern Indonesia Time": "WIT",
	"Eastern Standard Time": "EST",
	"Greenwich Mean Time": "GMT",
	"Hawaii-Aleutian Daylight Time": "HDT",
	"Hawaii-Aleutian Standard Time": "HST",
	"Hong Kong Standard Time": "HKT",
	"India Standard Time": "IST",
	"Irish Standard Time": "IST",
	"Israel Daylight Time": "IDT",
	"Israel Standard Time": "IST",
	"Japan Standard Time": "JST",
	"Korean Standard Time": "KST",
	"Mexican Pacific Daylight Time": "MDT",
	"Mexican Pacific Standard Time": "MST",
	"Moscow Standard Time": "MSK",
	"Mountain Daylight Time": "MDT",
	"Mountain Standard Time": "MST",
	"New Zealand Daylight Time": "NZDT",
	"New Zealand Standard Time": "NZST",
	"Newfoundland Daylight Time": "NDT",
	"Newfoundland Standard Time": "NST",
	"Pacific Daylight Time": "PDT",
	"Pacific Standard Time": "PST",
	"Pakistan Standard Time": "PKT",
	"Philippine Standard Time": "PST",
	"South Africa Standard Time": "SAST",
	"Taiwan Standard Time": "CST",
	"West Africa Time": "WAT",
	"Western European Standard Time": "WET",
	"Western European Summer Time": "WEST",
	"Western Indonesia Time": "WIB",
	"Yukon Time": "MST"
};
/** Zones that share the name of their time with others and yet have only an offset. */
const WITHOUT_LETTERS = {
	"Antarctica/Casey": "Australian Western Standard Time",
	"Antarctica/Troll": "Greenwich Mean Time",
	"Asia/Colombo": "India Standard Time",
	"Europe/Minsk": "Moscow Standard Time"
};
/** Zones on British time for whose summer Intl has no name. */
const BRITISH = /* @__PURE__ */ new Set([
	"Europe/Guernsey",
	"Europe/Isle_of_Man",
	"Europe/Jersey"
]);
/**
* What the time zone database abbreviates the zone's time at `ms` with: `UTC`, `CET`, `PDT`. `undefined` where it has
* no letters and its users print the offset.
*/
function zoneAbbreviation(zone, ms) {
	const name = zoneNamePart(zone, ms, "long");
	if (WITHOUT_LETTERS[zone] === name) return void 0;
	return LETTERS[name] ?? (BRITISH.has(zone) && name === "GMT+01:00" ? "BST" : void 0);
}
/** One of the names that Intl has, in American English, for the zone's time at `ms`. */
function zoneNamePart(zone, ms, kind) {
	return new Intl.DateTimeFormat("en-US", {
		timeZone: zone,
		timeZoneName: kind
	}).formatToParts(ms).find(({ type }) => type === "timeZoneName")?.value ?? "";
}

// packages/report/dist/go-format/go-time.js
/** `2026-11-22 13:07:34 UTC`: a moment in nanoseconds since 1970, as reports head it. `zone`: an IANA name. */
function goTime(nanos, zone = localZone()) {
	const { clock, offset, abbreviation } = inZone(nanos, zone);
	return `${clock} ${abbreviation ?? offset.replace(/00$/, "")}`;
}
/** `2026-11-22 13:07:34.032 +0000 UTC`: as a Go time prints itself. `zone`: an IANA name. */
function goTimestamp(nanos, zone = localZone()) {
	const { clock, offset, abbreviation } = inZone(nanos, zone);
	const fraction = modulo(nanos, 1000000000n).toString().padStart(9, "0").replace(/0+$/, "");
	return `${clock}${fraction === "" ? "" : `.${fraction}`} ${offset} ${abbreviation ?? offset.replace(/00$/, "")}`;
}
/** The zone of this process, from TZ or the system; UTC where it is not known, as in Go. */
function localZone() {
	if ((/* @__PURE__ */ new Date()).toString().endsWith("GMT+0000 (Coordinated Universal Time)")) return "UTC";
	const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
	return zone === void 0 || zone === "Etc/Unknown" ? "UTC" : zone;
}
function inZone(nanos, zone) {
	const ms = Number((nanos - modulo(nanos, 1000000n)) / 1000000n);
	if (zone === "UTC") return {
		clock: clockOf(ms),
		offset: "+0000",
		abbreviation: "UTC"
	};
	const seconds = offsetSeconds(zoneNamePart(zone, ms, "longOffset"));
	const clock = clockOf(ms + seconds * 1e3);
	const abbreviation = zoneAbbreviation(zone, ms);
	return {
		clock,
		offset: offsetText(seconds),
		...abbreviation === void 0 ? {} : { abbreviation }
	};
}
function clockOf(ms) {
	return new Date(ms).toISOString().slice(0, 19).replace("T", " ");
}
/** From `GMT`, `GMT-03:30` or, before standard time, `GMT+00:53:28`. */
function offsetSeconds(name) {
	const [, sign, hours = "0", minutes = "0", seconds = "0"] = /^GMT(?:([+-])(\d+):(\d+)(?::(\d+))?)?$/.exec(name) ?? [];
	return (sign === "-" ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
}
function offsetText(seconds) {
	const minutes = Math.trunc(Math.abs(seconds) / 60);
	const two = (value) => String(value).padStart(2, "0");
	return `${seconds < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`;
}
/** From 0 to `by` - 1, also of a moment before 1970. */
function modulo(value, by) {
	return (value % by + by) % by;
}

// packages/report/dist/go-format/go-fixed.js
/**
* `value` as Go's `%.<digits>f` prints it: rounded from the exact binary value, a tie to the even digit (`toFixed`
* rounds it up), every digit of a large value (`toFixed` turns to exponents at 1e21), the sign of -0 kept.
* At most 99 digits.
*/
function goFixed(value, digits) {
	if (!Number.isFinite(value)) return infinite(value);
	const size = Math.abs(value);
	return (value < 0 || Object.is(value, -0) ? "-" : "") + (size < 1e21 ? roundedToEven(size, digits) : allDigits(size, digits));
}
/** What Go prints for a value that no format has digits for. */
function infinite(value) {
	return Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
}
function roundedToEven(size, digits) {
	if (!Number.isInteger(size * 2 ** (digits + 1))) return size.toFixed(digits);
	const exact = size.toFixed(digits + 1);
	const kept = digits === 0 ? exact.slice(0, -2) : exact.slice(0, -1);
	return exact.endsWith("5") && /[02468]$/.test(kept) ? kept : size.toFixed(digits);
}
function allDigits(size, digits) {
	return BigInt(size).toString() + (digits === 0 ? "" : `.${"0".repeat(digits)}`);
}

// packages/report/dist/go-format/go-general.js
/**
* `value` as Go's `%.<precision>g` prints it: that many significant digits, a tie to the even digit, no trailing
* zeros, and an exponent of two digits or more below 1e-4 and from 10^precision on. `precision` from 1 to 50.
*/
function goGeneral(value, precision) {
	if (!Number.isFinite(value)) return infinite(value);
	const sign = value < 0 || Object.is(value, -0) ? "-" : "";
	if (value === 0) return `${sign}0`;
	const { digits, exponent } = significant(Math.abs(value), precision);
	return sign + (exponent < -4 || exponent >= precision ? scientific(digits, exponent) : positional(digits, exponent));
}
/** The digits without trailing zeros, and the power of ten of the first. */
function significant(size, precision) {
	const [mantissa, exponent] = size.toExponential(precision - 1).split("e");
	const further = size.toExponential(precision);
	if (!/5e/.test(further) || Number(further) !== size) return {
		digits: mantissa.replace(".", "").replace(/0+$/, ""),
		exponent: Number(exponent)
	};
	const [long, longExponent] = size.toExponential(59).split("e");
	const exact = long.replace(".", "");
	const kept = exact.slice(0, precision);
	const down = /^50*$/.test(exact.slice(precision)) && /[02468]$/.test(kept);
	return {
		digits: (down ? kept : mantissa.replace(".", "")).replace(/0+$/, ""),
		exponent: Number(down ? longExponent : exponent)
	};
}
function scientific(digits, exponent) {
	const fraction = digits.length > 1 ? `.${digits.slice(1)}` : "";
	return `${digits.charAt(0)}${fraction}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}
function positional(digits, exponent) {
	if (exponent < 0) return `0.${"0".repeat(-exponent - 1)}${digits}`;
	const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
	const fraction = digits.slice(exponent + 1);
	return fraction === "" ? whole : `${whole}.${fraction}`;
}

// packages/report/dist/go-format/percentage.js
/**
* The share of `total` that `value` is, without its sign, as google/pprof's tables print it: `61.55%`, `  100%` from
* 99.95 to 100.05, two significant digits below one percent (` 0.58%`, `5.6e-15%`), `    0%` of nothing.
* At least six characters.
*/
function percentage(value, total) {
	const whole = Number(total);
	const ratio = whole === 0 ? 0 : Math.abs(Number(value) / whole) * 100;
	if (ratio >= 99.95 && ratio <= 100.05) return "  100%";
	return `${(ratio >= 1 ? goFixed(ratio, 2) : goGeneral(ratio, 2)).padStart(5)}%`;
}

// packages/report/dist/go-format/value-label.js
/** The one int64 whose negative is none; google/pprof finds no unit for it. */
const LOWEST = -(2 ** 63);
/**
* An int64 with its unit as google/pprof labels it: `3.91MB`, `-2.48MB`, `1.50s`, `0`; counts plain. `to`: a unit such
* as `kB`; `auto` and `minimum` take the largest in which the value is at least 1. A bigint is rounded to a double,
* as there.
*/
function valueLabel(value, unit, to = "auto") {
	const amount = Number(value);
	const scaled = scaleValue(amount, unit, (to === "auto" || to === "minimum") && amount === LOWEST ? "" : to);
	const text = goFixed(scaled.value, 2).replace(/\.00$/, "");
	return text === "0" || text === "-0" ? "0" : text + scaled.unit;
}

// packages/report/dist/pprof/report.js
/** Fixes what 100 % is. `profile` is the one that percentages are of. */
function totalOf(profile, column, mean) {
	const weights = weightsOf(profile, column);
	const divisors = mean ? weightsOf(profile, 0) : void 0;
	const { strings, samples } = profile;
	const mayHaveBase = samples.labelKey.some((key) => strings.get(key) === BASE_LABEL.key);
	let total = sumAbsolute(weights);
	let divisor = divisors ? sumSigned(divisors) : 0;
	if (mayHaveBase) {
		const isBase = (sample) => isBaseSample(profile, sample);
		const ofBase = sumAbsolute(weights, isBase);
		if (ofBase > 0) {
			total = ofBase;
			divisor = divisors ? sumSigned(divisors, isBase) : 0;
		}
	}
	return divisor === 0 ? total : divide(total, divisor);
}
function weightsOf({ samples, sampleTypes }, column) {
	return splitWeights(samples.values, samples.exactValues, sampleTypes.length, column);
}
/** @throws {HeaptideError} `HT_E_PPROF`. */
function columnOf(profile, options) {
	return selectSampleType(profile, options.sample_index);
}
/** A value in the unit of the report. */
function formatAmount({ options, sampleUnit, unit }, value) {
	const ratio = 1 / options.divide_by;
	const scaled = ratio > 0 && ratio !== 1 ? truncate(value * ratio) : value;
	return valueLabel(scaled, sampleUnit, unit);
}
/** Under `unit=minimum`: the report in the one unit that suits the smallest of the amounts and the total. */
function inOneUnit(report, amounts) {
	if (report.unit !== "minimum" || amounts.length === 0) return report;
	let least = 0;
	for (const { flatValue, cumValue } of amounts) {
		const size = Math.abs(flatValue) || Math.abs(cumValue);
		if (size > 0 && (least === 0 || size < least)) least = size;
	}
	let most = report.total;
	if (least === 0) least = most;
	const ratio = 1 / report.options.divide_by;
	if (ratio > 0 && ratio !== 1) {
		least = truncate(least * ratio);
		most = truncate(most * ratio);
	}
	const unitOf = (value) => scaleValue(value, report.sampleUnit, "minimum").unit;
	let unit = unitOf(least);
	if (unit !== unitOf(most) && least * 100 < most && report.format !== "callgrind") unit = unitOf(100 * least);
	return {
		...report,
		unit: unit === "" ? report.sampleUnit : unit
	};
}

// packages/report/dist/pprof/header.js
/** Bytes of an active filter that are shown. */
const FILTER_BYTES = 80;
const FILTERS = [
	"focus",
	"ignore",
	"hide",
	"show",
	"show_from",
	"tagfocus",
	"tagignore",
	"tagshow",
	"taghide"
];
/** The lines that say what was profiled. */
function profileHeader(report) {
	const { profile, total } = report;
	const { mappings, strings } = profile;
	const lines = [];
	if (mappings.length > 0) {
		const file = strings.get(mappings.filename[0]);
		const buildId = strings.get(mappings.buildId[0]);
		if (file !== "") lines.push(`File: ${baseName(file)}`);
		if (buildId !== "") lines.push(`Build ID: ${buildId}`);
	}
	for (const comment of profile.comments) if (!comment.startsWith("#")) lines.push(comment);
	if (report.sampleType !== "") lines.push(`Type: ${report.sampleType}`);
	if (profile.docUrl !== "") lines.push(`Doc: ${profile.docUrl}`);
	if (profile.timeNanos !== 0n) lines.push(`Time: ${goTime(profile.timeNanos)}`);
	if (profile.durationNanos !== 0n) {
		const duration = valueLabel(profile.durationNanos, "nanoseconds");
		const nanos = scaleValue(total, report.sampleUnit, "nanoseconds");
		const share = nanos.unit === "ns" && nanos.value !== 0 ? `(${percentage(truncate(nanos.value), profile.durationNanos)})` : "";
		lines.push(`Duration: ${duration}, Total samples = ${formatAmount(report, total)} ${share}`);
	}
	return lines;
}
/** {@link profileHeader} and what is shown of it. `full` is the header of a drawing. */
function reportHeader(report, graph, { full = false } = {}) {
	const { options, total } = report;
	const lines = full || !options.compact_labels ? profileHeader(report) : [];
	const active = FILTERS.filter((name) => options[name] !== "").map((name) => shortFilter(`${name}=${options[name]}`));
	if (active.length > 0) lines.push("Active filters:", ...active);
	const shown = graph.nodes.reduce((sum, { flatValue }) => sum.add(flatValue), new Int64Sum()).value;
	const amount = (value) => formatAmount(report, value);
	const share = percentage(shown, total).trim();
	lines.push(`Showing nodes accounting for ${amount(shown)}, ${share} of ${amount(total)} total`);
	if (total !== 0) {
		const dropped = (count, what, measure, fraction) => {
			if (count === 0) return;
			const least = amount(Math.abs(truncate(total * fraction)));
			lines.push(`Dropped ${count} ${what}${count > 1 ? "s" : ""} (${measure} <= ${least})`);
		};
		dropped(graph.droppedNodes, "node", "cum", options.nodefraction);
		if (full) dropped(graph.droppedEdges, "edge", "freq", options.edgefraction);
		const count = graph.nodes.length;
		if (count > 0 && count < graph.originalCount) lines.push(`Showing top ${count} nodes out of ${graph.originalCount}`);
	}
	if (full) lines.push("\nSee https://git.io/JfYMW for how to read the graph");
	return lines;
}
function shortFilter(filter) {
	const bytes = new TextEncoder().encode(filter);
	if (bytes.length <= FILTER_BYTES) return `   ${filter}`;
	return `   ${new TextDecoder().decode(bytes.subarray(0, FILTER_BYTES))}…`;
}

// packages/report/dist/pprof/pprof-options.js
/** In the order in which google/pprof keeps them. */
const PPROF_OPTIONS = [
	{
		name: "output",
		initial: "",
		transient: true
	},
	{
		name: "call_tree",
		initial: false,
		urlParameter: "calltree"
	},
	{
		name: "relative_percentages",
		initial: false,
		urlParameter: "rel"
	},
	{
		name: "unit",
		initial: "minimum",
		urlParameter: "unit"
	},
	{
		name: "compact_labels",
		initial: false,
		urlParameter: "compact"
	},
	{
		name: "source_path",
		initial: "",
		transient: true
	},
	{
		name: "trim_path",
		initial: "",
		transient: true
	},
	{
		name: "intel_syntax",
		initial: false,
		urlParameter: "intel"
	},
	{
		name: "mean",
		initial: false,
		urlParameter: "mean"
	},
	{
		name: "sample_index",
		initial: "",
		urlParameter: "si",
		transient: true
	},
	{
		name: "divide_by",
		initial: 1,
		transient: true
	},
	{
		name: "normalize",
		initial: false,
		urlParameter: "norm"
	},
	{
		name: "sort",
		initial: "flat",
		urlParameter: "sort",
		choices: ["cum", "flat"]
	},
	{
		name: "tagroot",
		initial: ""
	},
	{
		name: "tagleaf",
		initial: ""
	},
	{
		name: "drop_negative",
		initial: false,
		urlParameter: "dropneg"
	},
	{
		name: "nodecount",
		initial: -1,
		urlParameter: "n"
	},
	{
		name: "nodefraction",
		initial: .005,
		urlParameter: "nf"
	},
	{
		name: "edgefraction",
		initial: .001,
		urlParameter: "ef"
	},
	{
		name: "trim",
		initial: true,
		urlParameter: "trim"
	},
	{
		name: "focus",
		initial: "",
		urlParameter: "f"
	},
	{
		name: "ignore",
		initial: "",
		urlParameter: "i"
	},
	{
		name: "prune_from",
		initial: "",
		urlParameter: "prunefrom"
	},
	{
		name: "hide",
		initial: "",
		urlParameter: "h"
	},
	{
		name: "show",
		initial: "",
		urlParameter: "s"
	},
	{
		name: "show_from",
		initial: "",
		urlParameter: "sf"
	},
	{
		name: "tagfocus",
		initial: "",
		urlParameter: "tf"
	},
	{
		name: "tagignore",
		initial: "",
		urlParameter: "ti"
	},
	{
		name: "tagshow",
		initial: "",
		urlParameter: "ts"
	},
	{
		name: "taghide",
		initial: "",
		urlParameter: "th"
	},
	{
		name: "noinlines",
		initial: false,
		urlParameter: "noinlines"
	},
	{
		name: "showcolumns",
		initial: false,
		urlParameter: "showcolumns"
	},
	{
		name: "granularity",
		initial: "",
		urlParameter: "g",
		choices: [
			"functions",
			"filefunctions",
			"files",
			"lines",
			"addresses"
		]
	}
];
const DEFAULT_PPROF_OPTIONS = Object.fromEntries(PPROF_OPTIONS.map(({ name, initial }) => [name, initial]));

// packages/report/dist/pprof/trim-path.js
const ALWAYS = ["/proc/self/cwd/./", "/proc/self/cwd/"];
/**
* A source path without the prefix that only the machine that built the program had: one of the list `trimPath`, or,
* where that is empty, all up to a directory named like one of the list `sourcePath`. Lists are separated by colons.
*
* Method: google/pprof `internal/report/source.go`.
*/
function trimSourcePath(path, trimPath, sourcePath) {
	if (trimPath === "") for (const directory of splitList(sourcePath)) {
		const wanted = `/${baseName(directory)}/`;
		const found = path.indexOf(wanted);
		if (found !== -1) return path.slice(found + wanted.length);
	}
	for (const prefix of [...splitList(trimPath), ...ALWAYS]) {
		const whole = prefix.endsWith("/") ? prefix : `${prefix}/`;
		if (path.startsWith(whole)) return path.slice(whole.length);
	}
	return path;
}
function splitList(list) {
	return list === "" ? [] : list.split(":");
}

// packages/report/dist/pprof/trimmed-graph.js
/** Tags count as nodes where the nodes of a drawing are counted; at most so many a node. */
const MOST_TAGS = 4;
/**
* Builds the graph of a report and leaves out what weighs too little or is too much to show.
*
* Method: google/pprof `internal/report/report.go`.
*/
function trimmedGraph(report) {
	const { format, options } = report;
	const input = graphInput(report);
	if (options.call_tree && (format === "dot" || format === "callgrind")) return trimmedCallTree(report, input);
	const all = selectNodes(sumRows(input), options.drop_negative);
	const { nodeCutoff, edgeCutoff } = cutoffs(all, report);
	const heavy = nodeCutoff > 0 ? all.filter(({ cum }) => Math.abs(cum) >= nodeCutoff) : all;
	const droppedNodes = all.length - heavy.length;
	const needsEdges = input.table.hasInlines || !isTable(format);
	const link = (rows, isAll = false) => selectNodes(linkNodes(input, isAll ? void 0 : setOf(rows, input.table.length)), options.drop_negative);
	let nodes = needsEdges ? link(heavy, droppedNodes === 0) : heavy.map((row) => nodeOf(input.table, row));
	const originalCount = nodes.length;
	sortNodes(nodes, report);
	if (options.nodecount > 0) {
		removeLightTags(nodes, nodeCutoff);
		removeLightEdges(nodes, edgeCutoff);
		const selected = nodes.slice(0, mostNodes(nodes, report));
		if (selected.length !== nodes.length) {
			nodes = needsEdges ? link(selected) : selected;
			sortNodes(nodes, report);
		}
	}
	return {
		nodes,
		originalCount,
		droppedNodes,
		droppedEdges: finish(nodes, report, nodeCutoff, edgeCutoff)
	};
}
/** All nodes, untrimmed, in no order. */
function wholeGraph(report) {
	return selectNodes(linkNodes(graphInput(report)), report.options.drop_negative);
}
function trimmedCallTree(report, input) {
	let nodes = selectNodes(buildCallTree(input), report.options.drop_negative);
	const { nodeCutoff, edgeCutoff } = cutoffs(nodes, report);
	let droppedNodes = 0;
	const trim = (kept) => {
		nodes = trimCallTree(nodes, new Set(kept));
		removeRedundantEdges(nodes);
	};
	if (nodeCutoff > 0) {
		const heavy = nodes.filter(({ cum }) => Math.abs(cum) >= nodeCutoff);
		droppedNodes = nodes.length - heavy.length;
		if (droppedNodes > 0) trim(heavy);
	}
	const originalCount = nodes.length;
	sortNodes(nodes, report);
	if (report.options.nodecount > 0) {
		removeLightTags(nodes, nodeCutoff);
		removeLightEdges(nodes, edgeCutoff);
		const selected = nodes.slice(0, mostNodes(nodes, report));
		if (selected.length !== nodes.length) {
			trim(selected);
			sortNodes(nodes, report);
		}
	}
	return {
		nodes,
		originalCount,
		droppedNodes,
		droppedEdges: finish(nodes, report, nodeCutoff, edgeCutoff)
	};
}
function graphInput(report) {
	const { profile, options, format } = report;
	const { trim_path: trimPath, source_path: sourcePath } = options;
	const table = findNodes(profile, {
		objectNames: report.tellsFunctionsApart ?? [
			"raw",
			"list",
			"weblist",
			"disasm",
			"callgrind"
		].includes(format),
		trimPath: (path) => trimSourcePath(path, trimPath, sourcePath)
	});
	return {
		samples: profile.samples,
		table,
		weights: weightsOf(profile, report.column),
		divisors: options.mean ? weightsOf(profile, 0) : void 0,
		tags: format === "dot" ? new TagCollector(profile, {
			bytesUnit: report.labelUnits.get("bytes") ?? "",
			format: (value, unit) => valueLabel(value, unit, report.unit),
			hidden: BASE_LABEL.key
		}) : void 0
	};
}
function sumRows({ samples, table, weights, divisors }) {
	const values = sumByNode(samples, table, weights);
	const parts = divisors && sumByNode(samples, table, divisors);
	const rows = [];
	for (let number = 0; number < table.length; number++) rows.push({
		number,
		flat: values.flat[number],
		cum: values.cum[number],
		flatDivisor: parts?.flat[number] ?? 0,
		cumDivisor: parts?.cum[number] ?? 0
	});
	return rows;
}
function nodeOf(table, { number, flat, cum, flatDivisor, cumDivisor }) {
	return Object.assign(new GraphNode(table.info(number), number), {
		flat,
		cum,
		flatDivisor,
		cumDivisor
	});
}
function setOf(rows, length) {
	const set = new Uint8Array(length);
	for (const { number } of rows) set[number] = 1;
	return set;
}
function cutoffs(nodes, { options }) {
	const total = nodes.reduce((sum, { flat }) => sum.add(flat), new Int64Sum()).value;
	return {
		nodeCutoff: Math.abs(truncate(total * options.nodefraction)),
		edgeCutoff: Math.abs(truncate(total * options.edgefraction))
	};
}
function sortNodes(nodes, { format, options }) {
	if (format === "dot") sortByEntropy(nodes);
	else if (options.sort === "cum") sortByCum(nodes);
	else sortByFlat(nodes);
}
/** How many of the nodes to keep; in a drawing, tags take places too. */
function mostNodes(nodes, { format, options }) {
	const most = options.nodecount;
	if (format !== "dot") return most;
	let count = 0;
	for (let i = 0; i < nodes.length; i++) {
		count += 1 + Math.min(countTags(nodes[i]), MOST_TAGS);
		if (count >= most) return i + 1;
	}
	return most;
}
function countTags({ tags }) {
	if (tags === void 0) return 0;
	return [tags.labels, ...tags.numbers.values()].flatMap((each) => [...each.values()]).filter(({ flat }) => flat !== 0).length;
}
function finish(nodes, report, nodeCutoff, edgeCutoff) {
	removeLightTags(nodes, nodeCutoff);
	const dropped = removeLightEdges(nodes, edgeCutoff);
	if (report.format === "dot") removeRedundantEdges(nodes);
	return dropped;
}
function isTable(format) {
	return format === "top" || format === "text" || format === "topproto";
}

// packages/report/dist/pprof/callgrind.js
/** For KCachegrind: every node with its cost and its calls. */
function renderCallgrind(untrimmed) {
	const whole = {
		...untrimmed.options,
		nodefraction: 0,
		edgefraction: 0,
		nodecount: 0
	};
	const { nodes } = trimmedGraph({
		...untrimmed,
		options: whole
	});
	const report = inOneUnit(untrimmed, nodes);
	const calleeNames = distinctNames(nodes);
	const names = {
		objects: /* @__PURE__ */ new Map(),
		files: /* @__PURE__ */ new Map(),
		functions: /* @__PURE__ */ new Map()
	};
	const cost = (value) => BigInt(truncate(scaleValue(value, report.sampleUnit, report.unit).value)).toString();
	const lines = ["positions: instr line", `events: ${report.sampleType}(${report.unit})`];
	let previous;
	for (const node of nodes) {
		const { info } = node;
		if (info.objectFile !== previous?.objectFile || info.file !== previous.file || info.name !== previous.name) lines.push("", `ob=${shortName(names.objects, info.objectFile)}`, `fl=${shortName(names.files, info.file)}`, `fn=${shortName(names.functions, info.name)}`);
		lines.push(`${shortAddress(previous?.address, info.address)} ${info.line} ${cost(node.flatValue)}`);
		for (const { target, weight } of sortEdges(node.out.values())) {
			const callee = target.info;
			lines.push(`cfl=${shortName(names.files, callee.file)}`, `cfn=${shortName(names.functions, calleeNames.get(target) ?? "")}`, `calls=0 ${shortAddress(previous?.address, callee.address)} ${callee.line}`, `* * ${cost(weight)}`);
		}
		previous = info;
	}
	return `${lines.join("\n")}\n`;
}
/** Callgrind takes functions of one file and name for one, so those that are not are numbered. */
function distinctNames(nodes) {
	const paths = /* @__PURE__ */ new Map();
	/** By file and name, the number of each function. */
	const namesakes = /* @__PURE__ */ new Map();
	const placed = nodes.map((node) => {
		const { file, name } = node.info;
		const key = `${file.length}:${file}${name}`;
		const functions = namesakes.get(key) ?? /* @__PURE__ */ new Map();
		namesakes.set(key, functions);
		return {
			node,
			functions,
			number: numberOf(functions, `${numberOf(paths, node.siblings)} ${functionKey(node.info)}`)
		};
	});
	return new Map(placed.map(({ node, functions: { size }, number }) => [node, size > 1 ? `${node.info.name} [${number}/${size}]` : node.info.name]));
}
/** What tells functions of one file and name apart: also a column, where neither line nor address is known. */
function functionKey({ line, column, address, startLine, objectFile }) {
	return `${line === 0 && address === 0n ? column : 0} ${startLine} ${objectFile}`;
}
/** The number of a key, counted from 1 in the order in which keys come. */
function numberOf(numbers, key) {
	const known = numbers.get(key);
	if (known !== void 0) return known;
	numbers.set(key, numbers.size + 1);
	return numbers.size;
}
/** A name is written once with a number, and then by its number. */
function shortName(numbers, name) {
	if (name === "") return "";
	const isKnown = numbers.has(name);
	const number = numberOf(numbers, name);
	return isKnown ? `(${number})` : `(${number}) ${name}`;
}
/** `*` for the same address, the difference where that is shorter, else the address. */
function shortAddress(previous, address) {
	const whole = address === 0n ? "0x0" : `0x${address.toString(16)}`;
	if (previous === void 0) return whole;
	if (previous === address) return "*";
	const difference = BigInt.asIntN(64, address - previous);
	const relative = `${difference < 0n ? "" : "+"}${difference}`;
	return relative.length < whole.length ? relative : whole;
}

// packages/report/dist/pprof/compile-pattern.js
/** Compiles an RE2 pattern. @throws {HeaptideError} `HT_E_PPROF`: `doing` and what is wrong. */
function compilePattern(pattern, doing) {
	try {
		return compileRe2(pattern);
	} catch (error) {
		if (!(error instanceof HeaptideError)) throw error;
		throw new HeaptideError("HT_E_PPROF", `${doing}: ${error.message}`);
	}
}

// packages/report/dist/pprof/dot/dot-color.js
const STROKE = {
	saturation: 1,
	value: .7
};
const FILL = {
	saturation: .1,
	value: .93
};
/** Scores nearer to 0 than this lose their saturation, or else they would be yellow. */
const GREY = .2;
/** Small scores are spread out, since most are small. */
const EXPONENT = 1 - .7;
/** Colour of a border or an edge for a share of the total from -1 to 1. */
function strokeColor(score) {
	return color(score, STROKE);
}
/** Colour of a box. */
function fillColor(score) {
	return color(score, FILL);
}
function color(score, shade) {
	const limited = Math.max(-1, Math.min(1, score));
	const size = Math.abs(limited);
	const saturation = shade.saturation * (size < GREY ? size / GREY : 1);
	const spread = size ** EXPONENT;
	const strong = shade.value;
	const weak = shade.value * (1 - saturation * spread);
	const blue = shade.value * (1 - saturation);
	const [red, green] = limited < 0 ? [weak, strong] : [strong, weak];
	return `#${[
		red,
		green,
		blue
	].map(hex).join("")}`;
}
/** Two digits; 0 of what is no number. */
function hex(part) {
	return (Math.trunc(part * 255) || 0).toString(16).padStart(2, "0");
}

// packages/report/dist/pprof/dot/escape-dot.js
/** Text inside a quoted string of the dot language; newlines become left-justified ones. */
function escapeDot(text) {
	return text.replaceAll("\\", "\\\\").replaceAll("\"", "\\\"").replaceAll("\n", "\\l");
}
/** Likewise of a tag, in which a backslash with an `n` ends a line, since texts are joined by it; newlines stay. */
function escapeDotTag(text) {
	return text.replace(/\\(?!n)|"/g, "\\$&");
}

// packages/report/dist/pprof/dot/nodelets.js
/** Boxes of each kind at one node. */
const MOST = 4;
/** The boxes of a node's labels, as lines of dot. `format`: a value with its unit. */
function nodelets(node, id, format) {
	if (node.tags === void 0) return [];
	const byFlat = node.out.size > 0;
	const lines = [];
	const { labels, numbers } = node.tags;
	sortTags(labels.values(), byFlat).slice(0, MOST).forEach((tag, i) => {
		const value = byFlat ? tagFlat(tag) : tagCum(tag);
		if (value === 0) return;
		lines.push(...box(`N${id}`, `${id}_${i}`, tag.name, format(value), ""));
		const below = numbers.get(tag.name);
		if (below) lines.push(...numericBoxes([...below.values()], byFlat, `N${id}_${i}`, format));
	});
	const bare = numbers.get("");
	if (bare) lines.push(...numericBoxes([...bare.values()], byFlat, `N${id}`, format));
	return lines;
}
function box(source, target, name, weight, style) {
	return [`N${target} [label = "${escapeDotTag(name)}" id="N${target}" fontsize=8 shape=box3d tooltip="${weight}"]`, `${source} -> N${target} [label=" ${weight}" weight=100 tooltip="${weight}" labeltooltip="${weight}"${style}]`];
}
function numericBoxes(tags, byFlat, source, format) {
	return groupTags(tags, byFlat).flatMap((tag, i) => {
		const [flat, cum] = [tagFlat(tag), tagCum(tag)];
		const solid = byFlat || flat === cum;
		const value = solid ? flat : cum;
		if (value === 0) return [];
		return box(source, `${source}_${i}`, tag.name, format(value), solid ? "" : " style=\"dotted\"");
	});
}
/** At most {@link MOST} tags: the heaviest, each with those that are nearest to it, as ranges. */
function groupTags(tags, byFlat) {
	const sorted = sortTags(tags, byFlat);
	if (sorted.length <= MOST) return sorted;
	const groups = sorted.slice(0, MOST).map((tag) => [tag]);
	for (const tag of sorted.slice(MOST)) {
		const distances = groups.map(([first]) => distance(tag, first));
		groups[distances.indexOf(Math.min(...distances))].push(tag);
	}
	return sortTags(groups.map(sumGroup), byFlat);
}
function distance(from, to) {
	return Math.abs(scaleValue(from.value, from.unit, to.unit).value - to.value);
}
function sumGroup(group) {
	const first = group[0];
	if (group.length === 1) return {
		...first,
		name: valueLabel(first.value, first.unit),
		flat: tagFlat(first),
		cum: tagCum(first),
		flatDivisor: 0,
		cumDivisor: 0
	};
	const sum = { ...first };
	let [least, most] = [first, first];
	for (const tag of group.slice(1)) {
		const valueIn = (unit) => truncate(scaleValue(tag.value, tag.unit, unit).value);
		if (valueIn(least.unit) < least.value) least = tag;
		if (valueIn(most.unit) > most.value) most = tag;
		sum.flat += tag.flat;
		sum.cum += tag.cum;
		sum.flatDivisor += tag.flatDivisor;
		sum.cumDivisor += tag.cumDivisor;
	}
	const name = `${valueLabel(least.value, least.unit)}..${valueLabel(most.value, most.unit)}`;
	return {
		...sum,
		name,
		flat: tagFlat(sum),
		cum: tagCum(sum),
		flatDivisor: 0,
		cumDivisor: 0
	};
}

// packages/report/dist/pprof/dot/short-name.js
/** Forms of names that carry more than a box has room for; what stays is the group. */
const GO_PACKAGE = /^(?:[\w\-.]+\/)+([^.]+\..+)/;
const JAVA_METHOD = /^(?:[a-z]\w*\.)*([A-Z][\w$]*\.(?:<init>|[a-z][\w$]*(?:\$\d+)?))(?:(?:\()|$)/;
const CPP_METHOD = /^(?:[_a-zA-Z]\w*::)+(_*[A-Z]\w*::~?[_a-zA-Z]\w*(?:<.*>)?)/;
const GO_VERSION = /^(.*?)\/v(?:[2-9]|[1-9][0-9]+)([./].*)$/;
const ANONYMOUS_NAMESPACE = "(anonymous namespace)::";
/**
* A function name without package, module version and namespace.
*
* Method: google/pprof `internal/graph/graph.go`.
*/
function shortFunctionName(name) {
	const plain = (name.startsWith(ANONYMOUS_NAMESPACE) ? name.slice(23) : name).replace(GO_VERSION, "$1$2");
	for (const form of [
		GO_PACKAGE,
		JAVA_METHOD,
		CPP_METHOD
	]) {
		const found = form.exec(plain);
		if (found) return found[1];
	}
	return plain;
}

// packages/report/dist/pprof/dot/render-dot.js
const SMALLEST_FONT = 8;
const FONT_GROWTH = 16;
/**
* The graph of calls in the language of graphviz's dot.
*
* Whatever a profile says is escaped, also where google/pprof leaves that out (programs, files, labels, units), so that
* no text can end its string and add attributes such as a URL.
*/
function renderDot(untrimmed) {
	const graph = trimmedGraph(untrimmed);
	const report = inOneUnit(untrimmed, graph.nodes);
	const title = escapeDot(titleOf(report));
	const lines = [
		`digraph "${title === "" ? "unnamed" : title}" {`,
		"node [style=filled fillcolor=\"#f8f8f8\"]",
		legend(title, reportHeader(report, graph, { full: true }))
	];
	const ids = new Map(graph.nodes.map((node, i) => [node, i + 1]));
	const largest = graph.nodes.reduce((most, { flatValue }) => Math.max(most, Math.abs(flatValue)), 0);
	const withNodelets = /* @__PURE__ */ new Set();
	for (const [node, id] of ids) {
		lines.push(nodeLine(report, node, id, largest));
		const boxes = nodelets(node, id, (value) => amountText(report, value));
		if (boxes.length > 0) withNodelets.add(node);
		lines.push(...boxes);
	}
	const idOf = (node) => ids.get(node) ?? 0;
	for (const edge of sortEdges(graph.nodes.flatMap((node) => [...node.out.values()]))) {
		const attributes = edgeAttributes(report, edge, withNodelets.has(edge.source));
		lines.push(`N${idOf(edge.source)} -> N${idOf(edge.target)} [${attributes}]`);
	}
	return `${lines.join("\n")}\n}\n`;
}
function titleOf({ profile: { mappings, strings } }) {
	const file = mappings.length === 0 ? "" : strings.get(mappings.filename[0]);
	return file === "" ? "" : baseName(file);
}
function legend(title, labels) {
	const text = `${labels.map(escapeDot).join("\\l")}\\l`;
	const tooltip = title === "" ? "" : ` tooltip="${title}"`;
	return `subgraph cluster_L { "${escapeDot(labels[0])}" [shape=box fontsize=16 label="${text}"${tooltip}] }`;
}
function nodeLine(report, node, id, largest) {
	const { flatValue: flat, cumValue: cum } = node;
	const { total } = report;
	const amount = (value) => amountText(report, value);
	const share = (value) => `(${percentage(value, total).trim()})`;
	let label = boxName(node) + (flat === 0 ? "0" : `${amount(flat)} ${share(flat)}`);
	if (cum !== flat) label += `${flat === 0 ? " " : "\\n"}of ${amount(cum)} ${share(cum)}`;
	const growth = flat === 0 ? 0 : Math.ceil(FONT_GROWTH * Math.sqrt(Math.abs(flat) / largest));
	const score = cum / Math.abs(total);
	return `N${id} [${[
		`label="${label}"`,
		`id="node${id}"`,
		`fontsize=${SMALLEST_FONT + growth}`,
		"shape=box",
		`tooltip="${escapeDot(node.name)} (${amount(cum)})"`,
		`color="${strokeColor(score)}"`,
		`fillcolor="${fillColor(score)}"`
	].join(" ")}]`;
}
/** One line for each part of the name. */
function boxName({ info }) {
	const name = escapeDot(shortFunctionName(info.name)).replaceAll("::", "\\n").replaceAll("[...]", "[…]").replaceAll(".", "\\n");
	const file = info.file === "" ? "" : escapeDot(baseName(info.file));
	const objectFile = info.objectFile === "" ? "" : escapeDot(baseName(info.objectFile));
	return `${nameComponents({
		...info,
		name,
		file,
		objectFile
	}).join("\\n")}\\n`;
}
/** The unit of a sample type may be any text. */
function amountText(report, value) {
	return escapeDot(formatAmount(report, value));
}
function edgeAttributes(report, edge, hasNodelets) {
	const { total } = report;
	const weight = edgeWeight(edge);
	const text = amountText(report, weight);
	const attributes = [`label=" ${text}${edge.inline ? "\\n (inline)" : ""}"`];
	if (total !== 0) {
		const grade = (most) => 1 + Math.min(Math.abs(partOf(weight, most, total)), most);
		if (grade(100) > 1) attributes.push(`weight=${grade(100)}`);
		if (grade(5) > 1) attributes.push(`penwidth=${grade(5)}`);
		attributes.push(`color="${strokeColor(weight / Math.abs(total))}"`);
	}
	const tooltip = `"${[edge.source.name, edge.target.name].map(escapeDot).join(edge.residual ? " ... " : " -> ")} (${text})"`;
	attributes.push(`tooltip=${tooltip}`, `labeltooltip=${tooltip}`);
	if (edge.residual) attributes.push("style=\"dotted\"");
	if (hasNodelets) attributes.push("minlen=2");
	return attributes.join(" ");
}
/** `weight * parts / total` in integers of 64 bits, overflow included. */
function partOf(weight, parts, total) {
	const product = weight * parts;
	if (Number.isSafeInteger(product)) return divide(product, total);
	return Number(BigInt.asIntN(64, BigInt(product)) / BigInt(total));
}

// packages/report/dist/pprof/focus.js
/**
* Applies all filters of the options.
*
* @throws {HeaptideError} `HT_E_PPROF` for a bad regexp.
*/
function applyFocus(profile, { options, labelUnits, talk }) {
	const pattern = (name) => {
		const text = options[name];
		return text === "" ? void 0 : compilePattern(text, `parsing ${name} regexp`);
	};
	const tagFilter = (name) => {
		const compile = (text) => compilePattern(text, `parsing ${name} regexp`);
		return options[name] === "" ? void 0 : compileTagFilter(options[name], {
			name,
			compile,
			units: labelUnits,
			talk
		});
	};
	const names = {
		focus: pattern("focus"),
		ignore: pattern("ignore"),
		hide: pattern("hide"),
		show: pattern("show")
	};
	const showFromPattern = pattern("show_from");
	const tagFocus = tagFilter("tagfocus");
	const tagIgnore = tagFilter("tagignore");
	const pruneFromPattern = pattern("prune_from");
	const check = (found, option) => {
		if (!found) talk(`${option} expression matched no samples`);
	};
	const named = filterByName(profile, names);
	check(named.matched.focus, "Focus");
	check(named.matched.ignore, "Ignore");
	check(named.matched.hide, "Hide");
	check(named.matched.show, "Show");
	let shown = named.profile;
	if (showFromPattern) {
		const { profile: cut, matched } = showFrom(shown, showFromPattern);
		check(matched, "ShowFrom");
		shown = cut;
	}
	if (tagFocus ?? tagIgnore) {
		const found = {
			focus: false,
			ignore: false
		};
		const all = shown;
		const samples = filterSamples(all, (sample) => {
			const labels = labelSets(all, sample);
			const focused = tagFocus?.(labels) ?? true;
			const ignored = tagIgnore?.(labels) ?? false;
			found.focus ||= focused;
			found.ignore ||= ignored;
			return focused && !ignored;
		});
		check(!tagFocus || found.focus, "TagFocus");
		check(!tagIgnore || found.ignore, "TagIgnore");
		shown = {
			...shown,
			samples
		};
	}
	shown = filterTags(shown, pattern("tagshow"), pattern("taghide"), check);
	return pruneFromPattern ? pruneFrom(shown, pruneFromPattern) : shown;
}
function filterTags(profile, show, hide, check) {
	if (!show && !hide) return profile;
	const { strings } = profile;
	let [shows, hides] = [false, false];
	const samples = filterLabels(profile.samples, (row) => {
		const key = strings.get(profile.samples.labelKey[row]);
		const shown = show?.test(key) ?? true;
		const hidden = hide?.test(key) ?? false;
		shows ||= shown;
		hides ||= hidden;
		return shown && !hidden;
	});
	check(!show || shows, "TagShow");
	check(!hide || hides, "TagHide");
	return {
		...profile,
		samples
	};
}

// packages/report/dist/pprof/source-reader.js
/** Finds the sources that a profile names, and reads each once. */
var SourceReader = class {
	#surroundings;
	#searchPath;
	#trimPath;
	#known = /* @__PURE__ */ new Map();
	constructor(surroundings, options) {
		this.#surroundings = surroundings;
		this.#searchPath = options.source_path === "" ? surroundings.workingDirectory : options.source_path;
		this.#trimPath = options.trim_path;
	}
	/** The lines of a source file, or a text that says why there are none. */
	lines(file) {
		const known = this.#known.get(file);
		if (known !== void 0) return known;
		const lines = this.#find(trimSourcePath(file, this.#trimPath, this.#searchPath));
		this.#known.set(file, lines);
		return lines;
	}
	#find(path) {
		const { readSource } = this.#surroundings;
		if (path.startsWith("/")) {
			const text = readSource(path);
			return text === void 0 ? `open ${path}: no such file or directory` : splitLines(text);
		}
		for (const directory of splitList(this.#searchPath)) for (const place of selfAndParents(directory)) {
			const text = readSource(cleanPath(`${place}/${path}`));
			if (text !== void 0) return splitLines(text);
		}
		return `could not find file ${path} on path ${this.#searchPath}`;
	}
};
function splitLines(text) {
	const lines = text.split("\n").map((line) => line.replace(/\r$/, ""));
	if (lines.at(-1) === "") lines.pop();
	return lines;
}
function selfAndParents(directory) {
	const places = [directory];
	for (let place = directory;;) {
		const slash = place.lastIndexOf("/");
		const parent = slash === -1 ? "." : slash === 0 ? "/" : cleanPath(place.slice(0, slash));
		if (parent === place) return places;
		places.push(place = parent);
	}
}

// packages/report/dist/pprof/list.js
/** Lines shown before the first and after the last sample. */
const MARGIN = 5;
/**
* The sources of the functions that match the symbol, with what their lines hold; by name, then by file.
*
* @throws {HeaptideError} `HT_E_PPROF` when no function matches.
*/
function listFunctions(report, surroundings) {
	const byName = groupBy(wholeGraph(report).filter(({ info }) => report.symbol.test(info.name)), ({ info }) => info.name);
	if (byName.size === 0) throw new HeaptideError("HT_E_PPROF", `no matches found for regexp: ${report.symbolText}`);
	const reader = new SourceReader(surroundings, report.options);
	return [...byName.keys()].sort(compareUtf8).flatMap((name) => {
		const byFile = groupBy(byName.get(name).filter(({ info }) => info.file !== ""), ({ info }) => info.file);
		if (byFile.size === 0) return [{
			name,
			file: "",
			...sumOf(byName.get(name)),
			lines: [],
			error: "no source information"
		}];
		return [...byFile.keys()].sort(compareUtf8).map((file) => {
			const nodes = byFile.get(file);
			const source = reader.lines(file);
			const listed = {
				name,
				file,
				...sumOf(nodes)
			};
			if (typeof source === "string") return {
				...listed,
				lines: [],
				error: source
			};
			return {
				...listed,
				lines: linesOf(nodes, source)
			};
		});
	});
}
/** Annotated sources: `list`. @throws {HeaptideError} as {@link listFunctions}. */
function renderList(report, surroundings) {
	const amount = (value) => formatAmount(report, value);
	const cell = (value) => (value === 0 ? "." : amount(value)).padStart(10);
	const lines = [`Total: ${amount(report.total)}`];
	for (const { name, file, flat, cum, lines: source, error } of listFunctions(report, surroundings)) {
		if (file === "") {
			lines.push(`No source information for ${name}`);
			continue;
		}
		lines.push(`ROUTINE ======================== ${name} in ${file}`, `${amount(flat).padStart(10)} ${amount(cum).padStart(10)} (flat, cum) ${percentage(cum, report.total)} of Total`);
		for (const each of source) lines.push(`${cell(each.flat)} ${cell(each.cum)} ${String(each.line).padStart(6)}:${each.source}`);
		if (error !== void 0) lines.push(` Error: ${error}`);
	}
	return `${lines.join("\n")}\n`;
}
function linesOf(nodes, source) {
	const { first, last } = extent(nodes);
	const byLine = groupBy(nodes, ({ info }) => info.line);
	const lines = [];
	for (let line = first; line <= last && line <= source.length; line++) lines.push({
		line,
		...sumOf(byLine.get(line) ?? []),
		source: source[line - 1]
	});
	return lines;
}
/** From the beginning of the function, where it is known, to the margin after the last sample. */
function extent(nodes) {
	const start = ({ info }) => info.startLine === 0 ? info.line - MARGIN : info.startLine;
	const first = nodes.reduce((least, node) => Math.min(least, start(node)), Infinity);
	const last = nodes.reduce((most, { info }) => Math.max(most, info.line + MARGIN), 0);
	return {
		first: Math.max(1, first),
		last
	};
}
function sumOf(nodes) {
	return nodes.reduce((sum, { flat, cum }) => ({
		flat: sum.flat + flat,
		cum: sum.cum + cum
	}), {
		flat: 0,
		cum: 0
	});
}
function groupBy(nodes, keyOf) {
	const groups = /* @__PURE__ */ new Map();
	for (const node of nodes) {
		const key = keyOf(node);
		const group = groups.get(key);
		if (group) group.push(node);
		else groups.set(key, [node]);
	}
	return groups;
}

// packages/report/dist/pprof/override-options.js
/** Nodes of a report that is no table, unless the user says otherwise. */
const USUAL_NODES = 80;
/** Reports of chosen functions, or of everything, leave nothing out. */
const UNTRIMMED = [
	"disasm",
	"weblist",
	"peek",
	"list",
	"proto",
	"raw",
	"callgrind"
];
const BY_ADDRESS = [
	"disasm",
	"weblist",
	"proto",
	"raw",
	"callgrind"
];
/** The options as a report takes them, whatever the user said. */
function overrideOptions(format, options) {
	const isTable = format === "text" || format === "top" || format === "topproto";
	const trim = options.trim && !UNTRIMMED.includes(format);
	return {
		...options,
		nodecount: options.nodecount === -1 ? isTable ? 0 : USUAL_NODES : options.nodecount,
		...BY_ADDRESS.includes(format) && { granularity: "addresses" },
		...format === "list" && { granularity: "lines" },
		...format === "disasm" && { noinlines: true },
		...format === "weblist" && { noinlines: false },
		...!trim && {
			nodecount: 0,
			nodefraction: 0,
			edgefraction: 0
		}
	};
}

// packages/report/dist/pprof/proto.js
/** The profile itself, gzipped; values are scaled by `divide_by`. */
async function renderProto({ profile, options }) {
	return gzip(encodeProfile(scaled(profile, 1 / options.divide_by)));
}
function scaled(profile, ratio) {
	if (!(ratio > 0) || ratio === 1) return profile;
	const { exactValues, ...samples } = profile.samples;
	const values = samples.values.map((value) => truncate(value * ratio));
	const exact = exactValues?.map((value) => BigInt(truncate(Number(value) * ratio)));
	return {
		...profile,
		samples: {
			...samples,
			values,
			...exact && { exactValues: exact }
		}
	};
}

// packages/report/dist/go-format/go-duration.js
const MICROSECOND = 1000n;
const MILLISECOND = 1000000n;
const SECOND = 1000000000n;
const MINUTE = 60n * SECOND;
const HOUR = 60n * MINUTE;
/** Nanoseconds as Go's `time.Duration` prints itself: `1.5s`, `2h0m3.25s`, `100ms`, `12.3µs`, `7ns`, `0s`. */
function goDuration(nanos) {
	const sign = nanos < 0n ? "-" : "";
	const size = nanos < 0n ? -nanos : nanos;
	if (size === 0n) return "0s";
	if (size < MICROSECOND) return `${sign}${size}ns`;
	if (size < MILLISECOND) return `${sign}${decimal(size, MICROSECOND)}µs`;
	if (size < SECOND) return `${sign}${decimal(size, MILLISECOND)}ms`;
	return `${sign}${size >= HOUR ? `${size / HOUR}h` : ""}${size >= MINUTE ? `${size % HOUR / MINUTE}m` : ""}${decimal(size % MINUTE, SECOND)}s`;
}
/** `size / unit` exactly, `unit` being a power of ten. */
function decimal(size, unit) {
	const places = unit.toString().length - 1;
	const fraction = (size % unit).toString().padStart(places, "0").replace(/0+$/, "");
	return `${size / unit}${fraction === "" ? "" : `.${fraction}`}`;
}

// packages/report/dist/pprof/raw.js
const FLAG_NAMES = [
	"FN",
	"FL",
	"LN",
	"IN"
];
const LABEL_INDENT = " ".repeat(16);
const LINE_INDENT = " ".repeat(13);
/** All that is in a profile, row by row. */
function renderRaw(profile) {
	const { sampleTypes, defaultSampleType, periodType } = profile;
	const types = sampleTypes.map(({ type, unit }) => `${type}/${unit}${type === defaultSampleType ? "[dflt]" : ""} `);
	const lines = profile.comments.map((comment) => `Comment: ${comment}`);
	if (profile.docUrl !== "") lines.push(`Doc: ${profile.docUrl}`);
	lines.push(`PeriodType: ${periodType.type} ${periodType.unit}`);
	lines.push(`Period: ${profile.exactPeriod ?? profile.period}`);
	if (profile.timeNanos !== 0n) lines.push(`Time: ${goTimestamp(profile.timeNanos)}`);
	if (profile.durationNanos !== 0n) lines.push(`Duration: ${goDuration(profile.durationNanos).slice(0, 4)}`);
	lines.push("Samples:", types.join("").trim());
	for (let row = 0; row < profile.samples.length; row++) lines.push(...sampleLines(profile, row));
	lines.push("Locations");
	for (let row = 0; row < profile.locations.length; row++) for (const line of locationLines(profile, row)) lines.push(line);
	lines.push("Mappings");
	for (let row = 0; row < profile.mappings.length; row++) lines.push(mappingLine(profile, row));
	return `${lines.join("\n")}\n`;
}
function sampleLines(profile, row) {
	const { stack, stackOffsets, values, exactValues } = profile.samples;
	const width = profile.sampleTypes.length;
	let line = "";
	for (let i = row * width; i < (row + 1) * width; i++) line += ` ${String(exactValues?.[i] ?? values[i]).padStart(10)}`;
	line += ": ";
	for (let i = stackOffsets[row]; i < stackOffsets[row + 1]; i++) line += `${stack[i] + 1} `;
	const { texts, numbers } = labelSets(profile, row);
	const lines = [line];
	const list = (entries) => {
		if (entries.length > 0) lines.push(LABEL_INDENT + entries.sort(compareUtf8).join(" "));
	};
	list([...texts].map(([key, each]) => `${key}:[${each.join(" ")}]`));
	list([...numbers].map(([key, each]) => `${key}:[${numberTexts(each).join(" ")}]`));
	return lines;
}
function numberTexts({ exact, units }) {
	return exact.map((value, i) => units.length === 0 ? String(value) : `${value} ${units[i]}`);
}
function locationLines({ strings, functions, locations }, row) {
	const mapping = locations.mapping[row];
	const head = `${String(row + 1).padStart(6)}: 0x${locations.address[row].toString(16)} ${mapping === -1 ? "" : `M=${mapping + 1} `}${locations.folded[row] === 1 ? "[F] " : ""}`;
	const lines = [];
	for (let line = locations.lineOffsets[row]; line < locations.lineOffsets[row + 1]; line++) {
		const func = locations.lineFunction[line];
		const name = strings.get(functions.name[func]);
		const systemName = strings.get(functions.systemName[func]);
		const place = `${strings.get(functions.filename[func])}:${locations.lineNumber[line]}:${locations.lineColumn[line]}`;
		lines.push(`${lines.length === 0 ? head : LINE_INDENT}${name} ${place} s=${functions.startLine[func]}` + (name === systemName ? "" : `(${systemName})`));
	}
	return lines.length === 0 ? [head] : lines;
}
function mappingLine({ strings, mappings }, row) {
	const hex = (value) => `0x${value.toString(16)}`;
	const range = [
		mappings.memoryStart[row],
		mappings.memoryLimit[row],
		mappings.fileOffset[row]
	];
	const flags = FLAG_NAMES.filter((_, bit) => (mappings.flags[row] & 1 << bit) !== 0);
	const names = `${strings.get(mappings.filename[row])} ${strings.get(mappings.buildId[row])}`;
	return `${row + 1}: ${range.map(hex).join("/")} ${names} ${flags.map((flag) => `[${flag}]`).join("")}`;
}

// packages/report/dist/go-format/align-table.js
/** One space between columns. */
const PADDING = 1;
/**
* Lines of cells that end in tabs, laid out with every cell set against the right edge of its column, as Go's
* text/tabwriter does with minimum width 0, padding 1, blanks and AlignRight (google/pprof's -tags). A column reaches
* over the lines next to each other that have it; a vertical tab counts as a tab, a form feed ends a line and all columns.
* Width is counted in code points. Takes and gives whole text, every line with its newline.
*/
function alignTable(text) {
	const ends = text.match(/[\n\f]/g) ?? [];
	const open = [];
	return text.split(/[\n\f]/).map((line, i) => {
		if (ends[i - 1] === "\f") open.length = 0;
		return measure(line, open);
	}).map(layOut).join("\n");
}
/** Adds a line to the columns that are `open` above it; those that it lacks end here. */
function measure(text, open) {
	const pieces = text.split(/[\t\v]/);
	const rest = pieces.pop() ?? "";
	if (open.length > pieces.length) open.length = pieces.length;
	return {
		cells: pieces.map((piece, i) => {
			const column = open[i] ??= { width: 0 };
			const length = codePoints(piece);
			column.width = Math.max(column.width, length + PADDING);
			return {
				text: piece,
				length,
				column
			};
		}),
		rest
	};
}
function layOut({ cells, rest }) {
	return cells.map(({ text, length, column }) => " ".repeat(column.width - length) + text).join("") + rest;
}
function codePoints(text) {
	let count = 0;
	for (let i = 0; i < text.length; count++) i += text.codePointAt(i) > 65535 ? 2 : 1;
	return count;
}

// packages/report/dist/pprof/tags.js
/** What the samples of each label value hold, by label key. */
function renderTags(report) {
	const { total } = report;
	const share = (value) => total > 0 ? ` (${percentage(value, total)})` : "";
	let text = "";
	for (const [key, values] of tagSums(report)) {
		const sum = [...values.values()].reduce((all, value) => all + value, 0);
		text += `${key}:\t Total ${formatAmount(report, sum)} of ${formatAmount(report, total)}${share(sum)}\n`;
		for (const { name, flat } of sortTags(asTags(values), true)) text += ` \t${formatAmount(report, flat)}${share(flat)}:\t ${name}\n`;
		text += "\n";
	}
	return alignTable(text);
}
/** By key in the order of its bytes, then by value. */
function tagSums(report) {
	const { profile, labelUnits, unit } = report;
	const sums = /* @__PURE__ */ new Map();
	const weights = weightsOf(profile, report.column);
	const add = (key, value, weight) => {
		let values = sums.get(key);
		if (values === void 0) sums.set(key, values = /* @__PURE__ */ new Map());
		values.set(value, (values.get(value) ?? 0) + weight);
	};
	for (let sample = 0; sample < profile.samples.length; sample++) {
		const weight = weightAt(weights, sample);
		const { texts, numbers } = labelSets(profile, sample);
		for (const [key, values] of texts) for (const value of values) add(key, value, weight);
		for (const [key, { exact }] of numbers) for (const value of exact) add(key, valueLabel(value, labelUnits.get(key) ?? "", unit), weight);
	}
	return sortTags(asTags(new Map([...sums.keys()].map((key) => [key, 0]))), true).map(({ name }) => [name, sums.get(name)]);
}
function asTags(values) {
	return [...values].map(([name, flat]) => ({
		name,
		unit: "",
		value: 0,
		flat,
		cum: 0,
		flatDivisor: 0,
		cumDivisor: 0
	}));
}

// packages/report/dist/pprof/text.js
/** The rows of the table of functions, and the header of the report. */
function textItems(untrimmed) {
	const graph = trimmedGraph(untrimmed);
	const report = inOneUnit(untrimmed, graph.nodes);
	return {
		report,
		items: graph.nodes.map((node) => {
			const { name, flatValue: flat, cumValue: cum } = node;
			const [flatFormat, cumFormat] = [formatAmount(report, flat), formatAmount(report, cum)];
			return {
				name,
				inlineLabel: inlineLabel(node),
				flat,
				cum,
				flatFormat,
				cumFormat
			};
		}),
		labels: reportHeader(report, graph)
	};
}
/** The table of functions: `top` and `text`. */
function renderText(untrimmed) {
	const { report, items, labels } = textItems(untrimmed);
	const { total } = report;
	const lines = [...labels, "      flat  flat%   sum%        cum   cum%"];
	const sum = new Int64Sum();
	for (const { name, inlineLabel, flat, cum, flatFormat, cumFormat } of items) {
		sum.add(flat);
		const shares = [percentage(flat, total), percentage(sum.value, total)].join(" ");
		const inline = inlineLabel === "" ? "" : ` ${inlineLabel}`;
		lines.push(`${flatFormat.padStart(10)} ${shares} ${cumFormat.padStart(10)} ${percentage(cum, total)}  ${name}${inline}`);
	}
	return `${lines.join("\n")}\n`;
}
function inlineLabel(node) {
	let [inlined, called] = [false, false];
	for (const { inline } of node.in.values()) if (inline) inlined = true;
	else called = true;
	if (!inlined) return "";
	return called ? "(partial-inline)" : "(inline)";
}

// packages/report/dist/pprof/top-proto.js
/** The nodes of the table of functions as a profile: one sample each, with `cum` and `flat`. */
function topProfile(untrimmed) {
	const { nodes } = trimmedGraph(untrimmed);
	const { profile, sampleUnit, unit } = inOneUnit(untrimmed, nodes);
	const builder = new ProfileBuilder({
		sampleTypes: [{
			type: "cum",
			unit
		}, {
			type: "flat",
			unit
		}],
		periodType: profile.periodType,
		period: profile.period,
		timeNanos: profile.timeNanos,
		durationNanos: profile.durationNanos
	});
	const scaled = (value) => truncate(scaleValue(value, sampleUnit, unit).value);
	for (const { info, flatValue, cumValue } of nodes) {
		const func = builder.func({
			name: info.name,
			filename: info.file,
			startLine: info.startLine
		});
		const location = builder.location({
			address: info.address,
			lines: [{
				function: func,
				line: info.line,
				column: info.column
			}]
		});
		builder.sample({
			stack: [location],
			values: [scaled(cumValue), scaled(flatValue)]
		});
	}
	return builder.build();
}

// packages/report/dist/pprof/traces.js
const SEPARATOR$1 = "-----------+-------------------------------------------------------";
/** Every sample with its labels and its stack. Samples with an empty stack are left out. */
function renderTraces(report) {
	const { profile, options, labelUnits } = report;
	const { stack, stackOffsets, length } = profile.samples;
	const table = findNodes(profile);
	const { offsets, nodesAt } = table;
	const names = nodeInfos(table).map(printableName);
	const weights = weightsOf(profile, report.column);
	const divisors = options.mean ? weightsOf(profile, 0) : void 0;
	const lines = profileHeader(report);
	if (lines.length === 0) lines.push("");
	for (let sample = 0; sample < length; sample++) {
		const from = stackOffsets[sample];
		const to = stackOffsets[sample + 1];
		if (from === to) continue;
		lines.push(SEPARATOR$1);
		for (const line of labelLines(profile, sample, labelUnits)) lines.push(line);
		const divisor = divisors ? weightAt(divisors, sample) : 0;
		const weight = weightAt(weights, sample);
		let amount = formatAmount(report, divisor === 0 ? weight : divide(weight, divisor)).padStart(10);
		for (let frame = from; frame < to; frame++) {
			const location = stack[frame];
			const outermost = offsets[location + 1] - 1;
			for (let i = offsets[location]; i <= outermost; i++) {
				lines.push(`${amount}   ${names[nodesAt[i]]}${i < outermost ? " (inline)" : ""}`);
				amount = "          ";
			}
		}
	}
	lines.push(SEPARATOR$1);
	return `${lines.join("\n")}\n`;
}
/** The texts by key, then the numbers by key. */
function labelLines(profile, sample, units) {
	const { texts, numbers } = labelSets(profile, sample);
	const line = (key, values) => `${key.padStart(10)}:  ${values.join(" ")}`;
	const textLines = [...texts].map(([key, values]) => line(key, values));
	const numberLines = [...numbers].map(([key, { exact }]) => {
		const unit = units.get(key) ?? "";
		return line(key, exact.map((value) => valueLabel(value, unit)));
	});
	return [...textLines.sort(compareUtf8), ...numberLines.sort(compareUtf8)];
}

// packages/report/dist/pprof/tree.js
const SEPARATOR = "----------------------------------------------------------+-------------";
const LEGEND = "      flat  flat%   sum%        cum   cum%   calls calls% + context 	 	 ";
/**
* Each function between its callers and its callees: `tree`, and `peek` where the report has a symbol.
*
* @throws {HeaptideError} `HT_E_PPROF` when no function matches the symbol.
*/
function renderTree(untrimmed) {
	const graph = trimmedGraph(untrimmed);
	const report = inOneUnit(untrimmed, graph.nodes);
	const { total, symbol } = report;
	const lines = [
		...reportHeader(report, graph),
		SEPARATOR,
		LEGEND
	];
	const shown = graph.nodes.filter(({ name }) => symbol?.test(name) ?? true);
	const sum = new Int64Sum();
	for (const node of shown) {
		const { name, flatValue: flat, cumValue: cum } = node;
		const edgeLine = ({ weight, inline }, other) => `${formatAmount(report, weight).padStart(50)} ${percentage(weight, cum)} |   ${other}${inline ? " (inline)" : ""}`;
		sum.add(flat);
		const flatCells = `${formatAmount(report, flat).padStart(10)} ${percentage(flat, total)}`;
		const cumCells = `${formatAmount(report, cum).padStart(10)} ${percentage(cum, total)}`;
		lines.push(SEPARATOR);
		for (const edge of sortEdges(node.in.values())) lines.push(edgeLine(edge, edge.source.name));
		lines.push(`${flatCells} ${percentage(sum.value, total)} ${cumCells}                | ${name}`);
		for (const edge of sortEdges(node.out.values())) lines.push(edgeLine(edge, edge.target.name));
	}
	if (graph.nodes.length > 0) lines.push(SEPARATOR);
	if (symbol && shown.length === 0) throw new HeaptideError("HT_E_PPROF", `no matches found for regexp: ${report.symbolText}`);
	return `${lines.join("\n")}\n`;
}

// packages/report/dist/pprof/pprof-report.js
/**
* One report of a profile, byte for byte as google/pprof prints it: text, or the gzipped profile for `proto` and
* `topproto`.
*
* @throws {HeaptideError} `HT_E_PPROF` in pprof's words: a bad regexp, no match for `symbol`; `HT_E_NO_SUCH_TYPE`.
*/
async function generatePprofReport(profile, request, surroundings) {
	const report = prepareReport(profile, request, surroundings.talk);
	switch (report.format) {
		case "top":
		case "text": return renderText(report);
		case "tree":
		case "peek": return renderTree(report);
		case "traces": return renderTraces(report);
		case "raw": return renderRaw(report.profile);
		case "tags": return renderTags(report);
		case "comments": return report.profile.comments.map((comment) => `${comment}\n`).join("");
		case "dot": return renderDot(report);
		case "callgrind": return renderCallgrind(report);
		case "list": return renderList(report, surroundings);
		case "proto": return renderProto(report);
		case "topproto": return gzip(encodeProfile(topProfile(report)));
		case "disasm":
		case "weblist": throw new HeaptideError("HT_E_PPROF", `no matches found for regexp: ${report.symbolText}`);
	}
}
/** Filters and aggregates a profile for a report. @throws {HeaptideError} as {@link generatePprofReport}. */
function prepareReport(profile, { format, symbol = "", options: given }, talk) {
	const { units: labelUnits, ignored } = numericLabelUnits(profile);
	for (const [key, units] of ignored) talk(`For tag ${key} used unit ${labelUnits.get(key)}, also encountered unit(s) ${units.join(", ")}`);
	const options = overrideOptions(format, given);
	const tagged = withLabelFrames(profile, options, talk);
	const focus = (all) => applyFocus(all, {
		options,
		labelUnits,
		talk
	});
	const measured = options.relative_percentages ? focus(tagged) : tagged;
	const column = columnOf(measured, options);
	const { type, unit } = measured.sampleTypes[column];
	if (options.divide_by === 0) throw new HeaptideError("HT_E_PPROF", "zero divisor specified");
	const pattern = symbol === "" ? void 0 : compilePattern(symbol, `parsing argument regexp ${symbol}`);
	const total = totalOf(measured, column, options.mean);
	return {
		profile: aggregateFor(options, options.relative_percentages ? measured : focus(measured)),
		format,
		options,
		column,
		sampleType: options.mean ? `mean_${type}` : type,
		sampleUnit: unit,
		total,
		unit: options.unit,
		labelUnits,
		symbol: pattern,
		symbolText: symbol
	};
}
function withLabelFrames(profile, options, talk) {
	const keys = (list) => list.split(",").filter((key) => key !== "");
	const [root, leaf] = [keys(options.tagroot), keys(options.tagleaf)];
	if (root.length + leaf.length === 0) return profile;
	const { profile: tagged, matched } = addLabelFrames(profile, {
		root,
		leaf,
		unit: options.unit
	});
	if (options.tagroot !== "" && !matched.root) talk("TagRoot expression matched no samples");
	if (options.tagleaf !== "" && !matched.leaf) talk("TagLeaf expression matched no samples");
	return tagged;
}
/** What each granularity tells apart. */
const KNOWN = {
	"": ["functions"],
	functions: ["functions"],
	filefunctions: ["functions", "files"],
	files: ["files"],
	lines: [
		"functions",
		"files",
		"lines"
	],
	addresses: [
		"functions",
		"files",
		"lines",
		"addresses"
	]
};
function aggregateFor({ granularity, noinlines, showcolumns }, profile) {
	if (granularity === "addresses" && !noinlines) return profile;
	const known = KNOWN[granularity];
	return aggregate(profile, {
		inlines: !noinlines,
		functions: known.includes("functions"),
		files: known.includes("files"),
		lines: known.includes("lines"),
		addresses: known.includes("addresses"),
		columns: showcolumns
	});
}

export { percentage as _, listFunctions as a, renderDot as c, DEFAULT_PPROF_OPTIONS as d, PPROF_OPTIONS as f, inOneUnit as g, formatAmount as h, renderRaw as i, trimmedGraph as l, reportHeader as m, prepareReport as n, renderList as o, profileHeader as p, textItems as r, SourceReader as s, generatePprofReport as t, wholeGraph as u, sortEdges as v };