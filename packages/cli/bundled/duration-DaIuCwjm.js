import { K as HeaptideError } from "./dist-Bc-RQKOJ.js";

// packages/cli/dist/duration.js
const MILLISECONDS = {
	ms: 1,
	s: 1e3,
	m: 6e4,
	h: 36e5
};
/**
* Milliseconds of a duration such as `500ms`, `2s`, `1.5m` or `1h`; a bare number is seconds.
* @throws {HeaptideError} `HT_E_USAGE`.
*/
function parseDuration(text) {
	const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text);
	if (match === null) throw new HeaptideError("HT_E_USAGE", `"${text}" is no duration: write 500ms, 2s, 5m or 1h`);
	return Number(match[1]) * MILLISECONDS[match[2] ?? "s"];
}

export { parseDuration as t };