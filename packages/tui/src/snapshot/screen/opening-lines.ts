import { safeText } from '@heaptide/report';
import type { DrawingStyle } from '../../drawing/drawing-style.js';
import { joinPieces, words } from '../../drawing/line-pieces.js';
import type { OpeningStage } from '../engine/snapshot-engine.js';

const BAR = 30;

/** How far opening is, in so many lines. */
export function composeOpening(
  opening: OpeningStage | undefined,
  { height, width, style }: { readonly height: number; readonly width: number; readonly style: DrawingStyle },
): readonly string[] {
  const { stage, share } = opening ?? { stage: 'opening', share: 0 };
  const filled = Math.round(BAR * Math.max(0, Math.min(1, share)));
  const bar = `[${'#'.repeat(filled).padEnd(BAR, '-')}]`;
  const line = joinPieces([words(bar), words(safeText(stage, { ascii: style.ascii }))], { width, style });
  return Array.from({ length: height }, (_, index) => (index === 1 ? line : ''));
}
