import type { Profile } from '../profile.js';
import { type DemangleMode, demangleName } from './demangle-name.js';

export interface DemangleOptions {
  /** Begin from the system names, also where a function has a name of its own. */
  readonly force?: boolean;
}

/**
 * The profile with its functions named as google/pprof names them ({@link demangleName}); the same profile if that
 * changes no name. New names are appended to the strings, all ids stay.
 */
export function demangleProfile(
  profile: Profile,
  mode: DemangleMode,
  { force = false }: DemangleOptions = {},
): Profile {
  const { strings, functions } = profile;
  const added = new Map<string, number>();
  const idOf = (text: string): number => {
    if (text === '') return 0;
    const id = added.get(text) ?? strings.length + added.size;
    added.set(text, id);
    return id;
  };
  const name = functions.name.map((given, row) => {
    const system = functions.systemName[row]!;
    const start = force && given !== 0 && system !== 0 ? system : given;
    if (system === 0 && start !== 0) return start;
    const demangled = demangleName(strings.get(start), strings.get(system), mode);
    return demangled === undefined ? start : idOf(demangled);
  });
  if (name.every((id, row) => id === functions.name[row])) return profile;
  const table = added.size === 0 ? strings : strings.append([...added.keys()]);
  return { ...profile, strings: table, functions: { ...functions, name } };
}
