import { k as formatValue } from "./dist-Bc-RQKOJ.js";
import { d as DEFAULT_PPROF_OPTIONS, l as trimmedGraph, n as prepareReport, v as sortEdges } from "./pprof-report-fVeNIqnZ.js";
import { t as safeText } from "./safe-text-Xn96vD7T.js";
import { t as layOutTable } from "./text-table-BPAwaiFX.js";

// packages/report/dist/functions/function-view.js
/**
* The functions to show, largest first; ties by name.
*
* @throws {HeaptideError} `HT_E_PPROF` for a bad pattern; `HT_E_NO_SUCH_TYPE`.
*/
function viewFunctions(profile, view, format, talk) {
	const report = reportOf(profile, view, format, talk);
	const { nodes } = trimmedGraph(report);
	return {
		sampleType: {
			type: report.sampleType,
			unit: report.sampleUnit
		},
		total: report.total,
		functions: nodes.filter(({ info }) => report.symbol?.test(functionTitle(info)) ?? true)
	};
}
/** The report of pprof that a view is made of, without its trimming, and with functions told apart. */
function reportOf(profile, view, format, talk) {
	const options = {
		...DEFAULT_PPROF_OPTIONS,
		granularity: "filefunctions",
		trim: false,
		sort: view.cum === true ? "cum" : "flat",
		sample_index: view.sampleType ?? "",
		focus: view.focus ?? "",
		ignore: view.ignore ?? "",
		hide: view.hide ?? "",
		show: view.show ?? ""
	};
	return {
		...prepareReport(profile, {
			format,
			options,
			symbol: view.symbol
		}, talk),
		tellsFunctionsApart: true
	};
}
/** `newSession src/session.js:12`. */
function functionTitle({ name, file, startLine }) {
	const place = file === "" ? "" : ` ${file}${startLine > 0 ? `:${startLine}` : ""}`;
	return `${name === "" ? "<unknown>" : name}${place}`;
}
function functionJson({ name, file, startLine }) {
	return {
		function: name,
		...file !== "" && { file },
		...startLine > 0 && { line: startLine }
	};
}

// packages/report/dist/functions/diff.js
const COLUMNS$1 = [
	{
		title: "BEFORE",
		align: "right"
	},
	{
		title: "AFTER",
		align: "right"
	},
	{
		title: "DELTA",
		align: "right"
	},
	{
		title: "ERROR",
		align: "right"
	},
	{
		title: "TIMES",
		align: "right"
	},
	{
		title: "FUNCTION",
		align: "left"
	},
	{
		title: "FILE",
		align: "left"
	}
];
/** The functions of two profiles side by side, the largest difference first; what may be noise is only counted. */
function renderDiffText(comparison, { rows, all = false } = {}) {
	const { sampleType, before, after, functions } = comparison;
	const amount = (value) => formatValue(value, sampleType.unit);
	const signed = (value) => (value > 0 ? "+" : "") + amount(value);
	const deviation = (error) => error === void 0 ? "" : `±${amount(error)}`;
	const candidates = functions.filter(({ change, delta }) => all ? delta !== 0 : change !== "same");
	const shown = candidates.slice(0, rows);
	const lines = [`${safeText(sampleType.type)}: ${amount(before)} before, ${amount(after)} after, ${signed(after - before)}${comparison.error === void 0 ? "" : ` ${deviation(comparison.error)}`}`];
	if (shown.length > 0) {
		const table = layOutTable(COLUMNS$1, shown.map((each) => [
			amount(each.before),
			amount(each.after),
			signed(each.delta),
			deviation(each.error),
			times(each),
			safeText(each.info.name === "" ? "<unknown>" : each.info.name),
			safeText(each.info.file) + (each.info.file !== "" && each.info.startLine > 0 ? `:${each.info.startLine}` : "")
		]));
		lines.push(...table);
	}
	if (candidates.length > shown.length) lines.push(`${candidates.length - shown.length} more functions differ`);
	const hidden = functions.filter(({ change, delta }) => change === "same" && delta !== 0);
	if (!all && hidden.length > 0) {
		const sum = hidden.reduce((total, { delta }) => total + delta, 0);
		lines.push(`${hidden.length} more within the sampling error of 3 deviations, ${signed(sum)} in all (--all shows them)`);
	}
	if (candidates.length === 0 && hidden.length === 0) lines.push("no function differs");
	return `${lines.join("\n")}\n`;
}
function times({ before, after, change }) {
	if (before === 0) return change === "same" ? "-" : "new";
	if (after === 0) return change === "same" ? "-" : "gone";
	return `x${(after / before).toPrecision(3)}`;
}
/**
* Schema `heaptide.diff/1`: `{schema, sampleType, before, after, error, functions: [{function, file, line, before, after,
* delta, error, change}]}`; all functions, also those within the sampling error, whose `change` is `same`. `error` is one
* standard deviation, absent where the profiles do not say how they were sampled.
*/
function renderDiffJson({ functions, ...totals }, rows = functions.length) {
	const shown = functions.slice(0, rows).map(({ info, ...figures }) => ({
		...functionJson(info),
		...figures
	}));
	return `${JSON.stringify({
		schema: "heaptide.diff/1",
		...totals,
		functions: shown
	})}\n`;
}

// packages/report/dist/functions/top.js
const COLUMNS = [
	{
		title: "FLAT",
		align: "right"
	},
	{
		title: "FLAT%",
		align: "right"
	},
	{
		title: "CUM",
		align: "right"
	},
	{
		title: "CUM%",
		align: "right"
	},
	{
		title: "FUNCTION",
		align: "left"
	},
	{
		title: "FILE",
		align: "left"
	}
];
/** The functions that hold most, with what they hold themselves (flat) and together with what they call (cum). */
function renderTopText({ sampleType, total, functions }, rows = functions.length) {
	const { type, unit } = sampleType;
	const amount = (value) => formatValue(value, unit);
	const table = layOutTable(COLUMNS, functions.slice(0, rows).map(({ info, flat, cum }) => [
		amount(flat),
		share(flat, total),
		amount(cum),
		share(cum, total),
		safeText(info.name === "" ? "<unknown>" : info.name),
		safeText(info.file) + (info.file !== "" && info.startLine > 0 ? `:${info.startLine}` : "")
	]));
	return `${[`${safeText(type)}: ${amount(total)} in ${functions.length} functions`, ...table].join("\n")}\n`;
}
/** Schema `heaptide.top/1`: `{schema, sampleType, total, functions: [{function, file, line, flat, cum}]}`. */
function renderTopJson({ sampleType, total, functions }, rows = functions.length) {
	const shown = functions.slice(0, rows).map(({ info, flat, cum }) => ({
		...functionJson(info),
		flat,
		cum
	}));
	return `${JSON.stringify({
		schema: "heaptide.top/1",
		sampleType,
		total,
		functions: shown
	})}\n`;
}
/** `12.3%`, of nothing `0.0%`. */
function share(value, total) {
	return `${(total === 0 ? 0 : 100 * value / total).toFixed(1)}%`;
}

// packages/report/dist/functions/tree.js
/** Each function with its callers above and its callees below it. */
function renderTreeText(view, { rows, edges } = {}) {
	const { sampleType, total, functions } = view;
	const amount = (value) => formatValue(value, sampleType.unit);
	return `${[`${safeText(sampleType.type)}: ${amount(total)} in ${functions.length} functions`, ...functions.slice(0, rows).map((node) => {
		const line = (mark, weight, { info }) => `${amount(weight).padStart(12)}  ${mark} ${safeText(functionTitle(info))}`;
		const callers = sortEdges(node.in.values());
		const callees = sortEdges(node.out.values());
		const flat = `flat ${amount(node.flat)} ${share(node.flat, total)}`;
		const cum = `cum ${amount(node.cum)} ${share(node.cum, total)}`;
		return [
			...callers.slice(0, edges).map(({ weight, source }) => line("from", weight, source)),
			...more(callers.length, edges, "callers"),
			`${safeText(functionTitle(node.info))}  ${flat}, ${cum}`,
			...callees.slice(0, edges).map(({ weight, target }) => line("to", weight, target)),
			...more(callees.length, edges, "callees")
		].join("\n");
	})].join("\n\n")}\n`;
}
function more(count, shown = count, what) {
	return count > shown ? [`${" ".repeat(14)}${count - shown} more ${what}`] : [];
}
/**
* Schema `heaptide.tree/1`: as `heaptide.top/1`, each function with `callers` and `callees`
* `[{function, file, line, value}]`.
*/
function renderTreeJson({ sampleType, total, functions }, { rows } = {}) {
	const shown = functions.slice(0, rows).map((node) => ({
		...functionJson(node.info),
		flat: node.flat,
		cum: node.cum,
		callers: sortEdges(node.in.values()).map(({ source, weight }) => ({
			...functionJson(source.info),
			value: weight
		})),
		callees: sortEdges(node.out.values()).map(({ target, weight }) => ({
			...functionJson(target.info),
			value: weight
		}))
	}));
	return `${JSON.stringify({
		schema: "heaptide.tree/1",
		sampleType,
		total,
		functions: shown
	})}\n`;
}

export { renderDiffJson as a, viewFunctions as c, renderTopText as i, renderTreeText as n, renderDiffText as o, renderTopJson as r, reportOf as s, renderTreeJson as t };