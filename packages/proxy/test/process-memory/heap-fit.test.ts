import { describe, expect, it } from 'vitest';
import { heapMisfit, type HeapWish } from '../../src/process-memory/heap-fit.js';

const MIB = 1024 ** 2;

function misfit(
  wish: HeapWish,
  { heap, cgroup, nodeOptions = [] }: { heap: number; cgroup?: number; nodeOptions?: string[] },
) {
  const limits = {
    heapLimitBytes: heap * MIB,
    cgroupLimitBytes: cgroup === undefined ? undefined : cgroup * MIB,
  };
  return heapMisfit(wish, { limits, nodeOptions });
}

describe('auto', () => {
  it("fits V8's limit to what 48 MiB leave of the container", () => {
    expect(misfit('auto', { heap: 259, cgroup: 128 })).toMatchObject({
      wantedBytes: 80 * MIB,
      flags: ['--max-old-space-size=77', '--max-semi-space-size=1'],
      isChosen: false,
    });
    expect(misfit('auto', { heap: 259, cgroup: 300 })).toMatchObject({ wantedBytes: 252 * MIB });
  });

  it('leaves 32 MiB where there is less', () => {
    expect(misfit('auto', { heap: 259, cgroup: 64 })).toMatchObject({ wantedBytes: 32 * MIB });
    expect(misfit('auto', { heap: 32, cgroup: 64 })).toBeUndefined();
  });

  it('finds nothing wrong with a limit that fits, or without a container', () => {
    expect(misfit('auto', { heap: 80, cgroup: 128 })).toBeUndefined();
    expect(misfit('auto', { heap: 264, cgroup: 512 })).toBeUndefined();
    expect(misfit('auto', { heap: 4144 })).toBeUndefined();
  });

  it.each([
    '--max-old-space-size=64',
    '--max_old_space_size=64',
    '--max-heap-size=64',
    '--max-old-space-size-percentage=60',
  ])('%s was chosen', (option) => {
    expect(misfit('auto', { heap: 112, cgroup: 128, nodeOptions: ['', option] })).toMatchObject({
      isChosen: true,
    });
  });

  it('another option was not', () => {
    expect(
      misfit('auto', { heap: 259, cgroup: 128, nodeOptions: ['--max-http-header-size=64'] }),
    ).toMatchObject({
      isChosen: false,
    });
  });
});

it('off finds nothing wrong', () => {
  expect(misfit('off', { heap: 4144, cgroup: 64 })).toBeUndefined();
});

it('a size is wanted whatever the container, until node has been started with it', () => {
  const wanted = misfit(100 * MIB, { heap: 4144 });
  expect(wanted).toMatchObject({ wantedBytes: 100 * MIB, isChosen: false });
  expect(misfit(100 * MIB, { heap: 100, nodeOptions: [...wanted!.flags] })).toBeUndefined();
});
