import { type FlameFunction, type FlameModel, isGrown } from './flame-model.js';
import { chooseFlame } from './flame-scene.js';
import type { FlameView } from './flame-view.js';

/** The function selected, for the detail or an editor; `undefined` on the root and on nodes merged into one cell. */
export function selectedFunction(model: FlameModel, view: FlameView): FlameFunction | undefined {
  if (!isGrown(model)) return undefined;
  const { index, node, isRest } = chooseFlame(model, view);
  const frame = index.tree.frame[node]!;
  if (isRest || frame === -1) return undefined;
  const { name, file, line } = index.tree.frames;
  return { function: name[frame]!, file: file[frame]!, line: line[frame]! };
}
