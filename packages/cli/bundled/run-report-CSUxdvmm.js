import { t as generatePprofReport } from "./pprof-report-fVeNIqnZ.js";
import "./pprof-BLTsDjs8.js";
import { n as pprofError } from "./pprof-error-CSDKRXKs.js";
import { t as fileErrorText } from "./file-errors-BgjzEENl.js";
import { t as readSourceText } from "./source-text-Dph6NLbL.js";
import { t as terminalText } from "./terminal-text-Deu2wQ02.js";

// packages/cli/dist/pprof/output/run-report.js
/**
* Makes one report and takes it where it belongs: the output file, a viewer, a file of its own when it is binary and
* would go to a terminal, or stdout.
*
* @throws {HeaptideError} `HT_E_PPROF`.
*/
async function runReport({ profile, report, options, context, talk, isShell }) {
	const { command, symbol } = report;
	const { cwd, stdout } = context;
	const generated = await generatePprofReport(profile, {
		format: command.format,
		options,
		...symbol !== void 0 && { symbol }
	}, {
		talk,
		workingDirectory: cwd,
		readSource: (path) => readSourceText(path, cwd)
	});
	let content = generated;
	if (command.image !== void 0) {
		const { drawGraph } = await import("./graph-image-Jnw18iTx.js");
		content = await drawGraph(generated, command.image, context, talk);
	}
	if (options.output !== "") {
		talk(`Generating report in ${options.output}`);
		const { writeOutputFile } = await import("./write-output-D0jxXs76.js");
		await writeOutputFile(options.output, content, cwd);
	} else if (command.viewer !== void 0) {
		const { view } = await import("./viewer-Bc-Zyl6q.js");
		const suffix = `.${viewedExtension(command)}`;
		await view(content, {
			viewer: command.viewer,
			suffix,
			context,
			inBackground: isShell
		});
	} else if (command.extension !== void 0 && (stdout.isTTY === true || isShell)) {
		const { writeNumberedFile } = await import("./numbered-file-BcrR3L9k.js");
		const path = await writeNumberedFile({
			directory: cwd,
			prefix: "profile",
			suffix: `.${command.extension}`,
			content
		});
		talk(`Generating report in ${path.slice(path.lastIndexOf("profile"))}`);
	} else await write(stdout, typeof content === "string" && stdout.isTTY === true ? terminalText(content) : content);
}
function viewedExtension({ format, image }) {
	if (image !== void 0) return image;
	return format === "weblist" ? "html" : "grind";
}
/** Waits until the stream has taken everything, so that reports do not pile up in memory. */
function write(stream, content) {
	return new Promise((resolve, reject) => {
		stream.write(content, (error) => {
			if (error == null || error.code === "EPIPE") resolve();
			else reject(pprofError(fileErrorText("write", "stdout", error), { cause: error }));
		});
	});
}

export { runReport as t };