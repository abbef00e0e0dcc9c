import { f as PPROF_OPTIONS } from "./pprof-report-fVeNIqnZ.js";
import "./pprof-BLTsDjs8.js";
import { a as parseGoFloat, i as parseGoDecimal, r as parseGoBoolean, t as NumberError } from "./go-number-D5TvRs8v.js";
import { n as pprofError } from "./pprof-error-CSDKRXKs.js";

// packages/cli/dist/pprof/shell/set-option.js
/** The option of this name, or the one that has it among its choices. */
function findOption(name) {
	return PPROF_OPTIONS.find((option) => option.name === name || option.choices?.includes(name));
}
/** May it stand without a value? */
function isSwitch(option, name) {
	return option.name !== name || typeof option.initial === "boolean";
}
/**
* The options with one of them set from text, as the shell of pprof does it: `nodecount` to `10`, `trim` to `no`, or
* `cum` to `true`.
*
* @throws {HeaptideError} `HT_E_PPROF`.
*/
function setOption(options, name, text) {
	const option = findOption(name);
	if (option === void 0) throw unknownOption(name);
	if (option.name === name) return {
		...options,
		[name]: parseOption(option, text)
	};
	if (parseGoBoolean(text) !== true) throw unknownOption(name);
	return {
		...options,
		[option.name]: name
	};
}
function parseOption({ name, initial, choices }, text) {
	switch (typeof initial) {
		case "boolean": return parseBoolean(text);
		case "number": return name === "nodecount" ? parseNumber("Atoi", text) : parseNumber("ParseFloat", text);
		default:
			if (choices !== void 0 && !choices.includes(text)) throw pprofError(`invalid "${name}" value ${JSON.stringify(text)}`);
			return text;
	}
}
/** More words than Go takes: those of the first pprof. */
function parseBoolean(text) {
	const word = text.toLowerCase();
	if ([
		"true",
		"t",
		"yes",
		"y",
		"1",
		""
	].includes(word)) return true;
	if ([
		"false",
		"f",
		"no",
		"n",
		"0"
	].includes(word)) return false;
	throw pprofError(`illegal value "${text}" for bool variable`);
}
function parseNumber(by, text) {
	try {
		return by === "Atoi" ? parseGoDecimal(text, 64) : parseGoFloat(text);
	} catch (error) {
		if (!(error instanceof NumberError)) throw error;
		throw pprofError(`strconv.${by}: parsing ${JSON.stringify(text)}: ${error.fault}`);
	}
}
function unknownOption(name) {
	return pprofError(`unknown config field ${JSON.stringify(name)}`);
}

export { isSwitch as n, setOption as r, findOption as t };