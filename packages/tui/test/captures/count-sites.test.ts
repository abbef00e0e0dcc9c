import { ProfileBuilder } from '@heaptide/profile';
import { describe, expect, it } from 'vitest';
import { countSites } from '../../src/captures/count-sites.js';

describe('the sites of a capture', () => {
  it('are functions at the leaf of a stack that hold something', () => {
    const builder = new ProfileBuilder({ sampleTypes: [{ type: 'inuse_space', unit: 'bytes' }] });
    const at = (name: string, line: number) => {
      const func = builder.func({ name, filename: '/app/server.js', startLine: 3 });
      return builder.location({ lines: [{ function: func, line, column: 1 }] });
    };
    const root = at('root', 1);
    builder.sample({ stack: [at('newSession', 4), root], values: [100] });
    builder.sample({ stack: [at('newSession', 5), root], values: [100] });
    builder.sample({ stack: [at('remember', 9), root], values: [100] });
    builder.sample({ stack: [at('nothing', 12), root], values: [0] });
    builder.sample({ stack: [], values: [100] });
    expect(countSites({ profile: builder.build() })).toBe(2);
  });
});
