import { bytesOf, longBytes, period, safeText, timeOfDay } from '@heaptide/report';
import { type SiteKey, siteKey } from '../lines/site-key.js';
import type { WatchState } from '../session/watch-state.js';
import { type SiteChoice, chooseSites } from './choose-sites.js';
import { reportBaseline } from './report-baseline.js';
import { SORT_WORDS, type SpokenCommand } from './spoken-command.js';
import { type SpeechContext, siteSentences, siteSummary } from './spoken-site.js';
import { statusSentences } from './spoken-status.js';

/** What the user has chosen to hear. */
export interface ConversationView extends SiteChoice {
  /** Sites by their number in the last list; none once the list would be another. */
  readonly listed: readonly SiteKey[];
  /** A capture waits for yes. */
  readonly isAsking: boolean;
}

export const INITIAL_CONVERSATION: ConversationView = {
  filter: '',
  order: { column: 'findings', reversed: false },
  baseline: undefined,
  listed: [],
  isAsking: false,
};

/** What a command asks of the session. */
export type SessionRequest = 'hold' | 'release' | 'capture' | 'quit';

export interface Answer {
  readonly sentences: readonly string[];
  readonly view: ConversationView;
  readonly request?: SessionRequest;
}

export interface AnswerOptions {
  readonly state: WatchState;
  readonly view: ConversationView;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly ascii: boolean;
}

const USUAL_LIST = 10;
/** A forced collection stops the process for about so long per MiB of heap: 0.2 to 0.8 s at 190 to 478 MB. */
const PAUSE_MS_PER_MIB = { least: 1, most: 2 };
const NOTHING_YET = 'There is no capture yet.';

const HELP: readonly string[] = [
  'status, or Enter alone: how things stand.',
  'list, or list 20: the sites, the first so many.',
  'show 1: all that is known of a site, by its number in the last list.',
  `sort, with ${Object.keys(SORT_WORDS).join(', ')}: in which order; add reversed for the other direction.`,
  'filter and a text: only sites whose function or file contains it; fn: or file: before it looks at one of them, ! before it turns it round; filter alone drops it.',
  'baseline: count growth from now; baseline off: no more.',
  'pause, resume: let what is said stand still; captures go on.',
  'capture: take one now; asks first.',
  'quit: end the watch.',
];

/** What is answered to a command, and what it changes. Any answer but yes drops the question for a capture. */
export function answerCommand(command: SpokenCommand, options: AnswerOptions): Answer {
  const { state, now, ascii } = options;
  const view = { ...options.view, isAsking: false };
  const say = (...sentences: readonly string[]): Answer => ({ sentences, view });
  switch (command.kind) {
    case 'help':
      return say(...HELP);
    case 'status':
      return say(...statusSentences(state, { now, ascii }));
    case 'list':
      return list(command.most ?? USUAL_LIST, { ...options, view });
    case 'show':
      return show(command.number, { ...options, view });
    case 'sort': {
      const { column, reversed } = command.order;
      const words = Object.keys(SORT_WORDS).find((word) => SORT_WORDS[word] === column)!;
      const sentence = `Sorted by ${words}${reversed ? ', reversed' : ''}. Say list to hear it.`;
      return { sentences: [sentence], view: { ...view, order: command.order, listed: [] } };
    }
    case 'filter':
      return filter(command.text, { ...options, view });
    case 'baseline':
      return baseline(command.drop, { ...options, view });
    case 'pause':
      return { ...say('Paused. Captures go on. Say resume to hear of them.'), request: 'hold' };
    case 'resume':
      return state.paused
        ? { ...say(`Resumed, ${state.queued} newer captures.`), request: 'release' }
        : say('It is not paused.');
    case 'capture':
      return { sentences: [captureQuestion(state)], view: { ...view, isAsking: true } };
    case 'yes':
      return options.view.isAsking
        ? { ...say('A capture is taken now.'), request: 'capture' }
        : say('There is no question.');
    case 'no':
      return say(options.view.isAsking ? 'No capture is taken.' : 'There is no question.');
    case 'quit':
      return { ...say(), request: 'quit' };
    case 'misunderstood':
      return say(command.advice);
  }
}

function list(most: number, { state, view, ascii }: AnswerOptions): Answer {
  const context = speechContext(state, view, ascii);
  if (context === undefined) return { sentences: [NOTHING_YET], view };
  const { sites } = context.report;
  const chosen = chooseSites(sites, view);
  const shown = chosen.slice(0, most);
  const filtered = view.filter === '' ? '' : ` that match ${safeText(view.filter, { ascii })}`;
  const of = chosen.length === sites.length ? `${sites.length}` : `${chosen.length}, ${sites.length} in all`;
  const first = shown.length === 1 ? 'Site 1' : `Sites 1 to ${shown.length}`;
  const title = shown.length === 0 ? `No sites${filtered}.` : `${first} of ${of}${filtered}.`;
  return {
    sentences: [title, ...shown.map((site, index) => `${index + 1}: ${siteSummary(site, context)}`)],
    view: { ...view, listed: shown.map(siteKey) },
  };
}

function show(number: number, { state, view, ascii }: AnswerOptions): Answer {
  const context = speechContext(state, view, ascii);
  if (context === undefined) return { sentences: [NOTHING_YET], view };
  const { sites } = context.report;
  const listed = view.listed.length > 0 ? view.listed : chooseSites(sites, view).map(siteKey);
  const key = listed[number - 1];
  if (key === undefined) {
    return { sentences: [`There is no number ${number} in the list of ${listed.length}.`], view };
  }
  const site = sites.find((one) => siteKey(one) === key);
  if (site === undefined) return { sentences: ['That site is gone. Say list.'], view };
  return { sentences: siteSentences(site, context), view: { ...view, listed } };
}

function filter(text: string, { state, view, ascii }: AnswerOptions): Answer {
  const filtered = { ...view, filter: text, listed: [] };
  if (text === '') return { sentences: ['No filter.'], view: filtered };
  const matching = chooseSites(state.report?.sites ?? [], filtered).length;
  const sentence = `Filter ${safeText(text, { ascii })}: ${matching} ${matching === 1 ? 'site' : 'sites'}.`;
  return { sentences: [sentence], view: filtered };
}

function baseline(drop: boolean, { state, view }: AnswerOptions): Answer {
  if (drop)
    return { sentences: ['No baseline: growth is per minute.'], view: { ...view, baseline: undefined } };
  if (state.report === undefined) return { sentences: [NOTHING_YET], view };
  const made = reportBaseline(state.report);
  const sentence = `Growth counts from the capture of ${timeOfDay(Date.parse(made.time))}.`;
  return { sentences: [sentence], view: { ...view, baseline: made } };
}

function captureQuestion({ latest, everyMs }: WatchState): string {
  const usual = `A capture is taken every ${period(everyMs)} anyway.`;
  if (latest === undefined) return `${usual} One now stops the process for a collection. Say yes to take it.`;
  const mib = latest.heapUsed / 2 ** 20;
  const pause = `${Math.ceil(mib * PAUSE_MS_PER_MIB.least)} to ${Math.ceil(mib * PAUSE_MS_PER_MIB.most)} ms`;
  const heap =
    latest.heapLimit > 0 ? bytesOf(latest.heapUsed, latest.heapLimit, ' of ') : longBytes(latest.heapUsed);
  return `${usual} One now stops the process for a collection, about ${pause} at a heap of ${heap}, estimated. Say yes to take it.`;
}

function speechContext(
  { report, latest }: WatchState,
  { baseline }: ConversationView,
  ascii: boolean,
): SpeechContext | undefined {
  return report === undefined ? undefined : { report, interval: latest?.interval ?? 0, baseline, ascii };
}
