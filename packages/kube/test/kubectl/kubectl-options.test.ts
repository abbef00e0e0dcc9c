import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findProgram } from '../../src/kubectl/find-program.js';
import { kubectlOptions } from '../../src/kubectl/kubectl-options.js';

const directory = mkdtempSync(join(tmpdir(), 'kube options '));
afterAll(() => rmSync(directory, { recursive: true }));

describe('kubectlOptions', () => {
  it('hands on what a person says, each as one word', () => {
    const env = { PATH: '/bin' };
    const wishes = {
      context: '--all',
      kubeconfig: 'a b',
      namespace: 'n',
      as: 'me',
      asGroup: ['g', 'h'],
      env,
    };
    expect(kubectlOptions(wishes)).toEqual({
      binary: 'kubectl',
      args: [
        '--context=--all',
        '--kubeconfig=a b',
        '--namespace=n',
        '--as=me',
        '--as-group=g',
        '--as-group=h',
      ],
      env,
    });
    expect(kubectlOptions({ context: '', env: {} }).args).toEqual([]);
  });

  it('takes another program, which may be words', () => {
    const of = (HEAPTIDE_KUBECTL: string) => kubectlOptions({ namespace: 'n', env: { HEAPTIDE_KUBECTL } });
    expect(of('oc')).toMatchObject({ binary: 'oc', args: ['--namespace=n'] });
    expect(of(' tsh  kubectl ')).toMatchObject({ binary: 'tsh', args: ['kubectl', '--namespace=n'] });
    expect(of("'/opt/my tools/k' -v=1")).toMatchObject({
      binary: '/opt/my tools/k',
      args: ['-v=1', '--namespace=n'],
    });
    expect(of(' ')).toMatchObject({ binary: 'kubectl' });
    const file = join(directory, 'my kubectl');
    writeFileSync(file, '');
    expect(of(file)).toMatchObject({ binary: file });
  });
});

describe('findProgram', () => {
  it('looks along PATH for what may be run', () => {
    const [first, second] = ['first', 'second'].map((name) => join(directory, name)) as [string, string];
    mkdirSync(join(first, 'tool'), { recursive: true });
    mkdirSync(second);
    writeFileSync(join(first, 'other'), '', { mode: 0o644 });
    for (const name of ['tool', 'other']) writeFileSync(join(second, name), '', { mode: 0o755 });
    const env = { PATH: ['', first, second].join(delimiter) };
    expect(findProgram('tool', env)).toBe(join(second, 'tool'));
    expect(findProgram('other', env)).toBe(join(second, 'other'));
    expect(findProgram(join(second, 'tool'), {})).toBe(join(second, 'tool'));
  });

  it.each(['no-such-kubectl', './no-such-kubectl', tmpdir()])('says that there is no %s', (name) => {
    expect(() => findProgram(name, { PATH: '/bin' })).toThrow(
      expect.objectContaining({
        kind: 'no-kubectl',
        message: `cannot start ${name}: there is no such program; install kubectl or name it in HEAPTIDE_KUBECTL`,
      }) as Error,
    );
  });
});
