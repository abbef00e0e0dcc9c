import { snapshotDetails } from '../snapshot/tell-snapshot.js';
import type { PathStep, WhyAnswer, WhyChain, WhyHolder } from '../why-answer.js';

const ARROW = ' › ';
const MOST_STEPS = 12;

/** An answer without its words. */
export type BareAnswer = Omit<WhyAnswer, 'text' | 'details'>;

/** The answer in one sentence. */
export function headline({ state, site, holder, chain, canaries, unit, snapshot }: BareAnswer): string {
  switch (state) {
    case 'held':
      return `${holderName(holder!)} keeps what ${site.function} makes${growthWords(holder!, unit?.name)}`;
    case 'chain':
      return `each that ${site.function} makes keeps the one before it, from ${holderName(chain!)} on, ${chain!.times} deep or more`;
    case 'dies':
      return canaries.alive === 0
        ? `what ${site.function} makes dies: ${canaries.caught} of ${canaries.caught} caught are gone after ${seconds(canaries.watchedMs)}`
        : `nothing that keeps what ${site.function} makes grows`;
    case 'alive':
      if (holder !== null) {
        return `${holderName(holder)} keeps what ${site.function} makes, and grows while its oldest entries leave: a backlog, or a warm-up`;
      }
      if (snapshot !== undefined && snapshot.holder !== null)
        return `what ${site.function} makes stays in ${snapshot.holder.name}, which was not seen to grow`;
      if (canaries.caught === 0) return `no call of ${site.function} had an object that could be followed`;
      return canaries.alive === 0
        ? `what ${site.function} makes was found in nothing that grows`
        : `what ${site.function} makes stays, and what keeps it was not reached`;
    case 'not-called':
      return `nothing called ${site.function} while it was watched`;
  }
}

/** What the headline rests on, a sentence each. */
export function details(answer: BareAnswer): readonly string[] {
  const { holder, chain, canaries, growing, state, snapshot } = answer;
  const lines: string[] = [];
  if (holder !== null) {
    lines.push(`path: ${pathWords(holder)}`);
    if (canaries.inHolder > 0) {
      lines.push(
        `${canaries.inHolder} of ${canaries.caught} that were caught are in it after ${seconds(canaries.watchedMs)}, found by identity`,
      );
    }
    if (canaries.addedIn > 0) {
      lines.push(`in ${canaries.addedIn} of ${canaries.wholeCalls} calls that were watched it got entries`);
    }
    if (holder.entries.length > 0) lines.push(`entries: ${holder.entries.join(', ')}${ofMany(holder)}`);
    if (holder.noted > 0) {
      lines.push(`${holder.stayed} of ${holder.noted} entries that were noted first are still in it`);
    }
  }
  if (chain !== null) {
    lines.push(`path: ${pathWords({ ...chain, below: chain.unit })}`);
    if (chain.lengths.length > 0) lines.push(`length: ${chain.lengths.join(', ')}`);
  }
  if (canaries.caughtAt !== undefined) {
    lines.push(`followed at what calls it, ${baseName(canaries.caughtAt.file)}:${canaries.caughtAt.line}`);
  }
  if (state === 'alive' && holder === null) {
    for (const each of growing) lines.push(`grows meanwhile: ${pathWords(each)}, ${each.entries.join(', ')}`);
  }
  if (snapshot !== undefined) {
    lines.push(...snapshotDetails(snapshot));
    const path = pathWords({ file: '', path: snapshot.path, below: [] });
    const isTold = holder !== null && pathWords({ ...holder, file: '' }) === path;
    if (snapshot.path.length > 0 && !isTold) lines.push(`path in the snapshot: ${path}`);
  }
  return lines;
}

function growthWords(
  { kind, perUnit, perSecond, entries, isWhole }: WhyHolder,
  unit: string | undefined,
): string {
  if (entries.length === 0) return '';
  const what = kind === 'Timers' ? 'timers' : 'entries';
  const more = isWhole ? '' : ' or more';
  if (perUnit !== undefined && unit !== undefined)
    return `: ${signed(perUnit)} ${what} per ${singular(unit)}${more}`;
  return `: ${signed(perSecond)} ${what} per second${more}`;
}

function ofMany({ collections, kind }: WhyHolder): string {
  return collections === 1
    ? ''
    : `, of ${collections} ${kind === 'Timers' ? 'lists' : `${kind}s`} at that path together`;
}

function holderName({ path, file }: Pick<WhyHolder | WhyChain, 'path' | 'file'>): string {
  const last = path.at(-1);
  const names = path.map(({ label }) => label).join('');
  const where = file === '' ? '' : ` in ${baseName(file)}`;
  return `${names} ${last?.class ?? ''}${where}`.trim();
}

/** From the module down to the object, a long one shortened in its middle. */
export function pathWords({ file, path, below }: Pick<WhyHolder, 'file' | 'path' | 'below'>): string {
  const steps = [...path, ...below];
  const shown =
    steps.length <= MOST_STEPS
      ? steps.map(stepWords)
      : [
          ...steps.slice(0, MOST_STEPS / 2).map(stepWords),
          '…',
          ...steps.slice(-MOST_STEPS / 2).map(stepWords),
        ];
  return [...(file === '' ? [] : [baseName(file)]), ...shown].join(ARROW);
}

function stepWords({ label, class: name }: PathStep): string {
  return name === 'Object' ? label : `${label} ${name}`;
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function signed(value: number): string {
  const text = value.toFixed(Math.abs(value) < 10 ? 2 : 0);
  return value < 0 ? text : `+${text}`;
}

/** One unit of a counter such as `sessions.created`. */
function singular(counter: string): string {
  const [what = counter] = counter.split('.');
  return what.endsWith('s') ? what.slice(0, -1) : what;
}
