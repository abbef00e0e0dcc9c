import { HeaptideError } from '@heaptide/profile';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AgentProcess, askAgent } from './agent-process.js';
import { chooseProcess, isTool } from './choose-process.js';
import { processFacts } from './process-facts.js';

/** Restarts without end must not fill the memory; of so many the oldest that have ended are forgotten. */
const MOST_KEPT = 256;
const LOOK_EVERY_MS = 50;
/** A tool has so long to start the program. What is none of a `node_modules` may start its own script again. */
const TOOL_SETTLES_MS = 3000;
const SETTLES_MS = 500;

/** The processes of a program that have the agent, as they come up, and the one among them that is watched. */
export class ProgramProcesses {
  readonly #wanted: number | undefined;
  readonly #known: AgentProcess[] = [];
  #heard = 0;
  #heardAt = 0;
  #current: AgentProcess | undefined;
  #trouble: string | undefined;

  /** @param wanted Which one is to be watched, from 1; absent for the choice of `chooseProcess`. */
  constructor(wanted: number | undefined) {
    this.#wanted = wanted;
  }

  /** How many have come up. */
  get count(): number {
    return this.#heard;
  }

  /** An agent serves at `url`. Never rejects. */
  async add(url: URL): Promise<void> {
    const number = ++this.#heard;
    this.#heardAt = performance.now();
    const identity = await askAgent(url);
    // It has ended already.
    if (identity === undefined) return;
    this.#known.push({ number, url, ...identity, ...(await processFacts(identity.pid)) });
    this.#known.sort((one, other) => one.number - other.number);
    const [oldest] = this.#known.filter((one) => !isAlive(one));
    if (this.#known.length > MOST_KEPT && oldest !== undefined)
      this.#known.splice(this.#known.indexOf(oldest), 1);
  }

  /** An agent does not serve, and says why. */
  fail(reason: string): void {
    this.#trouble ??= reason;
  }

  /** The process that is to be watched now; `undefined` while there is none. */
  look(): AgentProcess | undefined {
    const candidates = this.#known.map((one) => ({ ...one, isAlive: isAlive(one) }));
    const chosen =
      this.#wanted === undefined
        ? chooseProcess(
            candidates,
            candidates.find(({ number }) => number === this.#current?.number),
          )
        : candidates.find(({ number, isAlive: lives }) => lives && number === this.#wanted);
    this.#current = this.#known.find(({ number }) => number === chosen?.number);
    return this.#current;
  }

  /** The process to be watched, once it is not `other`; rejects with the reason of `signal`. */
  async until(signal: AbortSignal, other?: AgentProcess): Promise<AgentProcess> {
    for (;;) {
      signal.throwIfAborted();
      const found = this.look();
      if (found !== undefined && found.number !== other?.number) return found;
      await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }

  /**
   * The process to be watched, once what starts it has had the time to do so.
   * @throws {HeaptideError} `HT_E_NOT_READY` where an agent could not start; whatever `signal` is aborted with.
   */
  async settled(signal: AbortSignal): Promise<AgentProcess> {
    for (;;) {
      signal.throwIfAborted();
      const found = this.look();
      if (found !== undefined && this.#isSettled(found)) return found;
      if (found === undefined && this.#trouble !== undefined)
        throw new HeaptideError('HT_E_NOT_READY', `the agent did not start: ${this.#trouble}`);
      await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }

  #isSettled(found: AgentProcess): boolean {
    if (this.#wanted !== undefined) return true;
    return performance.now() - this.#heardAt > (isTool(found) ? TOOL_SETTLES_MS : SETTLES_MS);
  }
}

function isAlive({ pid }: Pick<AgentProcess, 'pid'>): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
