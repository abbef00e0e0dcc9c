import { expect, test } from 'vitest';
import {
  createDrawingStyle,
  type DrawingStyleOptions,
  THEMES,
  type Tone,
} from '../../src/drawing/drawing-style.js';

const TONES: readonly Tone[] = ['plain', 'strong', 'dim', 'alarm', 'warning', 'good', 'accent', 'selected'];

/** The SGR parameters that open a tone. */
function opening(tone: Tone, options: Partial<DrawingStyleOptions> = {}): string {
  const painted = createDrawingStyle({ color: true, ascii: false, ...options }).paint(tone, 'x');
  // eslint-disable-next-line no-control-regex
  return /^\u001B\[([\d;]+)m/.exec(painted)?.[1] ?? '';
}

test('without colour nothing is sent, whatever the theme', () => {
  for (const theme of THEMES) {
    const style = createDrawingStyle({ color: false, ascii: false, theme, colors: 256 });
    for (const tone of TONES) expect(style.paint(tone, 'x')).toBe('x');
  }
});

test('what is opened is closed, so that tones do not leak into what follows', () => {
  const close: Record<string, string> = { '1': '22', '2': '22', '7': '27' };
  for (const theme of THEMES) {
    for (const colors of [16, 256] as const) {
      const style = createDrawingStyle({ color: true, ascii: false, theme, colors });
      for (const tone of TONES) {
        // eslint-disable-next-line no-control-regex
        const [, open, end] = /^(?:\u001B\[([\d;]+)m)?x(?:\u001B\[([\d;]+)m)?$/.exec(style.paint(tone, 'x'))!;
        const [first = ''] = (open ?? '').split(';');
        const wanted = open === undefined ? [] : [close[first], ...(/(^|;)3\d/.test(open) ? ['39'] : [])];
        expect((end ?? '').split(';').filter(Boolean)).toEqual(wanted.filter((each) => each !== undefined));
      }
    }
  }
});

test('empty text is left alone', () => {
  expect(createDrawingStyle({ color: true, ascii: false }).paint('alarm', '')).toBe('');
});

test('the default theme uses the terminal’s own colours', () => {
  expect(TONES.map((tone) => opening(tone))).toEqual(['', '1', '2', '1;31', '33', '32', '36', '7']);
  expect(TONES.map((tone) => opening(tone, { colors: 256 }))).toEqual(TONES.map((tone) => opening(tone)));
});

test('mono has weight and inverse, no colour', () => {
  for (const tone of TONES) expect(opening(tone, { theme: 'mono', colors: 256 })).toMatch(/^[127]?$/);
  expect(opening('alarm', { theme: 'mono' })).toBe('1');
  expect(opening('selected', { theme: 'mono' })).toBe('7');
});

test('cb never relies on red and green', () => {
  for (const tone of TONES) expect(opening(tone, { theme: 'cb' })).not.toMatch(/3[12]$/);
  expect(opening('alarm', { theme: 'cb' })).toBe('1;33');
  expect(opening('good', { theme: 'cb' })).toBe('36');
});

test('its blue and its orange can be read on black and on white', () => {
  for (const tone of ['alarm', 'warning', 'good', 'accent'] as const) {
    const [, number] = /38;5;(\d+)$/.exec(opening(tone, { theme: 'cb', colors: 256 }))!;
    const light = luminance(cubeColor(Number(number)));
    expect(1.05 / (light + 0.05)).toBeGreaterThan(3.5);
    expect((light + 0.05) / 0.05).toBeGreaterThan(3.5);
  }
});

/** Number 16 to 231 of xterm's palette as red, green and blue from 0 to 1. */
function cubeColor(number: number): readonly number[] {
  const levels = [0, 95, 135, 175, 215, 255];
  const index = number - 16;
  return [Math.floor(index / 36), Math.floor(index / 6) % 6, index % 6].map((each) => levels[each]! / 255);
}

/** As in WCAG 2. */
function luminance(color: readonly number[]): number {
  const [red, green, blue] = color.map((each) =>
    each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4,
  ) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test('ASCII styles have ASCII only', () => {
  const { ellipsis, plusMinus, heights } = createDrawingStyle({ color: true, ascii: true, theme: 'cb' });
  expect(ellipsis + plusMinus + heights).toMatch(/^[\x20-\x7e]+$/);
});
