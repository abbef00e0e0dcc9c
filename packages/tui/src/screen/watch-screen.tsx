import { Box, useInput } from 'ink';
import { useSyncExternalStore } from 'react';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { keyNames } from '../keys/key-names.js';
import { joinPieces, words } from '../drawing/line-pieces.js';
import { LEAST_COLUMNS, LEAST_ROWS } from '../drawing/screen-layout.js';
import { TableBody } from './table-body.js';
import { TextLine } from './text-line.js';
import { VerdictLine } from './verdict-line.js';
import type { WatchController, WatchSnapshot } from './watch-controller.js';
import { WatchFooter } from './watch-footer.js';
import { WatchHeader } from './watch-header.js';

export interface WatchScreenProps {
  readonly controller: WatchController;
  readonly style: DrawingStyle;
  readonly title: string;
  readonly hasKeyboard: boolean;
  readonly setBody: (lines: readonly string[]) => void;
}

/** The live view: what grows, by how much, and how sure that is. */
export function WatchScreen({ controller, style, title, hasKeyboard, setBody }: WatchScreenProps) {
  const snapshot = useSyncExternalStore(controller.subscribe, controller.getSnapshot);
  useInput((input, key) => controller.press(keyNames(input, key)), { isActive: hasKeyboard });
  const { state, layout, now, notice } = snapshot;
  if (!layout.fits) return <TextLine text={sizeMessage(snapshot)} />;
  const width = layout.columns;
  return (
    <Box flexDirection="column">
      <WatchHeader
        state={state}
        width={width}
        height={layout.headerLines}
        style={style}
        now={now}
        title={title}
      />
      <VerdictLine state={state} width={width} style={style} now={now} />
      {notice !== undefined && (
        <TextLine
          text={joinPieces([words(`! ${notice}`.slice(0, width - 2), 'warning')], { width, style })}
        />
      )}
      <TableBody snapshot={snapshot} style={style} setBody={setBody} />
      <WatchFooter snapshot={snapshot} style={style} />
    </Box>
  );
}

function sizeMessage({ layout: { columns, rows } }: WatchSnapshot): string {
  const needed = `heaptide needs ${LEAST_COLUMNS}x${LEAST_ROWS}, this is ${columns}x${rows}: enlarge it, or q quits`;
  return needed.slice(0, columns);
}
