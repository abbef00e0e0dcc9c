import type { FlameModel } from './flame-model.js';
import { chooseFlame } from './flame-scene.js';
import type { FlameView } from './flame-view.js';

/** A function as the profile names it. Raw text. */
export interface FlameFunction {
  readonly function: string;
  readonly file: string;
  /** Where it begins; 0 when unknown. */
  readonly line: number;
}

/** The function selected, for the detail or an editor; `undefined` on the root and on nodes merged into one cell. */
export function selectedFunction({ tree }: FlameModel, view: FlameView): FlameFunction | undefined {
  if (typeof tree === 'string') return undefined;
  const { index, node, isRest } = chooseFlame(tree, view);
  const frame = index.tree.frame[node]!;
  if (isRest || frame === -1) return undefined;
  const { name, file, line } = tree.frames;
  return { function: name[frame]!, file: file[frame]!, line: line[frame]! };
}
