import { filterLines, lineCount } from './edit-lines.js';
import { matchNames } from './match-names.js';
import type { Profile } from '../profile.js';
import { DROP, rewriteSamples } from './rewrite-samples.js';
import type { TextTest } from './text-test.js';

export interface NameFilters {
  readonly focus?: TextTest | undefined;
  readonly ignore?: TextTest | undefined;
  readonly hide?: TextTest | undefined;
  readonly show?: TextTest | undefined;
}

export interface FilteredByName {
  readonly profile: Profile;
  /** Which filters found something; one that is not set counts as found. */
  readonly matched: { readonly [filter in keyof NameFilters]-?: boolean };
}

/** What `focus` and `ignore` say of a location. */
const NEITHER = 0;
const FOCUSED = 1;
const IGNORED = 2;

/**
 * Keeps the samples with a frame that matches `focus` and none that matches `ignore`; of these, leaves out the frames
 * that match `hide` and those that do not match `show`, and the samples that have no frame left.
 *
 * A frame matches by the name or file of its function or by the file of its mapping. Where any filter is set, samples
 * with an empty stack go.
 *
 * Method: google/pprof `profile/filter.go`.
 */
export function filterByName(profile: Profile, filters: NameFilters): FilteredByName {
  const { focus, ignore, hide, show } = filters;
  if (!focus && !ignore && !hide && !show) {
    return { profile, matched: { focus: true, ignore: true, hide: true, show: true } };
  }
  const { locations } = profile;
  const state = new Uint8Array(locations.length);
  const focused = focus && matchNames(profile, focus);
  const ignored = ignore && matchNames(profile, ignore);
  let focusFound = false;
  let ignoreFound = false;
  for (let location = 0; location < locations.length; location++) {
    if (ignored?.location(location)) {
      state[location] = IGNORED;
      ignoreFound = true;
    } else if (focused === undefined || focused.location(location)) {
      state[location] = FOCUSED;
      focusFound = true;
    } else state[location] = NEITHER;
  }
  const visible = showFrames(profile, hide, show);
  const samples = rewriteSamples(profile, (_sample, stack, from, to, out, at) => {
    let focusedFrames = 0;
    let end = at;
    for (let i = from; i < to; i++) {
      const location = stack[i]!;
      if (state[location] === IGNORED) return DROP;
      if (state[location] === FOCUSED) focusedFrames++;
      if (visible.hidden[location] === 0) out[end++] = location;
    }
    return focusedFrames === 0 || end === at ? DROP : end - at;
  });
  return {
    profile: { ...profile, locations: visible.locations, samples },
    matched: {
      focus: focus === undefined || focusFound,
      ignore: ignore === undefined || ignoreFound,
      hide: hide === undefined || visible.hideFound,
      show: show === undefined || visible.showFound,
    },
  };
}

/** The locations without the lines to leave out, and 1 for each location that goes with them. */
function showFrames(profile: Profile, hide: TextTest | undefined, show: TextTest | undefined) {
  const hidden = new Uint8Array(profile.locations.length);
  let { locations } = profile;
  let hideFound = false;
  let showFound = false;
  if (hide) {
    const matches = matchNames(profile, hide);
    for (let row = 0; row < locations.length; row++) if (matches.location(row)) hidden[row] = 1;
    hideFound = hidden.includes(1);
    locations = filterLines(
      locations,
      (line, location) =>
        hidden[location] === 0 ||
        !(matches.mapping(location) || matches.func(profile.locations.lineFunction[line]!)),
    );
    for (let row = 0; row < locations.length; row++) if (lineCount(locations, row) > 0) hidden[row] = 0;
  }
  if (show) {
    const matches = matchNames(profile, show);
    const { lineFunction } = locations;
    locations = filterLines(
      locations,
      (line, location) => matches.mapping(location) || matches.func(lineFunction[line]!),
    );
    for (let row = 0; row < locations.length; row++) {
      if (lineCount(locations, row) === 0) hidden[row] = 1;
      else showFound = true;
    }
  }
  return { locations, hidden, hideFound, showFound };
}
