import { expect, it } from 'vitest';
import { withPanAndZoom } from '../../../src/pprof/output/pan-and-zoom.js';

const svg = `<?xml version="1.0"?>
<svg width="120pt" height="80pt"
 viewBox="0.00 0.00 120.00 80.00" xmlns="http://www.w3.org/2000/svg">
<g id="graph0"><text>a&;b</text></g>
</svg>
`;

it('fills the window, keeps the view box, and takes a script with it', () => {
  const made = withPanAndZoom(svg);
  expect(made).toContain('<svg width="100%" height="100%" viewBox="0.00 0.00 120.00 80.00" xmlns=');
  expect(made).toContain('a&amp;;b');
  expect(made.match(/<script/g)).toHaveLength(1);
  expect(made.trimEnd().endsWith('</script>\n</svg>')).toBe(true);
});

it('leaves what it does not know as it is', () => {
  expect(withPanAndZoom('<svg viewBox="0 0 1 1"/>')).toBe('<svg viewBox="0 0 1 1"/>');
});
