import { HeaptideError } from '@heaptide/profile/error';
import { PROBE_TEXT } from '../probe/probe-text.js';
import type { CallMeter } from './call-meter.js';
import { type CallArgument, recordOf, type RemoteObject, textOf } from './remote-object.js';

/** Objects that live as long as the question, and those that live for one step of it. */
const GROUP = 'heaptide-why';
const STEP_GROUP = 'heaptide-why-step';
const RUN = 'function () { return this.run(arguments); }';
const SEALED = 'function () { return this.sealed(arguments); }';
const LIVING = 'function () { return this.living(arguments); }';
const LENDERS = 'function () { return this.lenders; }';
const IN_NEXT_JOB = 'async function () {}';

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
    const { objectId, value } = resultOf(answer, 'install');
    if (objectId === undefined)
      throw new HeaptideError('HT_E_WHY', textOf(value) || 'the process did not let the probe in');
    const probe = new ProbeClient(meter, objectId);
    await probe.#lend();
    return probe;
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
    const { value, failure } = recordOf(JSON.parse(textOf(resultOf(answer, operation).value) || '{}'));
    if (failure !== undefined) throw failed(operation, textOf(failure));
    return value;
  }

  /** Takes nodes that only the inspector can look into, at most so many. */
  async takeSealed(count: number): Promise<readonly { readonly node: number; readonly objectId: string }[]> {
    const pairs = await this.#takePairs(SEALED, count);
    return pairs.map(({ number, objectId }) => ({ node: number, objectId }));
  }

  /** Takes canaries that are alive, at most so many, by their numbers. */
  takeLiving(count: number): Promise<readonly NumberedObject[]> {
    return this.#takePairs(LIVING, count);
  }

  /** Waits until the job is over in which weak references were read: V8 holds until then what they gave. */
  async endJob(): Promise<void> {
    await this.#meter.call('Runtime.callFunctionOn', {
      objectId: this.#objectId,
      functionDeclaration: IN_NEXT_JOB,
      awaitPromise: true,
      returnByValue: true,
      silent: true,
    });
  }

  /** Takes the object that has this id in a heap snapshot; `undefined` where it is gone, or is none of the program's. */
  async takeHeapObject(id: number): Promise<string | undefined> {
    try {
      const answer = await this.#meter.call('HeapProfiler.getObjectByHeapObjectId', {
        objectId: String(id),
        objectGroup: STEP_GROUP,
      });
      return (recordOf(answer.result) as RemoteObject).objectId;
    } catch (error) {
      if (error instanceof HeaptideError && error.code === 'HT_E_TIMEOUT') throw error;
      return undefined;
    }
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

  /** Lets go of all of it, before anything that is called after this. Never rejects. */
  async release(): Promise<void> {
    const releasing = [
      this.run('release'),
      ...[STEP_GROUP, GROUP].map((objectGroup) =>
        this.#meter.call('Runtime.releaseObjectGroup', { objectGroup }),
      ),
    ];
    await Promise.allSettled(releasing);
  }

  /** Without what is lent the probe does as well, though it sees less: what promises have, proxies hide, and timers keep. */
  async #lend(): Promise<void> {
    const lenders = await this.#meter.call('Runtime.callFunctionOn', {
      objectId: this.#objectId,
      functionDeclaration: LENDERS,
      objectGroup: STEP_GROUP,
      silent: true,
    });
    const { properties } = await this.open(resultOf(lenders, 'lend').objectId!);
    for (const { name, value } of properties) {
      if (!/^\d+$/.test(name) || value.objectId === undefined) continue;
      const { internal } = await this.open(value.objectId);
      const scopes = internal.find((each) => each.name === '[[Scopes]]')?.value.objectId;
      const chain = scopes === undefined ? [] : (await this.open(scopes)).properties;
      const closure = chain.find((scope) => textOf(scope.value.description).startsWith('Closure'))?.value;
      if (closure?.objectId !== undefined) await this.runWith('lend', { objectId: closure.objectId });
    }
    await this.endStep();
  }

  async #takePairs(functionDeclaration: string, count: number): Promise<readonly NumberedObject[]> {
    const answer = await this.#meter.call('Runtime.callFunctionOn', {
      objectId: this.#objectId,
      functionDeclaration,
      arguments: [{ value: count }],
      objectGroup: STEP_GROUP,
      silent: true,
    });
    const { objectId } = resultOf(answer, 'take');
    const { properties } = await this.open(objectId!);
    const items = properties.filter(({ name }) => /^\d+$/.test(name)).map(({ value }) => value);
    return items.flatMap((item, i) => {
      const opened = items[i + 1]?.objectId;
      return i % 2 === 0 && opened !== undefined ? [{ number: Number(item.value), objectId: opened }] : [];
    });
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

/** An object of the process, and the number that the probe has for it. */
export interface NumberedObject {
  readonly number: number;
  readonly objectId: string;
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
    throw failed(operation, said);
  }
  return recordOf(answer.result);
}

function failed(operation: string, said: string): HeaptideError {
  return new HeaptideError('HT_E_WHY', `the probe failed at ${operation}: ${said.split('\n')[0]!}`);
}
