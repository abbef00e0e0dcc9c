import type { WhyAsked } from './why-asker.js';

/** What an agent is asked. */
export interface EndpointQuestion extends Pick<WhyAsked, 'site' | 'unit' | 'collect'> {
  /** Where the agent has a token for this alone. */
  readonly token?: string | undefined;
}
