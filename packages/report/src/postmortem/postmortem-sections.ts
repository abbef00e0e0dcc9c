import { longBytes } from '@heaptide/profile';
import { nearestCallers } from '../growth/nearest-frames.js';
import { framePhrase, joinPhrases, type Phrase, placeOf } from '../growth/phrase.js';
import { filePhrases } from './file-phrases.js';
import { growthPhrase } from './growth-phrase.js';
import { dayAndTime } from './moment.js';
import { pathPhrase } from './path-phrase.js';
import { percent } from './percent.js';
import type { Accumulation, AccusedSite, PostmortemReport, RuledOut } from './postmortem-report.js';
import { verdictPhrase } from './verdict-phrase.js';

/** One thing that a report tells, under one word, in one or more lines. */
export interface Section {
  readonly label: string;
  readonly lines: readonly Phrase[];
}

/** All that a report tells, in its order, whatever it is written in. Sections without anything to say are left out. */
export function postmortemSections(report: PostmortemReport): Section[] {
  const { death, accumulation, site, nameless, growth, notIt, limits, gaps, files, next } = report;
  return [
    { label: 'died', lines: [death.words, ...death.evidence] },
    { label: 'verdict', lines: [verdictPhrase(report)] },
    { label: 'why', lines: nameless === undefined ? [] : [[nameless.reason]] },
    { label: 'sure', lines: [surePhrase(report)] },
    { label: 'growth', lines: growth.map(growthPhrase) },
    { label: 'why kept', lines: accumulation === undefined ? [] : keptLines(accumulation) },
    { label: 'allocated', lines: site === undefined ? [] : [sitePhrase(site), [site.reason]] },
    { label: 'not it', lines: notIt.length === 0 ? [] : [notItPhrase(notIt)] },
    { label: 'limits', lines: limits },
    { label: 'unknown', lines: gaps },
    { label: 'files', lines: filePhrases(files) },
    { label: 'next', lines: next },
  ].filter(({ lines }) => lines.length > 0);
}

/** `api-7f9c, pid 19235, Node 22.23.3, 2026-11-27 13:30:29 UTC`. */
export function headingPhrase({ process, death }: PostmortemReport): Phrase {
  const { name, pid, nodeVersion } = process;
  return joinPhrases(
    [
      ...(name === undefined ? [] : [[{ name }]]),
      ...(pid === undefined ? [] : [[`pid ${pid}`]]),
      ...(nodeVersion === undefined ? [] : [['Node ', { name: nodeVersion.replace(/^v/, '') }]]),
      ...(death.time === undefined ? [] : [[`died ${dayAndTime(death.time)}`]]),
    ],
    ', ',
  );
}

function keptLines(accumulation: Accumulation): Phrase[] {
  const { leakedClass, declaredAt } = accumulation;
  return [
    pathPhrase(accumulation),
    ...(declaredAt === undefined
      ? []
      : [[{ name: leakedClass }, ' is declared at ', { name: placeOf(declaredAt) }]]),
  ];
}

function surePhrase({ confidence, agreeing }: PostmortemReport): Phrase {
  const [only] = agreeing;
  if (only === undefined) return [`${confidence}: no source tells`];
  const are = agreeing.length === 1 ? 'one source alone: ' : `${agreeing.length} independent sources agree: `;
  return [`${confidence}; ${are}`, ...joinPhrases(agreeing, '; ')];
}

const JOINS: Readonly<Record<NonNullable<AccusedSite['join']>, string>> = {
  constructor: 'the place where the class that piles up is declared',
  'call-path': 'the class that piles up is declared on its call path',
  'function-name': 'it bears the name of the class that piles up',
  'same-file':
    'the class that piles up is declared in the same file, and its constructor may be inlined here',
};

function sitePhrase(site: AccusedSite): Phrase {
  const { inuseSpace, allSpace, join } = site;
  return [
    ...joinPhrases([framePhrase(site), ...nearestCallers(site).map(framePhrase)], ' <- '),
    ` (${longBytes(inuseSpace)}, ${percent(inuseSpace, allSpace)} of what the last capture has live`,
    join === undefined ? ')' : `; ${JOINS[join]})`,
  ];
}

const MEMORIES: Readonly<Record<RuledOut['memory'], string>> = {
  external: 'Buffers and other external memory',
  code: 'compiled code',
  'outside-heap': 'memory of the process outside the heap',
};

function notItPhrase(notIt: readonly RuledOut[]): Phrase {
  const words = notIt.map(({ memory, from, to }) => {
    const figures =
      longBytes(from) === longBytes(to) ? longBytes(to) : `${longBytes(from)} to ${longBytes(to)}`;
    return `${MEMORIES[memory]}: ${figures}`;
  });
  return [words.join('; ')];
}
