import type { DrawingStyle } from '../drawing/drawing-style.js';
import { composeHelpBar } from '../keys/help-bar.js';
import { PromptLine } from './prompt-line.js';
import { TextLine } from './text-line.js';
import type { WatchSnapshot } from './watch-controller.js';

export interface WatchFooterProps {
  readonly snapshot: WatchSnapshot;
  readonly style: DrawingStyle;
}

/** Rule, prompt, and the keys that work here. */
export function WatchFooter({ snapshot, style }: WatchFooterProps) {
  const { layout, state, view } = snapshot;
  const choices = { paused: state.paused, detailOpen: view.detailOpen };
  return (
    <>
      <TextLine text={'-'.repeat(layout.columns)} />
      <PromptLine snapshot={snapshot} style={style} />
      <TextLine text={composeHelpBar({ ...choices, width: layout.columns, style })} />
    </>
  );
}
