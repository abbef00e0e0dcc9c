import {
  connectProcess,
  HeapEndpoint,
  HeaptideError,
  type ProcessAddress,
  type ReachSettings,
} from '@heaptide/targets';
import { fine, type Finding, problem, unknown } from './finding.js';
import { type HeapStats, statsFindings } from './stats-findings.js';

const TIMEOUT_MS = 10_000;

/** Whether an agent answers at an address, and what it says of its process. */
export async function examineEndpoint(
  address: Exclude<ProcessAddress, { kind: 'inspector' }>,
  { signal }: Pick<ReachSettings, 'signal'>,
): Promise<readonly Finding[]> {
  const live = await connectProcess(address, { timeoutMs: TIMEOUT_MS });
  try {
    if (!(live instanceof HeapEndpoint)) return [];
    const stats: HeapStats = await live.stats(signal);
    return [fine('answers', `${address.name} answers`), ...statsFindings(stats)];
  } catch (error) {
    if (!(error instanceof HeaptideError)) throw error;
    return [findingOf(error)];
  } finally {
    await live.close();
  }
}

function findingOf({ code, message }: HeaptideError): Finding {
  switch (code) {
    case 'HT_E_NO_STATS':
      return unknown('agent', message);
    case 'HT_E_BAD_ANSWER':
      return problem('answers', message, 'a token goes into the URL, as in http://x:TOKEN@HOST:PORT');
    case 'HT_E_PORT_REFUSED':
    case 'HT_E_UNREACHABLE':
      return problem(
        'answers',
        message,
        'HEAPTIDE_ADDR=127.0.0.1:6060 NODE_OPTIONS=--import=heaptide/register, or --attach',
      );
    default:
      return problem('answers', `${message} (${code})`);
  }
}
