import {
  compareToBase,
  demangleProfile,
  type Profile,
  removeUninteresting,
  subtractBase,
} from '@heaptide/profile';
import type { PprofCommandLine } from '../command-line/parse-pprof-args.js';
import type { PprofContext, Talk } from '../pprof-context.js';
import { fetchProfiles } from './fetch-profiles.js';
import { withoutUrlMappings } from './mappings.js';
import { isProgram } from './program-file.js';
import { parseSymbolizeMode } from './symbolize-mode.js';

/**
 * The profile that a command line asks for: sources read and added up, bases taken away, names reworked as pprof does,
 * and saved where any of it came over the network.
 *
 * @throws {HeaptideError} `HT_E_PPROF`.
 */
export async function loadProfile(
  line: PprofCommandLine,
  context: PprofContext,
  talk: Talk,
): Promise<Profile> {
  const [first = '', ...others] = line.sources;
  const hasProgram = others.length > 0 && (await isProgram(first, context.cwd));
  const shared = { settings: line, program: { file: hasProgram ? first : '', buildId: line.buildId } };
  const fetched = fetchProfiles(
    { kind: 'source', sources: hasProgram ? others : line.sources, ...shared },
    context,
    talk,
  );
  if (line.bases.length === 0) {
    const { profile, isRemote } = await fetched;
    return finish(profile, isRemote, line, context, talk);
  }
  const bases = fetchProfiles({ kind: 'base', sources: line.bases, ...shared }, context, talk);
  // Both end before either is judged, and the sources are judged first.
  const [source, base] = await Promise.allSettled([fetched, bases]);
  if (source.status === 'rejected') throw source.reason;
  if (base.status === 'rejected') throw base.reason;
  const compare = line.isDiff ? compareToBase : subtractBase;
  const { normalize } = line.options;
  const compared = compare(source.value.profile, base.value.profile, { normalize });
  return finish(compared, source.value.isRemote || base.value.isRemote, line, context, talk);
}

async function finish(
  fetched: Profile,
  isRemote: boolean,
  { symbolize, comment }: PprofCommandLine,
  { env, cwd }: PprofContext,
  talk: Talk,
): Promise<Profile> {
  const mode = parseSymbolizeMode(symbolize, talk);
  const named = mode === undefined ? fetched : demangleProfile(fetched, mode.demangle, mode);
  const cleared = withoutUrlMappings(removeUninteresting(named));
  const profile = comment === '' ? cleared : { ...cleared, comments: [...cleared.comments, comment] };
  if (isRemote) {
    const { saveFetchedProfile } = await import('./save-fetched-profile.js');
    await saveFetchedProfile(profile, { env, cwd, talk });
  }
  return profile;
}
