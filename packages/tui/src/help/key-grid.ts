import type { DrawingStyle } from '../drawing/drawing-style.js';
import type { HelpKey } from './help-keys.js';

/** Keys that belong together, and what stands before the first of them. */
export interface KeyRow {
  readonly label: string;
  readonly keys: readonly HelpKey[];
}

/** A line with its width in cells, which its colours hide. */
export interface Cells {
  readonly text: string;
  readonly width: number;
}

export interface KeyGrid {
  /** How many keys stand beside each other in `width` cells; one at least. */
  fitting(width: number): number;
  /** The title and the rows, `columns` keys in each line. */
  lines(columns: number): readonly Cells[];
}

const LABEL = 9;
const GAP = '  ';

/** Keys in columns, to be read down each of them: what does the opposite stands below, mostly. */
export function keyGrid(title: string, rows: readonly KeyRow[], style: DrawingStyle): KeyGrid {
  const all = rows.flatMap(({ keys }) => keys);
  const keysWidth = Math.max(0, ...all.map(({ keys }) => keys.length));
  const cellWidth = keysWidth + 1 + Math.max(0, ...all.map(({ help }) => help.length));
  const cell = ({ keys, help }: HelpKey): Cells => ({
    text: `${style.paint('accent', keys)}${' '.repeat(keysWidth - keys.length + 1)}${help}`,
    width: keysWidth + 1 + help.length,
  });
  const line = (label: string, keys: readonly HelpKey[]): Cells => {
    let text = ` ${label.padEnd(LABEL)}`;
    let width = text.length;
    for (const [column, key] of keys.entries()) {
      const { text: shown, width: used } = cell(key);
      const begin = 1 + LABEL + column * (cellWidth + GAP.length);
      text += ' '.repeat(begin - width) + shown;
      width = begin + used;
    }
    return { text, width };
  };
  return {
    fitting: (width) => Math.max(1, Math.floor((width - 1 - LABEL + GAP.length) / (cellWidth + GAP.length))),
    lines: (columns) => [
      { text: ` ${style.paint('strong', title)}`, width: title.length + 1 },
      ...rows.flatMap(({ label, keys }) => {
        const height = Math.ceil(keys.length / columns);
        return Array.from({ length: height }, (_, at) =>
          line(
            at === 0 ? label : '',
            keys.filter((_key, index) => index % height === at),
          ),
        );
      }),
    ],
  };
}
