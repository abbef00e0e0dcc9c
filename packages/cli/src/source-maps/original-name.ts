import { nameOffset } from './name-offset.js';
import type { ProgramText } from './program-text.js';
import type { Place, Segment, SourceMap } from './source-map.js';

export interface NamedFunction {
  /** As V8 has it. */
  readonly name: string;
  /** Where its parameters begin. */
  readonly place: Place;
  /** What the map says of that place. */
  readonly segment: Segment;
}

/**
 * The name of a function in its source. It is that of the program unless the map tells another one
 *
 * - for the opening parenthesis of the parameters, where some tools put it for this very use, or
 * - for the place where the program spells the name that V8 knows.
 *
 * The map's name at the function's place alone would not do: in `entries.map(entry => …)` that is a parameter.
 */
export function originalName(
  { name, place, segment }: NamedFunction,
  map: SourceMap,
  program: ProgramText | undefined,
): string {
  if (!map.tellsNames) return name;
  // A name that V8 inferred is a path, such as `exports.handler`.
  const spelled = name.slice(name.lastIndexOf('.') + 1);
  const offset = program?.offsetOf(place);
  if (program === undefined || offset === undefined) {
    const endsHere = spelled !== '' && segment.column + spelled.length === place.column;
    return endsHere ? (segment.name ?? name) : name;
  }
  if (segment.column === place.column && program.text[offset] === '(' && segment.name !== undefined) {
    return segment.name;
  }
  if (spelled === '') return name;
  const at = nameOffset(program.text, offset, spelled);
  if (at === undefined) return name;
  const spot = program.placeOf(at);
  const found = map.at(spot);
  return found?.column === spot.column ? (found.name ?? name) : name;
}
