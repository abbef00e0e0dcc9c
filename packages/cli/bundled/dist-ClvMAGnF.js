import { K as HeaptideError, M as BORN_LABEL } from "./dist-Bc-RQKOJ.js";
import { t as safeText } from "./safe-text-Xn96vD7T.js";
import { t as layOutTable } from "./text-table-BPAwaiFX.js";
import "./pprof-BLTsDjs8.js";

// packages/profile/dist/algebra/frames.js
const UNKNOWN = {
	name: "",
	file: "",
	line: 0,
	column: 0,
	startLine: 0
};
/** The frames that stand at one location, innermost first: the piece of {@link stackFrames} that is worth caching. */
function locationFrames(profile, location) {
	const { strings, functions, locations } = profile;
	const frames = [];
	for (let row = locations.lineOffsets[location]; row < locations.lineOffsets[location + 1]; row++) {
		const func = locations.lineFunction[row];
		frames.push({
			name: strings.get(functions.name[func]),
			file: strings.get(functions.filename[func]),
			line: locations.lineNumber[row],
			column: locations.lineColumn[row],
			startLine: functions.startLine[func]
		});
	}
	return frames.length === 0 ? [UNKNOWN] : frames;
}

// packages/profile/dist/algebra/labels.js
/** The number under `key` among the labels of a sample, given by row number; the first one if there are several. */
function sampleLabelNumber(profile, sample, key) {
	const { strings, samples } = profile;
	for (let row = samples.labelOffsets[sample]; row < samples.labelOffsets[sample + 1]; row++) if (samples.labelText[row] === 0 && strings.get(samples.labelKey[row]) === key) return samples.labelNumber[row];
}

// packages/profile/dist/units/quantity.js
const LETTERS = [
	"",
	"K",
	"M",
	"G",
	"T",
	"P"
];
const NAMES = [
	"B",
	"KiB",
	"MiB",
	"GiB",
	"TiB",
	"PiB"
];
/** `61.4 MiB`. */
function longBytes(bytes) {
	const { digits, power } = scale(bytes);
	return `${digits} ${NAMES[power]}`;
}
/** `+1.58 MiB`. */
function signedLongBytes(bytes) {
	return sign(bytes) + longBytes(Math.abs(bytes));
}
/** `48,210`. */
function count$1(value) {
	return Math.round(value).toString().replace(/\B(?=(\d{3})+$)/g, ",");
}
function scale(bytes) {
	let power = 0;
	let value = bytes;
	while (Math.abs(value) >= 999.5 && power < LETTERS.length - 1) {
		value /= 1024;
		power++;
	}
	return {
		digits: power === 0 ? String(Math.round(value)) : threeDigits(value),
		power
	};
}
function threeDigits(value) {
	const size = Math.abs(value);
	return value.toFixed(size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2);
}
function sign(value) {
	return value < 0 ? "-" : "+";
}

// packages/growth/dist/live-samples.js
const NO_SAMPLES = {
	born: /* @__PURE__ */ new Float64Array(0),
	site: /* @__PURE__ */ new Int32Array(0),
	cohort: /* @__PURE__ */ new Int32Array(0)
};
/**
* Compares reading `reading` with the one before it: samples in both have survived, those only in the first have died,
* those only in the second were born. Enters deaths and births into the sites' tables and fills the cohorts of `next`.
*/
function followSamples(previous, next, { reading, tableOf }) {
	let before = 0;
	for (let now = 0; now < next.born.length; now++) {
		const born = next.born[now];
		while (before < previous.born.length && previous.born[before] < born) bury(before++);
		if (before < previous.born.length && previous.born[before] === born) {
			next.cohort[now] = previous.cohort[before];
			next.site[now] = previous.site[before];
			before++;
		} else {
			next.cohort[now] = reading;
			tableOf(next.site[now]).addBirth(reading);
		}
	}
	while (before < previous.born.length) bury(before++);
	function bury(index) {
		tableOf(previous.site[index]).addDeath(previous.cohort[index], reading - 1);
	}
}
/** The columns for samples in any order, sorted by birth; cohorts are left to {@link followSamples}. */
function sortedByBirth(born, site) {
	const order = new Uint32Array(born.length).map((_, i) => i).sort((a, b) => born[a] - born[b]);
	return {
		born: Float64Array.from(order, (i) => born[i]),
		site: Int32Array.from(order, (i) => site[i]),
		cohort: new Int32Array(born.length)
	};
}

// packages/growth/dist/process-verdict.js
/** Captures after which silence means health: nine leaks in ten have shown themselves by then. */
const ENOUGH_FOR_CLEAN = 13;
function judgeProcess(sites, { captures, births, collected, suspects }) {
	for (const verdict of ["leak", "backlog"]) {
		const found = sites.filter((site) => site.verdict === verdict);
		if (found.length > 0) {
			const confirmed = found.filter((site) => site.confirmed).length;
			return {
				verdict,
				reason: `${count(found.length, "site")}, ${confirmed} confirmed`
			};
		}
	}
	const missing = [];
	if (!births) missing.push("captures with births (births=1): totals cannot tell a leak from a cache that fills");
	if (!collected) missing.push("a collection before every capture (gc=1): without it garbage counts as live");
	if (captures < ENOUGH_FOR_CLEAN) missing.push(count(ENOUGH_FOR_CLEAN - captures, "more capture"));
	else if (suspects > 0) missing.push(`another capture: ${count(suspects, "site")} may yet prove to leak`);
	if (missing.length > 0) return {
		verdict: "inconclusive",
		reason: `needs ${missing.join("; ")}`
	};
	return {
		verdict: "clean",
		reason: `no site leaks over ${captures} captures`
	};
}
function count(n, noun) {
	return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

// packages/growth/dist/site-index.js
/**
* Numbers the allocation sites of a series. A site is the function nearest the leaf that belongs to the application:
* memory that Node's own modules allocate is charged to the application function that called them.
*/
var SiteIndex = class {
	frames = [];
	byKey = /* @__PURE__ */ new Map();
	/** A function that finds the site of each sample of `profile`. */
	of(profile) {
		const { samples, locations } = profile;
		const siteOfLocation = new Int32Array(locations.length).fill(UNSEEN);
		const lookUp = (location) => {
			const seen = siteOfLocation[location];
			if (seen !== UNSEEN) return seen;
			const frame = applicationFrame(profile, location);
			return siteOfLocation[location] = frame === void 0 ? FOREIGN : this.number(frame);
		};
		return (sample) => {
			const begin = samples.stackOffsets[sample];
			const end = samples.stackOffsets[sample + 1];
			for (let i = begin; i < end; i++) {
				const site = lookUp(samples.stack[i]);
				if (site !== FOREIGN) return {
					site,
					from: i
				};
			}
			const leaf = begin < end ? framesAt(profile, samples.stack[begin])[0] : void 0;
			return leaf === void 0 ? void 0 : {
				site: this.number(leaf),
				from: begin
			};
		};
	}
	number(frame) {
		const key = `${frame.function}\0${frame.file}\0${frame.line}\0${frame.column}`;
		let id = this.byKey.get(key);
		if (id === void 0) {
			id = this.frames.length;
			this.frames.push(frame);
			this.byKey.set(key, id);
		}
		return id;
	}
};
const UNSEEN = -2;
const FOREIGN = -1;
/** The path from the root to the stack position `from` of `sample`, root first. */
function pathToRoot(profile, sample, from) {
	const { stack, stackOffsets } = profile.samples;
	const path = [];
	for (let i = from; i < stackOffsets[sample + 1]; i++) path.push(...framesAt(profile, stack[i]));
	return path.reverse();
}
function applicationFrame(profile, location) {
	return framesAt(profile, location).find(({ file }) => file !== "" && !file.startsWith("node:"));
}
/** The frames of one location, innermost first. A frame's place is where its function begins. */
function framesAt(profile, location) {
	return locationFrames(profile, location).map(({ name, file, line, column, startLine }) => ({
		function: name,
		file,
		line: startLine || line,
		column
	}));
}

// packages/growth/dist/reading.js
/**
* @throws {HeaptideError} `HT_E_NO_METADATA` for a profile that heaptide did not write, `HT_E_NO_SUCH_TYPE` for one
* that is no heap profile.
*/
function readingOf({ profile, metadata }, index) {
	if (metadata === void 0) throw new HeaptideError("HT_E_NO_METADATA", "the profile carries no heaptide metadata, so it cannot be part of a series");
	const space = valueColumn(profile, "inuse_space");
	const objects = valueColumn(profile, "inuse_objects");
	const { values, length } = profile.samples;
	const width = profile.sampleTypes.length;
	const siteOf = index.of(profile);
	const tallies = /* @__PURE__ */ new Map();
	const born = new Float64Array(metadata.births ? length : 0);
	const siteColumn = new Int32Array(born.length);
	let identified = 0;
	for (let sample = 0; sample < length; sample++) {
		const sited = siteOf(sample);
		if (sited === void 0) continue;
		const { site, from } = sited;
		let tally = tallies.get(site);
		if (tally === void 0) tallies.set(site, tally = {
			bytes: 0,
			objects: 0,
			stacks: /* @__PURE__ */ new Map()
		});
		tally.bytes += values[sample * width + space];
		tally.objects += values[sample * width + objects];
		countStack(tally.stacks, profile, {
			sample,
			from
		});
		const birth = metadata.births ? sampleLabelNumber(profile, sample, BORN_LABEL) : void 0;
		if (birth === void 0) continue;
		born[identified] = birth;
		siteColumn[identified++] = site;
	}
	return {
		metadata,
		sites: new Map([...tallies].map(([site, { bytes, objects, stacks }]) => [site, {
			bytes,
			objects,
			path: commonestPath(profile, stacks)
		}])),
		samples: metadata.births ? sortedByBirth(born.subarray(0, identified), siteColumn.subarray(0, identified)) : void 0
	};
}
function valueColumn(profile, type) {
	const column = profile.sampleTypes.findIndex((sampleType) => sampleType.type === type);
	if (column >= 0) return column;
	const there = profile.sampleTypes.map((sampleType) => sampleType.type).join(", ");
	throw new HeaptideError("HT_E_NO_SUCH_TYPE", `the profile has no ${type}, only ${there || "nothing"}: it is no heap profile`);
}
function countStack(counts, { samples }, place) {
	const key = samples.stack.subarray(place.from, samples.stackOffsets[place.sample + 1]).join();
	const entry = counts.get(key);
	if (entry === void 0) counts.set(key, {
		samples: 1,
		place
	});
	else entry.samples++;
}
function commonestPath(profile, counts) {
	const [commonest] = [...counts.values()].sort((a, b) => b.samples - a.samples);
	return commonest === void 0 ? [] : pathToRoot(profile, commonest.place.sample, commonest.place.from);
}

// packages/growth/dist/cohort-table.js
/**
* Counts of one site's samples by the reading that first showed them and the last one that did.
*
* A sample's cohort is the number of the reading that first showed it. Readings are numbered from 0; cohort 0 holds what
* was there when the hunt began. The table keeps counts only, never samples.
*/
var CohortTable = class CohortTable {
	/** `dead[b][a]`: samples of cohort `b` last seen `a` readings later, and gone since. */
	dead = [];
	/** `alive[b]`: samples of cohort `b` that the newest reading still shows. */
	alive = [];
	addBirth(cohort) {
		this.alive[cohort] = (this.alive[cohort] ?? 0) + 1;
	}
	/** A sample of `cohort` was last seen in reading `last`. */
	addDeath(cohort, last) {
		this.alive[cohort] = (this.alive[cohort] ?? 0) - 1;
		const row = this.dead[cohort] ??= [];
		row[last - cohort] = (row[last - cohort] ?? 0) + 1;
	}
	aliveIn(cohort) {
		return this.alive[cohort] ?? 0;
	}
	/** Samples of `cohort` last seen `age` readings after they were first seen, and gone since. */
	deadAt(cohort, age) {
		return this.dead[cohort]?.[age] ?? 0;
	}
	bornIn(cohort) {
		let born = this.aliveIn(cohort);
		this.dead[cohort]?.forEach((count) => born += count);
		return born;
	}
	/**
	* The table as it would be had only every second reading been made: reading `2j` becomes `j`. The newest reading
	* must be an even one. What no even reading shows is gone.
	*/
	halved() {
		const half = new CohortTable();
		for (let cohort = 0; cohort < Math.max(this.alive.length, this.dead.length); cohort++) {
			const newCohort = Math.ceil(cohort / 2);
			const survivors = this.aliveIn(cohort);
			if (survivors > 0) half.alive[newCohort] = (half.alive[newCohort] ?? 0) + survivors;
			this.dead[cohort]?.forEach((count, age) => {
				const age2 = Math.floor((cohort + age) / 2) - newCohort;
				if (age2 < 0) return;
				const row = half.dead[newCohort] ??= [];
				row[age2] = (row[age2] ?? 0) + count;
			});
		}
		return half;
	}
};

// packages/growth/dist/arrival-trend.js
/**
* Survivors expected per cohort: those that crossed, and each younger live sample times the chance that it will.
* The index is the cohort; entry 0 is 0.
*/
function expectedSurvivors(table, survival, { newest, age }) {
	const survivors = new Float64Array(newest + 1);
	for (let cohort = 1; cohort <= newest; cohort++) {
		const reached = newest - cohort;
		let sum = table.aliveIn(cohort);
		if (reached < age) sum *= survival.reach[age] / Math.max(1e-9, survival.reach[reached]);
		for (let dead = age; dead < reached; dead++) sum += table.deadAt(cohort, dead);
		survivors[cohort] = sum;
	}
	return survivors;
}
/**
* Fits the arrival rate of survivors in the cohorts after `from` by a density proportional to exp(tilt x) over the work
* done in the window (the Laplace trend test, turned into an estimate). `undefined` where there is too little to fit.
*/
function fitArrivals(survivors, work, from) {
	const newest = survivors.length - 1;
	const begin = work[from];
	const length = work[newest] - begin;
	if (!(length > 0)) return void 0;
	const position = (reading) => (work[reading] - begin) / length;
	let count = 0;
	let moment = 0;
	for (let cohort = from + 1; cohort <= newest; cohort++) {
		count += survivors[cohort];
		moment += survivors[cohort] * ((position(cohort - 1) + position(cohort)) / 2);
	}
	if (count < 3) return void 0;
	const tilt = tiltOfMean(moment / count);
	let chiSquare = 0;
	for (let cohort = from + 1; cohort <= newest; cohort++) {
		const expected = count * (tiltedShare(tilt, position(cohort)) - tiltedShare(tilt, position(cohort - 1)));
		chiSquare += (survivors[cohort] - expected) ** 2 / Math.max(expected, .5);
	}
	const freedom = newest - from - 2;
	const dispersion = Math.max(1, freedom > 0 ? chiSquare / freedom : 1);
	return {
		survivors: count,
		tilt,
		error: Math.sqrt(dispersion / (count * tiltVariance(tilt))),
		dispersion,
		work: length
	};
}
/** The tilt of a density proportional to exp(tilt x) on [0, 1] that has the given mean, by bisection. */
function tiltOfMean(mean) {
	const wanted = Math.min(.97, Math.max(.03, mean));
	let low = -40;
	let high = 40;
	for (let step = 0; step < 50; step++) {
		const tilt = (low + high) / 2;
		if ((Math.abs(tilt) < 1e-4 ? .5 + tilt / 12 : 1 / (1 - Math.exp(-tilt)) - 1 / tilt) < wanted) low = tilt;
		else high = tilt;
	}
	return (low + high) / 2;
}
/** Share of the tilted density that lies below `x`. */
function tiltedShare(tilt, x) {
	return Math.abs(tilt) < 1e-6 ? x : Math.expm1(tilt * x) / Math.expm1(tilt);
}
/** Variance of the tilted density, which is also the information about `tilt` in one arrival. */
function tiltVariance(tilt) {
	if (Math.abs(tilt) < .01) return 1 / 12;
	return 1 / tilt ** 2 - Math.exp(tilt) / Math.expm1(tilt) ** 2;
}

// packages/growth/dist/gamma-quantile.js
/** Standard normal deviate of the 90 % quantile. */
const Z90 = 1.2816;
/**
* 90 % quantile of the Gamma distribution with shape `shape` and scale 1, by the cube-root approximation of Wilson and
* Hilferty (1931): the upper credible bound of a rate after `shape - 1` events.
*/
function gammaQuantile90(shape) {
	return shape * (1 - 1 / (9 * shape) + Z90 / (3 * Math.sqrt(shape))) ** 3;
}

// packages/growth/dist/survival.js
/** Cohort 0 is start-up and is left out: nobody knows how old it is. */
function measureSurvival(table, newest) {
	const deaths = new Float64Array(newest + 2);
	const lived = new Float64Array(newest + 2);
	let born = 0;
	let died = 0;
	for (let cohort = 1; cohort <= newest; cohort++) {
		for (let age = 0; cohort + age < newest; age++) {
			const count = table.deadAt(cohort, age);
			died += count;
			deaths[age + 1] += count;
			lived[age + 1] += count;
		}
		const alive = table.aliveIn(cohort);
		lived[newest - cohort] += alive;
		born += alive;
	}
	const alive = born;
	born += died;
	const atRisk = new Float64Array(newest + 2);
	for (let age = newest + 1, sum = 0; age >= 1; age--) {
		sum += lived[age];
		atRisk[age] = sum;
	}
	const reach = new Float64Array(newest + 2);
	reach[0] = 1;
	for (let age = 1; age <= newest + 1; age++) {
		const risk = atRisk[age];
		reach[age] = reach[age - 1] * (risk > 0 ? 1 - deaths[age] / risk : 1);
	}
	return {
		born,
		died,
		alive,
		deaths,
		atRisk,
		reach
	};
}
/**
* The age at which a sample counts as a survivor. A fifth of the readings, at least 2; past the 80th percentile of the
* ages at death where at least a tenth has died, since what dies at that age proves nothing before it.
*/
function crossingAge(survival, readings) {
	const base = Math.max(2, Math.round(readings / 5));
	const { deaths, died, born } = survival;
	if (died < 2 || died < .1 * born) return base;
	let sum = 0;
	for (let age = 1; age < deaths.length; age++) {
		sum += deaths[age];
		if (sum >= .8 * died) return Math.max(base, age + 1);
	}
	return base;
}
function measureCrossing(table, survival, window) {
	const { newest, age, start, work } = window;
	const warmUp = Math.max(1, start - 1);
	const lastCohort = newest - age;
	const lateFrom = lastCohort - Math.max(1, Math.round((lastCohort - start + 1) / 3));
	let crossed = 0;
	let died = 0;
	let cohorts = 0;
	let late = 0;
	let lateCohorts = 0;
	let exposure = 0;
	for (let cohort = 1; cohort <= lastCohort; cohort++) {
		const crossedAt = work[cohort + age - 1];
		let ofCohort = table.aliveIn(cohort);
		let lived = ofCohort * (work[newest] - crossedAt);
		for (let last = cohort + age; last < newest; last++) {
			const count = table.deadAt(cohort, last - cohort);
			died += count;
			ofCohort += count;
			lived += count * (work[last] - crossedAt);
		}
		if (ofCohort === 0) continue;
		crossed += ofCohort;
		cohorts++;
		if (cohort <= warmUp) continue;
		exposure += lived;
		if (cohort > lateFrom) {
			late += ofCohort;
			lateCohorts++;
		}
	}
	const watched = work[newest] - work[warmUp];
	return {
		crossed,
		died,
		cohorts,
		late,
		lateCohorts,
		persistence: persistenceAfter(survival, {
			age,
			crossed
		}),
		hazard: exposure > 0 ? gammaQuantile90(died + 1) * watched / exposure : Infinity
	};
}
/** Kaplan-Meier survival past the crossing age, as far as enough samples are left to tell. */
function persistenceAfter(survival, { age, crossed }) {
	const enough = Math.max(3, .08 * crossed);
	let share = 1;
	for (let a = age + 1; a < survival.atRisk.length; a++) {
		const risk = survival.atRisk[a];
		if (risk < enough) break;
		share *= 1 - survival.deaths[a] / risk;
	}
	return share;
}

// packages/growth/dist/look.js
/** A rate at the end of the window below this share of the rate at its beginning counts as drying up. */
const DRYING_UP = Math.log(.5);
/** Samples below which a site is not looked at, and survivors below which it is never a finding. */
const FEWEST_SAMPLES = 4;
const FEWEST_SURVIVORS = 8;
/**
* The survival rule: a site leaks when its old samples have stopped dying and new survivors keep arriving at an
* undiminished rate per unit of work. `work[r]` is the work done by reading `r`. `undefined` where it is too early.
*/
function lookAt(table, newest, work) {
	const survival = measureSurvival(table, newest);
	if (survival.born < FEWEST_SAMPLES) return void 0;
	const start = firstCohort(table, newest, survival.born);
	const readings = newest - start + 1;
	if (readings < 5) return void 0;
	const age = crossingAge(survival, readings);
	if (newest - age < 3) return tooYoung(survival, age);
	const warmUp = Math.max(1, start - 1);
	const crossing = measureCrossing(table, survival, {
		newest,
		age,
		start,
		work
	});
	const survivors = expectedSurvivors(table, survival, {
		newest,
		age
	});
	const whole = fitArrivals(survivors, work, warmUp);
	const half = readings >= 10 ? fitArrivals(survivors, work, newest - Math.floor(readings / 2)) : void 0;
	const arrivesThroughout = keepsArriving(whole, cautionAt(readings));
	const leaks = (arrivesThroughout || half !== void 0 && half.survivors >= 12 && keepsArriving(half, 1.3)) && stopsDying(crossing) && isEnough(crossing, {
		newest,
		age,
		start,
		readings
	});
	const oldDie = crossing.persistence < .65 || crossing.died > .25 * crossing.crossed;
	return {
		survival,
		age,
		crossing,
		whole,
		half,
		leaks,
		leaksThroughout: leaks && arrivesThroughout,
		refuted: oldDie || crossing.late === 0 || driesUp(whole) && driesUp(half),
		oldDie
	};
}
/** The site's own clock starts at the cohort that brings its samples past 3 %: a stray early one does not count. */
function firstCohort(table, newest, born) {
	let sum = 0;
	for (let cohort = 1; cohort <= newest; cohort++) {
		sum += table.bornIn(cohort);
		if (sum > .03 * born) return cohort;
	}
	return 1;
}
/** Samples die at an age that the window is too short to look beyond: only their deaths can be told. */
function tooYoung(survival, age) {
	const { died, born } = survival;
	return {
		survival,
		age,
		crossing: void 0,
		whole: void 0,
		half: void 0,
		leaks: false,
		leaksThroughout: false,
		refuted: died >= .25 * born,
		oldDie: died >= .4 * born
	};
}
function stopsDying({ crossed, died, persistence, hazard }) {
	return crossed > 0 && died <= .25 * crossed && persistence >= .7 && hazard <= 1;
}
function isEnough({ crossed, cohorts, late, lateCohorts }, { newest, age, start, readings }) {
	const fewestLateCohorts = Math.max(1, Math.round((newest - age - start + 1) / 3)) === 1 || readings >= 12 ? 1 : 2;
	return crossed >= FEWEST_SURVIVORS && cohorts >= 3 && late >= 2 && lateCohorts >= fewestLateCohorts;
}
/** Standard errors that the trend must clear: short windows need more. */
function cautionAt(readings) {
	return readings >= 14 ? 0 : .8 * (14 - readings) / 9;
}
function keepsArriving(trend, caution) {
	return trend !== void 0 && trend.tilt - caution * trend.error >= DRYING_UP;
}
function driesUp(trend) {
	return trend === void 0 || trend.tilt + .5 * trend.error < DRYING_UP;
}

// packages/growth/dist/mann-kendall.js
/**
* Mann-Kendall statistic of a series: the standard normal deviate of its upward trend, with continuity correction;
* 0 where it does not rise. Readings of one site share samples, so it overstates the evidence when used alone.
*/
function mannKendall(series) {
	const n = series.length;
	let score = 0;
	for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) score += Math.sign(series[j] - series[i]);
	if (score <= 0) return 0;
	return (score - 1) / Math.sqrt(n * (n - 1) * (2 * n + 5) / 18);
}

// packages/growth/dist/queue-wait.js
/**
* Little's law: live = arrivals x wait. More live samples at level arrivals mean a longer wait, which is a backlog; more
* at higher arrivals is load. Looks at the last half of the readings. `undefined` where there is too little to tell.
*/
function measureQueueWait(table, newest, work) {
	if (newest < 12) return void 0;
	const begin = newest - Math.max(7, Math.floor(newest / 2));
	const live = liveCounts(table, newest);
	const arrivals = [];
	const counts = [];
	let births = 0;
	let deaths = 0;
	for (let reading = begin + 1; reading <= newest; reading++) {
		const born = table.bornIn(reading);
		const done = work[reading] - work[reading - 1];
		if (!(done > 0)) return void 0;
		births += born;
		deaths += live[reading - 1] + born - live[reading];
		arrivals.push(born / done);
		counts.push(live[reading]);
	}
	if (births < 20 || deaths < 10) return void 0;
	const waits = counts.map((count, i) => count / Math.max(1e-9, mean$1(arrivals.slice(Math.max(0, i - 1), i + 2))));
	const third = Math.max(2, Math.floor(counts.length / 3));
	const ratio = (series, from, to) => mean$1(series.slice(-third)) / mean$1(series.slice(from, to));
	const liveRatio = ratio(counts, 0, third);
	const waitRatio = ratio(waits, 0, third);
	const arrivalRatio = ratio(arrivals, 0, third);
	const drained = largestFall(counts) >= 3 * Math.sqrt(Math.max(...counts));
	return {
		growing: mannKendall(counts) > 2 && mannKendall(waits) > 2 && liveRatio > 1.3 && ratio(counts, third, counts.length - third) > 1.08 && waitRatio > 1.25 && arrivalRatio > .7 && arrivalRatio < 1.4 && !drained,
		waitRatio,
		liveRatio,
		drained
	};
}
/** Live samples at each reading. */
function liveCounts(table, newest) {
	const live = new Float64Array(newest + 1);
	for (let cohort = 0; cohort <= newest; cohort++) {
		let left = table.bornIn(cohort);
		for (let reading = cohort; reading <= newest && left > 0; reading++) {
			live[reading] += left;
			left -= table.deadAt(cohort, reading - cohort);
		}
	}
	return live;
}
function mean$1(values) {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}
function largestFall(series) {
	let peak = -Infinity;
	let fall = 0;
	for (const value of series) {
		peak = Math.max(peak, value);
		fall = Math.max(fall, peak - value);
	}
	return fall;
}

// packages/growth/dist/site-standing.js
/** First reading at which a finding may be shown, and at which it may be confirmed. */
const SHOWN_FROM = 7;
const CONFIRMED_FROM = 12;
/**
* What is held of one site over consecutive looks. A finding is made by looks in a row that agree, outlives looks that
* are merely weak, and is withdrawn only on evidence of health.
*/
var SiteStanding = class {
	shown = new LeakLatch(SHOWN_FROM);
	lasting = new LeakLatch(CONFIRMED_FROM);
	queue = new BacklogLatch();
	hasBeenFinding = false;
	update(reading, look, wait) {
		this.shown.update(reading, look);
		this.lasting.update(reading, look);
		this.queue.update(wait);
		this.hasBeenFinding ||= this.leak || this.backlog;
	}
	get leak() {
		return this.shown.on;
	}
	get backlog() {
		return this.queue.on;
	}
	get confirmed() {
		return this.leak ? this.lasting.on : this.queue.on;
	}
	get retracted() {
		return this.hasBeenFinding && !this.leak && !this.backlog;
	}
	/** The newest look speaks for a leak, though not yet often enough. */
	get suspected() {
		return this.shown.pending;
	}
};
var LeakLatch = class {
	on = false;
	pending = false;
	inARow = 0;
	throughoutInARow = 0;
	against = 0;
	from;
	constructor(from) {
		this.from = from;
	}
	update(reading, look) {
		const leaks = look !== void 0 && look.leaks && reading >= this.from;
		this.pending = look?.leaks ?? false;
		this.inARow = leaks ? this.inARow + 1 : 0;
		this.throughoutInARow = leaks && look.leaksThroughout ? this.throughoutInARow + 1 : 0;
		this.against = look?.refuted ? this.against + (look.oldDie ? 2 : 1) : 0;
		if (this.throughoutInARow >= 2 || this.inARow >= 3) this.on = true;
		else if (this.against >= 2) this.on = false;
	}
};
var BacklogLatch = class {
	on = false;
	inARow = 0;
	against = 0;
	update(wait) {
		this.inARow = wait?.growing ? this.inARow + 1 : 0;
		const healthy = wait === void 0 || wait.waitRatio < 1.1 || wait.drained;
		this.against = healthy ? this.against + 1 : 0;
		if (this.inARow >= 3) this.on = true;
		else if (this.against >= 2) this.on = false;
	}
};

// packages/growth/dist/site-history.js
/** All that a hunt remembers of one site. */
var SiteHistory = class {
	/** Live bytes and objects, one figure per capture of the hunt. */
	bytes;
	objects;
	standing = new SiteStanding();
	table = new CohortTable();
	path = [];
	look;
	wait;
	/** Captures since the site was first seen, that one included. */
	age = 0;
	constructor(capturesBefore) {
		this.bytes = new Array(capturesBefore).fill(0);
		this.objects = new Array(capturesBefore).fill(0);
	}
	/** Enters what a capture shows of the site; `undefined` when it shows nothing. */
	record(figures) {
		this.bytes.push(figures?.bytes ?? 0);
		this.objects.push(figures?.objects ?? 0);
		if (figures !== void 0) this.path = figures.path;
		this.age++;
	}
	/** Judges the site at reading `newest`; `work[r]` is the work done by reading `r`. */
	judge(newest, work) {
		this.look = lookAt(this.table, newest, work);
		this.wait = measureQueueWait(this.table, newest, work);
		this.standing.update(newest, this.look, this.wait);
	}
	/** Keeps the figures of those captures only. */
	thin(kept) {
		this.bytes = this.bytes.filter(kept);
		this.objects = this.objects.filter(kept);
	}
	/** Counts of samples up to reading `newest`. */
	evidence(newest) {
		let samples = 0;
		let alive = 0;
		for (let cohort = 0; cohort <= newest; cohort++) {
			samples += this.table.bornIn(cohort);
			alive += this.table.aliveIn(cohort);
		}
		return {
			samples,
			births: samples - this.table.bornIn(0) - this.table.bornIn(1),
			deaths: samples - alive,
			crossings: this.look?.crossing?.crossed ?? 0
		};
	}
};

// packages/growth/dist/change.js
/**
* Compares the mean of the last third of `bytes` with that of the first. A difference counts from two standard
* deviations of the sampling error, sqrt(interval x bytes), of one reading: readings share their samples, so their mean
* is hardly better than one of them.
*/
function changeOf(bytes, interval) {
	const third = Math.max(1, Math.floor(bytes.length / 3));
	const before = mean(bytes.slice(0, third));
	const after = mean(bytes.slice(-third));
	const noise = 2 * Math.sqrt(interval * Math.max(before, after));
	if (after - before > noise) return "up";
	if (before - after > noise) return "down";
	return "level";
}
function mean(values) {
	return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

// packages/growth/dist/growth-rate.js
const NO_GROWTH = {
	perUnit: 0,
	low: 0,
	high: 0,
	perSecond: 0
};
/**
* Growth from survivors: those that arrived in the window, at the mean size of the site's live samples, per unit of
* work. The interval is that of a Poisson count, widened where arrivals come in bursts.
*/
function survivorRate(site, { samples, unitsPerSecond }) {
	const trend = windowOf(site.look);
	const bytes = site.bytes.at(-1) ?? 0;
	if (trend === void 0 || samples === 0) return void 0;
	const perUnit = trend.survivors / trend.work;
	const bytesPerUnit = perUnit * bytes / samples;
	const margin = 1.96 * bytesPerUnit * Math.sqrt(trend.dispersion / trend.survivors);
	return {
		slope: {
			perUnit: bytesPerUnit,
			low: Math.max(0, bytesPerUnit - margin),
			high: bytesPerUnit + margin,
			perSecond: bytesPerUnit * unitsPerSecond
		},
		objectsPerUnit: perUnit * (site.objects.at(-1) ?? 0) / samples
	};
}
/** The whole window where it speaks for the leak, its last half where only that does. */
function windowOf(look) {
	if (look === void 0) return void 0;
	return look.leaks && !look.leaksThroughout ? look.half : look.whole;
}
/**
* Growth from totals: the difference between the live bytes of the newest capture and of the middle one. The interval
* is that of the sampling error at either end.
*/
function netRate(site, { interval, work, seconds }) {
	const last = site.bytes.length - 1;
	const middle = Math.floor(last / 2);
	const done = work[last] - work[middle];
	const elapsed = seconds[last] - seconds[middle];
	if (!(done > 0) || !(elapsed > 0)) return NO_GROWTH;
	const change = site.bytes[last] - site.bytes[middle];
	const margin = 1.96 * Math.sqrt(interval * (site.bytes[last] + site.bytes[middle]));
	return {
		perUnit: change / done,
		low: (change - margin) / done,
		high: (change + margin) / done,
		perSecond: change / elapsed
	};
}

// packages/growth/dist/totals-rule.js
/** Mann-Kendall deviate of a one-sided test at 1 %. */
const SIGNIFICANT = 2.33;
const FEWEST_READINGS = 10;
const SMALLEST_GROWTH = 65536;
/**
* The fallback for captures without births: live bytes that rise significantly, by at least 64 KiB and beyond the
* sampling error, that rose on in the last half, and that never fell back. Totals cannot tell a leak from a cache that
* fills, so this is never more than `growing`.
*/
function growsByTotals(bytes, work, interval) {
	if (bytes.length < FEWEST_READINGS) return false;
	const first = bytes[0];
	const last = bytes.at(-1);
	const rise = last - first;
	if (rise < SMALLEST_GROWTH || changeOf(bytes, interval) !== "up") return false;
	if (mannKendall(bytes) <= SIGNIFICANT) return false;
	const middle = Math.floor(bytes.length / 2);
	const lateShare = (work.at(-1) - work[middle]) / (work.at(-1) - work[0]);
	return last - bytes[middle] >= .5 * rise * lateShare && Math.max(...bytes) - last < .15 * rise;
}

// packages/growth/dist/work-clock.js
/** Name of the unit when no work counter is to be had. */
const SECOND = "second";
/** The counter that the agent keeps by itself; one that the program keeps says more. */
const AUTOMATIC = "requests";
/**
* Work done over a series of readings, in `wanted` or in the counter that says most: one of the program's own before
* the automatic request counter, and seconds where nothing was counted.
*/
function workClock(readings, wanted) {
	const start = Date.parse(readings[0]?.time ?? "");
	const seconds = readings.map(({ time }) => (Date.parse(time) - start) / 1e3);
	const unit = wanted ?? chooseUnit(readings);
	if (unit === "second") return {
		unit,
		done: seconds,
		seconds
	};
	return {
		unit,
		done: readings.map(({ work }) => work[unit] ?? 0),
		seconds
	};
}
function chooseUnit(readings) {
	const increase = /* @__PURE__ */ new Map();
	for (const name of new Set(readings.flatMap(({ work }) => Object.keys(work)))) {
		const counts = readings.map(({ work }) => work[name] ?? 0);
		const rises = counts.filter((count, i) => i > 0 && count > counts[i - 1]).length;
		if (rises * 2 >= readings.length - 1 && rises > 0) increase.set(name, counts.at(-1) - counts[0]);
	}
	const own = [...increase].filter(([name]) => name !== AUTOMATIC).sort((a, b) => b[1] - a[1])[0];
	if (own !== void 0) return own[0];
	return increase.has(AUTOMATIC) ? AUTOMATIC : SECOND;
}
/** The name of one unit of a counter: `session` for `sessions`, `query` for `queries`. */
function singular(unit) {
	return unit.replace(/ies$/, "y").replace(/([^s])s$/, "$1");
}

// packages/growth/dist/site-verdict.js
const FEWEST_CAPTURES = 3;
/** Puts one word, one sentence and one slope to what a hunt holds of a site. */
function judgeSite(site, context) {
	const { captures, interval, liveSamples } = context;
	const unit = singular(captures.unit);
	const elapsed = captures.seconds.at(-1) - captures.seconds[0];
	const unitsPerSecond = elapsed > 0 ? (captures.done.at(-1) - captures.done[0]) / elapsed : 0;
	const rate = survivorRate(site, {
		samples: liveSamples,
		unitsPerSecond
	});
	const net = netRate(site, {
		interval,
		work: captures.done,
		seconds: captures.seconds
	});
	if (site.standing.leak) return {
		verdict: "leak",
		reason: leakReason(site, rate, unit),
		slope: rate?.slope ?? NO_GROWTH
	};
	if (site.standing.backlog) return {
		verdict: "backlog",
		reason: backlogReason(site),
		slope: net
	};
	if (site.age < FEWEST_CAPTURES) return {
		verdict: "new",
		reason: `first seen ${site.age === 1 ? "in this capture" : "in the last capture"}; needs ${FEWEST_CAPTURES}`,
		slope: NO_GROWTH
	};
	if (!context.births) return judgeTotals(site, context, net);
	const change = changeOf(site.bytes, interval);
	if (change === "down") return {
		verdict: "shrinking",
		reason: spanOf(site.bytes),
		slope: net
	};
	if (site.look?.refuted === true) return {
		verdict: "bounded",
		reason: healthReason(site),
		slope: NO_GROWTH
	};
	const slope = rate?.slope ?? net;
	if (site.look?.leaks === true || change === "up" && slope.low > 0) return {
		verdict: "growing",
		reason: growingReason(site),
		slope
	};
	return {
		verdict: "flat",
		reason: change === "up" ? `${spanOf(site.bytes)}, but no longer by more than the sampling error` : "the change is within the sampling error",
		slope: NO_GROWTH
	};
}
function judgeTotals(site, { captures, interval }, net) {
	if (growsByTotals(site.bytes, captures.done, interval)) return {
		verdict: "growing",
		reason: `${spanOf(site.bytes)}; without births a leak cannot be told from a cache that fills`,
		slope: net
	};
	if (changeOf(site.bytes, interval) === "down") return {
		verdict: "shrinking",
		reason: spanOf(site.bytes),
		slope: net
	};
	return {
		verdict: "flat",
		reason: "no steady rise beyond the sampling error",
		slope: NO_GROWTH
	};
}
function leakReason({ look, standing, bytes: { length: captures } }, rate, unit) {
	const parts = [];
	const crossing = look?.crossing;
	if (look !== void 0 && crossing !== void 0) {
		const alive = crossing.crossed - crossing.died;
		parts.push(`${alive} of ${crossing.crossed} samples older than ${look.age} captures are still alive`);
	}
	if (rate !== void 0) {
		const { perUnit, high } = rate.slope;
		const objects = rate.objectsPerUnit.toFixed(rate.objectsPerUnit < 10 ? 2 : 0);
		parts.push(`${objects} objects and ${longBytes(perUnit)} ± ${longBytes(high - perUnit)} kept per ${unit}`);
	}
	if (!standing.confirmed) {
		const wait = captures < 14 ? `needs ${14} captures` : "the newest captures waver";
		parts.push(`not confirmed yet: ${wait}`);
	}
	return parts.join("; ");
}
function backlogReason({ wait }) {
	if (wait === void 0) return "the queue fell behind earlier and has not been seen to drain";
	return `what is queued here waits ${wait.waitRatio.toFixed(1)} times as long as before, at a level arrival rate; ${wait.liveRatio.toFixed(1)} times as much is queued`;
}
function healthReason({ look, standing }) {
	const withdrawn = standing.retracted ? "retracted: " : "";
	if (look === void 0) return `${withdrawn}no evidence of growth`;
	const { crossing, survival, age } = look;
	if (look.oldDie) return `${withdrawn}the old die: ${survival.died} of ${survival.born} samples have been freed`;
	if (crossing?.late === 0) return `${withdrawn}nothing allocated here lately has outlived ${age} captures`;
	return `${withdrawn}survivors have stopped arriving`;
}
function growingReason({ look, bytes: series }) {
	if (look === void 0) return `${spanOf(series)}; too few samples or captures to tell whether it lasts`;
	if (look.leaks) return "survivors keep arriving and none are freed; another capture is needed to say leak";
	if (look.crossing === void 0) return `samples die late: nothing older than ${look.age} captures can be judged yet`;
	const { crossed, died } = look.crossing;
	return `${spanOf(series)}; ${crossed} samples have outlived ${look.age} captures, ${died} of them were freed since`;
}
function spanOf(series) {
	return `live bytes went from ${longBytes(series[0] ?? 0)} to ${longBytes(series.at(-1) ?? 0)}`;
}

// packages/growth/dist/hunt.js
/** Readings that survival is judged over; beyond that every second one is dropped and rounds become twice as long. */
const MOST_ROUNDS = 64;
/** Captures that a report covers; beyond that every second one is left out. */
const MOST_CAPTURES = 240;
/**
* Takes the captures of one process in order and judges after each. Keeps counts, never samples, and at most
* {@link MOST_ROUNDS} rounds and {@link MOST_CAPTURES} captures, so a hunt may go on for ever.
*/
var Hunt = class {
	options;
	index = new SiteIndex();
	sites = [];
	captures = [];
	rounds = [];
	live = NO_SAMPLES;
	/** Captures to a round, and captures seen since the last round. */
	stride = 1;
	sinceRound = 0;
	seen = 0;
	constructor(options = {}) {
		this.options = options;
	}
	/**
	* Adds the next capture of the series and judges all so far.
	* @throws {HeaptideError} `HT_E_MIXED_SERIES` for a capture of another process, of another life of it, or sampled
	* otherwise; and what {@link readingOf} throws. The hunt is then as it was before.
	*/
	add(capture) {
		const reading = readingOf(capture, this.index);
		const previous = this.captures.at(-1);
		if (previous !== void 0) checkSameSeries(previous, reading.metadata);
		this.seen++;
		this.record(reading);
		if (reading.samples !== void 0 && this.sinceRound++ % this.stride === 0) this.judgeRound(reading.metadata, reading.samples);
		const report = this.report();
		if (this.captures.length > MOST_CAPTURES) this.thinCaptures();
		return report;
	}
	record({ metadata, sites }) {
		for (let site = this.sites.length; site < this.index.frames.length; site++) this.sites.push(new SiteHistory(this.captures.length));
		this.captures.push(metadata);
		this.sites.forEach((history, site) => history.record(sites.get(site)));
	}
	judgeRound(metadata, samples) {
		this.rounds.push(metadata);
		const reading = this.rounds.length - 1;
		followSamples(this.live, samples, {
			reading,
			tableOf: (site) => this.sites[site].table
		});
		this.live = samples;
		const { done } = workClock(this.rounds, this.options.unit);
		for (const site of this.sites) site.judge(reading, done);
		if (reading === MOST_ROUNDS) this.halveRounds();
	}
	/** The newest round has an even number, as {@link CohortTable.halved} needs it. */
	halveRounds() {
		this.rounds = this.rounds.filter((_, reading) => reading % 2 === 0);
		for (const site of this.sites) site.table = site.table.halved();
		this.live.cohort.forEach((cohort, i) => this.live.cohort[i] = Math.ceil(cohort / 2));
		this.stride *= 2;
		this.sinceRound = 1;
	}
	/** Their number is odd here, so the newest is kept. */
	thinCaptures() {
		const kept = (_, i) => i % 2 === 0;
		this.captures = this.captures.filter(kept);
		for (const site of this.sites) site.thin(kept);
	}
	report() {
		const captures = workClock(this.captures, this.options.unit);
		const { interval, exactSites } = this.captures.at(-1);
		const births = this.captures.every((capture) => capture.births);
		const liveSamples = new Int32Array(this.sites.length);
		for (const site of this.live.site) liveSamples[site]++;
		const sites = this.sites.map((history, site) => {
			const context = {
				interval,
				captures,
				births,
				liveSamples: liveSamples[site]
			};
			return {
				...this.index.frames[site],
				path: history.path,
				...judgeSite(history, context),
				confirmed: history.standing.confirmed,
				inuseSpace: [...history.bytes],
				inuseObjects: [...history.objects],
				evidence: history.evidence(this.rounds.length - 1),
				retracted: history.standing.retracted,
				uncertainSite: exactSites !== true
			};
		});
		const evidence = {
			captures: this.seen,
			births,
			collected: this.captures.every(({ gc }) => gc === "forced"),
			suspects: this.sites.filter(({ standing }) => standing.suspected).length
		};
		return {
			schema: "heaptide.growth/1",
			...judgeProcess(sites, evidence),
			unit: captures.unit,
			captures: this.captures.map(figuresOf),
			sites: sites.sort(byShareOfGrowth)
		};
	}
};
function checkSameSeries(before, now) {
	const clash = before.pid !== now.pid || before.startedAt !== now.startedAt ? `process ${before.pid} started ${before.startedAt} and process ${now.pid} started ${now.startedAt}` : before.interval !== now.interval ? `sampling intervals of ${before.interval} and ${now.interval} bytes` : before.exactSites !== now.exactSites ? "captures with and without exact sites" : Date.parse(now.time) < Date.parse(before.time) ? `a capture of ${now.time} after one of ${before.time}` : void 0;
	if (clash !== void 0) throw new HeaptideError("HT_E_MIXED_SERIES", `these captures are not one series: ${clash}`);
}
function figuresOf({ time, work, gc, heapUsed, heapLimit, rss, external }) {
	return {
		time,
		work,
		gc,
		heapUsed,
		heapLimit,
		rss,
		external
	};
}
const RANK = {
	leak: 0,
	backlog: 1,
	growing: 2,
	bounded: 3,
	new: 3,
	flat: 3,
	shrinking: 3
};
function byShareOfGrowth(a, b) {
	return RANK[a.verdict] - RANK[b.verdict] || b.slope.perSecond - a.slope.perSecond || b.inuseSpace.at(-1) - a.inuseSpace.at(-1);
}

// packages/growth/dist/judge-series.js
/**
* Judges a complete series. The captures are put into order of time first.
* @throws {HeaptideError} `HT_E_NO_CAPTURES` without captures, and what {@link Hunt.add} throws.
*/
function judgeSeries(captures, options = {}) {
	const ordered = [...captures].sort((a, b) => timeOf(a) - timeOf(b));
	const hunt = new Hunt(options);
	let report;
	for (const capture of ordered) report = hunt.add(capture);
	if (report === void 0) throw new HeaptideError("HT_E_NO_CAPTURES", "there are no captures to judge");
	return report;
}
function timeOf({ metadata }) {
	return metadata === void 0 ? 0 : Date.parse(metadata.time);
}

// packages/report/dist/growth-text.js
const QUIET = /* @__PURE__ */ new Set([
	"bounded",
	"flat",
	"shrinking",
	"new"
]);
/** The report for a terminal or a log: the verdict, the sites that grow, and why each is judged so. */
function renderGrowthText(report, { all = false } = {}) {
	const shown = report.sites.filter((site) => all || site.retracted || !QUIET.has(site.verdict));
	const lines = [`${report.verdict}: ${report.reason}`, seriesLine(report)];
	if (shown.length > 0) lines.push("", ...siteTable(shown, report.unit));
	const explained = shown.filter((site) => site.retracted || !QUIET.has(site.verdict));
	if (explained.length > 0) lines.push("", ...explained.map(reasonLine));
	const quiet = quietLine(report.sites.filter((site) => !shown.includes(site)));
	if (quiet !== void 0) lines.push("", quiet);
	return `${lines.join("\n")}\n`;
}
function seriesLine({ captures, unit }) {
	const first = captures[0];
	const last = captures.at(-1);
	const seconds = (Date.parse(last.time) - Date.parse(first.time)) / 1e3;
	const done = (last.work[unit] ?? 0) - (first.work[unit] ?? 0);
	const collected = captures.every(({ gc }) => gc === "forced");
	return [
		`${captures.length} captures over ${seconds.toFixed(1)} s`,
		unit === "second" ? "no work counter, so by time only" : `${count$1(done)} ${safeText(unit)}`,
		`heap ${longBytes(first.heapUsed)} to ${longBytes(last.heapUsed)}${collected ? "" : " (garbage included)"}`,
		`rss ${longBytes(first.rss)} to ${longBytes(last.rss)}`
	].join(", ");
}
function siteTable(sites, unit) {
	const columns = [
		{
			title: "VERDICT",
			align: "left"
		},
		{
			title: "SITE",
			align: "left"
		},
		{
			title: "LOCATION",
			align: "left"
		},
		{
			title: "IN USE",
			align: "right"
		},
		{
			title: `PER ${safeText(singular(unit)).toUpperCase()} (95%)`,
			align: "right"
		},
		{
			title: "PER MINUTE",
			align: "right"
		}
	];
	return layOutTable(columns, sites.map((site) => [
		site.verdict,
		safeText(site.function),
		location(site),
		longBytes(site.inuseSpace.at(-1)),
		interval(site),
		signedLongBytes(site.slope.perSecond * 60)
	]));
}
function interval({ slope: { perUnit, low, high } }) {
	return perUnit === 0 ? "-" : `${signedLongBytes(perUnit)} (${longBytes(low)} to ${longBytes(high)})`;
}
function reasonLine(site) {
	const caller = site.path.at(-2);
	const from = caller === void 0 ? "" : `, called by ${safeText(caller.function)}`;
	const doubt = site.uncertainSite ? "; inlining is on, so the true function may be one that it calls" : "";
	return `${safeText(site.function)}${from}: ${safeText(site.reason)}${doubt}`;
}
function location({ file, line, column }) {
	return `${safeText(file)}:${line}:${column}`;
}
function quietLine(sites) {
	if (sites.length === 0) return void 0;
	const listed = [...QUIET].map((verdict) => ({
		verdict,
		n: sites.filter((site) => site.verdict === verdict).length
	})).filter(({ n }) => n > 0).map(({ verdict, n }) => `${n} ${verdict}`);
	return `${sites.length} more ${sites.length === 1 ? "site" : "sites"}: ${listed.join(", ")}`;
}

export { longBytes as a, count$1 as i, judgeSeries as n, signedLongBytes as o, Hunt as r, renderGrowthText as t };