import type { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Capture, HeaptideError } from '@heaptide/profile';
import type { WhyAnswer } from '@heaptide/why';
import { type ExactSites, type ExactSitesWish, parseExactSites } from './exact-sites.js';
import { decodeCapture } from './decode-capture.js';
import { eitherSignal } from './either-signal.js';
import type { CaptureRequest } from './capture-source.js';
import type { HttpAnswer, HttpRequestOptions } from './http-request.js';
import type { LiveProcess } from './live-process.js';
import { kubeProblem } from './reach/kube-problem.js';
import type { EndpointQuestion } from './why/endpoint-question.js';

/** A capture together with the bytes it was read from, for saving as they came. */
export interface ReceivedCapture {
  readonly capture: Capture;
  readonly bytes: Uint8Array;
}

export interface HeapEndpointOptions {
  /** Bound on one capture, from the request to the last byte. */
  readonly timeoutMs?: number;
  /** Bound on the size of an answer. */
  readonly maxBytes?: number;
  /** What the user calls it; host and path of the URL by default. */
  readonly name?: string;
  /** Makes the connections, as into a pod; by default each is one to the host of the URL. */
  readonly agent?: Agent;
  /** Lets go of what the connections go through. Never rejects. */
  readonly onClose?: () => Promise<void>;
}

const TIMEOUT_MS = 60_000;
const MAX_BYTES = 256 * 2 ** 20;
/** An endpoint that collects for somebody else says when to come again; two may watch one process. */
const MOST_RETRIES = 5;
const LONGEST_WAIT_S = 10;
const CAPTURE_PATH = /\/debug\/(?:pprof\/)?(?:heap|allocs)\/?$/;
const EXACT_SITES_PATH = '/debug/heap/exact';
const SNAPSHOT_PATH = '/debug/heap/snapshot';
const STATS_PATH = '/debug/heap/stats';
const WHY_PATH = '/debug/heap/why';
/** What an agent says of a path that it does not know. */
const UNKNOWN_PATH = ' - Unknown profile';
/** V8 builds the whole graph before the first byte. */
const SNAPSHOT_TIMEOUT_MS = 15 * 60_000;
const MAX_SNAPSHOT_BYTES = 64 * 2 ** 30;

/** A live process behind its `/debug/heap` URL. */
export class HeapEndpoint implements LiveProcess {
  readonly name: string;
  private readonly url: URL;
  private readonly timeoutMs: number;
  private readonly maxBytes: number;
  private readonly agent: Agent | undefined;
  private readonly onClose: () => Promise<void>;

  constructor(url: URL, options: HeapEndpointOptions = {}) {
    const { timeoutMs = TIMEOUT_MS, maxBytes = MAX_BYTES, name, agent } = options;
    this.onClose = options.onClose ?? (() => Promise.resolve());
    this.url = url;
    this.name = name ?? `${url.host}${url.pathname}`;
    this.timeoutMs = timeoutMs;
    this.maxBytes = maxBytes;
    this.agent = agent;
  }

  async capture(request: CaptureRequest): Promise<Capture> {
    return (await this.receive(request)).capture;
  }

  /** Reads one capture; errors are those of {@link LiveProcess.capture}. */
  async receive({ gc, signal }: CaptureRequest): Promise<ReceivedCapture> {
    const url = new URL(this.url);
    url.searchParams.set('births', '1');
    if (gc) url.searchParams.set('gc', '1');
    const answer = await this.ask('GET', url, signal);
    if (answer.status !== 200) throw badAnswer(this.name, answer);
    const bytes = answer.body;
    return { bytes, capture: await decodeCapture(this.name, bytes) };
  }

  /**
   * Asks for exact sites for so long, or with 0 seconds has them ended.
   * @throws {HeaptideError} `HT_E_NO_EXACT_SITES`, `HT_E_EXACT_SITES_REFUSED`, and as {@link receive} does.
   */
  async exactSites({ seconds, interval }: ExactSitesWish, signal?: AbortSignal): Promise<ExactSites> {
    const url = this.siblingUrl(EXACT_SITES_PATH);
    url.searchParams.set('seconds', String(seconds));
    if (interval !== undefined) url.searchParams.set('interval', String(interval));
    const answer = await this.ask('POST', url, signal);
    if (answer.status !== 200) throw refusalOf(this.name, answer);
    return parseExactSites(this.name, answer.body);
  }

  /**
   * What the agent tells of its process (schema `heaptide.stats/1`); of its fields nothing is checked.
   * @throws {HeaptideError} `HT_E_NO_STATS` where no agent of ours answers, and as {@link receive} does.
   */
  async stats(signal?: AbortSignal): Promise<Readonly<Record<string, unknown>>> {
    const answer = await this.ask('GET', this.siblingUrl(STATS_PATH), signal);
    if (answer.status !== 200 && answer.status !== 404) throw badAnswer(this.name, answer);
    const stats = answer.status === 200 ? parseStats(answer.body) : undefined;
    if (stats !== undefined) return stats;
    throw new HeaptideError('HT_E_NO_STATS', `${this.name} answers, but not as an agent of heaptide does`);
  }

  /**
   * Has the process write a heap snapshot, and saves it at `path`: whole or not at all. The process stands still meanwhile.
   * @throws {HeaptideError} `HT_E_BAD_ANSWER` where it refuses, `HT_E_UNREACHABLE`, `HT_E_TIMEOUT`, `HT_E_TOO_LARGE`,
   * `HT_E_UNWRITABLE`.
   */
  async saveHeapSnapshot(path: string, signal?: AbortSignal): Promise<void> {
    const url = this.siblingUrl(SNAPSHOT_PATH);
    const { downloadToFile } = await import('./download-to-file.js');
    const answer = await this.bounded(SNAPSHOT_TIMEOUT_MS, signal, (ends) =>
      downloadToFile(url, { signal: ends, path, maxBytes: MAX_SNAPSHOT_BYTES, agent: this.agent }),
    );
    if (answer !== undefined) throw badAnswer(this.name, answer);
  }

  /**
   * Asks the agent who retains what a site keeps allocating.
   * @throws {HeaptideError} `HT_E_WHY` where it cannot be asked, `HT_E_WHY_NOT_ALLOWED`, `HT_E_NO_WHY` where there is no such
   * agent, and as {@link receive} does.
   */
  async why({ site, unit, collect, token }: EndpointQuestion, signal?: AbortSignal): Promise<WhyAnswer> {
    const url = this.siblingUrl(WHY_PATH);
    for (const [name, value] of Object.entries(site)) url.searchParams.set(name, String(value));
    if (unit !== undefined) url.searchParams.set('unit', unit);
    if (collect === true) url.searchParams.set('gc', '1');
    if (token !== undefined) Object.assign(url, { username: 'token', password: encodeURIComponent(token) });
    const answer = await this.ask('POST', url, signal);
    if (answer.status !== 200) throw whyRefusal(this.name, answer);
    const { parseWhyAnswer } = await import('./why/parse-why-answer.js');
    return parseWhyAnswer(this.name, answer.body);
  }

  close(): Promise<void> {
    return this.onClose();
  }

  /** Another path of the same agent. */
  private siblingUrl(path: string): URL {
    const url = new URL(this.url);
    url.pathname = url.pathname.replace(CAPTURE_PATH, '') + path;
    url.search = '';
    return url;
  }

  private async ask(
    method: HttpRequestOptions['method'],
    url: URL,
    signal: AbortSignal | undefined,
  ): Promise<HttpAnswer> {
    // A program that reads files need not load what speaks HTTP.
    const { httpRequest } = await import('./http-request.js');
    return this.bounded(this.timeoutMs, signal, async (ends) => {
      const { maxBytes, agent } = this;
      const request = () => httpRequest(url, { method, signal: ends, maxBytes, agent });
      let answer = await request();
      for (let retry = 0; answer.status === 429 && retry < MOST_RETRIES; retry++) {
        await sleep(1000 * waitOf(answer), undefined, { signal: ends });
        answer = await request();
      }
      return answer;
    });
  }

  /** What `use` gives, within so long; what ends it is told in our words. */
  private async bounded<T>(
    timeoutMs: number,
    signal: AbortSignal | undefined,
    use: (ends: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const timeout = AbortSignal.timeout(timeoutMs);
    const ends = eitherSignal(signal === undefined ? [timeout] : [timeout, signal]);
    try {
      return await use(ends.signal);
    } catch (error) {
      if (signal?.aborted) throw error;
      const told = kubeProblem(error);
      if (told instanceof HeaptideError) throw told;
      if (timeout.aborted) {
        throw new HeaptideError('HT_E_TIMEOUT', `${this.name} did not answer within ${timeoutMs / 1000} s`);
      }
      throw new HeaptideError('HT_E_UNREACHABLE', `cannot reach ${this.name}: ${causeOf(error)}`, {
        cause: error,
      });
    } finally {
      ends.release();
    }
  }
}

function parseStats(body: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    const isOurs =
      typeof value === 'object' && value !== null && 'schema' in value && value.schema === 'heaptide.stats/1';
    return isOurs ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Seconds after which to ask again, as the endpoint says. */
function waitOf({ headers }: HttpAnswer): number {
  const seconds = Number(headers['retry-after']);
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), LONGEST_WAIT_S) : 1;
}

function refusalOf(name: string, answer: HttpAnswer): HeaptideError {
  if (answer.status === 404 || answer.status === 405)
    return new HeaptideError('HT_E_NO_EXACT_SITES', `${name} has no exact sites to offer`);
  if (answer.status === 409)
    return new HeaptideError('HT_E_EXACT_SITES_REFUSED', `${name} refuses exact sites${saidBy(answer)}`);
  return badAnswer(name, answer);
}

function whyRefusal(name: string, answer: HttpAnswer): HeaptideError {
  const { status } = answer;
  const said = saidBy(answer);
  switch (status) {
    case 401:
      return new HeaptideError(
        'HT_E_WHY_NOT_ALLOWED',
        `${name} asks for a token to be asked why: give it in HEAPTIDE_WHY_TOKEN`,
      );
    case 403:
      return new HeaptideError(
        'HT_E_WHY_NOT_ALLOWED',
        `${name} does not allow to be asked why${said || ': start it with HEAPTIDE_ALLOW_WHY=1 or --allow-why'}`,
      );
    case 404:
    case 405:
      // An agent that knows the question says of which function it found nothing.
      return said === '' || said === UNKNOWN_PATH
        ? new HeaptideError('HT_E_NO_WHY', `${name} has no agent that can be asked why`)
        : new HeaptideError('HT_E_WHY', `${name} cannot be asked why${said}`);
    case 409:
    case 422:
    case 503:
      return new HeaptideError('HT_E_WHY', `${name} cannot be asked why now${said}`);
    default:
      return badAnswer(name, answer);
  }
}

/** What the body of an error tells a person. Only a profile endpoint says that it is meant for one. */
function saidBy({ headers, body }: HttpAnswer): string {
  return headers['x-go-pprof'] === undefined ? '' : ` - ${new TextDecoder().decode(body).trim()}`;
}

function badAnswer(name: string, answer: HttpAnswer): HeaptideError {
  const { status, statusText } = answer;
  const said = saidBy(answer);
  return new HeaptideError('HT_E_BAD_ANSWER', `${name} answered ${status} ${statusText}${said}`);
}

function causeOf(error: unknown): string {
  // Where a name has several addresses, each has failed for a reason of its own.
  const cause: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === 'ECONNREFUSED') return 'connection refused';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'host not found';
  if (code === 'ECONNRESET') return 'the connection was closed before an answer came';
  return message || (code ?? 'unknown reason');
}
