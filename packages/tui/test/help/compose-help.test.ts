import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { CHANGE_SIGNS } from '../../src/diff/change-sign.js';
import { createDrawingStyle } from '../../src/drawing/drawing-style.js';
import { composeHelp, helpLength, type HelpPageOptions, helpPosition } from '../../src/help/compose-help.js';
import { HELP_SCREENS, keyUses, screenKeys, sharedKeys } from '../../src/help/help-keys.js';
import { keyLabel } from '../../src/keys/help-bar.js';
import { KEY_TABLE, type KeyCommand, type KeyMode } from '../../src/keys/key-table.js';
import { TIMELINE_SIGNS } from '../../src/timeline/timeline-signs.js';
import { VERDICT_SIGNS } from '../../src/sites/verdict-sign.js';
import { WHY_SIGNS } from '../../src/why/why-sign.js';

const plain = createDrawingStyle({ color: false, ascii: false });
const SCREENS: readonly KeyMode[] = ['live', 'diff', 'flame', 'timeline', 'detail', 'why'];

const options = (changes: Partial<HelpPageOptions> = {}): HelpPageOptions => ({
  table: KEY_TABLE,
  width: 80,
  style: plain,
  readOnly: false,
  live: true,
  ...changes,
});
const page = (changes: Partial<HelpPageOptions> = {}): readonly string[] => {
  const given = options(changes);
  return composeHelp({ ...given, top: 0, height: helpLength(given) });
};
/** Whether a line has `key` right before `help`, with nothing but other keys between. */
const names = (lines: readonly string[], key: string, help: string): boolean =>
  lines.some((line) => {
    for (let at = line.indexOf(` ${help}`); at >= 0; at = line.indexOf(` ${help}`, at + 1)) {
      const end = line.slice(at + 1 + help.length);
      if (!/^($|\s|,)/.test(end)) continue;
      if (
        line
          .slice(Math.max(0, at - 12), at)
          .trim()
          .split(/\s+/)
          .includes(key)
      )
        return true;
    }
    return false;
  });

test.each([80, 100, 160])('the page at %d columns', async (width) => {
  await expect(`${page({ width }).join('\n')}\n`).toMatchFileSnapshot(`./screens/${width}.txt`);
});

test('every key that is bound on a screen stands on the page with what it does', () => {
  const bound = KEY_TABLE.filter(({ modes }) => modes.some((mode) => SCREENS.includes(mode)));
  expect(bound.length).toBeGreaterThan(30);
  for (const width of [80, 100, 140, 160]) {
    const lines = page({ width });
    const missing = bound.flatMap(({ keys, help }) =>
      keys.filter((key) => !names(lines, keyLabel(key), help)).map((key) => `${key} ${help}`),
    );
    expect(missing).toEqual([]);
  }
});

/** The lines of each label that stands at the left edge. */
const labelled = (lines: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  let label = '';
  for (const line of lines) {
    label = /^ ([a-z]+) /.exec(line)?.[1] ?? (line.startsWith('          ') ? label : '');
    found.set(label, [...(found.get(label) ?? []), line]);
  }
  return found;
};

test('each screen has its keys beside its name, those of every screen stand by themselves', () => {
  const rows = labelled(page());
  const shared = ['view', 'move', 'act'].flatMap((group) => rows.get(group)!);
  for (const screen of SCREENS) {
    const own = rows.get(screen)!;
    for (const { keys, help, modes } of KEY_TABLE) {
      for (const key of keys.map(keyLabel)) {
        if (modes.includes(screen)) {
          const times = Number(names(own, key, help)) + Number(names(shared, key, help));
          expect(times, `${screen}: ${key} ${help}`).toBe(1);
        }
      }
    }
  }
  const has = (screen: KeyMode, command: KeyCommand) =>
    KEY_TABLE.filter((binding) => binding.command === command && binding.modes.includes(screen)).some(
      ({ keys, help }) => names(rows.get(screen)!, keyLabel(keys[0]!), help),
    );
  expect(SCREENS.filter((screen) => has(screen, 'next-pane'))).toEqual(['detail']);
  expect(SCREENS.filter((screen) => has(screen, 'sort'))).toEqual(['live', 'diff']);
  expect(SCREENS.filter((screen) => has(screen, 'down'))).toEqual(['flame']);
  expect(SCREENS.filter((screen) => has(screen, 'copy'))).toEqual([]);
});

test('no key stands twice in one place', () => {
  for (const changes of [{}, { readOnly: true }, { live: false }]) {
    const uses = keyUses(options(changes));
    const places = [
      (['view', 'move', 'act'] as const).flatMap((group) => sharedKeys(uses, group)),
      ...HELP_SCREENS.map((screen) => screenKeys(uses, screen)),
    ];
    for (const place of places) {
      const keys = place.flatMap(({ keys: written }) => written.split(' '));
      expect(new Set(keys).size).toBe(keys.length);
    }
  }
});

test('the first page has every verdict and the views, signs come before the keys of one screen', () => {
  const first = page().slice(0, 17);
  for (const { meaning } of Object.values(VERDICT_SIGNS)) expect(first.join('\n')).toContain(meaning);
  for (const key of ['1', '2', '3', '4']) {
    const { help } = KEY_TABLE.find(({ keys }) => keys.includes(key))!;
    expect(names(first, key, help)).toBe(true);
  }
  const titles = page().flatMap((line) => /^ ([A-Z]{3,}[A-Z ]*)(?=$|[:,])/.exec(line)?.[1] ?? []);
  expect(titles.filter((title) => /VERDICTS|SIGNS|KEYS/.test(title))).toEqual([
    'VERDICTS',
    'KEYS OF EVERY SCREEN',
    'SIGNS',
    'KEYS OF ONE SCREEN',
    'MORE KEYS',
  ]);
});

test('so does every key of a question and of a line that is typed', () => {
  const text = page({ width: 100 }).join(' ').replace(/\s+/g, ' ');
  const aside = KEY_TABLE.filter(({ modes }) => !modes.some((mode) => SCREENS.includes(mode)));
  expect(aside.length).toBeGreaterThan(5);
  for (const { keys, help } of aside)
    for (const key of keys) expect(text).toContain(`${keyLabel(key)} ${help}`);
});

test('a key that nobody has bound is not on the page', () => {
  expect(names(page(), 'j', 'next row')).toBe(true);
  const without = KEY_TABLE.filter(({ help }) => help !== 'next row');
  expect(names(page({ table: without }), 'j', 'next row')).toBe(false);
});

test('costly keys are not offered when reading only, nor keys of a live watch for a saved series', () => {
  const readOnly = page({ readOnly: true });
  const saved = page({ live: false });
  for (const { keys, help, costly, live } of KEY_TABLE) {
    if (costly === true) expect(names(readOnly, keyLabel(keys[0]!), help)).toBe(false);
    if (live === true) expect(names(saved, keyLabel(keys[0]!), help)).toBe(false);
  }
  expect(readOnly.join('\n')).not.toContain('rule out garbage');
  expect(readOnly.join('\n')).toMatch(/3 y copies it/);
  expect(readOnly.join('\n')).not.toMatch(/^ question/m);
  expect(page().join('\n')).toMatch(/3 g: rule out garbage +4 y copies it/);
});

test('where nobody can be asked, the answers to who keeps it are not explained', () => {
  for (const changes of [{ readOnly: true }, { live: false }])
    expect(page(changes).filter((line) => line.startsWith(' why '))).toEqual([]);
  expect(page().filter((line) => line.startsWith(' why '))).toHaveLength(2);
});

test('no line is wider than the screen, in ASCII every character is', () => {
  for (const ascii of [false, true]) {
    const style = createDrawingStyle({ color: false, ascii });
    for (let width = 80; width <= 220; width++) {
      const lines = page({ width, style });
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
      if (ascii) expect(lines.join('')).toMatch(/^[\x20-\x7e]*$/);
    }
  }
});

test('colour only repeats what the words say', () => {
  const colored = page({ width: 160, style: createDrawingStyle({ color: true, ascii: false }) });
  // eslint-disable-next-line no-control-regex
  expect(colored.map((line) => line.replace(/\u001B\[[\d;]*m/g, '').trimEnd())).toEqual(page({ width: 160 }));
  expect(colored.join('')).toContain('\u001B[');
});

test('every verdict, change and sign is explained', () => {
  const text = page().join('\n');
  for (const { word, meaning } of Object.values(VERDICT_SIGNS)) {
    expect(text).toContain(word);
    expect(text).toContain(meaning);
  }
  for (const { sign, word } of Object.values(CHANGE_SIGNS)) expect(text).toContain(`${sign} ${word}`);
  for (const { sign, meaning } of Object.values(TIMELINE_SIGNS)) expect(text).toContain(`${sign} ${meaning}`);
  for (const { sign, meaning } of Object.values(WHY_SIGNS)) expect(text).toContain(`${sign} ${meaning}`);
  for (const flag of ['--theme', 'NO_COLOR', '--ascii', '--once', '--ndjson', '--fail-on', '--accessible'])
    expect(text).toContain(flag);
});

test('it scrolls to its last line and no further', () => {
  const whole = page();
  const shown = (top: number) => composeHelp({ ...options(), top, height: 17 });
  expect(shown(0)).toEqual(whole.slice(0, 17));
  expect(shown(5)).toEqual(whole.slice(5, 22));
  expect(shown(10_000)).toEqual(whole.slice(-17));
  expect(shown(-3)).toEqual(whole.slice(0, 17));
});

test('the line above the keys says where one is', () => {
  const pieces = (height: number, top: number) =>
    helpPosition({ ...options(), height, top }).map(({ text }) => text);
  const length = helpLength(options());
  expect(pieces(17, 3)[0]).toBe(`help, lines 4-20 of ${length}`);
  expect(pieces(17, 10_000)[0]).toBe(`help, lines ${length - 16}-${length} of ${length}`);
  expect(pieces(length, 0)).toEqual(['help', 'any key closes']);
});
