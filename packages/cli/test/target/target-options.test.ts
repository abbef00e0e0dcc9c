import { describe, expect, it } from 'vitest';
import {
  reachOptions,
  TARGET_OPTIONS,
  type TargetArguments,
  targetsOf,
} from '../../src/target/target-options.js';
import { parseArguments } from '../../src/parse-arguments.js';
import type { Command } from '../../src/command.js';

const command: Command<TargetArguments> = {
  usage: 'x',
  describe: 'x',
  examples: [],
  options: TARGET_OPTIONS,
  run: () => Promise.resolve(0),
};

function reach(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return reachOptions(parseArguments(command, args, env) as unknown as TargetArguments);
}

describe('reachOptions', () => {
  const plain = { transport: 'auto', attach: false, allowDebugContainer: false, windowMs: 2000 };

  it('says nothing of what was not said, so that kubectl goes by its own', () => {
    expect(reach([])).toEqual(plain);
  });

  it('hands on what kubectl has flags for', () => {
    const flags = ['-n', 'shop', '-c', 'web', '--context', 'prod', '--kubeconfig', '/k', '--as', 'ann'];
    expect(reach([...flags, '--as-group', 'a', '--as-group', 'b'])).toEqual({
      ...plain,
      namespace: 'shop',
      container: 'web',
      context: 'prod',
      kubeconfig: '/k',
      as: 'ann',
      asGroup: ['a', 'b'],
    });
  });

  it('has twins in the environment', () => {
    expect(reach(['--attach'], { HEAPTIDE_NAMESPACE: 'shop', HEAPTIDE_WINDOW: '500ms' })).toEqual({
      ...plain,
      namespace: 'shop',
      attach: true,
      windowMs: 500,
    });
  });

  it('refuses a transport that there is not', () => {
    expect(() => reach(['--transport', 'quic'])).toThrow(
      /--transport is one of auto, spdy, websocket, port-forward/,
    );
  });
});

describe('targetsOf', () => {
  it.each([
    [undefined, undefined],
    [[], undefined],
  ])('has to be given something: %j', (named, selector) => {
    expect(() => targetsOf(named, { selector })).toThrow(/Missing argument: target/);
  });

  it('takes a selector in the place of a target, not beside one', () => {
    expect(targetsOf(undefined, { selector: 'app=web' })).toEqual(['selector:app=web']);
    expect(() => targetsOf(['pod/web'], { selector: 'app=web' })).toThrow(
      /either a target \(pod\/web\) or --selector/,
    );
  });

  it('takes several, in order', () => {
    expect(targetsOf(['a.pb.gz', 'pod/web'], { selector: undefined })).toEqual(['a.pb.gz', 'pod/web']);
  });
});
