import { HeaptideError } from '@heaptide/profile';
import type { CallOptions, CdpConnection, CdpParameters } from './cdp-connection.js';

/** Under this name the frames of what is run in the process appear, where they do. */
const SOURCE = '//# sourceURL=heaptide:attach';

/**
 * Runs `expression` in the main thread, where `need(NAME)` gives a module of Node's own; the value comes as JSON does.
 * @throws {HeaptideError} `HT_E_INSPECTOR` where it throws there, and what `CdpConnection.call` does.
 */
export async function evaluate(
  cdp: CdpConnection,
  expression: string,
  options?: CallOptions,
): Promise<unknown> {
  const { result, exceptionDetails } = await cdp.call('Runtime.evaluate', evaluationOf(expression), options);
  if (exceptionDetails !== undefined)
    throw new HeaptideError('HT_E_INSPECTOR', `the process cannot be asked: ${words(exceptionDetails)}`);
  return (result as { readonly value?: unknown } | undefined)?.value;
}

/** The parameters of `Runtime.evaluate` for an expression, where `need(NAME)` gives a module of Node's own. */
export function evaluationOf(expression: string): CdpParameters {
  return {
    // The require of the command line is that of a module which may not have it; Node 20.16 and 22.3 have a way of their own.
    expression: `((need) => (${expression}\n))(process.getBuiltinModule || require)\n${SOURCE}`,
    includeCommandLineAPI: true,
    returnByValue: true,
    silent: true,
  };
}

function words(details: unknown): string {
  const { text, exception } = details as { text?: unknown; exception?: { description?: unknown } };
  const said = exception?.description ?? text;
  return typeof said === 'string' ? (said.split('\n')[0] ?? '') : 'it threw';
}
