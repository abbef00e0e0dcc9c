import { CdpConnection } from '../inspector/cdp-connection.js';
import { evaluate } from '../inspector/evaluate.js';
import type { AskingOrder } from './asking-protocol.js';

const LIMIT_MS = 2000;
/** Symbols under which a question puts its probe on `globalThis` for a while begin so. */
const PROBE = 'heaptide.why.';
const REMOVE = `(function () {
  Object.getOwnPropertySymbols(globalThis).forEach(function (key) {
    if ((Symbol.keyFor(key) || '').indexOf('${PROBE}') !== 0) return;
    try { globalThis[key].run(['release']) } finally { delete globalThis[key] }
  });
})()`;

/** Takes from a process what a question has left there that was broken off. All else ended with its connection. Never rejects. */
export async function removeWhatIsLeft({
  name,
  host,
  port,
}: Pick<AskingOrder, 'name' | 'host' | 'port'>): Promise<void> {
  const signal = AbortSignal.timeout(LIMIT_MS);
  try {
    const cdp = await CdpConnection.open({ host, port }, { name, signal });
    try {
      await evaluate(cdp, REMOVE, { signal });
    } finally {
      await cdp.close();
    }
  } catch {
    // It may have ended, or be blocked: then it stays as it is.
  }
}
