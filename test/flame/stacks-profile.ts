import { type Profile, ProfileBuilder } from '@heaptide/profile';

/** A heap profile from lines such as `main;handle;newSession`, root first, each with its bytes. */
export function stacksProfile(
  stacks: readonly (readonly [stack: string, bytes: number])[],
  { program = 'app', separator = ';' } = {},
): Profile {
  const builder = new ProfileBuilder({
    sampleTypes: [{ type: 'inuse_space', unit: 'bytes' }],
    period: 16,
    periodType: { type: 'space', unit: 'bytes' },
    timeNanos: 1_700_000_000_000_000_000n,
  });
  builder.mapping({ filename: program });
  const places = new Map<string, ReturnType<ProfileBuilder['location']>>();
  for (const [stack, bytes] of stacks) {
    const locations = stack.split(separator).map((name) => {
      const known = places.get(name);
      if (known !== undefined) return known;
      const func = builder.func({ name, filename: `/app/${name}.js`, startLine: 3 });
      const location = builder.location({ lines: [{ function: func, line: 3, column: 1 }] });
      places.set(name, location);
      return location;
    });
    builder.sample({ stack: locations.reverse(), values: [bytes] });
  }
  return builder.build();
}
