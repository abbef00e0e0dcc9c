import { describe, expect, it } from 'vitest';
import { heapFit } from '../../../src/pods/heap/heap-fit.js';
import { nodeMajor } from '../../../src/pods/heap/node-major.js';
import { podFacts } from '../../../src/pods/pod-facts.js';
import { podJson } from '../pod-json.js';

const MIB = 2 ** 20;

function container(memory: string | undefined, over: Record<string, unknown> = {}) {
  const resources = memory === undefined ? {} : { limits: { memory } };
  return podFacts(podJson('x', { spec: { containers: [{ name: 'app', resources, ...over }] } }))!
    .containers[0]!;
}

describe('heapFit', () => {
  it('finds the limit that V8 chooses in a small container too high', () => {
    expect(heapFit(container('128Mi'))).toEqual({
      heapLimit: 259 * MIB,
      containerLimit: 128 * MIB,
      isChosen: false,
      fits: false,
      advice: '--max-old-space-size=76',
      words:
        'The heap limit that V8 chooses by itself is too high: 259 MiB in a container of 128 MiB, so that the kernel kills the process before V8 reacts; set NODE_OPTIONS=--max-old-space-size=76',
    });
  });

  it.each([
    ['512Mi', {}, true],
    ['340Mi', {}, false],
    ['128Mi', { args: ['--max-old-space-size=80', 'server.js'] }, true],
    ['128Mi', { args: ['server.js', '--max-old-space-size=80'] }, false],
    ['128Mi', { env: [{ name: 'NODE_OPTIONS', value: '--max-old-space-size=64' }] }, true],
    ['128Mi', { env: [{ name: 'NODE_OPTIONS', value: '--max-old-space-size=120' }] }, false],
    // Arguments overrule the environment.
    [
      '128Mi',
      {
        env: [{ name: 'NODE_OPTIONS', value: '--max-old-space-size=64' }],
        args: ['--max-old-space-size=120', 'server.js'],
      },
      false,
    ],
    ['1Gi', { image: 'node:24', args: ['--max-old-space-size=740', 'x'] }, false],
    ['1Gi', { image: 'node:22', args: ['--max-old-space-size=740', 'x'] }, true],
  ])('in %s with %j: %s', (memory, over, fits) => {
    expect(heapFit(container(memory, over))).toMatchObject({ fits });
  });

  it('advises what fits, in any release', () => {
    for (const image of ['node:20', 'node:24', 'node:26'])
      for (const memory of [64, 128, 256, 512, 1024, 2048, 4096, 16_384]) {
        const tooHigh = { image, args: ['--max-old-space-size=99999'] };
        const { advice = '' } = heapFit(container(`${memory}Mi`, tooHigh))!;
        const advised = heapFit(container(`${memory}Mi`, { image, args: [advice] }));
        expect(advised, `${image} ${memory}`).toMatchObject({ fits: true, isChosen: true });
      }
  });

  it('goes by the limit of the pod where that is lower, or the only one', () => {
    expect(heapFit(container(undefined), 128 * MIB)?.containerLimit).toBe(128 * MIB);
    expect(heapFit(container('1Gi'), 128 * MIB)?.fits).toBe(false);
    expect(heapFit(container(undefined))).toBeUndefined();
  });
});

it.each([
  ['node:20-slim', 20],
  ['docker.io/library/node:v22.1.0@sha256:0', 22],
  ['gcr.io/distroless/nodejs24-debian12:nonroot', 24],
  ['registry.access.redhat.com/ubi9/nodejs-22', 22],
  ['shop/web:20', undefined],
  ['shop/node-exporter:1.2', undefined],
  [undefined, undefined],
])('nodeMajor of %s is %s', (image, major) => {
  expect(nodeMajor(image)).toBe(major);
});
