import { type LocationId, type Profile, ProfileBuilder } from '@heaptide/profile';

/** A server that holds 2.5 MB: inlined calls, labels, a comment, a time and a duration. */
export function serverProfile(): Profile {
  const builder = new ProfileBuilder({
    sampleTypes: [
      { type: 'inuse_objects', unit: 'count' },
      { type: 'inuse_space', unit: 'bytes' },
    ],
    periodType: { type: 'space', unit: 'bytes' },
    period: 524_288,
    timeNanos: 1_774_000_000_000_000_000n,
    durationNanos: 12_345_000_000n,
  });
  builder.comment('#not shown');
  builder.comment('shop 1.2');
  const mapping = builder.mapping({ filename: '/usr/bin/node', memoryStart: 0x1000n, memoryLimit: 0x9000n });
  const at = (address: bigint, ...names: readonly string[]): LocationId =>
    builder.location({
      mapping,
      address,
      lines: names.map((name, i) => ({
        function: builder.func({ name, filename: `src/${name}.js`, startLine: 1 }),
        line: 10 + i,
        column: 3,
      })),
    });
  const [main, handle, render] = [at(0x1000n, 'main'), at(0x1010n, 'handle'), at(0x1020n, 'render')];
  const fill = at(0x1030n, 'copy', 'fill');
  const tenant = (text: string) => ({ key: 'tenant', text });
  builder.sample({
    stack: [fill, handle, main],
    values: [2, 2_097_152],
    labels: [tenant('acme'), { key: 'bytes', number: 1_048_576, unit: 'bytes' }],
  });
  builder.sample({
    stack: [render, handle, main],
    values: [100, 409_600],
    labels: [tenant('globex'), { key: 'bytes', number: 4096, unit: 'bytes' }],
  });
  builder.sample({ stack: [handle, main], values: [50, 102_400] });
  builder.sample({ stack: [render, main], values: [1, 512], labels: [tenant('acme')] });
  return builder.build();
}
