import { HeaptideError } from '@heaptide/profile';
import { safeText } from '@heaptide/report';
import { churnProgress } from '../churn-progress.js';
import { podsToHold } from '../churn/pods-to-hold.js';
import { runChurn } from '../churn/run-churn.js';
import type { Command } from '../command.js';
import { parseDuration } from '../duration.js';
import { CLUSTER_OPTIONS, type ClusterArguments } from '../target/cluster-options.js';

interface ChurnArguments extends ClusterArguments {
  url: string;
  sessions: number;
  workers: number;
  warmup: number;
  timeout: string;
  json: boolean;
  pods: string | undefined;
}

/** Drives full MCP session lifecycles against a server and checks every answer. */
export const churnCommand: Command<ChurnArguments> = {
  usage: 'churn <url>',
  describe: 'Load an MCP endpoint with full session lifecycles and check every answer',
  examples: [
    ['$0 churn http://127.0.0.1:8080/mcp --sessions 5000 --workers 50', 'five thousand lifecycles'],
    ['$0 churn http://mcp-proxy/mcp --pods deploy/mcp-proxy', 'and its pods have to live through it'],
  ],
  positionals: {
    url: { type: 'string', demandOption: true, describe: 'URL of the MCP endpoint' },
  },
  options: {
    sessions: { type: 'number', default: 5000, describe: 'lifecycles to count' },
    workers: { type: 'number', default: 50, describe: 'lifecycles at a time' },
    warmup: { type: 'number', default: 0, describe: 'lifecycles before counting begins' },
    timeout: { type: 'string', default: '10s', describe: 'bound on one request' },
    json: { type: 'boolean', default: false, describe: 'print JSON (schema heaptide.churn/1)' },
    pods: {
      type: 'string',
      describe: 'pod/NAME, deploy/NAME … that are to run on without a restart, or the exit status is 1',
    },
    ...CLUSTER_OPTIONS,
  },
  async run(args, context) {
    const { url, sessions, workers, warmup, timeout, json } = args;
    const { stdout, stderr, signal } = context;
    if (!/^http:\/\//i.test(url) || !URL.canParse(url)) {
      throw new HeaptideError('HT_E_USAGE', `churn takes an http:// URL, not "${url}"`);
    }
    requireWhole('--sessions', sessions, 1);
    requireWhole('--workers', workers, 1);
    requireWhole('--warmup', warmup, 0);
    const held = args.pods === undefined ? undefined : await podsToHold(args.pods, args, context);
    const progress = churnProgress(stderr, sessions);
    const result = await runChurn({
      url: new URL(url),
      sessions,
      workers,
      warmup,
      timeoutMs: parseDuration(timeout),
      signal,
      onProgress: (done) => progress.update(done),
    }).finally(() => progress.end());
    const broken = await held?.broken();
    const pods = broken === undefined ? {} : { pods: { broken } };
    if (json) {
      stdout.write(`${JSON.stringify({ schema: 'heaptide.churn/1', ...result, ...pods })}\n`);
    } else {
      const { p50, p95, p99, max } = result.latencyMs;
      stdout.write(
        `${result.lifecycles} lifecycles in ${result.seconds.toFixed(1)} s: ${result.perSecond.toFixed(0)}/s, ` +
          `p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, max ${max.toFixed(0)} ms, ` +
          `${result.errors} errors\n`,
      );
    }
    for (const message of result.errorSamples) stderr.write(`error: ${safeText(message)}\n`);
    for (const sentence of broken ?? []) stderr.write(`pods: ${safeText(sentence)}\n`);
    if (signal.aborted) return 130;
    return result.errors > 0 || (broken?.length ?? 0) > 0 ? 1 : 0;
  },
};

function requireWhole(flag: string, value: number, least: number): void {
  if (!Number.isInteger(value) || value < least) {
    throw new HeaptideError('HT_E_USAGE', `${flag} takes a whole number from ${least}`);
  }
}
