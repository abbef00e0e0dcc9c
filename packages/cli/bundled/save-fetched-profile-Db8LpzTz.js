import { K as HeaptideError, T as writeProfile } from "./dist-Bc-RQKOJ.js";
import { t as writeNumberedFile } from "./numbered-file-OA-5m8fs.js";
import { n as pprofError } from "./pprof-error-CSDKRXKs.js";
import { t as fileErrorText } from "./file-errors-BgjzEENl.js";
import { mkdir } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { tmpdir } from "node:os";

// packages/cli/dist/pprof/sources/save-fetched-profile.js
const LONGEST_NAME = 200;
/** Saves a profile that came over the network, and tells where. That it cannot be saved stops nothing. */
async function saveFetchedProfile(profile, { env, cwd, talk }) {
	const directory = await profileDirectory(env, cwd, talk);
	const { mappings, strings, sampleTypes } = profile;
	const program = mappings.length === 0 ? "" : strings.get(mappings.filename[0]);
	const names = [...program === "" ? [] : [basename(program)], ...sampleTypes.map(({ type }) => type)];
	try {
		talk(`Saved profile in ${await writeNumberedFile({
			directory,
			prefix: `pprof.${names.map((name) => `${fileNamePart(name)}.`).join("")}`.slice(0, LONGEST_NAME),
			suffix: ".pb.gz",
			content: await writeProfile(profile)
		})}`);
	} catch (error) {
		if (!(error instanceof HeaptideError)) throw error;
		talk(`Could not save profile: ${error.message}`);
	}
}
/** Names come from the profile: they must not lead out of the directory. */
function fileNamePart(name) {
	return name.replace(/[^\w.@+-]+/g, "_");
}
async function profileDirectory(env, cwd, talk) {
	const home = process.platform === "win32" ? env.USERPROFILE : env.HOME;
	const choices = [
		env.PPROF_TMPDIR,
		home && join(home, "pprof"),
		tmpdir()
	];
	for (const choice of choices) {
		if (choice === void 0 || choice === "") continue;
		try {
			await mkdir(resolve(cwd, choice), { recursive: true });
			return resolve(cwd, choice);
		} catch (error) {
			talk(`Could not use temp dir ${choice}: ${fileErrorText("mkdir", choice, error)}`);
		}
	}
	throw pprofError("failed to identify temp dir");
}

export { saveFetchedProfile };