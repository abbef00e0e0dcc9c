import type { FlameData } from '../flame-data.js';
import type { TreeModel } from './open-tree.js';

/** How a box is filled. The mark carries what is new or gone to those who cannot tell the colours apart. */
export interface BoxColour {
  readonly fill: string;
  readonly mark: 'new' | 'gone' | undefined;
}

export interface Palette {
  readonly background: string;
  readonly ink: string;
  readonly faintInk: string;
  readonly outline: string;
  readonly sliver: string;
  /** `undefined` stands for amounts that changed by less than two samples. */
  readonly ofNode: (node: number) => BoxColour;
  /** From -1 (a quarter or less) to 1 (four times or more). */
  readonly ofChange: (change: number) => string;
}

/**
 * Colours of boxes. Plain: by whose code it is, varied a little from name to name. Showing change: grey for none, towards
 * orange for growth and blue for shrinking, a pair that stays apart in every common colour blindness.
 */
export function createPalette(data: FlameData, tree: TreeModel, dark: boolean): Palette {
  const hsl = (hue: number, saturation: number, lightness: number): string =>
    `hsl(${hue} ${saturation}% ${lightness.toFixed(1)}%)`;
  const origins = dark
    ? { app: [33, 62, 36], package: [211, 46, 39], node: [190, 17, 31], engine: [220, 7, 33] }
    : { app: [36, 92, 70], package: [208, 74, 77], node: [190, 24, 84], engine: [220, 9, 80] };
  const frameFills = data.names.map((name, row) => {
    let hash = 0;
    for (let i = 0; i < name.length; i++) hash = (Math.imul(hash, 31) + name.charCodeAt(i)) | 0;
    const vary = ((hash >>> 3) % 9) - 4;
    const [hue, saturation, lightness] = origins[data.origins[row]!] as [number, number, number];
    return hsl(hue + vary, saturation, lightness + vary * (dark ? 0.7 : 0.9));
  });
  const ends: readonly (readonly [number, number, number])[] = dark
    ? [
        [42, 104, 168],
        [62, 68, 78],
        [186, 94, 22],
      ]
    : [
        [92, 163, 222],
        [224, 228, 233],
        [246, 150, 62],
      ];
  const ofChange = (change: number): string => {
    const part = Math.min(1, Math.abs(change));
    const end = ends[change < 0 ? 0 : 2]!;
    return `rgb(${end.map((value, i) => Math.round(ends[1]![i]! + (value - ends[1]![i]!) * part)).join(' ')})`;
  };
  const shades = Array.from({ length: 33 }, (_, step) => ofChange((step - 16) / 16));
  const shade = (change: number): string => shades[Math.round(Math.max(-1, Math.min(1, change)) * 16) + 16]!;
  const rootFill = dark ? 'rgb(56 62 72)' : 'rgb(214 219 226)';
  const foldedFill = dark ? 'rgb(44 49 57)' : 'rgb(236 238 241)';
  const ofNode = (node: number): BoxColour => {
    const frame = tree.frame[node]!;
    if (!tree.showsChange) {
      const fill = node === 0 ? rootFill : frame === -1 ? foldedFill : frameFills[frame]!;
      return { fill, mark: undefined };
    }
    const after = tree.after.total[node]!;
    if (tree.before === undefined) {
      const size = tree.after.size[node]!;
      return { fill: shade(size === 0 ? 0 : after / size), mark: undefined };
    }
    const before = tree.before.total[node]!;
    const mark =
      frame === -1 || before === after ? undefined : before === 0 ? 'new' : after === 0 ? 'gone' : undefined;
    if (Math.abs(after - before) < 2 * data.grain || before === after) return { fill: shade(0), mark };
    if (mark !== undefined) return { fill: shade(mark === 'new' ? 1 : -1), mark };
    const ratio = after / before;
    return { fill: shade(ratio > 0 ? Math.log2(ratio) / 2 : after - before), mark };
  };
  return dark
    ? {
        background: '#15181d',
        ink: '#f1f4f8',
        faintInk: 'rgb(241 244 248 / 0.72)',
        outline: '#ffffff',
        sliver: '#343a44',
        ofNode,
        ofChange,
      }
    : {
        background: '#ffffff',
        ink: '#171b21',
        faintInk: 'rgb(23 27 33 / 0.58)',
        outline: '#10151c',
        sliver: '#dde1e6',
        ofNode,
        ofChange,
      };
}
