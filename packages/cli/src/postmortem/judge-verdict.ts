import { isFinding } from '@heaptide/growth';
import type { PostmortemVerdict } from '@heaptide/report/postmortem';
import { isProof } from './join-site.js';
import { agree, isMostLive, type Testimony } from './witnesses.js';

/**
 * What may be said: a leak where growth was seen that stays. Objects that survive from snapshot to snapshot show that, and
 * captures that confirm it. Captures that found it and had no time to confirm it need one thing more: a heap snapshot in which
 * the same is largest, or a death of full memory of which the site held most. A single heap snapshot alone says what is
 * largest, no more.
 */
export function judgeVerdict(testimony: Testimony): PostmortemVerdict {
  const { accusation, report, suspect } = testimony;
  if (suspect?.severity === 'leak') return 'leak';
  const grows = accusation?.grows;
  if (grows !== undefined && (grows.confirmed || isBorneOut(testimony)))
    return grows.verdict === 'backlog' ? 'backlog' : 'leak';
  if (suspect !== undefined) return 'accumulation';
  if (grows !== undefined || report?.offHeap !== undefined) return 'growing';
  return accusation === undefined ? 'none' : 'accumulation';
}

/** Whether something else than the captures speaks for what they found. */
function isBorneOut({ accusation, suspect, death }: Testimony): boolean {
  if (accusation?.grows === undefined) return false;
  if (suspect !== undefined && isProof(accusation.site.join)) return true;
  if (!isFinding(accusation.grows)) return false;
  return suspect === undefined
    ? death.kind !== 'unknown' && isMostLive(accusation)
    : agree(accusation, suspect);
}
