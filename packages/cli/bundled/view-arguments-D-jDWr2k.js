import { I as subtractBase, R as mergeProfiles, m as removeUninteresting } from "./dist-Bc-RQKOJ.js";
import { n as readCaptures } from "./dist-CgPec0SE.js";

// packages/cli/dist/views/read-profile.js
/**
* The profile that the targets name, added up, without the base and without the frames that it calls uninteresting.
*
* @throws {HeaptideError} what {@link readCaptures} throws; `HT_E_NO_COMMON_TYPE`.
*/
async function readView({ targets, base }) {
	const profile = await readTargets(targets);
	return removeUninteresting(base === void 0 ? profile : subtractBase(profile, await readTargets([base])));
}
/** One profile of all that `targets` name. */
async function readTargets(targets) {
	const profiles = [];
	for (const target of targets) {
		const last = (await readCaptures([target])).at(-1);
		profiles.push(last.capture.profile);
	}
	return profiles.length === 1 ? profiles[0] : mergeProfiles(profiles);
}

// packages/cli/dist/views/view-arguments.js
const TARGETS = {
	type: "string",
	array: true,
	demandOption: true,
	describe: "files, directories or URLs, which are added up; a directory stands for its last capture"
};
const SAMPLE_TYPE = {
	type: "string",
	describe: "such as inuse_objects"
};
const JSON_OUTPUT = {
	type: "boolean",
	default: false,
	describe: "print JSON"
};
const ROWS = {
	alias: "n",
	type: "number",
	default: 20,
	describe: "functions to show; 0 is all"
};
const BY_CUM = {
	type: "boolean",
	default: false,
	describe: "sort by what functions hold together with what they call"
};
/** Flags of {@link ViewArguments}. Patterns are RE2, as in pprof. */
const VIEW_OPTIONS = {
	base: {
		type: "string",
		describe: "profile to subtract"
	},
	"sample-type": SAMPLE_TYPE,
	focus: {
		type: "string",
		describe: "only samples with a frame that matches this pattern"
	},
	ignore: {
		type: "string",
		describe: "no samples with a frame that matches"
	},
	hide: {
		type: "string",
		describe: "leave out frames that match"
	},
	show: {
		type: "string",
		describe: "leave out frames that do not match"
	},
	json: JSON_OUTPUT
};
function viewOptions(args) {
	const { focus, ignore, hide, show } = args;
	return {
		sampleType: args["sample-type"],
		focus,
		ignore,
		hide,
		show
	};
}
/** `undefined` for all. */
function rowsOf(rows) {
	return rows > 0 ? rows : void 0;
}

export { TARGETS as a, viewOptions as c, SAMPLE_TYPE as i, readTargets as l, JSON_OUTPUT as n, VIEW_OPTIONS as o, ROWS as r, rowsOf as s, BY_CUM as t, readView as u };