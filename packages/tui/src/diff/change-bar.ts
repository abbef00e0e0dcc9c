import type { DrawingStyle } from '../drawing/drawing-style.js';

/** What bars are made of, by the sign of the change. */
export function barCells({ ascii }: Pick<DrawingStyle, 'ascii'>): {
  readonly grew: string;
  readonly shrank: string;
} {
  return ascii ? { grew: '#', shrank: '.' } : { grew: '█', shrank: '░' };
}

export interface ChangeBarOptions {
  /** Cells of the longest bar. */
  readonly width: number;
  /** The change that has it. */
  readonly largest: number;
  readonly style: Pick<DrawingStyle, 'ascii'>;
}

/** A bar as long as a change is large; at least one cell for what is not 0. */
export function changeBar(delta: number, { width, largest, style }: ChangeBarOptions): string {
  if (delta === 0 || largest <= 0 || width < 1) return '';
  const cells = Math.min(width, Math.max(1, Math.round((width * Math.abs(delta)) / largest)));
  const { grew, shrank } = barCells(style);
  return (delta > 0 ? grew : shrank).repeat(cells);
}
