import type { ReachSettings } from './reach-settings.js';

/** What an endpoint asks for. In the environment alone: what stands on a command line is seen by others. */
export function tokenOf({ env = process.env }: Pick<ReachSettings, 'env'>): { readonly token?: string } {
  const token = env.HEAPTIDE_TOKEN;
  return token === undefined || token === '' ? {} : { token };
}
