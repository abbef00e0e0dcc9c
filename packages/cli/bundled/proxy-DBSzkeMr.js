import { K as HeaptideError } from "./dist-Bc-RQKOJ.js";
import { t as parseDuration } from "./duration-DaIuCwjm.js";

// packages/cli/dist/commands/proxy.js
/** Runs the transparent MCP proxy until it is interrupted. */
const proxyCommand = {
	usage: "proxy",
	describe: "Run a transparent MCP proxy, with a heap endpoint if asked",
	examples: [["$0 proxy --upstream http://127.0.0.1:3001/mcp --port 8080", "proxy one MCP server"], ["$0 proxy --upstream http://127.0.0.1:3001/mcp --debug-addr 127.0.0.1:6060", "with /debug/heap"]],
	options: {
		upstream: {
			type: "string",
			demandOption: true,
			describe: "URL of the MCP server"
		},
		host: {
			type: "string",
			default: "127.0.0.1",
			describe: "address to listen on"
		},
		port: {
			type: "number",
			default: 8080,
			describe: "port to listen on; 0 takes a free one"
		},
		"debug-addr": {
			type: "string",
			describe: "serve /debug/heap here, such as 127.0.0.1:6060"
		},
		"idle-timeout": {
			type: "string",
			default: "30m",
			describe: "forget a session after this silence"
		}
	},
	async run(args, { stdout, signal }) {
		if (!/^https?:\/\//i.test(args.upstream) || !URL.canParse(args.upstream)) throw new HeaptideError("HT_E_USAGE", `--upstream takes an http:// URL, not "${args.upstream}"`);
		const upstream = new URL(args.upstream);
		const address = args["debug-addr"];
		const { startProxy } = await import("@heaptide/proxy");
		const { count, startAgent } = await import("@heaptide/agent");
		const agent = address === void 0 ? void 0 : await startAgent({
			address,
			service: "heaptide-proxy"
		});
		try {
			const proxy = await startProxy({
				upstream,
				host: args.host,
				port: args.port,
				idleTimeoutMs: parseDuration(args["idle-timeout"]),
				onSession: () => count("sessions")
			});
			stdout.write(`listening ${proxy.url}${upstream.pathname}\n`);
			await aborted(signal);
			await proxy.close();
		} finally {
			await agent?.stop();
		}
		return 0;
	}
};
function aborted(signal) {
	return new Promise((resolve) => {
		if (signal.aborted) resolve();
		signal.addEventListener("abort", () => resolve(), { once: true });
	});
}

export { proxyCommand };