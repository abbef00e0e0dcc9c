import { HeaptideError } from '@heaptide/profile';
import { WHY_SCHEMA, type WhyAnswer } from '@heaptide/why';

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => Number.isFinite(value);
const isFlag: Check = (value) => typeof value === 'boolean';
const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || value === null || check(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const shape =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(fields).every(([name, check]) => check((value as Record<string, unknown>)[name]));

const STATES: readonly unknown[] = [
  'held',
  'chain',
  'dies',
  'alive',
  'not-called',
] satisfies WhyAnswer['state'][];
const isPath = listOf(shape({ label: isText, class: isText }));
const isHolder = shape({
  name: isText,
  class: isText,
  kind: isText,
  file: isText,
  path: isPath,
  below: isPath,
  collections: isNumber,
  isWhole: isFlag,
  entries: listOf(isNumber),
  perUnit: maybe(isNumber),
  perSecond: isNumber,
  noted: isNumber,
  stayed: isNumber,
});
const isChain = shape({
  file: isText,
  path: isPath,
  unit: isPath,
  times: isNumber,
  lengths: listOf(isNumber),
});

const isAnswer = shape({
  schema: (value) => value === WHY_SCHEMA,
  time: isText,
  pid: isNumber,
  nodeVersion: isText,
  site: shape({ function: isText, file: isText, line: isNumber, column: isNumber }),
  state: (value) => STATES.includes(value),
  text: isText,
  details: listOf(isText),
  holder: maybe(isHolder),
  chain: maybe(isChain),
  unit: maybe(shape({ name: isText, done: isNumber })),
  canaries: shape({
    calls: isNumber,
    caught: isNumber,
    alive: isNumber,
    inHolder: isNumber,
    wholeCalls: isNumber,
    addedIn: isNumber,
    watchedMs: isNumber,
    caughtAt: maybe(shape({ file: isText, line: isNumber })),
  }),
  growing: listOf(isHolder),
  cost: shape({
    totalMs: isNumber,
    pauses: isNumber,
    longestPauseMs: isNumber,
    pausedMs: isNumber,
    walkMs: isNumber,
    nodes: isNumber,
    calls: isNumber,
    limits: listOf(isText),
  }),
  unknown: listOf(isText),
  next: isText,
});

/**
 * Reads an answer that came as JSON. Nothing that is shown of it can be missing then; all of its text is hostile still.
 * @throws {HeaptideError} `HT_E_NO_WHY` where it is none, told by `name`.
 */
export function parseWhyAnswer(name: string, body: Uint8Array): WhyAnswer {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(body));
  } catch {
    value = undefined;
  }
  if (isAnswer(value)) return value as WhyAnswer;
  throw new HeaptideError('HT_E_NO_WHY', `${name} does not answer as an agent does that can be asked why`);
}
