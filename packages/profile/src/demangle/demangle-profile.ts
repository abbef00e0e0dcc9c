import type { Profile } from '../profile.js';
import { StringTable } from '../string-table.js';
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
  const table = added.size === 0 ? strings : append(strings, [...added.keys()]);
  return { ...profile, strings: table, functions: { ...functions, name } };
}

/** A table with the texts after the old strings; these keep the bytes that they have in the file, UTF-8 or not. */
function append(strings: StringTable, texts: readonly string[]): StringTable {
  const encoder = new TextEncoder();
  const additions = texts.map((text) => encoder.encode(text));
  const total = strings.length + additions.length;
  const bytesOf = (id: number): Uint8Array =>
    id < strings.length ? strings.utf8(id) : additions[id - strings.length]!;
  const offsets = new Int32Array(total + 1);
  for (let id = 0; id < total; id++) offsets[id + 1] = offsets[id]! + bytesOf(id).length;
  const bytes = new Uint8Array(offsets[total]!);
  for (let id = 0; id < total; id++) bytes.set(bytesOf(id), offsets[id]);
  return StringTable.decoding(bytes, offsets);
}
