import { McpConnection } from './mcp-connection.js';
import { percentile } from './percentile.js';
import { readCpuMicros } from './process-figures.js';

export interface LoadPlan {
  /** An MCP endpoint. */
  readonly url: string;
  /** Sessions, each on a connection of its own, which has one request in flight at all times. */
  readonly connections: number;
  /** Requests that go before those that are measured, for caches that others have used meanwhile. */
  readonly leadIn: number;
  readonly requests: number;
  /** The process whose CPU time is read. */
  readonly pid?: number;
  /** Bounds the lead-in and the measured requests each. */
  readonly timeoutMs: number;
}

export interface LoadFigures {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Microseconds of CPU a request of the process named, absent where none was. */
  readonly cpuMicros?: number;
}

/**
 * Begins sessions, has each of them call a tool again and again, and ends them.
 *
 * @throws {Error} when a request fails or a bound is reached.
 */
export async function runLoad({
  url,
  connections,
  leadIn,
  requests,
  pid,
  timeoutMs,
}: LoadPlan): Promise<LoadFigures> {
  const open = await openAll(new URL(url), connections);
  try {
    if (leadIn > 0) await callAll(open, leadIn, timeoutMs);
    const cpuBefore = pid === undefined ? 0 : readCpuMicros(pid);
    const began = performance.now();
    const latencies = await callAll(open, requests, timeoutMs);
    const seconds = (performance.now() - began) / 1000;
    const figures = {
      requestsPerSecond: requests / seconds,
      p50Ms: percentile(latencies, 0.5),
      p99Ms: percentile(latencies, 0.99),
    };
    const cpu = pid === undefined ? {} : { cpuMicros: (readCpuMicros(pid) - cpuBefore) / requests };
    await Promise.all(open.map((connection) => connection.endSession()));
    return { ...figures, ...cpu };
  } finally {
    for (const connection of open) connection.close();
  }
}

async function openAll(url: URL, connections: number): Promise<McpConnection[]> {
  const outcomes = await Promise.allSettled(
    Array.from({ length: connections }, () => McpConnection.open(url)),
  );
  const open = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure === undefined) return open;
  for (const connection of open) connection.close();
  throw failure.reason;
}

/** Milliseconds that each request took. */
function callAll(
  connections: readonly McpConnection[],
  requests: number,
  timeoutMs: number,
): Promise<Float64Array> {
  const latencies = new Float64Array(requests);
  let sent = 0;
  let answered = 0;
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      clearTimeout(timer);
      reject(error);
    };
    const timer = setTimeout(
      () => fail(new Error(`${answered} of ${requests} answers in ${timeoutMs} ms`)),
      timeoutMs,
    );
    const callAgain = (connection: McpConnection): void => {
      if (sent === requests) return;
      sent++;
      const began = performance.now();
      connection.call(() => {
        latencies[answered++] = performance.now() - began;
        if (answered < requests) {
          callAgain(connection);
          return;
        }
        clearTimeout(timer);
        resolve(latencies);
      }, fail);
    };
    for (const connection of connections) callAgain(connection);
  });
}
