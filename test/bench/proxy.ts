import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { updatePerformancePage } from './performance-page.js';
import {
  type Contender,
  CONTENDER_NAMES,
  type ContenderName,
  startContender,
  startUpstream,
  versionOf,
} from './proxy/contenders.js';
import { measureEventDelays } from './proxy/event-delay.js';
import { LoadGenerator } from './proxy/load-generator.js';
import { findNginx } from './proxy/nginx.js';
import { eventTable, memoryTable, requestTable } from './proxy/proxy-tables.js';
import { measureRequestCosts } from './proxy/request-cost.js';

/**
 * The proxy next to other HTTP proxies in front of the same MCP server: CPU time and latency of requests, delay of events,
 * memory. Writes its tables into docs/performance.md.
 *
 * `npm run bench:proxy -- --rounds 5 --requests 5000 --only heaptide,nginx` takes another number of rounds, another
 * number of requests in each, or only these contenders, and leaves the page alone.
 */
const options = parseArgs({
  options: { rounds: { type: 'string' }, requests: { type: 'string' }, only: { type: 'string' } },
}).values;

/** With these each proxy has answered some 100,000 requests at the end. */
const ROUNDS = wholeNumber('rounds', 7);
const REQUESTS = wholeNumber('requests', 12_000);
const WARMING = 15_000;
const CONNECTIONS = 50;
const STREAMS = 30;

const names = contenderNames(options.only?.split(','));
const running: { stop: () => Promise<void> }[] = [];
try {
  const found = await measure();
  console.log(found);
  if (Object.keys(options).length === 0) updatePerformancePage('proxy.ts', found);
} finally {
  await Promise.all(running.map((each) => each.stop()));
}

async function measure(): Promise<string> {
  const upstream = await startUpstream();
  running.push(upstream);
  const generator = await LoadGenerator.start();
  running.push(generator);
  const contenders: Contender[] = [];
  for (const name of names) {
    const contender = await startContender(name, upstream.url);
    running.push(contender);
    contenders.push(contender);
  }
  console.error(`requests, ${ROUNDS} rounds`);
  const costs = await measureRequestCosts(contenders, generator, {
    connections: CONNECTIONS,
    requests: REQUESTS,
    warming: WARMING,
    rounds: ROUNDS,
  });
  console.error(`events, ${ROUNDS} rounds`);
  const delays = await measureEventDelays(contenders, { streams: STREAMS, rounds: ROUNDS });
  return [measuredWith(), requestTable(costs), eventTable(delays), memoryTable(costs)].join('\n\n');
}

function measuredWith(): string {
  const versions = names.flatMap((name) => {
    const version = versionOf(name);
    return version === undefined ? [] : [`${name} ${version}`];
  });
  const machine = [`Node ${process.version}`, ...versions, `${availableParallelism()} cores`].join(', ');
  return `${machine}; ${ROUNDS} rounds.`;
}

function contenderNames(only: readonly string[] | undefined): ContenderName[] {
  const unknown = only?.find((name) => !CONTENDER_NAMES.some((each) => each === name));
  if (unknown !== undefined)
    throw new RangeError(`--only ${unknown}: it must be of ${CONTENDER_NAMES.join()}`);
  return CONTENDER_NAMES.filter((name) => {
    if (only !== undefined && !only.includes(name)) return false;
    if (name !== 'nginx' || findNginx() !== undefined) return true;
    console.error('nginx is left out: there is no such program here');
    return false;
  });
}

function wholeNumber(option: 'rounds' | 'requests', usual: number): number {
  const given = options[option];
  if (given === undefined) return usual;
  const value = Number(given);
  if (!Number.isInteger(value) || value < 1)
    throw new RangeError(`--${option} ${given}: it must be a whole number above 0`);
  return value;
}
