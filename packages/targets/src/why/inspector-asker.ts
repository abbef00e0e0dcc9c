import { HeaptideError } from '@heaptide/profile';
import type { WhyAnswer } from '@heaptide/why';
import { requireLoopback } from '../inspector/inspector-place.js';
import { attachRefused } from '../inspector/refusal.js';
import type { ProcessAddress } from '../reach/process-address.js';
import { askInProcess } from './asking-process.js';
import { otherDebuggers } from './other-debuggers.js';
import type { WhyAsked, WhyAsker } from './why-asker.js';

export interface InspectorAskerOptions {
  /** Bound on a question. */
  readonly timeoutMs: number;
  /** What asks, in a process of its own. */
  readonly program: URL;
  /** It may be busy for long while it can stop nothing. */
  readonly isBusy: boolean;
  /** Where a file that is made on the way is to be kept. */
  readonly output?: string | undefined;
}

/** Asks a process of this machine that has no agent, by its inspector. */
export class InspectorAsker implements WhyAsker {
  readonly #address: Extract<ProcessAddress, { readonly kind: 'inspector' }>;
  readonly #options: InspectorAskerOptions;

  /** @throws {HeaptideError} `HT_E_WHY` of a process in a pod, `HT_E_ATTACH_REFUSED` of another machine's. */
  constructor(
    address: Extract<ProcessAddress, { readonly kind: 'inspector' }>,
    options: InspectorAskerOptions,
  ) {
    if (address.pod !== undefined) {
      const needs = 'in a pod this needs the agent in the process (HEAPTIDE_ADDR and HEAPTIDE_ALLOW_WHY=1)';
      throw new HeaptideError('HT_E_WHY', `${address.name} cannot be asked why by its inspector: ${needs}`);
    }
    requireLoopback(address.host);
    this.#address = address;
    this.#options = options;
  }

  async ask({ site, unit, collect, onStep, signal }: WhyAsked): Promise<WhyAnswer> {
    const { name, host, port } = this.#address;
    const { timeoutMs, program, isBusy, output } = this.#options;
    await requireNoDebugger(name, port);
    return askInProcess({
      program,
      isBusy,
      order: {
        name,
        host,
        port,
        site,
        timeoutMs,
        ...(unit === undefined ? {} : { unit }),
        ...(collect === undefined ? {} : { collect }),
        ...(output === undefined ? {} : { output }),
      },
      onStep,
      signal,
    });
  }
}

async function requireNoDebugger(name: string, port: number): Promise<void> {
  const [one] = await otherDebuggers(port);
  if (one === undefined) return;
  if (one.kind === 'asking')
    throw new HeaptideError('HT_E_WHY', `${name} is being asked already (by pid ${one.pid})`);
  const who = one.pid === 0 ? 'a debugger' : `another debugger (pid ${one.pid})`;
  throw attachRefused(
    `${who} is attached to ${name}, and would be in the way of the breakpoints that finding out why takes: close it first`,
  );
}
