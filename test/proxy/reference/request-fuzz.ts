import { METHODS } from 'node:http';
import { hostileInput } from './hostile-request.js';
import { converse, loopbackAddress, type Received, runBounded, splitAt } from './loopback-client.js';
import { type NodeRequest, readByNode } from './node-reading.js';
import { SeededRandom } from './seeded-random.js';
import {
  readAnswer,
  type Reading,
  readRequest,
  type StrictAnswer,
  type StrictRequest,
  valuesOf,
} from './strict-message.js';
import { NUMBER_FIELD, type StrictUpstream } from './strict-upstream.js';

export interface RequestFuzzOptions {
  readonly proxyUrl: string;
  readonly upstream: StrictUpstream;
  readonly seed: number;
  readonly cases: number;
  readonly concurrency: number;
  /** After which a connection that is still open hangs. */
  readonly timeoutMs: number;
}

export interface RequestFuzzResult {
  /** What went wrong, with the input, the first of it. */
  readonly failures: readonly string[];
  readonly requests: number;
  readonly forwarded: number;
  /** How often the proxy passes on what node:http refuses, by the reason. */
  readonly moreLenient: Readonly<Record<string, number>>;
}

const MAX_FAILURES = 5;

/**
 * Sends hostile input through the proxy and holds what reaches the upstream against two readings of it, the letter of
 * RFC 9112 and node:http, and what comes back against what the upstream answered.
 */
export async function fuzzRequests(options: RequestFuzzOptions): Promise<RequestFuzzResult> {
  const { upstream, proxyUrl, seed, timeoutMs } = options;
  const failures: string[] = [];
  const moreLenient: Record<string, number> = {};
  let requests = 0;
  let forwarded = 0;
  // node:http is asked for one input at a time.
  let reading: Promise<unknown> = Promise.resolve();

  await runBounded(options.cases, options.concurrency, async (index) => {
    if (failures.length >= MAX_FAILURES) return;
    const { bytes, cuts } = hostileInput(new SeededRandom(seed + index));
    const read = reading.then(() => readByNode(bytes));
    reading = read;
    const [byNode, received] = await Promise.all([
      read,
      converse({
        url: proxyUrl,
        localAddress: loopbackAddress(index),
        pieces: splitAt(bytes, cuts),
        timeoutMs,
      }),
    ]);
    const seen = upstream.takeSeen(loopbackAddress(index));
    const sent = readAll(bytes);
    const strict = sent.requests;
    requests += strict.length;
    forwarded += seen.length;
    const problem =
      notSent(seen, strict) ??
      badAnswers(received, seen, sent) ??
      notReadByNode(
        { seen, strict, byNode },
        (reason) => (moreLenient[reason] = (moreLenient[reason] ?? 0) + 1),
      );
    if (problem === undefined) return;
    failures.push(`${problem}\n  seed ${seed + index}, cuts ${cuts.join(' ')}: ${quoted(bytes)}`);
  });
  return { failures, requests, forwarded, moreLenient };
}

interface SentRequests {
  /** By the letter, up to the first that is not whole. */
  readonly requests: readonly StrictRequest[];
  /** Whether one that is not whole may be a HEAD. */
  readonly endsInHead: boolean;
}

function readAll(bytes: Buffer): SentRequests {
  const requests: StrictRequest[] = [];
  let start = 0;
  while (start < bytes.length) {
    const reading = readRequest(bytes, start);
    if (reading.is !== 'whole') break;
    requests.push(reading.message);
    if (!reading.message.keepsAlive) break;
    start = reading.end;
  }
  return { requests, endsInHead: /^(?:\r\n)*HEAD /.test(bytes.toString('latin1', start)) };
}

type Sent = Pick<NodeRequest, 'method' | 'target' | 'body'>;

/** The first of `seen` that is not, in this order, among `sent`. */
function firstForeign<T extends Sent>(seen: readonly T[], sent: readonly Sent[]): T | undefined {
  let position = 0;
  for (const each of seen) {
    while (position < sent.length && !isSame(each, sent[position]!)) position += 1;
    if (position === sent.length) return each;
    position += 1;
  }
  return undefined;
}

function isSame(seen: Sent, sent: Sent): boolean {
  const own = /^https?:\/\/[^/?#]+(.*)$/i.exec(sent.target)?.[1] ?? sent.target;
  const target = /^[/*]/.test(own) ? own : `/${own}`;
  return seen.method === sent.method && seen.target === target && seen.body.equals(sent.body);
}

function notSent(seen: readonly StrictRequest[], strict: readonly StrictRequest[]): string | undefined {
  const foreign = firstForeign(seen, strict);
  return foreign === undefined ? undefined : `the upstream saw what was not sent: ${describe(foreign)}`;
}

/** Every request of the upstream's is answered with its own answer, in order, and nothing comes behind a refusal. */
function badAnswers(
  { bytes, ended, error }: Received,
  seen: readonly StrictRequest[],
  { requests, endsInHead }: SentRequests,
): string | undefined {
  if (ended === 'hang') return `hangs after ${quoted(bytes)}`;
  if (ended === 'broken') return `is cut off: ${error}`;
  let numbered = 0;
  let answers = 0;
  for (let start = 0; start < bytes.length; answers += 1) {
    const reading = readOwnAnswer(bytes, start, requests[answers]?.method ?? (endsInHead ? 'HEAD' : 'GET'));
    if (reading.is !== 'whole') return `answers ${quoted(bytes.subarray(start))}`;
    start = reading.end;
    const { status, fields, keepsAlive } = reading.message;
    const number = valuesOf(fields, NUMBER_FIELD)[0];
    if (number === undefined && status < 400) return `answers ${status} by itself`;
    if (number !== undefined && Number(number) !== numbered++) return `answers ${number} out of turn`;
    if (!keepsAlive && start < bytes.length) return `answers after its last answer: ${quoted(bytes)}`;
  }
  if (numbered !== seen.length) return `answers ${numbered} of ${seen.length} requests`;
  return answers > requests.length + 1
    ? `gives ${answers} answers to ${requests.length} requests`
    : undefined;
}

/** A HEAD that is given up on before all of its head has come is answered with a body, for nobody knows that it is one. */
function readOwnAnswer(bytes: Buffer, start: number, method: string): Reading<StrictAnswer> {
  const reading = readAnswer(bytes, { method, isEnded: true }, start);
  if (method !== 'HEAD' || reading.is !== 'whole' || reading.end === bytes.length) return reading;
  const { keepsAlive, status } = reading.message;
  return keepsAlive || status < 400 ? reading : readAnswer(bytes, { method: 'GET', isEnded: true }, start);
}

interface Readings {
  readonly seen: readonly StrictRequest[];
  readonly strict: readonly StrictRequest[];
  readonly byNode: readonly NodeRequest[];
}

/** Where node:http reads something else, it must be for one of the reasons for which it may. */
function notReadByNode(
  { seen, strict, byNode }: Readings,
  note: (reason: string) => void,
): string | undefined {
  const foreign = firstForeign(seen, byNode);
  if (foreign === undefined) return undefined;
  const upTo = strict.findIndex((each) => isSame(foreign, each));
  for (const request of strict.slice(0, upTo + 1)) {
    const reason = leniency(request);
    if (reason === undefined) continue;
    note(reason);
    return undefined;
  }
  return `node:http does not see ${describe(foreign)}`;
}

const KNOWN_METHODS: ReadonlySet<string> = new Set(METHODS);

/** Why node:http reads neither this request nor what comes behind it. */
function leniency({ method, target, version, oddities }: StrictRequest): string | undefined {
  if (!KNOWN_METHODS.has(method)) return 'a method that it does not know';
  if (version !== '1.1' && version !== '1.0') return 'a version that it does not know';
  if (/[^\x21-\x7e]/.test(target)) return 'a target with bytes above ASCII';
  // Refused by the proxy as well, but it reads on behind it.
  if (!/^(?:[/*]|https?:\/\/)/i.test(target)) return 'a target that is no path';
  return oddities[0];
}

function quoted(bytes: Buffer): string {
  return JSON.stringify(bytes.toString('latin1'));
}

function describe(request: Sent): string {
  const { method, target, body } = request;
  return JSON.stringify({ method, target, body: body.toString('latin1') });
}
