import type { WalkState } from '../probe/walk.js';
import type { CallMeter } from './call-meter.js';
import type { WhyLimits } from './limits.js';
import type { ProbeClient } from './probe-client.js';
import { argumentOf, type CallArgument, recordOf, textOf } from './remote-object.js';
import { isOfNode, type Scripts } from './scripts.js';

/** What a walk came to. */
export interface WalkOutcome {
  readonly nodes: number;
  readonly ms: number;
  /** Whether it ended with enough, and not all was seen. */
  readonly hasEnough: boolean;
  /** Limits that it met. */
  readonly met: readonly ('nodes' | 'calls' | 'walkMs')[];
}

export interface WalkOrder {
  /** The operation that begins it, with its arguments. */
  readonly begin: readonly [operation: string, ...values: readonly unknown[]];
  /** Ends it once so many canaries are found below a collection. */
  readonly enough: number;
  /** Looks into the closures of Node's own functions as well, which the collections that it begins at may hold. */
  readonly ofNodeToo?: boolean;
}

const AT_A_TIME = 8;
const BOUND = new Map([
  ['[[TargetFunction]]', '{bound function}'],
  ['[[BoundThis]]', '{bound this}'],
  ['[[BoundArgs]]', '{bound arguments}'],
]);

/** Drives the walk of the probe, slice by slice, and opens for it what only the inspector can look into. */
export class Walker {
  readonly #meter: CallMeter;
  readonly #probe: ProbeClient;
  readonly #scripts: Scripts;
  readonly #limits: WhyLimits;

  constructor(meter: CallMeter, probe: ProbeClient, scripts: Scripts, limits: WhyLimits) {
    this.#meter = meter;
    this.#probe = probe;
    this.#scripts = scripts;
    this.#limits = limits;
  }

  async walk({ begin, enough, ofNodeToo = false }: WalkOrder): Promise<WalkOutcome> {
    const { calls, walkMs, sliceMs } = this.#limits;
    const lastCall = this.#meter.calls + calls;
    let ms = 0;
    const met = new Set<WalkOutcome['met'][number]>();
    await this.#probe.run(...begin);
    let state: WalkState & { readonly ms: number };
    for (;;) {
      state = (await this.#probe.run('step', sliceMs)) as WalkState & { readonly ms: number };
      ms += state.ms;
      if (state.cut > 0) met.add('nodes');
      if (state.held >= enough) break;
      if (ms > walkMs) met.add('walkMs');
      if (this.#meter.calls >= lastCall) met.add('calls');
      if (met.has('walkMs') || met.has('calls')) break;
      if (state.left > 0) continue;
      if (state.sealed === 0) break;
      await this.#openSome(ofNodeToo);
    }
    await this.#probe.run('settle');
    return { nodes: state.nodes, ms, hasEnough: state.held >= enough, met: [...met] };
  }

  /** Opens what tells which object has by now the place of one that was met, for the look that comes next. */
  async openAgain(): Promise<void> {
    if (((await this.#probe.run('openAgain')) as number) === 0) return;
    while (await this.#openSome(false));
  }

  /** Gives whether there was something to open. */
  async #openSome(ofNodeToo: boolean): Promise<boolean> {
    const sealed = await this.#probe.takeSealed(AT_A_TIME);
    const [entries, variables]: [CallArgument[], CallArgument[]] = [[], []];
    // One after another: over a socket the answers to many calls at once wait for one another.
    const ofNode: number[] = [];
    for (const { node, objectId } of sealed) {
      if (await this.#open({ node, objectId, ofNodeToo }, entries, variables)) ofNode.push(node);
    }
    if (ofNode.length > 0) await this.#probe.run('demote', ...ofNode);
    if (entries.length > 0) await this.#probe.runWith('addTo', ...entries);
    if (variables.length > 0) await this.#probe.runWith('addScopes', ...variables);
    await this.#probe.endStep();
    return sealed.length > 0;
  }

  /** Gives whether it is a function of Node's own. */
  async #open(
    { node, objectId, ofNodeToo }: { node: number; objectId: string; ofNodeToo: boolean },
    entries: CallArgument[],
    variables: CallArgument[],
  ): Promise<boolean> {
    const { internal, fields } = await this.#probe.open(objectId);
    for (const { name, value } of fields) {
      if (value.objectId !== undefined)
        entries.push({ value: node }, { value: `.${name}` }, argumentOf(value));
    }
    for (const { name, value } of internal) {
      const label = BOUND.get(name);
      if (label !== undefined && value.objectId !== undefined) {
        entries.push({ value: node }, { value: label }, argumentOf(value));
      }
    }
    const location = recordOf(internal.find(({ name }) => name === '[[FunctionLocation]]')?.value.value);
    const script = this.#scripts.get(textOf(location.scriptId));
    const scopes = internal.find(({ name }) => name === '[[Scopes]]')?.value.objectId;
    const isFunction = scopes !== undefined;
    if (!isFunction) return false;
    const ofNode = script === undefined || isOfNode(script.url);
    if (script === undefined || (ofNode && !ofNodeToo)) return true;
    const chain = (await this.#probe.open(scopes)).properties.map(({ value }) => value);
    const last = chain.findLastIndex(({ description = '' }) => description.startsWith('Closure'));
    for (const [i, { objectId: scope, description = '' }] of chain.entries()) {
      if (scope === undefined || description === 'Global') continue;
      // The variables of a CommonJS module are those of the function that Node wraps it in, which has no name.
      const isModule =
        description === 'Module' || (!script.isModule && i === last && description === 'Closure');
      const label = isModule ? `{module ${script.url}}.` : `{${/\((.*)\)$/.exec(description)?.[1] ?? ''}}.`;
      variables.push({ value: node }, { value: label }, { objectId: scope });
    }
    return ofNode && !ofNodeToo;
  }
}
