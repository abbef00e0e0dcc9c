import { setTimeout } from "node:timers/promises";

// packages/targets/dist/poll-captures.js
/** Reads `count` captures in turn. Ends early, without an error, when `signal` is aborted. */
async function* pollCaptures(endpoint, { everyMs, count, gc, signal }) {
	const request = signal === void 0 ? { gc } : {
		gc,
		signal
	};
	try {
		for (let taken = 0; taken < count; taken++) {
			const startedAt = performance.now();
			yield await endpoint.receive(request);
			if (taken + 1 === count) return;
			await setTimeout(Math.max(0, startedAt + everyMs - performance.now()), void 0, request);
		}
	} catch (error) {
		if (!signal?.aborted) throw error;
	}
}

export { pollCaptures as t };