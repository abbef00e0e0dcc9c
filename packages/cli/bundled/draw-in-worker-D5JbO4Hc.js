import { n as pprofError } from "./pprof-error-CSDKRXKs.js";
import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";

// packages/cli/dist/pprof/output/draw-in-worker.js
/** Text, not a file of its own, so that it runs the same from sources and from the build. */
const PROGRAM = `
const { parentPort, workerData } = require('node:worker_threads');
const { module, dot, format } = workerData;
require(module).instance().then(
  (graphviz) => parentPort.postMessage(graphviz.render(dot, { format })),
  (error) => { throw error; },
);`;
/**
* Draws by graphviz's WebAssembly build. A large graph can take it minutes, so it works in a thread that can be ended.
*
* @throws {HeaptideError} `HT_E_PPROF`.
*/
function drawInWorker(dot, { format, signal, timeoutMs }) {
	return new Promise((resolve, reject) => {
		const module = createRequire(import.meta.url).resolve("@viz-js/viz");
		const worker = new Worker(PROGRAM, {
			eval: true,
			workerData: {
				module,
				dot,
				format
			}
		});
		const end = (act) => {
			clearTimeout(timer);
			signal.removeEventListener("abort", interrupt);
			worker.terminate();
			act();
		};
		const fail = (reason) => end(() => reject(pprofError(`cannot draw the graph: ${reason} (graphviz, where installed, is used instead)`)));
		const timer = setTimeout(() => fail(`not done after ${timeoutMs / 1e3}s`), timeoutMs);
		const interrupt = () => end(() => reject(signal.reason));
		signal.addEventListener("abort", interrupt);
		worker.on("message", ({ status, output, errors }) => {
			if (status === "success" && output !== void 0) end(() => resolve(output));
			else fail(errors[0]?.message ?? "no output");
		});
		worker.on("error", (error) => fail(error.message));
		worker.on("exit", (code) => fail(`ended with ${code}`));
	});
}

export { drawInWorker };