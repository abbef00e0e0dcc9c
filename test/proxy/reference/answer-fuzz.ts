import type { HostileAnswer } from './hostile-answer.js';
import { answerOf } from './hostile-upstream.js';
import { converse, loopbackAddress, type Received, runBounded } from './loopback-client.js';
import { readFinalAnswer, type Reading, type StrictAnswer } from './strict-message.js';

export interface AnswerFuzzOptions {
  readonly proxyUrl: string;
  /** That of the upstream. */
  readonly seed: number;
  readonly cases: number;
  readonly concurrency: number;
  readonly timeoutMs: number;
}

export interface AnswerFuzzResult {
  readonly failures: readonly string[];
  /** Answers that came as the upstream meant them. */
  readonly passed: number;
  /** Answers that the proxy gave in the place of what is none. */
  readonly replaced: number;
  /** Answers that broke off. */
  readonly broken: number;
  /** Answers up to the end of a connection of which libuv does not tell whether it was reset: there was data before it. */
  readonly unclear: number;
  /** Whole answers that the proxy did not get: its request went out on a connection that was just being closed. */
  readonly lost: number;
}

const MAX_FAILURES = 5;

interface Case {
  readonly index: number;
  readonly method: string;
  readonly isOld: boolean;
  readonly answer: HostileAnswer;
}

const OUTCOMES = ['passed', 'replaced', 'broken', 'unclear', 'lost'] as const;
type Outcome = (typeof OUTCOMES)[number];

/** Asks for hostile answers through the proxy, and holds what comes against what the upstream sent, read by the letter. */
export async function fuzzAnswers(options: AnswerFuzzOptions): Promise<AnswerFuzzResult> {
  const { proxyUrl, seed, timeoutMs } = options;
  const failures: string[] = [];
  const counts = { passed: 0, replaced: 0, broken: 0, unclear: 0, lost: 0 };
  await runBounded(options.cases, options.concurrency, async (index) => {
    if (failures.length >= MAX_FAILURES) return;
    const each: Case = {
      index,
      method: index % 8 === 7 ? 'HEAD' : 'GET',
      isOld: index % 5 === 4,
      answer: answerOf(seed, index),
    };
    const pieces = [Buffer.from(requestsOf(each))];
    const received = await converse({
      url: proxyUrl,
      localAddress: loopbackAddress(index),
      pieces,
      timeoutMs,
    });
    const outcome = judge(each, received);
    if (isOutcome(outcome)) {
      counts[outcome] += 1;
      return;
    }
    const { bytes, cuts, ending } = each.answer;
    failures.push(
      `${outcome}\n  seed ${seed + index}, ${each.method}${each.isOld ? ' HTTP/1.0' : ''}, cuts ${cuts.join(' ')}, ` +
        `${ending}: ${quoted(bytes)}\n  received ${received.error ?? received.ended}: ${quoted(received.bytes)}`,
    );
  });
  return { failures, ...counts };
}

/** One request of HTTP/1.0, or one of HTTP/1.1 with a second behind it. */
function requestsOf({ index, method, isOld }: Case): string {
  if (isOld) return `${method} /case/${index} HTTP/1.0\r\nHost: localhost\r\n\r\n`;
  const first = `${method} /case/${index} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
  return `${first}GET /plain/${index} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`;
}

function isOutcome(verdict: string): verdict is Outcome {
  return (OUTCOMES as readonly string[]).includes(verdict);
}

/** An outcome that is in order, or else what is wrong. */
function judge({ index, method, isOld, answer }: Case, received: Received): string {
  if (received.ended === 'hang') return 'hangs';
  const isReset = answer.ending === 'reset';
  const meant = readFinalAnswer(answer.bytes, { method, isEnded: true });
  const isEnded = received.ended === 'end';
  const got = readFinalAnswer(received.bytes, { method, isEnded });
  if (got.is === 'malformed') return `the client is sent nonsense: ${got.why}`;
  if (got.is === 'partial') {
    return meant.is !== 'whole' || isReset ? 'broken' : 'a whole answer breaks off';
  }
  const isReplaced = got.message.status === 502;
  if (!isReplaced) {
    if (meant.is !== 'whole' || !isSameAnswer(got.message, meant.message)) {
      return got.message.isUntilClose ? 'unclear' : 'the client takes for whole what is not';
    }
    if (isReset && meant.message.isUntilClose) return 'unclear';
  } else if (meant.is === 'whole' && !isReset) {
    return isOfClosedConnection(got.message, method) ? 'lost' : 'a whole answer is refused';
  }

  const rest = received.bytes.subarray(got.end);
  if (rest.length === 0) {
    const needsSecond = !isOld && isEnded && got.message.keepsAlive;
    return needsSecond ? 'the second request is not answered' : isReplaced ? 'replaced' : 'passed';
  }
  const second = readFinalAnswer(rest, { method: 'GET', isEnded });
  if (!got.message.keepsAlive || !isAnswerToSecond(second, rest.length, index)) {
    return 'the client is sent a second answer';
  }
  return isReplaced ? 'replaced' : 'passed';
}

function isSameAnswer(one: StrictAnswer, other: StrictAnswer): boolean {
  return one.status === other.status && one.body.equals(other.body);
}

function isOfClosedConnection({ body }: StrictAnswer, method: string): boolean {
  return method === 'HEAD' || /(?:connection closed|ECONNRESET|EPIPE)"\}\}$/.test(body.toString());
}

/** Its own answer, or that of the proxy where the upstream closed the connection under it. */
function isAnswerToSecond(reading: Reading<StrictAnswer>, length: number, index: number): boolean {
  if (reading.is !== 'whole' || reading.end !== length) return false;
  return reading.message.status === 502 || reading.message.body.toString() === `plain ${index}`;
}

function quoted(bytes: Buffer): string {
  return JSON.stringify(bytes.toString('latin1'));
}
