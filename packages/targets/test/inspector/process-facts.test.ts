import { describe, expect, it } from 'vitest';
import { inspectorAddress } from '../../src/inspector/inspector-port.js';
import {
  descendants,
  isNode,
  isPackageManager,
  nameOf,
  type ProcessFacts,
} from '../../src/inspector/process-facts.js';
import { refusalBefore } from '../../src/inspector/refusal.js';

function processOf(argv: readonly string[], more: Partial<ProcessFacts> = {}): ProcessFacts {
  return { pid: 7, innerPid: 7, parent: 1, uid: 0, argv, catchesUsr1: true, ...more };
}

describe('a process that runs on Node.js', () => {
  it.each([
    '/usr/bin/node',
    '/opt/node-v24.1.0/bin/node (deleted)',
    '/usr/bin/nodejs',
    '/usr/bin/node-22',
    '/x/node20',
  ])('is told by its program: %s', (executable) =>
    expect(isNode(processOf(['whatever'], { executable }))).toBe(true),
  );

  it.each(['/usr/bin/nodemon', '/bin/sh', '/usr/bin/node_exporter', '/usr/bin/bun'])(
    'is not %s',
    (executable) => expect(isNode(processOf(['node', 'x.js'], { executable }))).toBe(false),
  );

  it('is told by its command line where the program is not shown', () => {
    expect(isNode(processOf(['/usr/local/bin/node', 'x.js']))).toBe(true);
    expect(isNode(processOf(['sh', '-c', 'node x.js']))).toBe(false);
    expect(isNode(processOf([]))).toBe(false);
  });
});

describe('a package manager', () => {
  it.each([
    ['npm', ['node', '/usr/lib/node_modules/npm/bin/npm-cli.js', 'start']],
    ['npm', ['npm start']],
    ['npx', ['node', '--no-warnings', '/usr/bin/npx', 'tsx', 'x.ts']],
    ['yarn', ['node', '/usr/bin/yarn.js', 'start']],
    ['pnpm', ['node', '/usr/bin/pnpm.cjs', 'start']],
  ])('is %s: %j', (name, argv) => {
    const facts = processOf(argv, { executable: '/usr/bin/node' });
    expect(isPackageManager(facts)).toBe(true);
    expect(nameOf(facts)).toBe(name);
  });

  it.each([
    [['node', 'server.js', 'npm']],
    [['node', '-r', '/x/npm-cli.js', 'server.js']],
    [['node', 'npm-mirror.js']],
    [['npm-mirror']],
  ])('is not %j', (argv) => {
    expect(isPackageManager(processOf(argv, { executable: '/usr/bin/node' }))).toBe(false);
  });
});

describe('the address of an inspector', () => {
  it.each([
    [['node', 'x.js'], '127.0.0.1', 9229],
    [['node', '--inspect-port=9300', 'x.js'], '127.0.0.1', 9300],
    [['node', '--inspect-port', '9301', 'x.js'], '127.0.0.1', 9301],
    [['node', '--inspect=0.0.0.0:9302', 'x.js'], '127.0.0.1', 9302],
    [['node', '--inspect=[::1]:9303', 'x.js'], '::1', 9303],
    [['node', '--inspect=127.0.0.2', 'x.js'], '127.0.0.2', 9229],
    [['node', '--inspect', '--debug-port=0', 'x.js'], '127.0.0.1', 0],
    [['node', 'x.js', '--inspect-port=1'], '127.0.0.1', 9229],
    [['node', '-r', './a.js', '--inspect-port=9304', 'x.js'], '127.0.0.1', 9304],
  ])('of %j is %s:%i', (argv, host, port) => {
    expect(inspectorAddress(processOf(argv))).toEqual({ host, port });
  });

  it('is told by NODE_OPTIONS, and the command line comes after', () => {
    const nodeOptions = '--max-old-space-size=64 --inspect-port=9305';
    expect(inspectorAddress(processOf(['node', 'x.js'], { nodeOptions })).port).toBe(9305);
    expect(inspectorAddress(processOf(['node', '--inspect-port=9306', 'x.js'], { nodeOptions })).port).toBe(
      9306,
    );
  });
});

describe('a refusal', () => {
  const node = processOf(['node', 'x.js'], { executable: '/usr/bin/node' });

  it('is none for a program that listens to the signal', () => {
    expect(refusalBefore(node, [node])).toBeUndefined();
  });

  it('names the option that takes the signal away, or none', () => {
    expect(
      refusalBefore({ ...node, argv: ['node', '--disable-sigusr1', 'x.js'], catchesUsr1: false }, []),
    ).toContain('started with --disable-sigusr1');
    expect(refusalBefore({ ...node, catchesUsr1: false }, [])).toContain('does not listen to SIGUSR1');
  });

  it('is told of a process in a container', () => {
    expect(refusalBefore({ ...node, isElsewhere: true }, [])).toContain('network of its own');
  });

  it('ends with processes that are each other’s parents', () => {
    const [a, b] = [processOf(['sh'], { pid: 3, parent: 4 }), processOf(['sh'], { pid: 4, parent: 3 })];
    expect(descendants(a, [a, b])).toEqual([b]);
    expect(refusalBefore(a, [a, b])).toBe('pid 3 is sh, and no process that it started is Node.js');
  });
});
