import { K as HeaptideError } from "./dist-Bc-RQKOJ.js";

// packages/cli/dist/pprof/pprof-error.js
/** A command line that does not hold; `HT_E_USAGE` is the one error that the usage is printed with. */
function flagError(message) {
	return new HeaptideError("HT_E_USAGE", message);
}
/** An error in pprof's own words. */
function pprofError(message, options) {
	return new HeaptideError("HT_E_PPROF", message, options);
}

export { pprofError as n, flagError as t };