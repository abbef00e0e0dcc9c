import type { Profile } from '@heaptide/profile';

/** What the command line says about the program of a profile; `''` where nothing. */
export interface ProgramFacts {
  readonly file: string;
  readonly buildId: string;
}

/** Names the first mapping, which is the program. A build id that the profile states itself stays. */
export function withProgram(profile: Profile, { file, buildId }: ProgramFacts): Profile {
  const keepsId = buildId === '' || profile.mappings.buildId[0] !== 0;
  if (file === '' && keepsId) return profile;
  const { strings } = profile;
  const filename = profile.mappings.filename.slice();
  const ids = profile.mappings.buildId.slice();
  if (file !== '') filename[0] = strings.length;
  if (!keepsId) ids[0] = strings.length + 1;
  const mappings = { ...profile.mappings, filename, buildId: ids };
  return { ...profile, strings: strings.append([file, buildId]), mappings };
}

/**
 * Names the nameless mappings after the URL that the profile came from, so that merging does not take the programs of two
 * servers for one. {@link withoutUrlMappings} takes it back.
 */
export function withUrlMappings(profile: Profile, url: string): Profile {
  const { filename, buildId } = profile.mappings;
  if (!filename.some((file, i) => file === 0 && buildId[i] === 0)) return profile;
  const { strings } = profile;
  const named = filename.map((file, i) => (file === 0 && buildId[i] === 0 ? strings.length : file));
  const mappings = { ...profile.mappings, filename: named };
  return { ...profile, strings: strings.append([url]), mappings };
}

/** Takes away the file of mappings without a build id whose file is a URL. */
export function withoutUrlMappings(profile: Profile): Profile {
  const { filename, buildId } = profile.mappings;
  const isUrl = (file: number, i: number) =>
    buildId[i] === 0 && /^[a-z][a-z\d+.-]*:/i.test(profile.strings.get(file));
  if (!filename.some(isUrl)) return profile;
  const cleared = filename.map((file, i) => (isUrl(file, i) ? 0 : file));
  return { ...profile, mappings: { ...profile.mappings, filename: cleared } };
}
