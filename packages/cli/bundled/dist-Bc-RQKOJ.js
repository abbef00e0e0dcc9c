// packages/profile/dist/build/hash.js
/** Takes one more 32-bit word into a hash: a round of MurmurHash3 without its addition. */
function mixHash(hash, word) {
	const mixed = Math.imul(hash ^ word, 2246822507);
	return mixed << 13 | mixed >>> 19;
}
/** Ends a hash, so that tables which take its low bits get a share of all. */
function finishHash(hash) {
	const folded = Math.imul(hash ^ hash >>> 16, 3266489909);
	return folded ^ folded >>> 13;
}

// packages/profile/dist/string-table.js
const utf8$3 = new TextDecoder("utf-8", { ignoreBOM: true });
const toUtf8 = new TextEncoder();
/** Up to here a loop over ASCII bytes is faster than the decoder of the platform. */
const SHORT = 64;
/**
* The strings of a profile by id: 0 is the empty string.
*
* A table that was read from a file holds UTF-8 and decodes a string when it is asked for first: of the names in a large
* profile, few are ever shown. What is no UTF-8 becomes U+FFFD in `get`, and stays as it is in `utf8`.
*/
var StringTable = class StringTable {
	length;
	/** Decoded strings; holes where none was asked for. */
	#texts;
	/** Absent from tables made of strings. */
	#encoded;
	constructor(length, texts, encoded) {
		this.length = length;
		this.#texts = texts;
		this.#encoded = encoded;
	}
	/** A table of these strings, the first of which must be empty. The list is copied. */
	static of(texts) {
		if (texts[0] !== "") throw new RangeError("the first string of a table is not empty");
		return new StringTable(texts.length, [...texts]);
	}
	/** A table over UTF-8: string `id` begins at `starts[id]` and ends before `ends[id]`. No array may change afterwards. */
	static decoding(bytes, starts, ends) {
		return new StringTable(starts.length, [], {
			bytes,
			starts,
			ends
		});
	}
	/** The string of an id; ids outside the table throw a `RangeError`, since that is a defect of the caller. */
	get(id) {
		const known = this.#texts[id];
		if (known !== void 0) return known;
		const text = decode$1(this.utf8(id));
		this.#texts[id] = text;
		return text;
	}
	/** The string as it stands in a file. Not to be written to. */
	utf8(id) {
		if (!(id >= 0 && id < this.length)) throw new RangeError(`no string ${id} in a table of ${this.length}`);
		if (this.#encoded === void 0) return toUtf8.encode(this.#texts[id]);
		const { bytes, starts, ends } = this.#encoded;
		return bytes.subarray(starts[id], ends[id]);
	}
	*[Symbol.iterator]() {
		for (let id = 0; id < this.length; id++) yield this.get(id);
	}
};
function decode$1(bytes) {
	if (bytes.length > SHORT) return utf8$3.decode(bytes);
	let text = "";
	for (const byte of bytes) {
		if (byte > 127) return utf8$3.decode(bytes);
		text += String.fromCharCode(byte);
	}
	return text;
}

// packages/profile/dist/algebra/set-label.js
/** Gives every sample one text under `key`, in place of the texts that it has there. Numbers under the key stay. */
function setTextLabel(profile, key, text) {
	const { samples } = profile;
	const { length, labelOffsets, exactLabelNumbers } = samples;
	const { strings, ids } = withStrings(profile.strings, [key, text]);
	const [keyId, textId] = ids;
	const isReplaced = (row) => samples.labelText[row] !== 0 && profile.strings.get(samples.labelKey[row]) === key;
	const most = samples.labelKey.length + length;
	const columns = {
		key: new Int32Array(most),
		text: new Int32Array(most),
		unit: new Int32Array(most)
	};
	const numbers = new Float64Array(most);
	const exact = exactLabelNumbers && new BigInt64Array(most);
	const offsets = new Int32Array(length + 1);
	let end = 0;
	for (let sample = 0; sample < length; sample++) {
		for (let row = labelOffsets[sample]; row < labelOffsets[sample + 1]; row++) {
			if (isReplaced(row)) continue;
			columns.key[end] = samples.labelKey[row];
			columns.text[end] = samples.labelText[row];
			columns.unit[end] = samples.labelUnit[row];
			numbers[end] = samples.labelNumber[row];
			if (exact) exact[end] = exactLabelNumbers[row];
			end++;
		}
		columns.key[end] = keyId;
		columns.text[end++] = textId;
		offsets[sample + 1] = end;
	}
	const labelled = {
		...samples,
		labelOffsets: offsets,
		labelKey: columns.key.slice(0, end),
		labelText: columns.text.slice(0, end),
		labelNumber: numbers.slice(0, end),
		labelUnit: columns.unit.slice(0, end),
		...exact && { exactLabelNumbers: exact.slice(0, end) }
	};
	return {
		...profile,
		strings,
		samples: labelled
	};
}
/** The table with `texts` at its end, and their ids. */
function withStrings(strings, texts) {
	const pieces = Array.from({ length: strings.length }, (_, id) => strings.utf8(id));
	const ids = texts.map((text) => pieces.push(new TextEncoder().encode(text)) - 1);
	const offsets = new Int32Array(pieces.length + 1);
	pieces.forEach((piece, i) => offsets[i + 1] = offsets[i] + piece.length);
	const bytes = new Uint8Array(offsets[pieces.length]);
	pieces.forEach((piece, i) => bytes.set(piece, offsets[i]));
	return {
		strings: StringTable.decoding(bytes, offsets.subarray(0, -1), offsets.subarray(1)),
		ids
	};
}

// packages/profile/dist/heaptide-error.js
/**
* An error meant for the user: `message` is one clear line that names what was found and where.
* Anything else that is thrown is a defect of ours.
*/
var HeaptideError = class extends Error {
	name = "HeaptideError";
	code;
	constructor(code, message, options) {
		super(message, options);
		this.code = code;
	}
};

// packages/profile/dist/build/column.js
var _a;
/** A typed array that grows at its end. `data` may be longer than `length` and is replaced when it grows. */
var Column = class {
	/** Some four million stacks of 30 frames; beyond that is an attack or an accident, and takes gigabytes. */
	static MOST_ROWS = 2 ** 27;
	data;
	length = 0;
	#allocate;
	constructor(allocate, capacity) {
		this.#allocate = allocate;
		this.data = allocate(capacity);
	}
	static int32(capacity = 64) {
		return new _a((length) => new Int32Array(length), capacity);
	}
	static float64(capacity = 64) {
		return new _a((length) => new Float64Array(length), capacity);
	}
	push(value) {
		if (this.length === this.data.length) this.#grow();
		this.data[this.length++] = value;
	}
	/** Makes room for `count` more rows, so that `data` can be written to before `length` says so. */
	reserve(count) {
		while (this.length + count > this.data.length) this.#grow();
	}
	/** The rows written so far, none of which may change any more: without a copy where that would save little memory. */
	take() {
		if (2 * this.length < this.data.length) return this.rows();
		return this.data.subarray(0, this.length);
	}
	/** A copy of the rows written so far. */
	rows() {
		return this.data.slice(0, this.length);
	}
	#grow() {
		const { MOST_ROWS } = _a;
		if (this.data.length >= MOST_ROWS) throw new HeaptideError("HT_E_TOO_LARGE", `a table of the profile has more than ${MOST_ROWS} rows`);
		const grown = this.#allocate(Math.min(this.data.length * 2 + 16, MOST_ROWS));
		grown.set(this.data);
		this.data = grown;
	}
};
_a = Column;

// packages/profile/dist/build/int64-column.js
const TWO_32$2 = 2 ** 32;
/** 64-bit integers that grow at their end and add up as those of Go do, wrapping around; kept as halves. */
var Int64Column = class {
	#low;
	#high;
	constructor(capacity) {
		this.#low = Column.int32(capacity);
		this.#high = Column.int32(capacity);
	}
	get length() {
		return this.#low.length;
	}
	/** `exact` stands for `value` where that is rounded. */
	push(value, exact) {
		this.#low.push(exact === void 0 ? value | 0 : Number(BigInt.asIntN(32, exact)));
		this.#high.push(exact === void 0 ? Math.floor(value / TWO_32$2) | 0 : Number(exact >> 32n));
	}
	/** As {@link push}, onto a row that is there. */
	add(row, value, exact) {
		const addLow = exact === void 0 ? value | 0 : Number(BigInt.asIntN(32, exact));
		const addHigh = exact === void 0 ? Math.floor(value / TWO_32$2) | 0 : Number(exact >> 32n);
		const low = (this.#low.data[row] >>> 0) + (addLow >>> 0);
		this.#low.data[row] = low | 0;
		this.#high.data[row] = this.#high.data[row] + addHigh + (low >= TWO_32$2 ? 1 : 0) | 0;
	}
	/** Takes away the rows from `length` on. */
	cut(length) {
		this.#low.length = length;
		this.#high.length = length;
	}
	/** The low and the high half of a row, for hashing. */
	low(row) {
		return this.#low.data[row];
	}
	high(row) {
		return this.#high.data[row];
	}
	/** The rows as doubles, rounded where they must be. */
	numbers() {
		const numbers = new Float64Array(this.length);
		for (let row = 0; row < numbers.length; row++) numbers[row] = this.#high.data[row] * TWO_32$2 + (this.#low.data[row] >>> 0);
		return numbers;
	}
	/** The rows as they are, `undefined` where `numbers` rounds none of them. */
	exact(numbers) {
		let row = 0;
		while (row < numbers.length && Number.isSafeInteger(numbers[row])) row++;
		if (row === numbers.length) return void 0;
		return BigInt64Array.from(numbers, (_, i) => BigInt(this.#high.data[i]) << 32n | BigInt(this.#low.data[i] >>> 0));
	}
};

// packages/profile/dist/filter/rewrite-samples.js
/** What a rewriter returns in place of a number of frames to drop the sample. */
const DROP = -1;
/** The samples of a profile with other stacks, or without some of them. `added`: most frames that one sample gains. */
function rewriteSamples(profile, rewrite, added = 0) {
	const { samples } = profile;
	const { length, stack, stackOffsets } = samples;
	const out = new Int32Array(stack.length + added * length);
	const offsets = new Int32Array(length + 1);
	const kept = new Int32Array(length);
	let count = 0;
	let end = 0;
	for (let sample = 0; sample < length; sample++) {
		const frames = rewrite(sample, stack, stackOffsets[sample], stackOffsets[sample + 1], out, end);
		if (frames === -1) continue;
		end += frames;
		kept[count++] = sample;
		offsets[count] = end;
	}
	return {
		...pickSamples(profile, kept.subarray(0, count)),
		stackOffsets: offsets.slice(0, count + 1),
		stack: out.slice(0, end)
	};
}
/** Only the samples of which `keep` is true. */
function filterSamples(profile, keep) {
	return rewriteSamples(profile, (sample, stack, from, to, out, at) => {
		if (!keep(sample)) return -1;
		out.set(stack.subarray(from, to), at);
		return to - from;
	});
}
/** Which labels stay; row numbers of the label columns. */
function filterLabels(samples, keep) {
	const { length, labelOffsets } = samples;
	const offsets = new Int32Array(length + 1);
	const rows = [];
	for (let sample = 0; sample < length; sample++) {
		for (let row = labelOffsets[sample]; row < labelOffsets[sample + 1]; row++) if (keep(row)) rows.push(row);
		offsets[sample + 1] = rows.length;
	}
	return {
		...samples,
		...pickLabels(samples, Int32Array.from(rows)),
		labelOffsets: offsets
	};
}
/** Values and labels of some samples, given by row numbers in ascending order. The stacks are still those of all. */
function pickSamples({ samples, sampleTypes }, kept) {
	if (kept.length === samples.length) return samples;
	const width = sampleTypes.length;
	const { labelOffsets, exactValues } = samples;
	const values = new Float64Array(kept.length * width);
	const exact = exactValues && new BigInt64Array(kept.length * width);
	const offsets = new Int32Array(kept.length + 1);
	const labelRows = [];
	for (let i = 0; i < kept.length; i++) {
		const sample = kept[i];
		for (let column = 0; column < width; column++) {
			values[i * width + column] = samples.values[sample * width + column];
			if (exact) exact[i * width + column] = exactValues[sample * width + column];
		}
		for (let row = labelOffsets[sample]; row < labelOffsets[sample + 1]; row++) labelRows.push(row);
		offsets[i + 1] = labelRows.length;
	}
	return {
		...samples,
		length: kept.length,
		values,
		...exact && { exactValues: exact },
		labelOffsets: offsets,
		...pickLabels(samples, Int32Array.from(labelRows))
	};
}
function pickLabels(samples, rows) {
	const { exactLabelNumbers } = samples;
	return {
		labelKey: rows.map((row) => samples.labelKey[row]),
		labelText: rows.map((row) => samples.labelText[row]),
		labelNumber: Float64Array.from(rows, (row) => samples.labelNumber[row]),
		labelUnit: rows.map((row) => samples.labelUnit[row]),
		...exactLabelNumbers && { exactLabelNumbers: BigInt64Array.from(rows, (row) => exactLabelNumbers[row]) }
	};
}

// packages/profile/dist/algebra/scale.js
/**
* Multiplies the values of each sample type by a ratio, and drops samples of which nothing is left.
*
* As google/pprof's `ScaleN`: products are rounded half away from 0, and go through a double, so that scaled values beyond
* 2^53 are rounded; a type whose ratio is 1 is left alone and does not count as something left, unless all ratios are 1.
*/
function scaleProfile(profile, ratio) {
	const ratios = typeof ratio === "number" ? profile.sampleTypes.map(() => ratio) : ratio;
	if (ratios.length !== profile.sampleTypes.length) throw new RangeError(`${ratios.length} ratios for ${profile.sampleTypes.length} sample types`);
	if (ratios.every((each) => each === 1)) return profile;
	const { values, exactValues, ...rest } = profile.samples;
	const { length } = rest;
	const width = ratios.length;
	const scaled = new Int64Column(values.length);
	const left = new Uint8Array(length);
	let kept = 0;
	for (let sample = 0; sample < length; sample++) {
		for (let column = 0; column < width; column++) {
			const i = sample * width + column;
			const by = ratios[column];
			if (by === 1) {
				scaled.push(values[i], exactValues?.[i]);
				continue;
			}
			const product = roundHalfAway(values[i] * by);
			scaled.push(product, Number.isSafeInteger(product) ? void 0 : wholeInt64(product));
			if (product !== 0) left[sample] = 1;
		}
		kept += left[sample];
	}
	const numbers = scaled.numbers();
	const exact = scaled.exact(numbers);
	const result = {
		...profile,
		samples: {
			...rest,
			values: numbers,
			...exact && { exactValues: exact }
		}
	};
	if (kept === length) return result;
	return {
		...result,
		samples: filterSamples(result, (sample) => left[sample] === 1)
	};
}
function roundHalfAway(value) {
	return value < 0 ? -Math.round(-value) : Math.round(value);
}
/** A whole number in 64 bits; what does not fit becomes -2^63, as on the processors that pprof is mostly run on. */
function wholeInt64(value) {
	return Math.abs(value) < 2 ** 63 ? BigInt(value) : -(2n ** 63n);
}

// packages/profile/dist/units/units.js
const BYTE = {
	name: "B",
	aliases: ["b", "byte"],
	factor: 1
};
const SECOND = {
	name: "s",
	aliases: [
		"s",
		"sec",
		"second"
	],
	factor: 1e9
};
const GCU = {
	name: "GCU",
	aliases: ["gcu"],
	factor: 1
};
/** The units that google/pprof knows, `internal/measurement/measurement.go`. */
const FAMILIES = [
	{
		units: [
			BYTE,
			{
				name: "kB",
				aliases: [
					"kb",
					"kbyte",
					"kilobyte"
				],
				factor: 1024
			},
			{
				name: "MB",
				aliases: [
					"mb",
					"mbyte",
					"megabyte"
				],
				factor: 2 ** 20
			},
			{
				name: "GB",
				aliases: [
					"gb",
					"gbyte",
					"gigabyte"
				],
				factor: 2 ** 30
			},
			{
				name: "TB",
				aliases: [
					"tb",
					"tbyte",
					"terabyte"
				],
				factor: 2 ** 40
			},
			{
				name: "PB",
				aliases: [
					"pb",
					"pbyte",
					"petabyte"
				],
				factor: 2 ** 50
			}
		],
		fallback: BYTE
	},
	{
		units: [
			{
				name: "ns",
				aliases: ["ns", "nanosecond"],
				factor: 1
			},
			{
				name: "us",
				aliases: [
					"us",
					"μs",
					"microsecond"
				],
				factor: 1e3
			},
			{
				name: "ms",
				aliases: ["ms", "millisecond"],
				factor: 1e6
			},
			SECOND,
			{
				name: "hrs",
				aliases: ["hour", "hr"],
				factor: 36e11
			}
		],
		fallback: SECOND
	},
	{
		units: [
			{
				name: "n*GCU",
				aliases: ["nanogcu"],
				factor: 1e-9
			},
			{
				name: "u*GCU",
				aliases: ["microgcu"],
				factor: 1e-6
			},
			{
				name: "m*GCU",
				aliases: ["milligcu"],
				factor: .001
			},
			GCU,
			{
				name: "k*GCU",
				aliases: ["kilogcu"],
				factor: 1e3
			},
			{
				name: "M*GCU",
				aliases: ["megagcu"],
				factor: 1e6
			},
			{
				name: "G*GCU",
				aliases: ["gigagcu"],
				factor: 1e9
			},
			{
				name: "T*GCU",
				aliases: ["teragcu"],
				factor: 0xe8d4a51000
			},
			{
				name: "P*GCU",
				aliases: ["petagcu"],
				factor: 0x38d7ea4c68000
			}
		],
		fallback: GCU
	}
];
/** Suffixes that say nothing. */
const PLAIN = /* @__PURE__ */ new Set([
	"count",
	"sample",
	"unit",
	"minimum",
	"auto"
]);
/**
* Converts a value as google/pprof does. `to` is a unit, or `auto` for the largest in which the value is at least 1.
* A `to` that the family of `from` lacks counts as the base unit of the family (B, s); a `from` of no family leaves the
* value as it is.
*/
function scaleValue(value, from, to) {
	const known = lookUp(from);
	if (known === void 0) return {
		value,
		unit: PLAIN.has(to) ? "" : to
	};
	const { family } = known;
	const amount = value * known.unit.factor;
	const { name, factor } = (to === "auto" || to === "minimum" ? family.units.findLast((unit) => Math.abs(amount) / unit.factor >= 1) : find(family, to)) ?? family.fallback;
	return {
		value: amount / factor,
		unit: name
	};
}
/** How many of `to` make one `from`; `undefined` where they do not convert. */
function unitRatio(from, to) {
	if (from === to) return 1;
	const source = lookUp(from);
	const target = source && find(source.family, to);
	return target && source.unit.factor / target.factor;
}
function lookUp(name) {
	for (const family of FAMILIES) {
		const unit = find(family, name);
		if (unit !== void 0) return {
			family,
			unit
		};
	}
}
function find(family, name) {
	const lower = name.toLowerCase();
	const alias = lower.length > 2 && lower.endsWith("s") ? lower.slice(0, -1) : lower;
	return family.units.find((unit) => unit.aliases.includes(alias));
}

// packages/profile/dist/algebra/align-types.js
/**
* Brings profiles to the same types: those sample types that all of them have, by name, in the order of the first profile,
* and of each the finest unit that occurs; the same for the unit of the period. A profile whose list had to change and
* lost its default takes the first type for one.
*
* Method: google/pprof `profile.CompatibilizeSampleTypes` and `measurement.ScaleProfiles`, their words included.
*
* @throws {HeaptideError} `HT_E_NO_COMMON_TYPE` where nothing is common, or units or period types do not go together.
*/
function alignTypes(profiles) {
	const names = commonTypes(profiles);
	if (names.length === 0) throw noCommonType("profiles have empty common sample type list");
	const reduced = profiles.map((profile) => reduceTypes(profile, names));
	if (reduced.length === 1) return reduced;
	const period = finest(reduced.map(({ periodType }) => periodType));
	if (typeof period === "string") throw noCommonType(`period type: ${period}`);
	const types = names.map((_, i) => {
		const type = finest(reduced.map(({ sampleTypes }) => sampleTypes[i]));
		if (typeof type === "string") throw noCommonType(`sample types: ${type}`);
		return type;
	});
	return reduced.map((profile) => scalePeriod(scaleTypes(profile, types), period.unit));
}
/** As pprof counts them: a type that one profile has twice counts twice. */
function commonTypes(profiles) {
	const counts = /* @__PURE__ */ new Map();
	for (const { type } of profiles.flatMap(({ sampleTypes }) => sampleTypes)) counts.set(type, (counts.get(type) ?? 0) + 1);
	return (profiles[0]?.sampleTypes ?? []).map(({ type }) => type).filter((type) => counts.get(type) === profiles.length);
}
function reduceTypes(profile, names) {
	const { sampleTypes, defaultSampleType } = profile;
	const columns = names.map((name) => {
		const column = sampleTypes.findIndex(({ type }) => type === name);
		if (column === -1) throw noCommonType(`${JSON.stringify(name)} sample type is not found in profile`);
		return column;
	});
	if (columns.length === sampleTypes.length && columns.every((column, i) => column === i)) return profile;
	return {
		...profile,
		sampleTypes: columns.map((column) => sampleTypes[column]),
		defaultSampleType: names.includes(defaultSampleType) ? defaultSampleType : names[0],
		samples: selectColumns(profile.samples, sampleTypes.length, columns)
	};
}
function selectColumns(samples, width, columns) {
	const { length, values, exactValues, ...rest } = samples;
	const selected = new Float64Array(length * columns.length);
	const exact = exactValues && new BigInt64Array(selected.length);
	for (let sample = 0, i = 0; sample < length; sample++) for (const column of columns) {
		selected[i] = values[sample * width + column];
		if (exact) exact[i] = exactValues[sample * width + column];
		i++;
	}
	const rounded = exact && !selected.every(Number.isSafeInteger);
	return {
		...rest,
		length,
		values: selected,
		...rounded && { exactValues: exact }
	};
}
function scaleTypes(profile, types) {
	const ratios = profile.sampleTypes.map(({ unit }, i) => unitRatio(unit, types[i].unit) ?? 1);
	const sampleTypes = profile.sampleTypes.map(({ type }, i) => ({
		type,
		unit: types[i].unit
	}));
	return {
		...scaleProfile(profile, ratios),
		sampleTypes
	};
}
/** Periods go through a double and lose what is behind the point. */
function scalePeriod(profile, unit) {
	const { period, exactPeriod, periodType, ...rest } = profile;
	const rounded = exactPeriod === void 0 ? period : Number(exactPeriod);
	const scaled = Math.trunc(rounded * (unitRatio(periodType.unit, unit) ?? 1));
	const header = {
		...rest,
		periodType: {
			type: periodType.type,
			unit
		}
	};
	if (Number.isSafeInteger(scaled)) return {
		...header,
		period: scaled
	};
	const exact = wholeInt64(scaled);
	return {
		...header,
		period: Number(exact),
		exactPeriod: exact
	};
}
/** The type of the finest unit, or in pprof's words which two do not go together. */
function finest(types) {
	let best = types[0];
	for (const type of types.slice(1)) {
		const ratio = unitRatio(type.unit, best.unit);
		if (ratio === void 0 || withoutPlural(type.type) !== withoutPlural(best.type)) return `incompatible types: ${inBraces(best)} ${inBraces(type)}`;
		if (ratio < 1) best = type;
	}
	return best;
}
function withoutPlural(type) {
	return type.endsWith("s") ? type.slice(0, -1) : type;
}
/** The zeros are pprof's: it prints two fields of its own. */
function inBraces({ type, unit }) {
	return `{${type} ${unit} 0 0}`;
}
function noCommonType(message) {
	return new HeaptideError("HT_E_NO_COMMON_TYPE", message);
}

// packages/profile/dist/algebra/byte-order.js
/**
* Compares strings by their UTF-8 bytes, as Go does; the operators of JavaScript compare UTF-16 units, which puts
* characters above U+FFFF before some below.
*/
function compareUtf8(a, b) {
	const length = Math.min(a.length, b.length);
	for (let i = 0; i < length; i++) {
		const left = a.charCodeAt(i);
		const right = b.charCodeAt(i);
		if (left !== right) return rank(left) - rank(right);
	}
	return a.length - b.length;
}
/** Moves surrogates (U+D800 to U+DFFF) behind all other units. */
function rank(unit) {
	if (unit < 55296) return unit;
	return unit < 57344 ? unit + 8192 : unit - 2048;
}

// packages/profile/dist/algebra/profile-merger.js
const PAGE = 4096n;
const NONE$2 = -1;
/**
* Adds profiles of equal sample types to tables: their samples, save those whose values are all 0, and of the other rows
* those that the samples need. Rows come in the order in which google/pprof meets them, so they get the same numbers.
*/
var ProfileMerger = class {
	#tables;
	#mappings = /* @__PURE__ */ new Map();
	constructor(tables) {
		this.#tables = tables;
	}
	add(profile) {
		const { samples } = this.#tables;
		const { stack, stackOffsets, values, exactValues, length } = profile.samples;
		const width = profile.sampleTypes.length;
		const rows = new RowMerger(profile, this.#tables, this.#mappings);
		const locations = rows.mergeLocations();
		for (let sample = 0; sample < length; sample++) {
			const first = sample * width;
			if (isZero(values, first, first + width)) continue;
			const start = stackOffsets[sample];
			const end = stackOffsets[sample + 1];
			samples.frames(locations, stack, start, end);
			rows.writeLabels(sample);
			const row = samples.id();
			for (let i = 0; i < width; i++) samples.addValue(row, i, values[first + i], exactValues?.[first + i]);
		}
	}
};
function isZero(values, from, to) {
	for (let i = from; i < to; i++) if (values[i] !== 0) return false;
	return true;
}
/** The way from the rows of one profile to those of the tables. */
var RowMerger = class {
	#profile;
	#tables;
	#mappings;
	/** New rows by old ones; {@link NONE} where the old one was not met yet. */
	#strings;
	#functions;
	#mappingRows;
	/** By old mapping: what to add to addresses in it. */
	#shifts = [];
	constructor(profile, tables, mappings) {
		this.#profile = profile;
		this.#tables = tables;
		this.#mappings = mappings;
		this.#strings = new Int32Array(profile.strings.length).fill(NONE$2);
		this.#functions = new Int32Array(profile.functions.length).fill(NONE$2);
		this.#mappingRows = new Int32Array(profile.mappings.length).fill(NONE$2);
		if (profile.mappings.length > 0 && tables.mappings.length === 0) this.#mapping(0);
	}
	/** Merges the locations that samples with values need, in their order; returns new rows by old ones. */
	mergeLocations() {
		const { samples, locations, sampleTypes } = this.#profile;
		const { stack, stackOffsets, values, length } = samples;
		const width = sampleTypes.length;
		const rows = new Int32Array(locations.length).fill(NONE$2);
		for (let sample = 0; sample < length; sample++) {
			if (isZero(values, sample * width, (sample + 1) * width)) continue;
			const end = stackOffsets[sample + 1];
			for (let i = stackOffsets[sample]; i < end; i++) {
				const row = stack[i];
				if (rows[row] === NONE$2) rows[row] = this.#newLocation(row);
			}
		}
		return rows;
	}
	/** Writes the labels of a sample in the order in which pprof has them, so that equal sets are equal lists. */
	writeLabels(sample) {
		const { labelOffsets } = this.#profile.samples;
		const from = labelOffsets[sample];
		const count = labelOffsets[sample + 1] - from;
		if (count === 0) return;
		if (count === 1) {
			this.#writeLabel(from);
			return;
		}
		const rows = Array.from({ length: count }, (_, i) => from + i);
		for (const row of rows.sort((a, b) => this.#compareLabels(a, b))) this.#writeLabel(row);
	}
	#writeLabel(row) {
		const { labelKey, labelText, labelNumber, labelUnit, exactLabelNumbers } = this.#profile.samples;
		const text = labelText[row];
		const number = labelNumber[row];
		const unit = labelUnit[row];
		if (text === 0 && number === 0 && unit === 0) return;
		this.#tables.samples.label({
			key: this.#string(labelKey[row]),
			text: this.#string(text),
			number: text === 0 ? number : 0,
			unit: text === 0 ? this.#string(unit) : 0,
			exact: text === 0 ? exactLabelNumbers?.[row] : void 0
		});
	}
	/** Texts before numbers, each by key; labels of one key keep their order, which has a meaning. */
	#compareLabels(a, b) {
		const { strings, samples } = this.#profile;
		const isNumber = (row) => Number(samples.labelText[row] === 0);
		const key = (row) => strings.get(samples.labelKey[row]);
		return isNumber(a) - isNumber(b) || compareUtf8(key(a), key(b));
	}
	#string(id) {
		const known = this.#strings[id];
		if (known !== NONE$2) return known;
		const string = this.#tables.strings.id(this.#profile.strings.utf8(id));
		this.#strings[id] = string;
		return string;
	}
	#newLocation(row) {
		const { locations } = this.#profile;
		const table = this.#tables.locations;
		const source = locations.mapping[row];
		const mapping = source === NONE$2 ? NONE$2 : this.#mapping(source);
		for (let line = locations.lineOffsets[row]; line < locations.lineOffsets[row + 1]; line++) {
			const func = this.#function(locations.lineFunction[line]);
			table.line(func, locations.lineNumber[line], locations.lineColumn[line]);
		}
		let address = locations.address[row];
		if (mapping !== NONE$2) {
			const shift = this.#shifts[source];
			if (shift !== 0n) address = BigInt.asUintN(64, address + shift);
		}
		return table.id({
			mapping,
			address,
			folded: locations.folded[row] !== 0
		});
	}
	#function(row) {
		const known = this.#functions[row];
		if (known !== NONE$2) return known;
		const { functions } = this.#profile;
		const func = this.#tables.functions.id({
			name: this.#string(functions.name[row]),
			systemName: this.#string(functions.systemName[row]),
			filename: this.#string(functions.filename[row]),
			startLine: functions.startLine[row]
		});
		this.#functions[row] = func;
		return func;
	}
	#mapping(row) {
		const known = this.#mappingRows[row];
		if (known !== NONE$2) return known;
		const mapping = this.#newMapping(row);
		this.#mappingRows[row] = mapping;
		const { memoryStart } = this.#tables.mappings.get(mapping);
		this.#shifts[row] = memoryStart - this.#profile.mappings.memoryStart[row];
		return mapping;
	}
	/** Mappings of one file and size are one, wherever they were loaded. */
	#newMapping(row) {
		const { mappings } = this.#profile;
		const memoryStart = mappings.memoryStart[row];
		const memoryLimit = mappings.memoryLimit[row];
		const fileOffset = mappings.fileOffset[row];
		const filename = this.#string(mappings.filename[row]);
		const buildId = this.#string(mappings.buildId[row]);
		const key = [
			BigInt.asUintN(64, memoryLimit - memoryStart + PAGE - 1n) / PAGE,
			fileOffset,
			buildId === 0 ? filename : buildId
		].join();
		const known = this.#mappings.get(key);
		if (known !== void 0) return known;
		const flags = mappings.flags[row];
		const id = this.#tables.mappings.append({
			memoryStart,
			memoryLimit,
			fileOffset,
			filename,
			buildId,
			flags
		});
		this.#mappings.set(key, id);
		return id;
	}
};

// packages/profile/dist/build/hash-index.js
const NONE$1 = -1;
/**
* Finds rows of a growing table by the hash of their content: open addressing, one 32-bit slot per row and no object.
*
* The table walks through `first(hash)` and `next()` until the row equals or there is none; only then `add()` takes up the
* row that was looked for, which must be the next one of the table.
*/
var HashIndex = class {
	/** Rows + 1; a power of two long. */
	#slots;
	#hashes;
	#hash = 0;
	#slot = 0;
	/** `rows`: how many there will be, more or less. */
	constructor(rows = 64) {
		this.#slots = new Int32Array(2 ** (32 - Math.clz32(4 * Math.min(rows, 2 ** 24))));
		this.#hashes = Column.int32(rows);
	}
	get length() {
		return this.#hashes.length;
	}
	/** The first row that has this hash, -1 where none has. */
	first(hash) {
		this.#hash = hash;
		this.#slot = hash & this.#slots.length - 1;
		return this.#candidate();
	}
	/** The next row of the hash that was asked for last, -1 where there is none. */
	next() {
		this.#slot = this.#slot + 1 & this.#slots.length - 1;
		return this.#candidate();
	}
	/** Takes up the row that was not found; returns its number. */
	add() {
		this.#hashes.push(this.#hash);
		this.#slots[this.#slot] = this.#hashes.length;
		if (2 * this.#hashes.length > this.#slots.length) this.#spread();
		return this.#hashes.length - 1;
	}
	#candidate() {
		const mask = this.#slots.length - 1;
		for (let held = this.#slots[this.#slot]; held !== 0; held = this.#slots[this.#slot]) {
			if (this.#hashes.data[held - 1] === this.#hash) return held - 1;
			this.#slot = this.#slot + 1 & mask;
		}
		return NONE$1;
	}
	/** Doubles the slots. */
	#spread() {
		const slots = new Int32Array(2 * this.#slots.length);
		const mask = slots.length - 1;
		const hashes = this.#hashes.data;
		for (let row = 0; row < this.#hashes.length; row++) {
			let slot = hashes[row] & mask;
			while (slots[slot] !== 0) slot = slot + 1 & mask;
			slots[slot] = row + 1;
		}
		this.#slots = slots;
	}
};

// packages/profile/dist/build/function-table.js
/** The functions of a profile under construction; equal ones share a row. */
var FunctionTable = class {
	#index = new HashIndex();
	#name = Column.int32();
	#systemName = Column.int32();
	#filename = Column.int32();
	#startLine = Column.float64();
	id({ name, systemName, filename, startLine }) {
		const hash = finishHash(mixHash(mixHash(mixHash(name, systemName), filename), startLine | 0));
		for (let row = this.#index.first(hash); row !== -1; row = this.#index.next()) if (this.#name.data[row] === name && this.#systemName.data[row] === systemName && this.#filename.data[row] === filename && this.#startLine.data[row] === startLine) return row;
		this.#name.push(name);
		this.#systemName.push(systemName);
		this.#filename.push(filename);
		this.#startLine.push(startLine);
		return this.#index.add();
	}
	get(id) {
		return {
			name: this.#name.data[id],
			systemName: this.#systemName.data[id],
			filename: this.#filename.data[id],
			startLine: this.#startLine.data[id]
		};
	}
	get length() {
		return this.#index.length;
	}
	columns() {
		return {
			length: this.length,
			name: this.#name.rows(),
			systemName: this.#systemName.rows(),
			filename: this.#filename.rows(),
			startLine: this.#startLine.rows()
		};
	}
};

// packages/profile/dist/build/location-table.js
/**
* The locations of a profile under construction; equal ones share a row.
*
* A location is written line by line, innermost first, and ended by {@link id}. As in google/pprof, columns tell locations
* apart by that of the outermost line only.
*/
var LocationTable = class {
	#index = new HashIndex();
	#address = [];
	#mapping = Column.int32();
	#folded = Column.int32();
	#lineOffsets = Column.int32();
	#lineFunction = Column.int32();
	#lineNumber = Column.float64();
	#lineColumn = Column.float64();
	constructor() {
		this.#lineOffsets.push(0);
	}
	/** Writes a line of the location that the next {@link id} ends. */
	line(func, line, column) {
		this.#lineFunction.push(func);
		this.#lineNumber.push(line);
		this.#lineColumn.push(column);
	}
	/** Ends the location: the row of an equal one, or a new row. */
	id(location) {
		const hash = this.#hashOf(location);
		for (let row = this.#index.first(hash); row !== -1; row = this.#index.next()) {
			if (!this.#equals(row, location)) continue;
			this.#cutLines(this.#lineOffsets.data[this.length]);
			return row;
		}
		this.#address.push(location.address);
		this.#mapping.push(location.mapping);
		this.#folded.push(location.folded ? 1 : 0);
		this.#lineOffsets.push(this.#lineFunction.length);
		return this.#index.add();
	}
	get length() {
		return this.#index.length;
	}
	columns() {
		return {
			length: this.length,
			address: BigUint64Array.from(this.#address),
			mapping: this.#mapping.rows(),
			lineOffsets: this.#lineOffsets.rows(),
			lineFunction: this.#lineFunction.rows(),
			lineNumber: this.#lineNumber.rows(),
			lineColumn: this.#lineColumn.rows(),
			folded: Uint8Array.from(this.#folded.rows())
		};
	}
	#hashOf({ mapping, address, folded }) {
		let hash = mixHash(mapping, folded ? 1 : 0);
		hash = mixHash(mixHash(hash, Number(address & 4294967295n)), Number(address >> 32n));
		const end = this.#lineFunction.length;
		for (let i = this.#lineOffsets.data[this.length]; i < end; i++) {
			hash = mixHash(mixHash(hash, this.#lineFunction.data[i]), this.#lineNumber.data[i] | 0);
			if (i === end - 1) hash = mixHash(hash, this.#lineColumn.data[i] | 0);
		}
		return finishHash(hash);
	}
	#equals(row, { mapping, address, folded }) {
		if (this.#mapping.data[row] !== mapping || this.#folded.data[row] !== (folded ? 1 : 0)) return false;
		const from = this.#lineOffsets.data[row];
		const to = this.#lineOffsets.data[row + 1];
		const other = this.#lineOffsets.data[this.length];
		const end = this.#lineFunction.length;
		if (to - from !== end - other || this.#address[row] !== address) return false;
		for (let i = 0; i < to - from; i++) {
			if (this.#lineFunction.data[from + i] !== this.#lineFunction.data[other + i]) return false;
			if (this.#lineNumber.data[from + i] !== this.#lineNumber.data[other + i]) return false;
		}
		return to === from || this.#lineColumn.data[to - 1] === this.#lineColumn.data[end - 1];
	}
	#cutLines(length) {
		this.#lineFunction.length = length;
		this.#lineNumber.length = length;
		this.#lineColumn.length = length;
	}
};

// packages/profile/dist/build/mapping-table.js
/** The mappings of a profile under construction. */
var MappingTable = class {
	#rows = [];
	append(row) {
		this.#rows.push(row);
		return this.#rows.length - 1;
	}
	get(id) {
		return this.#rows[id];
	}
	get length() {
		return this.#rows.length;
	}
	columns() {
		const rows = this.#rows;
		return {
			length: rows.length,
			memoryStart: BigUint64Array.from(rows, (row) => row.memoryStart),
			memoryLimit: BigUint64Array.from(rows, (row) => row.memoryLimit),
			fileOffset: BigUint64Array.from(rows, (row) => row.fileOffset),
			filename: Int32Array.from(rows, (row) => row.filename),
			buildId: Int32Array.from(rows, (row) => row.buildId),
			flags: Uint8Array.from(rows, (row) => row.flags)
		};
	}
};

// packages/profile/dist/build/profile-header.js
/** Every string of a header; the string table of a profile holds them all. */
function headerStrings(header) {
	return [
		...[...header.sampleTypes, header.periodType].flatMap(({ type, unit }) => [type, unit]),
		header.defaultSampleType,
		header.dropFrames,
		header.keepFrames,
		header.docUrl,
		...header.comments
	];
}

// packages/profile/dist/build/sample-table.js
/**
* The samples of a profile under construction. A sample is written frame by frame and label by label, and ended either by
* {@link append}, which keeps it as it comes, or by {@link id}, which finds the one with equal stack and labels. The two do
* not mix.
*/
var SampleTable = class {
	#width;
	#index;
	#stackOffsets;
	#stack;
	#values;
	#labelOffsets;
	#labelKey = Column.int32();
	#labelText = Column.int32();
	#labelNumber = new Int64Column();
	#labelUnit = Column.int32();
	/** Of the frames that were written of the sample that comes to an end next. */
	#stackHash = 0;
	/** `width`: values per sample. The bounds save copies; more samples and frames may come. */
	constructor(width, { samples = 64, frames = 64 } = {}) {
		this.#width = width;
		this.#index = new HashIndex(samples);
		this.#stackOffsets = Column.int32(samples + 1);
		this.#stack = Column.int32(frames);
		this.#values = new Int64Column(samples * width);
		this.#labelOffsets = Column.int32(samples + 1);
		this.#stackOffsets.push(0);
		this.#labelOffsets.push(0);
	}
	get length() {
		return this.#stackOffsets.length - 1;
	}
	/** Writes frames of the sample that comes to an end next, leaf first: what `rows` holds for each of `stack[from..to)`. */
	frames(rows, stack, from, to) {
		const column = this.#stack;
		column.reserve(to - from);
		const { data } = column;
		let { length } = column;
		let hash = this.#stackHash;
		for (let i = from; i < to; i++) {
			const location = rows[stack[i]];
			data[length++] = location;
			hash = mixHash(hash, location);
		}
		column.length = length;
		this.#stackHash = hash;
	}
	/** Writes one frame. */
	frame(location) {
		this.#stack.push(location);
		this.#stackHash = mixHash(this.#stackHash, location);
	}
	/** Writes a label of the sample that comes to an end next. Labels in another order are other labels. */
	label({ key, text, number, unit, exact }) {
		this.#labelKey.push(key);
		this.#labelText.push(text);
		this.#labelNumber.push(number, exact);
		this.#labelUnit.push(unit);
	}
	/** Ends the sample as a new row, all of its values 0. */
	append() {
		for (let i = 0; i < this.#width; i++) this.#values.push(0);
		this.#stackOffsets.push(this.#stack.length);
		this.#labelOffsets.push(this.#labelKey.length);
		this.#stackHash = 0;
		return this.length - 1;
	}
	/** Ends the sample: the row with equal stack and labels, else a new one, all of its values 0. */
	id() {
		const hash = this.#hash();
		for (let row = this.#index.first(hash); row !== -1; row = this.#index.next()) {
			if (!this.#equals(row)) continue;
			this.#cut(this.length);
			this.#stackHash = 0;
			return row;
		}
		this.#index.add();
		return this.append();
	}
	/** Adds to a value; sums wrap around at 64 bits. `exact` stands for `value` where that is rounded. */
	addValue(row, column, value, exact) {
		this.#values.add(row * this.#width + column, value, exact);
	}
	/** Whether some sample has only zeros for values. */
	hasZero() {
		const width = this.#width;
		for (let row = 0; row < this.length; row++) {
			let i = row * width;
			const end = i + width;
			while (i < end && this.#values.low(i) === 0 && this.#values.high(i) === 0) i++;
			if (i === end) return true;
		}
		return false;
	}
	columns() {
		const values = this.#values.numbers();
		const exactValues = this.#values.exact(values);
		const labelNumber = this.#labelNumber.numbers();
		const exactLabelNumbers = this.#labelNumber.exact(labelNumber);
		return {
			length: this.length,
			stackOffsets: this.#stackOffsets.take(),
			stack: this.#stack.take(),
			values,
			...exactValues && { exactValues },
			labelOffsets: this.#labelOffsets.take(),
			labelKey: this.#labelKey.take(),
			labelText: this.#labelText.take(),
			labelNumber,
			...exactLabelNumbers && { exactLabelNumbers },
			labelUnit: this.#labelUnit.take()
		};
	}
	#hash() {
		let hash = this.#stackHash;
		for (let i = this.#labelOffsets.data[this.length]; i < this.#labelKey.length; i++) {
			hash = mixHash(mixHash(hash, this.#labelKey.data[i]), this.#labelText.data[i]);
			hash = mixHash(mixHash(hash, this.#labelUnit.data[i]), this.#labelNumber.low(i));
			hash = mixHash(hash, this.#labelNumber.high(i));
		}
		return finishHash(hash);
	}
	#equals(row) {
		const stack = this.#stack.data;
		const from = this.#stackOffsets.data[row];
		const other = this.#stackOffsets.data[this.length];
		const depth = this.#stack.length - other;
		if (this.#stackOffsets.data[row + 1] - from !== depth) return false;
		const labels = this.#labelOffsets.data[row];
		const otherLabels = this.#labelOffsets.data[this.length];
		const count = this.#labelKey.length - otherLabels;
		if (this.#labelOffsets.data[row + 1] - labels !== count) return false;
		for (let i = 0; i < depth; i++) if (stack[from + i] !== stack[other + i]) return false;
		for (let i = 0; i < count; i++) if (!this.#equalLabels(labels + i, otherLabels + i)) return false;
		return true;
	}
	#equalLabels(a, b) {
		return this.#labelKey.data[a] === this.#labelKey.data[b] && this.#labelText.data[a] === this.#labelText.data[b] && this.#labelUnit.data[a] === this.#labelUnit.data[b] && this.#labelNumber.low(a) === this.#labelNumber.low(b) && this.#labelNumber.high(a) === this.#labelNumber.high(b);
	}
	/** Takes away what was written of a sample behind the first `length`. */
	#cut(length) {
		this.#stack.length = this.#stackOffsets.data[length];
		const labels = this.#labelOffsets.data[length];
		this.#labelKey.length = labels;
		this.#labelText.length = labels;
		this.#labelNumber.cut(labels);
		this.#labelUnit.length = labels;
	}
};

// packages/profile/dist/build/profile-tables.js
/** The tables of a profile under construction. */
var ProfileTables = class {
	strings;
	mappings = new MappingTable();
	functions = new FunctionTable();
	locations = new LocationTable();
	samples;
	/** `width`: number of sample types. */
	constructor(strings, width, bounds) {
		this.strings = strings;
		this.samples = new SampleTable(width, bounds);
	}
	/** The profile so far, as a copy. */
	profile(header) {
		for (const text of headerStrings(header)) this.strings.id(text);
		return {
			strings: this.strings.table(),
			...header,
			mappings: this.mappings.columns(),
			functions: this.functions.columns(),
			locations: this.locations.columns(),
			samples: this.samples.columns()
		};
	}
};

// packages/profile/dist/build/utf8-interner.js
const utf8$2 = new TextEncoder();
/** Strings told apart by their bytes, each kept once and none decoded; row 0 is the empty string. */
var Utf8Interner = class {
	#index = new HashIndex();
	#offsets = Column.int32();
	#bytes = /* @__PURE__ */ new Uint8Array(4096);
	constructor() {
		this.#offsets.push(0);
		this.id(/* @__PURE__ */ new Uint8Array(0));
	}
	id(text) {
		const bytes = typeof text === "string" ? utf8$2.encode(text) : text;
		const hash = hashOf(bytes);
		for (let row = this.#index.first(hash); row !== -1; row = this.#index.next()) if (this.#equals(row, bytes)) return row;
		const start = this.#offsets.data[this.#index.length];
		const end = start + bytes.length;
		if (end > this.#bytes.length) {
			const grown = new Uint8Array(2 * end);
			grown.set(this.#bytes);
			this.#bytes = grown;
		}
		this.#bytes.set(bytes, start);
		this.#offsets.push(end);
		return this.#index.add();
	}
	/** The strings so far, as a copy. */
	table() {
		const end = this.#offsets.data[this.#index.length];
		const offsets = this.#offsets.rows();
		return StringTable.decoding(this.#bytes.slice(0, end), offsets.subarray(0, -1), offsets.subarray(1));
	}
	#equals(row, bytes) {
		const start = this.#offsets.data[row];
		if (this.#offsets.data[row + 1] - start !== bytes.length) return false;
		for (let i = 0; i < bytes.length; i++) if (this.#bytes[start + i] !== bytes[i]) return false;
		return true;
	}
};
function hashOf(bytes) {
	let hash = bytes.length;
	for (const byte of bytes) hash = mixHash(hash, byte);
	return finishHash(hash);
}

// packages/profile/dist/algebra/merge.js
/**
* Adds profiles up, as google/pprof does with several sources: types are made common as {@link alignTypes} tells, then
* `profile.Merge`.
*
* Samples with equal stack and labels are summed (64 bits, wrapping around), those that sum to 0 vanish, and so do rows that
* nothing refers to: merging a single profile compacts it. Rows are in the order in which the samples need them. Time is
* the earliest (a 0 resets it, as in pprof), duration the sum, period the maximum, comments are united; period type, dropped
* and kept frames are those of the first profile. Merging is associative and, up to the order of rows, commutative, save for
* what comes from the first profile.
*
* @throws {HeaptideError} `HT_E_NO_COMMON_TYPE`, also when there is no profile at all.
*/
function mergeProfiles(profiles) {
	if (profiles.length === 0) throw new HeaptideError("HT_E_NO_COMMON_TYPE", "no profiles to merge");
	return mergeAligned(alignTypes(profiles));
}
/**
* What google/pprof makes of its sources before any report: several are merged as {@link mergeProfiles} does, a single one
* is left as it is, zero samples and unused rows included; one without mappings gets an empty mapping at all of its
* locations.
*
* @throws {HeaptideError} as {@link mergeProfiles}.
*/
function combineProfiles(profiles) {
	if (profiles.length === 0) throw new HeaptideError("HT_E_NO_COMMON_TYPE", "no profiles to merge");
	const aligned = alignTypes(profiles.map(withMapping));
	return aligned.length === 1 ? aligned[0] : mergeAligned(aligned);
}
/** Rows to make room for at once. Memory that is not written to is not taken, but counted. */
const MOST_RESERVED = 2 ** 23;
function mergeAligned(profiles) {
	const header = mergeHeaders(profiles);
	const tables = new ProfileTables(new Utf8Interner(), header.sampleTypes.length, boundsOf(profiles));
	const merger = new ProfileMerger(tables);
	for (const profile of profiles) merger.add(profile);
	const merged = tables.profile(header);
	return tables.samples.hasZero() ? mergeAligned([merged]) : merged;
}
/** Of two profiles of one program, a merge often has nearly as many samples as both together. */
function boundsOf(profiles) {
	const sum = (each) => profiles.reduce((total, { samples }) => total + each(samples), 0);
	return {
		samples: Math.min(sum(({ length }) => length), MOST_RESERVED),
		frames: Math.min(sum(({ stack }) => stack.length), MOST_RESERVED)
	};
}
function mergeHeaders(profiles) {
	const first = profiles[0];
	let timeNanos = 0n;
	let durationNanos = 0n;
	let period = 0n;
	for (const profile of profiles) {
		requireEqualTypes(first.periodType, profile.periodType);
		if (timeNanos === 0n || profile.timeNanos < timeNanos) timeNanos = profile.timeNanos;
		durationNanos = BigInt.asIntN(64, durationNanos + profile.durationNanos);
		const own = profile.exactPeriod ?? BigInt(profile.period);
		if (period === 0n || period < own) period = own;
	}
	return {
		sampleTypes: first.sampleTypes,
		defaultSampleType: firstText(profiles.map(({ defaultSampleType }) => defaultSampleType)),
		periodType: first.periodType,
		period: Number(period),
		...!Number.isSafeInteger(Number(period)) && { exactPeriod: period },
		timeNanos,
		durationNanos,
		comments: [...new Set(profiles.flatMap(({ comments }) => comments))],
		dropFrames: first.dropFrames,
		keepFrames: first.keepFrames,
		docUrl: firstText(profiles.map(({ docUrl }) => docUrl))
	};
}
/** Types that differ by a plural `s` only have common units, and are refused all the same. */
function requireEqualTypes(a, b) {
	if (a.type === b.type && a.unit === b.unit) return;
	const words = `incompatible period types &{${a.type} ${a.unit} 0 0} and &{${b.type} ${b.unit} 0 0}`;
	throw new HeaptideError("HT_E_NO_COMMON_TYPE", words);
}
function firstText(texts) {
	return texts.find((text) => text !== "") ?? "";
}
function withMapping(profile) {
	if (profile.mappings.length > 0) return profile;
	const mappings = {
		length: 1,
		memoryStart: /* @__PURE__ */ new BigUint64Array(1),
		memoryLimit: /* @__PURE__ */ new BigUint64Array(1),
		fileOffset: /* @__PURE__ */ new BigUint64Array(1),
		filename: /* @__PURE__ */ new Int32Array(1),
		buildId: /* @__PURE__ */ new Int32Array(1),
		flags: /* @__PURE__ */ new Uint8Array(1)
	};
	const locations = {
		...profile.locations,
		mapping: new Int32Array(profile.locations.length)
	};
	return {
		...profile,
		mappings,
		locations
	};
}

// packages/profile/dist/algebra/normalize.js
/**
* Scales `profile`, type by type, so that its totals are those of `base`: pprof's `-normalize`. A type whose total is 0
* becomes 0 throughout.
*
* @throws {HeaptideError} `HT_E_NO_COMMON_TYPE` where period or sample types are not the same, in names, order and units.
*/
function normalizeTo(profile, base) {
	const differ = (words) => new HeaptideError("HT_E_NO_COMMON_TYPE", words);
	const [period, basePeriod] = [profile, base].map(({ periodType: { type, unit } }) => `${type} ${unit}`);
	if (period !== basePeriod) throw differ(`incompatible period types &{${period} 0 0} and &{${basePeriod} 0 0}`);
	const [types, baseTypes] = [profile, base].map(({ sampleTypes }) => sampleTypes.map(({ type, unit }) => `${type}/${unit}`).join(" "));
	if (types !== baseTypes) throw differ(`incompatible sample types [${types}] and [${baseTypes}]`);
	const sums = totals(profile);
	const ratios = totals(base).map((sum, i) => sums[i] === 0n ? 0 : Number(sum) / Number(sums[i]));
	return scaleProfile(profile, ratios);
}
/** Signed sums by sample type, wrapping around at 64 bits. */
function totals({ sampleTypes, samples }) {
	const width = sampleTypes.length;
	return sampleTypes.map((_, column) => {
		let sum = 0n;
		let rest = 0;
		for (let i = column; i < samples.values.length; i += width) {
			if (samples.exactValues) {
				sum += samples.exactValues[i];
				continue;
			}
			const value = samples.values[i];
			if (Number.isSafeInteger(rest + value)) rest += value;
			else {
				sum += BigInt(rest);
				rest = value;
			}
		}
		return BigInt.asIntN(64, sum + BigInt(rest));
	});
}

// packages/profile/dist/algebra/base.js
/** The text label that marks samples of the base in what {@link compareToBase} returns. */
const BASE_LABEL = {
	key: "pprof::base",
	text: "true"
};
/**
* What `profile` has more than `base`: the base negated and merged, as pprof's `-base` does. Stacks that did not change
* cancel out and vanish; what shrank is negative. The total of a report is the sum of what is left.
*
* Negation goes through a double, as in pprof: beyond 2^53 equal values may leave a rest.
*
* @throws {HeaptideError} `HT_E_NO_COMMON_TYPE` as `mergeProfiles`, and of `normalize` where types are not the same.
*/
function subtractBase(profile, base, options = {}) {
	const source = options.normalize === true ? normalizeTo(profile, base) : profile;
	return combineProfiles([source, scaleProfile(base, -1)]);
}
/**
* As {@link subtractBase}, but pprof's `-diff_base`: the samples of the base carry {@link BASE_LABEL}, so none cancels out,
* and the total of a report is that of the base, the sum over the samples that {@link isBaseSample} finds.
*
* @throws {HeaptideError} as {@link subtractBase}.
*/
function compareToBase(profile, base, options = {}) {
	return subtractBase(profile, labelBase(base), options);
}
/** Marks all samples as those of a base. */
function labelBase(profile) {
	return setTextLabel(profile, BASE_LABEL.key, BASE_LABEL.text);
}
/** Whether a sample, given by row number, carries {@link BASE_LABEL}. */
function isBaseSample({ strings, samples }, sample) {
	for (let row = samples.labelOffsets[sample]; row < samples.labelOffsets[sample + 1]; row++) {
		const text = samples.labelText[row];
		if (text === 0 || strings.get(samples.labelKey[row]) !== BASE_LABEL.key) continue;
		if (strings.get(text) === BASE_LABEL.text) return true;
	}
	return false;
}

// packages/profile/dist/capture-metadata.js
const SCHEMA = "heaptide.capture/1";
const COMMENT_PREFIX = "#heaptide ";
/**
* The metadata among a profile's comments, or `undefined` where there is none, as in profiles written by others.
*
* @throws {HeaptideError} `HT_E_BAD_METADATA` when the comment is ours but does not hold.
*/
function parseCaptureMetadata(comments) {
	const comment = comments.find((text) => text.startsWith(COMMENT_PREFIX));
	if (comment === void 0) return void 0;
	let value;
	try {
		value = JSON.parse(comment.slice(10));
	} catch {
		throw new HeaptideError("HT_E_BAD_METADATA", "the #heaptide comment of the profile is not JSON");
	}
	const defect = findDefect(value);
	if (defect !== void 0) throw new HeaptideError("HT_E_BAD_METADATA", `the #heaptide comment of the profile ${defect}`);
	return value;
}
const CHECKS = {
	schema: (value) => value === SCHEMA,
	time: isMoment,
	pid: Number.isFinite,
	startedAt: isMoment,
	service: isText$1,
	versions: (value) => isRecord(value) && Object.values(value).every(isText$1),
	gc: (value) => value === "forced" || value === "none",
	births: isFlag,
	interval: Number.isFinite,
	depth: Number.isFinite,
	exactSites: (value) => value === void 0 || isFlag(value),
	clock: Number.isFinite,
	heapUsed: Number.isFinite,
	heapTotal: Number.isFinite,
	heapLimit: Number.isFinite,
	rss: Number.isFinite,
	external: Number.isFinite,
	arrayBuffers: Number.isFinite,
	cgroup: (value) => value === void 0 || isRecord(value) && Number.isFinite(value.usage) && Number.isFinite(value.limit),
	work: (value) => isRecord(value) && Object.values(value).every(Number.isFinite),
	gaps: (value) => Array.isArray(value) && value.every((gap) => isRecord(gap) && isMoment(gap.from) && isMoment(gap.to) && isText$1(gap.reason))
};
function findDefect(value) {
	if (!isRecord(value)) return "is not an object";
	for (const [field, holds] of Object.entries(CHECKS)) if (!holds(value[field])) return `has no valid ${field}: ${JSON.stringify(value[field])}`;
}
function isRecord(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function isFlag(value) {
	return typeof value === "boolean";
}
function isText$1(value) {
	return typeof value === "string";
}
function isMoment(value) {
	return typeof value === "string" && !Number.isNaN(Date.parse(value));
}

// packages/profile/dist/capture.js
/** Key of the numeric label that carries a live sample's birth: bytes on the allocation clock, unique per sample. */
const BORN_LABEL = "born";
/**
* The profile with the metadata that its comments carry.
*
* @throws {HeaptideError} `HT_E_BAD_METADATA` when the metadata is ours but does not hold.
*/
function captureOf(profile) {
	return {
		profile,
		metadata: parseCaptureMetadata(profile.comments)
	};
}

// packages/profile/dist/format/profile-fields.js
/**
* Field numbers of profile.proto, by message.
*
* Source: github.com/google/pprof/proto/profile.proto.
*/
const PROFILE = {
	sampleType: 1,
	sample: 2,
	mapping: 3,
	location: 4,
	function: 5,
	string: 6,
	dropFrames: 7,
	keepFrames: 8,
	timeNanos: 9,
	durationNanos: 10,
	periodType: 11,
	period: 12,
	comment: 13,
	defaultSampleType: 14,
	docUrl: 15
};
const VALUE_TYPE = {
	type: 1,
	unit: 2
};
const SAMPLE = {
	location: 1,
	value: 2,
	label: 3
};
const LABEL = {
	key: 1,
	text: 2,
	number: 3,
	unit: 4
};
const MAPPING = {
	id: 1,
	memoryStart: 2,
	memoryLimit: 3,
	fileOffset: 4,
	filename: 5,
	buildId: 6,
	hasFunctions: 7,
	hasFilenames: 8,
	hasLineNumbers: 9,
	hasInlineFrames: 10
};
const LOCATION = {
	id: 1,
	mapping: 2,
	address: 3,
	line: 4,
	folded: 5
};
const LINE = {
	function: 1,
	line: 2,
	column: 3
};
const FUNCTION = {
	id: 1,
	name: 2,
	systemName: 3,
	filename: 4,
	startLine: 5
};

// packages/profile/dist/format/wire-reader.js
const TWO_32$1 = 4294967296;
/**
* Reads protobuf fields from bytes: `next()` moves to a field of the current message, one typed read takes its value.
*
* Every read is bounded by the current message. What does not hold throws {@link HeaptideError} `HT_E_NOT_A_PROFILE`
* with the message that `subject` names and the byte.
*
* Encoding: protobuf.dev/programming-guides/encoding.
*/
var WireReader = class {
	#bytes;
	/** Of the next byte to read. */
	position = 0;
	/** Of the first byte behind the current message. */
	end;
	/** Number of the current field. */
	field = 0;
	/** Wire type of the current field. */
	wire = 0;
	/** What is being read, and which one of its kind (from 1), for error messages. */
	subject = "profile";
	ordinal = 1;
	/** Halves of the last varint, as 32-bit integers. */
	#low = 0;
	#high = 0;
	constructor(bytes) {
		this.#bytes = bytes;
		this.end = bytes.length;
	}
	/** Moves to the next field of the current message; false at its end. */
	next() {
		if (this.position >= this.end) return false;
		const first = this.#bytes[this.position];
		if (first < 128) {
			this.position++;
			this.wire = first & 7;
			this.field = first >> 3;
			return true;
		}
		const tag = this.#longVarint();
		this.wire = tag & 7;
		this.field = Math.floor(tag / 8);
		return true;
	}
	/** Steps over the value of the current field. */
	skip() {
		switch (this.wire) {
			case 0:
				this.#varint();
				return;
			case 1:
				this.#advance(8);
				return;
			case 2:
				this.#advance(this.#varint());
				return;
			case 5:
				this.#advance(4);
				return;
			default: throw this.unrecognized(`unknown wire type ${this.wire}`);
		}
	}
	/** Enters the message (or packed list) in the current field; returns the end to give back to {@link leave}. */
	enter() {
		this.#expect(2);
		const length = this.#varint();
		const outer = this.end;
		if (length > outer - this.position) throw this.unrecognized("data cut short");
		this.end = this.position + length;
		return outer;
	}
	leave(outer) {
		this.position = this.end;
		this.end = outer;
	}
	/** An unsigned number; rounded beyond 2^53. */
	uint() {
		this.#expect(0);
		return this.#varint();
	}
	/** A signed 64-bit number; rounded beyond 2^53. */
	int() {
		this.#expect(0);
		return this.elementInt();
	}
	/** As {@link int}, of a packed list. */
	elementInt() {
		const value = this.#varint();
		return value < TWO_32$1 ? value : this.#high * TWO_32$1 + (this.#low >>> 0);
	}
	/** An exact unsigned number: a bigint only where a number would round. */
	id() {
		this.#expect(0);
		return this.elementId();
	}
	/** As {@link id}, of a packed list. */
	elementId() {
		const value = this.#varint();
		if (value <= Number.MAX_SAFE_INTEGER) return value;
		return BigInt(this.#high >>> 0) << 32n | BigInt(this.#low >>> 0);
	}
	/** An exact unsigned 64-bit number. */
	uint64() {
		return BigInt(this.id());
	}
	/** An exact signed 64-bit number. */
	int64() {
		return BigInt.asIntN(64, this.uint64());
	}
	/** The last number that was read, exactly, as a signed one; only after one that was rounded. */
	lastInt64() {
		return BigInt(this.#high) << 32n | BigInt(this.#low >>> 0);
	}
	bool() {
		return this.uint() !== 0;
	}
	/** The error for bytes that are no protobuf profile, in pprof's words and with the cause. */
	unrecognized(cause) {
		return this.notAProfile(`parsing profile: unrecognized profile format: ${cause}`);
	}
	/** The error for a profile that breaks the model, told by `words` and the place. */
	notAProfile(words) {
		const place = this.subject === "profile" ? "" : ` in ${this.subject} ${this.ordinal}`;
		return new HeaptideError("HT_E_NOT_A_PROFILE", `${words}${place}, at byte ${this.position}`);
	}
	#advance(count) {
		if (count > this.end - this.position) throw this.unrecognized("data cut short");
		this.position += count;
	}
	#expect(wire) {
		if (this.wire === wire) return;
		throw this.unrecognized(`field ${this.field} has wire type ${this.wire} instead of ${wire}`);
	}
	#varint() {
		const { position } = this;
		if (position + 1 < this.end) {
			const first = this.#bytes[position];
			if (first < 128) {
				this.position = position + 1;
				return first;
			}
			const second = this.#bytes[position + 1];
			if (second < 128) {
				this.position = position + 2;
				return first & 127 | second << 7;
			}
		}
		return this.#longVarint();
	}
	#longVarint() {
		const bytes = this.#bytes;
		let position = this.position;
		let low = 0;
		let high = 0;
		for (let shift = 0; shift < 70; shift += 7) {
			if (position >= this.end) throw this.unrecognized("data cut short");
			const byte = bytes[position++];
			const bits = byte & 127;
			if (shift < 28) low |= bits << shift;
			else if (shift === 28) {
				low |= bits << 28;
				high = bits >>> 4;
			} else if (shift < 63) high |= bits << shift - 32;
			else high |= bits << 31;
			if (byte < 128) {
				this.position = position;
				this.#low = low;
				this.#high = high;
				return (high >>> 0) * TWO_32$1 + (low >>> 0);
			}
		}
		throw this.unrecognized("a varint of more than 10 bytes");
	}
};

// packages/profile/dist/format/scan-profile.js
/** Above this many rows a list of objects is an attack or an accident, and would exhaust the heap. */
const MOST_ROWS = 2 ** 24;
const FIRST_TABLE_TAG = PROFILE.sample * 8 + 2;
const LAST_TABLE_TAG = PROFILE.function * 8 + 2;
const STRING_TAG = PROFILE.string * 8 + 2;
/**
* First pass over a profile: steps over its messages, and notes where each kind stands. Takes the string table, which most
* writers put last, although all others refer to it.
*/
function scanProfile(bytes) {
	return new ProfileScanner(bytes).scan();
}
/** Steps right over the bytes where tags and lengths are short, and leaves all else to a {@link WireReader}. */
var ProfileScanner = class {
	#bytes;
	#reader;
	#from = new Int32Array(PROFILE.docUrl + 1).fill(-1);
	#to = new Int32Array(PROFILE.docUrl + 1);
	#counts = new Int32Array(PROFILE.docUrl + 1);
	#headerFields = Column.int32();
	#starts = Column.int32(4096);
	#ends = Column.int32(4096);
	constructor(bytes) {
		this.#bytes = bytes;
		this.#reader = new WireReader(bytes);
	}
	scan() {
		const bytes = this.#bytes;
		for (let position = 0; position < bytes.length;) {
			const tag = bytes[position];
			let next = position;
			if (tag === STRING_TAG) next = this.#skipStrings(position);
			else if (tag >= FIRST_TABLE_TAG && tag <= LAST_TABLE_TAG && (tag & 7) === 2) next = this.#skipTable(position, tag);
			position = next === position ? this.#skipField(position) : next;
		}
		if (this.#starts.length === 0) throw this.#at(bytes.length).unrecognized("no string table");
		if (this.#ends.data[0] !== this.#starts.data[0]) throw this.#at(this.#starts.data[0]).unrecognized("string_table[0] is not empty");
		const extents = Array.from(this.#from, (from, field) => ({
			from,
			to: this.#to[field],
			count: this.#counts[field]
		}));
		return {
			strings: this.#stringTable(),
			headerFields: this.#headerFields.rows(),
			extents
		};
	}
	/** Steps over strings of up to 16 KiB that follow one another. */
	#skipStrings(from) {
		const bytes = this.#bytes;
		let position = from;
		while (position + 2 < bytes.length && bytes[position] === STRING_TAG && this.#starts.length < MOST_ROWS) {
			let size = bytes[position + 1];
			let start = position + 2;
			if (size >= 128) {
				const high = bytes[start++];
				if (high >= 128) break;
				size = size & 127 | high << 7;
			}
			if (start + size > bytes.length) break;
			position = start + size;
			this.#starts.push(start);
			this.#ends.push(position);
		}
		return position;
	}
	/** Steps over messages of one kind, of up to 127 bytes, that follow one another. */
	#skipTable(from, tag) {
		const bytes = this.#bytes;
		let count = 0;
		let position = from;
		while (position + 1 < bytes.length && bytes[position] === tag) {
			const size = bytes[position + 1];
			if (size >= 128 || position + 2 + size > bytes.length) break;
			position += 2 + size;
			count++;
		}
		if (count > 0) this.#note(tag >> 3, from, position, count);
		return position;
	}
	#skipField(from) {
		const reader = this.#at(from);
		reader.next();
		const { field } = reader;
		if (field === PROFILE.string) {
			const outer = reader.enter();
			if (this.#starts.length === MOST_ROWS) throw tooMany("strings");
			this.#starts.push(reader.position);
			this.#ends.push(reader.end);
			reader.leave(outer);
			return reader.position;
		}
		reader.skip();
		if (field >= PROFILE.sample && field <= PROFILE.function) this.#note(field, from, reader.position, 1);
		else if (field < this.#from.length) {
			if (this.#headerFields.length === MOST_ROWS) throw tooMany("fields at its top level");
			this.#headerFields.push(from);
		}
		return reader.position;
	}
	#note(field, from, to, count) {
		if (this.#from[field] === -1) this.#from[field] = from;
		this.#to[field] = to;
		this.#counts[field] += count;
	}
	/** Over a copy of the bytes from the first string to the last, which is little more than the strings. */
	#stringTable() {
		const first = this.#starts.data[0];
		const starts = this.#starts.rows();
		const ends = this.#ends.rows();
		const size = ends.reduce((sum, end, i) => sum + end - starts[i], 0);
		const span = ends.at(-1) - first;
		if (span <= 2 * size + 3 * starts.length) {
			const bytes = new Uint8Array(this.#bytes.subarray(first, first + span));
			return StringTable.decoding(bytes, starts.map((start) => start - first), ends.map((end) => end - first));
		}
		const bytes = new Uint8Array(size);
		let end = 0;
		for (let i = 0; i < starts.length; i++) {
			const piece = this.#bytes.subarray(starts[i], ends[i]);
			bytes.set(piece, end);
			starts[i] = end;
			end += piece.length;
			ends[i] = end;
		}
		return StringTable.decoding(bytes, starts, ends);
	}
	#at(position) {
		this.#reader.position = position;
		return this.#reader;
	}
};
function tooMany(what) {
	return new HeaptideError("HT_E_TOO_LARGE", `the profile has more than ${MOST_ROWS} ${what}`);
}

// packages/profile/dist/format/string-id.js
/** Reads a reference to the string table. */
function stringId(reader, strings) {
	const index = reader.uint();
	if (index < strings.length) return index;
	const shown = Number.isSafeInteger(index) ? index : reader.lastInt64();
	throw reader.unrecognized(`string index ${String(shown)} of ${strings.length}`);
}

// packages/profile/dist/format/decode-header.js
const MOST_SAMPLE_TYPES = 1024;
/** Reads the fields of the top level that are no table; `fields`: where they begin. */
function decodeHeader(reader, fields, strings) {
	const text = () => strings.get(stringId(reader, strings));
	const sampleTypes = [];
	const comments = [];
	const header = {
		sampleTypes,
		defaultSampleType: "",
		periodType: {
			type: "",
			unit: ""
		},
		exactPeriod: 0n,
		timeNanos: 0n,
		durationNanos: 0n,
		comments,
		dropFrames: "",
		keepFrames: "",
		docUrl: ""
	};
	for (const field of fields) {
		reader.position = field;
		reader.next();
		switch (reader.field) {
			case PROFILE.sampleType:
				if (sampleTypes.length === MOST_SAMPLE_TYPES) throw reader.unrecognized(`more than ${MOST_SAMPLE_TYPES} sample types`);
				sampleTypes.push(valueType(reader, strings));
				break;
			case PROFILE.periodType:
				header.periodType = valueType(reader, strings);
				break;
			case PROFILE.timeNanos:
				if (header.timeNanos !== 0n) throw reader.notAProfile("parsing profile: concatenated profiles detected: time_nanos comes twice");
				header.timeNanos = reader.int64();
				break;
			case PROFILE.durationNanos:
				header.durationNanos = reader.int64();
				break;
			case PROFILE.period:
				header.exactPeriod = reader.int64();
				break;
			case PROFILE.comment:
				decodeComments(reader, strings, comments);
				break;
			case PROFILE.dropFrames:
				header.dropFrames = text();
				break;
			case PROFILE.keepFrames:
				header.keepFrames = text();
				break;
			case PROFILE.defaultSampleType:
				header.defaultSampleType = text();
				break;
			case PROFILE.docUrl:
				header.docUrl = text();
				break;
			default: reader.skip();
		}
	}
	const { exactPeriod, ...rest } = header;
	const period = Number(exactPeriod);
	return {
		...rest,
		period,
		...!Number.isSafeInteger(period) && { exactPeriod }
	};
}
/** One, or a packed list. */
function decodeComments(reader, strings, comments) {
	const add = () => {
		if (comments.length === MOST_ROWS) throw new HeaptideError("HT_E_TOO_LARGE", `the profile has more than ${MOST_ROWS} comments`);
		comments.push(strings.get(stringId(reader, strings)));
	};
	if (reader.wire !== 2) {
		add();
		return;
	}
	const outer = reader.enter();
	reader.wire = 0;
	while (reader.position < reader.end) add();
	reader.leave(outer);
}
function valueType(reader, strings) {
	const outer = reader.enter();
	let type = "";
	let unit = "";
	while (reader.next()) if (reader.field === VALUE_TYPE.type) type = strings.get(stringId(reader, strings));
	else if (reader.field === VALUE_TYPE.unit) unit = strings.get(stringId(reader, strings));
	else reader.skip();
	reader.leave(outer);
	return {
		type,
		unit
	};
}

// packages/profile/dist/build/exact-column.js
/** The exact forms of those numbers in a column that a double rounds; costs nothing while there are none. */
var ExactColumn = class {
	#exact;
	/** `value`: what row `row` stands for; needed only where the column holds it rounded. */
	set(row, value) {
		if (this.#exact === void 0 || row >= this.#exact.length) {
			const grown = new BigInt64Array(2 * row + 16);
			if (this.#exact !== void 0) grown.set(this.#exact);
			this.#exact = grown;
		}
		this.#exact[row] = value;
	}
	/** All of `column` as integers, `undefined` where none of it is rounded. */
	beside(column) {
		const exact = this.#exact;
		if (exact === void 0) return void 0;
		return BigInt64Array.from(column, (value, row) => Number.isSafeInteger(value) ? BigInt(value) : exact[row]);
	}
};

// packages/profile/dist/format/decode-samples.js
/** First bytes of the fields that a profile is nearly all made of. */
const SAMPLE_TAG = PROFILE.sample * 8 + 2;
const STACK_TAG = SAMPLE.location * 8 + 2;
const FRAME_TAG = SAMPLE.location * 8 + 0;
const VALUES_TAG = SAMPLE.value * 8 + 2;
const VALUE_TAG = SAMPLE.value * 8 + 0;
/** All samples, in one pass over their bytes. */
function decodeSamples(bytes, extent, references) {
	return new SampleDecoder(bytes, extent, references).decode();
}
/**
* Reads tags, lengths, ids and values of up to four bytes, which are nearly all, right from the bytes, and leaves all else,
* what is wrong included, to a {@link WireReader}. Ids become rows as they are read.
*/
var SampleDecoder = class {
	#bytes;
	#reader;
	#extent;
	#references;
	#stackOffsets;
	#values;
	#exactValues = new ExactColumn();
	#labelOffsets;
	#labelKey = Column.int32();
	#labelText = Column.int32();
	#labelNumber = Column.float64();
	#exactLabelNumbers = new ExactColumn();
	#labelUnit = Column.int32();
	#stack;
	#row = 0;
	/** Values that the current sample has so far. */
	#count = 0;
	constructor(bytes, extent, references) {
		const { from, to, count } = extent;
		const size = count === 0 ? 0 : to - from;
		this.#bytes = bytes;
		this.#extent = extent;
		this.#references = references;
		this.#reader = new WireReader(bytes);
		this.#reader.subject = "sample";
		this.#stackOffsets = new Int32Array(count + 1);
		this.#labelOffsets = new Int32Array(count + 1);
		this.#values = new Float64Array(Math.min(count * references.width, size));
		this.#stack = Column.int32(Math.min(16 + (size >> 1), Column.MOST_ROWS));
	}
	decode() {
		const { count, from, to } = this.#extent;
		if (count > 0) this.#decodeAll(from, to);
		const labelNumber = this.#labelNumber.rows();
		const exactValues = this.#exactValues.beside(this.#values);
		const exactLabelNumbers = this.#exactLabelNumbers.beside(labelNumber);
		return {
			length: count,
			stackOffsets: this.#stackOffsets,
			stack: this.#stack.take(),
			values: this.#values,
			...exactValues && { exactValues },
			labelOffsets: this.#labelOffsets,
			labelKey: this.#labelKey.rows(),
			labelText: this.#labelText.rows(),
			labelNumber,
			...exactLabelNumbers && { exactLabelNumbers },
			labelUnit: this.#labelUnit.rows()
		};
	}
	#decodeAll(from, to) {
		const bytes = this.#bytes;
		const reader = this.#reader;
		const { width } = this.#references;
		for (let position = from; position < to;) {
			reader.ordinal = this.#row + 1;
			const size = bytes[position + 1];
			let end = position + 2 + size;
			if (bytes[position] === SAMPLE_TAG && size < 128 && end <= to) position += 2;
			else {
				this.#at(position, to).next();
				if (reader.field !== PROFILE.sample) {
					reader.skip();
					({position} = reader);
					continue;
				}
				reader.enter();
				({position, end} = reader);
			}
			if (width === 0) throw this.#malformed(position, "missing sample type information");
			this.#count = 0;
			this.#decodeSample(position, end);
			if (this.#count !== width) throw this.#malformed(end, `mismatch: sample has ${this.#count} values vs. ${width} types`);
			this.#row++;
			this.#stackOffsets[this.#row] = this.#stack.length;
			this.#labelOffsets[this.#row] = this.#labelKey.length;
			position = end;
		}
	}
	#decodeSample(from, end) {
		const bytes = this.#bytes;
		for (let position = from; position < end;) {
			const tag = bytes[position];
			if (tag === STACK_TAG || tag === VALUES_TAG) {
				const size = bytes[position + 1];
				let start = position + 2;
				let listEnd = start + size;
				if (size >= 128 || listEnd > end) {
					const reader = this.#at(position, end);
					reader.next();
					reader.enter();
					start = reader.position;
					listEnd = reader.end;
				}
				if (tag === STACK_TAG) this.#frames(start, listEnd);
				else for (let at = start; at < listEnd;) at = this.#value(at, listEnd);
				position = listEnd;
			} else if (tag === VALUE_TAG) position = this.#value(position + 1, end);
			else if (tag === FRAME_TAG) position = this.#frame(position + 1, end);
			else position = this.#otherField(position, end);
		}
	}
	/** The hot loop: a packed list of location ids. */
	#frames(from, end) {
		const bytes = this.#bytes;
		const rows = this.#references.locations.dense;
		const stack = this.#stack;
		stack.reserve(end - from);
		const { data } = stack;
		let { length } = stack;
		let position = from;
		while (position < end) {
			const start = position;
			let id = bytes[position++];
			if (id >= 128) {
				const second = bytes[position++];
				id = id & 127 | (second & 127) << 7;
				if (second >= 128) {
					const third = bytes[position++];
					id |= (third & 127) << 14;
					if (third >= 128) id = 0;
				}
			}
			const held = id < rows.length ? rows[id] : 0;
			if (held === 0 || position > end) {
				stack.length = length;
				position = this.#frame(start, end);
				length++;
			} else data[length++] = held - 1;
		}
		stack.length = length;
	}
	/** A location id of any length, or that of no location; returns the position behind it. */
	#frame(position, end) {
		const reader = this.#at(position, end);
		const id = reader.elementId();
		const location = this.#references.locations.row(id);
		if (location === -1) throw this.#malformed(reader.position, `sample has nil location: no location has id ${String(id)}`);
		this.#stack.push(location);
		return reader.position;
	}
	#value(position, end) {
		const bytes = this.#bytes;
		let value = bytes[position];
		let next = position + 1;
		if (value >= 128) {
			value &= 127;
			let shift = 7;
			let byte = 128;
			while (byte >= 128 && shift < 28) {
				byte = bytes[next++];
				value |= (byte & 127) << shift;
				shift += 7;
			}
			if (byte >= 128) next = end + 1;
		}
		const index = this.#row * this.#references.width + this.#count;
		const wanted = this.#count++ < this.#references.width;
		if (next > end) {
			const reader = this.#at(position, end);
			value = reader.elementInt();
			next = reader.position;
			if (wanted && !Number.isSafeInteger(value)) this.#exactValues.set(index, reader.lastInt64());
		}
		if (wanted) this.#values[index] = value;
		return next;
	}
	#otherField(position, end) {
		const reader = this.#at(position, end);
		reader.next();
		if (reader.field === SAMPLE.label) this.#label(reader);
		else if (reader.field === SAMPLE.location || reader.field === SAMPLE.value) this.#oddList(reader);
		else reader.skip();
		return reader.position;
	}
	/** A list under a tag or a wire type that nobody writes. */
	#oddList(reader) {
		const read = reader.field === SAMPLE.location ? this.#frame : this.#value;
		if (reader.wire === 0) {
			reader.position = read.call(this, reader.position, reader.end);
			return;
		}
		const outer = reader.enter();
		const { end } = reader;
		while (reader.position < end) reader.position = read.call(this, reader.position, end);
		reader.end = end;
		reader.leave(outer);
	}
	#label(reader) {
		const { strings } = this.#references;
		let key = 0;
		let text = 0;
		let number = 0;
		let unit = 0;
		let exact = 0n;
		const outer = reader.enter();
		while (reader.next()) if (reader.field === LABEL.key) key = stringId(reader, strings);
		else if (reader.field === LABEL.text) text = stringId(reader, strings);
		else if (reader.field === LABEL.unit) unit = stringId(reader, strings);
		else if (reader.field === LABEL.number) {
			number = reader.int();
			if (!Number.isSafeInteger(number)) exact = reader.lastInt64();
		} else reader.skip();
		reader.leave(outer);
		if (!Number.isSafeInteger(number)) this.#exactLabelNumbers.set(this.#labelKey.length, exact);
		this.#labelKey.push(key);
		this.#labelText.push(text);
		this.#labelNumber.push(number);
		this.#labelUnit.push(unit);
	}
	#at(position, end) {
		this.#reader.position = position;
		this.#reader.end = end;
		return this.#reader;
	}
	#malformed(position, words) {
		return this.#at(position, position).notAProfile(`malformed profile: ${words}`);
	}
};

// packages/profile/dist/format/id-index.js
/**
* Row numbers by the ids of a file. Ids are uint64 and may lie anywhere, yet nearly always count up from 1: those are
* looked up in a table, the others in a map.
*/
var IdIndex = class {
	/** By id: row + 1, 0 where no row has the id. Ids behind its end may have rows, too. */
	dense;
	#sparse = /* @__PURE__ */ new Map();
	#rows = 0;
	/** Whether all ids so far are row + 1. */
	#usual = true;
	/** `rows`: how many there will be. */
	constructor(rows) {
		this.dense = new Int32Array(2 * rows + 16);
	}
	/** Gives an id to the next row. False, and nothing added, where the id is taken. */
	add(id) {
		if (this.row(id) !== -1) return false;
		const row = this.#rows++;
		if (id !== row + 1) this.#usual = false;
		if (typeof id === "number" && id < this.dense.length) this.dense[id] = row + 1;
		else this.#sparse.set(id, row);
		return true;
	}
	/** -1 where no row has the id. */
	row(id) {
		if (typeof id === "number" && id < this.dense.length) return this.dense[id] - 1;
		return this.#sparse.get(id) ?? -1;
	}
	/** The ids by row, `undefined` where all of them are row + 1. */
	unusualIds() {
		if (this.#usual) return void 0;
		const ids = new BigUint64Array(this.#rows);
		this.dense.forEach((held, id) => {
			if (held > 0) ids[held - 1] = BigInt(id);
		});
		for (const [id, row] of this.#sparse) ids[row] = BigInt(id);
		return ids;
	}
};

// packages/profile/dist/format/message-walk.js
/** Walks through the messages of one field at the profile's top level: `next()` enters one, to be read with `reader`. */
var MessageWalk = class {
	reader;
	#field;
	/** Behind the last message. */
	#end;
	/** Row number of the current message. */
	row = -1;
	/** `kind` is for error messages. */
	constructor(bytes, { from, to, count }, field, kind) {
		this.reader = new WireReader(bytes);
		this.reader.subject = kind;
		this.reader.position = count === 0 ? 0 : from;
		this.reader.end = this.reader.position;
		this.#field = field;
		this.#end = count === 0 ? 0 : to;
	}
	/** Leaves the current message, however far it was read, and enters the next one; false where there is none. */
	next() {
		const { reader } = this;
		reader.position = reader.end;
		reader.end = this.#end;
		while (reader.next()) {
			if (reader.field === this.#field) {
				this.row++;
				reader.ordinal = this.row + 1;
				reader.enter();
				return true;
			}
			reader.skip();
		}
		return false;
	}
};

// packages/profile/dist/format/decode-symbols.js
function decodeMappings(bytes, extent, strings) {
	const length = extent.count;
	const index = new IdIndex(length);
	const table = {
		length,
		memoryStart: new BigUint64Array(length),
		memoryLimit: new BigUint64Array(length),
		fileOffset: new BigUint64Array(length),
		filename: new Int32Array(length),
		buildId: new Int32Array(length),
		flags: new Uint8Array(length)
	};
	const walk = new MessageWalk(bytes, extent, PROFILE.mapping, "mapping");
	const { reader } = walk;
	while (walk.next()) {
		const { row } = walk;
		let id = 0;
		let flags = 0;
		while (reader.next()) {
			const { field } = reader;
			if (field === MAPPING.id) id = reader.id();
			else if (field === MAPPING.memoryStart) table.memoryStart[row] = reader.uint64();
			else if (field === MAPPING.memoryLimit) table.memoryLimit[row] = reader.uint64();
			else if (field === MAPPING.fileOffset) table.fileOffset[row] = reader.uint64();
			else if (field === MAPPING.filename) table.filename[row] = stringId(reader, strings);
			else if (field === MAPPING.buildId) table.buildId[row] = stringId(reader, strings);
			else if (field >= MAPPING.hasFunctions && field <= MAPPING.hasInlineFrames) {
				const bit = 1 << field - MAPPING.hasFunctions;
				flags = reader.bool() ? flags | bit : flags & ~bit;
			} else reader.skip();
		}
		table.flags[row] = flags;
		addId(reader, index, id, "ID");
	}
	return {
		table: {
			...table,
			...fileIds(index)
		},
		index
	};
}
function decodeFunctions(bytes, extent, strings) {
	const length = extent.count;
	const index = new IdIndex(length);
	const name = new Int32Array(length);
	const systemName = new Int32Array(length);
	const filename = new Int32Array(length);
	const startLine = new Float64Array(length);
	const walk = new MessageWalk(bytes, extent, PROFILE.function, "function");
	const { reader } = walk;
	while (walk.next()) {
		const { row } = walk;
		let id = 0;
		while (reader.next()) {
			const { field } = reader;
			if (field === FUNCTION.id) id = reader.id();
			else if (field === FUNCTION.name) name[row] = stringId(reader, strings);
			else if (field === FUNCTION.systemName) systemName[row] = stringId(reader, strings);
			else if (field === FUNCTION.filename) filename[row] = stringId(reader, strings);
			else if (field === FUNCTION.startLine) startLine[row] = reader.int();
			else reader.skip();
		}
		addId(reader, index, id, "ID");
	}
	return {
		table: {
			length,
			name,
			systemName,
			filename,
			startLine
		},
		index
	};
}
/** An unknown mapping counts as none, as in pprof; an unknown function is an error. */
function decodeLocations(bytes, extent, mappings, functions) {
	const length = extent.count;
	const index = new IdIndex(length);
	const address = new BigUint64Array(length);
	const mapping = new Int32Array(length).fill(-1);
	const folded = new Uint8Array(length);
	const lineOffsets = new Int32Array(length + 1);
	const lines = new LineColumns(length);
	const walk = new MessageWalk(bytes, extent, PROFILE.location, "location");
	const { reader } = walk;
	while (walk.next()) {
		const { row } = walk;
		let id = 0;
		let unknown = false;
		while (reader.next()) {
			const { field } = reader;
			if (field === LOCATION.id) id = reader.id();
			else if (field === LOCATION.mapping) mapping[row] = mappings.row(reader.id());
			else if (field === LOCATION.address) address[row] = reader.uint64();
			else if (field === LOCATION.line) unknown = !lines.decode(reader, functions) || unknown;
			else if (field === LOCATION.folded) folded[row] = reader.bool() ? 1 : 0;
			else reader.skip();
		}
		if (unknown) throw reader.notAProfile(`malformed profile: location id: ${String(id)} has a line with nil function`);
		lineOffsets[row + 1] = lines.length;
		addId(reader, index, id, "id");
	}
	return {
		table: {
			length,
			address,
			mapping,
			lineOffsets,
			...lines.columns(),
			folded,
			...fileIds(index)
		},
		index
	};
}
/** The lines of all locations; columns of their own, since nearly every location has just one. */
var LineColumns = class {
	#function;
	#line;
	#column;
	constructor(capacity) {
		this.#function = Column.int32(capacity);
		this.#line = Column.float64(capacity);
		this.#column = Column.float64(capacity);
	}
	get length() {
		return this.#function.length;
	}
	/** Reads the line in the current field; false where its function is not known. */
	decode(reader, functions) {
		const outer = reader.enter();
		let func = -1;
		let line = 0;
		let column = 0;
		while (reader.next()) {
			const { field } = reader;
			if (field === LINE.function) func = functions.row(reader.id());
			else if (field === LINE.line) line = reader.int();
			else if (field === LINE.column) column = reader.int();
			else reader.skip();
		}
		reader.leave(outer);
		this.#function.push(func);
		this.#line.push(line);
		this.#column.push(column);
		return func !== -1;
	}
	columns() {
		return {
			lineFunction: this.#function.rows(),
			lineNumber: this.#line.rows(),
			lineColumn: this.#column.rows()
		};
	}
};
/** The ids of the file where they are not row + 1. */
function fileIds(index) {
	const ids = index.unusualIds();
	return ids === void 0 ? {} : { ids };
}
/** `idWord` is how pprof spells the word for this kind of row. */
function addId(reader, index, id, idWord) {
	if (id === 0) throw reader.notAProfile(`malformed profile: found ${reader.subject} with reserved ${idWord}=0`);
	if (!index.add(id)) throw reader.notAProfile(`malformed profile: multiple ${reader.subject}s with same id: ${String(id)}`);
}

// packages/profile/dist/format/decode.js
/**
* Decodes an uncompressed profile.proto message. The profile keeps nothing of `bytes`.
*
* Accepts what google/pprof accepts: unknown fields and mappings, sparse 64-bit ids, packed and unpacked lists, invalid
* UTF-8 (becomes U+FFFD). Values, numeric labels, period, addresses and times are exact; lines and columns beyond 2^53
* are rounded.
*
* @throws {HeaptideError} `HT_E_NOT_A_PROFILE` in pprof's words with what is wrong and where, `HT_E_TOO_LARGE`.
*/
function decodeProfile(bytes) {
	if (bytes.length === 0) throw new HeaptideError("HT_E_NOT_A_PROFILE", "parsing profile: empty input file");
	try {
		return decode(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length));
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		throw new HeaptideError("HT_E_TOO_LARGE", "the profile does not fit into memory", { cause: error });
	}
}
function decode(bytes) {
	const { strings, headerFields, extents } = scanProfile(bytes);
	const header = decodeHeader(new WireReader(bytes), headerFields, strings);
	const extent = (field) => extents[field];
	const mappings = decodeMappings(bytes, extent(PROFILE.mapping), strings);
	const functions = decodeFunctions(bytes, extent(PROFILE.function), strings);
	const locations = decodeLocations(bytes, extent(PROFILE.location), mappings.index, functions.index);
	const width = header.sampleTypes.length;
	const samples = decodeSamples(bytes, extent(PROFILE.sample), {
		strings,
		locations: locations.index,
		width
	});
	return {
		strings,
		...header,
		mappings: mappings.table,
		functions: functions.table,
		locations: locations.table,
		samples
	};
}

// packages/profile/dist/demangle/demangle-name.js
/**
* The name that google/pprof gives a function, or `undefined` if it keeps `name`.
*
* It demangles `systemName` unless a different name says that this was done before. Where there is nothing to demangle
* but the name looks like C++ already demangled, it cuts what stands in round and angle brackets; names of JavaScript
* functions suffer from this: `Array.from<T>` becomes `Array.from`, `<anonymous>` becomes empty. Mangled names
* of C++ and Rust (`_Z...`, `_R...`) are not demangled here. Method: `internal/symbolizer/symbolizer.go`.
*/
function demangleName(name, systemName, mode) {
	if (mode === "none" || name !== "" && name !== systemName) return void 0;
	const simplified = mode === "full" || !looksLikeCpp(systemName) ? systemName : simplify$1(systemName, mode);
	return simplified === name ? void 0 : simplified;
}
function looksLikeCpp(name) {
	if (name.includes(".<") || name.includes("]).")) return false;
	return /[<>[\]]|::/.test(name);
}
function simplify$1(name, mode) {
	const withoutParameters = cutBracketed(name, /[()]/g, "(");
	return mode === "templates" ? withoutParameters : cutBracketed(withoutParameters, /[<>]/g, "<");
}
/** Takes out balanced brackets and what is in them, up to the first closing bracket too many. */
function cutBracketed(name, brackets, opening) {
	let kept = "";
	let keptFrom = 0;
	let start = 0;
	let nesting = 0;
	for (const { 0: bracket, index } of name.matchAll(brackets)) if (bracket === opening) {
		if (nesting++ === 0) start = index;
	} else if (nesting === 0) break;
	else if (--nesting === 0) {
		kept += name.slice(keptFrom, start);
		keptFrom = index + 1;
	}
	return kept + name.slice(keptFrom);
}

// packages/profile/dist/demangle/demangle-profile.js
/**
* The profile with its functions named as google/pprof names them ({@link demangleName}); the same profile if that
* changes no name. New names are appended to the strings, all ids stay.
*/
function demangleProfile(profile, mode, { force = false } = {}) {
	const { strings, functions } = profile;
	const added = /* @__PURE__ */ new Map();
	const idOf = (text) => {
		if (text === "") return 0;
		const id = added.get(text) ?? strings.length + added.size;
		added.set(text, id);
		return id;
	};
	const name = functions.name.map((given, row) => {
		const system = functions.systemName[row];
		const start = force && given !== 0 && system !== 0 ? system : given;
		if (system === 0 && start !== 0) return start;
		const demangled = demangleName(strings.get(start), strings.get(system), mode);
		return demangled === void 0 ? start : idOf(demangled);
	});
	if (name.every((id, row) => id === functions.name[row])) return profile;
	const table = added.size === 0 ? strings : append(strings, [...added.keys()]);
	return {
		...profile,
		strings: table,
		functions: {
			...functions,
			name
		}
	};
}
/** A table with the texts after the old strings; these keep the bytes that they have in the file, UTF-8 or not. */
function append(strings, texts) {
	const encoder = new TextEncoder();
	const additions = texts.map((text) => encoder.encode(text));
	const total = strings.length + additions.length;
	const bytesOf = (id) => id < strings.length ? strings.utf8(id) : additions[id - strings.length];
	const offsets = new Int32Array(total + 1);
	for (let id = 0; id < total; id++) offsets[id + 1] = offsets[id] + bytesOf(id).length;
	const bytes = new Uint8Array(offsets[total]);
	for (let id = 0; id < total; id++) bytes.set(bytesOf(id), offsets[id]);
	return StringTable.decoding(bytes, offsets);
}

// packages/profile/dist/format/wire-writer.js
const TWO_32 = 4294967296;
const TWO_63 = 2 ** 63;
const utf8$1 = new TextEncoder();
/**
* Writes protobuf fields into bytes that grow. Fields that hold their default (0, false) are left out.
*
* Encoding: protobuf.dev/programming-guides/encoding.
*/
var WireWriter = class {
	#bytes;
	#length = 0;
	constructor(capacity = 4096) {
		this.#bytes = new Uint8Array(capacity);
	}
	/** A whole number, signed; clamped to 64 bits. */
	int(field, value) {
		if (value === 0) return;
		this.#tag(field, 0);
		this.element(value);
	}
	/** Any 64-bit number, signed or not. */
	int64(field, value) {
		if (value === 0n) return;
		this.#tag(field, 0);
		this.element64(value);
	}
	bool(field, value) {
		this.int(field, value ? 1 : 0);
	}
	text(field, text) {
		this.bytes(field, utf8$1.encode(text));
	}
	bytes(field, encoded) {
		this.#tag(field, 2);
		this.element(encoded.length);
		this.#reserve(encoded.length);
		this.#bytes.set(encoded, this.#length);
		this.#length += encoded.length;
	}
	/** A packed list: nothing when empty. */
	packed(field, values, from, to) {
		if (from === to) return;
		const mark = this.begin(field);
		for (let i = from; i < to; i++) {
			const value = values[i];
			if (typeof value === "number") this.element(value);
			else this.element64(value);
		}
		this.end(mark);
	}
	/** Begins a message, or a packed list; returns the mark to give to {@link end}. */
	begin(field) {
		this.#tag(field, 2);
		this.#reserve(1);
		return ++this.#length;
	}
	/** Ends the message: moves what was written since `mark` aside where its length takes more than the one byte kept. */
	end(mark) {
		const size = this.#length - mark;
		let extra = 0;
		for (let rest = size; rest > 127; rest = Math.floor(rest / 128)) extra++;
		if (extra > 0) {
			this.#reserve(extra);
			this.#bytes.copyWithin(mark + extra, mark, this.#length);
		}
		this.#length = mark - 1;
		this.element(size);
		this.#length += size;
	}
	/** An element of a packed list: a whole number, signed; clamped to 64 bits. */
	element(value) {
		if (value >= 0 && value < 128) {
			this.#reserve(1);
			this.#bytes[this.#length++] = value;
		} else if (value >= TWO_63) this.#varint(4294967295, 2147483647);
		else if (value < -TWO_63) this.#varint(0, 2147483648);
		else this.#varint(value >>> 0, Math.floor(value / TWO_32) >>> 0);
	}
	/** What was written, as a copy. */
	finish() {
		return this.#bytes.slice(0, this.#length);
	}
	/** As {@link element}, for any 64-bit number. */
	element64(value) {
		const bits = BigInt.asUintN(64, value);
		this.#varint(Number(bits & 4294967295n), Number(bits >> 32n));
	}
	#tag(field, wire) {
		this.element(field * 8 + wire);
	}
	#varint(low, high) {
		this.#reserve(10);
		const bytes = this.#bytes;
		while (high !== 0 || low > 127) {
			bytes[this.#length++] = low & 127 | 128;
			low = (low >>> 7 | high << 25) >>> 0;
			high >>>= 7;
		}
		bytes[this.#length++] = low;
	}
	#reserve(count) {
		if (this.#length + count <= this.#bytes.length) return;
		const grown = new Uint8Array((this.#length + count) * 2);
		grown.set(this.#bytes);
		this.#bytes = grown;
	}
};

// packages/profile/dist/format/encode.js
/**
* Encodes a profile as an uncompressed profile.proto message: equal profiles give equal bytes.
*
* Ids are those of the file that a profile was read from, else row + 1. `decodeProfile` of the result equals `profile` as long as its string table holds the strings of its
* header (types, comments and so on), as that of every profile we build or decode does; others are appended to it.
*/
function encodeProfile(profile) {
	const { strings } = profile;
	const added = [];
	const headerIds = /* @__PURE__ */ new Map();
	const wanted = new Set(headerStrings(profile));
	for (let id = 0; id < strings.length && wanted.size > 0; id++) {
		const text = strings.get(id);
		if (wanted.delete(text)) headerIds.set(text, id);
	}
	for (const text of wanted) headerIds.set(text, strings.length + added.push(text) - 1);
	const stringId = (text) => headerIds.get(text);
	const writer = new WireWriter(1024 + 3 * profile.samples.stack.length);
	for (const type of profile.sampleTypes) encodeValueType(writer, PROFILE.sampleType, type, stringId);
	encodeSamples(writer, profile);
	encodeMappings(writer, profile.mappings);
	encodeLocations(writer, profile.locations, profile.mappings.ids);
	encodeFunctions(writer, profile.functions);
	for (let id = 0; id < strings.length; id++) writer.bytes(PROFILE.string, strings.utf8(id));
	for (const text of added) writer.text(PROFILE.string, text);
	writer.int(PROFILE.dropFrames, stringId(profile.dropFrames));
	writer.int(PROFILE.keepFrames, stringId(profile.keepFrames));
	writer.int64(PROFILE.timeNanos, profile.timeNanos);
	writer.int64(PROFILE.durationNanos, profile.durationNanos);
	encodeValueType(writer, PROFILE.periodType, profile.periodType, stringId);
	writer.int64(PROFILE.period, profile.exactPeriod ?? BigInt(profile.period));
	writer.packed(PROFILE.comment, profile.comments.map(stringId), 0, profile.comments.length);
	writer.int(PROFILE.defaultSampleType, stringId(profile.defaultSampleType));
	writer.int(PROFILE.docUrl, stringId(profile.docUrl));
	return writer.finish();
}
function encodeValueType(writer, field, { type, unit }, stringId) {
	const mark = writer.begin(field);
	writer.int(VALUE_TYPE.type, stringId(type));
	writer.int(VALUE_TYPE.unit, stringId(unit));
	writer.end(mark);
}
function encodeSamples(writer, { samples, sampleTypes, locations }) {
	const width = sampleTypes.length;
	for (let row = 0; row < samples.length; row++) {
		const mark = writer.begin(PROFILE.sample);
		encodeStack(writer, samples, row, locations.ids);
		writer.packed(SAMPLE.value, samples.exactValues ?? samples.values, row * width, (row + 1) * width);
		for (let label = samples.labelOffsets[row]; label < samples.labelOffsets[row + 1]; label++) {
			const labelMark = writer.begin(SAMPLE.label);
			writer.int(LABEL.key, samples.labelKey[label]);
			writer.int(LABEL.text, samples.labelText[label]);
			const exactNumber = samples.exactLabelNumbers?.[label];
			if (exactNumber === void 0) writer.int(LABEL.number, samples.labelNumber[label]);
			else writer.int64(LABEL.number, exactNumber);
			writer.int(LABEL.unit, samples.labelUnit[label]);
			writer.end(labelMark);
		}
		writer.end(mark);
	}
}
function encodeStack(writer, { stack, stackOffsets }, row, ids) {
	const from = stackOffsets[row];
	const to = stackOffsets[row + 1];
	if (from === to) return;
	const mark = writer.begin(SAMPLE.location);
	for (let i = from; i < to; i++) if (ids) writer.element64(ids[stack[i]]);
	else writer.element(stack[i] + 1);
	writer.end(mark);
}
function encodeMappings(writer, mappings) {
	for (let row = 0; row < mappings.length; row++) {
		const flags = mappings.flags[row];
		const mark = writer.begin(PROFILE.mapping);
		if (mappings.ids) writer.int64(MAPPING.id, mappings.ids[row]);
		else writer.int(MAPPING.id, row + 1);
		writer.int64(MAPPING.memoryStart, mappings.memoryStart[row]);
		writer.int64(MAPPING.memoryLimit, mappings.memoryLimit[row]);
		writer.int64(MAPPING.fileOffset, mappings.fileOffset[row]);
		writer.int(MAPPING.filename, mappings.filename[row]);
		writer.int(MAPPING.buildId, mappings.buildId[row]);
		writer.bool(MAPPING.hasFunctions, (flags & 1) !== 0);
		writer.bool(MAPPING.hasFilenames, (flags & 2) !== 0);
		writer.bool(MAPPING.hasLineNumbers, (flags & 4) !== 0);
		writer.bool(MAPPING.hasInlineFrames, (flags & 8) !== 0);
		writer.end(mark);
	}
}
function encodeLocations(writer, locations, mappingIds) {
	for (let row = 0; row < locations.length; row++) {
		const mark = writer.begin(PROFILE.location);
		if (locations.ids) writer.int64(LOCATION.id, locations.ids[row]);
		else writer.int(LOCATION.id, row + 1);
		const mapping = locations.mapping[row];
		if (mappingIds && mapping !== -1) writer.int64(LOCATION.mapping, mappingIds[mapping]);
		else writer.int(LOCATION.mapping, mapping + 1);
		writer.int64(LOCATION.address, locations.address[row]);
		for (let line = locations.lineOffsets[row]; line < locations.lineOffsets[row + 1]; line++) {
			const lineMark = writer.begin(LOCATION.line);
			writer.int(LINE.function, locations.lineFunction[line] + 1);
			writer.int(LINE.line, locations.lineNumber[line]);
			writer.int(LINE.column, locations.lineColumn[line]);
			writer.end(lineMark);
		}
		writer.bool(LOCATION.folded, locations.folded[row] !== 0);
		writer.end(mark);
	}
}
function encodeFunctions(writer, functions) {
	for (let row = 0; row < functions.length; row++) {
		const mark = writer.begin(PROFILE.function);
		writer.int(FUNCTION.id, row + 1);
		writer.int(FUNCTION.name, functions.name[row]);
		writer.int(FUNCTION.systemName, functions.systemName[row]);
		writer.int(FUNCTION.filename, functions.filename[row]);
		writer.int(FUNCTION.startLine, functions.startLine[row]);
		writer.end(mark);
	}
}

// packages/profile/dist/units/format-bytes.js
/**
* A value with its unit as google/pprof prints it: `3.91MB`, `512kB`, `1.50s`, `-2.48MB`, `0`; counts plain.
*
* `to`: a unit such as `kB` instead of the largest that fits.
*/
function formatValue(value, unit, to = "auto") {
	const scaled = scaleValue(value, unit, to);
	const text = twoDecimals(scaled.value).replace(/\.00$/, "");
	return text === "0" || text === "-0" ? "0" : text + scaled.unit;
}
/** As C's and Go's `%.2f`: a tie goes to the even digit, where `toFixed` rounds it up. */
function twoDecimals(value) {
	const fraction = Math.abs(value) % 1;
	if (fraction !== .125 && fraction !== .625) return value.toFixed(2);
	return `${Math.trunc(value)}${fraction === .125 ? ".12" : ".62"}`.replace(/^0/, value < 0 ? "-0" : "0");
}

// packages/profile/dist/format/gzip.js
/** Profiles of the largest programs inflate to some 100 MB; a bomb to any size. */
const DEFAULT_MAX_BYTES = 536870912;
/** Deflate never makes less than one byte out of this many. */
const MOST_RATIO = 1032;
const ENOUGH = /* @__PURE__ */ new Error("no more is wanted");
/** What zlib says, in the words of pprof where it has some. */
const REASONS$1 = /* @__PURE__ */ new Map([
	["unexpected end of file", "unexpected EOF: the gzip data is cut short"],
	["incorrect data check", "gzip: invalid checksum"],
	["incorrect length check", "gzip: invalid checksum of the length"],
	["incorrect header check", "gzip: invalid header, or something else behind the gzip data"]
]);
/**
* Inflates gzip data, of one member or several.
*
* The data says at its end how much it is. More than `maxBytes` is given up before any work; where what it says cannot be
* or does not hold, it is measured first, without keeping what comes out, so that no bomb takes memory.
*
* @throws {HeaptideError} `HT_E_TOO_LARGE` beyond `maxBytes`, `HT_E_NOT_A_PROFILE` in pprof's words for data that is cut short or damaged.
*/
async function gunzip(bytes, options = {}) {
	const { maxBytes = DEFAULT_MAX_BYTES, inflate, inspectHead } = options;
	const claim = claimedSize(bytes);
	if (claim > maxBytes) {
		const words = `the gzip data says that it inflates to ${claim} bytes, more than the bound of ${maxBytes}`;
		throw new HeaptideError("HT_E_TOO_LARGE", words);
	}
	if (claim > 0 && inflate !== void 0) {
		const inflated = inflateAtOnce(inflate, bytes, claim);
		if (inflated !== void 0) {
			inspectHead?.(inflated);
			return inflated;
		}
	} else if (claim > 0) {
		const inflated = await inflateStream(bytes, claim, inspectHead);
		if (inflated !== void 0) return inflated;
	}
	const inflated = await inflateStream(bytes, await measure$2(bytes, maxBytes, inspectHead), inspectHead);
	if (inflated === void 0) throw new RangeError("gzip data inflates to another size than before");
	return inflated;
}
/** What the last four bytes say (RFC 1952, ISIZE); 0 where that cannot be so, as in data that is cut short. */
function claimedSize(bytes) {
	if (bytes.length < 18) return 0;
	const size = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4, 4).getUint32(0, true);
	return size <= bytes.length * MOST_RATIO ? size : 0;
}
/** `undefined` where there is more than `size`. */
function inflateAtOnce(inflate, gzipped, size) {
	let inflated;
	try {
		inflated = inflate(gzipped, size);
	} catch (error) {
		if (error?.code === "ERR_BUFFER_TOO_LARGE") return void 0;
		throw damaged(error);
	}
	if (inflated.consumed < gzipped.length) throw damaged(/* @__PURE__ */ new Error("incorrect header check"));
	return inflated.bytes;
}
/** `undefined` where there is more than `size`. */
async function inflateStream(gzipped, size, inspectHead) {
	const inflated = new Uint8Array(size);
	let end = 0;
	await inflateChunks(gzipped, (chunk) => {
		if (end === 0) inspectHead?.(chunk);
		const start = end;
		end += chunk.length;
		if (end > size) return false;
		inflated.set(chunk, start);
		return true;
	});
	return end > size ? void 0 : inflated.subarray(0, end);
}
/** How many bytes the data inflates to. */
async function measure$2(gzipped, maxBytes, inspectHead) {
	let size = 0;
	await inflateChunks(gzipped, (chunk) => {
		if (size === 0) inspectHead?.(chunk);
		size += chunk.length;
		if (size <= maxBytes) return true;
		throw new HeaptideError("HT_E_TOO_LARGE", `the data inflates to more than ${maxBytes} bytes`);
	});
	return size;
}
/** Hands out what comes of the data until `take` says no. */
async function inflateChunks(gzipped, take) {
	try {
		await pipe(gzipped, new DecompressionStream("gzip"), (chunk) => {
			if (!take(chunk)) throw ENOUGH;
		});
	} catch (error) {
		if (error === ENOUGH) return;
		throw error instanceof HeaptideError ? error : damaged(error);
	}
}
/** Compresses with gzip; equal bytes give equal results on one runtime. */
async function gzip(bytes) {
	const chunks = [];
	let size = 0;
	await pipe(bytes, new CompressionStream("gzip"), (chunk) => {
		size += chunk.length;
		chunks.push(chunk);
	});
	return concatenate(chunks, size);
}
async function pipe(bytes, stream, take) {
	const writer = stream.writable.getWriter();
	const ignore = () => void 0;
	writer.write(bytes).catch(ignore);
	writer.close().catch(ignore);
	const reader = stream.readable.getReader();
	try {
		for (let read = await reader.read(); !read.done; read = await reader.read()) take(read.value);
	} catch (error) {
		await reader.cancel().catch(ignore);
		throw error;
	}
}
function concatenate(chunks, size) {
	const whole = new Uint8Array(size);
	let offset = 0;
	for (const chunk of chunks) {
		whole.set(chunk, offset);
		offset += chunk.length;
	}
	return whole;
}
function damaged(error) {
	const said = error instanceof Error ? error.message : String(error);
	const reason = REASONS$1.get(said) ?? `damaged gzip data: ${said}`;
	return new HeaptideError("HT_E_NOT_A_PROFILE", `decompressing profile: ${reason}`, { cause: error });
}

// packages/profile/dist/build/address-hash.js
/**
* A 64-bit hash that is the same on every machine and in every version, and never 0.
*
* Two 32-bit multiply-xor lanes with different constants over the UTF-16 units of each part, finished with the
* avalanche of MurmurHash3 (fmix32).
*/
var AddressHash = class {
	#high = 2654435769;
	#low = 2135587861;
	add(part) {
		const text = String(part);
		for (let i = 0; i < text.length; i++) this.#mix(text.charCodeAt(i));
		this.#mix(65536);
		return this;
	}
	digest() {
		const high = avalanche(this.#high ^ this.#low);
		const low = avalanche(this.#low + high);
		return BigInt(high) << 32n | BigInt(low) || 1n;
	}
	#mix(unit) {
		this.#high = rotate(Math.imul(this.#high ^ unit, 2246822507), 13);
		this.#low = rotate(Math.imul(this.#low + unit, 3266489909), 17);
	}
};
function rotate(word, bits) {
	return word << bits | word >>> 32 - bits;
}
function avalanche(word) {
	let mixed = word ^ word >>> 16;
	mixed = Math.imul(mixed, 2246822507);
	mixed ^= mixed >>> 13;
	mixed = Math.imul(mixed, 3266489909);
	return (mixed ^ mixed >>> 16) >>> 0;
}

// packages/profile/dist/build/string-interner.js
/** The strings of a profile under construction, each kept once; row 0 is the empty string. */
var StringInterner = class {
	#list = [""];
	#ids = /* @__PURE__ */ new Map([["", 0]]);
	id(text) {
		const known = this.#ids.get(text);
		if (known !== void 0) return known;
		const id = this.#list.length;
		this.#list.push(text);
		this.#ids.set(text, id);
		return id;
	}
	get(id) {
		return this.#list[id];
	}
	/** The strings so far, as a copy. */
	table() {
		return StringTable.of(this.#list);
	}
};

// packages/profile/dist/build/profile-builder.js
const SYMBOLIZED = 7;
const NO_TYPE = {
	type: "",
	unit: ""
};
/**
* Builds a profile row by row. Equal strings, mappings, functions and locations are stored once and get the same id;
* samples are kept as given.
*
* Ids belong to the builder that returned them. Whatever breaks the model (an id of another builder, too few values)
* throws a `RangeError`, since that is a defect of the caller.
*/
var ProfileBuilder = class {
	#options;
	#tables;
	#mappingIds = /* @__PURE__ */ new Map();
	#comments = [];
	constructor(options) {
		this.#options = options;
		this.#tables = new ProfileTables(new StringInterner(), options.sampleTypes.length);
	}
	/** The program that locations belong to; the first one names the process in pprof. */
	mapping(options) {
		const { memoryStart = 0n, memoryLimit = 0n, fileOffset = 0n, flags = SYMBOLIZED } = options;
		const row = {
			memoryStart,
			memoryLimit,
			fileOffset,
			filename: this.#tables.strings.id(options.filename),
			buildId: this.#tables.strings.id(options.buildId ?? ""),
			flags
		};
		const key = Object.values(row).join();
		const id = this.#mappingIds.get(key) ?? this.#tables.mappings.append(row);
		this.#mappingIds.set(key, id);
		return id;
	}
	/** A function, told from others by all of its fields. */
	func(options) {
		return this.#tables.functions.id({
			name: this.#tables.strings.id(options.name),
			systemName: this.#tables.strings.id(options.systemName ?? ""),
			filename: this.#tables.strings.id(options.filename),
			startLine: whole(options.startLine ?? 0)
		});
	}
	/** A place in the code; stacks are lists of these. */
	location(options) {
		const mapping = options.mapping ?? -1;
		if (mapping >= this.#tables.mappings.length) throw new RangeError(`no mapping ${mapping} in this builder`);
		const lines = options.lines.map((line) => {
			if (!(line.function < this.#tables.functions.length)) throw new RangeError(`no function ${line.function} in this builder`);
			return {
				function: line.function,
				line: whole(line.line),
				column: whole(line.column)
			};
		});
		const address = BigInt.asUintN(64, options.address ?? this.#addressOf(lines));
		for (const line of lines) this.#tables.locations.line(line.function, line.line, line.column);
		return this.#tables.locations.id({
			mapping,
			address,
			folded: false
		});
	}
	/** Adds a sample, also where one with equal stack and labels is there. */
	sample(options) {
		const { stack, values, labels = [] } = options;
		const width = this.#options.sampleTypes.length;
		if (values.length !== width) throw new RangeError(`${values.length} values for ${width} sample types`);
		for (const location of stack) if (!(location < this.#tables.locations.length)) throw new RangeError(`no location ${location} in this builder`);
		const table = this.#tables.samples;
		const wholes = values.map(whole);
		const rows = labels.map((label) => this.#labelRow(label));
		for (const location of stack) table.frame(location);
		for (const row of rows) table.label(row);
		const sample = table.append();
		wholes.forEach((value, column) => table.addValue(sample, column, value));
	}
	/** Adds a comment; pprof hides those that begin with `#`. */
	comment(text) {
		this.#comments.push(text);
	}
	/** The profile so far. The builder may be used further without touching it. */
	build() {
		const { sampleTypes, defaultSampleType = "", periodType = NO_TYPE, docUrl = "" } = this.#options;
		return this.#tables.profile({
			sampleTypes: sampleTypes.map(({ type, unit }) => ({
				type,
				unit
			})),
			defaultSampleType,
			periodType: {
				type: periodType.type,
				unit: periodType.unit
			},
			period: whole(this.#options.period ?? 0),
			timeNanos: this.#options.timeNanos ?? 0n,
			durationNanos: this.#options.durationNanos ?? 0n,
			comments: [...this.#comments],
			dropFrames: "",
			keepFrames: "",
			docUrl
		});
	}
	#addressOf(lines) {
		const hash = new AddressHash();
		for (const line of lines) {
			const { name, filename, startLine } = this.#tables.functions.get(line.function);
			hash.add(this.#tables.strings.get(name)).add(this.#tables.strings.get(filename));
			hash.add(startLine).add(line.line).add(line.column);
		}
		return hash.digest();
	}
	#labelRow(label) {
		const key = this.#tables.strings.id(label.key);
		if ("text" in label) return {
			key,
			text: this.#tables.strings.id(label.text),
			number: 0,
			unit: 0
		};
		return {
			key,
			text: 0,
			number: whole(label.number),
			unit: this.#tables.strings.id(label.unit ?? "")
		};
	}
};
function whole(value) {
	if (!Number.isFinite(value)) throw new RangeError(`${value} is not a number that a profile can hold`);
	return Math.round(value) + 0;
}

// packages/profile/dist/format/import-heapprofile.js
const SPACE = {
	type: "inuse_space",
	unit: "bytes"
};
const OBJECTS = {
	type: "inuse_objects",
	unit: "count"
};
/** Larger files hold more than a process samples in its life, and would take gigabytes when parsed. */
const MOST_BYTES = 67108864;
/** Objects and lists; a node of the tree has three. */
const MOST_BRACKETS = 4e6;
/** Frames of all stacks together: a tree that is a single path would have as many as the square of its nodes. */
const MOST_FRAMES = 2 ** 24;
/**
* Imports a V8 `.heapprofile`: what `node --heap-prof`, the inspector's `HeapProfiler.stopSampling` and Chrome's memory panel
* write, `{head: {callFrame, selfSize, id, children}, samples: [{size, nodeId, ordinal}]}`.
*
* The profile has one sample per node that holds memory, in the order of the tree: its `selfSize`, which is what V8's own
* tools show, and as objects the number of its live samples. What the samples stand for each cannot be told, since the file
* does not have the sampling interval; the sizes in its `samples` are rounded apart and have another sum. Names stay as V8
* gives them, without the frame `(root)`; a function without a name is `(anonymous)`. Lines and columns count from 1, and
* are 0 in native code. Functions of one name and place are one, in whatever script.
*
* Format: V8 `src/inspector/v8-heap-profiler-agent-impl.cc`, Chrome DevTools Protocol `HeapProfiler.SamplingHeapProfile`.
*
* @throws {HeaptideError} `HT_E_NOT_A_PROFILE` naming the field that does not hold, `HT_E_TOO_LARGE`.
*/
function importHeapProfile(bytes) {
	const { head, samples } = recordOf(parse(bytes), "the file");
	const objects = countSamples(samples);
	const builder = new ProfileBuilder({
		sampleTypes: [OBJECTS, SPACE],
		defaultSampleType: SPACE.type,
		periodType: SPACE
	});
	const locationOf = locations(builder);
	const path = [];
	let frames = 0;
	const pending = [{
		value: head,
		depth: 0
	}];
	for (let next = pending.pop(); next !== void 0; next = pending.pop()) {
		const { depth } = next;
		const { callFrame, selfSize, id, children } = nodeOf(next.value);
		path.length = Math.max(0, depth - 1);
		if (depth > 0) path.push(locationOf(callFrame));
		const count = id === void 0 ? 0 : objects.get(id) ?? 0;
		if (selfSize !== 0 || count !== 0) {
			frames += depth;
			if (frames > MOST_FRAMES) throw tooLarge(`more than ${MOST_FRAMES} frames`);
			builder.sample({
				stack: path.toReversed(),
				values: [count, selfSize]
			});
		}
		for (let i = children.length - 1; i >= 0; i--) pending.push({
			value: children[i],
			depth: depth + 1
		});
	}
	return builder.build();
}
/** How many samples each node has, by the id of the node. Older files have none. */
function countSamples(samples) {
	const counts = /* @__PURE__ */ new Map();
	if (samples === void 0) return counts;
	if (!Array.isArray(samples)) throw misfit("samples is no list");
	for (const sample of samples) {
		const { nodeId } = recordOf(sample, "a sample");
		if (typeof nodeId !== "number") throw misfit("a sample has no nodeId");
		counts.set(nodeId, (counts.get(nodeId) ?? 0) + 1);
	}
	return counts;
}
function locations(builder) {
	const known = /* @__PURE__ */ new Map();
	return ({ functionName, url, lineNumber, columnNumber }) => {
		const key = `${lineNumber}:${columnNumber}:${functionName.length}:${functionName}${url}`;
		const held = known.get(key);
		if (held !== void 0) return held;
		const line = lineNumber + 1;
		const name = functionName === "" ? "(anonymous)" : functionName;
		const func = builder.func({
			name,
			filename: url,
			startLine: line
		});
		const location = builder.location({ lines: [{
			function: func,
			line,
			column: columnNumber + 1
		}] });
		known.set(key, location);
		return location;
	};
}
function parse(bytes) {
	if (bytes.length > MOST_BYTES) throw tooLarge(`more than ${MOST_BYTES} bytes`);
	let brackets = 0;
	for (const byte of bytes) if (byte === 91 || byte === 123) brackets++;
	if (brackets > MOST_BRACKETS) throw tooLarge(`more than ${MOST_BRACKETS} objects and lists`);
	try {
		return JSON.parse(new TextDecoder().decode(bytes));
	} catch (error) {
		const place = error instanceof SyntaxError ? /at position \d+/.exec(error.message)?.[0] : void 0;
		throw misfit(`it is no valid JSON${place === void 0 ? ", or cut short" : ` ${place}`}`, error);
	}
}
function nodeOf(value) {
	const node = recordOf(value, "a node");
	const frame = recordOf(node.callFrame, "a callFrame");
	const { id, selfSize, children } = node;
	if (!Array.isArray(children)) throw misfit("a node has no list of children");
	if (id !== void 0 && typeof id !== "number") throw misfit("the id of a node is no number");
	return {
		callFrame: {
			functionName: textOf$1(frame.functionName, "functionName"),
			url: textOf$1(frame.url, "url"),
			lineNumber: wholeOf(frame.lineNumber, "lineNumber", -1),
			columnNumber: wholeOf(frame.columnNumber, "columnNumber", -1)
		},
		selfSize: wholeOf(selfSize, "selfSize", 0),
		id,
		children
	};
}
function recordOf(value, what) {
	if (typeof value === "object" && value !== null) return value;
	throw misfit(`${what} is no object`);
}
function textOf$1(value, field) {
	if (typeof value === "string") return value;
	throw misfit(`a ${field} is no text`);
}
function wholeOf(value, field, least) {
	if (typeof value === "number" && value >= least && value <= Number.MAX_SAFE_INTEGER) return Math.round(value);
	throw misfit(`a ${field} is no number from ${least} on`);
}
function misfit(words, cause) {
	return new HeaptideError("HT_E_NOT_A_PROFILE", `this V8 .heapprofile does not hold: ${words}`, { cause });
}
function tooLarge(words) {
	return new HeaptideError("HT_E_TOO_LARGE", `this V8 .heapprofile has ${words}`);
}

// packages/profile/dist/re2/ranges.js
const MAX_CODE_POINT = 1114111;
const EVERYTHING = [0, MAX_CODE_POINT];
/** Makes a set from raw ranges, of any order and overlap. */
function cleanRanges(raw) {
	const order = Array.from({ length: raw.length / 2 }, (_, i) => i * 2).sort((a, b) => raw[a] - raw[b]);
	const clean = [];
	for (const i of order) {
		const last = clean.length - 1;
		if (last > 0 && raw[i] <= clean[last] + 1) clean[last] = Math.max(clean[last], raw[i + 1]);
		else clean.push(raw[i], raw[i + 1]);
	}
	return clean;
}
function negateRanges(ranges) {
	const gaps = [];
	let next = 0;
	for (let i = 0; i < ranges.length; i += 2) {
		if (ranges[i] > next) gaps.push(next, ranges[i] - 1);
		next = ranges[i + 1] + 1;
	}
	if (next <= 1114111) gaps.push(next, MAX_CODE_POINT);
	return gaps;
}
function rangesHave(ranges, codePoint) {
	let low = 0;
	let high = ranges.length / 2;
	while (low < high) {
		const middle = low + high >>> 1;
		if (ranges[middle * 2 + 1] < codePoint) low = middle + 1;
		else high = middle;
	}
	return low * 2 < ranges.length && ranges[low * 2] <= codePoint;
}

// packages/profile/dist/re2/named-sets.js
const DIGIT = [48, 57];
const LOWER = [97, 122];
const UPPER = [65, 90];
const ALPHA = [...UPPER, ...LOWER];
/** What `\w` and `\b` mean by a word: ASCII only. */
const WORD = [
	...DIGIT,
	...UPPER,
	95,
	95,
	...LOWER
];
/** `\d`, `\s`, `\w` by their letter. `\s` is without the vertical tab. */
const PERL = /* @__PURE__ */ new Map([
	["d", DIGIT],
	["s", [
		9,
		10,
		12,
		13,
		32,
		32
	]],
	["w", WORD]
]);
const POSIX = /* @__PURE__ */ new Map([
	["alnum", [...DIGIT, ...ALPHA]],
	["alpha", ALPHA],
	["ascii", [0, 127]],
	["blank", [
		9,
		9,
		32,
		32
	]],
	["cntrl", [
		0,
		31,
		127,
		127
	]],
	["digit", DIGIT],
	["graph", [33, 126]],
	["lower", LOWER],
	["print", [32, 126]],
	["punct", [
		33,
		47,
		58,
		64,
		91,
		96,
		123,
		126
	]],
	["space", [
		9,
		13,
		32,
		32
	]],
	["upper", UPPER],
	["word", WORD],
	["xdigit", [
		...DIGIT,
		65,
		70,
		97,
		102
	]]
]);
/** The set of `\d`, `\W` and so on by its letter. */
function perlSet(letter) {
	const ranges = PERL.get(letter.toLowerCase());
	return ranges && {
		ranges,
		negated: letter < "a"
	};
}
/** The set of `[:alpha:]`, `[:^digit:]` and so on by what stands between the colons. */
function posixSet(name) {
	const negated = name.startsWith("^");
	const ranges = POSIX.get(negated ? name.slice(1) : name);
	return ranges && {
		ranges,
		negated
	};
}
/** The code points of a named set; `fold` gives it all case forms first. */
function resolveSet({ ranges, negated }, fold) {
	const folded = fold === void 0 ? ranges : fold(ranges);
	return negated ? negateRanges(folded) : folded;
}

// packages/profile/dist/re2/program.js
/** Kinds of instruction; `a` and `b` are indexes of instructions unless something else is said. */
const OP = {
	/** The text matches. */
	match: 0,
	/** Goes on at both. */
	split: 1,
	/** Goes on at `a` if assertion `b`, a bit, holds. */
	assert: 2,
	/** Consumes a code point of set `b`, then goes on at `a`. */
	set: 3
};
/** Bits of assertions. */
const ASSERTION = {
	beginText: 1,
	endText: 2,
	beginLine: 4,
	endLine: 8,
	wordBoundary: 16,
	noWordBoundary: 32
};
/** Translates a pattern. Recursion goes as deep as the pattern nests, which is bounded by its parser. */
function compileProgram(node) {
	const builder = new ProgramBuilder();
	const start = builder.emit(node, builder.add(OP.match, 0, 0));
	return builder.program(start);
}
var ProgramBuilder = class {
	#ops = /* @__PURE__ */ new Uint8Array(64);
	#a = /* @__PURE__ */ new Int32Array(64);
	#b = /* @__PURE__ */ new Int32Array(64);
	#length = 0;
	#assertions = 0;
	#sets = [];
	#setIds = /* @__PURE__ */ new Map();
	program(start) {
		return {
			ops: this.#ops.slice(0, this.#length),
			a: this.#a.slice(0, this.#length),
			b: this.#b.slice(0, this.#length),
			start,
			sets: this.#sets,
			assertions: this.#assertions
		};
	}
	add(op, a, b) {
		const at = this.#length++;
		if (at === this.#ops.length) this.#grow();
		this.#ops[at] = op;
		this.#a[at] = a;
		this.#b[at] = b;
		return at;
	}
	/** Adds what matches the node and then goes on at `next`; gives where that begins. */
	emit(node, next) {
		switch (node.kind) {
			case "empty": return next;
			case "assertion":
				this.#assertions |= ASSERTION[node.assertion];
				return this.add(OP.assert, next, ASSERTION[node.assertion]);
			case "set": return this.add(OP.set, next, this.#setId(node.ranges));
			case "group": return this.emit(node.part, next);
			case "sequence": return node.parts.reduceRight((after, part) => this.emit(part, after), next);
			case "choice": return node.parts.map((part) => this.emit(part, next)).reduceRight((others, one) => this.add(OP.split, one, others));
			case "repeat": return this.#emitRepeat(node.part, node.min, node.max, next);
		}
	}
	#emitRepeat(part, min, max, next) {
		let start = next;
		let copies = min;
		if (max === Infinity) {
			const loop = this.add(OP.split, 0, next);
			const body = this.emit(part, loop);
			this.#a[loop] = body;
			start = min === 0 ? loop : body;
			copies = Math.max(0, min - 1);
		} else for (let i = min; i < max; i++) start = this.add(OP.split, this.emit(part, start), next);
		for (let i = 0; i < copies; i++) start = this.emit(part, start);
		return start;
	}
	#setId(ranges) {
		let id = this.#setIds.get(ranges);
		if (id === void 0) {
			id = this.#sets.push(ranges) - 1;
			this.#setIds.set(ranges, id);
		}
		return id;
	}
	#grow() {
		const grow = (column) => {
			const larger = new Int32Array(column.length * 2);
			larger.set(column);
			return larger;
		};
		const ops = new Uint8Array(this.#ops.length * 2);
		ops.set(this.#ops);
		this.#ops = ops;
		this.#a = grow(this.#a);
		this.#b = grow(this.#b);
	}
};

// packages/profile/dist/re2/alphabet.js
const REPLACEMENT = 65533;
/**
* Letters of a program: stretches of code points that it never tells apart. A letter is an index, the first ones are
* those that ASCII has.
*/
var Alphabet = class {
	/** Letters of the ASCII characters. */
	ascii = /* @__PURE__ */ new Uint8Array(128);
	/** How many letters begin in ASCII. */
	asciiLetters;
	#starts;
	constructor({ sets, assertions }) {
		const starts = /* @__PURE__ */ new Set([0]);
		const add = (ranges) => {
			for (let i = 0; i < ranges.length; i += 2) starts.add(ranges[i]).add(ranges[i + 1] + 1);
		};
		for (const ranges of sets) add(ranges);
		if (assertions & (ASSERTION.beginLine | ASSERTION.endLine)) add([10, 10]);
		if (assertions & (ASSERTION.wordBoundary | ASSERTION.noWordBoundary)) add(WORD);
		this.#starts = Int32Array.from(starts).sort();
		for (let code = 0; code < 128; code++) this.ascii[code] = this.letter(code);
		this.asciiLetters = this.ascii[127] + 1;
	}
	/** The letter of a code point; half a surrogate pair counts as U+FFFD. */
	letter(codePoint) {
		const actual = codePoint >= 55296 && codePoint < 57344 ? REPLACEMENT : codePoint;
		let low = 0;
		let high = this.#starts.length;
		while (high - low > 1) {
			const middle = low + high >>> 1;
			if (this.#starts[middle] <= actual) low = middle;
			else high = middle;
		}
		return low;
	}
	/** A code point that has the letter. */
	example(letter) {
		return this.#starts[letter];
	}
};

// packages/profile/dist/re2/closure.js
/** Stands for the end of the text in place of a code point. */
const END = -1;
const { beginText, endText, beginLine, endLine, wordBoundary, noWordBoundary } = ASSERTION;
const BOUNDARIES = wordBoundary | noWordBoundary;
/** What must be known of the code point before: whether there is one, whether it ends a line or belongs to a word. */
const BEFORE = {
	nothing: 1,
	newline: 2,
	word: 4
};
/** Runs a program by one code point from all instructions at which it may be. */
var Closure = class {
	#program;
	/** `BEFORE` bits that the program asks about. */
	#asked;
	/** Instructions reached in this run have its number. */
	#reached;
	#entered;
	#pending;
	#run = 0;
	/** Instructions visited so far. */
	work = 0;
	constructor(program) {
		const { assertions, ops } = program;
		this.#program = program;
		this.#asked = (assertions & (beginText | beginLine) ? BEFORE.nothing : 0) | (assertions & beginLine ? BEFORE.newline : 0) | (assertions & BOUNDARIES ? BEFORE.word : 0);
		this.#reached = new Uint32Array(ops.length);
		this.#entered = new Uint32Array(ops.length);
		this.#pending = new Int32Array(ops.length);
	}
	/** The context at the beginning of the text, or after a code point. */
	context(before) {
		if (before === void 0) return BEFORE.nothing & this.#asked;
		return ((before === 10 ? BEFORE.newline : 0) | (isWord(before) ? BEFORE.word : 0)) & this.#asked;
	}
	/** Whether the program can go on, or end, only at the beginning of the text. */
	isAnchored() {
		const { ops, start } = this.#program;
		const count = this.#reach([start], endText | beginLine | endLine | BOUNDARIES);
		for (let i = 0; i < count; i++) {
			const op = ops[this.#pending[i]];
			if (op === OP.set || op === OP.match) return false;
		}
		return true;
	}
	/**
	* Where the program is after `next`, a code point or {@link END}, in ascending order; `undefined` if it matched before.
	* `from`: where it was; `context`: what {@link context} gave for the code point before.
	*/
	step(from, context, next) {
		const { ops, a, b, sets } = this.#program;
		const count = this.#reach(from, holding(context, next));
		const entered = [];
		for (let i = 0; i < count; i++) {
			const at = this.#pending[i];
			if (ops[at] === OP.match) return void 0;
			if (next === -1 || ops[at] !== OP.set || this.#entered[a[at]] === this.#run) continue;
			if (!rangesHave(sets[b[at]], next)) continue;
			this.#entered[a[at]] = this.#run;
			entered.push(a[at]);
		}
		return Int32Array.from(entered).sort();
	}
	/** Fills `#pending` with all that is reached from `from` without a code point, if these assertions hold. */
	#reach(from, assertions) {
		const { ops, a, b } = this.#program;
		const pending = this.#pending;
		const reached = this.#reached;
		const run = ++this.#run;
		let count = 0;
		const add = (at) => {
			if (reached[at] === run) return;
			reached[at] = run;
			pending[count++] = at;
		};
		for (const at of from) add(at);
		for (let i = 0; i < count; i++) {
			const at = pending[i];
			if (ops[at] === OP.split) {
				add(a[at]);
				add(b[at]);
			} else if (ops[at] === OP.assert && (b[at] & assertions) !== 0) add(a[at]);
		}
		this.work += count;
		return count;
	}
};
/** Bits of the assertions that hold between what is before and what is next. */
function holding(context, next) {
	const atBoundary = (context & BEFORE.word) !== 0 !== (next !== -1 && isWord(next));
	return (context & BEFORE.nothing ? beginText | beginLine : 0) | (context & BEFORE.newline ? beginLine : 0) | (next === -1 ? endText | endLine : 0) | (next === 10 ? endLine : 0) | (atBoundary ? wordBoundary : noWordBoundary);
}
function isWord(codePoint) {
	return rangesHave(WORD, codePoint);
}

// packages/profile/dist/re2/lazy-dfa.js
/** Transitions, and instructions in all states together, that the table may hold before it is emptied and begun anew. */
const ROOM = 1 << 20;
/**
* Work to allow for states that are not in the table yet, in visited instructions: some seconds. A pattern that needs a
* new state for nearly every character takes time proportional to its own length for each.
*/
const MOST_WORK = 3e8;
/** The same for each character read, so that what is searched for days does not use up its allowance. */
const WORK_PER_CHARACTER = 50;
/** What it costs to sort and name a state, per instruction in it, beside visiting it. */
const STATE_WORK = 16;
const UNKNOWN = 0;
const MATCHED = 1;
const DEAD = 2;
const FIRST = 3;
/**
* Finds whether a text has a match, in time proportional to its length: a deterministic machine whose states, each a set
* of instructions of the program, are made when a text first needs them (R. Cox, "Regular Expression Matching in the
* Wild"). The table is bounded: when full it is emptied.
*/
var LazyDfa = class {
	#source;
	#room;
	#program;
	#alphabet;
	#closure;
	#anchored;
	/** Letters of ASCII, and after them the end of the text. */
	#width;
	/** Next states by state, from `FIRST` on, and letter. */
	#table;
	/** The same for letters beyond ASCII, by `state * 2^21 + letter`. */
	#beyondAscii = /* @__PURE__ */ new Map();
	#states = [];
	#numbers = /* @__PURE__ */ new Map();
	/** State at the beginning of a text; `undefined` while the table has none. */
	#startState;
	#instructions = 0;
	#work = 0;
	#charactersRead = 0;
	/** `source`: the pattern, for the error of a search that takes too long. */
	constructor(program, source, room = ROOM) {
		this.#source = source;
		this.#room = room;
		this.#program = program;
		this.#alphabet = new Alphabet(program);
		this.#closure = new Closure(program);
		this.#anchored = this.#closure.isAnchored();
		this.#width = this.#alphabet.asciiLetters + 1;
		this.#table = new Int32Array(16 * this.#width);
	}
	test(text) {
		const ascii = this.#alphabet.ascii;
		const width = this.#width;
		this.#charactersRead += text.length;
		let state = this.#startState ??= this.#state(Int32Array.of(this.#program.start), void 0);
		let table = this.#table;
		for (let i = 0; i < text.length; i++) {
			const unit = text.charCodeAt(i);
			let next;
			if (unit < 128) {
				const letter = ascii[unit];
				next = table[(state - FIRST) * width + letter];
				if (next === UNKNOWN) {
					next = this.#next(state, letter);
					table = this.#table;
				}
			} else {
				const codePoint = text.codePointAt(i);
				if (codePoint > 65535) i++;
				next = this.#next(state, this.#alphabet.letter(codePoint));
				table = this.#table;
			}
			if (next < FIRST) return next === MATCHED;
			state = next;
		}
		return this.#atEnd(state);
	}
	#atEnd(state) {
		const entry = (state - FIRST) * this.#width + this.#width - 1;
		if (this.#table[entry] === UNKNOWN) {
			const { instructions, context } = this.#states[state - FIRST];
			this.#table[entry] = this.#closure.step(instructions, context, -1) === void 0 ? MATCHED : DEAD;
			this.#account(0);
		}
		return this.#table[entry] === MATCHED;
	}
	/** The state after `letter`, from the table or made now. Emptying the table makes all state numbers but this void. */
	#next(from, letter) {
		const inTable = letter < this.#alphabet.asciiLetters;
		const entry = (from - FIRST) * this.#width + letter;
		const wideEntry = from * 2 ** 21 + letter;
		const known = inTable ? this.#table[entry] : this.#beyondAscii.get(wideEntry) ?? UNKNOWN;
		if (known !== UNKNOWN) return known;
		const { instructions, context } = this.#states[from - FIRST];
		const example = this.#alphabet.example(letter);
		const reached = this.#closure.step(instructions, context, example);
		const emptied = this.#makeRoom();
		const next = this.#afterStep(reached, example);
		this.#account(reached === void 0 ? 0 : reached.length);
		if (emptied) return next;
		if (inTable) this.#table[entry] = next;
		else this.#beyondAscii.set(wideEntry, next);
		return next;
	}
	#afterStep(reached, before) {
		if (reached === void 0) return MATCHED;
		if (this.#anchored) return reached.length === 0 ? DEAD : this.#state(reached, before);
		return this.#state(this.#withStart(reached), before);
	}
	/** A match may begin anywhere. */
	#withStart(instructions) {
		const { start } = this.#program;
		if (instructions.includes(start)) return instructions;
		const more = new Int32Array(instructions.length + 1);
		more.set(instructions);
		more[instructions.length] = start;
		return more.sort();
	}
	/** The number of the state, which is made if there is none. */
	#state(instructions, before) {
		const context = this.#closure.context(before);
		const key = `${context}:${instructions.join()}`;
		const known = this.#numbers.get(key);
		if (known !== void 0) return known;
		const number = this.#states.push({
			instructions,
			context
		}) - 1 + FIRST;
		this.#numbers.set(key, number);
		this.#instructions += instructions.length;
		if (this.#states.length * this.#width > this.#table.length) {
			const larger = new Int32Array(this.#table.length * 2);
			larger.set(this.#table);
			this.#table = larger;
		}
		return number;
	}
	/** Empties a table that is full; says whether it did. */
	#makeRoom() {
		if (this.#states.length * this.#width + this.#beyondAscii.size < this.#room && this.#instructions < this.#room) return false;
		this.#states.length = 0;
		this.#startState = void 0;
		this.#numbers.clear();
		this.#beyondAscii.clear();
		this.#table.fill(UNKNOWN);
		this.#instructions = 0;
		return true;
	}
	#account(instructions) {
		this.#work += instructions * STATE_WORK;
		const allowed = MOST_WORK + this.#charactersRead * WORK_PER_CHARACTER;
		if (this.#work + this.#closure.work <= allowed) return;
		throw new HeaptideError("HT_E_BAD_REGEXP", `regexp takes too long to match: \`${this.#source}\``);
	}
};

// packages/profile/dist/re2/literals.js
/** More strings than this are found faster together, by the automaton, than one by one. */
const MOST$1 = 8;
/** The strings of which the pattern finds any, if it is no more than some plain strings. */
function plainStrings(node) {
	if (node.kind === "group") return plainStrings(node.part);
	if (node.kind !== "choice") {
		const text = plainString(node);
		return text === void 0 ? void 0 : [text];
	}
	if (node.parts.length > MOST$1) return void 0;
	const texts = node.parts.map(plainString);
	return texts.includes(void 0) ? void 0 : texts;
}
/** The longest string that every match of the pattern contains, as far as its outermost level shows; may be empty. */
function requiredString(node) {
	if (node.kind === "group") return requiredString(node.part);
	let longest = "";
	let run = "";
	for (const part of node.kind === "sequence" ? node.parts : [node]) {
		const character = plainCharacter(part);
		run = character === void 0 ? "" : run + character;
		if (run.length > longest.length) longest = run;
	}
	return longest;
}
function plainString(node) {
	if (node.kind === "group") return plainString(node.part);
	if (node.kind !== "sequence") return plainCharacter(node);
	let text = "";
	for (const part of node.parts) {
		const character = plainCharacter(part);
		if (character === void 0) return void 0;
		text += character;
	}
	return text;
}
/** Of what matches one certain character; the empty string of what matches nothing but the empty string. */
function plainCharacter(node) {
	if (node.kind === "empty") return "";
	if (node.kind !== "set" || node.ranges.length !== 2 || node.ranges[0] !== node.ranges[1]) return void 0;
	const codePoint = node.ranges[0];
	return codePoint === 65533 || codePoint >= 55296 && codePoint < 57344 ? void 0 : String.fromCodePoint(codePoint);
}

// packages/profile/dist/re2/scan-code-points.js
/** Stretches in which a property of Unicode may change from one code point to the next. */
const MIXED = [
	[0, 55295],
	[57344, 65535],
	[65536, 131071],
	[131072, 196607],
	[196608, 262143],
	[917504, 921599]
];
/** Stretches without characters, in which all code points are of one kind. */
const UNIFORM = [
	[55296, 57343],
	[262144, 917503],
	[921600, 983039],
	[983040, 1048573],
	[1048574, 1048575],
	[1048576, 1114109],
	[1114110, 1114111]
];
/**
* All code points that have a property of Unicode, such as `Script=Greek`, by the tables of the platform. Raw ranges.
* Reads half a million code points: 20 to 50 ms.
*/
function scanCodePoints(property) {
	const runs = new RegExp(`\\p{${property}}+`, "gu");
	const one = new RegExp(`^\\p{${property}}$`, "u");
	const found = [];
	for (const [first, last] of MIXED) {
		const width = first > 65535 ? 2 : 1;
		for (const { 0: run, index } of textOf(first, last).matchAll(runs)) {
			const from = first + index / width;
			found.push(from, from + run.length / width - 1);
		}
	}
	for (const [first, last] of UNIFORM) if (one.test(String.fromCodePoint(first))) found.push(first, last);
	return found;
}
function textOf(first, last) {
	const pieces = [];
	for (let from = first; from <= last; from += 4096) {
		const length = Math.min(4096, last - from + 1);
		pieces.push(String.fromCodePoint(...Array.from({ length }, (_, i) => from + i)));
	}
	return pieces.join("");
}

// packages/profile/dist/re2/fold-case.js
/** Dotless i has a capital, but not under simple case folding. */
const DOTLESS_I = 305;
/** Up to here a class is folded one code point at a time. */
const FEW = 128;
/** The two code points beyond ASCII that fold to ASCII letters: Kelvin sign and long s. */
const BEYOND_ASCII = {
	107: 8490,
	115: 383
};
let knownOrbits;
/** A set with everything that differs from one of its code points only by case (Unicode's simple case folding). */
function foldCase(ranges) {
	const folded = [...ranges];
	if (sizeOf(ranges) <= FEW) for (let i = 0; i < ranges.length; i += 2) for (let c = ranges[i]; c <= ranges[i + 1]; c++) folded.push(...orbitOf(c));
	else for (const orbit of new Set(orbits().values())) for (let i = 0; i < orbit.length; i += 2) {
		if (!rangesHave(ranges, orbit[i])) continue;
		folded.push(...orbit);
		break;
	}
	return cleanRanges(folded);
}
function sizeOf(ranges) {
	let size = 0;
	for (let i = 0; i < ranges.length; i += 2) size += ranges[i + 1] - ranges[i] + 1;
	return size;
}
/** All case forms of a code point as raw ranges of one, nothing if it has only one form. */
function orbitOf(codePoint) {
	if (codePoint > 127) return orbits().get(codePoint) ?? [];
	const lower = codePoint | 32;
	if (lower < 97 || lower > 122 || codePoint < 65) return [];
	const upper = lower - 32;
	const beyond = BEYOND_ASCII[lower];
	return [
		lower,
		lower,
		upper,
		upper,
		...beyond === void 0 ? [] : [beyond, beyond]
	];
}
/** Every code point that has case, with the forms of it. */
function orbits() {
	knownOrbits ??= collectOrbits();
	return knownOrbits;
}
function collectOrbits() {
	const found = /* @__PURE__ */ new Map();
	const cased = scanCodePoints("Changes_When_Casemapped");
	for (let i = 0; i < cased.length; i += 2) for (let c = cased[i]; c <= cased[i + 1]; c++) {
		if (c === DOTLESS_I) continue;
		const text = String.fromCodePoint(c);
		join(found, c, text.toLowerCase());
		join(found, c, text.toUpperCase());
	}
	return found;
}
/** Makes one orbit of those of `codePoint` and of the other case form, if that is a single code point. */
function join(found, codePoint, form) {
	const other = form.codePointAt(0);
	if (other === codePoint || form.length !== (other > 65535 ? 2 : 1)) return;
	const orbit = found.get(codePoint) ?? [codePoint, codePoint];
	const otherOrbit = found.get(other) ?? [other, other];
	if (orbit !== otherOrbit) orbit.push(...otherOrbit);
	for (const member of orbit) found.set(member, orbit);
}

// packages/profile/dist/re2/node.js
const LEAF = {
	height: 1,
	size: 1,
	copies: 1
};
const EMPTY = {
	kind: "empty",
	...LEAF
};
function assertionNode(assertion) {
	return {
		kind: "assertion",
		assertion,
		...LEAF
	};
}
function setNode(ranges) {
	return {
		kind: "set",
		ranges,
		...LEAF
	};
}
/** One part after the other. */
function sequenceNode(nodes) {
	if (nodes.length === 0) return EMPTY;
	if (nodes.length === 1) return nodes[0];
	const parts = nodes.flatMap((node) => node.kind === "sequence" ? node.parts : [node]);
	const height = parts.every(isCharacter) ? 1 : void 0;
	return {
		kind: "sequence",
		parts,
		...measure$1(parts),
		size: sum(parts),
		...height && { height }
	};
}
function isCharacter(node) {
	return node.kind === "set" && node.ranges.length === 2 && node.ranges[0] === node.ranges[1];
}
/** Any of the parts. Single characters among them become one set. */
function choiceNode(nodes) {
	if (nodes.length === 1) return nodes[0];
	const raw = [];
	const parts = [];
	for (const node of nodes) if (node.kind === "set") for (const end of node.ranges) raw.push(end);
	else if (node.kind === "choice") for (const part of node.parts) parts.push(part);
	else parts.push(node);
	if (raw.length > 0) parts.push(setNode(cleanRanges(raw)));
	if (parts.length === 1) return parts[0];
	return {
		kind: "choice",
		parts,
		...measure$1(parts),
		size: sum(parts) + parts.length - 1
	};
}
/** `*`, `+` and `?`. */
function simpleRepeatNode(part, operator) {
	return {
		kind: "repeat",
		part,
		min: operator === "+" ? 1 : 0,
		max: operator === "?" ? 1 : Infinity,
		height: part.height + 1,
		size: part.size + (operator === "*" ? 2 : 1),
		copies: part.copies
	};
}
/** `{min,max}`. */
function countedRepeatNode(part, min, max) {
	const unbounded = min === 0 ? part.size + 2 : min * part.size + 1;
	const bounded = max * part.size + max - min;
	return {
		kind: "repeat",
		part,
		min,
		max,
		height: part.height + 1,
		size: Math.max(1, max === Infinity ? unbounded : bounded),
		copies: max === 0 ? 1 : part.copies * Math.max(1, max === Infinity ? min : max)
	};
}
/** A group that captures: its part as it is, and a level of nesting. */
function groupNode(part) {
	return {
		kind: "group",
		part,
		height: part.height + 1,
		size: part.size + 2,
		copies: part.copies
	};
}
function measure$1(parts) {
	let height = 0;
	let copies = 1;
	for (const part of parts) {
		height = Math.max(height, part.height);
		copies = Math.max(copies, part.copies);
	}
	return {
		height: height + 1,
		copies,
		size: 0
	};
}
function sum(parts) {
	return parts.reduce((total, { size }) => total + size, 0);
}

// packages/profile/dist/re2/syntax-error.js
/** What can be wrong with a pattern, in the words of Go's `regexp/syntax`. */
const REASONS = {
	badClass: "invalid character class range",
	badEscape: "invalid escape sequence",
	badGroupName: "invalid named capture",
	badPerlSyntax: "invalid or unsupported Perl syntax",
	repeatedRepeat: "invalid nested repetition operator",
	badRepeatCount: "invalid repeat count",
	openBracket: "missing closing ]",
	openParenthesis: "missing closing )",
	nothingToRepeat: "missing argument to repetition operator",
	trailingBackslash: "trailing backslash at end of expression",
	strayParenthesis: "unexpected )",
	tooDeep: "expression nests too deeply",
	tooLarge: "expression too large"
};
/** The error that Go gives for `fragment`, the part of the pattern that it quotes: an `HT_E_BAD_REGEXP`. */
function syntaxError(reason, fragment) {
	return new HeaptideError("HT_E_BAD_REGEXP", `error parsing regexp: ${REASONS[reason]}: \`${fragment}\``);
}

// packages/profile/dist/re2/parse-escape.js
const CONTROLS = /* @__PURE__ */ new Map([
	["a", 7],
	["f", 12],
	["n", 10],
	["r", 13],
	["t", 9],
	["v", 11]
]);
const ASCII_PUNCTUATION = /^[\0-\x7f]$/;
const LETTER_OR_DIGIT = /^[0-9A-Za-z]$/;
const HEX = /^[0-9A-Fa-f]$/;
/** Reads the escape of a single character at `at`: `\.`, `\n`, `\x41`, `\x{1F600}`, `\101`. */
function parseEscape(pattern, at) {
	const character = characterAt(pattern, at + 1);
	if (character === "") throw syntaxError("trailingBackslash", "");
	const end = at + 1 + character.length;
	if (ASCII_PUNCTUATION.test(character) && !LETTER_OR_DIGIT.test(character)) return {
		value: character.codePointAt(0),
		end
	};
	const control = CONTROLS.get(character);
	if (control !== void 0) return {
		value: control,
		end
	};
	if (character === "x") return parseHex(pattern, at);
	const octal = /^(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/.exec(pattern.slice(at + 1, at + 4))?.[0];
	if (octal !== void 0) return {
		value: parseInt(octal, 8),
		end: at + 1 + octal.length
	};
	throw syntaxError("badEscape", pattern.slice(at, end));
}
/** `\x` with two digits, or with any number of them in braces. */
function parseHex(pattern, at) {
	let end = at + 2;
	const read = () => {
		const character = characterAt(pattern, end);
		end += character.length;
		return character;
	};
	const refuse = () => syntaxError("badEscape", pattern.slice(at, end));
	const first = read();
	if (first !== "{") {
		const digits = first === "" ? "" : first + read();
		if (digits.length !== 2 || !HEX.test(digits.charAt(0)) || !HEX.test(digits.charAt(1))) throw refuse();
		return {
			value: parseInt(digits, 16),
			end
		};
	}
	let value;
	for (let digit = read(); digit !== "}"; digit = read()) {
		if (!HEX.test(digit)) throw refuse();
		value = (value ?? 0) * 16 + parseInt(digit, 16);
		if (value > 1114111) throw refuse();
	}
	if (value === void 0) throw refuse();
	return {
		value,
		end
	};
}
/** The character at an index, both halves of it; empty at the end. */
function characterAt(pattern, at) {
	return at < pattern.length ? String.fromCodePoint(pattern.codePointAt(at)) : "";
}

// packages/profile/dist/re2/unicode-set.js
/** General categories, and the longer names that they have. Spelled as {@link canonicalName} leaves them. */
const CATEGORIES = new Map([
	"C:Other Cc:Control:Cntrl Cf:Format Cn:Unassigned Co:Privateuse Cs:Surrogate",
	"L:Letter Lc:Casedletter Ll:Lowercaseletter Lm:Modifierletter Lo:Otherletter Lt:Titlecaseletter Lu:Uppercaseletter",
	"M:Mark:Combiningmark Mc:Spacingmark Me:Enclosingmark Mn:Nonspacingmark",
	"N:Number Nd:Decimalnumber:Digit Nl:Letternumber No:Othernumber",
	"P:Punctuation:Punct Pc:Connectorpunctuation Pd:Dashpunctuation Pe:Closepunctuation Pf:Finalpunctuation",
	"Pi:Initialpunctuation Po:Otherpunctuation Ps:Openpunctuation",
	"S:Symbol Sc:Currencysymbol Sk:Modifiersymbol Sm:Mathsymbol So:Othersymbol",
	"Z:Separator Zl:Lineseparator Zp:Paragraphseparator Zs:Spaceseparator"
].join(" ").split(" ").flatMap((entry) => {
	const names = entry.split(":");
	return names.map((name) => [name, names[0] === "Lc" ? "LC" : names[0]]);
}));
/** The scripts that Go finds: it capitalises only the first letter of a name, so that no name of two words is found. */
const SCRIPTS = new Set("Adlam Ahom Arabic Armenian Avestan Balinese Bamum Batak Bengali Bhaiksuki Bopomofo Brahmi Braille Buginese Buhid Carian Chakma Cham Cherokee Chorasmian Common Coptic Cuneiform Cypriot Cyrillic Deseret Devanagari Dogra Duployan Elbasan Elymaic Ethiopic Georgian Glagolitic Gothic Grantha Greek Gujarati Gurmukhi Han Hangul Hanunoo Hatran Hebrew Hiragana Inherited Javanese Kaithi Kannada Katakana Kawi Kharoshthi Khmer Khojki Khudawadi Lao Latin Lepcha Limbu Lisu Lycian Lydian Mahajani Makasar Malayalam Mandaic Manichaean Marchen Medefaidrin Miao Modi Mongolian Mro Multani Myanmar Nabataean Nandinagari Newa Nko Nushu Ogham Oriya Osage Osmanya Palmyrene Phoenician Rejang Runic Samaritan Saurashtra Sharada Shavian Siddham Sinhala Sogdian Soyombo Sundanese Syriac Tagalog Tagbanwa Takri Tamil Tangsa Tangut Telugu Thaana Thai Tibetan Tifinagh Tirhuta Toto Ugaritic Vai Vithkuqi Wancho Yezidi Yi".split(" "));
const known = /* @__PURE__ */ new Map();
/** The set of `\p{name}`: a category, a script, `Any`, `Assigned` or `ASCII`; case, blanks, `-` and `_` do not matter. */
function unicodeSet(name) {
	const canonical = canonicalName(name);
	if (canonical === "Any") return {
		ranges: EVERYTHING,
		negated: false
	};
	if (canonical === "Ascii") return {
		ranges: [0, 127],
		negated: false
	};
	if (canonical === "Assigned") return {
		ranges: ofProperty("gc=Cn"),
		negated: true
	};
	const category = CATEGORIES.get(canonical);
	if (category !== void 0) return {
		ranges: ofProperty(`gc=${category}`),
		negated: false
	};
	return SCRIPTS.has(canonical) ? {
		ranges: ofProperty(`sc=${canonical}`),
		negated: false
	} : void 0;
}
function canonicalName(name) {
	return name.replace(/[-_ ]/g, "").replace(/[A-Z]/g, (letter) => letter.toLowerCase()).replace(/^[a-z]/, (letter) => letter.toUpperCase());
}
function ofProperty(property) {
	let ranges = known.get(property);
	if (ranges === void 0) known.set(property, ranges = cleanRanges(scanCodePoints(property)));
	return ranges;
}

// packages/profile/dist/re2/parse-class.js
/** Reads the bracketed class that begins at `at`, such as `[^a-z\d[:space:]]`. */
function parseClass(pattern, at, options) {
	const negated = pattern[at + 1] === "^";
	const first = at + (negated ? 2 : 1);
	const plain = [];
	const named = [];
	let end = first;
	while (pattern[end] !== "]" || end === first) {
		const set = parsePosixSet(pattern, end, options) ?? parseSetEscape(pattern, end, options);
		const { value, end: after } = set ?? parseRange(pattern, end, at);
		for (const bound of value) (set === void 0 ? plain : named).push(bound);
		end = after;
	}
	const cleaned = cleanRanges(plain);
	const folded = options.foldCase ? foldCase(cleaned) : cleaned;
	const ranges = named.length === 0 ? folded : cleanRanges([...folded, ...named]);
	return {
		value: negated ? negateRanges(ranges) : ranges,
		end: end + 1
	};
}
/** Reads `\d`, `\W`, `\pL`, `\P{Greek}` and the like at `at`; `undefined` where none begins. */
function parseSetEscape(pattern, at, options) {
	if (pattern[at] !== "\\") return void 0;
	const letter = pattern[at + 1] ?? "";
	if (letter === "p" || letter === "P") return parseUnicodeSet(pattern, at, options);
	const set = perlSet(letter);
	return set && {
		value: resolve(set, options),
		end: at + 2
	};
}
/** One character, or a range of them. */
function parseRange(pattern, at, classAt) {
	const low = parseClassCharacter(pattern, at, classAt);
	const next = pattern[low.end + 1];
	if (pattern[low.end] !== "-" || next === void 0 || next === "]") return {
		value: [low.value, low.value],
		end: low.end
	};
	const high = parseClassCharacter(pattern, low.end + 1, classAt);
	if (high.value < low.value) throw syntaxError("badClass", pattern.slice(at, high.end));
	return {
		value: [low.value, high.value],
		end: high.end
	};
}
function parseClassCharacter(pattern, at, classAt) {
	const character = characterAt(pattern, at);
	if (character === "") throw syntaxError("openBracket", pattern.slice(classAt));
	if (character === "\\") return parseEscape(pattern, at);
	return {
		value: character.codePointAt(0),
		end: at + character.length
	};
}
/** Reads `[:alpha:]`, which stands within a class only. */
function parsePosixSet(pattern, at, options) {
	if (!pattern.startsWith("[:", at)) return void 0;
	const close = pattern.indexOf(":]", at + 2);
	if (close < 0) return void 0;
	const set = posixSet(pattern.slice(at + 2, close));
	if (set === void 0) throw syntaxError("badClass", pattern.slice(at, close + 2));
	return {
		value: resolve(set, options),
		end: close + 2
	};
}
function parseUnicodeSet(pattern, at, options) {
	let name = characterAt(pattern, at + 2);
	let end = at + 2 + name.length;
	if (name === "{") {
		const close = pattern.indexOf("}", at);
		if (close < 0) throw syntaxError("badClass", pattern.slice(at));
		name = pattern.slice(at + 3, close);
		end = close + 1;
	}
	const opposite = name.startsWith("^");
	const set = unicodeSet(opposite ? name.slice(1) : name);
	if (set === void 0) throw syntaxError("badClass", pattern.slice(at, end));
	const negated = set.negated !== (pattern[at + 1] === "P") !== opposite;
	return {
		value: resolve({
			ranges: set.ranges,
			negated
		}, options),
		end
	};
}
function resolve(set, options) {
	return resolveSet(set, options.foldCase ? foldCase : void 0);
}

// packages/profile/dist/re2/parse-group.js
const NO_FLAGS = {
	foldCase: false,
	multiLine: false,
	dotAll: false
};
const FLAGS = /* @__PURE__ */ new Map([
	["i", "foldCase"],
	["m", "multiLine"],
	["s", "dotAll"],
	["U", void 0]
]);
/** Reads what begins with `(?` at `at`. */
function parseGroupStart(pattern, at, flags) {
	const nameAt = /^\(\?P<[^]/.test(pattern.slice(at, at + 5)) ? at + 4 : at + 3;
	if (nameAt === at + 4 || /^\(\?<[^]/.test(pattern.slice(at, at + 4))) {
		const end = parseGroupName(pattern, at, nameAt);
		return {
			value: {
				group: "capturing",
				flags
			},
			end
		};
	}
	return parseFlags(pattern, at, flags);
}
/** Checks the name of a group; the same one may stand twice. Gives the index after it. */
function parseGroupName(pattern, at, nameAt) {
	const close = pattern.indexOf(">", at);
	if (close < 0) throw syntaxError("badGroupName", pattern.slice(at));
	if (!/^\w+$/.test(pattern.slice(nameAt, close))) throw syntaxError("badGroupName", pattern.slice(at, close + 1));
	return close + 1;
}
function parseFlags(pattern, at, before) {
	const flags = { ...before };
	let on = true;
	let empty = true;
	let end = at + 2;
	for (;;) {
		const character = characterAt(pattern, end);
		end += character.length;
		if (FLAGS.has(character)) {
			const flag = FLAGS.get(character);
			if (flag !== void 0) flags[flag] = on;
			empty = false;
		} else if (character === "-" && on) {
			on = false;
			empty = true;
		} else if ((character === ":" || character === ")") && (on || !empty)) return {
			value: {
				group: character === ":" ? "plain" : "none",
				flags
			},
			end
		};
		else throw syntaxError("badPerlSyntax", pattern.slice(at, end));
	}
}

// packages/profile/dist/re2/parse-repeat.js
const MOST_REPEATS = 1e3;
const COUNTS = /\{(0|[1-9][0-9]*)(?:(,)(0|[1-9][0-9]*)?)?\}/y;
/** Reads `{2}`, `{2,}` or `{2,5}` at `at`; `undefined` where the brace stands for itself. */
function parseRepeat(pattern, at) {
	COUNTS.lastIndex = at;
	const match = COUNTS.exec(pattern);
	if (match === null) return void 0;
	const min = Number(match[1]);
	const max = match[2] === void 0 ? min : match[3] === void 0 ? Infinity : Number(match[3]);
	if (min > 1e3 || max > 1e3 && max !== Infinity || min > max) throw syntaxError("badRepeatCount", match[0]);
	return {
		value: {
			min,
			max
		},
		end: at + match[0].length
	};
}

// packages/profile/dist/re2/parse-pattern.js
/** UTF-16 units of a pattern. Go has no such limit, but no command line or URL carries more. */
const MOST_UNITS = 1 << 17;
const MOST_LEVELS = 1e3;
/** Instructions, as in Go: 128 MiB of its own. */
const MOST_INSTRUCTIONS = 3355443;
/** Ends of ranges in all classes. Go allows eight times as many, of half the size. */
const MOST_RANGE_ENDS = 1 << 22;
const NEWLINE = 10;
const NOT_NEWLINE = negateRanges([NEWLINE, NEWLINE]);
const ASSERTION_ESCAPES = /* @__PURE__ */ new Map([
	["A", "beginText"],
	["z", "endText"],
	["b", "wordBoundary"],
	["B", "noWordBoundary"]
]);
/**
* Reads a pattern in the syntax of Go's `regexp`, which is that of RE2. Throws an `HT_E_BAD_REGEXP` with Go's words on
* everything that Go refuses. `pattern` must be well-formed UTF-16.
*/
function parsePattern(pattern) {
	return new PatternParser(pattern).parse();
}
var PatternParser = class {
	#pattern;
	#levels = [];
	#level;
	#flags = NO_FLAGS;
	#at = 0;
	#rangeEnds = 0;
	constructor(pattern) {
		this.#pattern = pattern;
		this.#level = this.#open(false);
	}
	parse() {
		const pattern = this.#pattern;
		if (pattern.length > MOST_UNITS) throw syntaxError("tooLarge", pattern);
		/** Where the repetition began that ends here. */
		let lastRepeat;
		while (this.#at < pattern.length) {
			const repeatAt = this.#at;
			lastRepeat = this.#readOne(pattern.charAt(this.#at), lastRepeat) ? repeatAt : void 0;
		}
		const whole = this.#finishLevel();
		if (this.#levels.length > 0) throw syntaxError("openParenthesis", pattern);
		return whole;
	}
	/** Reads the next thing; says whether it was a repetition. */
	#readOne(character, lastRepeat) {
		switch (character) {
			case "(":
				this.#readGroupStart();
				return false;
			case ")":
				this.#closeGroup();
				return false;
			case "|":
				this.#level.alternatives.push(this.#finishSequence());
				this.#at++;
				return false;
			case "*":
			case "+":
			case "?":
				this.#repeat(lastRepeat, this.#at + 1, (part) => simpleRepeatNode(part, character));
				return true;
			case "{": return this.#readCountedRepeat(lastRepeat);
			case "\\":
				this.#readEscape();
				return false;
			default:
				this.#readPlain(character);
				return false;
		}
	}
	#readPlain(character) {
		const { multiLine, dotAll } = this.#flags;
		if (character === "[") {
			const { value, end } = parseClass(this.#pattern, this.#at, this.#flags);
			this.#pushSet(value);
			this.#at = end;
			return;
		}
		if (character === "^") this.#push(assertionNode(multiLine ? "beginLine" : "beginText"));
		else if (character === "$") this.#push(assertionNode(multiLine ? "endLine" : "endText"));
		else if (character === ".") this.#pushSet(dotAll ? EVERYTHING : NOT_NEWLINE);
		else {
			const whole = characterAt(this.#pattern, this.#at);
			this.#pushCharacter(whole.codePointAt(0));
			this.#at += whole.length - 1;
		}
		this.#at++;
	}
	#readGroupStart() {
		if (this.#pattern[this.#at + 1] !== "?") {
			this.#level = this.#open(true);
			this.#at++;
			return;
		}
		const { value, end } = parseGroupStart(this.#pattern, this.#at, this.#flags);
		if (value.group !== "none") this.#level = this.#open(value.group === "capturing");
		this.#flags = value.flags;
		this.#at = end;
	}
	#open(capturing) {
		const level = {
			capturing,
			flagsOutside: this.#flags,
			alternatives: [],
			sequence: []
		};
		this.#levels.push(level);
		return level;
	}
	#closeGroup() {
		const node = this.#finishLevel();
		const outer = this.#levels.at(-1);
		if (outer === void 0) throw syntaxError("strayParenthesis", this.#pattern);
		const { capturing, flagsOutside } = this.#level;
		this.#level = outer;
		this.#flags = flagsOutside;
		this.#push(capturing ? groupNode(node) : node);
		this.#at++;
	}
	#finishLevel() {
		const node = choiceNode([...this.#level.alternatives, this.#finishSequence()]);
		this.#levels.pop();
		return this.#checked(node);
	}
	#finishSequence() {
		const node = sequenceNode(this.#level.sequence);
		this.#level.sequence = [];
		return this.#checked(node);
	}
	#readCountedRepeat(lastRepeat) {
		const counts = parseRepeat(this.#pattern, this.#at);
		if (counts === void 0) {
			this.#pushCharacter(123);
			this.#at++;
			return false;
		}
		const { min, max } = counts.value;
		const at = this.#at;
		this.#repeat(lastRepeat, counts.end, (part) => countedRepeatNode(part, min, max));
		if ((min >= 2 || max >= 2 && max !== Infinity) && this.#level.sequence.at(-1).copies > 1e3) throw syntaxError("badRepeatCount", this.#pattern.slice(at, this.#at));
		return true;
	}
	/** Repeats what was read last, by the operator that ends before `end`. */
	#repeat(lastRepeat, end, repeat) {
		const lazyEnd = this.#pattern[end] === "?" ? end + 1 : end;
		if (lastRepeat !== void 0) throw syntaxError("repeatedRepeat", this.#pattern.slice(lastRepeat, lazyEnd));
		const part = this.#level.sequence.pop();
		if (part === void 0) throw syntaxError("nothingToRepeat", this.#pattern.slice(this.#at, lazyEnd));
		this.#push(repeat(part));
		this.#at = lazyEnd;
	}
	#readEscape() {
		const letter = this.#pattern.charAt(this.#at + 1);
		const assertion = ASSERTION_ESCAPES.get(letter);
		if (assertion !== void 0) {
			this.#push(assertionNode(assertion));
			this.#at += 2;
			return;
		}
		if (letter === "Q") {
			this.#readQuoted();
			return;
		}
		const set = parseSetEscape(this.#pattern, this.#at, this.#flags);
		if (set === void 0) {
			const { value, end } = parseEscape(this.#pattern, this.#at);
			this.#pushCharacter(value);
			this.#at = end;
		} else {
			this.#pushSet(set.value);
			this.#at = set.end;
		}
	}
	/** `\Q...\E`, or to the end of the pattern. */
	#readQuoted() {
		const close = this.#pattern.indexOf("\\E", this.#at + 2);
		const end = close < 0 ? this.#pattern.length : close;
		for (const character of this.#pattern.slice(this.#at + 2, end)) this.#pushCharacter(character.codePointAt(0));
		this.#at = close < 0 ? end : end + 2;
	}
	#pushCharacter(codePoint) {
		const ranges = [codePoint, codePoint];
		this.#pushSet(this.#flags.foldCase ? foldCase(ranges) : ranges);
	}
	#pushSet(ranges) {
		this.#rangeEnds += ranges.length;
		if (this.#rangeEnds > MOST_RANGE_ENDS) throw syntaxError("tooLarge", this.#pattern);
		this.#push(setNode(ranges));
	}
	#push(node) {
		this.#level.sequence.push(this.#checked(node));
	}
	#checked(node) {
		if (node.size > MOST_INSTRUCTIONS) throw syntaxError("tooLarge", this.#pattern);
		if (node.height > MOST_LEVELS) throw syntaxError("tooDeep", this.#pattern);
		return node;
	}
};

// packages/profile/dist/re2/re2.js
const LONE_SURROGATE = /\p{Cs}/gu;
/**
* Compiles a pattern in the syntax of Go's `regexp` (RE2: no look-around, no back-references), as google/pprof takes
* them. Throws an `HT_E_BAD_REGEXP` in Go's words: "error parsing regexp: missing closing ): `a(b`".
*
* Matching is safe with patterns and texts of strangers: no pattern makes it slow on a long text, memory is bounded.
* In pattern and text, half a surrogate pair counts as U+FFFD. Unicode properties (`\p{...}`) and case are those of the
* platform's Unicode version. Syntax: https://github.com/google/re2/wiki/Syntax.
*/
function compileRe2(pattern) {
	const wellFormed = pattern.replace(LONE_SURROGATE, "�");
	const node = parsePattern(wellFormed);
	const strings = plainStrings(node);
	if (strings !== void 0) return {
		source: pattern,
		test: (text) => strings.some((string) => text.includes(string))
	};
	const dfa = new LazyDfa(compileProgram(node), wellFormed);
	const required = requiredString(node);
	return {
		source: pattern,
		test: (text) => text.includes(required) && dfa.test(text)
	};
}

// packages/profile/dist/format/sniff.js
const HEAD_BYTES = 4096;
const utf8 = new TextDecoder();
/** The only place that tells formats apart. Looks at the first 4 KiB. */
function sniff(bytes) {
	if (bytes.length === 0) return "empty";
	if (beginsWith(bytes, "")) return "gzip";
	if (beginsWith(bytes, "PK")) return "zip";
	if (beginsWith(bytes, "PERFILE2")) return "perf";
	const head = bytes.subarray(0, HEAD_BYTES);
	if (!isText(head)) return "binary";
	const text = utf8.decode(head).trimStart();
	if (/^<(!doctype html|html|head|body|!--)/i.test(text)) return "html";
	if (!/^[{[]/.test(text)) return "text";
	if (/^\{\s*"snapshot"\s*:\s*\{\s*"meta"/.test(text)) return "heapsnapshot";
	if (/^\{\s*"head"\s*:/.test(text) && text.includes("\"callFrame\"")) return "heapprofile";
	if (/^\{\s*"nodes"\s*:/.test(text) && text.includes("\"callFrame\"")) return "cpuprofile";
	return "json";
}
/** What to tell someone who took bytes of this format for a profile; `undefined` where they may be one. */
function describeMisfit(format, bytes) {
	switch (format) {
		case "gzip":
		case "binary":
		case "heapprofile": return;
		case "empty": return "parsing profile: empty input file";
		case "zip": return "this is a zip archive, not a profile: take the profile out of it";
		case "perf": return "this is a perf.data file, not a profile: convert it with perf_to_profile";
		case "html": return `this is an HTML page, not a profile${quoted(titleOf(bytes))}`;
		case "heapsnapshot": return "this is a V8 heap snapshot, not a profile: use heaptide snapshot";
		case "cpuprofile": return "this is a V8 CPU profile, not a heap profile";
		case "json": return `this is JSON, not a profile${quoted(firstLine(bytes))}`;
		case "text": return `this is text, not a profile${quoted(firstLine(bytes))}`;
	}
}
/** `magic`: one character a byte. */
function beginsWith(bytes, magic) {
	for (let i = 0; i < magic.length; i++) if (bytes[i] !== magic.charCodeAt(i)) return false;
	return true;
}
/** No byte that text never holds; a profile cannot do without such bytes. */
function isText(head) {
	return head.every((byte) => byte >= 32 || byte >= 9 && byte <= 13 || byte === 27);
}
function titleOf(bytes) {
	const text = utf8.decode(bytes.subarray(0, HEAD_BYTES));
	return plain(/<title>([^<]*)/i.exec(text)?.[1] ?? "");
}
function firstLine(bytes) {
	return plain(utf8.decode(bytes.subarray(0, 256)).trimStart().split(/[\r\n]/, 1)[0]);
}
/** ASCII that can be shown on a terminal as it is. */
function plain(text) {
	return text.trim().replace(/[^ -~]/g, "?").slice(0, 60);
}
function quoted(text) {
	return text === "" ? "" : `: "${text}"`;
}

// packages/profile/dist/format/read-profile.js
/**
* Reads a profile, gzipped or raw: a pprof, or a V8 `.heapprofile`, which is imported.
*
* @throws {HeaptideError} `HT_E_NOT_A_PROFILE` saying what the bytes really are, or how they are damaged; `HT_E_TOO_LARGE`.
*/
async function readProfile(bytes, options = {}) {
	const format = fit(bytes);
	if (format !== "gzip") return readPlain(format, bytes);
	const inspectHead = (head) => {
		if (fit(head) === "gzip") throw notAProfile("this is gzipped twice, not a profile: gunzip it once");
	};
	const inflated = await gunzip(bytes, {
		...options,
		inspectHead
	});
	return readPlain(fit(inflated), inflated);
}
/** The profile as a gzipped profile.proto, ready for a file or a response. */
async function writeProfile(profile) {
	return gzip(encodeProfile(profile));
}
/**
* Reads a profile and the metadata in its comments.
*
* @throws {HeaptideError} as {@link readProfile} does, and `HT_E_BAD_METADATA`.
*/
async function readCapture(bytes, options = {}) {
	return captureOf(await readProfile(bytes, options));
}
function readPlain(format, bytes) {
	return format === "heapprofile" ? importHeapProfile(bytes) : decodeProfile(bytes);
}
/** The format, if it may be that of a profile. */
function fit(bytes) {
	const format = sniff(bytes);
	const misfit = describeMisfit(format, bytes);
	if (misfit !== void 0) throw notAProfile(misfit);
	return format;
}
function notAProfile(message) {
	return new HeaptideError("HT_E_NOT_A_PROFILE", message);
}

// packages/profile/dist/algebra/select-sample-type.js
/**
* The column of sample values to show: an index into `sampleTypes`.
*
* `wanted` is a name, a name without its `inuse_` (so that `inuse_space` finds `space`), or an index in digits. Without
* it, the default type of the profile, else the last one, as in pprof.
*
* @throws {HeaptideError} `HT_E_NO_SUCH_TYPE` naming the types there are.
*/
function selectSampleType(profile, wanted = "") {
	const types = profile.sampleTypes.map(({ type }) => type);
	if (types.length === 0) throw noSuchType("the profile has no sample types");
	if (wanted === "") {
		const standard = types.indexOf(profile.defaultSampleType);
		return standard === -1 ? types.length - 1 : standard;
	}
	if (/^[+-]?\d+$/.test(wanted)) {
		const index = Number(wanted);
		if (index >= 0 && index < types.length) return index;
		throw noSuchType(`sample_index ${wanted} is outside the range [0..${types.length - 1}]`);
	}
	const short = wanted.replace(/^inuse_/, "");
	const found = types.findIndex((type) => type === wanted || type === short);
	if (found !== -1) return found;
	throw noSuchType(`sample_index ${JSON.stringify(wanted)} must be one of: [${types.join(" ")}]`);
}
function noSuchType(message) {
	return new HeaptideError("HT_E_NO_SUCH_TYPE", message);
}

// packages/profile/dist/filter/label-sets.js
const NONE = {
	texts: /* @__PURE__ */ new Map(),
	numbers: /* @__PURE__ */ new Map()
};
/** A label that is neither a text nor a number other than 0 nor has a unit says nothing, and counts as absent. */
function labelSets(profile, sample) {
	const { strings, samples } = profile;
	const from = samples.labelOffsets[sample];
	const to = samples.labelOffsets[sample + 1];
	if (from === to) return NONE;
	const texts = /* @__PURE__ */ new Map();
	const numbers = /* @__PURE__ */ new Map();
	for (let row = from; row < to; row++) {
		const key = strings.get(samples.labelKey[row]);
		const text = samples.labelText[row];
		const unit = samples.labelUnit[row];
		const number = samples.labelNumber[row];
		if (text !== 0) {
			const list = texts.get(key);
			if (list) list.push(strings.get(text));
			else texts.set(key, [strings.get(text)]);
		} else if (number !== 0 || unit !== 0) {
			const list = numbers.get(key) ?? {
				values: [],
				exact: [],
				units: []
			};
			numbers.set(key, list);
			list.values.push(number);
			list.exact.push(samples.exactLabelNumbers?.[row] ?? BigInt(number));
			list.units.push(strings.get(unit));
		}
	}
	for (const list of numbers.values()) if (list.units.every((unit) => unit === "")) list.units = [];
	return {
		texts,
		numbers
	};
}
/**
* The unit of each numeric label key: the first that occurs, else one that the key suggests; and the further units that
* occur, sorted.
*
* Method: google/pprof `profile/profile.go`.
*/
function numericLabelUnits(profile) {
	const { strings, samples } = profile;
	const units = /* @__PURE__ */ new Map();
	const ignored = /* @__PURE__ */ new Map();
	const keys = /* @__PURE__ */ new Set();
	for (let row = 0; row < samples.labelKey.length; row++) {
		if (samples.labelText[row] !== 0) continue;
		const unit = strings.get(samples.labelUnit[row]);
		if (unit === "" && samples.labelNumber[row] === 0) continue;
		const key = strings.get(samples.labelKey[row]);
		keys.add(key);
		if (unit === "") continue;
		const known = units.get(key);
		if (known === void 0) units.set(key, unit);
		else if (known !== unit) ignored.set(key, (ignored.get(key) ?? /* @__PURE__ */ new Set()).add(unit));
	}
	for (const key of keys) if (!units.has(key)) units.set(key, key === "alignment" || key === "request" ? "bytes" : key);
	return {
		units,
		ignored: new Map([...ignored].map(([key, found]) => [key, [...found].sort()]))
	};
}

// packages/profile/dist/filter/label-frames.js
/**
* Gives each sample frames that are named after the values of its labels, with the key in place of the file.
*
* Method: google/pprof `internal/driver/tagroot.go`.
*/
function addLabelFrames(profile, { root, leaf, unit }) {
	const frames = new LabelFrames(profile);
	const matched = {
		root: false,
		leaf: false
	};
	const samples = rewriteSamples(profile, (sample, stack, from, to, out, at) => {
		const labels = labelSets(profile, sample);
		const add = (end, keys, start) => {
			for (let i = 0; i < keys.length; i++) {
				const key = keys[keys.length - 1 - i];
				const values = labelTexts(labels, key, unit);
				if (values.length > 0) matched[end] = true;
				out[start + i] = frames.location(values.join(), key);
			}
		};
		const inner = at + leaf.length;
		const outer = inner + to - from;
		add("root", root, outer);
		out.set(stack.subarray(from, to), inner);
		add("leaf", leaf, at);
		return outer + root.length - at;
	}, root.length + leaf.length);
	return {
		profile: {
			...frames.extended(),
			samples
		},
		matched
	};
}
function labelTexts({ texts, numbers }, key, unit) {
	const numeric = numbers.get(key);
	const amounts = (numeric?.values ?? []).map((value, i) => numeric.units.length === 0 ? formatValue(value, "", "") : formatValue(value, numeric.units[i], unit));
	return [...texts.get(key) ?? [], ...amounts];
}
/** A profile that gains locations of one function each. */
var LabelFrames = class {
	#profile;
	#rows = /* @__PURE__ */ new Map();
	#strings;
	#name = Column.int32();
	#file = Column.int32();
	constructor(profile) {
		this.#profile = profile;
		this.#strings = [...profile.strings];
	}
	location(name, file) {
		const key = `${file.length}:${file}${name}`;
		const known = this.#rows.get(key);
		if (known !== void 0) return known;
		const row = this.#profile.locations.length + this.#rows.size;
		this.#rows.set(key, row);
		this.#name.push(this.#strings.push(name) - 1);
		this.#file.push(this.#strings.push(file) - 1);
		return row;
	}
	extended() {
		const { functions, locations } = this.#profile;
		const added = this.#rows.size;
		const zeros = new Int32Array(added);
		const ones = zeros.map((_, i) => i + 1);
		const ints = (column, more) => Int32Array.from([...column, ...more]);
		const floats = (column) => Float64Array.from([...column, ...zeros]);
		const address = new BigUint64Array(locations.length + added);
		address.set(locations.address);
		const folded = new Uint8Array(locations.length + added);
		folded.set(locations.folded);
		const lines = locations.lineFunction.length;
		return {
			...this.#profile,
			strings: StringTable.of(this.#strings),
			functions: {
				length: functions.length + added,
				name: ints(functions.name, this.#name.rows()),
				systemName: ints(functions.systemName, zeros),
				filename: ints(functions.filename, this.#file.rows()),
				startLine: floats(functions.startLine)
			},
			locations: {
				length: locations.length + added,
				address,
				folded,
				mapping: ints(locations.mapping, zeros.map(() => -1)),
				lineOffsets: ints(locations.lineOffsets, ones.map((i) => lines + i)),
				lineFunction: ints(locations.lineFunction, ones.map((i) => functions.length + i - 1)),
				lineNumber: floats(locations.lineNumber),
				lineColumn: floats(locations.lineColumn)
			}
		};
	}
};

// packages/profile/dist/filter/edit-lines.js
/** Locations with only the lines of which `keep` is true; `line` is a row number of the line columns. */
function filterLines(locations, keep) {
	const { length, lineOffsets } = locations;
	const offsets = new Int32Array(length + 1);
	const rows = new Int32Array(locations.lineFunction.length);
	let end = 0;
	for (let location = 0; location < length; location++) {
		for (let line = lineOffsets[location]; line < lineOffsets[location + 1]; line++) if (keep(line, location)) rows[end++] = line;
		offsets[location + 1] = end;
	}
	if (end === rows.length) return locations;
	const kept = rows.subarray(0, end);
	return {
		...locations,
		lineOffsets: offsets,
		lineFunction: Int32Array.from(kept, (line) => locations.lineFunction[line]),
		lineNumber: Float64Array.from(kept, (line) => locations.lineNumber[line]),
		lineColumn: Float64Array.from(kept, (line) => locations.lineColumn[line])
	};
}
function lineCount({ lineOffsets }, location) {
	return lineOffsets[location + 1] - lineOffsets[location];
}

// packages/profile/dist/filter/aggregate.js
/**
* Blanks what the granularity does not tell apart. Without `inlines` only the outermost line of a location stays.
*
* Method: google/pprof `profile/profile.go`.
*/
function aggregate(profile, granularity) {
	const { inlines, addresses, lines, columns } = granularity;
	const { functions, mappings } = profile;
	const locations = inlines ? profile.locations : filterLines(profile.locations, (line, row) => line === profile.locations.lineOffsets[row + 1] - 1);
	const known = (granularity.functions ? 1 : 0) | (granularity.files ? 2 : 0) | (lines ? 4 : 0) | (inlines ? 8 : 0);
	return {
		...profile,
		mappings: {
			...mappings,
			flags: mappings.flags.map((flags) => flags & known)
		},
		functions: {
			...functions,
			...!granularity.functions && {
				name: new Int32Array(functions.length),
				systemName: new Int32Array(functions.length)
			},
			...!granularity.files && { filename: new Int32Array(functions.length) }
		},
		locations: {
			...locations,
			...!addresses && { address: new BigUint64Array(locations.length) },
			...!lines && { lineNumber: new Float64Array(locations.lineNumber.length) },
			...!(lines && columns) && { lineColumn: new Float64Array(locations.lineColumn.length) }
		}
	};
}

// packages/profile/dist/filter/prune.js
/** Parentheses that belong to a name, and the first that does not. */
const PARENTHESIS = /\(anonymous namespace\)|operator\(\)|\(/g;
/** A function name up to its argument list, as patterns for frames to drop are written against. */
function simplify(name) {
	const plain = name.startsWith(".") ? name.slice(1) : name;
	for (const { 0: found, index } of plain.matchAll(PARENTHESIS)) if (found === "(") return plain.slice(0, index);
	return plain;
}
/**
* Removes the frames that match `drop` and not `keep`, with all that they call; frames before the first one of the user,
* seen from the root, stay.
*
* Method: google/pprof `profile/prune.go`.
*/
function prune(profile, drop, keep) {
	const { locations } = profile;
	const matches = matchFunctions(profile, (name) => drop.test(name) && !keep?.test(name));
	/** First line to keep of those locations that match. */
	const firstKept = new Int32Array(locations.length).fill(-1);
	for (let row = 0; row < locations.length; row++) {
		const from = locations.lineOffsets[row];
		let line = locations.lineOffsets[row + 1] - 1;
		while (line >= from && !matches(locations.lineFunction[line])) line--;
		if (line >= from) firstKept[row] = line + 1;
	}
	const goesWhole = (row) => firstKept[row] === locations.lineOffsets[row + 1];
	const samples = rewriteSamples(profile, (_sample, stack, from, to, out, at) => {
		let start = from;
		let userSeen = false;
		for (let i = to - 1; i >= from; i--) {
			const location = stack[i];
			if (firstKept[location] === -1) userSeen = true;
			else if (userSeen) {
				start = goesWhole(location) ? i + 1 : i;
				break;
			}
		}
		out.set(stack.subarray(start, to), at);
		return to - start;
	});
	const kept = filterLines(locations, (line, row) => firstKept[row] === -1 || goesWhole(row) || line >= firstKept[row]);
	return {
		...profile,
		locations: kept,
		samples
	};
}
/**
* Removes what the leaf-most frame that matches calls; the frame itself stays.
*
* Method: google/pprof `profile/prune.go`.
*/
function pruneFrom(profile, pattern) {
	const { locations } = profile;
	const matches = matchFunctions(profile, (name) => pattern.test(name));
	/** First line to keep; -1 where no line matches. */
	const firstKept = new Int32Array(locations.length).fill(-1);
	for (let row = 0; row < locations.length; row++) {
		const line = firstMatch(locations, row, matches);
		if (line !== -1) firstKept[row] = line;
	}
	const samples = rewriteSamples(profile, (_sample, stack, from, to, out, at) => {
		let start = from;
		while (start < to && firstKept[stack[start]] === -1) start++;
		if (start === to) start = from;
		out.set(stack.subarray(start, to), at);
		return to - start;
	});
	const kept = filterLines(locations, (line, row) => line >= firstKept[row]);
	return {
		...profile,
		locations: kept,
		samples
	};
}
function firstMatch(locations, row, matches) {
	const from = locations.lineOffsets[row];
	for (let i = 0; i < lineCount(locations, row); i++) if (matches(locations.lineFunction[from + i])) return from + i;
	return -1;
}
/** Functions without a name never match. */
function matchFunctions({ strings, functions }, test) {
	const known = new Int8Array(functions.length).fill(-1);
	return (row) => {
		if (known[row] === -1) {
			const name = strings.get(functions.name[row]);
			known[row] = name !== "" && test(simplify(name)) ? 1 : 0;
		}
		return known[row] === 1;
	};
}

// packages/profile/dist/filter/remove-uninteresting.js
/**
* Removes the frames that a profile itself calls uninteresting, by its `dropFrames` and `keepFrames`, which match whole
* names. Patterns that do not compile remove nothing.
*/
function removeUninteresting(profile) {
	const { dropFrames, keepFrames } = profile;
	if (dropFrames === "") return profile;
	try {
		return prune(profile, wholeName(dropFrames), keepFrames === "" ? void 0 : wholeName(keepFrames));
	} catch (error) {
		if (error instanceof HeaptideError) return profile;
		throw error;
	}
}
function wholeName(pattern) {
	return compileRe2(`^(${pattern})$`);
}

// packages/profile/dist/graph/int64.js
/** Integers of 64 bits as sums of two doubles: `low + high * 2^32`. */
const HIGH = 2 ** 32;
/** Splits the values of a column, row-major with `width` columns, so that they can be summed exactly. */
function splitWeights(values, exact, width, column) {
	const length = values.length / width;
	const low = new Float64Array(length);
	let sum = 0;
	for (let row = 0; row < length; row++) {
		const value = values[row * width + column];
		low[row] = value;
		sum += value < 0 ? -value : value;
	}
	if (sum <= Number.MAX_SAFE_INTEGER) return { low };
	const high = new Float64Array(length);
	for (let row = 0; row < length; row++) {
		const value = exact?.[row * width + column] ?? BigInt(low[row]);
		high[row] = Number(value >> 32n);
		low[row] = Number(value & 4294967295n);
	}
	return {
		low,
		high
	};
}
/** Sums of split weights, wrapped to 64 bits as Go does, then rounded to a double. */
function joinSums(low, high) {
	return low.map((part, i) => high[i] === 0 && Math.abs(part) < HIGH ? part : Number(BigInt.asIntN(64, (BigInt(high[i]) << 32n) + BigInt(part))));
}
/** Σ|weight| over the rows of which `includes` is true, wrapped to 64 bits; |-2^63| is -2^63, as in Go. */
function sumAbsolute({ low, high }, includes) {
	let sum = 0;
	let exact = 0n;
	for (let row = 0; row < low.length; row++) {
		if (includes?.(row) === false) continue;
		if (high === void 0) sum += Math.abs(low[row]);
		else {
			const value = (BigInt(high[row]) << 32n) + BigInt(low[row]);
			exact += value < 0n ? BigInt.asIntN(64, -value) : value;
		}
	}
	return high === void 0 ? sum : Number(BigInt.asIntN(64, exact));
}
/** Sum of the rows of which `includes` is true, wrapped to 64 bits. */
function sumSigned({ low, high }, includes) {
	let sum = 0;
	let exact = 0n;
	for (let row = 0; row < low.length; row++) {
		if (includes?.(row) === false) continue;
		if (high === void 0) sum += low[row];
		else exact += (BigInt(high[row]) << 32n) + BigInt(low[row]);
	}
	return high === void 0 ? sum : Number(BigInt.asIntN(64, exact));
}
/** Division of integers towards zero. */
function divide(dividend, divisor) {
	return (dividend - dividend % divisor) / divisor + 0;
}
const MOST = 2 ** 63;
/** Go's conversion of a double to an int64: what does not fit, as NaN does not, becomes -2^63. */
function truncate(value) {
	return Math.abs(value) < MOST ? Math.trunc(value) + 0 : -MOST;
}
/** Adds up integers exactly, beyond 2^53 too, wrapped to 64 bits. */
var Int64Sum = class {
	#small = 0;
	#large = 0n;
	add(value) {
		const sum = this.#small + value;
		if (Number.isSafeInteger(sum)) this.#small = sum;
		else {
			this.#large += BigInt(this.#small) + BigInt(value);
			this.#small = 0;
		}
		return this;
	}
	get value() {
		if (this.#large === 0n) return this.#small;
		return Number(BigInt.asIntN(64, this.#large + BigInt(this.#small)));
	}
};

// packages/profile/dist/graph/paths.js
/** A path without `.`, `..` and doubled slashes where that can be said from its text alone, as Go's `filepath.Clean`. */
function cleanPath(path) {
	if (path === "") return ".";
	const rooted = path.startsWith("/");
	const parts = [];
	for (const part of path.split("/")) {
		if (part === "" || part === ".") continue;
		if (part !== "..") parts.push(part);
		else if (parts.length > 0 && parts.at(-1) !== "..") parts.pop();
		else if (!rooted) parts.push(part);
	}
	return (rooted ? "/" : "") + parts.join("/") || ".";
}
/** The last element of a path, as Go's `filepath.Base`: `.` of an empty path, `/` of slashes alone. */
function baseName(path) {
	if (path === "") return ".";
	const trimmed = path.replace(/\/+$/, "");
	return trimmed === "" ? "/" : trimmed.slice(trimmed.lastIndexOf("/") + 1);
}

// packages/profile/dist/graph/node-sums.js
/** Adds samples up by node; zeros add nothing, so samples without a value need no care. */
function sumByNode(samples, table, { low, high }) {
	const lows = addUp(samples, table, low);
	if (high === void 0) return lows;
	const highs = addUp(samples, table, high);
	return {
		flat: joinSums(lows.flat, highs.flat),
		cum: joinSums(lows.cum, highs.cum)
	};
}
function addUp(samples, table, weights) {
	const flat = new Float64Array(table.length);
	const cum = new Float64Array(table.length);
	if (table.hasInlines) addLines(samples, table, weights, flat, cum);
	else addFrames(samples, table.nodesAt, weights, flat, cum);
	return {
		flat,
		cum
	};
}
/** Where each location is one node: the walk that large profiles spend their time in. */
function addFrames({ length, stack, stackOffsets }, nodeOf, weights, flat, cum) {
	/** For each node the last sample, counted from 1, that went into its cum. */
	const counted = new Int32Array(cum.length);
	let to = 0;
	for (let sample = 0; sample < length; sample++) {
		const from = to;
		to = stackOffsets[sample + 1];
		const weight = weights[sample];
		if (weight === 0 || from === to) continue;
		flat[nodeOf[stack[from]]] += weight;
		for (let frame = from; frame < to; frame++) {
			const node = nodeOf[stack[frame]];
			if (counted[node] === sample + 1) continue;
			counted[node] = sample + 1;
			cum[node] += weight;
		}
	}
}
function addLines({ length, stack, stackOffsets }, { offsets, nodesAt }, weights, flat, cum) {
	/** As above. */
	const counted = new Int32Array(cum.length);
	for (let sample = 0; sample < length; sample++) {
		const weight = weights[sample];
		const from = stackOffsets[sample];
		const to = stackOffsets[sample + 1];
		if (weight === 0 || from === to) continue;
		flat[nodesAt[offsets[stack[from]]]] += weight;
		for (let frame = from; frame < to; frame++) {
			const location = stack[frame];
			const end = offsets[location + 1];
			for (let i = offsets[location]; i < end; i++) {
				const node = nodesAt[i];
				if (counted[node] === sample + 1) continue;
				counted[node] = sample + 1;
				cum[node] += weight;
			}
		}
	}
}

// packages/profile/dist/graph/node-rows.js
/** The nodes of a table in columns: few of many nodes are ever spelled out. */
var NodeRows = class {
	length = 0;
	/** What is shown for a file, by string id. */
	cleanFiles = /* @__PURE__ */ new Map();
	#strings;
	#infos = [];
	#name = Column.int32();
	#file = Column.int32();
	#objectFile = Column.int32();
	#line = Column.float64();
	#column = Column.float64();
	#startLine = Column.float64();
	/** Only those that are not 0. */
	#addresses = /* @__PURE__ */ new Map();
	constructor(strings) {
		this.#strings = strings;
	}
	add({ nameId, fileId, line, column, address, startLine = 0, objectFile = 0 }) {
		this.#name.push(nameId);
		this.#file.push(fileId);
		this.#objectFile.push(objectFile);
		this.#line.push(line);
		this.#column.push(column);
		this.#startLine.push(startLine);
		if (address !== 0n) this.#addresses.set(this.length, address);
		return this.length++;
	}
	info(node) {
		return this.#infos[node] ??= {
			name: this.#strings.get(this.#name.data[node]),
			file: this.cleanFiles.get(this.#file.data[node]) ?? "",
			line: this.#line.data[node],
			column: this.#column.data[node],
			address: this.#addresses.get(node) ?? 0n,
			startLine: this.#startLine.data[node],
			objectFile: this.#strings.get(this.#objectFile.data[node])
		};
	}
};

// packages/profile/dist/graph/node-table.js
/**
* Finds the nodes: frames that a report does not tell apart are one.
*
* Method: google/pprof `internal/graph/graph.go`.
*/
function findNodes(profile, options = {}) {
	const { locations, mappings } = profile;
	const finder = new NodeFinder(profile, options);
	const offsets = new Int32Array(locations.length + 1);
	const nodesAt = new Int32Array(locations.length + locations.lineFunction.length);
	let end = 0;
	let hasInlines = false;
	for (let row = 0; row < locations.length; row++) {
		const mapping = locations.mapping[row];
		const objectFile = mapping === -1 ? 0 : mappings.filename[mapping];
		const address = locations.address[row];
		const from = locations.lineOffsets[row];
		const to = locations.lineOffsets[row + 1];
		if (to - from > 1) hasInlines = true;
		for (let line = from; line < to; line++) nodesAt[end++] = finder.line(locations.lineFunction[line], locations.lineNumber[line], locations.lineColumn[line], address, objectFile);
		if (from === to) nodesAt[end++] = finder.bare(address, objectFile);
		offsets[row + 1] = end;
	}
	const { rows } = finder;
	return {
		length: rows.length,
		info: (node) => rows.info(node),
		offsets,
		nodesAt: nodesAt.subarray(0, end),
		hasInlines
	};
}
/** All nodes of a table, spelled out. */
function nodeInfos(table) {
	return Array.from({ length: table.length }, (_, node) => table.info(node));
}
var NodeFinder = class {
	rows;
	#profile;
	#options;
	/** Equal texts under several string ids are one name, which the smallest of them stands for; 0 is the empty one. */
	#names;
	/** Number of a cleaned file by string id, -1 where not met yet; and by its text. */
	#files;
	#fileNumbers = /* @__PURE__ */ new Map();
	/** Node of a function without line, column and address, + 1: by function row, and the last one by name. */
	#byFunction;
	#byName;
	/** For each node the one of the same name before it, + 1. */
	#before = [];
	#fileOf = [];
	#byKey = /* @__PURE__ */ new Map();
	constructor(profile, options) {
		this.#profile = profile;
		this.#options = options;
		this.rows = new NodeRows(profile.strings);
		this.#names = profile.strings.firstIds();
		this.#files = new Int32Array(profile.strings.length).fill(-1);
		this.#byFunction = new Int32Array(profile.functions.length);
		this.#byName = new Int32Array(profile.strings.length);
	}
	line(func, line, column, address, objectFile) {
		const plain = line === 0 && column === 0 && address === 0n;
		if (plain && this.#byFunction[func] !== 0) return this.#byFunction[func] - 1;
		const { functions } = this.#profile;
		const nameId = functions.name[func];
		const fileId = functions.filename[func];
		const name = this.#names[nameId];
		const file = this.#file(fileId);
		const tellsApart = this.#options.objectNames === true || name === 0;
		if (plain && !tellsApart) {
			const node = this.#function(name, file, fileId);
			this.#byFunction[func] = node + 1;
			return node;
		}
		const object = tellsApart ? objectFile : 0;
		const startLine = tellsApart ? functions.startLine[func] : 0;
		const key = `${name},${file},${line},${column},${address},${startLine},${this.#names[object]}`;
		return this.#node(key, {
			nameId,
			fileId,
			line,
			column,
			address,
			startLine,
			objectFile: object
		});
	}
	/** A location of which only the address is known. */
	bare(address, objectFile) {
		const key = `0,${this.#file(0)},0,0,${address},0,${this.#names[objectFile]}`;
		return this.#node(key, {
			nameId: 0,
			fileId: 0,
			line: 0,
			column: 0,
			address,
			objectFile
		});
	}
	#function(name, file, fileId) {
		for (let node = this.#byName[name] - 1; node !== -1; node = this.#before[node] - 1) if (this.#fileOf[node] === file) return node;
		const node = this.rows.add({
			nameId: name,
			fileId,
			line: 0,
			column: 0,
			address: 0n
		});
		this.#before[node] = this.#byName[name];
		this.#fileOf[node] = file;
		this.#byName[name] = node + 1;
		return node;
	}
	#node(key, row) {
		const known = this.#byKey.get(key);
		if (known !== void 0) return known;
		const node = this.rows.add(row);
		this.#byKey.set(key, node);
		return node;
	}
	#file(id) {
		if (this.#files[id] === -1) {
			const path = this.#profile.strings.get(id);
			const trimmed = this.#options.trimPath ? this.#options.trimPath(path) : path;
			const clean = trimmed === "" ? "" : cleanPath(trimmed);
			this.rows.cleanFiles.set(id, clean);
			const number = this.#fileNumbers.get(clean) ?? this.#fileNumbers.size;
			this.#fileNumbers.set(clean, number);
			this.#files[id] = number;
		}
		return this.#files[id];
	}
};

// packages/profile/dist/compare/sampling-error.js
/**
* One standard deviation of what samples say of an amount, in the unit of sample type `column`: `undefined` where the
* profile does not say how it was sampled.
*
* A sampler that takes one allocation in every `interval` bytes on average estimates b bytes with a variance of
* interval × b; a number of objects has the relative error of their bytes.
*/
function samplingError(profile, column) {
	const { periodType, period, sampleTypes } = profile;
	const interval = period * (unitRatio(periodType.unit, "bytes") ?? 0);
	if (interval <= 0) return void 0;
	const ratio = unitRatio(sampleTypes[column].unit, "bytes");
	if (ratio !== void 0) return (amount) => Math.sqrt(interval * Math.abs(amount) / ratio);
	return (amount, bytes) => bytes === 0 ? 0 : Math.abs(amount) * Math.sqrt(interval / Math.abs(bytes));
}
/** The column that counts the bytes of what `column` counts: `inuse_space` for `inuse_objects`; -1 without one. */
function bytesColumn({ sampleTypes }, column) {
	const isBytes = (i) => unitRatio(sampleTypes[i].unit, "bytes") !== void 0;
	if (isBytes(column)) return column;
	const wanted = sampleTypes[column].type.replace(/objects$/, "space");
	return sampleTypes.findIndex(({ type }, i) => type === wanted && isBytes(i));
}

// packages/profile/dist/compare/compare-profiles.js
/** Differences up to so many standard deviations are noise: one in 370 of those that are. */
const DEVIATIONS = 3;
/**
* Lines the functions of two profiles up, told apart by name, file and start line.
*
* @throws {HeaptideError} `HT_E_NO_SUCH_TYPE`, `HT_E_NO_COMMON_TYPE`.
*/
function compareProfiles(before, after, { sampleType: wanted, cum = false } = {}) {
	const column = selectSampleType(after, wanted);
	const sampleType = after.sampleTypes[column];
	const beforeColumn = before.sampleTypes.findIndex(({ type }) => type === sampleType.type);
	const ratio = unitRatio(before.sampleTypes[beforeColumn]?.unit ?? "", sampleType.unit);
	if (beforeColumn === -1 || ratio === void 0) throw new HeaptideError("HT_E_NO_COMMON_TYPE", `the profile to compare with has no sample type ${sampleType.type}/${sampleType.unit}`);
	const sides = [measure(before, beforeColumn, ratio, cum), measure(after, column, 1, cum)];
	const functions = [.../* @__PURE__ */ new Set([...sides[0].amounts.keys(), ...sides[1].amounts.keys()])].map((key) => compare(sides[0].amounts.get(key) ?? NOTHING, sides[1].amounts.get(key) ?? NOTHING));
	const error = combine(sides[0].error, sides[1].error);
	return {
		sampleType,
		before: sides[0].total,
		after: sides[1].total,
		...error !== void 0 && { error },
		functions: functions.sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta) || b.after - a.after || (keyOf(a.info) < keyOf(b.info) ? -1 : 1))
	};
}
const NOTHING = {
	info: void 0,
	value: 0,
	error: 0
};
function measure(profile, column, ratio, cum) {
	const whole = aggregate(profile, {
		inlines: true,
		functions: true,
		files: true,
		lines: false,
		columns: false,
		addresses: false
	});
	const { samples, sampleTypes } = whole;
	const table = findNodes(whole, { objectNames: true });
	const weigh = (each) => splitWeights(samples.values, samples.exactValues, sampleTypes.length, each);
	const sumsOf = (each) => sumByNode(samples, table, weigh(each))[cum ? "cum" : "flat"];
	const values = sumsOf(column);
	const bytesAt = bytesColumn(whole, column);
	const bytes = bytesAt === -1 ? values : sumsOf(bytesAt);
	const deviation = bytesAt === -1 ? void 0 : samplingError(whole, column);
	const amounts = /* @__PURE__ */ new Map();
	for (let i = 0; i < table.length; i++) {
		if (values[i] === 0) continue;
		const info = table.info(i);
		const key = keyOf(info);
		const known = amounts.get(key) ?? NOTHING;
		const error = deviation && deviation(values[i], bytes[i]) * ratio;
		amounts.set(key, {
			info,
			value: known.value + values[i] * ratio,
			error: combine(known.error, error)
		});
	}
	const total = sumSigned(weigh(column));
	const totalBytes = bytesAt === -1 ? 0 : sumSigned(weigh(bytesAt));
	return {
		amounts,
		total: total * ratio,
		error: deviation && deviation(total, totalBytes) * ratio
	};
}
function keyOf({ name, file, startLine }) {
	return `${file.length}:${file}${startLine}:${name}`;
}
function compare(before, after) {
	const delta = after.value - before.value;
	const error = combine(before.error, after.error);
	return {
		info: after.info ?? before.info,
		before: before.value,
		after: after.value,
		delta,
		...error !== void 0 && { error },
		change: changeOf(before.value, after.value, error ?? 0)
	};
}
function changeOf(before, after, error) {
	if (Math.abs(after - before) <= DEVIATIONS * error || after === before) return "same";
	if (before === 0) return "new";
	if (after === 0) return "gone";
	return after > before ? "grown" : "shrunk";
}
/** Deviation of the sum of two independent amounts. */
function combine(a, b) {
	return a === void 0 || b === void 0 ? void 0 : Math.hypot(a, b);
}

export { encodeProfile as A, scaleValue as B, readCapture as C, ProfileBuilder as D, compileRe2 as E, isBaseSample as F, rewriteSamples as G, scaleProfile as H, subtractBase as I, HeaptideError as K, combineProfiles as L, BORN_LABEL as M, BASE_LABEL as N, gzip as O, compareToBase as P, mergeProfiles as R, selectSampleType as S, writeProfile as T, filterLabels as U, unitRatio as V, filterSamples as W, filterLines as _, baseName as a, labelSets as b, divide as c, sumAbsolute as d, sumSigned as f, aggregate as g, pruneFrom as h, sumByNode as i, demangleProfile as j, formatValue as k, joinSums as l, removeUninteresting as m, findNodes as n, cleanPath as o, truncate as p, StringTable as q, nodeInfos as r, Int64Sum as s, compareProfiles as t, splitWeights as u, lineCount as v, readProfile as w, numericLabelUnits as x, addLabelFrames as y, compareUtf8 as z };