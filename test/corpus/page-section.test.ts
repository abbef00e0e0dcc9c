import { describe, expect, it } from 'vitest';
import { pageSection, sectionsOf, withSection } from './page-section.js';

const PAGE = '# Page\n\nText.\n';

describe('a part of a page that another program writes', () => {
  it('is put at the end, and later in its place', () => {
    const first = withSection(PAGE, pageSection('test/a', 'one'));
    const both = withSection(first, pageSection('test/b', 'two'));
    const again = withSection(both, pageSection('test/a', 'three'));
    expect(again).toBe(both.replace('one', 'three'));
    expect(again).toMatch(/^# Page\n\nText\.\n\n<!-- written by test\/a -->/);
  });

  it('is kept by who writes the rest', () => {
    const page = withSection(PAGE, pageSection('test/a', 'one\n\ntwo'));
    expect(`# Other\n${sectionsOf(page)}`).toBe(page.replace('# Page\n\nText.', '# Other'));
    expect(sectionsOf(PAGE)).toBe('');
  });

  it('whose end is lost is not guessed', () => {
    const page = withSection(PAGE, pageSection('test/a', 'one')).replace('<!-- end -->', '');
    expect(() => withSection(page, pageSection('test/a', 'two'))).toThrow('lost the end');
  });
});
