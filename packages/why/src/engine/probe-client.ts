import { HeaptideError } from '@heaptide/profile';
import { PROBE_TEXT } from '../probe/probe-text.js';
import type { CallMeter } from './call-meter.js';
import { type CallArgument, recordOf, type RemoteObject, textOf } from './remote-object.js';

/** Objects that live as long as the question, and those that live for one step of it. */
const GROUP = 'heaptide-why';
const STEP_GROUP = 'heaptide-why-step';
const RUN = 'function () { return this.run(arguments); }';
const SEALED = 'function () { return this.sealed(arguments); }';

/** The probe, as the asking side calls it. */
export class ProbeClient {
  readonly #meter: CallMeter;
  readonly #objectId: string;

  private constructor(meter: CallMeter, objectId: string) {
    this.#meter = meter;
    this.#objectId = objectId;
  }

  /** @throws {HeaptideError} `HT_E_WHY` where the process does not let the probe in. */
  static async install(meter: CallMeter): Promise<ProbeClient> {
    const answer = await meter.call('Runtime.evaluate', {
      expression: PROBE_TEXT,
      objectGroup: GROUP,
      silent: true,
    });
    const { objectId } = resultOf(answer, 'install');
    if (objectId === undefined) throw new HeaptideError('HT_E_WHY', 'the process did not let the probe in');
    return new ProbeClient(meter, objectId);
  }

  /** Runs one of the probe's operations with values of ours. */
  run(operation: string, ...values: readonly unknown[]): Promise<unknown> {
    return this.runWith(operation, ...values.map((value) => ({ value })));
  }

  /** Runs one with values of the process among its arguments. */
  async runWith(operation: string, ...values: readonly CallArgument[]): Promise<unknown> {
    const answer = await this.#meter.call('Runtime.callFunctionOn', {
      objectId: this.#objectId,
      functionDeclaration: RUN,
      arguments: [{ value: operation }, ...values],
      returnByValue: true,
      silent: true,
    });
    return JSON.parse(textOf(resultOf(answer, operation).value) || 'null') as unknown;
  }

  /** Takes nodes that only the inspector can look into, at most so many. */
  async takeSealed(count: number): Promise<readonly { readonly node: number; readonly objectId: string }[]> {
    const answer = await this.#meter.call('Runtime.callFunctionOn', {
      objectId: this.#objectId,
      functionDeclaration: SEALED,
      arguments: [{ value: count }],
      objectGroup: STEP_GROUP,
      silent: true,
    });
    const { objectId } = resultOf(answer, 'sealed');
    const { properties } = await this.open(objectId!);
    const items = properties.filter(({ name }) => /^\d+$/.test(name)).map(({ value }) => value);
    return items.flatMap((item, i) => {
      const opened = items[i + 1]?.objectId;
      return i % 2 === 0 && opened !== undefined ? [{ node: Number(item.value), objectId: opened }] : [];
    });
  }

  /** What an object or function has, by the inspector. */
  async open(objectId: string): Promise<{
    readonly properties: readonly Named[];
    readonly internal: readonly Named[];
    readonly fields: readonly Named[];
  }> {
    const answer = await this.#meter.call('Runtime.getProperties', { objectId, ownProperties: true });
    return {
      properties: namedIn(answer.result),
      internal: namedIn(answer.internalProperties),
      fields: namedIn(answer.privateProperties),
    };
  }

  /** Lets go of what was opened in the last step. */
  async endStep(): Promise<void> {
    await this.#meter.call('Runtime.releaseObjectGroup', { objectGroup: STEP_GROUP });
  }

  /** Puts the probe on `globalThis` under the symbol of that name, for breakpoints that do not stop. */
  async expose(name: string): Promise<void> {
    await this.#callOnProbe(
      'function (name) { Object.defineProperty(globalThis, Symbol.for(name), { value: this, configurable: true }); }',
      name,
    );
  }

  async hide(name: string): Promise<void> {
    await this.#callOnProbe('function (name) { delete globalThis[Symbol.for(name)]; }', name);
  }

  /** Lets go of all of it. Never rejects. */
  async release(): Promise<void> {
    await this.run('release').catch(() => undefined);
    for (const objectGroup of [STEP_GROUP, GROUP]) {
      await this.#meter.call('Runtime.releaseObjectGroup', { objectGroup }).catch(() => undefined);
    }
  }

  async #callOnProbe(functionDeclaration: string, name: string): Promise<void> {
    const answer = await this.#meter.call('Runtime.callFunctionOn', {
      objectId: this.#objectId,
      functionDeclaration,
      arguments: [{ value: name }],
      returnByValue: true,
      silent: true,
    });
    resultOf(answer, 'expose');
  }
}

/** A property or field by name. */
export interface Named {
  readonly name: string;
  readonly value: RemoteObject;
}

function namedIn(list: unknown): readonly Named[] {
  if (!Array.isArray(list)) return [];
  return list.map((item) => {
    const { name, value } = recordOf(item);
    return { name: textOf(name), value: recordOf(value) };
  });
}

function resultOf(answer: Readonly<Record<string, unknown>>, operation: string): RemoteObject {
  const failure = answer.exceptionDetails;
  if (failure !== undefined) {
    const { exception, text } = recordOf(failure);
    const said = textOf(recordOf(exception).description) || textOf(text);
    throw new HeaptideError('HT_E_WHY', `the probe failed at ${operation}: ${said.split('\n')[0]!}`);
  }
  return recordOf(answer.result);
}
