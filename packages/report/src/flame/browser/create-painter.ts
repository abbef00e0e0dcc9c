import type { FlameData } from '../flame-data.js';
import type { Palette } from './box-colour.js';
import type { Matches } from './find-matches.js';
import type { Layout } from './lay-out.js';
import type { TreeModel } from './open-tree.js';

/** What is to be seen: a stretch of the tree's width, and a stretch of rows. */
export interface Picture {
  readonly layout: Layout;
  readonly palette: Palette;
  /** In the layout's unit. */
  readonly from: number;
  readonly to: number;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Top edge of a depth's row, relative to the canvas. */
  readonly topOf: (depth: number) => number;
  readonly firstDepth: number;
  readonly lastDepth: number;
  readonly matches: Matches | undefined;
  readonly selected: number;
  readonly hovered: number;
  /** Row of the names that is emphasised wherever it stands; -1 for none. */
  readonly selectedFrame: number;
}

/**
 * Draws boxes, only those in sight: within a row it searches for the first, and leaps over what is narrower than a
 * pixel, so that the cost follows the pixels and not the nodes.
 */
export function createPainter(
  canvas: HTMLCanvasElement,
  data: FlameData,
  tree: TreeModel,
  labelOf: (node: number) => string,
  rowHeight: number,
): (picture: Picture) => number {
  const context = canvas.getContext('2d')!;
  const font = '12px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';
  const padding = 6;
  context.font = font;
  const ascii = Float64Array.from({ length: 128 }, (_, code) =>
    code < 32 ? 12 : context.measureText(String.fromCharCode(code)).width,
  );
  const ellipsis = context.measureText('…').width;
  const widthOf = (text: string): number => {
    let width = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 127) return context.measureText(text).width;
      width += ascii[code]!;
    }
    return width;
  };
  /** As much of the text as fits, or nothing where that would be under three characters. */
  const fit = (text: string, room: number): string => {
    if (widthOf(text) <= room) return text;
    let low = 0;
    let high = text.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (widthOf(text.slice(0, middle)) + ellipsis <= room) low = middle;
      else high = middle - 1;
    }
    return low < 3 ? '' : `${text.slice(0, low).trimEnd()}…`;
  };

  /** A tile that repeats: diagonals for what is new, dots for what is gone. */
  const hatch = (mark: 'new' | 'gone', ink: string): CanvasPattern => {
    const tile = document.createElement('canvas');
    tile.width = tile.height = 8;
    const pen = tile.getContext('2d')!;
    pen.globalAlpha = 0.3;
    pen.strokeStyle = pen.fillStyle = ink;
    pen.lineWidth = 1.6;
    pen.beginPath();
    if (mark === 'new') {
      for (const start of [-8, 0, 8]) {
        pen.moveTo(start - 1, 9);
        pen.lineTo(start + 9, -1);
      }
      pen.stroke();
    } else {
      pen.arc(2, 2, 1.2, 0, 7);
      pen.arc(6, 6, 1.2, 0, 7);
      pen.fill();
    }
    return context.createPattern(tile, 'repeat')!;
  };
  const hatches = new Map<string, CanvasPattern>();
  const hatchFor = (mark: 'new' | 'gone', ink: string): CanvasPattern => {
    const known = hatches.get(mark + ink) ?? hatch(mark, ink);
    hatches.set(mark + ink, known);
    return known;
  };

  return (picture) => {
    const { layout, palette, from, to, width, height, matches } = picture;
    const ratio = window.devicePixelRatio || 1;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = palette.background;
    context.fillRect(0, 0, width, height);
    if (to <= from) return 0;
    const scale = width / (to - from);
    const { left, size, byRow, rowOffsets } = layout;
    const labels: { node: number; x: number; y: number; room: number; strong: boolean }[] = [];
    const outlines: { x: number; y: number; wide: number; weight: number }[] = [];
    let boxes = 0;

    /** The first place in a row, from `start` on, whose box ends right of `edge`. */
    const firstBehind = (edge: number, start: number, stop: number): number => {
      let low = start;
      let high = stop;
      while (low < high) {
        const middle = (low + high) >> 1;
        const node = byRow[middle]!;
        if (left[node]! + size[node]! > edge) high = middle;
        else low = middle + 1;
      }
      return low;
    };

    for (let depth = picture.firstDepth; depth <= picture.lastDepth; depth++) {
      const y = picture.topOf(depth);
      const stop = rowOffsets[depth + 1]!;
      let at = firstBehind(from, rowOffsets[depth]!, stop);
      while (at < stop) {
        const node = byRow[at]!;
        if (left[node]! >= to) break;
        const x = Math.max(0, (left[node]! - from) * scale);
        const right = Math.min(width, (left[node]! + size[node]! - from) * scale);
        boxes++;
        if (right - x < 1) {
          const found =
            matches !== undefined && tree.frame[node] !== -1 && matches.frames[tree.frame[node]!] === 1;
          context.fillStyle = found ? palette.faintInk : palette.sliver;
          context.fillRect(x, y, Math.max(0.5, right - x), rowHeight - 1);
          at = firstBehind(from + (x + 1) / scale, at + 1, stop);
          continue;
        }
        at++;
        const frame = tree.frame[node]!;
        const dimmed = matches !== undefined && (frame === -1 || matches.frames[frame] === 0);
        const { fill, mark } = palette.ofNode(node);
        const wide = Math.max(0.75, right - x - (right - x > 4 ? 1 : 0.25));
        context.globalAlpha = dimmed ? 0.28 : 1;
        context.fillStyle = fill;
        context.fillRect(x, y, wide, rowHeight - 1);
        if (mark !== undefined && wide > 3) {
          context.fillStyle = hatchFor(mark, palette.ink);
          context.fillRect(x, y, wide, rowHeight - 1);
        }
        context.globalAlpha = 1;
        if (matches !== undefined && !dimmed && wide > 3) outlines.push({ x, y, wide, weight: 1 });
        if (frame !== -1 && frame === picture.selectedFrame && wide > 2)
          outlines.push({ x, y, wide, weight: 1.5 });
        if (node === picture.selected) outlines.push({ x, y, wide, weight: 2.5 });
        else if (node === picture.hovered) {
          context.fillStyle = palette.outline;
          context.globalAlpha = 0.14;
          context.fillRect(x, y, wide, rowHeight - 1);
          context.globalAlpha = 1;
        }
        if (wide > 26) labels.push({ node, x, y, room: wide - 2 * padding, strong: !dimmed });
      }
    }

    context.font = font;
    context.textBaseline = 'middle';
    for (const { node, x, y, room, strong } of labels) {
      const name = fit(labelOf(node), room);
      if (name === '') continue;
      context.fillStyle = strong ? palette.ink : palette.faintInk;
      const middle = y + rowHeight / 2;
      context.fillText(name, x + padding, middle);
      const frame = tree.frame[node]!;
      const file = frame === -1 ? '' : data.files[data.fileOf[frame]!]!;
      if (file === '' || !strong) continue;
      const used = widthOf(name) + 10;
      const place = `${file.slice(file.search(/[^/\\]*$/))}:${data.lines[frame]!}`;
      if (widthOf(place) > room - used) continue;
      context.fillStyle = palette.faintInk;
      context.fillText(place, x + padding + used, middle);
    }
    context.strokeStyle = palette.outline;
    for (const { x, y, wide, weight } of outlines) {
      context.lineWidth = weight;
      context.strokeRect(x + weight / 2, y + weight / 2, Math.max(0, wide - weight), rowHeight - 1 - weight);
    }
    return boxes;
  };
}
