import type { ClassPlace, ClassTable } from '../classes/class-table.js';
import type { IndexColumns } from './index-columns.js';

type ClassColumns = Pick<IndexColumns, 'classOfNode' | 'classNames' | 'classNameEnds' | 'classPlaces'>;

const NO_PLACE = -1;
/** So many arguments fit on the stack. */
const UNITS_AT_ONCE = 1 << 12;

/** The table of classes as columns. */
export function columnsOfClasses({ ofNode, names, places }: ClassTable): ClassColumns {
  const classNames = new Uint16Array(names.reduce((sum, name) => sum + name.length, 0));
  const classNameEnds = new Uint32Array(names.length);
  const classPlaces = new Int32Array(names.length * 3).fill(NO_PLACE);
  let filled = 0;
  for (const [index, name] of names.entries()) {
    for (let at = 0; at < name.length; at++) classNames[filled++] = name.charCodeAt(at);
    classNameEnds[index] = filled;
    const place = places[index];
    if (place) classPlaces.set([place.script, place.line, place.column], index * 3);
  }
  return { classOfNode: ofNode, classNames, classNameEnds, classPlaces };
}

/** The other way round. */
export function classesOfColumns(columns: ClassColumns): ClassTable {
  const { classOfNode, classNames, classNameEnds, classPlaces } = columns;
  const names: string[] = [];
  const places: (ClassPlace | undefined)[] = [];
  for (let index = 0; index < classNameEnds.length; index++) {
    const start = index === 0 ? 0 : classNameEnds[index - 1]!;
    names.push(textOf(classNames.subarray(start, classNameEnds[index])));
    places.push(placeAt(classPlaces, index * 3));
  }
  return { ofNode: classOfNode, names, places };
}

function textOf(units: Uint16Array): string {
  let text = '';
  for (let at = 0; at < units.length; at += UNITS_AT_ONCE)
    text += String.fromCharCode(...units.subarray(at, at + UNITS_AT_ONCE));
  return text;
}

function placeAt(places: Int32Array, at: number): ClassPlace | undefined {
  const [script, line, column] = [places[at]!, places[at + 1]!, places[at + 2]!];
  return script === NO_PLACE && line === NO_PLACE && column === NO_PLACE
    ? undefined
    : { script, line, column };
}
