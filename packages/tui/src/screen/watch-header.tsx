import { TextLine } from './text-line.js';
import { type HeaderOptions, composeHeader } from '../drawing/header-lines.js';
import type { WatchState } from '../session/watch-state.js';

export interface WatchHeaderProps extends HeaderOptions {
  readonly state: WatchState;
}

/** Who is watched, how fresh the figures are, memory and work. */
export function WatchHeader({ state, ...options }: WatchHeaderProps) {
  return composeHeader(state, options).map((text, index) => <TextLine key={index} text={text} />);
}
