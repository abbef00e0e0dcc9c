/** What exact sites are for: the function that leaks keeps its name when the server is hot. */
import { sampleLabelNumber, stackFrames } from '@heaptide/profile';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { startWorkbench, type Workbench } from '../agent/workbench.js';
import { describeEachNode } from '../support/describe-each-node.js';

const PROGRAM = fileURLToPath(new URL('../agent/programs/session-proxy.mjs', import.meta.url));
const INTERVAL = 8192;
const CLIENTS = 8;
const WARM_UP = 8000;
const WATCHED = 12_000;
const OUTLIVED = 2000;
const INITIALIZE_EVERY = 2;
const LEAST_SHARE = 0.85;

const figures: string[] = [];
afterAll(() => console.log(figures.join('\n')));

/** That many requests, over connections that stay. */
async function load(url: string, requests: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  let next = 0;
  const client = async (): Promise<void> => {
    while (next < requests) await post(url, agent, next++);
  };
  try {
    await Promise.all(Array.from({ length: CLIENTS }, client));
  } finally {
    agent.destroy();
  }
}

function post(url: string, agent: Agent, id: number): Promise<void> {
  const method = id % INITIALIZE_EVERY === 0 ? 'initialize' : 'tools/call';
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', agent }, (response) => {
      response.resume().once('end', resolve);
    });
    asked.once('error', reject);
    asked.end(JSON.stringify({ jsonrpc: '2.0', id, method }));
  });
}

/** Of what was made under load and has outlived more of it, the share that stands under the function that leaks. */
async function shareOfTruth(bench: Workbench): Promise<number> {
  const { url } = bench.program;
  // What V8 keeps of code that becomes hot stays as well, once, and is no leak.
  await load(url, WARM_UP);
  const from = (await bench.capture('gc=1&births=1')).metadata!.clock;
  await load(url, WATCHED);
  const to = (await bench.capture('gc=1&births=1')).metadata!.clock;
  await load(url, OUTLIVED);
  const { profile } = await bench.capture('gc=1&births=1');
  const { samples } = profile;
  let leaked = 0;
  let right = 0;
  for (let sample = 0; sample < samples.length; sample++) {
    const born = sampleLabelNumber(profile, sample, 'born')!;
    if (born <= from || born > to) continue;
    const bytes = samples.values[2 * sample + 1]!;
    leaked += bytes;
    if (stackFrames(profile, sample).some(({ name }) => name === 'newProxySession')) right += bytes;
  }
  expect(leaked).toBeGreaterThan(100 * INTERVAL);
  return right / leaked;
}

await describeEachNode(
  ({ version, execPath: node }) =>
    it('a leak in a hot server stands under the function that allocates it', async () => {
      const env = { HEAPTIDE_INTERVAL: String(INTERVAL) };
      const bench = await startWorkbench({ node, program: PROGRAM, env });
      try {
        const without = await shareOfTruth(bench);
        const answer = await bench.get('/debug/heap/exact?seconds=120', { method: 'POST' });
        expect(answer.status).toBe(200);
        const exact = await shareOfTruth(bench);
        figures.push(`Node ${version}: ${percent(without)} without exact sites, ${percent(exact)} with`);
        expect(without).not.toBeNaN();
        expect(exact).toBeGreaterThan(LEAST_SHARE);
      } finally {
        await bench.program.stop();
      }
    }),
  { atOnce: false },
);

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
