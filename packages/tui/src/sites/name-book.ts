import { safeText } from '@heaptide/report';
import { measure } from '../drawing/measured-text.js';
import type { SiteFrame, SiteId } from '../engine/site-columns.js';
import { fullPlace, functionName, placeName } from './site-names.js';
import type { SiteNames } from './site-row.js';

/** What a filter looks at and names are sorted by: lower case. */
export interface SearchKeys {
  readonly nameKey: string;
  readonly fileKey: string;
}

/** No row is as wide; the profile has it in full. */
const LONGEST_NAME = 256;

/** The names of sites by number. Made safe and measured when they are first drawn, never again. */
export class NameBook {
  readonly #frames: readonly SiteFrame[];
  readonly #ascii: boolean;
  readonly #names: (SiteNames | undefined)[] = [];
  readonly #keys: (SearchKeys | undefined)[] = [];

  constructor(frames: readonly SiteFrame[], { ascii }: { readonly ascii: boolean }) {
    this.#frames = frames;
    this.#ascii = ascii;
  }

  frame(id: SiteId): SiteFrame {
    return this.#frames[id]!;
  }

  names(id: SiteId): SiteNames {
    return (this.#names[id] ??= this.#read(this.frame(id)));
  }

  keys(id: SiteId): SearchKeys {
    return (this.#keys[id] ??= this.#searchKeys(this.frame(id)));
  }

  #read(frame: SiteFrame): SiteNames {
    const options = { ascii: this.#ascii, limit: LONGEST_NAME };
    const remark = frame.kind === undefined ? '' : ` (${frame.kind})`;
    const tail = (segments: number) => measure(safeText(placeName(frame, { segments }), options));
    return {
      name: measure(safeText(functionName(frame.function) + remark, options)),
      location: tail(2),
      fileName: tail(1),
      place: safeText(fullPlace(frame), options),
    };
  }

  #searchKeys(frame: SiteFrame): SearchKeys {
    const options = { ascii: this.#ascii, limit: LONGEST_NAME };
    return {
      nameKey: safeText(functionName(frame.function), options).toLowerCase(),
      fileKey: safeText(fullPlace(frame), options).toLowerCase(),
    };
  }
}
