import { safeText, type SafeText } from '@heaptide/report';
import type { FlameFrames } from '@heaptide/report/flame';
import { measure, type MeasuredText } from '../drawing/measured-text.js';
import { functionName } from '../sites/site-names.js';

/** How a function is called, safe and measured. */
export interface FrameLabel {
  readonly name: MeasuredText;
  /** File without its folders, and line; empty for what is not in a file. */
  readonly place: MeasuredText;
}

/** The labels of the functions of a tree, each made when it is first drawn. */
export class FrameLabels {
  readonly #frames: FlameFrames;
  readonly #ascii: boolean;
  readonly #labels = new Map<number, FrameLabel>();

  constructor(frames: FlameFrames, { ascii }: { readonly ascii: boolean }) {
    this.#frames = frames;
    this.#ascii = ascii;
  }

  label(frame: number): FrameLabel {
    let label = this.#labels.get(frame);
    if (label === undefined) {
      const { name, file, line } = this.#frames;
      label = {
        name: this.#measured(functionName(name[frame]!)),
        place: this.#measured(placed(file[frame]!.replace(/^.*[/\\]/s, ''), line[frame]!)),
      };
      this.#labels.set(frame, label);
    }
    return label;
  }

  /** The whole path of the file with the line. */
  fullPlace(frame: number): SafeText {
    const { file, line } = this.#frames;
    const path = file[frame]!.replace(/^file:\/\/(?=\/)/, '');
    return safeText(path === '' ? '(native)' : placed(path, line[frame]!), { ascii: this.#ascii });
  }

  #measured(text: string): MeasuredText {
    return measure(safeText(text, { ascii: this.#ascii }));
  }
}

/** A line of 0 is unknown. */
function placed(file: string, line: number): string {
  return file === '' || line <= 0 ? file : `${file}:${line}`;
}
