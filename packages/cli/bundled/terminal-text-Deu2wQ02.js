import "./dist-ClvMAGnF.js";
import { t as safeText } from "./safe-text-Xn96vD7T.js";

// packages/cli/dist/pprof/output/terminal-text.js
/**
* A report for a terminal: names from a profile must not move its cursor or colour it. Elsewhere a report is written byte
* for byte.
*/
function terminalText(report) {
	return report.replace(/[^\n\t]+/g, (run) => safeText(run, { limit: run.length }));
}

export { terminalText as t };