import { expect, it } from 'vitest';
import { stackCapture } from '../../../src/isolate/external/stack-capture.js';
import type { ExternalFrame } from '../../../src/reading/external-reading.js';
import { APP_FILE, appCode } from './app-code.js';

type Hook = () => ExternalFrame[];

/** A hook that takes its stack the way the sampler does. */
function hookOf(depth: number): Hook {
  const capture = stackCapture(depth);
  const due = (): ExternalFrame[] => capture(due);
  return () => due();
}

const nested = appCode(
  '(function nest(hook, calls) {\n  return calls > 0 ? nest(hook, calls - 1) : hook();\n})',
) as (hook: Hook, calls: number) => ExternalFrame[];

it('gives names, script, line and column from the caller of the hook on', () => {
  const frames = nested(hookOf(64), 1);
  expect(frames.slice(0, 2)).toEqual([
    { name: 'nest', url: APP_FILE, line: 2, column: 46 },
    { name: 'nest', url: APP_FILE, line: 2, column: 22 },
  ]);
});

it('keeps as many frames as asked', () => {
  expect(nested(hookOf(5), 40)).toHaveLength(5);
  expect(nested(hookOf(64), 100)).toHaveLength(64);
});

it('leaves out frames without script', () => {
  const viaBuiltin = appCode(
    '(function viaBuiltin(hook) { return eval("[1]").map(() => eval("hook()"))[0]; })',
  ) as (hook: Hook) => ExternalFrame[];
  const names = viaBuiltin(hookOf(64)).map(({ name }) => name);
  expect(names.slice(0, 2)).toEqual(['', 'viaBuiltin']);
});

it('works whatever the application makes of its Error, and never looks at it', () => {
  const own = Object.getOwnPropertyDescriptors(Error);
  const touched: string[] = [];
  const trap = (name: string): PropertyDescriptor => ({
    configurable: true,
    get: () => touched.push(`get ${name}`),
    set: () => touched.push(`set ${name}`),
  });
  Object.defineProperties(Error, {
    stackTraceLimit: trap('stackTraceLimit'),
    prepareStackTrace: trap('prepareStackTrace'),
    captureStackTrace: trap('captureStackTrace'),
  });
  let frames: ExternalFrame[];
  let before: string[];
  try {
    touched.length = 0;
    frames = nested(hookOf(64), 3);
    before = [...touched];
  } finally {
    Reflect.deleteProperty(Error, 'prepareStackTrace');
    Object.defineProperties(Error, own);
  }
  expect(before).toEqual([]);
  expect(frames[0]).toEqual({ name: 'nest', url: APP_FILE, line: 2, column: 46 });
});
