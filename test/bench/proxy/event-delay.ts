import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Contender, ContenderName } from './contenders.js';
import { openEventStream } from './event-stream.js';
import { inTurn } from './in-turn.js';
import { McpConnection } from './mcp-connection.js';

export interface StreamLoad {
  /** Streams of one contender in one round. */
  readonly streams: number;
  readonly rounds: number;
}

/** Milliseconds from the server's write of an event to its arrival, round by round. */
export interface EventDelays {
  readonly name: ContenderName;
  /** Of the first events of streams, which the server writes together with the head of its answer. */
  readonly first: readonly (readonly number[])[];
  readonly later: readonly (readonly number[])[];
}

/** With what follows some 17 streams are open, and 50 events a second on their way, no two at the same time. */
const EVENTS = 5;
const EVENT_EVERY_MS = 420;
const STREAM_EVERY_MS = 100;

/** Opens event streams through the contenders in turn, round after round; the first round is thrown away. */
export async function measureEventDelays(
  contenders: readonly Contender[],
  { streams, rounds }: StreamLoad,
): Promise<EventDelays[]> {
  const found = contenders.map(({ name }) => ({ name, first: [] as number[][], later: [] as number[][] }));
  for (let round = 0; round <= rounds; round++) {
    for (const contender of inTurn(contenders, round)) {
      const delays = await delaysOfRound(contender.url, streams);
      if (round === 0) continue;
      const own = found.find(({ name }) => name === contender.name)!;
      own.first.push(delays.map((each) => each[0]!));
      own.later.push(delays.flatMap((each) => each.slice(1)));
    }
  }
  return found;
}

/** Delays of each stream's events, in their order. */
async function delaysOfRound(url: URL, streams: number): Promise<number[][]> {
  const agent = new Agent({ keepAlive: true });
  const session = await McpConnection.open(url);
  const ending = new AbortController();
  try {
    const fields = session.sessionFields();
    const open: Promise<number[]>[] = [];
    for (let number = 0; number < streams; number++) {
      const stream = openEventStream({
        url,
        agent,
        fields,
        events: EVENTS,
        everyMs: EVENT_EVERY_MS,
        signal: ending.signal,
      });
      // Awaited below, once all are open.
      stream.catch(() => undefined);
      open.push(stream);
      await sleep(STREAM_EVERY_MS);
    }
    const delays = await Promise.all(open);
    await session.endSession();
    return delays;
  } finally {
    ending.abort();
    agent.destroy();
    session.close();
  }
}
