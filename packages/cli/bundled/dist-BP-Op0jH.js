import { a as longBytes, i as count, o as signedLongBytes, t as renderGrowthText } from "./dist-ClvMAGnF.js";
import { a as listFunctions, d as DEFAULT_PPROF_OPTIONS, f as PPROF_OPTIONS, i as renderRaw, n as prepareReport, o as renderList, p as profileHeader, r as textItems, t as generatePprofReport } from "./pprof-report-fVeNIqnZ.js";
import { t as safeText } from "./safe-text-Xn96vD7T.js";
import { t as renderGrowthJson } from "./growth-BdbanMiy.js";

export { safeText };