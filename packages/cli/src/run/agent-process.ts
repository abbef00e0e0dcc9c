import { get } from 'node:http';

/** A process of the program that has the agent in it. */
export interface AgentProcess {
  /** Which one, as they came up, from 1. */
  readonly number: number;
  /** Its `/debug/heap`. */
  readonly url: URL;
  readonly pid: number;
  /** What its agent calls it. Hostile text. */
  readonly service: string;
  /** The path of what it runs; absent where that is no file, and where the system does not tell. */
  readonly script: string | undefined;
  /** Processes that have led to this one, its parent first, as far as they are known. */
  readonly ancestors: readonly number[];
}

const ANSWER_WITHIN_MS = 5000;
const MOST_CHARACTERS = 1 << 20;

/** What the agent at a `/debug/heap` says of its process; `undefined` where it does not answer. */
export function askAgent(url: URL): Promise<Pick<AgentProcess, 'pid' | 'service'> | undefined> {
  return new Promise((resolve) => {
    const options = { agent: false, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) } as const;
    const request = get(`${url.href}/stats`, options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        if (text.length > MOST_CHARACTERS) request.destroy();
      });
      response.once('end', () => resolve(parseIdentity(text)));
      response.once('close', () => resolve(undefined));
    });
    request.once('error', () => resolve(undefined));
  });
}

function parseIdentity(text: string): Pick<AgentProcess, 'pid' | 'service'> | undefined {
  try {
    const { pid, service } = JSON.parse(text) as Record<string, unknown>;
    if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid < 1) return undefined;
    return { pid, service: typeof service === 'string' ? service : 'node' };
  } catch {
    return undefined;
  }
}
