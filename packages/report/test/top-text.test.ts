import { expect, it } from 'vitest';
import { renderTopText } from '../src/index.js';

const top = {
  total: 2_097_152,
  rows: [
    { name: 'newSession', file: '/app/table.js', startLine: 41, flat: 1_572_864, cum: 1_572_864 },
    { name: 'route', file: '/app/route.js', flat: 524_288, cum: 2_097_152 },
    { name: 'tiny', file: '', flat: 0, cum: 1024 },
  ],
};
const sampleType = { type: 'inuse_space', unit: 'bytes' };

it('renderTopText lists functions with flat and cum', () => {
  expect(renderTopText(top, { sampleType, rows: 2 })).toBe(`inuse_space: 2MB in 3 functions
  FLAT  FLAT%     CUM    CUM%  FUNCTION    FILE
1.50MB  75.0%  1.50MB   75.0%  newSession  /app/table.js
 512kB  25.0%     2MB  100.0%  route       /app/route.js
`);
});

it('renderTopText shares nothing out of nothing', () => {
  expect(renderTopText({ total: 0, rows: [] }, { sampleType })).toBe(
    'inuse_space: 0 in 0 functions\nFLAT  FLAT%  CUM  CUM%  FUNCTION  FILE\n',
  );
});
