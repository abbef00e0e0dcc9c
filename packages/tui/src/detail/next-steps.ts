import {
  type CaptureFigures,
  CAPTURES_TO_CONFIRM,
  type Frame,
  isFinding,
  type SiteReport,
} from '@heaptide/growth';
import { count, type Phrase } from '@heaptide/report';
import { commandKey } from './command-key.js';
import { CAPTURES_FOR_VERDICT } from '../sites/captures-for-verdict.js';
import { isSuspect } from '../sites/verdict-sign.js';
import type { DetailModel } from './detail-model.js';

/** Something to do, or to know before doing anything. Derived from the figures of the site, never from a guess. */
export interface NextStep {
  /** The key that does it. */
  readonly key?: string | undefined;
  readonly text: Phrase;
  /** The function that it is about, which can be followed. */
  readonly frame?: Frame;
}

/** Of what was born here at most so many may have died for nothing to count as released: one in... */
const HARDLY_ANY = 20;
/** How a word begins in the name of a work counter that counts what ends. */
const ENDING =
  /^(?:delet|clos|ended|expir|evict|lost|releas|remov|destroy|dispos|disconnect|finish|complet)/i;
/** `sessions.deleted`, `sessions_deleted`, `sessionsDeleted`. */
const BETWEEN_WORDS = /[^\p{L}]+|(?=\p{Lu})/u;

/** What to do next about a site, the most telling first. */
export function nextSteps(model: DetailModel): readonly NextStep[] {
  const { site } = model;
  const take: NextStep[] = [
    ...(hasSource(model) ? [{ key: commandKey('edit'), text: ['open the source in $EDITOR'] }] : []),
    { key: commandKey('copy'), text: ['copy this page as markdown for the issue'] },
  ];
  if (site === undefined) return [followStep(model), ...take].filter((step) => step !== undefined);
  return [
    ...(isFinding(site) ? releaseSteps(model, site) : []),
    confirmStep(model, site),
    exactStep(model, site),
    garbageStep(model),
    counterStep(model),
    whyStep(model, site),
    ...(isFinding(site) ? findingSteps(model, site) : []),
    ...take,
  ].filter((step) => step !== undefined);
}

function hasSource({ source, frame }: DetailModel): boolean {
  return source !== undefined && source.problem === undefined && source.file === frame.file;
}

function followStep({ calls }: DetailModel): NextStep | undefined {
  const largest = calls?.callees.find(({ frame, depth }) => frame !== undefined && depth === 0);
  if (largest?.frame === undefined) return undefined;
  const share = `${Math.round(largest.share * 100)} %`;
  return {
    key: commandKey('open'),
    text: ['follow the calls below: ', { name: largest.frame.function }, ` has ${share} of it`],
    frame: largest.frame,
  };
}

/** Work that ended although nothing of it was let go of here. */
function releaseSteps({ captures }: DetailModel, { evidence, verdict }: SiteReport): readonly NextStep[] {
  const { births, deaths } = evidence;
  if (verdict !== 'leak' || births === 0 || deaths * HARDLY_ANY > births) return [];
  return endedWork(captures).map(({ counter, ended }) => ({
    text: [
      { name: counter },
      ` rose by ${count(ended)} meanwhile, yet only ${count(deaths)} of ${count(births)} samples born here were freed: what ends there does not let go of this`,
    ],
  }));
}

/** Who keeps it, where that can be asked or has been. */
function whyStep({ costly, answer }: DetailModel, { verdict }: SiteReport): NextStep | undefined {
  const key = commandKey('ask-why');
  if (answer !== undefined) return { key, text: ['the path to what keeps it, and what that rests on'] };
  if (!costly || !isSuspect(verdict)) return undefined;
  return { key, text: ['asks the process what keeps these objects'] };
}

function endedWork(captures: readonly CaptureFigures[]) {
  const first = captures[0]?.work ?? {};
  return Object.entries(captures.at(-1)?.work ?? {})
    .filter(([counter]) => counter.split(BETWEEN_WORDS).some((word) => ENDING.test(word)))
    .map(([counter, done]) => ({ counter, ended: done - (first[counter] ?? 0) }))
    .filter(({ ended }) => ended > 0)
    .sort((a, b) => b.ended - a.ended)
    .slice(0, 2);
}

function confirmStep({ captures }: DetailModel, site: SiteReport): NextStep | undefined {
  if (isFinding(site) && site.confirmed) return undefined;
  const needed = isFinding(site) ? CAPTURES_TO_CONFIRM : CAPTURES_FOR_VERDICT;
  const left = needed - captures.length;
  if (left > 0) {
    const what = isFinding(site) ? 'to confirm it' : 'to a first verdict';
    return { text: [`wait: ${left} more ${left === 1 ? 'capture' : 'captures'} ${what} at the earliest`] };
  }
  if (isFinding(site)) return { text: ['wait: the newest captures have to agree before it is confirmed'] };
  return site.verdict === 'growing'
    ? { text: ['wait under load: more captures tell whether it lasts'] }
    : undefined;
}

function exactStep({ costly }: DetailModel, { uncertainSite }: SiteReport): NextStep | undefined {
  if (!uncertainSite) return undefined;
  const text = 'exact sites for a while: which function allocates, inlining or not';
  return costly
    ? { key: commandKey('ask-exact'), text: [text] }
    : { text: ['captures with --exact tell which function allocates'] };
}

function garbageStep({ captures, costly }: DetailModel): NextStep | undefined {
  const uncollected = captures.filter(({ gc }) => gc !== 'forced').length;
  if (uncollected === 0) return undefined;
  const text = `${uncollected} of ${captures.length} captures may hold garbage, no GC came before them`;
  return costly
    ? { key: commandKey('ask-capture'), text: [`capture after a GC: ${text}`] }
    : { text: [text] };
}

function counterStep({ unit, captures }: DetailModel): NextStep | undefined {
  if (unit !== 'second') return undefined;
  const counters = Object.keys(captures.at(-1)?.work ?? {});
  if (counters.length === 0) {
    return { text: ['growth is by time only: a work counter in the program would tell it per request'] };
  }
  return { key: commandKey('unit'), text: ['growth is by time only: divide it by a work counter'] };
}

function findingSteps({ costly }: DetailModel, { kind, verdict }: SiteReport): readonly NextStep[] {
  if (kind === 'external') {
    return [
      { text: ['these are Buffers or ArrayBuffers: they count against rss, not against the heap limit'] },
    ];
  }
  if (verdict === 'backlog')
    return [{ text: ['look at what takes from this queue: everything is freed in turn'] }];
  if (!costly) return [];
  return [
    { key: commandKey('ask-snapshot'), text: ['heap snapshot: shows which field keeps these objects'] },
  ];
}
