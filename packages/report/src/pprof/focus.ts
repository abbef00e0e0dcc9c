import {
  compileTagFilter,
  filterByName,
  filterLabels,
  filterSamples,
  labelSets,
  type Profile,
  pruneFrom,
  showFrom,
  type TextTest,
} from '@heaptide/profile';
import { compilePattern } from './compile-pattern.js';
import type { PprofOptions } from './pprof-options.js';

export interface FocusOptions {
  readonly options: PprofOptions;
  readonly labelUnits: ReadonlyMap<string, string>;
  /** Is told of filters that match nothing. */
  readonly talk: (line: string) => void;
}

/**
 * Applies all filters of the options.
 *
 * @throws {HeaptideError} `HT_E_PPROF` for a bad regexp.
 */
export function applyFocus(profile: Profile, { options, labelUnits, talk }: FocusOptions): Profile {
  const pattern = (name: keyof PprofOptions): TextTest | undefined => {
    const text = options[name] as string;
    return text === '' ? undefined : compilePattern(text, `parsing ${name} regexp`);
  };
  const tagFilter = (name: 'tagfocus' | 'tagignore') => {
    const compile = (text: string) => compilePattern(text, `parsing ${name} regexp`);
    return options[name] === ''
      ? undefined
      : compileTagFilter(options[name], { name, compile, units: labelUnits, talk });
  };
  const names = {
    focus: pattern('focus'),
    ignore: pattern('ignore'),
    hide: pattern('hide'),
    show: pattern('show'),
  };
  const showFromPattern = pattern('show_from');
  const tagFocus = tagFilter('tagfocus');
  const tagIgnore = tagFilter('tagignore');
  const pruneFromPattern = pattern('prune_from');

  const check = (found: boolean, option: string): void => {
    if (!found) talk(`${option} expression matched no samples`);
  };
  const named = filterByName(profile, names);
  check(named.matched.focus, 'Focus');
  check(named.matched.ignore, 'Ignore');
  check(named.matched.hide, 'Hide');
  check(named.matched.show, 'Show');
  let shown = named.profile;
  if (showFromPattern) {
    const { profile: cut, matched } = showFrom(shown, showFromPattern);
    check(matched, 'ShowFrom');
    shown = cut;
  }
  if (tagFocus ?? tagIgnore) {
    const found = { focus: false, ignore: false };
    const all = shown;
    const samples = filterSamples(all, (sample) => {
      const labels = labelSets(all, sample);
      const focused = tagFocus?.(labels) ?? true;
      const ignored = tagIgnore?.(labels) ?? false;
      found.focus ||= focused;
      found.ignore ||= ignored;
      return focused && !ignored;
    });
    check(!tagFocus || found.focus, 'TagFocus');
    check(!tagIgnore || found.ignore, 'TagIgnore');
    shown = { ...shown, samples };
  }
  shown = filterTags(shown, pattern('tagshow'), pattern('taghide'), check);
  return pruneFromPattern ? pruneFrom(shown, pruneFromPattern) : shown;
}

function filterTags(
  profile: Profile,
  show: TextTest | undefined,
  hide: TextTest | undefined,
  check: (found: boolean, option: string) => void,
): Profile {
  if (!show && !hide) return profile;
  const { strings } = profile;
  let [shows, hides] = [false, false];
  const samples = filterLabels(profile.samples, (row) => {
    const key = strings.get(profile.samples.labelKey[row]!);
    const shown = show?.test(key) ?? true;
    const hidden = hide?.test(key) ?? false;
    shows ||= shown;
    hides ||= hidden;
    return shown && !hidden;
  });
  check(!show || shows, 'TagShow');
  check(!hide || hides, 'TagHide');
  return { ...profile, samples };
}
