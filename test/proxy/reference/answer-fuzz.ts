import type { HostileAnswer } from './hostile-answer.js';
import { answerOf } from './hostile-upstream.js';
import { converse, type Received, runBounded } from './loopback-client.js';
import { readAnswer, type Reading, type StrictAnswer } from './strict-message.js';

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
}

const MAX_FAILURES = 5;

interface Case {
  readonly index: number;
  readonly method: string;
  readonly isOld: boolean;
  readonly answer: HostileAnswer;
}

type Outcome = 'passed' | 'replaced' | 'broken' | 'unclear';

/** Asks for hostile answers through the proxy, and holds what comes against what the upstream sent, read by the letter. */
export async function fuzzAnswers(options: AnswerFuzzOptions): Promise<AnswerFuzzResult> {
  const { proxyUrl, seed, timeoutMs } = options;
  const failures: string[] = [];
  const counts = { passed: 0, replaced: 0, broken: 0, unclear: 0 };
  await runBounded(options.cases, options.concurrency, async (index) => {
    if (failures.length >= MAX_FAILURES) return;
    const each: Case = {
      index,
      method: index % 8 === 7 ? 'HEAD' : 'GET',
      isOld: index % 5 === 4,
      answer: answerOf(seed, index),
    };
    const pieces = [Buffer.from(requestsOf(each))];
    const received = await converse({ url: proxyUrl, pieces, timeoutMs });
    const outcome = judge(each, received);
    if (outcome in counts) {
      counts[outcome as Outcome] += 1;
      return;
    }
    const { bytes, cuts, ending } = each.answer;
    failures.push(
      `${outcome}\n  seed ${seed + index}, ${each.method}${each.isOld ? ' HTTP/1.0' : ''}, cuts ${cuts.join(' ')}, ` +
        `${ending}: ${quoted(bytes)}\n  received ${received.ended}: ${quoted(received.bytes)}`,
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

/** The final answer that `bytes` begin with. */
export function readFinal(
  bytes: Buffer,
  occasion: { method: string; isEnded: boolean },
): Reading<StrictAnswer> {
  for (let start = 0; ;) {
    const reading = readAnswer(bytes, occasion, start);
    if (reading.is !== 'whole' || reading.message.status >= 200) return reading;
    if (reading.message.status === 101) return { is: 'malformed', why: 'another protocol' };
    start = reading.end;
  }
}

function judge({ index, method, isOld, answer }: Case, received: Received): Outcome | string {
  if (received.ended === 'hang') return 'hangs';
  const meant = readFinal(answer.bytes, { method, isEnded: answer.ending !== 'reset' });
  const isEnded = received.ended === 'end';
  const got = readFinal(received.bytes, { method, isEnded });
  if (got.is === 'malformed') return `the client is sent nonsense: ${got.why}`;
  if (got.is === 'partial') {
    const mayBreak = meant.is !== 'whole' || answer.ending === 'reset';
    return mayBreak ? 'broken' : 'a whole answer breaks off';
  }
  const isReplaced = got.message.status === 502;
  const isSame =
    meant.is === 'whole' &&
    got.message.status === meant.message.status &&
    got.message.body.equals(meant.message.body);
  if (!isReplaced && !isSame) {
    return got.message.isUntilClose ? 'unclear' : 'the client takes for whole what is not';
  }
  if (isReplaced && meant.is === 'whole' && answer.ending !== 'reset') return 'a whole answer is refused';

  const rest = received.bytes.subarray(got.end);
  if (rest.length === 0) {
    const needsSecond = !isOld && isEnded && got.message.keepsAlive;
    return needsSecond ? 'the second request is not answered' : isReplaced ? 'replaced' : 'passed';
  }
  // What an upstream sends late behind its answer cannot be told from the answer to the next request.
  const isLate = meant.is === 'whole' && meant.end < answer.bytes.length && answer.cuts.length > 0;
  const second = readFinal(rest, { method: 'GET', isEnded });
  const isPlain =
    second.is === 'whole' &&
    second.end === rest.length &&
    second.message.body.toString() === `plain ${index}`;
  if (!isLate && (!isPlain || !got.message.keepsAlive)) return 'the client is sent a second answer';
  return isReplaced ? 'replaced' : 'passed';
}

/** Its own answer, or that of the proxy where the upstream closed the connection under it. */
function isAnswerToSecond(reading: Reading<StrictAnswer>, length: number, index: number): boolean {
  if (reading.is !== 'whole' || reading.end !== length) return false;
  return reading.message.status === 502 || reading.message.body.toString() === `plain ${index}`;
}

function quoted(bytes: Buffer): string {
  return JSON.stringify(bytes.toString('latin1'));
}
