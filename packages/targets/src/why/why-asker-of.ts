import { HeaptideError } from '@heaptide/profile';
import type { WhyAnswer } from '@heaptide/why';
import { connectProcess } from '../reach/connect-process.js';
import type { ReachedProcess } from '../reach/reached-process.js';
import type { WhyAsked, WhyAsker } from './why-asker.js';

export interface WhyAskerOptions {
  /** Bound on a question; 60 s by default. */
  readonly timeoutMs?: number;
  /** Of an agent that has a token for this alone. */
  readonly token?: string | undefined;
  /** What asks by an inspector, in a process of its own; by default what walks. */
  readonly program?: URL;
  /** It may be busy for long while it can stop nothing. */
  readonly isBusy?: boolean;
  /** Where a file that is made on the way is to be kept. */
  readonly output?: string | undefined;
}

const TIMEOUT_MS = 60_000;
/** As the builds name it, beside this module. */
const PROGRAM = new URL('./asking-main.js', import.meta.url);

/**
 * Whoever can be asked about a process, as long as the way to it is kept open. Nothing is connected to before it is asked.
 * @throws {HeaptideError} `HT_E_WHY` where it cannot be asked that way, `HT_E_ATTACH_REFUSED`.
 */
export async function whyAskerOf(
  { address }: Pick<ReachedProcess, 'address'>,
  options: WhyAskerOptions = {},
): Promise<WhyAsker> {
  const { timeoutMs = TIMEOUT_MS, token, program = PROGRAM, isBusy = false, output } = options;
  if (address.kind === 'inspector') {
    const { InspectorAsker } = await import('./inspector-asker.js');
    return new InspectorAsker(address, { timeoutMs, program, isBusy, output });
  }
  return {
    ask: async ({ signal, ...asked }: WhyAsked): Promise<WhyAnswer> => {
      const live = await connectProcess(address, { timeoutMs });
      try {
        if (live.why === undefined)
          throw new HeaptideError('HT_E_NO_WHY', `${live.name} has no agent that can be asked`);
        asked.onStep?.('preparing');
        return await live.why({ ...asked, token }, signal);
      } finally {
        await live.close();
      }
    },
  };
}
