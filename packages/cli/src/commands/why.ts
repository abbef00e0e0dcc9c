import { resolve } from 'node:path';
import { HeaptideError } from '@heaptide/profile';
import { parseTarget, type ReachedProcess } from '@heaptide/targets';
import type { Command, CommandContext } from '../command.js';
import { parseDuration } from '../duration.js';
import { planCaptures } from '../growth/capture-plan.js';
import { LIVE_TARGET, TARGET_OPTIONS, type TargetArguments, targetsOf } from '../target/target-options.js';
import { withConnection, withReachedProcess } from '../target/with-live-process.js';
import { SOURCE_MAP_OPTIONS, type SourceMapArguments } from '../views/source-map-options.js';
import { sourceMapping } from '../views/source-mapping.js';
import { talkTo } from '../views/talk.js';
import { textWidth } from '../views/text-width.js';
import { JSON_OUTPUT } from '../views/view-arguments.js';
import { askPlace, type AskOptions } from '../why/ask-place.js';
import { findSite, noSuchSite, siteText } from '../why/find-site.js';
import { firstRedPlace } from '../why/first-red-place.js';
import { type KeepingMapping, keepNewest } from '../why/newest-capture.js';
import { type SitePlace, sitePlaces } from '../why/site-places.js';
import { siteInScripts } from '../why/site-in-scripts.js';
import { SNAPSHOT_PROGRAM } from '../why/snapshot-program.js';
import { WHY_OPTIONS, type WhyMode } from '../why/why-options.js';
import { whyExit } from '../why/why-exit.js';
import { whyText } from '../why/why-text.js';

interface WhyArguments extends SourceMapArguments, TargetArguments {
  readonly site: string | undefined;
  readonly target: string | undefined;
  readonly gc: boolean;
  readonly unit: string | undefined;
  readonly mode: WhyMode;
  readonly output: string | undefined;
  readonly captures: number;
  readonly every: string;
  readonly timeout: string;
  readonly json: boolean;
}

/** Asks a live process who retains what a site keeps allocating; exits with 1 where that is found. */
export const whyCommand: Command<WhyArguments> = {
  usage: 'why [site] [target]',
  describe: 'Ask a live process who retains what an allocation site keeps allocating',
  examples: [
    ['$0 why newSession http://127.0.0.1:6060', 'a function, by its name'],
    ['$0 why newSession@session.js:41 pod/web-7c9 -n shop', 'with its file and line, in a pod'],
    ['$0 why http://127.0.0.1:6060', 'whatever is found to leak first'],
    ['$0 why newSession pid:4711', 'a process without an agent, by its inspector'],
    ['$0 why newSession http://127.0.0.1:6060 --gc', 'collect garbage before judging what is alive'],
    [
      '$0 why newSession pid:4711 --mode snapshot',
      'with a heap snapshot: finds more, and stops it for seconds',
    ],
    ['$0 why newSession http://127.0.0.1:6060 --json', 'as data; exit status 1 means that it was found'],
  ],
  positionals: {
    site: { type: 'string', describe: 'function, function@file or function@file:line, as printed elsewhere' },
    target: LIVE_TARGET,
  },
  options: {
    ...WHY_OPTIONS,
    captures: {
      type: 'number',
      default: 12,
      describe: 'without a site: captures to take at most to find one',
    },
    every: { type: 'string', default: '2s', describe: 'without a site: time between two captures' },
    output: {
      alias: 'o',
      type: 'string',
      describe: 'with --mode snapshot: keep the heap snapshot in this file',
    },
    json: { ...JSON_OUTPUT, describe: 'print JSON (schema heaptide.why/1)' },
    timeout: { type: 'string', default: '60s', describe: 'bound on one capture, and on the question' },
    ...TARGET_OPTIONS,
    ...SOURCE_MAP_OPTIONS,
  },
  async run(args, context) {
    const { site, target } = namedIn(args);
    requireUse(target, args);
    const mapping = keepNewest(await sourceMapping(args, context));
    const answer = await withReachedProcess(target, 'why', args, context, async (reached) => {
      // Before anything is read for a question that cannot be asked.
      const { unit, gc: collect, verbose } = args;
      const question = { mapping, unit, collect, verbose, timeoutMs: parseDuration(args.timeout) };
      const options = { ...question, ...snapshotOptions(reached, args) };
      const place = await placeIn(reached, site, { args, mapping }, context);
      return place === undefined || context.signal.aborted
        ? undefined
        : askPlace(reached, place, options, context);
    });
    mapping.tell();
    if (context.signal.aborted) return 130;
    const { stdout } = context;
    if (args.json) stdout.write(`${JSON.stringify(answer ?? null, undefined, 2)}\n`);
    else if (answer !== undefined) stdout.write(whyText(answer, textWidth(stdout)));
    return answer === undefined ? 0 : whyExit(answer);
  },
};

interface Asking {
  readonly args: WhyArguments;
  readonly mapping: KeepingMapping;
}

/** What stands alone is the target, unless pods are picked by their labels. */
function namedIn({ site, target, selector }: WhyArguments): {
  readonly site?: string;
  readonly target: string;
} {
  if (selector !== undefined || target !== undefined)
    return { ...(site === undefined ? {} : { site }), target: targetsOf(target, { selector })[0] };
  return { target: targetsOf(site, { selector })[0] };
}

/** @throws {HeaptideError} `HT_E_USAGE`, `HT_E_WHY` where it is plain before the target is reached. */
function requireUse(target: string, { attach, captures, mode, output }: WhyArguments): void {
  if (!Number.isSafeInteger(captures) || captures < 1)
    throw new HeaptideError('HT_E_USAGE', '--captures takes a whole number from 1');
  if (output !== undefined && mode === 'walk')
    throw new HeaptideError('HT_E_USAGE', '--output takes --mode snapshot, which makes a file');
  if (attach && parseTarget(target).kind === 'workload') {
    const needs = 'it needs the agent in the process (HEAPTIDE_ADDR and HEAPTIDE_ALLOW_WHY=1)';
    throw new HeaptideError('HT_E_WHY', `what runs in a pod is not asked why by its inspector: ${needs}`);
  }
}

async function placeIn(
  reached: ReachedProcess,
  site: string | undefined,
  { args, mapping }: Asking,
  context: CommandContext,
): Promise<SitePlace | undefined> {
  const talk = talkTo(context);
  const { signal } = context;
  if (site !== undefined) return namedPlace(reached, site, { args, mapping }, context);
  const { every, captures: count, unit } = args;
  const plan = planCaptures({ every, count, duration: undefined });
  const red = await withConnection(reached, args, (live) =>
    firstRedPlace(live, { plan, unit, mapping, talk, signal }),
  );
  if (red === undefined && !signal.aborted)
    talk('heaptide: nothing was found to grow: name a site, or take more captures (--captures, --every)');
  return red;
}

/** Bytes between two samples where a function is looked for, for a short time. */
const LOOK_INTERVAL = 2048;

async function namedPlace(
  { name, address }: ReachedProcess,
  site: string,
  { args, mapping }: Asking,
  context: CommandContext,
): Promise<SitePlace> {
  const { signal } = context;
  // What a function makes may all be garbage, which an agent still knows of.
  const allocated =
    address.kind === 'inspector' ? { ...address, withGarbage: true, interval: LOOK_INTERVAL } : address;
  const capture = await withConnection({ address: allocated }, args, (live) =>
    live.capture({ gc: false, signal }),
  );
  const places = sitePlaces({ raw: capture, shown: mapping.applyTo(capture) });
  const found =
    findSite(places, site) ??
    (address.kind === 'inspector' ? await siteInScripts(address, site, { mapping, signal }) : undefined);
  if (found === undefined) throw noSuchSite(places, site, name);
  const { place, others } = found;
  if (others > 0) {
    const many = others === 1 ? '1 more function has' : `${others} more functions have`;
    talkTo(context)(`heaptide: ${siteText(place.shown)} is taken; ${many} that name`);
  }
  return place;
}

/** How much longer a question may take that a heap snapshot is taken for. */
const SNAPSHOT_TIMES = 10;

/** What a question takes besides where a heap snapshot is to be taken: told step by step, for it stops the process for long. */
function snapshotOptions(
  { name, address }: ReachedProcess,
  { mode, output, timeout }: WhyArguments,
): Partial<AskOptions> {
  if (mode === 'walk') return {};
  if (address.kind !== 'inspector') {
    const instead = 'ask by its inspector (pid:N, inspect://HOST:PORT), or without --mode';
    throw new HeaptideError('HT_E_USAGE', `--mode snapshot does not go by the agent of ${name}: ${instead}`);
  }
  return {
    program: SNAPSHOT_PROGRAM,
    isBusy: true,
    verbose: true,
    output: output === undefined ? undefined : resolve(output),
    timeoutMs: SNAPSHOT_TIMES * parseDuration(timeout),
  };
}
