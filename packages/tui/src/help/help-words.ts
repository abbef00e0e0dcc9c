import { CHANGE_SIGNS } from '../diff/change-sign.js';
import type { DrawingStyle, Tone } from '../drawing/drawing-style.js';
import { FLAME_MARKS } from '../flame/flame-mark.js';
import { TIMELINE_SIGNS } from '../timeline/timeline-signs.js';
import { VERDICT_SIGNS } from '../sites/verdict-sign.js';
import { WHY_SIGNS } from '../why/why-sign.js';

/** A word or sign, and what it means. Words of ours, every character one cell wide. */
export interface HelpEntry {
  readonly word: string;
  readonly tone: Tone;
  /** Parts that are not broken between two lines. */
  readonly meaning: readonly string[];
}

export interface HelpSection {
  readonly title: string;
  readonly entries: readonly HelpEntry[];
}

/** What stands beside the keys: every word, sign and column of the screens, and how to run without one. */
export function helpSections({
  style: { plusMinus },
  readOnly,
  canAsk,
}: {
  readonly style: DrawingStyle;
  readonly readOnly: boolean;
  /** The process can be asked who keeps what a site makes. */
  readonly canAsk: boolean;
}): Readonly<Record<'verdicts' | 'signs' | 'columns' | 'running', HelpSection>> {
  return {
    verdicts: {
      title: 'VERDICTS: colour only repeats words and signs',
      entries: Object.values(VERDICT_SIGNS).map(({ sign, word, tone, meaning }) => ({
        word: `${sign} ${word}`,
        tone,
        meaning: meaning.split(' '),
      })),
    },
    signs: { title: 'SIGNS', entries: [...signs(), ...(canAsk ? [whySigns()] : [])] },
    columns: {
      title: 'COLUMNS',
      entries: [
        entry('INUSE', 'live bytes, estimated from samples'),
        entry('B/UN', 'bytes kept per unit of work, such as a session or a request'),
        entry('GROWTH/MIN', 'growth per minute; SINCE BASE: since the baseline'),
        entry(plusMinus, 'half the 95 % interval of the figure before it'),
        entry('TREND', 'in use over the last captures; every row on its own scale'),
        entry('A B DELTA', 'diff: in use in A and in B, and B less A; %: of A'),
        entry('CHANGE', 'timeline: heap less that of the capture before; -: not read alike'),
        entry('AGE', 'timeline: since the capture; TO END: to the last one of its series'),
        entry('GC', 'timeline: forced before the capture; NONE: with garbage'),
      ],
    },
    running: {
      title: 'RUNNING IT',
      entries: [
        entry('colour', '--color always|never, NO_COLOR, --theme default|cb|mono, --ascii'),
        entry(
          'no terminal',
          '--once, --ndjson, --duration 60s --fail-on leak for CI; --json with --once or --duration',
        ),
        entry('reader', '--accessible or ACCESSIBLE=1: plain sentences for a screen reader'),
        entry(
          'read only',
          readOnly
            ? 'this watch: keys that would cost the process something are not there'
            : '--read-only leaves out the keys that cost the process something',
        ),
        entry('paused', 'captures are still taken; the first line counts how many wait'),
      ],
    },
  };
}

function signs(): readonly HelpEntry[] {
  return [
    {
      word: 'diff',
      tone: 'plain',
      meaning: Object.values(CHANGE_SIGNS).map(({ sign, word }) => `${sign} ${word} `),
    },
    {
      word: 'flame',
      tone: 'plain',
      meaning: Object.entries(FLAME_MARKS).map(([mark, { legend }]) => `${mark} ${legend} `),
    },
    {
      word: 'timeline',
      tone: 'plain',
      meaning: Object.values(TIMELINE_SIGNS).map(({ sign, meaning }) => `${sign} ${meaning} `),
    },
  ];
}

function whySigns(): HelpEntry {
  const meaning = Object.values(WHY_SIGNS).map((each) => `${each.sign} ${each.meaning} `);
  return { word: 'why', tone: 'plain', meaning };
}

function entry(word: string, meaning: string): HelpEntry {
  return { word, tone: 'plain', meaning: meaning.split(' ') };
}
