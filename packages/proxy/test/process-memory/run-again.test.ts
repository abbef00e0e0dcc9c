import { expect, it } from 'vitest';
import { isSecondStart, runAgain } from '../../src/process-memory/run-again.js';

it('says why where Node.js cannot', () => {
  const running = { execPath: process.execPath, execArgv: [], argv: [], env: {} };
  expect(runAgain(['--x'], running)).toMatch(/22\.15/);
});

it('says why where the program of node is gone, before it is too late', () => {
  const execve = (): never => {
    throw new Error('was called');
  };
  const running = { execPath: '/nowhere/node', execArgv: [], argv: [], env: {}, execve };
  expect(runAgain(['--x'], running)).toMatch(/ENOENT/);
});

it('hands on the options of node, then the new ones, then the arguments, and a mark that is taken out once', () => {
  const seen: unknown[] = [];
  const execve = (...args: unknown[]): never => {
    seen.push(...args);
    throw new Error('not permitted');
  };
  const { execPath } = process;
  const running = { execPath, execArgv: ['--a'], argv: [execPath, 'p.js', 'b'], env: { X: '1' }, execve };
  expect(runAgain(['--c'], running)).toBe('not permitted');
  const [file, args, env] = seen as [string, string[], NodeJS.ProcessEnv];
  expect([file, args]).toEqual([execPath, [execPath, '--a', '--c', 'p.js', 'b']]);
  expect(isSecondStart(env)).toBe(true);
  expect(env).toEqual({ X: '1' });
  expect(isSecondStart(env)).toBe(false);
});
