import type { CaptureMetadata } from '@heaptide/profile';
import { isFinding } from './findings.js';
import type { Outlook, SiteReport } from './growth-report.js';

/** Findings that grow, and how sure that is: bytes a second, and half the width of its 95 % interval. */
interface Growth {
  readonly rate: number;
  readonly margin: number;
}

/** When the findings will have used up what `newest` leaves; `undefined` where nothing is found or nothing limited. */
export function outlookOf(sites: readonly SiteReport[], newest: CaptureMetadata): Outlook | undefined {
  const findings = sites.filter(isFinding);
  const ofHeap = growthOf(findings.filter(({ kind }) => kind === undefined));
  const candidates: (Outlook | undefined)[] = [
    timeLeft('heap', newest.heapLimit - newest.heapUsed, ofHeap),
    newest.cgroup && timeLeft('cgroup', newest.cgroup.limit - newest.cgroup.usage, growthOf(findings)),
  ];
  return candidates
    .filter((outlook): outlook is Outlook => outlook !== undefined)
    .sort((a, b) => a.seconds - b.seconds)[0];
}

function growthOf(findings: readonly SiteReport[]): Growth {
  let rate = 0;
  let variance = 0;
  for (const { slope } of findings) {
    rate += slope.perSecond;
    if (slope.perUnit > 0)
      variance += ((slope.perSecond / slope.perUnit) * ((slope.high - slope.low) / 2)) ** 2;
  }
  return { rate, margin: Math.sqrt(variance) };
}

function timeLeft(limit: Outlook['limit'], bytesLeft: number, { rate, margin }: Growth): Outlook | undefined {
  if (!(rate > 0)) return undefined;
  const left = Math.max(0, bytesLeft);
  return {
    limit,
    bytesLeft: left,
    seconds: left / rate,
    low: left / (rate + margin),
    ...(rate > margin ? { high: left / (rate - margin) } : {}),
  };
}
