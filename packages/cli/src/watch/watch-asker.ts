import { type ProcessAddress, whyAskerOf, type WhyAsker } from '@heaptide/targets';

/**
 * Asks the process of a watch who retains what a site makes. Nobody is looked for before the first question, which says why
 * there is nobody. `token` is that of an agent which has one for this alone.
 */
export function watchAsker(address: ProcessAddress, token: string | undefined): WhyAsker {
  return {
    ask: async ({ onStep, ...asked }) => {
      const asker = await whyAskerOf({ address }, { token });
      // An agent answers once: that it begins is no step that it is at.
      const tellsSteps = address.kind === 'inspector' && onStep !== undefined;
      return asker.ask({ ...asked, ...(tellsSteps ? { onStep } : {}) });
    },
  };
}
